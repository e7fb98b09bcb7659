"""Reading the workbook a plan author fills in. `plan_template` writes it."""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.numbers import write_for_entry
from kgdesk.domain.plan import Plan
from kgdesk.returns.package_xml import is_plain
from kgdesk.returns.plan_archive import ArchiveError, ArchiveLimits, unpack
from kgdesk.returns.plan_problem import PlanProblem
from kgdesk.returns.plan_sheets import SHEETS, CellKind, Sheet
from kgdesk.returns.plan_tables import MAX_ROWS, Table, TableRow, build_plan
from kgdesk.returns.plan_template import template

__all__ = ["build", "template"]

_LIMITS = ArchiveLimits(entries=200, total=40_000_000)
_UNFIT = re.compile(rb"<!DOCTYPE|<!ENTITY|\x00")  # what plain UTF-8 XML without entities never holds
_MAX_COLUMNS = 60
_HEADING_ROWS = 5  # the machine codes stand in one of the first rows


def build(data: bytes, name: str = "") -> Plan:
    """Build the plan a workbook describes; numbers and dates may be Excel's or text.

    Raises Fault `plan.rejected` whose `problems` name sheet, row and column of everything that is
    wrong, or `plan.workbook_unreadable` where `data` is no workbook or goes past the limits.
    """
    problems: list[PlanProblem] = []
    try:
        _guard(data)
        tables = _tables(data, problems)
    except ArchiveError as error:
        raise Fault("plan.workbook_unreadable", file=name, cause=str(error)) from error
    return build_plan(tables, name=name, found=tuple(problems))


def _guard(data: bytes) -> None:
    """Refuse what would balloon or surprise the XML reader, before it reads."""
    for part, content in unpack(data, limits=_LIMITS).items():
        if part.endswith((".xml", ".rels", ".vml")) and (_UNFIT.search(content) or not is_plain(content)):
            raise ArchiveError(f"{part} is not plain UTF-8 XML")


def _tables(data: bytes, problems: list[PlanProblem]) -> dict[str, Table]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # features openpyxl leaves out do not matter here
            workbook = load_workbook(io.BytesIO(data), read_only=True)
            present = {str(title).strip().lower(): workbook[title] for title in workbook.sheetnames}
            return {
                sheet.code: _table(sheet, present[sheet.code], problems) for sheet in SHEETS if sheet.code in present
            }
    except MemoryError:
        raise  # whoever bounds the memory says so
    except Exception as error:  # a foreign parser on a foreign file: every failure means "no workbook"
        raise ArchiveError("not an Excel workbook") from error


def _table(sheet: Sheet, worksheet: Any, problems: list[PlanProblem]) -> Table:
    rows = list(islice(worksheet.iter_rows(max_col=_MAX_COLUMNS), MAX_ROWS + _HEADING_ROWS + 1))
    at = _heading_at(sheet, rows)
    columns = tuple(str(cell.value or "").strip() for cell in rows[at]) if rows else ()
    found = (
        TableRow(number, cells)
        for number, row in enumerate(rows[at + 1 :], start=at + 2)
        if any((cells := dict(_cells(sheet, columns, row, number, problems))).values())
    )
    return Table(tuple(code for code in columns if code), tuple(found))


def _heading_at(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> int:
    """Find the row of machine codes: the one among the first that knows most of them."""
    known = {column.code for column in sheet.columns}
    counts = [sum(cell.value in known for cell in row) for row in rows[:_HEADING_ROWS]]
    return counts.index(max(counts)) if counts else 0


def _cells(
    sheet: Sheet, columns: Sequence[str], row: Sequence[Any], number: int, problems: list[PlanProblem]
) -> Iterator[tuple[str, str]]:
    for code, cell in zip(columns, row, strict=False):
        if not code or cell.value is None:
            continue
        if cell.data_type == "f":
            problems.append(PlanProblem("plan.formula", sheet.code, number, code))
            continue
        column = sheet.column(code)
        yield code, _text_of(cell.value, column.kind if column else CellKind.TEXT)


def _text_of(value: object, kind: CellKind) -> str:
    """Write what Excel holds as the text an author would have typed."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            # 15 digits are what Excel keeps; the rest is binary noise.
            number = Decimal(format(value, ".15g"))
            return write_for_entry(number) if kind is CellKind.NUMBER else f"{number:f}"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)
