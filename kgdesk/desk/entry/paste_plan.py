"""What a block of the clipboard would do to the grid, cell by cell, before anything is written.

Nothing is guessed: a number with two readings, a text in an old encoding that is only likely, a shown
number that is not the one the spreadsheet holds, are questions. Pure.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, StrEnum

from kgdesk.desk.entry.columns import FIELDS, Column, editable
from kgdesk.domain.clipboard_table import ClipCell, ClipTable, agrees
from kgdesk.domain.indicator import EntryForm, Indicator
from kgdesk.domain.legacy_text import Certainty, LegacyReading, suggest_block
from kgdesk.domain.numbers import Ambiguous, Blank, NotNumber, NotNumberReason, Number, read_number, write_for_entry
from kgdesk.operations.cell_text import FIGURES, CellField, Choice, Edit, Refusal, read_cell
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


def plan_paste(table: ClipTable, at: Targets, *, skip_blank: bool = False) -> PastePlan:
    """Plan a block; `at(row, column)` of the block names the cell of the grid, None: past its edge.

    `skip_blank` leaves alone what a blank cell would clear.
    """
    legacy = _legacy_readings(table)
    cells: list[PasteCell] = []
    rows, columns = set[int](), set[int]()
    for row, line in enumerate(table.rows):
        for column, found in enumerate(line):
            target = at(row, column)
            if target is None:
                if not found.is_blank:
                    (rows if at(row, 0) is None else columns).add(row if at(row, 0) is None else column)
            elif not (skip_blank and found.is_blank):
                planned = _plan_cell(target, found, legacy.get((row, column)))
                if planned is not None:
                    cells.append(planned)
    return PastePlan(tuple(cells), len(rows), len(columns), table.hidden_rows, table.hidden_columns)


def _legacy_readings(table: ClipTable) -> dict[tuple[int, int], LegacyReading]:
    """Read the words of the block together: its cells tell of each other."""
    places = [
        (row, column)
        for row, line in enumerate(table.rows)
        for column, cell in enumerate(line)
        if not cell.text.isascii()
    ]
    cells = [table.rows[row][column] for row, column in places]
    found = suggest_block([cell.text for cell in cells], [cell.font for cell in cells])
    return {place: reading for place, reading in zip(places, found, strict=True) if reading is not None}


def _plan_cell(target: Target, found: ClipCell, legacy: LegacyReading | None) -> PasteCell | None:
    """Plan one cell; None where a protected cell would stay as it is anyway."""
    if not editable(target.indicator, target.column):
        same = found.is_blank or found.text.strip() in {target.shown, target.standing}
        return None if same else PasteCell(target, found, Fate.PROTECTED)
    field = FIELDS[Column(target.column)]
    if field in FIGURES:
        exact = _plan_exact(target, field, found)
        if exact is not None:
            return exact
    return _plan_text(target, field, found, legacy)


def _plan_exact(target: Target, field: CellField, found: ClipCell) -> PasteCell | None:
    """Prefer the number that the spreadsheet holds, where it is the one that is shown."""
    exact = found.exact
    if exact is None:
        return None
    if not exact and _shows_nothing(found.text):
        return _taken(target, found, (Reading("0", exact),), (Repair.SHEET_ZERO.value,))
    percent = "%" in found.text
    held = exact * 100 if percent else exact
    text = write_for_entry(held) + ("%" if percent else "")
    answer = read_cell(target.indicator, field, text)
    if isinstance(answer, Refusal):
        return PasteCell(target, found, Fate.REFUSED, refusal=answer)
    held_reading = Reading(text, held)
    if agrees(found.text, exact):
        return _taken(target, found, (held_reading,), ())
    shown = _readings(target.indicator, field, found.text)
    if not shown:
        return None  # a date has a number behind it, too: the shown text says what it is
    return PasteCell(target, found, Fate.CHOICE, (*shown, held_reading))


def _shows_nothing(text: str) -> bool:
    reading = read_number(text)
    return isinstance(reading, Blank) or (isinstance(reading, NotNumber) and reading.reason is NotNumberReason.DASH)


def _plan_text(target: Target, field: CellField, found: ClipCell, legacy: LegacyReading | None) -> PasteCell:
    text, repairs = found.text.strip(), list[str]()
    if field not in FIGURES and "\n" in text:
        text = " ".join(text.split())
        repairs.append(Repair.LINE_BREAKS)
    if legacy is not None and legacy.certainty is Certainty.CERTAIN:
        text = " ".join(legacy.after.split())
        repairs.append(Repair.LEGACY)
    answer = read_cell(target.indicator, field, text)
    if isinstance(answer, Refusal):
        return PasteCell(target, found, Fate.REFUSED, refusal=answer)
    if isinstance(answer, Choice):
        return PasteCell(target, found, Fate.CHOICE, _two(answer), tuple(repairs))
    if legacy is not None and legacy.certainty is Certainty.LIKELY:
        return PasteCell(
            target, found, Fate.CHOICE, (Reading(text), Reading(" ".join(legacy.after.split()))), (Repair.LEGACY.value,)
        )
    number = read_number(text) if field in FIGURES else None
    if isinstance(number, Number | Ambiguous):
        repairs += [f"number.repair_{item}" for item in number.repairs]
    value = _value(answer, field)
    if value is not None and target.indicator.entry is not EntryForm.BOOLEAN:
        text = write_for_entry(value)
    return _taken(target, found, (Reading(text, value),), tuple(repairs))


def _value(answer: Edit, field: CellField) -> Decimal | None:
    value = answer.changes.get(field.value)
    return value if isinstance(value, Decimal) else None


def _taken(target: Target, found: ClipCell, readings: tuple[Reading, ...], repairs: tuple[str, ...]) -> PasteCell:
    fate = Fate.REPAIRED if repairs else Fate.CLEAN
    return PasteCell(target, found, fate, readings, repairs, chosen=0)


def _two(choice: Choice) -> tuple[Reading, ...]:
    habits = (Habit.VIETNAMESE, Habit.ENGLISH)
    return tuple(
        Reading(write_for_entry(value), value, habit) for value, habit in zip(choice.candidates, habits, strict=True)
    )


def _readings(indicator: Indicator, field: CellField, text: str) -> tuple[Reading, ...]:
    match read_cell(indicator, field, text):
        case Choice() as choice:
            return _two(choice)
        case Edit() as edit:
            value = _value(edit, field)
            return () if value is None else (Reading(write_for_entry(value), value),)
        case _:
            return ()


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
