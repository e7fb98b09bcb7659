"""Tables of text to a plan. Every problem of every sheet is found before anything is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from kgdesk.domain.plan import Plan, PlanHeading
from kgdesk.returns.plan_cells import CellProblemError, read_cell
from kgdesk.returns.plan_checks import check_draft
from kgdesk.returns.plan_located import Draft, Located
from kgdesk.returns.plan_problem import PlanProblem, reject
from kgdesk.returns.plan_sheets import SHEETS, CellKind, Sheet

MAX_ROWS = 5_000  # of one sheet


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number as the author sees it, and its text by column code."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as text. `columns` are the machine codes of its heading row."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def build_plan(tables: Mapping[str, Table], *, name: str, found: tuple[PlanProblem, ...] = ()) -> Plan:
    """Build the plan of the tables, by sheet code; `found` are problems already met while reading them.

    Raises Fault `plan.rejected` for file `name`, whose `problems` hold every `PlanProblem`.
    """
    problems = list(found)
    draft: Draft = {}
    for sheet in SHEETS:
        table = tables.get(sheet.code)
        if table is None:
            problems.append(PlanProblem("plan.sheet_missing", sheet.code))
            draft[sheet.code] = []
        else:
            draft[sheet.code] = _read_sheet(sheet, table, problems)
    problems.extend(check_draft(draft, seen=_codes_seen(tables)))
    if problems:
        raise reject(name, _in_order(problems))
    return _plan(draft)


def _in_order(problems: list[PlanProblem]) -> list[PlanProblem]:
    """Sort by sheet and row, and keep the first remark on a cell: the later ones follow from it."""
    order = [sheet.code for sheet in SHEETS]
    first: dict[tuple[str, int, str, str], PlanProblem] = {}
    for item in problems:
        first.setdefault((item.sheet, item.row, item.column, "" if item.row else item.code), item)
    return sorted(first.values(), key=lambda item: (order.index(item.sheet), item.row))


def _read_sheet(sheet: Sheet, table: Table, problems: list[PlanProblem]) -> list[Located]:
    known = {column.code for column in sheet.columns}
    problems.extend(
        PlanProblem("plan.column_unknown", sheet.code, column=code) for code in table.columns if code not in known
    )
    twice = {code for code in table.columns if table.columns.count(code) > 1}
    problems.extend(PlanProblem("plan.column_twice", sheet.code, column=code) for code in sorted(twice))
    missing = [column for column in sheet.columns if column.code not in table.columns and not column.later]
    problems.extend(PlanProblem("plan.column_missing", sheet.code, column=column.code) for column in missing)
    if not table.rows and not sheet.may_be_empty:
        problems.append(PlanProblem("plan.sheet_empty", sheet.code))
    if len(table.rows) > MAX_ROWS:
        problems.append(PlanProblem("plan.too_many_rows", sheet.code, params={"limit": MAX_ROWS}))
        return []
    if missing:
        return []
    rows = (_read_row(sheet, row, problems) for row in table.rows)
    return [item for item in rows if item is not None]


def _read_row(sheet: Sheet, row: TableRow, problems: list[PlanProblem]) -> Located | None:
    values: dict[str, Any] = dict(sheet.fixed)
    before = len(problems)
    for column in sheet.columns:
        try:
            value = read_cell(column, row.cells.get(column.code, ""))
        except CellProblemError as problem:
            problems.append(PlanProblem(problem.code, sheet.code, row.number, column.code, problem.params))
            continue
        empty = _EMPTY.get(column.kind) if column.empty is None else column.empty
        values[column.code] = empty if value is None else value
    if len(problems) > before:
        return None
    return Located(sheet.code, row.number, sheet.record(**values))


# What an empty optional cell means where the field is not "X or None".
_EMPTY: dict[CellKind, object] = {CellKind.TEXT: "", CellKind.INTEGER: 0, CellKind.WORDS: ()}


def _codes_seen(tables: Mapping[str, Table]) -> dict[str, set[str]]:
    """Collect the codes written in each sheet, those of unreadable rows too, so that one slip is reported once."""
    return {
        name: {row.cells.get("code", "").strip() for row in table.rows}
        for name, table in tables.items()
        if "code" in table.columns
    }


def _plan(draft: Draft) -> Plan:
    (heading,) = (item.record for item in draft["plan"])
    lists: dict[str, Any] = {name: tuple(item.record for item in rows) for name, rows in draft.items()}
    lists["units"] += lists.pop("departments")
    del lists["plan"]
    names = [item.name for item in fields(PlanHeading)]
    return Plan(**({name: getattr(heading, name) for name in names} | lists))
