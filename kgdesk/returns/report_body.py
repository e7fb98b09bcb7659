"""The words of the provincial report: where the province stands, what moved, what needs a decision."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kgdesk.domain.escalation import EscalationState
from kgdesk.domain.indicator import IndicatorGroup, TimeRule, running_name
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.numbers import write_number
from kgdesk.domain.provincial_report import ProvincialReport, ReportLine, ReportTask
from kgdesk.returns.chart import HEIGHT as CHART_HEIGHT
from kgdesk.returns.chart_path import ChartPath, chart_path
from kgdesk.returns.medium import Medium
from kgdesk.returns.pdf_page import HEADING, LABEL, PART, Style, bold
from kgdesk.returns.pdf_return_body import draw_labelled
from kgdesk.returns.pdf_table import Column, Row
from kgdesk.returns.pdf_text import Run
from kgdesk.returns.pdf_words import (
    GROUPS,
    JUDGEMENTS,
    PROGRESS,
    clause_words,
    figure_text,
    lower_first,
    measure_text,
    roman,
    target_text,
)
from kgdesk.returns.report_assessment import assessment
from kgdesk.returns.report_changes import TITLE as CHANGES
from kgdesk.returns.report_changes import draw_changes

_MAX_CHARTS = 6
_MAX_NAMES = 8
_WANTED_FIRST = (Judgement.NOT_MET, Judgement.BEHIND)
_PARTS = (
    ("Kết quả", "results"),
    ("Khó khăn, nguyên nhân", "difficulties"),
    ("Nhiệm vụ, giải pháp tiếp theo", "next_steps"),
)


def draw_report_body(pages: Medium, report: ProvincialReport) -> None:
    """Set the parts of the report."""
    _heading(pages, 1, "Đánh giá chung")
    for sentence in _overview(report):
        pages.paragraph(sentence)
    _draw_counts(pages, report.due_lines)
    if report.due_lines:
        _draw_assessment(pages, report.due_lines)
    for sentence in _outstanding(report):
        pages.paragraph(sentence)
    _heading(pages, 2, "Mức độ đầy đủ của báo cáo")
    for sentence in completeness(report):
        pages.paragraph(sentence)
    charts = key_charts(report)
    _heading(pages, 3, "Diễn biến một số chỉ tiêu chủ yếu", style=_OVER_CHARTS if charts else PART)
    if charts:
        pages.charts(charts)
    else:
        pages.paragraph("Chưa đủ số liệu qua các năm để vẽ biểu đồ.")
    pages.paragraph("Kết quả từng chỉ tiêu so với nghị quyết, kế hoạch năm và năm trước nêu tại Phụ lục I.")
    _heading(pages, 4, "Kết quả thực hiện nhiệm vụ, giải pháp")
    if not report.tasks:
        pages.paragraph("Trong kỳ, các đơn vị không có thuyết minh về nhiệm vụ, giải pháp.")
    for position, task in enumerate(report.tasks, start=1):
        _draw_task(pages, position, task)
    _heading(pages, 5, "Số liệu chưa thống nhất")
    for sentence in report.discrepancies_vi or ("Không phát hiện số liệu chưa thống nhất giữa các nguồn.",):
        pages.paragraph(f"- {sentence}" if report.discrepancies_vi else sentence)
    _heading(pages, 6, "Kiến nghị vượt thẩm quyền")
    pages.paragraph(_escalation_summary(report))
    if report.changes is not None:
        _heading(pages, 7, CHANGES)
        draw_changes(pages, report, report.changes)


_OVER_CHARTS = Style(align="left", keep=CHART_HEIGHT + 12)


def _heading(pages: Medium, number: int, text: str, *, style: Style = PART) -> None:
    pages.paragraph((bold(f"{roman(number)}. {text.upper()}"),), style)
    pages.outline(f"{roman(number)}. {text}")


def _overview(report: ProvincialReport) -> Iterator[str]:
    counts = {judgement: sum(line.judgement is judgement for line in report.lines) for judgement in Judgement}
    good = counts[Judgement.EXCEEDED] + counts[Judgement.MET]
    beyond = f" (trong đó {counts[Judgement.EXCEEDED]} chỉ tiêu vượt)" if counts[Judgement.EXCEEDED] else ""
    others = [f"{counts[judgement]} chỉ tiêu {words}" for judgement, words in _COUNTED.items() if counts[judgement]]
    followed = f"{len(report.due_lines)} chỉ tiêu {'thuộc kỳ báo cáo này' if report.not_due_vi else 'theo dõi'}"
    yield ("; ".join((f"Trong {followed}, có {good} chỉ tiêu đạt và vượt mục tiêu{beyond}", *others)) + ".")
    if report.not_due_vi:
        yield f"Ngoài ra có {report.not_due_vi}"
    yield "Tổng hợp theo nhóm chỉ tiêu như sau:"


_COUNTED = {
    Judgement.ON_TRACK: "đúng tiến độ",
    Judgement.BEHIND: "chậm tiến độ",
    Judgement.NOT_MET: "không đạt",
    Judgement.NO_DATA: "chưa có số liệu",
    Judgement.INCOMPLETE: "chưa đủ số liệu",
    Judgement.NOT_APPLICABLE: "không áp dụng",
    Judgement.NO_TARGET: "chỉ theo dõi, không giao mục tiêu",
}
_ALWAYS_SHOWN = (Judgement.EXCEEDED, Judgement.MET, Judgement.ON_TRACK, Judgement.BEHIND, Judgement.NOT_MET)


def _draw_counts(pages: Medium, lines: tuple[ReportLine, ...]) -> None:
    shown = [item for item in Judgement if item in _ALWAYS_SHOWN or any(line.judgement is item for line in lines)]
    columns = (
        Column("Nhóm chỉ tiêu", 40),
        Column("Tổng số", 15, "center"),
        *(Column(JUDGEMENTS[judgement], 18, "center") for judgement in shown),
    )
    rows = [
        Row((GROUPS[group], *_counted([line for line in lines if line.group is group], shown)))
        for group in IndicatorGroup
        if any(line.group is group for line in lines)
    ]
    pages.space(6)
    pages.table(columns, [*rows, Row(("Cộng", *_counted(lines, shown)), strong=True)], size=12)


def _draw_assessment(pages: Medium, lines: tuple[ReportLine, ...]) -> None:
    """Name the indicators of every judgement."""
    columns = (Column("Đánh giá", 26), Column("Số chỉ tiêu", 16, "center"), Column("Chỉ tiêu", 120))
    pages.paragraph("Các chỉ tiêu theo từng mức đánh giá:", _OVER_TABLE)
    pages.space(6)
    rows = (Row((item.label_vi, str(len(item.names_vi)), item.names_text)) for item in assessment(lines))
    pages.table(columns, rows, size=12)


_OVER_TABLE = Style(keep=60)


def _counted(lines: Sequence[ReportLine], shown: Sequence[Judgement]) -> tuple[str, ...]:
    return (str(len(lines)), *(str(sum(line.judgement is item for line in lines)) for item in shown))


def _outstanding(report: ProvincialReport) -> Iterator[str]:
    """Name what is not kept, with what remains to be done."""
    for judgement in _WANTED_FIRST:
        for line in report.lines:
            if line.judgement is judgement:
                name = running_name(line.name_vi, line.measure_vi)
                said = f"{_reached(line, report)}, mục tiêu {target_text(line.target_vi, line.measure_vi)}"
                required = f"; {line.required_vi}" if line.required_vi else ""
                yield f"- {name} ({lower_first(JUDGEMENTS[judgement])}): {said}{required}."


def _reached(line: ReportLine, report: ProvincialReport) -> str:
    """Say what the target is held against: the average or total so far, and before it the figure of the period."""
    if line.value is None:
        return "chưa có số liệu kỳ này"

    def figure(value: Decimal | None, measure: str = line.measure_vi) -> str:
        return f"{figure_text(value, measure, line.places).lower()}{measure_text(measure)}"

    known = [year for year, _ in line.yearly if report.first_year <= year <= report.last_year]
    over_time = {TimeRule.GEOMETRIC_AVERAGE: "bình quân", TimeRule.PERIOD_TOTAL: "lũy kế"}.get(
        line.over_time or TimeRule.LEVEL
    )
    if over_time is None or line.to_date is None or not known:
        return f"thực hiện {figure(line.value)}"
    years = f"{known[0]}-{known[-1]}" if len(known) > 1 else f"năm {known[0]}"
    single = figure(line.value, line.measure_vi.removesuffix("/năm"))  # of one year, not yearly
    return f"{lower_first(report.period_label_vi)} đạt {single}; {over_time} {years} đạt {figure(line.to_date)}"


def completeness(report: ProvincialReport) -> Iterator[str]:
    """Say whose returns are in the figures and whose are not, unit by unit and indicator by indicator."""
    used = [item for item in report.returns if item.revision]
    missing = [item.unit_name_vi for item in report.returns if not item.revision]
    yield (
        f"Đến thời điểm tổng hợp, {len(used)}/{len(report.returns)} đơn vị có báo cáo được đưa vào tổng hợp"
        f"; hạn gửi: {report.due_vi}. Danh sách báo cáo, người ký và mã đối chiếu nêu tại Phụ lục IV."
    )
    if missing:
        yield f"Các đơn vị chưa có báo cáo trong số liệu tổng hợp ({len(missing)}): {', '.join(missing)}."
    groups: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for line in report.due_lines:
        absent = (*line.roll_up.missing, *line.roll_up.not_available)
        if absent:
            groups.setdefault((line.roll_up.complete, absent), []).append(line.ordinal)
    for (whole, absent), ordinals in groups.items():
        names = _some([report.unit_names.get(code, code) for code in absent])
        result = "dùng số toàn tỉnh của cơ quan chủ trì" if whole else "số tổng hợp chưa đầy đủ nên không đánh giá"
        yield f"- Thiếu số liệu của {names}: chỉ tiêu số {', '.join(ordinals)}; {result}."
    if not groups:
        yield "Tất cả chỉ tiêu có đủ số liệu của các đơn vị được giao."


def _some(names: list[str]) -> str:
    """Name the first few; the annex names all."""
    if len(names) <= _MAX_NAMES:
        return ", ".join(names)
    return f"{', '.join(names[:_MAX_NAMES])} và {len(names) - _MAX_NAMES} đơn vị khác (xem Phụ lục III)"


def key_charts(report: ProvincialReport) -> tuple[ChartPath, ...]:
    """Choose the charts: what is not kept first, then plan order; only those with a way to a target."""
    ordered = sorted(report.lines, key=lambda line: line.judgement not in _WANTED_FIRST)
    paths = (chart_path(line, first_year=report.first_year, last_year=report.last_year) for line in ordered)
    return tuple(path for path in paths if path is not None)[:_MAX_CHARTS]


def _draw_task(pages: Medium, position: int, task: ReportTask) -> None:
    clause = f" ({clause_words(task.clause)})" if task.clause else ""
    pages.paragraph((bold(f"{position}. {task.heading_vi}{clause}"),), HEADING)
    pages.outline(f"{position}. {task.heading_vi}", level=1)
    if not task.entries:
        pages.paragraph("Chưa có đơn vị nào thuyết minh.")
    for entry in task.entries:
        narrative = entry.narrative
        percent = "" if narrative.percent is None else f", đạt {narrative.percent}% khối lượng"
        pages.paragraph((bold(f"{entry.unit_name_vi}: "), Run(f"{PROGRESS[narrative.progress]}{percent}.")), LABEL)
        for label, field in _PARTS:
            text = str(getattr(narrative, field))
            if text.strip():
                draw_labelled(pages, f"{label}: ", text)


def _escalation_summary(report: ProvincialReport) -> str:
    waiting = [item for item in report.escalations if item.escalation.state is EscalationState.OPEN]
    if not report.escalations:
        return "Trong kỳ không có nội dung vượt thẩm quyền cần kiến nghị."
    text = (
        f"Các đơn vị nêu {len(report.escalations)} nội dung vượt thẩm quyền,"
        f" {_share(len(waiting), len(report.escalations))} đang chờ quyết định"
    )
    if waiting:
        oldest = max(waiting, key=lambda item: item.age_days)
        text += f"; nội dung chờ lâu nhất là {write_number(Decimal(oldest.age_days))} ngày ({oldest.unit_name_vi})"
    return f"{text}. Chi tiết nêu tại Phụ lục II."


def _share(count: int, whole: int) -> str:
    return "đều" if count == whole else f"trong đó {count} nội dung"
