"""The four sheets of a return: the table of indicators, what is behind its figures, narratives, escalations."""

from dataclasses import replace
from decimal import Decimal

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.observation import ValueState
from kgdesk.domain.return_document import NarrativeEntry, ReturnDocument, ReturnLine
from kgdesk.returns.canonical import short_digest
from kgdesk.returns.pdf_letterhead import issuer_name
from kgdesk.returns.pdf_words import (
    CORRECTED,
    JUDGEMENTS,
    PERCENT_PLACES,
    PROGRESS,
    YES_NO_MEASURE,
    clause_words,
    roman,
)
from kgdesk.returns.workbook_heading import HeaderGroup, Heading, add_header, add_heading
from kgdesk.returns.workbook_sheet import Cell, Sheet, figure_cell, text_cell
from kgdesk.returns.workbook_styles import BODY, CENTRED, FIGURE_TEXT, GROUP, GROUP_NUMBER, StyleTable
from kgdesk.returns.workbook_text import height, wrap
from kgdesk.returns.workbook_words import ESCALATION_STATES, GROUPS, STATES, STATUSES

INDICATORS, PAIRS, NARRATIVES, ESCALATIONS = "Biểu chỉ tiêu", "Tử số, mẫu số", "Thuyết minh", "Kiến nghị"
TOP = replace(BODY, upright="top")
TOP_CENTRED = replace(CENTRED, upright="top")
NOTHING = "Không có nội dung báo cáo trong kỳ."
_GROUP_HEIGHT = 20.0


def return_sheets(document: ReturnDocument, digest: str, styles: StyleTable) -> tuple[Sheet, ...]:
    """Set the whole return; `digest` is that of its canonical bytes, printed in its short form."""
    about = (
        f"Đơn vị báo cáo: {document.unit_name_vi} ({document.unit}); kỳ báo cáo: {document.period_label_vi};"
        f" lần báo cáo: {document.revision}; mã đối chiếu: {short_digest(digest)}"
    )
    heading = Heading(
        superior_vi=document.superior_vi,
        issuer_vi=document.issuer_vi,
        issuer_name_vi=issuer_name(document.issuer_vi, document.unit_name_vi),
        issue=document.issue,
        sealed_at=document.sealed_at,
        about_vi=(about,),
    )
    return (
        _indicators(document, heading, styles),
        _pairs(document, heading, styles),
        _narratives(document, heading, styles),
        _escalations(document, heading, styles),
    )


def _indicators(document: ReturnDocument, heading: Heading, styles: StyleTable) -> Sheet:
    sheet = Sheet(INDICATORS, (10, 42, 16, 20, 17, 18, 18, 19, 15, 14.5, 14.5, 16, 32), styles)
    title = f"Tình hình thực hiện các chỉ tiêu kinh tế - xã hội {document.period_label_vi}"
    add_heading(sheet, heading, label="Phụ lục I", title=title)
    add_header(
        sheet,
        (
            HeaderGroup("STT"),
            HeaderGroup("Chỉ tiêu"),
            HeaderGroup("Đơn vị tính"),
            HeaderGroup("Chỉ tiêu được giao", ("Mục tiêu 5 năm", "Kế hoạch năm")),
            HeaderGroup("Thực hiện", ("Kỳ trước", "Cùng kỳ năm trước", "Kỳ này", "Loại số liệu")),
            HeaderGroup("So sánh (%)", ("Với kế hoạch", "Với cùng kỳ")),
            HeaderGroup("Đánh giá"),
            HeaderGroup("Ghi chú"),
        ),
    )
    group, count = None, 0
    for line in document.lines:
        if line.group is not group:
            group, count = line.group, count + 1
            add_group(sheet, roman(count), GROUPS[group])
        sheet.add_fitted(_indicator_row(line))
    return sheet


