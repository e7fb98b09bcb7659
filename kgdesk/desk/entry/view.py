"""The grid on the screen: an Excel clerk's keys."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from kgdesk.desk.entry.columns import FIELDS, TYPED, WIDTHS, Column, editable
from kgdesk.desk.entry.delegate import CellDelegate
from kgdesk.desk.entry.frozen import FROZEN, FrozenColumns
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.model import EntryModel

_ROW = 30  # pixels of a row with one line of text
_PAD = 8  # what a cell keeps free at its sides
_WRAPPED = (Column.NAME, Column.MEASURE, Column.TARGET)
_DELETE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_TAB = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EntryView(QTableView):
    """Signals: `painted()` after each paint with rows in it; `stood_on(QModelIndex)` when the cursor moves."""

    painted = Signal()
    stood_on = Signal(QModelIndex)

    def __init__(self, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = model
        self._held_step = (1, 0)  # where the person wanted to go when a question kept the cursor
        self.setModel(model)
        self.setObjectName("entry_grid")
        self.setAccessibleName(self.tr("Bảng nhập số liệu"))
        self.cells = CellDelegate(self)
        self.cells.moved.connect(self.step)
        self.setItemDelegate(self.cells)
        self.names = FrozenColumns(self)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, self._scaled(width))

    def _scaled(self, width: int) -> int:
        """Columns grow with the text."""
        return round(width * max(self.fontMetrics().averageCharWidth() / 7, 1.0))

    def arrange(self) -> None:
        """Span the headings, give long names a second line, stand on the first cell to be typed."""
        self.clearSpans()
        model = self.entries
        headings = set(model.heading_rows)
        metrics = self.fontMetrics()
        for row in range(model.rowCount()):
            if row in headings:
                self.setSpan(row, 0, 1, len(Column))
                self.setRowHeight(row, max(_ROW - 4, metrics.height() + 6))
                continue
            line = model.line(row)
            if isinstance(line, EntryLine):
                lines = max(self._lines_of(line.texts[column], column) for column in _WRAPPED)
                self.setRowHeight(row, max(_ROW, lines * metrics.lineSpacing() + 10))
        self.names.arrange(model.heading_rows)
        if not self.currentIndex().isValid():
            self.step(1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the names where they lie."""
        super().resizeEvent(event)
        self.names.place()
        if self.currentIndex().isValid() and self.state() is not QAbstractItemView.State.EditingState:
            self.scrollTo(self.currentIndex())

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, beside the names and not under them."""
        if index.column() in FROZEN:
            bar = self.horizontalScrollBar()
            before = bar.value()
            super().scrollTo(index, hint)
            bar.setValue(before)  # the names are always in sight
            return
        super().scrollTo(index, hint)
        covered = self.names.width_of_names - self.visualRect(index).left()
        if covered > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - covered)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrows step over the headings and stay in their column."""
        target = super().moveCursor(action, modifiers)
        step = {
            QAbstractItemView.CursorAction.MoveDown: 1,
            QAbstractItemView.CursorAction.MoveUp: -1,
        }.get(action)
        if step is None or not target.isValid() or isinstance(self.entries.line(target.row()), EntryLine):
            return target
        row = target.row()
        while 0 <= row < self.entries.rowCount() and not isinstance(self.entries.line(row), EntryLine):
            row += step
        here = self.currentIndex()
        return self.entries.index(row, here.column()) if 0 <= row < self.entries.rowCount() else here

    def _lines_of(self, text: str, column: int) -> int:
        """How many lines a text needs in its column, three at most."""
        rectangle = QRect(0, 0, self.columnWidth(column) - _PAD, 1000)
        height = self.fontMetrics().boundingRect(rectangle, int(Qt.TextFlag.TextWordWrap), text).height()
        return min(-(-height // self.fontMetrics().lineSpacing()), 3)

    # moving ------------------------------------------------------------------

    @Slot(int, int)
    def step(self, down: int, right: int) -> None:
        """Go to the next cell to be typed in a direction; stay where a text was refused, or at the edge."""
        index = self.currentIndex()
        if index.isValid() and self.entries.trouble_at(index) is not None:
            self._held_step = (down, right)
            return
        self._held_step = (1, 0)
        target = self._below(index, down) if down else self._beside(index, right)
        if target.isValid():
            self.setCurrentIndex(target)

    def go_on(self) -> None:
        """Go where the key led that a question has kept back."""
        self.step(*self._held_step)

    def _below(self, index: QModelIndex, step: int) -> QModelIndex:
        """Enter keeps to the column in which the unit types: value, or numerator for a pair."""
        column = index.column() if index.isValid() else int(Column.VALUE)
        row = index.row() + step
        while 0 <= row < self.entries.rowCount():
            line = self.entries.line(row)
            if isinstance(line, EntryLine):
                return self.entries.index(row, _nearest(line, column))
            row += step
        return QModelIndex()

    def _beside(self, index: QModelIndex, step: int) -> QModelIndex:
        row, column = index.row(), index.column() + step
        while 0 <= row < self.entries.rowCount():
            line = self.entries.line(row)
            while 0 <= column < len(Column):
                if isinstance(line, EntryLine) and editable(line.indicator, column):
                    return self.entries.index(row, column)
                column += step
            row += step
            column = 0 if step > 0 else len(Column) - 1
        return QModelIndex()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell where the cursor stands."""
        super().currentChanged(current, previous)
        self.stood_on.emit(self.currentIndex())

    # keys --------------------------------------------------------------------

    def edit(self, *arguments: object) -> object:  # type: ignore[override]
        """Remember how the editor was opened, then open it."""
        if len(arguments) == 3:  # noqa: PLR2004 - the protected form: index, trigger, event
            self.cells.typing = arguments[1] == QAbstractItemView.EditTrigger.AnyKeyPressed
        return super().edit(*arguments)  # type: ignore[call-overload]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of this widget; the rest is Qt's."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key in _ENTER:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key in _DELETE:
            self._clear_selected()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab walks the cells; Ctrl+Tab leaves the grid."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress or event.key() not in _TAB:
            return super().event(event)
        forward = event.key() == Qt.Key.Key_Tab
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self.focusNextPrevChild(forward)
        self.step(0, 1 if forward else -1)
        return True

    def _clear_selected(self) -> None:
        with self.entries.together():
            for index in self.selectedIndexes():
                if index.column() in FIELDS and index.column() != Column.STATUS:
                    self.entries.setData(index, "")

    def copy(self) -> None:
        """Put the selected block on the clipboard as Excel reads it."""
        chosen = self.selectedIndexes()
        if not chosen:
            return
        rows = sorted({index.row() for index in chosen} - set(self.entries.heading_rows))
        columns = sorted({index.column() for index in chosen})
        lines = ("\t".join(str(self.entries.index(row, column).data() or "") for column in columns) for row in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """Put a block from Excel into the cells from here on; headings and computed cells are stepped over."""
        block = [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()]
        start = self.currentIndex()
        if not start.isValid() or not block:
            return
        with self.entries.together():
            taken = self._paste_block(block, start)
        if not taken:
            place = self.viewport().mapToGlobal(self.visualRect(start).bottomLeft())
            told = self.tr(
                "Chưa dán được gì: hãy đứng ở cột Tử số, Mẫu số, Thực hiện, Trạng thái hoặc Ghi chú rồi dán."
            )
            QToolTip.showText(place, told, self)

    def _paste_block(self, block: list[list[str]], start: QModelIndex) -> int:
        """Put the block in; on a heading it begins in the row below; tells how many cells took it."""
        row, taken = start.row(), 0
        column = start.column() if isinstance(self.entries.line(row), EntryLine) else int(Column.VALUE)
        for texts in block:
            while row < self.entries.rowCount() and not isinstance(self.entries.line(row), EntryLine):
                row += 1
            if row >= self.entries.rowCount():
                return taken
            taken += self._paste_row(row, column, texts)
            row += 1
        return taken

    def _paste_row(self, row: int, first: int, texts: list[str]) -> int:
        line = self.entries.line(row)
        if not isinstance(line, EntryLine):
            return 0
        if len(texts) == 1:
            return int(self.entries.setData(self.entries.index(row, _nearest(line, first)), texts[0].strip()))
        return sum(
            self.entries.setData(self.entries.index(row, column), text.strip())
            for column, text in enumerate(texts, start=first)
            if column < len(Column) and editable(line.indicator, column)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell that it was done."""
        super().paintEvent(event)
        if self.entries.rowCount():
            self.painted.emit()


def _nearest(line: EntryLine, column: int) -> int:
    """Find the cell of a row that is typed for a column: a pair's numerator stands for its value."""
    if column in TYPED and not editable(line.indicator, column):
        return int(Column.NUMERATOR if line.indicator.is_pair else Column.VALUE)
    return column
