"""The cells of a workbook as texts: true numbers exactly, formulas by the value last shown, nothing evaluated."""

import io
import math
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.numbers import write_for_entry
from kgdesk.returns.package import read_package
from kgdesk.returns.package_xml import check_xml
from kgdesk.returns.workbook_extent import check_extent

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CELLS = 200_000
MAX_ROW, MAX_COLUMN = 20_001, 200


def sheets_of(data: bytes, name: str) -> Iterator[list[list[str]]]:
    """Give the rows of each visible sheet, cells as texts; raises the Faults of `tabular.read_rows`."""
    try:
        parts = read_package(data, name)
    except Fault as fault:
        if fault.code == "return.not_a_return":
            raise Fault("return.table_unreadable", file=name, place=1, cause="not a workbook") from fault
        raise
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            check_xml(content, file=name, part=part)
    check_extent(parts, file=name)
    shown, written = _load(data, name, shown=True), _load(data, name, shown=False)
    for sheet in shown.worksheets:
        if sheet.sheet_state == "visible":
            yield _rows(sheet, written[sheet.title], name)


def _load(data: bytes, name: str, *, shown: bool) -> "Workbook":
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions openpyxl leaves out; none holds cells
            return openpyxl.load_workbook(io.BytesIO(data), data_only=shown)
    except Exception as error:  # openpyxl raises whatever it meets in files it does not understand
        raise Fault("return.table_unreadable", file=name, place=1, cause=str(error)[:200]) from error


def _rows(sheet: "Worksheet", written: "Worksheet", name: str) -> list[list[str]]:
    cells: dict[tuple[int, int], Cell] = sheet._cells  # type: ignore[assignment] # noqa: SLF001 - iter_rows fills gaps
    if len(cells) > MAX_CELLS:
        raise Fault("return.table_too_many", file=name, limit=MAX_CELLS)
    used = {place: cell for place, cell in cells.items() if place[0] <= MAX_ROW and place[1] <= MAX_COLUMN}
    rows: list[list[str]] = [[] for _ in range(max((row for row, _ in used), default=0))]
    for row, column in sorted(used):
        line = rows[row - 1]
        line.extend("" for _ in range(column - 1 - len(line)))
        line.append(_text(used[row, column], written, name))
    return rows


def _text(cell: "Cell", written: "Worksheet", name: str) -> str:
    value: object = cell.value
    match value:
        case None:
            if written[cell.coordinate].value is not None:
                raise Fault("return.table_formula", file=name, cell=cell.coordinate)
            return ""
        case bool():
            return "1" if value else "0"
        case int() | float() if math.isfinite(value):
            return _number_text(Decimal(repr(value)), cell.number_format)
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)


def _number_text(value: Decimal, number_format: str) -> str:
    """Write a number so that it reads back exactly; per cent as it is shown (0.075 in `0%` is 7,5%)."""
    if "%" in number_format:
        return f"{write_for_entry(value * 100)}%"
    return write_for_entry(value)
