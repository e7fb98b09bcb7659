"""What a block of the clipboard would do to the grid, cell by cell, before anything is written.

Nothing is guessed: a number with two readings, a text in an old encoding that is only likely, a shown
number that is not the one the spreadsheet holds, are questions. Pure.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, StrEnum

from kgdesk.desk.entry.columns import FIELDS, Column
from kgdesk.domain.clipboard_table import ClipCell, ClipTable
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.numbers import Number, read_number
from kgdesk.operations.cell_text import Refusal
from kgdesk.operations.entry import CellInput


class Fate(StrEnum):
    """What becomes of a cell of the block."""

    CLEAN = "clean"
    REPAIRED = "repaired"
    CHOICE = "choice"
    REFUSED = "refused"
    PROTECTED = "protected"  # computed, or of the plan: nobody types there


class Repair(StrEnum):
    """What reading took that `numbers` does not name itself."""

    SHEET_ZERO = "sheet_zero"  # the cell shows a dash or nothing, the spreadsheet holds 0
    LINE_BREAKS = "line_breaks"
    LEGACY = "legacy"
    LETTERS = "letters"  # letters or marks of other scripts that look like Vietnamese ones


class Habit(Enum):
    """Whose marks a reading follows; None elsewhere."""

    VIETNAMESE = "vi"  # dots between thousands
    ENGLISH = "en"  # a dot before the decimals


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that may be written, in a form that reads back to exactly this."""

    text: str
    value: Decimal | None = None
    habit: Habit | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A cell of the grid: whose it is, and what stands there."""

    indicator: Indicator
    column: int
    standing: str  # as it would be edited
    shown: str


@dataclass(frozen=True, slots=True)
class PasteCell:
    """One cell of the block and its place. `repairs` are codes of `number.repair_*` or of `Repair`."""

    target: Target
    found: ClipCell
    fate: Fate
    readings: tuple[Reading, ...] = ()
    repairs: tuple[str, ...] = ()
    refusal: Refusal | None = None
    chosen: int | None = None  # of `readings`; None: not written

    @property
    def input(self) -> CellInput | None:
        """What would be written; None: nothing."""
        if self.chosen is None:
            return None
        return CellInput(
            self.target.indicator.code, FIELDS[Column(self.target.column)], self.readings[self.chosen].text
        )


@dataclass(frozen=True, slots=True)
class PastePlan:
    """The cells of a paste in the order of the block, and what lies outside the grid.

    `unknown` are the names in a block that is matched by name which no row of the grid has.
    """

    cells: tuple[PasteCell, ...]
    rows_beyond: int = 0
    columns_beyond: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    unknown: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether it can be written without a question."""
        outside = self.rows_beyond or self.columns_beyond or self.hidden_rows or self.hidden_columns or self.unknown
        return not outside and all(cell.fate is Fate.CLEAN for cell in self.cells)

    @property
    def inputs(self) -> tuple[CellInput, ...]:
        """What would be written now."""
        return tuple(cell.input for cell in self.cells if cell.input is not None)

    def choose(self, position: int, reading: int | None) -> "PastePlan":
        """Answer for one cell; None leaves it as it stands."""
        cells = list(self.cells)
        cells[position] = replace(cells[position], chosen=reading)
        return replace(self, cells=tuple(cells))

    def choose_habit(self, habit: Habit) -> "PastePlan":
        """Answer for all numbers with two readings at once."""
        return replace(self, cells=tuple(_in_habit(cell, habit) for cell in self.cells))

    def count(self, fate: Fate) -> int:
        """How many cells have a fate."""
        return sum(cell.fate is fate for cell in self.cells)


Targets = Callable[[int, int], Target | None]


def _in_habit(cell: PasteCell, habit: Habit) -> PasteCell:
    place = next((number for number, reading in enumerate(cell.readings) if reading.habit is habit), None)
    return cell if place is None or cell.fate is not Fate.CHOICE else replace(cell, chosen=place)


def habits_seen(table: ClipTable) -> dict[Habit, int]:
    """Count the cells of a block whose marks can be read in one way only, by whose marks they are: a hint."""
    seen = dict.fromkeys(Habit, 0)
    for habit in _habits(cell.text for line in table.rows for cell in line):
        seen[habit] += 1
    return seen


def _habits(texts: Iterable[str]) -> Iterator[Habit]:
    for text in texts:
        if isinstance(read_number(text), Number) and {".", ","} & set(text):
            last = max(".,", key=text.rfind)
            decimal = text.count(last) == 1
            yield Habit.VIETNAMESE if (last == ",") == decimal else Habit.ENGLISH


def tiled(table: ClipTable, rows: int, columns: int) -> ClipTable:
    """Repeat a block over a selection of `rows` x `columns`, where it fits a whole number of times, as Excel does."""
    down, right = divmod(rows, len(table.rows)), divmod(columns, table.width)
    if down[1] or right[1] or not (down[0] and right[0]):
        return table
    wide = tuple(row * right[0] for row in table.rows)
    return replace(table, rows=wide * down[0])


def grid_targets(rows: Sequence[Sequence[Target]]) -> Targets:
    """Give the cells of a rectangle of the grid by their place in it."""

    def at(row: int, column: int) -> Target | None:
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None

    return at
