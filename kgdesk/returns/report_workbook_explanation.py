"""Every total explains itself: its rule in words, what went in from whom, who is missing, whose figure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kgdesk.domain.indicator import TotalSource, UnitRule, running_name
from kgdesk.domain.numbers import write_number
from kgdesk.domain.observation import ValueState
from kgdesk.domain.provincial_report import ProvincialReport, ReportLine
from kgdesk.domain.roll_up import RollUp, UnitFigure
from kgdesk.returns.canonical import short_digest
from kgdesk.returns.pdf_words import figure_text
from kgdesk.returns.workbook_heading import HeaderGroup, Heading, add_header, add_heading
from kgdesk.returns.workbook_sheet import Cell, Sheet, figure_cell, text_cell, with_formula
from kgdesk.returns.workbook_sheets import add_group, part_cell
from kgdesk.returns.workbook_styles import BODY, CENTRED, GROUP, StyleTable
from kgdesk.returns.workbook_words import STATES, STATUSES

EXPLANATION = "Giải trình số liệu"
RULES = {
    UnitRule.SINGLE_SOURCE: "lấy số liệu của cơ quan chủ trì, không cộng các đơn vị",
    UnitRule.SUM: "cộng số liệu của các đơn vị",
    UnitRule.RATIO_OF_SUMS: "tổng tử số chia tổng mẫu số của các đơn vị, không lấy trung bình các tỷ lệ",
    UnitRule.SUM_THEN_GROWTH: "cộng giá trị năm nay và năm trước của các đơn vị rồi mới tính tốc độ tăng",
    UnitRule.LAST: "lấy số liệu mới nhất",
    UnitRule.COUNT_TRUE: "đếm số đơn vị đã đạt",
    UnitRule.NAMED_UNIT: "lấy số liệu của đơn vị được giao chỉ tiêu",
}
SOURCES = {TotalSource.LEAD: "số liệu của cơ quan chủ trì", TotalSource.UNITS: "số liệu tổng hợp từ các đơn vị"}
_OF_PAIRS = frozenset({UnitRule.RATIO_OF_SUMS, UnitRule.SUM_THEN_GROWTH})
_NEAR = Decimal("1e-12")
_REMARK = replace(BODY, italic=True)


def explanation_sheet(report: ProvincialReport, heading: Heading, styles: StyleTable) -> Sheet:
    """Set the sheet: one block per indicator."""
    sheet = Sheet(EXPLANATION, (10, 41, 27, 27, 23, 17, 14, 37, 30, 26), styles)
    add_heading(sheet, heading, label="Phụ lục III", title="Giải trình cách tính và nguồn của từng số liệu")
    names = (
        "STT",
        "Đơn vị",
        "Tử số",
        "Mẫu số",
        "Giá trị",
        "Loại số liệu",
        "Lần báo cáo",
        "Mã đối chiếu",
        "Nguồn số liệu",
        "Ghi chú",
    )
    add_header(sheet, tuple(map(HeaderGroup, names)))
    for line in report.lines:
        _add_block(sheet, line, report.unit_names, report.absent_names)
    if report.discrepancies_vi:
        add_group(sheet, "*", "SỐ LIỆU CHƯA THỐNG NHẤT")
        for sentence in report.discrepancies_vi:
            sheet.add_line(sentence, BODY)
    return sheet


def _add_block(sheet: Sheet, line: ReportLine, names: dict[str, str], absent: dict[str, str]) -> None:
    shown = figure_text(line.value, line.measure_vi, line.places) or _without(line)
    add_group(sheet, line.ordinal, f"{running_name(line.name_vi, line.measure_vi)} ({line.measure_vi}): {shown}")
    for sentence in _sentences(line, names, absent):
        sheet.add_line(sentence, _REMARK)
        sheet.keep_with_next()
    inputs = () if line.roll_up.inputs == (line.roll_up.lead,) else line.roll_up.inputs  # it stands as CT
    top = sheet.row_count + 1
    for number, figure in enumerate(inputs, 1):
        sheet.add_fitted(_input_row(str(number), figure, names))
    if inputs:
        _add_total(sheet, line, top)
    if line.roll_up.lead is not None:
        sheet.add_fitted(_input_row("CT", line.roll_up.lead, names))


def _without(line: ReportLine) -> str:
    return "chưa có số liệu" if line.is_due else "không thuộc kỳ này"


def _add_total(sheet: Sheet, line: ReportLine, top: int) -> None:
    """Let the units' total be added up from their cells, where adding is the rule and gives what was computed."""
    total, row = line.roll_up, sheet.row_count + 1
    figures = [item.observation for item in total.inputs if item.observation.state is ValueState.FIGURE]
    rate = total.rule in _OF_PAIRS
    value = figure_cell(total.units_value, line.places) if rate else part_cell(total.units_value)
    if not isinstance(value.value, Decimal):
        return
    parts = [
        (_summed([item.numerator for item in figures]), "C"),
        (_summed([item.denominator for item in figures]), "D"),
    ]
    cells = [with_formula(part_cell(part), f"SUM({name}{top}:{name}{row - 1})") for part, name in parts]
    numerator, denominator = (cell.value for cell in cells)
    if total.rule is UnitRule.SUM and _summed([item.value for item in figures]) == total.units_value:
        formula = f"SUM(E{top}:E{row - 1})"
    elif rate and isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        growth = total.rule is UnitRule.SUM_THEN_GROWTH
        formula = f"(C{row}/D{row}-1)*{line.factor}" if growth else f"C{row}/D{row}*{line.factor}"
        again = numerator / denominator - growth
        if abs(again * line.factor - value.value) > _NEAR * max(abs(value.value), Decimal(1)):
            return
    else:
        return
    empty = [text_cell("", BODY) for _ in range(5)]
    row_cells = [text_cell("", CENTRED), text_cell("Cộng các đơn vị", GROUP), *cells, with_formula(value, formula)]
    sheet.add_fitted([*row_cells, *empty])


