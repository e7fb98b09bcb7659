"""How each cell of a block is read: the number behind the text first, then the text, nothing guessed. Pure."""

from decimal import Decimal

from kgdesk.desk.entry.columns import FIELDS, Column, editable
from kgdesk.desk.entry.paste_plan import Fate, Habit, PasteCell, PastePlan, Reading, Repair, Target, Targets
from kgdesk.domain.clipboard_table import ClipCell, ClipTable, agrees
from kgdesk.domain.indicator import EntryForm, Indicator
from kgdesk.domain.legacy_text import Certainty, LegacyReading, suggest_block
from kgdesk.domain.legacy_text_unicode import TextRepair, tidy
from kgdesk.domain.numbers import Ambiguous, Blank, NotNumber, NotNumberReason, Number, read_number, write_for_entry
from kgdesk.operations.cell_text import FIGURES, CellField, Choice, Edit, Refusal, read_cell


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
    elif legacy is None and field not in FIGURES:
        tidied = tidy(text)
        text = tidied.after
        if {TextRepair.MARKS, TextRepair.LOOK_ALIKE}.intersection(tidied.repairs):
            repairs.append(Repair.LETTERS)  # joined marks, odd spaces and invisible signs look the same to everybody
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
