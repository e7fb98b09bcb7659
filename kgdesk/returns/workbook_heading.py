"""What stands above the table of an annex, and the header rows of the table.

Decree 30/2020/ND-CP, Annex I: an annex has its own label, title in capitals and the line naming the
document it belongs to, and no national emblem. An annex in a file of its own shows the number, symbol
and time of signing at the top right of its first page, in 10 point letters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.return_document import Issue
from kgdesk.messages import VIETNAM
from kgdesk.returns.pdf_issue import date_text, number_text
from kgdesk.returns.workbook_sheet import Cell, Sheet, text_cell
from kgdesk.returns.workbook_styles import COLUMN_NUMBER, HEADER, Style
from kgdesk.returns.workbook_text import height, wrap

_SUPERIOR = Style(size=12, align="center")
_ISSUER = Style(size=12, align="center", bold=True)
_STAMP = Style(size=10, align="right", upright="top")
_LABEL = Style(size=14, align="center", bold=True)
_TITLE = Style(size=13, align="center", bold=True)
_ATTACHED = Style(size=13, align="center", italic=True)
_ABOUT = Style(size=12, align="center")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the annexes of one document share. `about_vi` are the lines under the title."""

    superior_vi: str
    issuer_vi: str
    issuer_name_vi: str
    issue: Issue
    sealed_at: datetime
    about_vi: tuple[str, ...]


def add_heading(sheet: Sheet, heading: Heading, *, label: str, title: str) -> None:
    """Set letterhead, label, title and the lines under them; a third of the width is the letterhead's."""
    left = _columns_within(sheet, share=0.42)
    stamp = f"{number_text(heading.issue)}; {heading.sealed_at.astimezone(VIETNAM).isoformat(timespec='seconds')}"
    if heading.issue.number is None:  # not numbered, not signed
        stamp = ""
    _add_pair(sheet, left, text_cell(heading.superior_vi.upper(), _SUPERIOR), text_cell(stamp, _STAMP))
    _add_pair(sheet, left, text_cell(heading.issuer_vi.upper(), _ISSUER), Cell(None, _STAMP))
    sheet.add_line(label, _LABEL)
    sheet.add_line(title.upper(), _TITLE)
    number, day = number_text(heading.issue), date_text(heading.issue.day)
    sheet.add_line(f"(Kèm theo Báo cáo số {number} {day} của {heading.issuer_name_vi})", _ATTACHED)
    for line in heading.about_vi:
        sheet.add_line(line, _ABOUT)
    sheet.add([], 8)


def _columns_within(sheet: Sheet, *, share: float) -> int:
    """Position of the last column that begins within that share of the width."""
    limit, used = sum(sheet.columns_mm) * share, 0.0
    for position, width in enumerate(sheet.columns_mm):
        used += width
        if used >= limit:
            return min(position, len(sheet.columns_mm) - 2)
    return len(sheet.columns_mm) - 2


def _add_pair(sheet: Sheet, left: int, first: Cell, second: Cell) -> None:
    last = len(sheet.columns_mm) - 1
    lines = wrap(str(first.value or ""), width_mm=sum(sheet.columns_mm[: left + 1]), size=12, bold=first.style.bold)
    row = [first, *(Cell(None, first.style) for _ in range(left))]
    row += [second, *(Cell(None, second.style) for _ in range(last - left - 1))]
    number = sheet.add(row, height(len(lines), 12))
    sheet.merge(number, 0, number, left)
    sheet.merge(number, left + 1, number, last)


@dataclass(frozen=True, slots=True)
class HeaderGroup:
    """A heading over one or several columns; one without `under` is as high as both rows."""

    text: str
    under: tuple[str, ...] = ()


def add_header(sheet: Sheet, groups: Sequence[HeaderGroup]) -> None:
    """Set the header rows (repeated on every page) and the row of column numbers."""
    upper: list[Cell | None] = []
    lower: list[Cell | None] = []
    top = sheet.row_count + 1
    two_rows = any(group.under for group in groups)
    for group in groups:
        position = len(upper)
        span = max(len(group.under), 1)
        upper += [text_cell(group.text, HEADER), *(Cell(None, HEADER) for _ in range(span - 1))]
        lower += [text_cell(text, HEADER) for text in group.under] or [Cell(None, HEADER)]
        if group.under:
            sheet.merge(top, position, top, position + span - 1)
        elif two_rows:
            sheet.merge(top, position, top + 1, position)
    sheet.add(upper, height(1 if two_rows else _most_lines(sheet, upper), HEADER.size) + 2)
    if two_rows:
        sheet.add(lower, height(max(_most_lines(sheet, lower), 2), HEADER.size) + 2)
    numbers = [Cell(f"({number})", COLUMN_NUMBER) for number in range(1, len(upper) + 1)]
    sheet.title_rows = (top, sheet.add(numbers, height(1, COLUMN_NUMBER.size)))


def _most_lines(sheet: Sheet, cells: Sequence[Cell | None]) -> int:
    return max(
        len(wrap(str(cell.value or ""), width_mm=width, size=HEADER.size, bold=True)) if cell else 1
        for cell, width in zip(cells, sheet.columns_mm, strict=True)
    )
