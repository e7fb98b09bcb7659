"""The item model of the grid: shows what the store knows, hands on what is typed, keeps what was refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFont

from kgdesk.desk.appearance import tones
from kgdesk.desk.entry.columns import FIELDS, NUMERIC, Column, editable
from kgdesk.desk.entry.lines import EntryLine, GridLine, Heading, entry_line, text_to_edit
from kgdesk.desk.words import judgement_colour
from kgdesk.domain.findings import Severity
from kgdesk.operations.cell_text import CellField, Choice, Edit, Refusal, read_cell
from kgdesk.operations.entry import CellInput, GridRow

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
MARK_ROLE = int(Qt.ItemDataRole.UserRole)  # "" or the meaning of a corner the delegate draws
_WEIGHTS = (Severity.BLOCK, Severity.WARN, Severity.INFO)

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Trouble:
    """A text that stays as typed and is not saved: refused, or with two readings."""

    cell: CellInput
    cause: Refusal | Choice | None  # None: the store did not take it; typing it again tries again

    @property
    def from_typing(self) -> bool:
        """Whether the text itself is at fault."""
        return self.cause is not None


class EntryModel(QAbstractTableModel):
    """The rows of one period.

    Signals: `typed(tuple[CellInput, ...])` to be saved together; `troubled(Trouble)` when a text
    cannot be saved as it stands; `untroubled(CellInput)` when a trouble is over.
    """

    typed = Signal(object)
    troubled = Signal(object)
    untroubled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[GridLine, ...] = ()
        self._headers: tuple[tuple[str, str], ...] = ()
        self._pending: dict[tuple[str, CellField], str] = {}
        self._troubles: dict[tuple[str, CellField], tuple[Trouble, str]] = {}
        self._confirmed: list[CellInput] = []
        self._block: list[CellInput] | None = None
        self._bold = QFont()
        self._bold.setBold(True)
        self._dress()

    def _dress(self) -> None:
        tone = tones()
        self._heading_brush = QBrush(tone.heading)
        self._locked_brush = QBrush(tone.locked)
        self._quiet_brush = QBrush(tone.quiet)
        self._bad_brush = QBrush(tone.bad)

    # filling -----------------------------------------------------------------

    def put(self, lines: tuple[GridLine, ...], headers: tuple[tuple[str, str], ...]) -> None:
        """Show another period; what was refused belongs to the period that is left."""
        self.beginResetModel()
        self._lines, self._headers = lines, headers
        self._pending.clear()
        self._confirmed.clear()
        self._troubles.clear()
        self.endResetModel()

    def update_rows(self, rows: tuple[GridRow, ...], lang: str) -> bool:
        """Take new figures into the rows that are there; False when the rows are others."""
        fresh = {row.indicator.code: row for row in rows}
        if {line.indicator.code for line in self._lines if isinstance(line, EntryLine)} != set(fresh):
            return False
        lines = list(self._lines)
        for position, line in enumerate(lines):
            if isinstance(line, EntryLine) and fresh[line.indicator.code] != line.row:
                lines[position] = entry_line(fresh[line.indicator.code], lang)
                self._lines = tuple(lines)
                self.dataChanged.emit(self.index(position, 0), self.index(position, len(Column) - 1))
        confirmed, self._confirmed = self._confirmed, []
        for cell in confirmed:
            self.settle(cell)
        return True

    def line(self, row: int) -> GridLine | None:
        """Give what stands in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, indicator: str) -> int:
        """Find the row of an indicator, -1 where it is not asked for."""
        for position, line in enumerate(self._lines):
            if isinstance(line, EntryLine) and line.indicator.code == indicator:
                return position
        return -1

    @property
    def heading_rows(self) -> tuple[int, ...]:
        """The rows that are headings."""
        return tuple(row for row, line in enumerate(self._lines) if isinstance(line, Heading))

    # typing ------------------------------------------------------------------

    def setData(self, index: _Index, value: Any, role: int = _EDIT) -> bool:
        """Take a typed text: to the disk, or into the troubles."""
        line = self.line(index.row())
        if role != _EDIT or not isinstance(line, EntryLine) or not editable(line.indicator, index.column()):
            return False
        text = str(value)
        cell = CellInput(line.indicator.code, FIELDS[Column(index.column())], text)
        standing = self.trouble_at(index)
        if text == self._standing(line, index.column()) and (standing is None or standing[0].from_typing):
            if standing is not None:
                self.troubled.emit(standing[0])
            return True
        match read_cell(line.indicator, cell.field, text):
            case Edit():
                self._accept(cell)
            case cause:
                self._pending.pop((cell.indicator, cell.field), None)
                trouble = Trouble(cell, cause)
                self._troubles[cell.indicator, cell.field] = (trouble, "")
                self._repaint(cell)
                self.troubled.emit(trouble)
        return True

    def _standing(self, line: EntryLine, column: int) -> str:
        key = (line.indicator.code, FIELDS[Column(column)])
        if key in self._troubles:
            return self._troubles[key][0].cell.text
        if key in self._pending:
            return self._pending[key]
        if column == Column.STATUS:
            return line.texts[column]
        return text_to_edit(line, column)

    def _accept(self, cell: CellInput) -> None:
        self._pending[cell.indicator, cell.field] = cell.text
        if self._troubles.pop((cell.indicator, cell.field), None) is not None:
            self.untroubled.emit(cell)
        self._repaint(cell)
        if self._block is None:
            self.typed.emit((cell,))
        else:
            self._block.append(cell)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Save what is set inside as one block: a paste is one transaction."""
        self._block = []
        try:
            yield
        finally:
            block, self._block = tuple(self._block), None
            if block:
                self.typed.emit(block)

    def confirm(self, cell: CellInput) -> None:
        """Note that the text is on disk: it stays shown until the store's own row arrives."""
        self._confirmed.append(cell)

    def settle(self, cell: CellInput) -> None:
        """Show what the store knows: the text changed nothing or was given up."""
        if self._pending.get((cell.indicator, cell.field)) == cell.text:
            del self._pending[cell.indicator, cell.field]
            self._repaint(cell)

    def refuse(self, cell: CellInput, message: str) -> None:
        """Keep a text that the store did not take, with its message."""
        self._pending.pop((cell.indicator, cell.field), None)
        self._troubles[cell.indicator, cell.field] = (Trouble(cell, None), message)
        self._repaint(cell)

    def explain_trouble(self, cell: CellInput, message: str) -> None:
        """Keep the sentence of a trouble for the tooltip."""
        found = self._troubles.get((cell.indicator, cell.field))
        if found is not None:
            self._troubles[cell.indicator, cell.field] = (found[0], message)

    def drop_trouble(self, cell: CellInput) -> None:
        """Give a refused text up: the cell shows what is stored."""
        if self._troubles.pop((cell.indicator, cell.field), None) is not None:
            self._repaint(cell)
            self.untroubled.emit(cell)

    def trouble_at(self, index: _Index) -> tuple[Trouble, str] | None:
        """Give the trouble of a cell with its sentence."""
        if not index.isValid():
            return None
        line = self.line(index.row())
        field = FIELDS.get(Column(index.column()))
        return self._troubles.get((line.indicator.code, field)) if isinstance(line, EntryLine) and field else None

    @property
    def unsaved(self) -> bool:
        """Whether a text that could be saved did not reach the disk."""
        return any(not trouble.from_typing for trouble, _ in self._troubles.values())

    def index_of(self, cell: CellInput) -> QModelIndex:
        """Where the cell stands."""
        row = self.row_of(cell.indicator)
        column = next(int(key) for key, name in FIELDS.items() if name == cell.field)
        return self.index(row, column) if row >= 0 else QModelIndex()

    def _repaint(self, cell: CellInput) -> None:
        index = self.index_of(cell)
        if index.isValid():
            self.dataChanged.emit(index, index)

    # reading -----------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows; a table has no tree."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Tell which cells are typed into."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line = self.line(index.row())
        if not isinstance(line, EntryLine):
            return Qt.ItemFlag.ItemIsEnabled
        kind = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return kind | Qt.ItemFlag.ItemIsEditable if editable(line.indicator, index.column()) else kind

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Give the header's word, and the sentence behind it."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._headers):
            return None
        if role == _DISPLAY:
            return self._headers[section][0]
        return self._headers[section][1] if role == _TOOLTIP else None

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Give what a role asks of a cell."""
        # One repaint asks some two thousand times: roles are compared as plain integers.
        line = self._lines[index.row()]
        column = index.column()
        if isinstance(line, Heading):
            return self._heading_data(line, column, role)
        if role == _DISPLAY:
            return self._shown(line, column)
        if role == _ALIGNMENT:
            return _RIGHT if column in NUMERIC else _LEFT
        if role == _FOREGROUND:
            return self._colour(line, column)
        if role == _BACKGROUND:
            return None if editable(line.indicator, column) else self._locked_brush
        if role == MARK_ROLE:
            return self._mark(line, column)
        if role == _EDIT:
            return self._standing(line, column) if column in FIELDS else line.texts[column]
        if role == _TOOLTIP:
            return self._tooltip(line, column)
        if role == _ACCESSIBLE:
            return f"{line.texts[Column.NAME]}, {self._headers[column][0]}: {self._shown(line, column)}"
        return None

    def _heading_data(self, line: Heading, column: int, role: int) -> Any:
        if role == _DISPLAY:
            return line.text if column == 0 else None
        if role == _BACKGROUND:
            return self._heading_brush
        return self._bold if role == _FONT else None

    def _shown(self, line: EntryLine, column: int) -> str:
        if column in FIELDS and (self._troubles or self._pending):
            key = (line.indicator.code, FIELDS[Column(column)])
            if key in self._troubles:
                return self._troubles[key][0].cell.text
            if key in self._pending:
                return self._pending[key]
        return line.texts[column]

    def _colour(self, line: EntryLine, column: int) -> Any:
        if column in FIELDS and (line.indicator.code, FIELDS[Column(column)]) in self._troubles:
            return self._bad_brush
        if column == Column.JUDGEMENT:
            return judgement_colour(line.row.judgement)
        if column == Column.STATUS and line.row.recorded is None:
            return self._quiet_brush
        return None

    def _mark(self, line: EntryLine, column: int) -> str:
        if column in FIELDS and (line.indicator.code, FIELDS[Column(column)]) in self._troubles:
            return "refused"
        if column != Column.VALUE:
            return ""
        found = {item.severity for item in line.row.findings}
        weight = next((item.value for item in _WEIGHTS if item in found), "")
        return weight or ("note" if line.texts[Column.NOTE] else "")

    def _tooltip(self, line: EntryLine, column: int) -> str:
        if column in FIELDS:
            found = self._troubles.get((line.indicator.code, FIELDS[Column(column)]))
            if found is not None:
                return found[1]
        return line.tooltips[column]
