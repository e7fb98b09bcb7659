"""The charts of the report in cells: the figures they are drawn from, and native charts that follow those figures."""

from collections.abc import Mapping
from decimal import Decimal

from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.returns.chart import LEGEND
from kgdesk.returns.chart_path import ChartPath, Points
from kgdesk.returns.report_body import key_charts
from kgdesk.returns.workbook_charts import Line, SheetChart
from kgdesk.returns.workbook_heading import Heading, add_heading
from kgdesk.returns.workbook_sheet import Cell, Sheet, column_letter, figure_cell, text_cell
from kgdesk.returns.workbook_sheets import add_group
from kgdesk.returns.workbook_styles import BODY, CENTRED, HEADER, StyleTable

CHARTS = "Biểu đồ"
_ROW, _CHART_ROWS, _GAP = 16.0, 9, 5.0  # two blocks fill a page
_FIRST_YEAR = 2  # the column the years begin in, after number and name
_LOOKS = {
    "Thực hiện": ("solid", "000000", "circle", 1.75),
    "Lộ trình theo mục tiêu nghị quyết": ("dash", "7F7F7F", "none", 1.25),
    "Mức phải đạt ở các năm còn lại": ("sysDot", "404040", "square", 1.25),
}


def charts_sheet(report: ProvincialReport, heading: Heading, styles: StyleTable) -> Sheet:
    """Set the sheet: of each chart its figures, and the chart under them."""
    paths = key_charts(report)
    years = max((len(path.years) for path in paths), default=1)
    sheet = Sheet(CHARTS, (12, 66, *((174 / years,) * years)), styles)
    title = "Thực hiện so với lộ trình của một số chỉ tiêu chủ yếu"
    add_heading(sheet, heading, label="Phụ lục VII", title=title)
    for number, path in enumerate(paths, 1):
        _add_block(sheet, number, path)
    sheet.add_line(LEGEND if paths else "Chưa đủ số liệu qua các năm để vẽ biểu đồ.", BODY)
    return sheet


def _add_block(sheet: Sheet, number: int, path: ChartPath) -> None:
    add_group(sheet, str(number), f"{path.title} ({path.measure})")
    last = _FIRST_YEAR + len(path.years) - 1
    titles = [text_cell("", HEADER), text_cell("Năm", HEADER), *(_year(year) for year in path.years)]
    top = sheet.add(titles, _ROW)
    sheet.keep_with_next()
    lines = []
    for name, points in zip(_LOOKS, (path.actual, path.required, path.needed), strict=True):
        lines.append(_add_line(sheet, name, points, path))
        sheet.keep_with_next()
    first = sheet.row_count + 1
    for position in range(_CHART_ROWS):
        sheet.add([], _ROW)
        if position + 1 < _CHART_ROWS:
            sheet.keep_with_next()
    sheet.charts.append(
        SheetChart(
            title=f"{path.title} ({path.measure})",
            top=first,
            bottom=sheet.row_count,
            last_column=len(sheet.columns_mm) - 1,
            years=path.years,
            years_place=_place(top, _FIRST_YEAR, last),
            lines=tuple(line for line in lines if any(value is not None for value in line.values)),
            places=path.places,
        )
    )
    sheet.add([], _GAP)


def _add_line(sheet: Sheet, name: str, points: Points, path: ChartPath) -> Line:
    """Append the row of one line; computed values are shown with the places of the indicator."""
    known: Mapping[int, Decimal] = dict(points)
    cells = [figure_cell(known.get(year), path.places) for year in path.years]
    row = sheet.add([text_cell("", CENTRED), text_cell(name, BODY), *cells], _ROW)
    dash, grey, marker, width = _LOOKS[name]
    return Line(
        name=name,
        name_place=_place(row, _FIRST_YEAR - 1, _FIRST_YEAR - 1),
        place=_place(row, _FIRST_YEAR, _FIRST_YEAR + len(path.years) - 1),
        values=tuple(cell.value if isinstance(cell.value, Decimal) else None for cell in cells),
        dash=dash,
        grey=grey,
        marker=marker,
        width=width,
    )


def _year(year: int) -> Cell:
    return Cell(Decimal(year), HEADER)


def _place(row: int, first: int, last: int) -> str:
    start = f"'{CHARTS}'!${column_letter(first)}${row}"
    return start if first == last else f"{start}:${column_letter(last)}${row}"