def _summed(parts: Sequence[Decimal | None]) -> Decimal | None:
    """Add what is there for every unit; None where one of them has none."""
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(parts) else None


def _input_row(number: str, figure: UnitFigure, names: dict[str, str]) -> tuple[Cell, ...]:
    """Set one unit's figure as it was reported; `CT` marks the lead agency (chủ trì)."""
    observation = figure.observation
    observed = observation.state is ValueState.FIGURE
    return (
        text_cell(number, CENTRED),
        text_cell(names.get(figure.unit, figure.unit), BODY),
        part_cell(observation.numerator),
        part_cell(observation.denominator),
        part_cell(observation.value) if observed else text_cell(STATES[observation.state], CENTRED),
        text_cell(STATUSES[observation.status] if observed else "", CENTRED),
        text_cell(str(figure.revision), CENTRED),
        text_cell(short_digest(figure.digest), CENTRED),
        text_cell(observation.source, BODY),
        text_cell(observation.note, BODY),
    )


def _sentences(line: ReportLine, names: dict[str, str], absent: dict[str, str]) -> Iterator[str]:
    roll_up = line.roll_up
    if not line.is_due:
        yield "Chỉ tiêu không thuộc kỳ báo cáo này; chưa có đơn vị nào báo số liệu."
        return
    yield f"Cách tính: {RULES[roll_up.rule]}. {_pair_sentence(roll_up)}".rstrip()
    if roll_up.source is not None:
        whole = "đầy đủ" if roll_up.complete else "chưa đầy đủ"
        yield f"Số liệu đưa vào báo cáo: {SOURCES[roll_up.source]} ({whole})."
    if roll_up.difference is not None:
        units, lead, gap = (
            figure_text(value, line.measure_vi, line.places)
            for value in (roll_up.units_value, roll_up.lead_value, abs(roll_up.difference))
        )
        word = "cao hơn" if roll_up.difference > 0 else "thấp hơn"
        if not roll_up.difference:
            yield f"Số tổng hợp từ các đơn vị ({units}) bằng số của cơ quan chủ trì."
        else:
            yield f"Số tổng hợp từ các đơn vị ({units}) {word} số của cơ quan chủ trì ({lead}): {gap}."
    lists = (
        ("Chưa có báo cáo", roll_up.missing, absent),
        ("Báo cáo chưa có số liệu", roll_up.not_available, names),
        ("Không áp dụng", roll_up.not_applicable, names),
    )
    for label, units_named, named in lists:
        if units_named:
            yield f"{label} ({len(units_named)}): {', '.join(named.get(unit, unit) for unit in units_named)}."
    if roll_up.estimates:
        yield f"Số ước: của {len(roll_up.estimates)} đơn vị, ghi ở cột “Loại số liệu”."


def _pair_sentence(roll_up: RollUp) -> str:
    if roll_up.numerator is None or roll_up.denominator is None:
        return ""
    return f"Tổng tử số {write_number(roll_up.numerator)}; tổng mẫu số {write_number(roll_up.denominator)}."
