"""The annex of a return: all figures on landscape pages, in the columns of the workbook."""

from collections.abc import Iterator

from kgdesk.domain.return_document import ReturnDocument, ReturnLine
from kgdesk.returns.pdf_issue import IssueLine, date_text, number_text
from kgdesk.returns.pdf_letterhead import draw_annex_heading
from kgdesk.returns.pdf_page import Pages
from kgdesk.returns.pdf_table import Band, Column, Row, Table
from kgdesk.returns.pdf_words import GROUPS, JUDGEMENTS, figure_text, note_text, observed_text, percent_text, roman

_COLUMNS = (
    Column("STT", 11, "center"),
    Column("Chỉ tiêu", 50),
    Column("Đơn vị tính", 18, "center"),
    Column("Mục tiêu 5 năm", 19, "center"),
    Column("Kế hoạch năm", 18, "center"),
    Column("Thực hiện kỳ trước", 20, "right"),
    Column("Thực hiện cùng kỳ", 20, "right"),
    Column("Thực hiện kỳ này", 21, "right"),
    Column("% so kế hoạch", 15, "right"),
    Column("% so cùng kỳ", 15, "right"),
    Column("Đánh giá", 18, "center"),
    Column("Ghi chú", 50),
)


def draw_annex(
    pages: Pages, document: ReturnDocument, *, issuer: str, open_lines: bool = False
) -> tuple[IssueLine, ...]:
    """Begin the annex on a landscape page of its own and set all lines; returns those that wait for the number."""
    pages.section(landscape=True)
    pages.outline("Phụ lục")
    number, day = ("{number}", "{day}") if open_lines else (number_text(document.issue), date_text(document.issue.day))
    lines = draw_annex_heading(
        pages,
        label="Phụ lục",
        title=f"Tình hình thực hiện các chỉ tiêu kinh tế - xã hội {document.period_label_vi}",
        attached_to=f"Kèm theo Báo cáo số {number} {day} của {issuer}",
        open_issue=document.issue if open_lines else None,
    )
    Table(pages, _COLUMNS, size=11, numbered=True).draw(_rows(document.lines))
    return lines


def _rows(lines: tuple[ReturnLine, ...]) -> Iterator[Row | Band]:
    group, count = None, 0
    for line in lines:
        if line.group is not group:
            group, count = line.group, count + 1
            yield Band(f"{roman(count)}. {GROUPS[group].upper()}")
        yield Row(_cells(line))


def _cells(line: ReturnLine) -> tuple[str, ...]:
    return (
        line.ordinal,
        line.name_vi,
        line.measure_vi,
        line.target_vi,
        line.annual_plan_vi,
        figure_text(line.previous, line.measure_vi, line.places),
        figure_text(line.same_period, line.measure_vi, line.places),
        observed_text(line.observation, line.value, line.measure_vi, line.places),
        percent_text(line.percent_of_plan),
        percent_text(line.percent_of_same_period),
        JUDGEMENTS[line.judgement],
        note_text(line.observation),
    )
