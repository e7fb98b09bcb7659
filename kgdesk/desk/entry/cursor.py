"""Where the cursor of the grid goes: over headings and hidden rows, as an Excel clerk expects."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTableView

from kgdesk.desk.entry.columns import TYPED, Column, editable
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.model import EntryModel


def jump(filled: Sequence[bool], here: int, step: int) -> int:
    """Ctrl+arrow over a line of cells: to the end of a filled run, else to the next filled cell, else to the edge."""
    last = len(filled) - 1 if step > 0 else 0
    if here == last:
        return here
    place = here + step
    if filled[here] and filled[place]:
        while place != last and filled[place + step]:
            place += step
        return place
    while place != last and not filled[place]:
        place += step
    return place


def nearest(line: EntryLine, column: int) -> int:
    """Find the cell of a row that is typed for a column: a pair's numerator stands for its value."""
    if column in TYPED and not editable(line.indicator, column):
        return int(Column.NUMERATOR if line.indicator.is_pair else Column.VALUE)
    return column


class GridCursor:
    """Finds cells of one view; rows and columns that are hidden do not exist for it."""

    def __init__(self, view: QTableView, model: EntryModel) -> None:
        self._view = view
        self._model = model

    def rows(self) -> list[int]:
        """The rows of indicators that are shown."""
        return [row for row in range(self._model.rowCount()) if self.line(row) is not None]

    def columns(self) -> list[int]:
        """The columns that are shown."""
        return [column for column in range(len(Column)) if not self._view.isColumnHidden(column)]

    def line(self, row: int) -> EntryLine | None:
        """Give the indicator of a row that is shown; None for a heading and for a hidden row."""
        line = self._model.line(row)
        return line if isinstance(line, EntryLine) and not self._view.isRowHidden(row) else None

    def below(self, index: QModelIndex, step: int) -> QModelIndex:
        """Enter keeps to the column in which the unit types: value, or numerator for a pair."""
        column = index.column() if index.isValid() else int(Column.VALUE)
        row = self.next_row(index.row(), step)
        line = self.line(row)
        return QModelIndex() if line is None else self._model.index(row, nearest(line, column))

    def next_row(self, row: int, step: int) -> int:
        """Find the next row of an indicator that is shown; -1 past the edge."""
        row += step
        while 0 <= row < self._model.rowCount():
            if self.line(row) is not None:
                return row
            row += step
        return -1

    def beside(self, index: QModelIndex, step: int) -> QModelIndex:
        """Tab goes to the next cell that is typed, over the end of the row into the next."""
        row, column = index.row(), index.column() + step
        while 0 <= row < self._model.rowCount():
            found = self._typed(row, column, step)
            if found >= 0:
                return self._model.index(row, found)
            row += step
            column = 0 if step > 0 else len(Column) - 1
        return QModelIndex()

    def _typed(self, row: int, column: int, step: int) -> int:
        """Find the first typed cell of a row from a column on; -1 where there is none."""
        line = self.line(row)
        while line is not None and 0 <= column < len(Column):
            if editable(line.indicator, column) and not self._view.isColumnHidden(column):
                return column
            column += step
        return -1

    def edge_of_row(self, index: QModelIndex, step: int) -> QModelIndex:
        """Home and End: the first and the last typed cell of the row."""
        column = self._typed(index.row(), 0 if step < 0 else len(Column) - 1, -step)
        return self._model.index(index.row(), column) if column >= 0 else index

    def corner(self, step: int) -> QModelIndex:
        """Ctrl+Home and Ctrl+End: the first typed cell of the first row, the last of the last."""
        rows = self.rows()
        if not rows:
            return QModelIndex()
        return self.edge_of_row(self._model.index(rows[0 if step < 0 else -1], 0), step)

    def jump(self, index: QModelIndex, down: int, right: int) -> QModelIndex:
        """Ctrl+arrow."""
        line = self.rows() if down else self.columns()
        here = index.row() if down else index.column()
        if here not in line:
            return index
        cells = [
            self._model.index(each, index.column()) if down else self._model.index(index.row(), each) for each in line
        ]
        return cells[jump([bool(cell.data()) for cell in cells], line.index(here), down or right)]
