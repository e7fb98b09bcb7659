"""Writing the workbook for plan authors: a guide, then one sheet per table, filled with the shipped plan."""

import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kgdesk.messages import say
from kgdesk.returns.plan_archive import ArchiveLimits, pack, unpack
from kgdesk.returns.plan_cells import CellProblemError, read_cell
from kgdesk.returns.plan_default import tables
from kgdesk.returns.plan_sheets import SHEETS, CellKind, Column, Sheet
from kgdesk.returns.plan_tables import Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

GUIDE = "guide"
_MADE = datetime(2021, 1, 14)  # noqa: DTZ001 - openpyxl wants a naive time; fixed, so that the bytes are
_TITLE_ROW, _CODE_ROW = 1, 2
_SPARE_ROWS = 500  # list validation reaches this far below what is filled
_LIMITS = ArchiveLimits(entries=200, total=40_000_000)
_NUMBER_FORMAT = {CellKind.DATE: "dd/mm/yyyy", CellKind.NUMBER: "General", CellKind.INTEGER: "0"}


def template(*, empty: bool = False) -> bytes:
    """Write the workbook of the shipped plan (or with headings only); always the same bytes."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.created = _MADE
    workbook.properties.creator = "KGDesk"
    source = {} if empty else tables()
    _write_guide(workbook)
    for sheet in SHEETS:
        _write_sheet(workbook, sheet, source.get(sheet.code))
    stream = io.BytesIO()
    workbook.save(stream)
    return _freeze(stream.getvalue())


def _freeze(data: bytes) -> bytes:
    """Take out the moment of saving, in the properties and in the archive."""
    parts = unpack(data, limits=_LIMITS)
    stamp = _MADE.isoformat().encode() + b"Z"
    core = "docProps/core.xml"
    parts[core] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, parts[core])
    return pack(parts)


def _write_sheet(workbook: "Workbook", sheet: Sheet, table: Table | None) -> None:
    worksheet: Worksheet = workbook.create_sheet(sheet.code)
    _write_heading(worksheet, sheet)
    rows = table.rows if table else ()
    for number, row in enumerate(rows, start=_CODE_ROW + 1):
        for position, column in enumerate(sheet.columns, start=1):
            _write_cell(worksheet.cell(number, position), column, row.cells.get(column.code, ""))
    last = len(rows) + _CODE_ROW + _SPARE_ROWS
    for position, column in enumerate(sheet.columns, start=1):
        _restrict(worksheet, column, position, last)


def _write_heading(worksheet: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for position, column in enumerate(sheet.columns, start=1):
        title = worksheet.cell(_TITLE_ROW, position, column.title_vi)
        title.font = Font(bold=True)
        title.alignment = Alignment(wrap_text=True, vertical="center")
        title.fill = PatternFill("solid", fgColor="FFF2F2F2" if column.optional else "FFDDEBF7")
        worksheet.cell(_CODE_ROW, position, column.code).font = Font(italic=True, color="FF808080")
        worksheet.column_dimensions[get_column_letter(position)].width = column.width
    worksheet.row_dimensions[_TITLE_ROW].height = 32
    worksheet.freeze_panes = f"B{_CODE_ROW + 1}"


def _write_cell(cell: "Cell | MergedCell", column: Column, text: str) -> None:
    """Write a value as Excel would hold it: numbers and dates as such, everything else as text."""
    cell.number_format = _NUMBER_FORMAT.get(column.kind, "@")
    try:
        value = read_cell(column, text)
    except CellProblemError:
        value = text
    if value is None:
        return
    match value:
        case Decimal() if value != int(value):
            cell.value = float(value)
        case Decimal() | int() if column.kind is not CellKind.FLAG:
            cell.value = int(value)
        case date():
            cell.value = value
        case _:
            cell.value = text
            cell.data_type = "s"  # a lone "=" is an operator here, not a formula


def _restrict(worksheet: "Worksheet", column: Column, position: int, last: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    words = ("yes", "no") if column.kind is CellKind.FLAG else tuple(column.words or ())
    if not words or column.kind is CellKind.WORDS:  # Excel's lists take one word only
        return
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=column.optional)
    choice.errorTitle = column.title_vi[:30]
    choice.error = say("plan.choose", allowed=", ".join(words))[:250]
    letter = get_column_letter(position)
    choice.add(f"{letter}{_CODE_ROW + 1}:{letter}{last}")
    worksheet.add_data_validation(choice)


def _write_guide(workbook: "Workbook") -> None:
    """Say in Vietnamese what every sheet, column and word means."""
    from openpyxl.styles import Alignment, Font

    worksheet: Worksheet = workbook.create_sheet(GUIDE)
    lines: list[tuple[str, ...]] = [(say("plan.guide_title"),), (say("plan.guide_use"),), ()]
    bold = {1}
    for sheet in SHEETS:
        lines.append((sheet.code, "", sheet.title_vi, sheet.purpose_vi))
        bold.add(len(lines))
        lines.extend((sheet.code, column.code, column.title_vi, _explain(column)) for column in sheet.columns)
    for number, line in enumerate(lines, start=1):
        for position, text in enumerate(line, start=1):
            cell = worksheet.cell(number, position, text)
            cell.data_type = "s"
            cell.font = Font(bold=number in bold)
            cell.alignment = Alignment(vertical="top", wrap_text=position == len(lines[-1]))
    for letter, width in zip("ABCD", (16, 20, 28, 100), strict=True):
        worksheet.column_dimensions[letter].width = width
    worksheet.freeze_panes = "A4"


def _explain(column: Column) -> str:
    """Say whether a cell is required, what it holds, and what each word of its list means."""
    text = f"{say('plan.optional' if column.optional else 'plan.required')}, {say(f'plan.kind_{column.kind}')}"
    words = [f"{word} = {say(f'plan.word_{type(word).__name__}_{word}')}" for word in column.words or ()]
    parts = [f"{text}: {'; '.join(words)}" if words else text, column.hint_vi]
    return ". ".join(part for part in parts if part) + "."
