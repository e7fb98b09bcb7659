"""Blocks of cells: copied, cut, pasted, filled down, cleared. Each is one transaction and one step of undo.

What is hidden is not there: neither copied nor written, as Excel does with visible cells.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from kgdesk.desk.entry.columns import FIELDS, Column, editable
from kgdesk.desk.entry.cursor import GridCursor
from kgdesk.desk.entry.model import EntryModel
from kgdesk.domain.clipboard_table import ClipCell, rectangle

_EDIT = int(Qt.ItemDataRole.EditRole)

if TYPE_CHECKING:
    from kgdesk.desk.entry.pasting import Pasting
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
        self._pasting: Pasting | None = None

    # out -----------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected block on the clipboard as Excel and LibreOffice read it."""
        from kgdesk.desk.entry.clipboard import mime_of

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
        from kgdesk.desk.entry.clipboard import exact_of

        line = self._cursor.line(row)
        index = self._model.index(row, column)
        stored = line is not None and index.data() == line.texts[column]
        return ClipCell(str(index.data() or ""), exact_of(line, column) if line is not None and stored else None)

    # in ------------------------------------------------------------------------

    @Slot()
    def paste(self) -> None:
        """Write the clipboard's block; see `Pasting`."""
        from kgdesk.desk.entry.pasting import Pasting

        if self._pasting is None:
            self._pasting = Pasting(self._view, self._model, self._cursor, self._lang)
            self._pasting.told.connect(self.told)
        self._pasting.paste(*self._selected())
