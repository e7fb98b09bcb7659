"""The sheets of a workbook (.xlsx): true numbers exactly, formulas by the value last shown, nothing evaluated."""

import io
import math
import warnings
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.returns.package import read_package
from kgdesk.returns.package_xml import check_xml
from kgdesk.returns.tabular_cells import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    CellKind,
    GridCell,
    SheetGrid,
    number_text,
    one_line,
)
from kgdesk.returns.workbook_extent import check_extent

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def sheets_of(data: bytes, name: str) -> list[SheetGrid]:
    """Read every sheet, hidden ones too; raises the Faults of `tabular.read_tables`."""
    check_package(data, name)
    shown, written = _load(data, name, shown=True), _load(data, name, shown=False)
    return [_grid(sheet, written[sheet.title], name) for sheet in shown.worksheets]


def check_package(data: bytes, name: str) -> dict[str, bytes]:
    """Hold the package to its limits before any library reads it; gives its parts."""
    try:
        parts = read_package(data, name)
    except Fault as fault:
        if fault.code == "return.not_a_return":
            raise Fault("return.table_not_workbook", file=name) from fault
        raise
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            check_xml(content, file=name, part=part)
    check_extent(parts, file=name)
    return parts


def _load(data: bytes, name: str, *, shown: bool) -> "Workbook":
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions openpyxl leaves out; none holds cells
            return openpyxl.load_workbook(io.BytesIO(data), data_only=shown)
    except MemoryError:
        raise  # whoever bounds the memory says so
    except Exception as error:  # openpyxl raises whatever it meets in files it does not understand
        raise Fault("return.table_unreadable", file=name, place=1, cause=one_line(error)) from error


def _grid(sheet: "Worksheet", written: "Worksheet", name: str) -> SheetGrid:
    found: dict[tuple[int, int], Cell] = sheet._cells  # type: ignore[assignment] # noqa: SLF001 - iter_rows fills gaps
    if len(found) > MAX_CELLS:
        raise Fault("return.table_too_many", file=name, limit=MAX_CELLS)
    cells = {}
    for (row, column), cell in found.items():
        if row <= MAX_ROWS + 1 and column <= MAX_COLUMNS and (made := _cell(cell, written)) is not None:
            cells[row, column] = made
    return SheetGrid(
        name=sheet.title,
        cells=cells,
        merges=tuple((item.min_row, item.min_col, item.max_row, item.max_col) for item in sheet.merged_cells.ranges),
        hidden_rows=frozenset(row for row, look in sheet.row_dimensions.items() if look.hidden),
        hidden_columns=_hidden_columns(sheet),
        hidden=sheet.sheet_state != "visible",
    )


def _hidden_columns(sheet: "Worksheet") -> frozenset[int]:
    hidden: set[int] = set()
    for look in sheet.column_dimensions.values():
        if look.hidden:
            look.reindex()
            hidden.update(range(look.min or 1, min(look.max or 1, MAX_COLUMNS) + 1))
    return frozenset(hidden)


def _cell(cell: "Cell", written: "Worksheet") -> GridCell | None:
    value: object = cell.value
    font = str(cell.font.name or "") if cell.has_style else ""
    match value:
        case None:
            uncalculated = written[cell.coordinate].value is not None
            return GridCell("", CellKind.UNCALCULATED, font) if uncalculated else None
        case bool():
            return GridCell("1" if value else "0", CellKind.NUMBER, font)
        case int() | float():
            if not math.isfinite(value):
                return GridCell(str(value), CellKind.ERROR, font)
            return GridCell(number_text(Decimal(repr(value)), cell.number_format), CellKind.NUMBER, font)
        case datetime():
            return GridCell(f"{value:%d/%m/%Y}", CellKind.DATE, font)
        case date() | time() | timedelta():
            return GridCell(str(value), CellKind.DATE, font)
        case _:
            return GridCell(str(value), CellKind.ERROR if cell.data_type == "e" else CellKind.TEXT, font)
