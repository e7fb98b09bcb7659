"""The provincial report as a workbook: totals, how each came about, narratives, escalations, returns used."""

from decimal import Decimal

from kgdesk.domain.numbers import write_number
from kgdesk.domain.provincial_report import ProvincialReport, ReportLine
from kgdesk.returns.canonical import short_digest
from kgdesk.returns.pdf_letterhead import issuer_name
from kgdesk.returns.pdf_words import JUDGEMENTS, PERCENT_PLACES, YES_NO_MEASURE, roman, upper_first
from kgdesk.returns.report_workbook_assessment import assessment_sheet
from kgdesk.returns.report_workbook_charts import charts_sheet
from kgdesk.returns.report_workbook_explanation import explanation_sheet
from kgdesk.returns.report_workbook_lists import escalations_sheet, narratives_sheet, returns_sheet
from kgdesk.returns.workbook_heading import HeaderGroup, Heading, add_header, add_heading
from kgdesk.returns.workbook_package import write_workbook_package
from kgdesk.returns.workbook_sheet import Cell, Sheet, figure_cell, text_cell, with_formula
from kgdesk.returns.workbook_sheets import add_group
from kgdesk.returns.workbook_styles import BODY, CENTRED, FIGURE_TEXT, StyleTable, prefixed_style
from kgdesk.returns.workbook_words import GROUPS

SUMMARY = "Tổng hợp chỉ tiêu"
_MOST_PLACES = 6  # of a target


def write_report(report: ProvincialReport) -> bytes:
    """Write the report; equal reports give equal bytes. Times are those of the report."""
    heading, styles = _heading(report), StyleTable()
    makers = (
        _summary,
        assessment_sheet,
        explanation_sheet,
        narratives_sheet,
        escalations_sheet,
        returns_sheet,
        charts_sheet,
    )
    return write_workbook_package([maker(report, heading, styles) for maker in makers], styles)


def _heading(report: ProvincialReport) -> Heading:
    about = (
        f"Kỳ báo cáo: {report.period_label_vi}; lần tổng hợp: {report.run_number};"
        f" mã đối chiếu: {short_digest(report.run_digest)}"
    )
    if report.journal:
        about += f"; mục nhật ký: {report.journal}"
    return Heading(
        superior_vi=report.superior_vi,
        issuer_vi=report.issuer_vi,
        issuer_name_vi=_issuer_name(report),
        issue=report.issue,
        sealed_at=report.generated_at,
        about_vi=(report.plan_name_vi, about),
    )


def _issuer_name(report: ProvincialReport) -> str:
    """Find the name as it stands in a sentence; the letterhead has it in capitals only."""
    names = (issuer_name(report.issuer_vi, name) for name in report.unit_names.values())
    return next((name for name in names if name.upper() == report.issuer_vi.upper()), report.issuer_vi)


def _summary(report: ProvincialReport, heading: Heading, styles: StyleTable) -> Sheet:
    sheet = Sheet(SUMMARY, (10, 42, 16, 20, 18, 19, 19, 15, 15, 19, 31, 15, 13), styles)
    title = f"Tổng hợp tình hình thực hiện các chỉ tiêu kinh tế - xã hội {report.period_label_vi}"
    add_heading(sheet, heading, label="Phụ lục I", title=title)
    years = f"{report.first_year} - {report.last_year}"
    add_header(
        sheet,
        (
            HeaderGroup("STT"),
            HeaderGroup("Chỉ tiêu"),
            HeaderGroup("Đơn vị tính"),
            HeaderGroup("Chỉ tiêu được giao", (f"Mục tiêu {years}", "Kế hoạch năm")),
            HeaderGroup("Thực hiện", ("Năm trước", "Kỳ này")),
            HeaderGroup("So sánh (%)", ("Với kế hoạch", "Với năm trước")),
            HeaderGroup(f"Lũy kế, bình quân từ {report.first_year}"),
            HeaderGroup("Yêu cầu còn lại để đạt mục tiêu"),
            HeaderGroup("Đánh giá"),
            HeaderGroup("Số đơn vị đã báo cáo"),
        ),
    )
    group, count = None, 0
    for line in report.lines:
        if line.group is not group:
            group, count = line.group, count + 1
            add_group(sheet, roman(count), GROUPS[group])
        sheet.add_fitted(_summary_row(line, sheet.row_count + 1))
    return sheet


def _summary_row(line: ReportLine, row: int) -> tuple[Cell, ...]:
    """Set a line; percentages are computed again from the cells they hold against each other."""
    plan, previous, value = _plan(line), _figure(line, line.previous), _figure(line, line.value)
    return (
        text_cell(line.ordinal, CENTRED),
        text_cell(line.name_vi, BODY),
        text_cell(line.measure_vi, CENTRED),
        text_cell(line.target_vi, CENTRED),
        plan,
        previous,
        text_cell("chưa có số liệu" if line.is_due else "", FIGURE_TEXT) if line.value is None else value,
        _percent(line.percent_of_plan, value, plan, f"G{row}/E{row}*100"),
        _percent(line.percent_of_previous, value, previous, f"G{row}/F{row}*100"),
        _figure(line, line.shown_to_date),
        text_cell(upper_first(line.required_vi), BODY),
        text_cell(JUDGEMENTS[line.judgement], CENTRED),
        text_cell(_reported(line) if line.is_due else "", CENTRED),
    )


def _plan(line: ReportLine) -> Cell:
    """Show the yearly plan as a number behind its sign where it is one number, else in words."""
    for places in range(_MOST_PLACES if line.annual_plan is not None else 0):
        digits = write_number(line.annual_plan or Decimal(0), places)
        sign = line.annual_plan_vi.removesuffix(digits)
        if sign != line.annual_plan_vi and not any(letter.isdigit() or letter == "," for letter in sign):
            return Cell(line.annual_plan, prefixed_style(places, sign))
    return text_cell(line.annual_plan_vi, CENTRED)


def _percent(percent: Decimal | None, value: Cell, base: Cell, formula: str) -> Cell:
    cell = figure_cell(percent, PERCENT_PLACES)
    live = isinstance(value.value, Decimal) and isinstance(base.value, Decimal)
    return with_formula(cell, formula) if live else cell


def _figure(line: ReportLine, value: Decimal | None) -> Cell:
    if value is not None and line.measure_vi == YES_NO_MEASURE:
        return text_cell("Đạt" if value == 1 else "Chưa đạt", FIGURE_TEXT)
    return figure_cell(value, line.places)


def _reported(line: ReportLine) -> str:
    """Count who gave a figure or said why there is none: `3/4`."""
    roll_up = line.roll_up
    units = {figure.unit for figure in roll_up.inputs} | {*roll_up.not_available, *roll_up.not_applicable}
    if roll_up.lead is not None and not units:
        units = {roll_up.lead.unit}
    expected = max(line.units_expected, 1)  # at least the lead agency
    return f"{write_number(Decimal(len(units)))}/{write_number(Decimal(expected))}"
