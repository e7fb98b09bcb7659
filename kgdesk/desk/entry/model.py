"""The item model of the grid: shows what the store knows, hands on what is typed, keeps what was refused."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFont

from kgdesk.desk.appearance import tones
from kgdesk.desk.entry.columns import FIELDS, NUMERIC, TYPED_INTO, Column, editable
from kgdesk.desk.entry.lines import EntryLine, GridLine, GridRows, Heading, chosen_text, entry_line, text_to_edit
from kgdesk.desk.entry.spoken import spoken, weight_of
from kgdesk.desk.entry.typed_texts import Trouble, TypedTexts, place_of
from kgdesk.desk.words import judgement_colour
from kgdesk.domain.observation import ValueState
from kgdesk.operations.cell_text import CellField, Edit, read_cell
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
_STATES = frozenset(state.value for state in ValueState)

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable
_FLAGS = {pair: tuple(_TYPED if column in typed else _SHOWN for column in Column) for pair, typed in TYPED_INTO.items()}
_HEADED = (Qt.ItemFlag.ItemIsEnabled,) * len(Column)
_Index = QModelIndex | QPersistentModelIndex


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
        self.texts = TypedTexts()
        self._lines: tuple[GridLine, ...] = ()
        self._headers: tuple[tuple[str, str], ...] = ()
        self._flags: tuple[tuple[Qt.ItemFlag, ...], ...] = ()  # of each row: every cell painted is asked twice
        self._block: list[CellInput] | None = None
        self._bold = QFont()
        self._bold.setBold(True)
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
        self._flags = tuple(
            _FLAGS[line.indicator.is_pair] if isinstance(line, EntryLine) else _HEADED for line in lines
        )
        self.texts.clear()
        self.endResetModel()

    def update_rows(self, fetched: GridRows, lang: str) -> bool:
        """Take new figures into the rows that are there; False when the rows are others."""
        fresh = {row.indicator.code: row for row in fetched.rows}
        if {line.indicator.code for line in self._lines if isinstance(line, EntryLine)} != set(fresh):
            return False
        lines = list(self._lines)
        for position, line in enumerate(lines):
            if isinstance(line, EntryLine) and (
                fresh[line.indicator.code] != line.row or fetched.remarks[line.indicator.code] != line.remarks
            ):
                lines[position] = entry_line(fetched, fresh[line.indicator.code], lang)
                self._lines = tuple(lines)
                self.dataChanged.emit(self.index(position, 0), self.index(position, len(Column) - 1))
        for cell in self.texts.take_confirmed():
            self.settle(cell)
        return True

    def update_cells(self, fetched: GridRows, rows: Iterable[GridRow], lang: str) -> None:
        """Take the figures of some rows, not checked yet: what was found before stands until they are.

        `fetched` is what was brought last for the whole period.
        """
        lines, codes = list(self._lines), set()
        for row in rows:
            code = row.indicator.code
            position = self.row_of(code)
            line = self.line(position)
            if not isinstance(line, EntryLine):
                continue
            codes.add(code)
            fresh = replace(row, findings=line.row.findings)
            if fresh != line.row:
                lines[position] = entry_line(replace(fetched, remarks={code: line.remarks}), fresh, lang)
                self._lines = tuple(lines)
                self.dataChanged.emit(self.index(position, 0), self.index(position, len(Column) - 1))
        for cell in self.texts.take_confirmed(codes):
            self.settle(cell)

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
        field = FIELDS[index.column()]
        if field is CellField.STATUS and text in _STATES:
            field = CellField.STATE
        standing = self.trouble_at(index)
        if text == self._standing(line, index.column()) and (standing is None or standing.from_typing):
            if standing is not None:
                self.troubled.emit(standing)
            return True
        cell = CellInput(line.indicator.code, field, text)
        match read_cell(line.indicator, field, text):
            case Edit():
                self._send(cell)
            case cause:
                trouble = Trouble(cell, cause)
                self.keep(trouble)
                self.troubled.emit(trouble)
        return True

    def _standing(self, line: EntryLine, column: int) -> str:
        cell = self.texts.at((line.indicator.code, FIELDS[column]))
        return text_to_edit(line, column) if cell is None else cell.text

    def _send(self, cell: CellInput) -> None:
        if self.texts.send(cell):
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

    def take(self, cells: Iterable[CellInput]) -> None:
        """Save texts that were read and agreed to already, as one block."""
        with self.together():
            for cell in cells:
                self._send(cell)

    def settle(self, cell: CellInput) -> None:
        """Show what the store knows: the text is on disk, changed nothing or was given up."""
        if self.texts.settle(cell):
            self._repaint(cell)

    def keep(self, trouble: Trouble) -> None:
        """Keep a text that is not saved visible, with its sentence."""
        self.texts.keep(trouble)
        self._repaint(trouble.cell)

    def drop_trouble(self, cell: CellInput) -> None:
        """Give a refused text up: the cell shows what is stored."""
        if self.texts.drop(cell):
            self._repaint(cell)
            self.untroubled.emit(cell)

    def trouble_at(self, index: _Index) -> Trouble | None:
        """Give the trouble of a cell."""
        if not index.isValid() or not self.texts:
            return None
        line = self.line(index.row())
        return self.trouble_in(line, index.column()) if isinstance(line, EntryLine) else None

    def trouble_in(self, line: EntryLine, column: int) -> Trouble | None:
        """Give the trouble of a cell of a line."""
        field = FIELDS.get(column)
        return self.texts.trouble((line.indicator.code, field)) if field else None

    def index_of(self, cell: CellInput) -> QModelIndex:
        """Find where the text stands; invalid where the indicator is not asked for."""
        row = self.row_of(cell.indicator)
        field = place_of(cell)[1]
        column = next(int(key) for key, name in FIELDS.items() if name is field)
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
        row = index.row()
        return self._flags[row][index.column()] if 0 <= row < len(self._flags) else Qt.ItemFlag.NoItemFlags

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
            return self.shown(line, column)
        if role == _ALIGNMENT:
            return _RIGHT if column in NUMERIC else _LEFT
        if role == _FOREGROUND:
            return self._colour(line, index)
        if role == _BACKGROUND:
            return None if editable(line.indicator, column) else self._locked_brush
        if role == MARK_ROLE:
            return self.mark(line, column)
        if role == _EDIT:
            return self._standing(line, column) if column in FIELDS else line.texts[column]
        if role == _TOOLTIP:
            trouble = self.trouble_at(index)
            return line.tooltips[column] if trouble is None else trouble.message
        if role == _ACCESSIBLE:
            return spoken(line, column, self._headers[column][0], self.shown(line, column), self.trouble_at(index))
        return None

    def pending(self, row: int, column: int) -> bool:
        """Whether the text of a cell is on its way to the disk."""
        line = self._lines[row]
        if not self.texts or not isinstance(line, EntryLine) or column not in FIELDS:
            return False
        return self.texts.on_its_way((line.indicator.code, FIELDS[column]))

    def _heading_data(self, line: Heading, column: int, role: int) -> Any:
        if role == _DISPLAY:
            return line.text if column == 0 else None
        if role == _BACKGROUND:
            return self._heading_brush
        return self._bold if role == _FONT else None

    def shown(self, line: EntryLine, column: int) -> str:
        """Give the text of a cell: what is on its way to the disk, else what is stored."""
        if self.texts and column in FIELDS:
            cell = self.texts.at((line.indicator.code, FIELDS[column]))
            if cell is not None:
                return chosen_text(cell)
        return line.texts[column]

    def _colour(self, line: EntryLine, index: _Index) -> Any:
        if self.trouble_at(index) is not None:
            return self._bad_brush
        column = index.column()
        if column == Column.JUDGEMENT:
            return judgement_colour(line.row.judgement)
        if column == Column.STATUS and line.row.recorded is None:
            return self._quiet_brush
        return None

    def mark(self, line: EntryLine, column: int) -> str:
        """Name the corner that is drawn in a cell; empty for most."""
        if self.texts and self.trouble_in(line, column) is not None:
            return "refused"
        return weight_of(line) if column == Column.VALUE else ""