def add_group(sheet: Sheet, number: str, text: str) -> None:
    """Append the heading of a group, kept with the row after it: its number and, over the other columns, its name."""
    last = len(sheet.columns_mm) - 1
    row = [text_cell(number, GROUP_NUMBER), text_cell(text, GROUP), *(Cell(None, GROUP) for _ in range(last - 1))]
    lines = wrap(text, width_mm=sum(sheet.columns_mm[1:]), size=GROUP.size, bold=GROUP.bold)
    sheet.merge(sheet.add(row, max(_GROUP_HEIGHT, height(len(lines), GROUP.size))), 1, sheet.row_count, last)
    sheet.keep_with_next()


def _indicator_row(line: ReturnLine) -> tuple[Cell, ...]:
    observation = line.observation
    observed = observation is not None and observation.state is ValueState.FIGURE
    return (
        text_cell(line.ordinal, CENTRED),
        text_cell(line.name_vi, BODY),
        text_cell(line.measure_vi, CENTRED),
        text_cell(line.target_vi, CENTRED),
        text_cell(line.annual_plan_vi, CENTRED),
        _figure(line, "previous"),
        _figure(line, "same_period"),
        _observed(line),
        text_cell(STATUSES[observation.status] if observation and observed else "", CENTRED),
        figure_cell(line.percent_of_plan, PERCENT_PLACES),
        figure_cell(line.percent_of_same_period, PERCENT_PLACES),
        text_cell(JUDGEMENTS[line.judgement], CENTRED),
        text_cell(observation.note if observation else "", BODY),
    )


def _figure(line: ReturnLine, name: str) -> Cell:
    value = getattr(line, name)
    if value is not None and line.measure_vi == YES_NO_MEASURE:
        return text_cell("Đạt" if value == 1 else "Chưa đạt", FIGURE_TEXT)
    return figure_cell(value, line.places)


def _observed(line: ReturnLine) -> Cell:
    """Show this period's figure; not available, not applicable, missing and zero look different."""
    if line.observation is not None and line.observation.state is not ValueState.FIGURE:
        return text_cell(STATES[line.observation.state], FIGURE_TEXT)
    return _figure(line, "value")


def _pairs(document: ReturnDocument, heading: Heading, styles: StyleTable) -> Sheet:
    sheet = Sheet(PAIRS, (11, 52, 18, 29, 29, 22, 40, 51), styles)
    add_heading(sheet, heading, label="Phụ lục II", title="Tử số, mẫu số, nguồn số liệu và giải trình")
    names = ("STT", "Chỉ tiêu", "Đơn vị tính", "Tử số", "Mẫu số", "Kết quả", "Nguồn số liệu", "Giải trình cảnh báo")
    add_header(sheet, tuple(map(HeaderGroup, names)))
    remarks: dict[str, list[str]] = {}
    for warning in document.accepted_warnings:
        remarks.setdefault(warning.indicator, []).append(f"{warning.message_vi} Giải trình: {warning.reason}")
    for item in document.corrections:
        remarks.setdefault(item.indicator, []).append(f"{CORRECTED} {item.reason}")
    for line in document.lines:
        text = "\n".join(remarks.pop(line.indicator, ()))
        if text or (line.observation is not None and line.observation.state is ValueState.FIGURE):
            sheet.add_fitted(_pair_row(line, text))
    for texts in remarks.values():  # of no single line
        blank = [Cell(None, BODY)] * 5
        sheet.add_fitted(
            [Cell(None, CENTRED), text_cell("Toàn báo cáo", BODY), *blank, text_cell("\n".join(texts), BODY)]
        )
    return sheet


def _pair_row(line: ReturnLine, remark: str) -> tuple[Cell, ...]:
    observation = line.observation
    return (
        text_cell(line.ordinal, CENTRED),
        text_cell(line.name_vi, BODY),
        text_cell(line.measure_vi, CENTRED),
        part_cell(observation.numerator if observation else None),
        part_cell(observation.denominator if observation else None),
        _observed(line),
        text_cell(observation.source if observation else "", BODY),
        text_cell(remark, BODY),
    )


