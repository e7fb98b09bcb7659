"""The blank form as a workbook: figures, narratives, escalations, instructions; equal documents, equal bytes."""

from collections.abc import Sequence

from kgdesk.domain.indicator import EntryForm
from kgdesk.returns.form_document import ESCALATION_ROWS, FormDocument, FormLine
from kgdesk.returns.form_identity import FORM_NAME
from kgdesk.returns.form_sheet import ENTRY_CHOICE, ENTRY_FIGURE, ENTRY_TEXT, NOT_ASKED, Rule, entry, protect
from kgdesk.returns.form_words import (
    ESCALATION_COLUMNS,
    ESCALATIONS_SHEET,
    FIGURE_COLUMNS,
    FIGURES_SHEET,
    GUIDE,
    GUIDE_SHEET,
    NARRATIVE_COLUMNS,
    NARRATIVES_SHEET,
    PROGRESS_CHOICES,
    STATUS_CHOICES,
    YES_NO_CHOICES,
)
from kgdesk.returns.pdf_words import YES_NO_MEASURE, clause_words, roman
from kgdesk.returns.workbook_package import write_workbook_package
from kgdesk.returns.workbook_sheet import Cell, Sheet, figure_cell, text_cell
from kgdesk.returns.workbook_sheets import add_group
from kgdesk.returns.workbook_styles import BODY, CENTRED, HEADER, Style, StyleTable
from kgdesk.returns.workbook_text import height, wrap
from kgdesk.returns.workbook_words import GROUPS

_TITLE = Style(size=14, align="center", bold=True)
_ABOUT = Style(size=11, align="center")
_HINT = Style(size=11, italic=True)
_SMALL = Style(size=8, align="left")
_GUIDE = Style(size=12, upright="top")
_TEXT_ROW, _MATTER_ROW, _LINE_ROW = 66.0, 60.0, 24.0
_MOST = "1000000000000000"
Columns = Sequence[tuple[str, str, float]]


def write_form(document: FormDocument) -> bytes:
    """Write the workbook."""
    styles = StyleTable()
    sheets = (
        _figures(document, styles), _narratives(document, styles), _escalations(document, styles),
        _guide(document, styles),
    )  # fmt: skip
    return write_workbook_package(sheets, styles, names={FORM_NAME: document.identity.line})


def _begin(document: FormDocument, styles: StyleTable, name: str, columns: Columns, title: str) -> Sheet:
    sheet = Sheet(name, [width for _, _, width in columns], styles)
    sheet.add_line(f"Mã biểu mẫu: {document.identity.line}", _SMALL)
    sheet.add_line(title.upper(), _TITLE)
    sheet.add_line(
        f"{document.unit_name_vi} ({document.identity.unit}); kỳ báo cáo: {document.period_label_vi}", _ABOUT
    )
    due = f", trước ngày {document.due_vi}" if document.due_vi else ""
    sheet.add_line(f"Ghi vào ô nền vàng, lưu tệp rồi gửi về {document.recipient_vi}{due}.", _HINT)
    cells = [text_cell(heading, HEADER) for _, heading, _ in columns]
    lines = max(len(wrap(heading, width_mm=width, size=HEADER.size, bold=True)) for _, heading, width in columns)
    row = sheet.add(cells, height(lines, HEADER.size) + 4)
    sheet.title_rows = (row, row)
    return sheet


def _figures(document: FormDocument, styles: StyleTable) -> Sheet:
    title = f"Biểu mẫu báo cáo số liệu {document.period_label_vi}"
    sheet = _begin(document, styles, FIGURES_SHEET, FIGURE_COLUMNS, title)
    rules = _FigureRules()
    group, count = None, 0
    for line in document.lines:
        if line.indicator.group is not group:
            group, count = line.indicator.group, count + 1
            add_group(sheet, roman(count), GROUPS[group])
        _add_line(sheet, line, rules)
    protect(sheet, rules.every)
    return sheet


def _number_rule(title: str, prompt: str) -> Rule:
    return Rule(title, prompt, number=True, low=f"-{_MOST}", high=_MOST)


class _FigureRules:
    """The rules of the sheet of figures, each for all its cells."""

    def __init__(self) -> None:
        self.value = _number_rule("Giá trị", "Ghi số của kỳ này theo đơn vị tính của dòng; không gõ đơn vị tính vào ô.")
        self.numerator = _number_rule("Tử số", "Ghi tử số như ghi dưới tên chỉ tiêu; tỷ lệ do chương trình tính.")
        self.denominator = _number_rule("Mẫu số", "Ghi mẫu số như ghi dưới tên chỉ tiêu; phải khác 0.")
        self.yes_no = Rule("Đạt hay chưa", "Chọn Đạt hoặc Chưa đạt.", choices=YES_NO_CHOICES)
        self.status = Rule(
            "Loại số liệu",
            "Chọn loại số liệu. Nếu không có số: chọn Chưa có số liệu hoặc Không áp dụng và ghi lý do ở cột Ghi chú.",
            choices=STATUS_CHOICES,
        )
        self.source = Rule("Nguồn số liệu", "Ghi cơ quan cung cấp hoặc văn bản có số liệu này.")
        self.note = Rule("Ghi chú", "Ghi lý do khi không có số, hoặc điều cần nói thêm về số liệu.")

    @property
    def every(self) -> tuple[Rule, ...]:
        """All rules, in the order of the columns."""
        return (self.numerator, self.denominator, self.value, self.yes_no, self.status, self.source, self.note)


