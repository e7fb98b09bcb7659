"""The inventory of expected returns as PDF: an annex in landscape, one table a year, then the ranking."""

from kgdesk.domain.inventory_sheet import InventorySheet, YearMatrix
from kgdesk.messages import VIETNAM
from kgdesk.returns.pdf_attach import attach
from kgdesk.returns.pdf_issue import date_text, number_text
from kgdesk.returns.pdf_letterhead import draw_annex_heading
from kgdesk.returns.pdf_page import Pages
from kgdesk.returns.pdf_table import Column, Row, Table

_NUMBER, _NAME, _MARK = 0.5, 3.0, 0.8


def write_inventory(sheet: InventorySheet) -> bytes:
    """Write the pages; equal inventories give equal bytes on one computer. Raises Fault `pdf.no_font`."""
    pages = Pages(title=sheet.title, author=sheet.issuer_name_vi, landscape=True)
    for position, year in enumerate(sheet.years):
        if position:
            pages.section(landscape=True)
        _begin(pages, sheet, f"{sheet.title} - {year.title}" if len(sheet.years) > 1 else sheet.title)
        _matrix(pages, sheet, year)
    if sheet.ranking:
        pages.section(landscape=True)
        _begin(pages, sheet, sheet.ranking_title)
        name, *numbers = sheet.ranking_columns[1:]
        columns = (
            Column(sheet.ranking_columns[0], 0.6, "center"),
            Column(name, 3.2),
            *(Column(item, 1, "center") for item in numbers),
        )
        Table(pages, columns, size=11).draw([Row(row) for row in sheet.ranking])
        pages.note(sheet.formula)
    moment = sheet.made_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    pages.note(f"{sheet.about}; {moment} (giờ Việt Nam).")
    return attach(pages.finish(), (), at=sheet.made_at)


def _begin(pages: Pages, sheet: InventorySheet, title: str) -> None:
    pages.outline(title)
    issue = f"{number_text(sheet.issue)} {date_text(sheet.issue.day)}"
    attached = f"Kèm theo Báo cáo số {issue} của {sheet.issuer_name_vi}"
    draw_annex_heading(pages, label="Phụ lục", title=title, attached_to=attached)


def _matrix(pages: Pages, sheet: InventorySheet, year: YearMatrix) -> None:
    number, name = sheet.unit_columns
    columns = (
        Column(number, _NUMBER, "center"),
        Column(name, _NAME),
        *(Column(title, _MARK, "center") for title in year.periods),
    )
    rows = [Row((str(position), unit, *marks)) for position, (unit, marks) in enumerate(year.rows, start=1)]
    Table(pages, columns, size=11).draw(rows)
    pages.note(sheet.legend)
    for text in sheet.granted:
        pages.note(f"* {text}")
