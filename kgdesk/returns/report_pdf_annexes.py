"""The annexes of the provincial report: indicators, matters waiting, how totals were made, returns used."""

from collections.abc import Callable, Iterator

from kgdesk.domain.escalation import EscalationState
from kgdesk.domain.indicator import TotalSource, UnitRule
from kgdesk.domain.numbers import write_number
from kgdesk.domain.observation import FigureStatus
from kgdesk.domain.provincial_report import ProvincialReport, ReportEscalation, ReportLine, ReportReturn
from kgdesk.messages import VIETNAM
from kgdesk.returns.pdf_issue import date_text, number_text
from kgdesk.returns.pdf_letterhead import draw_annex_heading, issuer_among
from kgdesk.returns.pdf_page import Pages
from kgdesk.returns.pdf_table import Band, Column, Row, Table
from kgdesk.returns.pdf_words import GROUPS, JUDGEMENTS, figure_text, percent_text, roman

_INCOMPLETE, _ESTIMATE = "*", " (ước)"
_RULES = {
    UnitRule.SINGLE_SOURCE: "Một nguồn duy nhất",
    UnitRule.SUM: "Cộng các đơn vị",
    UnitRule.RATIO_OF_SUMS: "Tổng tử số chia tổng mẫu số",
    UnitRule.SUM_THEN_GROWTH: "Cộng các đơn vị rồi tính tốc độ tăng",
    UnitRule.LAST: "Số liệu mới nhất",
    UnitRule.COUNT_TRUE: "Đếm đơn vị đạt",
    UnitRule.NAMED_UNIT: "Theo đơn vị được chỉ định",
}
_SOURCES = {TotalSource.LEAD: "cơ quan chủ trì", TotalSource.UNITS: "tổng hợp từ các đơn vị"}
_STATES = {
    EscalationState.OPEN: "Đang chờ trả lời",
    EscalationState.ANSWERED: "Đã được trả lời",
    EscalationState.WITHDRAWN: "Đã rút",
}


def draw_annexes(pages: Pages, report: ProvincialReport) -> None:
    """Set the four annexes, each a landscape section numbered on its own."""
    _begin(pages, report, 1, f"Kết quả thực hiện các chỉ tiêu {report.period_label_vi}")
    Table(pages, _indicator_columns(report), size=11, numbered=True).draw(_grouped(report.lines, _indicator_cells))
    pages.note(
        f"Ghi chú: dấu {_INCOMPLETE} sau số thực hiện là số chưa đủ đơn vị;"
        " chữ “ước” là có đơn vị báo số ước thực hiện."
    )
    _begin(pages, report, 2, "Kiến nghị vượt thẩm quyền, xếp theo thời gian chờ")
    ordered = sorted(report.escalations, key=lambda item: (-item.age_days, item.unit_name_vi, item.escalation.key))
    _table_or_nothing(
        pages, _ESCALATION_COLUMNS, [Row(_escalation_cells(*pair)) for pair in enumerate(ordered, start=1)]
    )
    _begin(pages, report, 3, "Giải trình cách tính số tổng hợp")
    Table(pages, _TOTAL_COLUMNS, size=11, numbered=True).draw(
        _grouped(report.lines, lambda line: _total_cells(line, report))
    )
    _begin(pages, report, 4, "Danh sách báo cáo của các đơn vị")
    _table_or_nothing(
        pages, _RETURN_COLUMNS, [Row(_return_cells(*pair)) for pair in enumerate(report.returns, start=1)]
    )


def _begin(pages: Pages, report: ProvincialReport, number: int, title: str) -> None:
    pages.section(landscape=True)
    label = f"Phụ lục {roman(number)}"
    pages.outline(f"{label}. {title}")
    issue = f"{number_text(report.issue)} {date_text(report.issue.day)}"
    issuer = issuer_among(report.issuer_vi, report.unit_names.values())
    draw_annex_heading(pages, label=label, title=title, attached_to=f"Kèm theo Báo cáo số {issue} của {issuer}")


def _table_or_nothing(pages: Pages, columns: tuple[Column, ...], rows: list[Row]) -> None:
    if rows:
        Table(pages, columns, size=11, numbered=True).draw(rows)
    else:
        pages.paragraph("Không có.")


def _grouped(lines: tuple[ReportLine, ...], cells: Callable[[ReportLine], tuple[str, ...]]) -> Iterator[Row | Band]:
    group, count = None, 0
    for line in lines:
        if line.group is not group:
            group, count = line.group, count + 1
            yield Band(f"{roman(count)}. {GROUPS[group].upper()}")
        yield Row(cells(line))


