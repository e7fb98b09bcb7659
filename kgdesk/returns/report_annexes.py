"""The annexes of the provincial report: indicators, matters waiting, how totals were made, returns used."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from kgdesk.domain.escalation import EscalationState
from kgdesk.domain.indicator import TotalSource, UnitRule, running_name
from kgdesk.domain.numbers import write_number
from kgdesk.domain.observation import FigureStatus
from kgdesk.domain.provincial_report import ProvincialReport, ReportEscalation, ReportLine, ReportReturn
from kgdesk.domain.roll_up import UnitFigure
from kgdesk.messages import VIETNAM
from kgdesk.returns.medium import Medium
from kgdesk.returns.pdf_issue import date_text, number_text
from kgdesk.returns.pdf_letterhead import issuer_among
from kgdesk.returns.pdf_table import Band, Column, Row, Span
from kgdesk.returns.pdf_words import GROUPS, JUDGEMENTS, figure_text, percent_text, roman, upper_first
from kgdesk.returns.report_order import by_addressee, roman_or_number

_INCOMPLETE, _ESTIMATE = "*", " (ước)"
_FEW = 5  # units that are named one by one
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
    EscalationState.ANSWERED: "Đã được trả lời",
    EscalationState.WITHDRAWN: "Đã rút",
}


def draw_annexes(pages: Medium, report: ProvincialReport) -> None:
    """Set the four annexes, each a landscape section numbered on its own."""
    _begin(pages, report, 1, f"Kết quả thực hiện các chỉ tiêu {report.period_label_vi}")
    pages.table(
        _indicator_columns(report), _grouped(report.lines, lambda line: (Row(_indicator_cells(line)),)), numbered=True
    )
    pages.note(
        f"Ghi chú: dấu {_INCOMPLETE} sau số thực hiện là số chưa đủ đơn vị;"
        " chữ “ước” là có đơn vị báo số ước thực hiện."
    )
    _begin(pages, report, 2, "Kiến nghị vượt thẩm quyền, xếp theo nơi giải quyết và thời gian chờ")
    _table_or_nothing(pages, _ESCALATION_COLUMNS, _escalation_rows(report.escalations))
    _begin(pages, report, 3, "Giải trình cách tính số tổng hợp")
    pages.table(_TOTAL_COLUMNS, _grouped(report.lines, lambda line: _total_rows(line, report)), numbered=True)
    pages.note(
        "Ghi chú: đơn vị không nêu tên ở dòng dưới chỉ tiêu là đơn vị đã có trong số tổng hợp, theo báo cáo lần 1;"
        " số liệu của từng đơn vị nêu trong bảng tính Excel của lần tổng hợp này."
    )
    _begin(pages, report, 4, "Danh sách báo cáo của các đơn vị")
    _table_or_nothing(
        pages, _RETURN_COLUMNS, [Row(_return_cells(*pair)) for pair in enumerate(report.returns, start=1)]
    )


def _begin(pages: Medium, report: ProvincialReport, number: int, title: str) -> None:
    label = f"Phụ lục {roman(number)}"
    issue = f"{number_text(report.issue)} {date_text(report.issue.day)}"
    issuer = issuer_among(report.issuer_vi, report.unit_names.values())
    pages.annex(label=label, title=title, attached_to=f"Kèm theo Báo cáo số {issue} của {issuer}")


def _table_or_nothing(pages: Medium, columns: tuple[Column, ...], rows: Sequence[Row | Band | Span]) -> None:
    if rows:
        pages.table(columns, rows, numbered=True)
    else:
        pages.paragraph("Không có.")


def _grouped(
    lines: tuple[ReportLine, ...], rows: Callable[[ReportLine], Iterable[Row | Span]]
) -> Iterator[Row | Band | Span]:
    group, count = None, 0
    for line in lines:
        if line.group is not group:
            group, count = line.group, count + 1
            yield Band(f"{roman(count)}. {GROUPS[group].upper()}")
        yield from rows(line)


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
        figure_text(line.shown_to_date, line.measure_vi, line.places),
        upper_first(line.required_vi),
        JUDGEMENTS[line.judgement],
    )


_ESCALATION_COLUMNS = (
    Column("STT", 12, "center"),
    Column("Đơn vị kiến nghị", 28),
    Column("Nội dung", 50),
    Column("Giới hạn thẩm quyền", 42),
    Column("Đề xuất", 46),
    Column("Nêu từ ngày", 24, "center"),
    Column("Số ngày chờ", 16, "center"),
    Column("Đề nghị trả lời trước", 24, "center"),
    Column("Ý kiến chỉ đạo, quyết định", 60),
)
_ROOM = 5  # lines for the decision, written by hand


def _escalation_rows(escalations: Iterable[ReportEscalation]) -> list[Row | Band | Span]:
    rows: list[Row | Band | Span] = []
    number = 0
    for count, (addressee, matters) in enumerate(by_addressee(escalations), start=1):
        rows.append(Band(f"{roman_or_number(count)}. Nơi giải quyết: {addressee} ({len(matters)} nội dung)"))
        for item in matters:
            number += 1
            rows.append(Row(_escalation_cells(number, item), least=_ROOM))
    return rows


def _escalation_cells(number: int, item: ReportEscalation) -> tuple[str, ...]:
    """Set a matter; where it waits, the last cell is left free for the decision."""
    matter = item.escalation
    wanted = "" if matter.decision_wanted_by is None else f"{matter.decision_wanted_by:%d/%m/%Y}"
    state = "" if matter.state is EscalationState.OPEN else _STATES[matter.state]
    return (
        str(number),
        item.unit_name_vi,
        matter.matter,
        matter.legal_limit,
        matter.proposal,
        f"{matter.opened_on:%d/%m/%Y}",
        write_number(Decimal(item.age_days)),
        wanted,
        f"{state}: {matter.answer}" if state and matter.answer else state,
    )


_TOTAL_COLUMNS = (
    Column("STT", 14, "center"),
    Column("Chỉ tiêu", 70),
    Column("Cách tổng hợp", 62),
    Column("Số sử dụng", 24, "right"),
    Column("Nguồn số sử dụng", 32, "center"),
    Column("Số tổng hợp từ các đơn vị", 28, "right"),
    Column("Số của cơ quan chủ trì", 26, "right"),
    Column("Chênh lệch", 24, "right"),
)


def _total_rows(line: ReportLine, report: ProvincialReport) -> Iterator[Row | Span]:
    """Set how a total was made; whose figures are in it and whose are not stands under it over the whole width."""
    total = line.roll_up
    rule = _RULES[total.rule]
    if total.numerator is not None and total.denominator is not None:
        rule += f": {write_number(total.numerator)} / {write_number(total.denominator)}"
    yield Row(
        (
            line.ordinal,
            f"{running_name(line.name_vi, line.measure_vi)} ({line.measure_vi})",
            rule,
            figure_text(total.value, line.measure_vi, line.places),
            "" if total.source is None else _SOURCES[total.source],
            figure_text(total.units_value, line.measure_vi, line.places),
            figure_text(total.lead_value, line.measure_vi, line.places),
            "" if total.difference is None else write_number(total.difference, line.places),
        )
    )
    if not line.is_due:
        yield Span("Chỉ tiêu không thuộc kỳ báo cáo này; chưa có đơn vị nào báo số liệu.")
        return
    yield Span(" ".join(_sources(line, report.unit_names, report.absent_names)))


def _sources(line: ReportLine, names: dict[str, str], absent: dict[str, str]) -> Iterator[str]:
    """Say who is in the total. Whoever is not is named; of many who are, only what sets a figure apart."""
    total = line.roll_up
    if total.lead is None and not total.inputs:
        yield "Chưa có đơn vị nào báo cáo số liệu."
    if total.inputs and total.inputs != (total.lead,):
        counted = f"Đã tính {len(total.inputs)}/{line.units_expected} đơn vị"
        if len(total.inputs) <= _FEW:
            yield f"{counted}: {', '.join(_named(item, names) for item in total.inputs)}."
        else:
            yield "; ".join((counted, *_set_apart(total.inputs, names))) + "."
    if total.lead is not None:
        yield f"Cơ quan chủ trì báo cáo số toàn tỉnh: {_named(total.lead, names)}."
    for label, units, named in (
        ("Chưa báo cáo", total.missing, absent),
        ("Chưa có số liệu", total.not_available, names),
        ("Không áp dụng", total.not_applicable, names),
    ):
        if units:
            yield f"{label} ({len(units)}): {', '.join(named.get(code, code) for code in units)}."


def _named(item: UnitFigure, names: dict[str, str]) -> str:
    """Name a unit; an estimate, and a return that is not the first, are marked."""
    marks = [f"lần {item.revision}"] if item.revision > 1 else []
    marks += ["ước"] if item.observation.status is FigureStatus.ESTIMATE else []
    return names.get(item.unit, item.unit) + (f" ({', '.join(marks)})" if marks else "")


def _set_apart(figures: Sequence[UnitFigure], names: dict[str, str]) -> Iterator[str]:
    estimates = [item for item in figures if item.observation.status is FigureStatus.ESTIMATE]
    if len(estimates) == len(figures):
        yield "đều là số ước"
    elif estimates:
        yield f"số ước của {', '.join(names.get(item.unit, item.unit) for item in estimates)}"
    for revision in sorted({item.revision for item in figures if item.revision > 1}):
        units = ", ".join(names.get(item.unit, item.unit) for item in figures if item.revision == revision)
        yield f"lấy báo cáo lần {revision} của {units}"


_RETURN_COLUMNS = (
    Column("STT", 11, "center"),
    Column("Đơn vị", 70),
    Column("Lần báo cáo", 15, "center"),
    Column("Mã đối chiếu", 42, "center"),
    Column("Người ký", 58),
    Column("Nhận lúc", 38, "center"),
    Column("Tình trạng", 36),
)


def _return_cells(number: int, item: ReportReturn) -> tuple[str, ...]:
    received = "" if item.received_at is None else f"{item.received_at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}"
    revision = str(item.revision) if item.revision else ""
    return (
        str(number),
        item.unit_name_vi,
        revision,
        item.short_digest,
        item.signer,
        received,
        upper_first(item.state_vi),
    )
