"""Lines with number and date that stay open until the records clerk fills them, after the head has signed.

A line is set whole, dots and all, as the look of a form field; filled, it prints exactly as if the number
had been known from the beginning.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import Issue
from kgdesk.returns.pdf_fonts import composed, register_fonts
from kgdesk.returns.pdf_page import LEADING, Pages
from kgdesk.returns.pdf_text import wrap_evenly
from kgdesk.signing.boxes import SignatureBox
from kgdesk.signing.pdf_text_fields import TextField

NUMBER_FIELD, DAY_FIELD, ANNEX_FIELD = "KGDesk-Number", "KGDesk-Day", "KGDesk-Annex"
TITLES = {
    NUMBER_FIELD: "Số, ký hiệu của văn bản",
    DAY_FIELD: "Địa danh, thời gian ban hành văn bản",
    ANNEX_FIELD: "Số, ngày của văn bản trên phụ lục",
}
OPEN_NUMBER, OPEN_DAY = "......", "ngày ... tháng ... năm ..."
# The widest that a number and a date can be: room is left for them.
_WIDEST_NUMBER, _WIDEST_DAY = 9999, date(2030, 12, 30)
_NUMBER = re.compile(r"Số: (?P<number>\.{6}|[0-9]{2,7})/(?P<symbol>[^\s/][^\n]{0,60})")
_DAY = re.compile(r"ngày (?P<day>[0-9]{2}) tháng (?P<month>[0-9]{1,2}) năm (?P<year>[0-9]{4})")


def number_text(issue: Issue) -> str:
    """`05/BC-UBND`; dots stand for a number that is not given yet. Numbers below 10 get a zero."""
    number = OPEN_NUMBER if issue.number is None else f"{issue.number:02d}"
    return f"{number}/{issue.symbol}"


def date_text(day: date) -> str:
    """`ngày 05 tháng 01 năm 2025`: days below 10 and the months 1 and 2 get a zero."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the rule's own figure
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


@dataclass(frozen=True, slots=True)
class FilledIssue:
    """What the fields of a document say; None for what is still open."""

    number: int | None
    symbol: str
    day: date | None


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One line: `template` has `{number}` (with symbol) and `{day}`; `box` is its place, `font` and `size` its look."""

    name: str
    template: str
    box: SignatureBox
    font: str
    size: float

    def text(self, issue: FilledIssue) -> str:
        """Write the line; dots stand for what is open."""
        day = OPEN_DAY if issue.day is None else date_text(issue.day)
        text = self.template.replace("{number}", _numbered(issue.number, issue.symbol)).replace("{day}", day)
        return composed(text)

    def field(self, issue: FilledIssue) -> TextField:
        """Make the form field; raises Fault `pdf.line_too_long`, `pdf.no_font`."""
        text = self.text(issue)
        return TextField(self.name, TITLES[self.name], self.box, text, _set(self, text))


def _numbered(number: int | None, symbol: str) -> str:
    return number_text(Issue(number, symbol, "", _WIDEST_DAY))


def reserve(
    pages: Pages, name: str, template: str, issue: Issue, *, font: str, size: float, center: float, width: float
) -> IssueLine:
    """Leave room for a line that is filled later, as much as the widest number and date take."""
    whole = SignatureBox(pages.index, center - width / 2, 0, center + width / 2, pages.y)
    widest = IssueLine(name, template, whole, font, size).text(FilledIssue(_WIDEST_NUMBER, issue.symbol, _WIDEST_DAY))
    lines = max(1, len(wrap_evenly(widest, font=font, size=size, width=width)))
    pages.y -= lines * size * LEADING
    return IssueLine(name, template, replace(whole, bottom=pages.y), font, size)


def fields_of(lines: Iterable[IssueLine], issue: FilledIssue) -> tuple[TextField, ...]:
    """Make the form fields of all lines."""
    return tuple(line.field(issue) for line in lines)


def _set(line: IssueLine, text: str) -> bytes:
    """Set a line on a page of the box's size, as `Pages.centred_lines` sets it; nothing is drawn behind it."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    width, height = line.box.right - line.box.left, line.box.top - line.box.bottom
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(width, height),
        initialFontName=line.font,  # type: ignore[arg-type]  # the stubs say number
        invariant=1,
        pageCompression=0,
    )
    y = height
    parts = wrap_evenly(text, font=line.font, size=line.size, width=width)
    if len(parts) * line.size * LEADING > height + 1:
        raise Fault("pdf.line_too_long", text=text)
    canvas.setFillGray(0)
    for part in parts:
        y -= line.size * LEADING
        canvas.setFont(line.font, line.size)
        canvas.drawCentredString(width / 2, y + line.size * 0.22, part)
    canvas.showPage()
    canvas.save()
    return _smaller(target.getvalue())


def _smaller(page: bytes) -> bytes:
    """Compress what reportlab left plain, as in the document itself."""
    from pikepdf import Pdf

    target = io.BytesIO()
    with Pdf.open(io.BytesIO(page)) as pdf:
        pdf.save(target, deterministic_id=True, compress_streams=True)
    return target.getvalue()


def issue_of(values: dict[str, str]) -> FilledIssue | None:
    """Read number, symbol and day from the fields' values; None where there are no such fields.

    Raises ValueError for what `IssueLine.text` would not have written.
    """
    if NUMBER_FIELD not in values or DAY_FIELD not in values:
        return None
    number = _NUMBER.fullmatch(values[NUMBER_FIELD])
    if number is None:
        raise ValueError("not a number and symbol")
    digits = number["number"]
    day = None
    if not values[DAY_FIELD].endswith(OPEN_DAY):
        found = _DAY.search(values[DAY_FIELD])
        if found is None:
            raise ValueError("not a date")
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    return FilledIssue(None if digits == OPEN_NUMBER else int(digits), number["symbol"], day)