_PLACE = {role: number for number, (role, _, _) in enumerate(FIGURE_COLUMNS)}


def _add_line(sheet: Sheet, line: FormLine, rules: _FigureRules) -> None:
    indicator = line.indicator
    pair = indicator.is_pair
    name = indicator.name_vi
    if pair:
        name += f"\nTử số: {indicator.numerator_vi}\nMẫu số: {indicator.denominator_vi}"
    number = entry(ENTRY_FIGURE)
    if indicator.entry is EntryForm.BOOLEAN:
        number = entry(ENTRY_CHOICE)
    cells = (
        text_cell(indicator.code, CENTRED),
        text_cell(indicator.ordinal, CENTRED),
        text_cell(name, BODY),
        text_cell(indicator.measure_vi, CENTRED),
        text_cell(line.target_vi, CENTRED),
        text_cell(line.annual_plan_vi, CENTRED),
        _last_year(line),
        entry(ENTRY_FIGURE) if pair else Cell(None, NOT_ASKED),
        entry(ENTRY_FIGURE) if pair else Cell(None, NOT_ASKED),
        Cell(None, NOT_ASKED) if pair else number,
        entry(ENTRY_CHOICE),
        entry(ENTRY_TEXT),
        entry(ENTRY_TEXT),
    )
    lines = max(
        len(wrap(cell.value, width_mm=width, size=11)) if isinstance(cell.value, str) else 1
        for cell, (_, _, width) in zip(cells, FIGURE_COLUMNS, strict=True)
    )
    row = sheet.add(cells, max(_LINE_ROW, height(lines, 11)))
    if pair:
        rules.numerator.add(row, _PLACE["numerator"])
        rules.denominator.add(row, _PLACE["denominator"])
    else:
        (rules.yes_no if indicator.entry is EntryForm.BOOLEAN else rules.value).add(row, _PLACE["value"])
    for role, rule in (("status", rules.status), ("source", rules.source), ("note", rules.note)):
        rule.add(row, _PLACE[role])


def _last_year(line: FormLine) -> Cell:
    if line.same_period is not None and line.indicator.measure_vi == YES_NO_MEASURE:
        return text_cell(YES_NO_CHOICES[0] if line.same_period == 1 else YES_NO_CHOICES[1], CENTRED)
    return figure_cell(line.same_period, line.indicator.places)


def _narratives(document: FormDocument, styles: StyleTable) -> Sheet:
    title = f"Thuyết minh tình hình thực hiện nhiệm vụ {document.period_label_vi}"
    sheet = _begin(document, styles, NARRATIVES_SHEET, NARRATIVE_COLUMNS, title)
    progress = Rule("Tiến độ", "Chọn tình trạng thực hiện nhiệm vụ.", choices=tuple(PROGRESS_CHOICES))
    percent = Rule(
        "Tỷ lệ hoàn thành", "Ghi số từ 0 đến 100, hoặc để trống.", number=True, whole=True, low="0", high="100"
    )
    group = ""
    for item in document.tasks:
        if item.group_vi != group:
            group = item.group_vi
            add_group(sheet, "", group)
        heading = f"{item.task.heading_vi} ({clause_words(item.task.clause)})"
        cells = (
            text_cell(item.task.code, CENTRED),
            text_cell(heading, BODY),
            *(entry(ENTRY_TEXT) for _ in range(3)),
            entry(ENTRY_CHOICE),
            entry(ENTRY_CHOICE),
        )
        lines = len(wrap(heading, width_mm=NARRATIVE_COLUMNS[1][2], size=11))
        row = sheet.add(cells, max(_TEXT_ROW, height(lines, 11)))
        progress.add(row, 5)
        percent.add(row, 6)
    protect(sheet, (progress, percent))
    return sheet


def _escalations(document: FormDocument, styles: StyleTable) -> Sheet:
    sheet = _begin(document, styles, ESCALATIONS_SHEET, ESCALATION_COLUMNS, "Kiến nghị các vấn đề vượt thẩm quyền")
    day = Rule("Ngày đề nghị trả lời", "Ghi ngày/tháng/năm, ví dụ 31/03/2025, hoặc để trống.")
    for number in range(1, ESCALATION_ROWS + 1):
        cells = (text_cell(str(number), CENTRED), *(entry(ENTRY_TEXT) for _ in range(4)), entry(ENTRY_CHOICE))
        day.add(sheet.add(cells, _MATTER_ROW), 5)
    protect(sheet, (day,))
    return sheet


def _guide(document: FormDocument, styles: StyleTable) -> Sheet:
    sheet = Sheet(GUIDE_SHEET, (252,), styles)
    sheet.add_line(f"Mã biểu mẫu: {document.identity.line}", _SMALL)
    sheet.add_line("HƯỚNG DẪN GHI BIỂU MẪU", _TITLE)
    sheet.add_line(document.plan_name_vi, _ABOUT)
    for text in GUIDE:
        sheet.add_line(text, _GUIDE)
    protect(sheet, ())
    return sheet
