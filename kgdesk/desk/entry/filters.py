"""Showing only some rows of the grid.

Nothing jumps while one types: a row that no longer fits stays until the filter is chosen again.
"""

from enum import StrEnum

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.view import EntryView


class RowFilter(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    MINE = "mine"  # this unit answers for the indicator
    BLANK = "blank"
    FINDING = "finding"
    EDITED = "edited"  # not what the latest sealed return says


def fits(line: EntryLine, wanted: RowFilter) -> bool:
    """Whether a row is shown."""
    match wanted:
        case RowFilter.MINE:
            return line.mine
        case RowFilter.BLANK:
            return line.is_blank
        case RowFilter.FINDING:
            return bool(line.remarks)
        case RowFilter.EDITED:
            return bool(line.edited)
        case _:
            return True


class FilterBar(QWidget):
    """Signals: `chosen(RowFilter)`, also when the same one is chosen again. Arrow keys go from one to the next."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Lọc hàng"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        self._group = QButtonGroup(self)
        self._words = {
            RowFilter.ALL: (self.tr("Tất cả"), self.tr("Hiện mọi chỉ tiêu")),
            RowFilter.MINE: (self.tr("Của tôi"), self.tr("Chỉ tiêu do đơn vị này chủ trì")),
            RowFilter.BLANK: (self.tr("Còn trống"), self.tr("Chỉ tiêu chưa có số liệu")),
            RowFilter.FINDING: (self.tr("Có phát hiện"), self.tr("Chỉ tiêu có lỗi hoặc cảnh báo")),
            RowFilter.EDITED: (self.tr("Đã sửa"), self.tr("Chỉ tiêu đã sửa từ lần gửi trước")),
        }
        self.buttons = {wanted: self._button(wanted) for wanted in RowFilter}
        for button in self.buttons.values():
            layout.addWidget(button)
        self.buttons[RowFilter.ALL].setChecked(True)

    def _button(self, wanted: RowFilter) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolTip(f"{self._words[wanted][1]} (Ctrl+Shift+L)")
        button.clicked.connect(self._choose)
        self._group.addButton(button)
        return button

    def show_counts(self, counts: dict[RowFilter, int]) -> None:
        """Write how many rows each filter shows; one without rows cannot be chosen."""
        for wanted, button in self.buttons.items():
            button.setText(f"{self._words[wanted][0]} {counts[wanted]}")
            button.setAccessibleName(f"{self._words[wanted][1]}: {counts[wanted]}")
            button.setEnabled(bool(counts[wanted]) or button.isChecked() or wanted is RowFilter.ALL)

    def mark(self, wanted: RowFilter) -> None:
        """Show which filter holds."""
        self.buttons[wanted].setChecked(True)

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        self.chosen.emit(next(wanted for wanted, button in self.buttons.items() if button is sender))


class RowFiltering(QObject):
    """Hides the rows that a filter leaves out, and the headings over nothing."""

    def __init__(self, view: EntryView, model: EntryModel, bar: FilterBar) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._bar = bar
        self.wanted = RowFilter.ALL
        self._fits: dict[int, frozenset[RowFilter]] = {}  # which filters show a row, by row
        self._counts: dict[RowFilter, int] = dict.fromkeys(RowFilter, 0)
        bar.chosen.connect(self.choose)
        model.dataChanged.connect(self._recount)

    @Slot(object)
    def choose(self, wanted: RowFilter) -> None:
        """Show the rows of a filter; a filter without rows gives way to all."""
        lines = [self._model.line(row) for row in range(self._model.rowCount())]
        if not any(isinstance(line, EntryLine) and fits(line, wanted) for line in lines):
            wanted = RowFilter.ALL
        self.wanted = wanted
        self._bar.mark(wanted)
        heading, shown = -1, [False] * len(lines)
        for row, line in enumerate(lines):
            if not isinstance(line, EntryLine):
                heading = row
            elif fits(line, wanted):
                shown[row] = True
                if heading >= 0:
                    shown[heading] = True
        self._view.show_rows(shown)
        self._count()

    @Slot()
    def apply(self) -> None:
        """Choose the same filter again: other rows are in the grid."""
        self.choose(self.wanted)

    def reveal(self, index: QModelIndex) -> None:
        """Let go of a filter that hides a place to be shown."""
        if index.isValid() and self._view.isRowHidden(index.row()):
            self.choose(RowFilter.ALL)

    def _count(self) -> None:
        self._fits = {
            row: _fitting(line)
            for row in range(self._model.rowCount())
            if isinstance(line := self._model.line(row), EntryLine)
        }
        self._counts = {wanted: sum(wanted in found for found in self._fits.values()) for wanted in RowFilter}
        self._bar.show_counts(self._counts)

    @Slot(QModelIndex, QModelIndex)
    def _recount(self, first: QModelIndex, last: QModelIndex) -> None:
        """Count anew only what has changed: this happens with every cell that is typed."""
        before = dict(self._counts)
        for row in range(first.row(), last.row() + 1):
            line = self._model.line(row)
            if isinstance(line, EntryLine) and row in self._fits:
                found = _fitting(line)
                for wanted in RowFilter:
                    self._counts[wanted] += (wanted in found) - (wanted in self._fits[row])
                self._fits[row] = found
        if self._counts != before:
            self._bar.show_counts(self._counts)


def _fitting(line: EntryLine) -> frozenset[RowFilter]:
    """Tell which filters show a row."""
    return frozenset(wanted for wanted in RowFilter if fits(line, wanted))