def part_cell(value: Decimal | None) -> Cell:
    """Show a numerator or denominator with exactly the decimals it has."""
    exponent = 0 if value is None else value.normalize().as_tuple().exponent
    return figure_cell(value, max(-int(exponent), 0))


def _narratives(document: ReturnDocument, heading: Heading, styles: StyleTable) -> Sheet:
    sheet = Sheet(NARRATIVES, (10, 45, 66, 53, 53, 25), styles)
    title = f"Thuyết minh tình hình thực hiện các nhiệm vụ, giải pháp {document.period_label_vi}"
    add_heading(sheet, heading, label="Phụ lục III", title=title)
    names = (
        "STT",
        "Nhiệm vụ, giải pháp",
        "Kết quả thực hiện",
        "Khó khăn, vướng mắc và nguyên nhân",
        "Nhiệm vụ, giải pháp thời gian tới",
        "Tiến độ",
    )
    add_header(sheet, tuple(map(HeaderGroup, names)))
    for number, entry in enumerate(document.narratives, 1):
        sheet.add_fitted(_narrative_row(number, entry))
    if not document.narratives:
        sheet.add_line(NOTHING, BODY)
    return sheet


def _narrative_row(number: int, entry: NarrativeEntry) -> tuple[Cell, ...]:
    return (
        text_cell(str(number), TOP_CENTRED),
        text_cell(f"{entry.heading_vi} ({clause_words(entry.clause)})", TOP),
        *narrative_cells(entry.narrative),
    )


def narrative_cells(narrative: Narrative) -> tuple[Cell, ...]:
    """Set results, difficulties, next steps and progress."""
    share = "" if narrative.percent is None else f" ({narrative.percent}%)"
    progress = PROGRESS[narrative.progress]
    return (
        text_cell(narrative.results, TOP),
        text_cell(narrative.difficulties, TOP),
        text_cell(narrative.next_steps, TOP),
        text_cell(f"{progress[:1].upper()}{progress[1:]}{share}", TOP_CENTRED),
    )


def _escalations(document: ReturnDocument, heading: Heading, styles: StyleTable) -> Sheet:
    sheet = Sheet(ESCALATIONS, (10, 52, 44, 48, 34, 24, 40), styles)
    add_heading(sheet, heading, label="Phụ lục IV", title="Kiến nghị, đề xuất các vấn đề vượt thẩm quyền")
    add_header(sheet, tuple(map(HeaderGroup, ESCALATION_COLUMNS)))
    for number, escalation in enumerate(document.escalations, 1):
        sheet.add_fitted((text_cell(str(number), TOP_CENTRED), *escalation_cells(escalation)))
    if not document.escalations:
        sheet.add_line(NOTHING, BODY)
    return sheet


ESCALATION_COLUMNS = (
    "STT",
    "Nội dung vướng mắc",
    "Giới hạn thẩm quyền",
    "Đề xuất, kiến nghị",
    "Cơ quan giải quyết",
    "Đề nghị trả lời trước ngày",
    "Tình trạng",
)


def escalation_cells(escalation: Escalation) -> tuple[Cell, ...]:
    """Set one matter under the columns after the first."""
    wanted = escalation.decision_wanted_by
    state = ESCALATION_STATES[escalation.state]
    opened = f"Nêu từ ngày {escalation.opened_on:%d/%m/%Y}. {state}"
    return (
        text_cell(escalation.matter, TOP),
        text_cell(escalation.legal_limit, TOP),
        text_cell(escalation.proposal, TOP),
        text_cell(escalation.addressee, TOP),
        text_cell(f"{wanted:%d/%m/%Y}" if wanted else "", TOP_CENTRED),
        text_cell(f"{opened}: {escalation.answer}" if escalation.answer else f"{opened}.", TOP),
    )