def _indicator_columns(report: ProvincialReport) -> tuple[Column, ...]:
    return (
        Column("STT", 14, "center"),
        Column("Chỉ tiêu", 52),
        Column("Đơn vị tính", 19, "center"),
        Column(f"Mục tiêu {report.first_year} - {report.last_year}", 22, "center"),
        Column("Kế hoạch năm", 19, "center"),
        Column("Thực hiện năm trước", 20, "right"),
        Column("Thực hiện kỳ này", 22, "right"),
        Column("% so kế hoạch", 16, "right"),
        Column("% so năm trước", 16, "right"),
        Column("Lũy kế, bình quân", 20, "right"),
        Column("Còn phải thực hiện", 36),
        Column("Đánh giá", 19, "center"),
    )


def _indicator_cells(line: ReportLine) -> tuple[str, ...]:
    total = line.roll_up
    value = figure_text(line.value, line.measure_vi, line.places)
    if line.value is not None:
        value += ("" if total.complete else _INCOMPLETE) + (_ESTIMATE if total.estimates else "")
    return (
        line.ordinal,
        line.name_vi,
        line.measure_vi,
        line.target_vi,
        line.annual_plan_vi,
        figure_text(line.previous, line.measure_vi, line.places),
        value,
        percent_text(line.percent_of_plan),
        percent_text(line.percent_of_previous),
        figure_text(line.to_date, line.measure_vi, line.places),
        line.required_vi,
        JUDGEMENTS[line.judgement],
    )


_ESCALATION_COLUMNS = (
    Column("STT", 14, "center"),
    Column("Đơn vị kiến nghị", 28),
    Column("Nội dung", 52),
    Column("Giới hạn thẩm quyền", 44),
    Column("Đề xuất", 46),
    Column("Nơi giải quyết", 28),
    Column("Nêu từ ngày", 26, "center"),
    Column("Số ngày", 14, "center"),
    Column("Đề nghị trả lời trước", 26, "center"),
    Column("Tình trạng", 36),
)


def _escalation_cells(number: int, item: ReportEscalation) -> tuple[str, ...]:
    matter = item.escalation
    wanted = "" if matter.decision_wanted_by is None else f"{matter.decision_wanted_by:%d/%m/%Y}"
    answer = f": {matter.answer}" if matter.answer else ""
    return (
        str(number),
        item.unit_name_vi,
        matter.matter,
        matter.legal_limit,
        matter.proposal,
        matter.addressee,
        f"{matter.opened_on:%d/%m/%Y}",
        str(item.age_days),
        wanted,
        f"{_STATES[matter.state]}{answer}",
    )


_TOTAL_COLUMNS = (
    Column("STT", 11, "center"),
    Column("Chỉ tiêu", 46),
    Column("Cách tổng hợp", 28),
    Column("Số sử dụng", 20, "right"),
    Column("Nguồn số sử dụng", 20, "center"),
    Column("Số của các đơn vị", 20, "right"),
    Column("Số của chủ trì", 20, "right"),
    Column("Chênh lệch", 19, "right"),
    Column("Đơn vị đã tính (bản sửa)", 62),
    Column("Đơn vị còn thiếu", 58),
)


def _total_cells(line: ReportLine, report: ProvincialReport) -> tuple[str, ...]:
    total, names = line.roll_up, report.unit_names
    figures = total.inputs or ((total.lead,) if total.lead is not None else ())
    counted = [
        f"{names.get(item.unit, item.unit)} ({item.revision}"
        f"{', ước' if item.observation.status is FigureStatus.ESTIMATE else ''})"
        for item in figures
    ]
    absent = [names.get(code, code) for code in total.missing]
    absent += [f"{names.get(code, code)} (chưa có số liệu)" for code in total.not_available]
    absent += [f"{names.get(code, code)} (không áp dụng)" for code in total.not_applicable]
    rule = _RULES[total.rule]
    if total.numerator is not None and total.denominator is not None:
        rule += f": {write_number(total.numerator)} / {write_number(total.denominator)}"
    return (
        line.ordinal,
        f"{line.name_vi} ({line.measure_vi})",
        rule,
        figure_text(total.value, line.measure_vi, line.places),
        "" if total.source is None else _SOURCES[total.source],
        figure_text(total.units_value, line.measure_vi, line.places),
        figure_text(total.lead_value, line.measure_vi, line.places),
        "" if total.difference is None else write_number(total.difference, line.places),
        f"{len(figures)}/{line.units_expected}: {'; '.join(counted)}" if counted else f"0/{line.units_expected}",
        "; ".join(absent),
    )


_RETURN_COLUMNS = (
    Column("STT", 11, "center"),
    Column("Đơn vị", 50),
    Column("Bản sửa", 16, "center"),
    Column("Mã đối chiếu", 46, "center"),
    Column("Người ký", 44),
    Column("Nhận lúc", 38, "center"),
    Column("Tình trạng", 40),
)


def _return_cells(number: int, item: ReportReturn) -> tuple[str, ...]:
    received = "" if item.received_at is None else f"{item.received_at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}"
    revision = str(item.revision) if item.revision else ""
    return (str(number), item.unit_name_vi, revision, item.short_digest, item.signer, received, item.state_vi)
