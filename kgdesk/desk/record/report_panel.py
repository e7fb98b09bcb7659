"""The rows of a dry run: filters over them, and beside the row stood on the choices it asks for."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kgdesk import messages
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.operations.record_report import IN_THE_WAY, RowOutcome, RowReport

translate = QCoreApplication.translate
_DONE = frozenset({RowOutcome.READABLE, RowOutcome.SAVED})
_PASSED = frozenset({RowOutcome.SKIPPED, RowOutcome.LEFT_OUT, RowOutcome.UNCHANGED})
_OWN_WORDS = ("record.", "number.", "entry.")  # rows of figures; those of texts can only be mended in the file


class Filter(IntEnum):
    """Which rows are shown."""

    ALL = 0
    REPAIRED = 1
    OPEN = 2
    PASSED = 3


class ReportPanel(QWidget):
    """Signals: `answered(int, str, str)` with row, column and chosen text; `left_out(tuple)` with rows to pass over."""

    answered = Signal(int, str, str)
    left_out = Signal(object)

    def __init__(self, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self._rows: tuple[RowReport, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self.filters = QButtonGroup(self)
        line = QHBoxLayout()
        for which in Filter:
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(which is Filter.ALL)
            self.filters.addButton(button, which)
            line.addWidget(button)
        line.addStretch(1)
        layout.addLayout(line)
        columns = (
            TextColumn(self.tr("Dòng"), 56, figures=True),
            TextColumn(self.tr("Chỉ tiêu"), 220),
            TextColumn(self.tr("Kết quả"), 130),
            TextColumn(self.tr("Giải thích"), 0),
        )
        self.table = TextTable(columns, self.tr("Các dòng của tệp"))
        layout.addWidget(self.table, 1)
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.question.setTextFormat(Qt.TextFormat.PlainText)  # words of a file stand in it
        layout.addWidget(self.question)
        self.choices = QHBoxLayout()
        layout.addLayout(self.choices)
        self.passing = QPushButton(self.tr("Bỏ qua mọi dòng không nhận được"))
        self.passing.clicked.connect(self._pass_all)
        self.passing.hide()
        layout.addWidget(self.passing)
        self.filters.idToggled.connect(self._filter)
        self.table.stood_on.connect(self._stand)
        self.put(())

    def put(self, rows: Sequence[RowReport]) -> None:
        """Show the rows of a new dry run under the filter that is chosen."""
        self._rows = tuple(rows)
        names = {
            Filter.ALL: self.tr("Tất cả"),
            Filter.REPAIRED: self.tr("Có sửa"),
            Filter.OPEN: self.tr("Cần quyết định"),
            Filter.PASSED: self.tr("Bỏ qua"),
        }
        for which, name in names.items():
            count = sum(_belongs(row, which) for row in self._rows)
            self.filters.button(which).setText(f"{name} ({count})")
        self.passing.setVisible(bool(self._refused()))
        self._show()

    @Slot(int, bool)
    def _filter(self, _which: int, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self._show()

    def _show(self) -> None:
        which = Filter(self.filters.checkedId())
        self.table.put([_text_row(row, self._lang) for row in self._rows if _belongs(row, which)])
        self._stand()

    @Slot()
    def _stand(self) -> None:
        """Offer what the row stood on asks for."""
        while (item := self.choices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        row = self.table.item
        mendable = isinstance(row, RowReport) and row.outcome in IN_THE_WAY and row.code.startswith(_OWN_WORDS)
        self.question.setText(messages.say(row.code, self._lang, **row.params) if mendable else "")
        if not mendable:
            return
        for question in row.questions[:1]:
            for option in question.options:
                self._offer(self.tr("Hiểu là “{text}”").format(text=option), (row.row, question.column, option))
        self._offer(self.tr("Bỏ qua dòng này"), (row.row, "", ""))
        self.choices.addStretch(1)

    def _offer(self, text: str, answer: tuple[int, str, str]) -> None:
        button = QPushButton(text)
        button.setProperty("answer", answer)
        button.clicked.connect(self._answer)
        self.choices.addWidget(button)

    @Slot()
    def _answer(self) -> None:
        row, column, text = self.sender().property("answer")
        if column:
            self.answered.emit(row, column, text)
        else:
            self.left_out.emit((row,))

    def _refused(self) -> tuple[int, ...]:
        return tuple(
            row.row for row in self._rows if row.outcome is RowOutcome.REFUSED and row.code.startswith(_OWN_WORDS)
        )

    @Slot()
    def _pass_all(self) -> None:
        self.left_out.emit(self._refused())


def _belongs(row: RowReport, which: Filter) -> bool:
    match which:
        case Filter.REPAIRED:
            return bool(row.repairs)
        case Filter.OPEN:
            return row.outcome in IN_THE_WAY
        case Filter.PASSED:
            return row.outcome in _PASSED
        case _:
            return True


def _text_row(row: RowReport, lang: str) -> TextRow:
    tone = tones()
    words = {
        RowOutcome.SAVED: translate("Record", "✔ Đã ghi"),
        RowOutcome.READABLE: translate("Record", "✔ Sẽ ghi"),
        RowOutcome.UNCHANGED: translate("Record", "○ Không đổi"),
        RowOutcome.SKIPPED: translate("Record", "○ Không đọc"),
        RowOutcome.LEFT_OUT: translate("Record", "○ Bỏ qua"),
        RowOutcome.AMBIGUOUS: translate("Record", "▲ Cần chọn"),
        RowOutcome.REFUSED: translate("Record", "✕ Không nhận"),
    }
    told = [messages.say(row.code, lang, **row.params)]
    told += [f"• {messages.say(note.code, lang, **note.params)}" for note in row.repairs]
    colour = tone.good if row.outcome in _DONE else tone.bad if row.outcome in IN_THE_WAY else tone.quiet
    named = str(row.params.get(f"name_{lang}", row.indicator))
    return TextRow(
        cells=(str(row.row), named, words[row.outcome], "\n".join(told)),
        item=row,
        tooltip="\n".join(told),
        colour=colour,
        coloured=2,
    )
