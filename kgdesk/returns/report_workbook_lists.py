"""The lists of the provincial report: narratives by task, matters beyond authority, returns received."""

from decimal import Decimal

from kgdesk.domain.escalation import EscalationState
from kgdesk.domain.numbers import write_number
from kgdesk.domain.provincial_report import ProvincialReport, ReportReturn
from kgdesk.messages import VIETNAM
from kgdesk.returns.pdf_words import clause_words, upper_first
from kgdesk.returns.report_order import by_addressee, roman_or_number
from kgdesk.returns.workbook_heading import HeaderGroup, Heading, add_header, add_heading
from kgdesk.returns.workbook_sheet import Cell, Sheet, text_cell
from kgdesk.returns.workbook_sheets import (
    ESCALATION_COLUMNS,
    NOTHING,
    TOP,
    TOP_CENTRED,
    add_group,
    escalation_cells,
    narrative_cells,
)
from kgdesk.returns.workbook_styles import BODY, CENTRED, StyleTable

NARRATIVES, ESCALATIONS, RETURNS = "Thuyết minh", "Kiến nghị", "Báo cáo đã nhận"
_ROOM = 5  # lines for a decision, written by hand


def narratives_sheet(report: ProvincialReport, heading: Heading, styles: StyleTable) -> Sheet:
    """Set what the units wrote, task by task."""
    sheet = Sheet(NARRATIVES, (12, 36, 70, 55, 54, 25), styles)
    title = f"Thuyết minh tình hình thực hiện các nhiệm vụ, giải pháp {report.period_label_vi}"
    add_heading(sheet, heading, label="Phụ lục IV", title=title)
    names = (
        "STT",
        "Đơn vị",
        "Kết quả thực hiện",
        "Khó khăn, vướng mắc và nguyên nhân",
        "Nhiệm vụ, giải pháp thời gian tới",
        "Tiến độ",
    )
    add_header(sheet, tuple(map(HeaderGroup, names)))
    for number, task in enumerate(report.tasks, 1):
        add_group(sheet, roman_or_number(number), f"{task.heading_vi} ({clause_words(task.clause)})")
        for position, entry in enumerate(task.entries, 1):
            unit = text_cell(entry.unit_name_vi, TOP)
            sheet.add_fitted((text_cell(str(position), TOP_CENTRED), unit, *narrative_cells(entry.narrative)))
        if not task.entries:
            sheet.add_line("Chưa có đơn vị thuyết minh.", BODY)
    if not report.tasks:
        sheet.add_line(NOTHING, BODY)
    return sheet


def escalations_sheet(report: ProvincialReport, heading: Heading, styles: StyleTable) -> Sheet:
    """Set the matters that wait for a decision, with their age."""
    sheet = Sheet(ESCALATIONS, (10, 27, 42, 36, 39, 26, 19, 31, 42), styles)
    add_heading(sheet, heading, label="Phụ lục V", title="Kiến nghị, đề xuất các vấn đề vượt thẩm quyền")
    first, *others = ESCALATION_COLUMNS
    add_header(sheet, tuple(map(HeaderGroup, (first, "Đơn vị", *others, "Ý kiến chỉ đạo, quyết định"))))
    ordered = [item for _, items in by_addressee(report.escalations) for item in items]
    for number, item in enumerate(ordered, 1):
        *cells, state = escalation_cells(item.escalation)
        waiting = item.escalation.state is EscalationState.OPEN
        aged = (
            text_cell(f"{state.value} Đã chờ {write_number(Decimal(item.age_days))} ngày.", TOP) if waiting else state
        )
        unit = text_cell(item.unit_name_vi, TOP)
        place = text_cell("", TOP)  # for the decision
        sheet.add_fitted((text_cell(str(number), TOP_CENTRED), unit, *cells, aged, place), least=_ROOM)
    if not report.escalations:
        sheet.add_line(NOTHING, BODY)
    return sheet


def returns_sheet(report: ProvincialReport, heading: Heading, styles: StyleTable) -> Sheet:
    """Set which revision of whose return was used, and who owes one."""
    sheet = Sheet(RETURNS, (12, 53, 22, 42, 46, 45, 32), styles)
    title = f"Báo cáo của các đơn vị (hạn gửi: {report.due_vi})"
    add_heading(sheet, heading, label="Phụ lục VI", title=title)
    names = ("STT", "Đơn vị", "Lần báo cáo", "Mã đối chiếu", "Người ký", "Thời điểm nhận", "Tình trạng")
    add_header(sheet, tuple(map(HeaderGroup, names)))
    for number, item in enumerate(report.returns, 1):
        sheet.add_fitted(_return_row(number, item))
    if not report.returns:
        sheet.add_line("Chưa nhận được báo cáo nào.", BODY)
    return sheet


def _return_row(number: int, item: ReportReturn) -> tuple[Cell, ...]:
    received = f"{item.received_at.astimezone(VIETNAM):%H:%M:%S ngày %d/%m/%Y}" if item.received_at else ""
    return (
        text_cell(str(number), CENTRED),
        text_cell(item.unit_name_vi, BODY),
        text_cell(str(item.revision) if item.revision else "", CENTRED),
        text_cell(item.short_digest, CENTRED),
        text_cell(item.signer, BODY),
        text_cell(received, CENTRED),
        text_cell(upper_first(item.state_vi), CENTRED),
    )
