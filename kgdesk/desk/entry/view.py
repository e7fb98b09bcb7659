"""The grid on the screen: an Excel clerk's keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from kgdesk.desk.entry.blocks import GridBlocks
from kgdesk.desk.entry.cursor import GridCursor
from kgdesk.desk.entry.delegate import CellDelegate
from kgdesk.desk.entry.frozen import FROZEN, FrozenColumns
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.sizes import GridSizes
from kgdesk.desk.entry.sticky_heading import StickyHeading

_DELETE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_TAB = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_ARROWS = {
    QAbstractItemView.CursorAction.MoveDown: (1, 0),
    QAbstractItemView.CursorAction.MoveUp: (-1, 0),
    QAbstractItemView.CursorAction.MoveRight: (0, 1),
    QAbstractItemView.CursorAction.MoveLeft: (0, -1),
}
_ENDS = {QAbstractItemView.CursorAction.MoveHome: -1, QAbstractItemView.CursorAction.MoveEnd: 1}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EntryView(QTableView):
    """The grid.

    Signals: `painted()` after each paint with rows in it; `stood_on(QModelIndex)` when the cursor moves;
    `keyed()` at every key, also those of a cell's editor.
    """

    painted = Signal()
    stood_on = Signal(QModelIndex)
    keyed = Signal()

    def __init__(self, model: EntryModel, lang: str = "vi", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = model
        self.places = GridCursor(self, model)
        self.blocks = GridBlocks(self, model, self.places, lang)
        self.heading = StickyHeading(self, model)
        self._room = 0  # the width for which the names were fitted
        self._held_step = (1, 0)  # where the person wanted to go when a question kept the cursor
        self.setModel(model)
        self.setObjectName("entry_grid")
        self.setAccessibleName(self.tr("Bảng nhập số liệu"))
        self.cells = CellDelegate(self, model)
        self.cells.moved.connect(self.step)
        self.cells.keyed.connect(self.keyed)
        self.setItemDelegate(self.cells)
        self.names = FrozenColumns(self, model, self.heading)
        for viewport in (self.viewport(), self.names.viewport()):
            self.heading.paint_in(viewport)
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
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sizes = GridSizes(self, model, self.names)
        self.sizes.scale_columns()

    def zoom_to(self, font: QFont, factor: float) -> None:
        """Show everything larger or smaller, standing where one stands."""
        self.setFont(font)
        self.horizontalHeader().setFont(font)
        self.names.dress(font)
        self.sizes.zoom = factor
        self.sizes.scale_columns()
        if self.entries.rowCount():
            self.arrange()
            self.scrollTo(self.currentIndex())

    def show_rows(self, shown: Sequence[bool]) -> None:
        """Show some rows and hide the others; the cursor leaves a hidden one."""
        self.setUpdatesEnabled(False)
        for row, visible in enumerate(shown):
            if self.isRowHidden(row) == visible:
                self.setRowHidden(row, not visible)
                self.names.setRowHidden(row, not visible)
        self.setUpdatesEnabled(True)
        here = self.currentIndex()
        if here.isValid() and self.isRowHidden(here.row()):
            down = self.places.below(here, 1)
            self.setCurrentIndex(down if down.isValid() else self.places.below(here, -1))
        self.heading.place()

    def arrange(self) -> None:
        """Give rows and headings their sizes, stand on the first cell to be typed."""
        self.sizes.arrange_rows()
        self.heading.place()
        if not self.currentIndex().isValid():
            self.step(1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the names where they lie."""
        super().resizeEvent(event)
        if self.width() != self._room:  # the grid itself, not what the names leave of it
            self._room = self.width()
            self.sizes.fit_names()
        self.names.place()
        self.heading.place()
        if self.currentIndex().isValid() and self.state() is not QAbstractItemView.State.EditingState:
            self.scrollTo(self.currentIndex())

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, below the heading that stays."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() in FROZEN:
            bar.setValue(before)  # the names are always in sight
        hidden = self.heading.height_over(index.row()) - self.visualRect(index).top()
        if hidden > 0 and self.heading.covered:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - hidden)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, all but the heading that stays."""
        super().scrollContentsBy(dx, dy)
        self.heading.place()
        self.heading.stay(self.viewport(), dy)

    def updateGeometries(self) -> None:
        """Begin behind the names: they stand beside the grid, its own first columns are never scrolled to."""
        bar = self.horizontalScrollBar()
        before, at_start, blocked = bar.value(), bar.value() <= bar.minimum(), bar.blockSignals(True)
        super().updateGeometries()
        bar.blockSignals(blocked)
        least = sum(self.columnWidth(column) for column in FROZEN)
        bar.setRange(least, max(bar.maximum(), least))
        if at_start:
            bar.setValue(least)
        if bar.value() != before:
            bar.valueChanged.emit(bar.value())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrows step over the headings and stay in their column; with Ctrl they go where the figures end."""
        here = self.currentIndex()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        down, right = _ARROWS.get(action, (0, 0))
        if action in _ENDS and here.isValid():
            step = _ENDS[action]
            return self.places.corner(step) if control else self.places.edge_of_row(here, step)
        if control and here.isValid() and (down or right):
            return self.places.jump(here, down, right)
        target = super().moveCursor(action, modifiers)
        if not target.isValid() or self.places.line(target.row()) is not None:
            return target
        towards = -1 if target.row() < here.row() else 1
        row = self.places.next_row(target.row(), down or towards)
        return self.entries.index(row, here.column()) if row >= 0 else here

    # moving ------------------------------------------------------------------

    @Slot(int, int)
    def step(self, down: int, right: int) -> None:
        """Go to the next cell to be typed in a direction; stay where a text was refused, or at the edge."""
        index = self.currentIndex()
        if index.isValid() and self.entries.trouble_at(index) is not None:
            self._held_step = (down, right)
            return
        self._held_step = (1, 0)
        target = self.places.below(index, down) if down else self.places.beside(index, right)
        if target.isValid():
            self.setCurrentIndex(target)

    def go_on(self) -> None:
        """Go where the key led that a question has kept back."""
        self.step(*self._held_step)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell where the cursor stands."""
        super().currentChanged(current, previous)
        self.stood_on.emit(self.currentIndex())

    # keys --------------------------------------------------------------------

    def edit(self, *arguments: object) -> object:  # type: ignore[override]
        """Remember how the editor was opened, then open it; by F2 the caret stands at the end, as in Excel."""
        if len(arguments) != 3:  # noqa: PLR2004 - the protected form: index, trigger, event
            return super().edit(*arguments)  # type: ignore[call-overload]
        self.cells.typing = arguments[1] == QAbstractItemView.EditTrigger.AnyKeyPressed
        opened = super().edit(*arguments)  # type: ignore[call-overload]
        editor = self.indexWidget(self.currentIndex())
        if opened and not self.cells.typing and isinstance(editor, QLineEdit):
            editor.end(False)
        return opened

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of this widget; the rest is Qt's."""
        self.keyed.emit()
        key = event.key()
        if (work := self._block_work(event)) is not None:
            work()
        elif key in _ENTER:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key in _DELETE:
            self.blocks.clear()
        elif key == Qt.Key.Key_Escape:
            self._restore()
        else:
            super().keyPressEvent(event)

    def _block_work(self, event: QKeyEvent) -> Callable[[], None] | None:
        standard = QKeySequence.StandardKey
        works = (
            (standard.Copy, self.blocks.copy),
            (standard.Cut, self.blocks.cut),
            (standard.Paste, self.blocks.paste),
        )
        for keys, work in works:
            if event.matches(keys):
                return work
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return self.blocks.fill_down if control and event.key() == Qt.Key.Key_D else None

    def _restore(self) -> None:
        """Esc gives up a text that could not be saved: the cell shows what is stored."""
        trouble = self.entries.trouble_at(self.currentIndex())
        if trouble is not None:
            self.entries.drop_trouble(trouble.cell)

    def event(self, event: QEvent) -> bool:
        """Tab walks the cells; Ctrl+Tab leaves the grid."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress or event.key() not in _TAB:
            return super().event(event)
        forward = event.key() == Qt.Key.Key_Tab
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self.focusNextPrevChild(forward)
        self.step(0, 1 if forward else -1)
        return True

    @Slot()
    def copy(self) -> None:
        """Put the selected block on the clipboard."""
        self.blocks.copy()

    @Slot()
    def paste(self) -> None:
        """Write the clipboard's block from the cursor on."""
        self.blocks.paste()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell that it was done."""
        self.cells.prepare()
        self.heading.paint_over(self.viewport(), event, super().paintEvent, titled=False)
        if self.entries.rowCount():
            self.painted.emit()
