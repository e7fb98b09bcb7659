"""Writing the clipboard's block into the grid: shown first, where there is anything to ask or to tell.

Imported at the first paste: reading old encodings and HTML is nothing that a start waits for.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from kgdesk.desk.entry.clipboard import read_mime
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.cursor import GridCursor, nearest
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.paste_names import NamedBlock, recognise
from kgdesk.desk.entry.paste_plan import PastePlan, Target, grid_targets, habits_seen, tiled
from kgdesk.desk.entry.paste_reading import plan_paste
from kgdesk.domain.clipboard_table import ClipTable

_EDIT = int(Qt.ItemDataRole.EditRole)

if TYPE_CHECKING:
    from kgdesk.desk.entry.view import EntryView


class Pasting(QObject):
    """Signals: `told(str)` what was written, in a sentence."""

    told = Signal(str)

    def __init__(self, view: "EntryView", model: EntryModel, cursor: GridCursor, lang: str) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._cursor = cursor
        self._lang = lang

    def paste(self, rows_picked: list[int], columns_picked: list[int]) -> None:
        """Write the block from the cursor on, or over what is picked where that is more than a cell."""
        table = read_mime(QGuiApplication.clipboard().mimeData())
        start = self._start()
        if table is None or not start.isValid():
            return
        rows, columns = self._area(start)
        if len(rows_picked) * len(columns_picked) > 1:
            rows = [row for row in self._cursor.rows() if row >= rows_picked[0]]
            columns = [column for column in self._cursor.columns() if column >= columns_picked[0]]
            table = tiled(table, len(rows_picked), len(columns_picked))
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
