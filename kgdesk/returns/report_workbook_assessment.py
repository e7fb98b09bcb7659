"""The general assessment in cells: counts by judgement and group that add up by themselves, and the names."""

from collections.abc import Sequence
from decimal import Decimal

from kgdesk.domain.indicator import IndicatorGroup
from kgdesk.domain.judgement import percent_of
from kgdesk.domain.provincial_report import ProvincialReport, ReportLine
from kgdesk.returns.pdf_words import JUDGEMENTS
from kgdesk.returns.report_assessment import ALWAYS, ORDER, named_lines
from kgdesk.returns.workbook_heading import HeaderGroup, Heading, add_header, add_heading
from kgdesk.returns.workbook_sheet import Cell, Sheet, column_letter, figure_cell, text_cell, with_formula
from kgdesk.returns.workbook_styles import BODY, CENTRED, GROUP, GROUP_NUMBER, StyleTable
from kgdesk.returns.workbook_words import GROUPS

ASSESSMENT = "Đánh giá chung"
_FIRST = 2  # column of the first group
_SHARE_PLACES = 1


def assessment_sheet(report: ProvincialReport, heading: Heading, styles: StyleTable) -> Sheet:
    """Set the sheet; totals and shares are formulas over the counts."""
    sheet = Sheet(ASSESSMENT, (12, 40, 24, 24, 24, 20, 20, 88), styles)
    title = f"Đánh giá chung kết quả thực hiện các chỉ tiêu {report.period_label_vi}"
    add_heading(sheet, heading, label="Phụ lục II", title=title)
    groups = tuple(GROUPS[group].capitalize() for group in IndicatorGroup)
    add_header(
        sheet,
        (
            HeaderGroup("STT"),
            HeaderGroup("Đánh giá"),
            HeaderGroup("Số chỉ tiêu theo nhóm", (*groups, "Cộng")),
            HeaderGroup("Tỷ lệ (%)"),
            HeaderGroup("Chỉ tiêu"),
        ),
    )
    _add_rows(sheet, report.due_lines)
    if report.not_due_vi:
        sheet.add_line(f"Ngoài ra có {report.not_due_vi}", BODY)
    return sheet


def _add_rows(sheet: Sheet, lines: tuple[ReportLine, ...]) -> None:
    """Append the judgements and the total. A row's names may go on in further rows, so the total's is not known yet."""
    shown = [item for item in ORDER if item in ALWAYS or any(line.judgement is item for line in lines)]
    top, whole = sheet.row_count + 1, Decimal(len(lines))
    for number, judgement in enumerate(shown, 1):
        judged = [line for line in lines if line.judgement is judgement]
        row, counts = sheet.row_count + 1, _counts(judged)
        share = figure_cell(percent_of(Decimal(len(judged)), whole), _SHARE_PLACES)
        both = f"{column_letter(_FIRST + len(counts))}{row}/{len(lines)}*100"
        sheet.add_fitted(
            [
                text_cell(str(number), CENTRED),
                text_cell(JUDGEMENTS[judgement], BODY),
                *counts,
                _across(row, counts),
                with_formula(share, both),
                text_cell("; ".join(named_lines(judged)), BODY),
            ]
        )
    _add_total(sheet, lines, top)


def _counts(lines: Sequence[ReportLine]) -> list[Cell]:
    return [figure_cell(Decimal(sum(line.group is group for line in lines)), 0) for group in IndicatorGroup]


def _across(row: int, counts: list[Cell]) -> Cell:
    whole = sum((cell.value for cell in counts if isinstance(cell.value, Decimal)), Decimal(0))
    first, last = column_letter(_FIRST), column_letter(_FIRST + len(counts) - 1)
    return with_formula(figure_cell(whole, 0), f"SUM({first}{row}:{last}{row})")


def _add_total(sheet: Sheet, lines: tuple[ReportLine, ...], top: int) -> None:
    row = sheet.row_count + 1
    counts = []
    for position, cell in enumerate((*_counts(lines), figure_cell(Decimal(len(lines)), 0)), _FIRST):
        letter = column_letter(position)
        counts.append(with_formula(cell, f"SUM({letter}{top}:{letter}{row - 1})"))
    sheet.add_fitted(
        [text_cell("", GROUP_NUMBER), text_cell("Cộng", GROUP), *counts, figure_cell(None, 0), text_cell("", BODY)]
    )
