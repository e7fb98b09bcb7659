"""The sheets of an old workbook (.xls, BIFF 2 to 8), with the fonts that tell TCVN3 and VNI.

The records are counted before xlrd makes cells of them: a small file may name cells far apart. xlrd never
evaluates a formula and runs no macro (docs/decisions: reading old workbooks).
"""

import io
import math
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from struct import unpack_from
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
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

if TYPE_CHECKING:
    import xlrd

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what Excel makes of a workbook with a password to open
_MODERN = 50  # BIFF 5 and later
_ONE_CELL = frozenset({0x06, 0x0206, 0x0406, 0xFD, 0x0204, 0xD6, 0x0203, 0x027E, 0x0201, 0x0205})
_ONE_CELL_OLD = _ONE_CELL | {0x01, 0x02, 0x03, 0x04, 0x05}
_MANY_BLANK, _MANY_NUMBERS = 0xBE, 0xBD
_BEGIN, _END = frozenset({0x0809, 0x0409, 0x0209, 0x0009}), 0x0A
_MOST_RECORDS = 2_000_000


def sheets_of(data: bytes, name: str) -> list[SheetGrid]:
    """Read every worksheet, hidden ones too; raises the Faults of `tabular.read_tables`."""
    if _ENCRYPTED in data:
        raise Fault("return.table_encrypted", file=name)
    book = _open(data, name)
    try:
        _check_extent(book, name)
        return [_grid(book, index, name) for index in range(book.nsheets)]
    finally:
        book.release_resources()


def _open(data: bytes, name: str) -> "xlrd.book.Book":
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        code = "return.table_encrypted" if "encrypted" in str(error) else "return.table_unreadable"
        raise Fault(code, file=name, place=1, cause=one_line(error)) from error
    except MemoryError:
        raise  # whoever bounds the memory says so
    except Exception as error:  # a damaged stream ends in whatever the parser met
        raise Fault("return.table_unreadable", file=name, place=1, cause=one_line(error)) from error


def _check_extent(book: "xlrd.book.Book", name: str) -> None:
    """Count the cells that the records of all sheets name, walking as the parser will."""
    records = 0
    for start in book._sh_abs_posn:  # noqa: SLF001 - where xlrd itself will begin
        cells = 0
        for kind, row, length in _records(book.mem, max(start, 0)):
            records += 1
            if kind in {_MANY_BLANK, _MANY_NUMBERS}:
                cells += length // (2 if kind == _MANY_BLANK else 6)
            elif kind in (_ONE_CELL if book.biff_version >= _MODERN else _ONE_CELL_OLD):
                cells += 1
            else:
                continue
            if row > MAX_ROWS or cells > MAX_CELLS or records > _MOST_RECORDS:
                raise Fault("return.table_too_many", file=name, limit=MAX_ROWS if row > MAX_ROWS else MAX_CELLS)


def _records(stream: Any, position: int) -> Iterator[tuple[int, int, int]]:
    """Give kind, first two bytes as a number, and length of every record until the sheet ends."""
    depth = 0
    while position + 6 <= len(stream):
        kind, length, row = unpack_from("<HHH", stream, position)
        yield kind, row, length
        if kind in _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        position += 4 + length


def _grid(book: "xlrd.book.Book", index: int, name: str) -> SheetGrid:
    try:
        sheet = book.sheet_by_index(index)
        cells = {}
        for row in range(min(sheet.nrows, MAX_ROWS + 1)):
            for column in range(min(sheet.row_len(row), MAX_COLUMNS)):
                made = _cell(book, sheet, row, column)
                if made is not None:
                    cells[row + 1, column + 1] = made
        grid = SheetGrid(
            name=sheet.name,
            cells=cells,
            merges=tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells),
            hidden_rows=frozenset(row + 1 for row, look in sheet.rowinfo_map.items() if look.hidden),
            hidden_columns=frozenset(column + 1 for column, look in sheet.colinfo_map.items() if look.hidden),
            hidden=sheet.visibility != 0,
        )
        book.unload_sheet(index)
    except (Fault, MemoryError):
        raise
    except Exception as error:  # as above
        raise Fault("return.table_unreadable", file=name, place=1, cause=one_line(error)) from error
    return grid


def _cell(book: "xlrd.book.Book", sheet: "xlrd.sheet.Sheet", row: int, column: int) -> GridCell | None:
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK} or value == "":
        return None
    look = book.xf_list[sheet.cell_xf_index(row, column)]
    font = str(book.font_list[look.font_index].name)
    match kind:
        case xlrd.XL_CELL_NUMBER:
            if not math.isfinite(value):
                return GridCell(str(value), CellKind.ERROR, font)
            shown = book.format_map[look.format_key].format_str
            whole = int(value) if value == int(value) else value
            return GridCell(number_text(Decimal(repr(whole)), shown), CellKind.NUMBER, font)
        case xlrd.XL_CELL_DATE:
            return GridCell(_date_text(value, book.datemode), CellKind.DATE, font)
        case xlrd.XL_CELL_BOOLEAN:
            return GridCell(str(int(value)), CellKind.NUMBER, font)
        case xlrd.XL_CELL_ERROR:
            return GridCell(xlrd.error_text_from_code.get(value, "#ERR!"), CellKind.ERROR, font)
        case _:
            return GridCell(str(value), CellKind.TEXT, font)


def _date_text(value: float, datemode: int) -> str:
    import xlrd

    try:
        moment: datetime = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):  # no day of any calendar
        return str(value)
    return f"{moment:%d/%m/%Y}"
