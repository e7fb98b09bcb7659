"""Blocks of cells: copied, cut, pasted, filled down, cleared. Each is one transaction and one step of undo.

What is hidden is not there: neither copied nor written, as Excel does with visible cells.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from kgdesk.desk.entry.clipboard import exact_of, mime_of, read_mime
from kgdesk.desk.entry.columns import FIELDS, Column, editable
from kgdesk.desk.entry.cursor import GridCursor, nearest
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.paste_names import NamedBlock, recognise
from kgdesk.desk.entry.paste_plan import PastePlan, Target, grid_targets, habits_seen, plan_paste, tiled
from kgdesk.domain.clipboard_table import ClipCell, ClipTable, rectangle

_EDIT = int(Qt.ItemDataRole.EditRole)

if TYPE_CHECKING:
    from kgdesk.desk.entry.view import EntryView


class GridBlocks(QObject):
    """Signals: `told(str)` what was done with a block, in a sentence."""

    told = Signal(str)

    def __init__(self, view: "EntryView", model: EntryModel, cursor: GridCursor, lang: str) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._cursor = cursor
        self._lang = lang

    # out -----------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected block on the clipboard as Excel and LibreOffice read it."""
        rows, columns = self._selected()
        table = rectangle([self._cell(row, column) for column in columns] for row in rows)
        if table is not None:
            QGuiApplication.clipboard().setMimeData(mime_of(table))

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Empty the selected cells; how final a figure is stays."""
        with self._model.together():
            for index in self._view.selectedIndexes():
                shown = self._cursor.line(index.row()) is not None
                if shown and index.column() in FIELDS and index.column() != Column.STATUS:
                    self._model.setData(index, "")

    def fill_down(self) -> None:
        """Repeat the first row of the selection below it; one cell alone takes what stands above it."""
        rows, columns = self._selected()
        if len(rows) == 1:
            rows.insert(0, self._cursor.next_row(rows[0], -1))
        if len(rows) < 2 or rows[0] < 0:  # noqa: PLR2004 - a first row and one below
            return
        first = self._cursor.line(rows[0])
        with self._model.together():
            for column in columns:
                if first is not None and editable(first.indicator, column):
                    text = self._model.index(rows[0], column).data(_EDIT)
                    for row in rows[1:]:
                        self._model.setData(self._model.index(row, column), text)

    def _selected(self) -> tuple[list[int], list[int]]:
        chosen = [index for index in self._view.selectedIndexes() if self._cursor.line(index.row()) is not None]
        hidden = self._view.isColumnHidden
        columns = {index.column() for index in chosen if not hidden(index.column())}
        return sorted({index.row() for index in chosen}), sorted(columns)

    def _cell(self, row: int, column: int) -> ClipCell:
        line = self._cursor.line(row)
        index = self._model.index(row, column)
        stored = line is not None and index.data() == line.texts[column]
        return ClipCell(str(index.data() or ""), exact_of(line, column) if line is not None and stored else None)

    # in ------------------------------------------------------------------------

    @Slot()
    def paste(self) -> None:
        """Write the clipboard's block from the cursor on; where there is anything to ask or to tell, show it first."""
        table = read_mime(QGuiApplication.clipboard().mimeData())
        start = self._start()
        if table is None or not start.isValid():
            return
        rows, columns = self._area(start)
        picked = self._selected()
        if len(picked[0]) * len(picked[1]) > 1:
            rows = [row for row in rows if row >= picked[0][0]]
            columns = [column for column in columns if column >= picked[1][0]]
            table = tiled(table, len(picked[0]), len(picked[1]))
        targets = [[self._target(row, column) for column in columns] for row in rows[: len(table.rows)]]
        plan = plan_paste(table, grid_targets(targets))
        named = self._named(table, columns[0])
        if named is None and plan.is_clean:
            self.write(plan)
        else:
            self._ask(table, plan, named)

    def _start(self) -> QModelIndex:
        """Begin at the cursor; on a heading in the row below it."""
        here = self._view.currentIndex()
        if not here.isValid() or self._cursor.line(here.row()) is not None:
            return here
        row = self._cursor.next_row(here.row(), 1)
        line = self._cursor.line(row)
        return QModelIndex() if line is None else self._model.index(row, nearest(line, Column.VALUE))

    def _area(self, start: QModelIndex) -> tuple[list[int], list[int]]:
        """Give the shown rows and columns from a cell on."""
        rows = [row for row in self._cursor.rows() if row >= start.row()]
        return rows, [column for column in self._cursor.columns() if column >= start.column()]

    def _target(self, row: int, column: int) -> Target:
        line = self._cursor.line(row)
        assert line is not None  # noqa: S101 - only shown rows are asked for
        index = self._model.index(row, column)
        return Target(line.indicator, column, str(index.data(_EDIT) or ""), str(index.data() or ""))

    def _named(self, table: ClipTable, first: int) -> NamedBlock | None:
        lines = ((row, self._cursor.line(row)) for row in self._cursor.rows())
        return recognise(table, [(row, line.indicator) for row, line in lines if line is not None], first)

    def _ask(self, table: ClipTable, plan: PastePlan, named: NamedBlock | None) -> None:
        from kgdesk.desk.entry.paste_preview import PastePreview

        by_name = None if named is None else named.plan(self._target)
        preview = PastePreview(plan, by_name, habits_seen(table), self._lang, self._view)
        preview.agreed.connect(self.write)
        preview.open()

    @Slot(object)
    def write(self, plan: PastePlan) -> None:
        """Write what a plan says, in one transaction, and tell."""
        inputs = plan.inputs
        self._model.take(inputs)
        told = self.tr("Dán %n ô.", "", len(inputs))
        passed = self._hidden_between([self._model.row_of(cell.indicator) for cell in inputs])
        if passed:
            told += " " + self.tr("%n hàng đang ẩn giữ nguyên.", "", passed)
        self.told.emit(told + " " + self.tr("Ctrl+Z: hoàn tác."))
        self._view.setFocus()

    def _hidden_between(self, rows: Sequence[int]) -> int:
        """Count the rows of indicators that a filter hides among those written."""
        if not rows:
            return 0
        between = range(min(rows), max(rows))
        return sum(self._view.isRowHidden(row) and isinstance(self._model.line(row), EntryLine) for row in between)
