"""The inventory of expected returns as a workbook: one sheet a year, and the ranking."""

from kgdesk.domain.inventory_sheet import InventorySheet, YearMatrix
from kgdesk.returns.workbook_heading import HeaderGroup, Heading, add_header, add_heading
from kgdesk.returns.workbook_package import write_workbook_package
from kgdesk.returns.workbook_sheet import PRINT_WIDTH_MM, Sheet, text_cell
from kgdesk.returns.workbook_styles import BODY, CENTRED, Style, StyleTable

_NOTE = Style(size=11, italic=True)
_NUMBER_MM, _NAME_MM, _LEAST_MM = 10.0, 62.0, 11.0


def write_inventory(sheet: InventorySheet) -> bytes:
    """Write the workbook; equal inventories give equal bytes."""
    styles = StyleTable()
    heading = Heading(
        superior_vi=sheet.superior_vi,
        issuer_vi=sheet.issuer_vi,
        issuer_name_vi=sheet.issuer_name_vi,
        issue=sheet.issue,
        sealed_at=sheet.made_at,
        about_vi=(sheet.about,),
    )
    sheets = [_matrix(sheet, year, heading, styles) for year in sheet.years]
    return write_workbook_package([*sheets, _ranking(sheet, heading, styles)], styles)


def _matrix(sheet: InventorySheet, year: YearMatrix, heading: Heading, styles: StyleTable) -> Sheet:
    each = max((PRINT_WIDTH_MM - _NUMBER_MM - _NAME_MM) / max(len(year.periods), 1), _LEAST_MM)
    page = Sheet(year.title, (_NUMBER_MM, _NAME_MM, *[each] * len(year.periods)), styles)
    title = f"{sheet.title} - {year.title}" if len(sheet.years) > 1 else sheet.title
    add_heading(page, heading, label="Phụ lục", title=title)
    add_header(page, tuple(map(HeaderGroup, (*sheet.unit_columns, *year.periods))))
    for number, (name, marks) in enumerate(year.rows, start=1):
        cells = (text_cell(str(number), CENTRED), text_cell(name, BODY), *(text_cell(mark, CENTRED) for mark in marks))
        page.add_fitted(cells)
    page.add_line(sheet.legend, _NOTE)
    for text in sheet.granted:
        page.add_line(f"* {text}", _NOTE)
    return page


def _ranking(sheet: InventorySheet, heading: Heading, styles: StyleTable) -> Sheet:
    others = len(sheet.ranking_columns) - 2
    each = (PRINT_WIDTH_MM - 14 - _NAME_MM) / others
    page = Sheet("Xếp hạng", (14, _NAME_MM, *[each] * others), styles)
    add_heading(page, heading, label="Phụ lục", title=sheet.ranking_title)
    add_header(page, tuple(map(HeaderGroup, sheet.ranking_columns)))
    for row in sheet.ranking:
        place, name, *numbers = row
        page.add_fitted(
            (text_cell(place, CENTRED), text_cell(name, BODY), *(text_cell(item, CENTRED) for item in numbers))
        )
    page.add_line(sheet.formula, _NOTE)
    return page
