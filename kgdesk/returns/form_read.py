"""A filled form read back: by what stands in its sheets, not by where or under which name.

Rows may be inserted, left out or moved, sheets renamed, headings changed, cells merged, numbers typed as text,
the file saved by another program: whatever had to be mended is told beside the row. Nothing is written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kgdesk.domain.errors import Fault
from kgdesk.returns import tabular, tabular_legacy
from kgdesk.returns.form_identity import FORM_NAME, FormIdentity, find_identities
from kgdesk.returns.form_words import (
    ESCALATION_COLUMNS,
    ESCALATIONS_SHEET,
    FIGURE_COLUMNS,
    FIGURES_SHEET,
    NARRATIVE_COLUMNS,
    NARRATIVES_SHEET,
)
from kgdesk.returns.tabular import CellRepair, RecordRow, TableRead
from kgdesk.returns.tabular_cells import CellKind, Place, SheetGrid, place_name
from kgdesk.returns.tabular_headings import FIGURES, MOST_LEVELS, TableFound, find_tables, folded
from kgdesk.returns.tabular_legacy import TextReading

Columns = Sequence[tuple[str, str, float]]
_FIGURE_ROLES = ("indicator", "name", "measure", "numerator", "denominator", "value", "status", "source", "note")


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of narratives or escalations: the texts by role of `form_words`."""

    row: int
    texts: Mapping[str, str]
    repairs: tuple[CellRepair, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class FormRemark:
    """What was mended about the file as a whole: `kind` names the sentence `collect.repair_<kind>`."""

    kind: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it came back. `figures` None: no sheet of figures was found."""

    identity: FormIdentity
    figures: TableRead | None
    narratives: tuple[FormRow, ...]
    escalations: tuple[FormRow, ...]
    remarks: tuple[FormRemark, ...]
    saved_at: datetime | None


def read_form(data: bytes, name: str, *, is_known: Callable[[str], bool], is_task: Callable[[str], bool]) -> FilledForm:
    """Read a filled form; `is_known` tells the codes of indicators, `is_task` those of tasks.

    Raises the Faults of `tabular.sheets_of`, `form.no_form` (no identity in it), `form.altered` (it was changed, or
    the sheets are of different forms).
    """
    grids = tabular.sheets_of(data, name)
    properties = _Properties(data, name)
    remarks: list[FormRemark] = []
    identity = _identity(grids, properties, name, remarks)
    readings = {id(grid): tabular_legacy.readings_of(grid) for grid in grids}
    shown = [grid for grid in grids if not grid.hidden]
    remarks.extend(FormRemark("hidden_sheet", {"sheet": grid.name}) for grid in grids if grid.hidden and grid.cells)
    figures = None
    taken: set[int] = set()
    for grid in shown:
        found = _figures_of(grid, readings[id(grid)], name, is_known, remarks)
        if found is not None and (figures is None or found.known > figures.known):
            figures = found
            taken = {id(grid)}
    others = [grid for grid in shown if id(grid) not in taken]
    if figures is not None and figures.sheet != FIGURES_SHEET:
        remarks.append(FormRemark("renamed_sheet", {"sheet": figures.sheet, "name": FIGURES_SHEET}))
    narratives = _listed(others, readings, NARRATIVE_COLUMNS, NARRATIVES_SHEET, remarks, is_key=is_task)
    escalations = _listed(others, readings, ESCALATION_COLUMNS, ESCALATIONS_SHEET, remarks)
    return FilledForm(identity, figures, narratives, escalations, tuple(remarks), properties.saved_at)


class _Properties:
    """What the package says beside its cells: the defined name, and when it was saved by whom it says."""

    def __init__(self, data: bytes, name: str) -> None:
        self.line = ""
        self.saved_at: datetime | None = None
        if not data.startswith(b"PK"):
            return
        from kgdesk.returns.package import read_package
        from kgdesk.returns.package_xml import read_elements

        parts = read_package(data, name, folders=True)
        if "xl/workbook.xml" in parts:
            for item in read_elements(parts["xl/workbook.xml"], file=name, part="xl/workbook.xml"):
                if item.name.endswith("}definedName") and item.attributes.get("name") == FORM_NAME:
                    self.line = item.text.strip().strip('"')
        for part, tag in (("docProps/core.xml", "}modified"), ("meta.xml", "}date")):
            if part in parts:
                for item in read_elements(parts[part], file=name, part=part):
                    if item.name.endswith(tag):
                        self.saved_at = _moment(item.text)


def _moment(text: str) -> datetime | None:
    from datetime import UTC

    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _identity(
    grids: Sequence[SheetGrid], properties: _Properties, name: str, remarks: list[FormRemark]
) -> FormIdentity:
    printed, altered = find_identities(cell.text for grid in grids for cell in grid.cells.values())
    named, _ = find_identities([properties.line])
    if altered or len(printed) > 1 or (printed and named and printed != named):
        raise Fault("form.altered", file=name)
    if not printed and not named:
        raise Fault("form.no_form", file=name)
    if not printed:
        remarks.append(FormRemark("line_missing"))
    return next(iter(printed or named))


def _figures_of(
    grid: SheetGrid,
    readings: Mapping[Place, TextReading],
    name: str,
    is_known: Callable[[str], bool],
    remarks: list[FormRemark],
) -> TableRead | None:
    texts = tabular.texts_of(grid, readings)
    tables = find_tables(grid, texts)
    found = max(tables, key=lambda table: len(table.columns), default=None) or _by_codes(texts, is_known)
    if found is None:
        return None
    completed, guessed = _completed(found, texts, FIGURE_COLUMNS, _FIGURE_ROLES, is_known)
    table = tabular.table_of(grid, readings, completed, name, is_known=is_known)
    if not table.known:
        return None
    headings = {role: heading for role, heading, _ in FIGURE_COLUMNS}
    missing = tuple(headings[role] for role in FIGURES if role not in completed.columns)
    if missing:
        raise Fault("form.column_missing", file=name, columns=missing)
    remarks.extend(_guesses(grid, guessed, FIGURE_COLUMNS))
    return table


def _by_codes(texts: Mapping[Place, str], is_known: Callable[[str], bool]) -> TableFound | None:
    """Find the table where no heading tells it: below and right of the codes."""
    places = sorted(place for place, text in texts.items() if is_known(text))
    if not places:
        return None
    columns = [column for _, column in places]
    code = max(set(columns), key=columns.count)
    first = min(row for row, column in places if column == code)
    last = max(row for row, _ in texts)
    return TableFound(max(first - 1, 1), first - 1, {"indicator": code}, last)


def _completed(
    found: TableFound,
    texts: Mapping[Place, str],
    columns: Columns,
    roles: Sequence[str],
    is_known: Callable[[str], bool],
) -> tuple[TableFound, tuple[str, ...]]:
    """Add the columns whose headings were changed, by those on either side; where these disagree none is added."""
    order = [role for role, _, _ in columns]
    chosen = dict(found.columns)
    anchor = _anchor(found, texts, is_known)
    if anchor is None:
        return found, ()
    chosen["indicator"] = anchor
    if chosen.get("name") == anchor:
        del chosen["name"]
    known = dict(chosen)
    guessed = []
    for role in roles:
        if role not in chosen and role not in found.twice:
            column = _between(order, known, role)
            if column is not None and column not in chosen.values():
                chosen[role] = column
                guessed.append(role)
    return replace(found, columns=chosen, twice=()), tuple(guessed)


def _between(order: Sequence[str], known: Mapping[str, int], role: str) -> int | None:
    """Place a column by the nearest known ones on either side; None where the two do not agree."""
    here = order.index(role)
    left = next((place for place in range(here - 1, -1, -1) if order[place] in known), None)
    right = next((place for place in range(here + 1, len(order)) if order[place] in known), None)
    from_left = None if left is None else known[order[left]] + here - left
    from_right = None if right is None else known[order[right]] - (right - here)
    if from_left is not None and from_right is not None and from_left != from_right:
        return None
    return from_left if from_left is not None else from_right


def _anchor(found: TableFound, texts: Mapping[Place, str], is_known: Callable[[str], bool]) -> int | None:
    columns = [column for (row, column), text in texts.items() if found.bottom < row <= found.last and is_known(text)]
    return max(set(columns), key=columns.count) if columns else found.columns.get("indicator")


def _guesses(grid: SheetGrid, guessed: Sequence[str], columns: Columns) -> Iterator[FormRemark]:
    headings = {role: heading for role, heading, _ in columns}
    for role in guessed:
        yield FormRemark("heading", {"sheet": grid.name, "heading": headings[role]})


def _listed(
    grids: Sequence[SheetGrid],
    readings: Mapping[int, Mapping[Place, TextReading]],
    columns: Columns,
    usual: str,
    remarks: list[FormRemark],
    *,
    is_key: Callable[[str], bool] | None = None,
) -> tuple[FormRow, ...]:
    """Read the rows of the sheet whose headings fit best; a sheet that was taken out gives none."""
    best: tuple[int, SheetGrid, int, dict[str, int]] | None = None
    for grid in grids:
        texts = tabular.texts_of(grid, readings[id(grid)])
        for row in sorted({row for row, _ in texts})[:200]:
            places = _headed(texts, row, columns)
            if len(places) >= MOST_LEVELS and (best is None or len(places) > best[0]):
                best = (len(places), grid, row, places)
    if best is None:
        remarks.append(FormRemark("sheet_missing", {"name": usual}))
        return ()
    _, grid, heading, places = best
    if grid.name != usual:
        remarks.append(FormRemark("renamed_sheet", {"sheet": grid.name, "name": usual}))
    first = min(
        place - number for number, (role, _, _) in enumerate(columns) if (place := places.get(role)) is not None
    )
    for number, (role, title, _) in enumerate(columns):
        if role not in places and first + number not in places.values():
            places[role] = first + number
            remarks.append(FormRemark("heading", {"sheet": grid.name, "heading": title}))
    rows = _rows(grid, readings[id(grid)], heading, places)
    return tuple(_joined(rows, columns[0][0], is_key) if is_key is not None else rows)


def _headed(texts: Mapping[Place, str], row: int, columns: Columns) -> dict[str, int]:
    wanted = {folded(heading): role for role, heading, _ in columns}
    found: dict[str, int] = {}
    for (where, column), text in sorted(texts.items()) if row else ():
        if where == row and (role := wanted.get(folded(text))) is not None:
            found.setdefault(role, column)
    return found


def _rows(
    grid: SheetGrid, readings: Mapping[Place, TextReading], heading: int, places: Mapping[str, int]
) -> Iterator[FormRow]:
    for row in sorted({row for row, _ in grid.cells if row > heading}):
        texts: dict[str, str] = {}
        repairs: list[CellRepair] = []
        for role, column in places.items():
            cell = grid.cells.get((row, column))
            if cell is None or not cell.text.strip():
                continue
            texts[role] = cell.text.strip()
            reading = readings.get((row, column))
            if cell.kind in {CellKind.ERROR, CellKind.UNCALCULATED}:
                repairs.append(CellRepair(role, place_name(row, column), "unreadable", {"text": cell.text}))
                del texts[role]
            elif reading is not None and reading.sure:
                before, texts[role] = texts[role], reading.text.strip()
                params: dict[str, object] = {
                    "before": before, "after": texts[role], "encoding": reading.encoding.upper()
                }  # fmt: skip
                repairs.append(CellRepair(role, place_name(row, column), reading.kind, params))
        if texts or repairs:
            yield FormRow(row, texts, tuple(repairs), hidden=row in grid.hidden_rows)


def _joined(rows: Iterator[FormRow], key: str, is_key: Callable[[str], bool]) -> Iterator[FormRow]:
    """Join rows without a code to the row above: a long text that was continued in an inserted row."""
    open_row: FormRow | None = None
    for row in rows:
        code = row.texts.get(key, "")
        if is_key(code):
            if open_row is not None:
                yield open_row
            open_row = row
        elif not code and open_row is not None and set(row.texts) - {"heading"}:
            texts = dict(open_row.texts)
            for role, text in row.texts.items():
                if role != "heading":
                    texts[role] = f"{texts[role]}\n{text}" if role in texts else text
            told = CellRepair(key, str(row.row), "continued", {"row": row.row})
            open_row = FormRow(open_row.row, texts, (*open_row.repairs, *row.repairs, told), open_row.hidden)
        elif set(row.texts) - {"heading", key}:
            yield row
    if open_row is not None:
        yield open_row


__all__ = ["FilledForm", "FormRemark", "FormRow", "RecordRow", "read_form"]
