"""What a paste would do, cell by cell, before it does it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.paste_plan import Fate, Habit, PasteCell, PastePlan
from kgdesk.desk.entry.paste_words import fate_word, found_text, habit_button, reading_text, reason, written_text

_CHOICE = 3  # the column of the table in which a reading is chosen
_RESULT = 4
_NAMED = 10  # names in one sentence
_SKIP = -1  # chosen: leave the cell as it stands
_ORDER = (Fate.CHOICE, Fate.REFUSED, Fate.PROTECTED, Fate.REPAIRED, Fate.CLEAN)  # what needs a look comes first


class PastePreview(QDialog):
    """Signals: `agreed(PastePlan)` with every question answered; nothing is written before."""

    agreed = Signal(object)

    def __init__(
        self,
        by_place: PastePlan,
        by_name: PastePlan | None,
        seen: dict[Habit, int],
        lang: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plans = {"place": by_place, "name": by_name}
        self._lang = lang
        self._answered: set[int] = set()
        self.plan = by_place if by_name is None else by_name
        self.setObjectName("paste_preview")
        self.setWindowTitle(self.tr("Xem trước khi dán"))
        self.resize(900, 520)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.summary)
        self.by_name = QRadioButton(self.tr("Dán theo &tên chỉ tiêu có trong khối"))
        self.by_place = QRadioButton(self.tr("Dán theo &vị trí, từ ô đang đứng"))
        self._offer_ways(layout, named=by_name is not None)
        self.habits = {habit: QPushButton(habit_button(habit, seen[habit])) for habit in Habit}
        self._offer_habits(layout)
        self.table = self._make_table()
        layout.addWidget(self.table, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.confirm = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.buttons.accepted.connect(self._agree)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self._fill()

    def _offer_ways(self, layout: QVBoxLayout, *, named: bool) -> None:
        row = QHBoxLayout()
        for button in (self.by_name, self.by_place):
            button.setVisible(named)
            row.addWidget(button)
        row.addStretch(1)
        self.by_name.setChecked(named)
        self.by_place.setChecked(not named)
        self.by_name.toggled.connect(self._change_way)
        layout.addLayout(row)

    def _offer_habits(self, layout: QVBoxLayout) -> None:
        row = QHBoxLayout()
        for button in self.habits.values():
            button.setAutoDefault(False)
            button.clicked.connect(self._choose_habit)
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)

    def _make_table(self) -> QTableWidget:
        titles = (
            self.tr("Ô"),
            self.tr("Trong khối chép"),
            self.tr("Đang có"),
            self.tr("Sẽ ghi"),
            self.tr("Kết quả"),
            self.tr("Vì sao"),
        )
        table = QTableWidget(0, len(titles))
        table.setAccessibleName(self.tr("Các ô sẽ dán"))
        table.setHorizontalHeaderLabels(titles)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setWordWrap(True)
        for column, width in enumerate((210, 130, 90, 150, 130)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(len(titles) - 1, QHeaderView.ResizeMode.Stretch)
        return table

    # showing -------------------------------------------------------------------

    def _fill(self) -> None:
        """List the cells, those that need a look first."""
        self._answered.clear()
        self.table.clearContents()
        cells = self.plan.cells
        self._order = sorted(range(len(cells)), key=lambda place: _ORDER.index(cells[place].fate))
        self.table.setRowCount(len(cells))
        for row, place in enumerate(self._order):
            self._fill_row(row, cells[place])
        self.table.resizeRowsToContents()
        questions = any(reading.habit for cell in cells for reading in cell.readings if cell.fate is Fate.CHOICE)
        for button in self.habits.values():
            button.setVisible(questions)
        self._judge()

    def _fill_row(self, row: int, cell: PasteCell) -> None:
        texts = (
            f"{_name(cell, self._lang)} · {self._column_word(cell)}",
            found_text(cell),
            cell.target.shown,
            written_text(cell, self._lang),
            fate_word(cell.fate),
            reason(cell, self._lang),
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == len(texts) - 2 and (colour := _colour(cell.fate)) is not None:
                item.setForeground(colour)
            self.table.setItem(row, column, item)
        if cell.fate is Fate.CHOICE:
            self.table.setCellWidget(row, _CHOICE, self._box(cell, texts[0]))

    def _box(self, cell: PasteCell, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.addItem(self.tr("— hãy chọn —"), None)
        for number, reading in enumerate(cell.readings):
            box.addItem(reading_text(reading, self._lang), number)
        box.addItem(self.tr("không ghi ô này"), _SKIP)
        box.currentIndexChanged.connect(self._chosen)
        return box

    def _column_word(self, cell: PasteCell) -> str:
        return {
            Column.NUMERATOR: self.tr("Tử số"),
            Column.DENOMINATOR: self.tr("Mẫu số"),
            Column.VALUE: self.tr("Thực hiện"),
            Column.STATUS: self.tr("Trạng thái"),
            Column.NOTE: self.tr("Ghi chú"),
        }.get(Column(cell.target.column), self.tr("cột không nhập"))

    def _judge(self) -> None:
        """Tell how it stands; agreeing is possible when every question is answered."""
        plan, writes = self.plan, len(self.plan.inputs)
        open_questions = plan.count(Fate.CHOICE) - len(self._answered)
        parts = [self.tr("Sẽ ghi %n ô.", "", writes)]
        if open_questions:
            parts.append(self.tr("Còn %n ô cần chọn cách đọc.", "", open_questions))
        left = plan.count(Fate.REFUSED) + plan.count(Fate.PROTECTED)
        if left:
            parts.append(self.tr("%n ô không ghi được, giữ nguyên.", "", left))
        parts += self._outside(plan)
        if not writes and not open_questions:
            parts.append(self.tr("Hãy đứng ở cột Tử số, Mẫu số, Thực hiện, Trạng thái hoặc Ghi chú rồi dán lại."))
        self.summary.setText(" ".join(parts))
        self.confirm.setText(self.tr("Ghi %n ô", "", writes))
        self.confirm.setEnabled(bool(writes) and not open_questions)

    def _outside(self, plan: PastePlan) -> list[str]:
        parts = []
        if plan.rows_beyond:
            parts.append(self.tr("%n hàng vượt quá cuối bảng, bỏ qua.", "", plan.rows_beyond))
        if plan.columns_beyond:
            parts.append(self.tr("%n cột vượt quá bảng, bỏ qua.", "", plan.columns_beyond))
        if plan.hidden_rows:
            parts.append(self.tr("%n hàng bị ẩn trong bảng tính, không dán.", "", plan.hidden_rows))
        if plan.hidden_columns:
            parts.append(self.tr("%n cột bị ẩn trong bảng tính, không dán.", "", plan.hidden_columns))
        if plan.unknown:
            told = self.tr("%n hàng của khối không có trong bảng đang hiện, bỏ qua: {names}.", "", len(plan.unknown))
            parts.append(told.format(names="; ".join(plan.unknown[:_NAMED]) + ("…" if plan.unknown[_NAMED:] else "")))
        return parts

    def showEvent(self, event: QShowEvent) -> None:
        """Only now are the columns as wide as they will be."""
        super().showEvent(event)
        self.table.resizeRowsToContents()

    # answering -----------------------------------------------------------------

    @Slot(bool)
    def _change_way(self, named: bool) -> None:  # noqa: FBT001 - a slot
        plan = self._plans["name" if named else "place"]
        if plan is not None:
            self.plan = plan
            self._fill()

    @Slot(int)
    def _chosen(self, _position: int) -> None:
        self._take_answers()

    @Slot()
    def _choose_habit(self) -> None:
        """Set every list of two readings of a number to one habit."""
        habit = next(each for each, button in self.habits.items() if button is self.sender())
        answered = self.plan.choose_habit(habit)
        for row, place in enumerate(self._order):
            box = self.table.cellWidget(row, _CHOICE)
            if isinstance(box, QComboBox) and answered.cells[place].chosen != self.plan.cells[place].chosen:
                box.blockSignals(True)
                box.setCurrentIndex(box.findData(answered.cells[place].chosen))
                box.blockSignals(False)
        self._take_answers()

    def _take_answers(self) -> None:
        self._answered.clear()
        for row, place in enumerate(self._order):
            box = self.table.cellWidget(row, _CHOICE)
            if not isinstance(box, QComboBox):
                continue
            answer = box.currentData()
            self.plan = self.plan.choose(place, None if answer in {None, _SKIP} else answer)
            if answer is not None:
                self._answered.add(place)
            self._tell_fate(row, self.plan.cells[place], answer)
        self._judge()

    def _tell_fate(self, row: int, cell: PasteCell, answer: int | None) -> None:
        """Say what becomes of a cell now that its question is answered, or open again."""
        fate = cell.fate if answer is None else Fate.REFUSED if answer == _SKIP else Fate.CLEAN
        item = QTableWidgetItem(fate_word(fate))
        item.setToolTip(item.text())
        if (colour := _colour(fate)) is not None:
            item.setForeground(colour)
        self.table.setItem(row, _RESULT, item)

    @Slot()
    def _agree(self) -> None:
        self.agreed.emit(self.plan)
        self.accept()


def _name(cell: PasteCell, lang: str) -> str:
    item = cell.target.indicator
    return item.name_en if lang == "en" and item.name_en else item.name_vi


def _colour(fate: Fate) -> QColor | None:
    tone = tones()
    return {
        Fate.CHOICE: tone.warn,
        Fate.REFUSED: tone.bad,
        Fate.PROTECTED: tone.quiet,
        Fate.REPAIRED: tone.accent,
        Fate.CLEAN: tone.good,
    }.get(fate)
