"""Pages of an administrative document (Decree 30/2020/ND-CP, Annex I): margins, numbering, flowing text.

Measures are points, from the lower left corner of the page, unless a name says millimetres.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from kgdesk.returns.pdf_fonts import BOLD, ITALIC, REGULAR, composed, register_fonts, text_width
from kgdesk.returns.pdf_text import Line, Run, wrap, wrap_evenly, wrap_runs

MM = 72 / 25.4
SHORT_SIDE, LONG_SIDE = 210 * MM, 297 * MM
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 20 * MM, 30 * MM, 15 * MM
PAGE_NUMBER_SIZE = 13
BODY_SIZE = 14
SMALL, NOTE = 9, 11
FIRST_LINE = 12.7 * MM
PARAGRAPH_GAP = 6.0
LEADING = 1.2  # single spacing of Times New Roman is 1.15

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set. `gap` stands above it."""

    size: float = BODY_SIZE
    align: Align = "justify"
    indent: float = FIRST_LINE
    gap: float = PARAGRAPH_GAP
    keep: float = 0.0  # points that must follow on the same page (headings)


BODY = Style()
# What must follow a heading on its page: of a part, of a task, of what stands under a task.
PART, HEADING, LABEL = (Style(align="left", keep=keep) for keep in (120, 80, 40))
CENTRED = Style(align="center", indent=0)


class TakesParagraphs(Protocol):
    """Whatever running text can be set on."""

    def paragraph(self, runs: Sequence[Run] | str, style: Style = BODY, *, font: str = REGULAR) -> None:
        """Set one paragraph."""


class Pages:
    """A document being set from the top down. `y` is the lower edge of what is already set."""

    def __init__(self, *, title: str, author: str, landscape: bool = False) -> None:
        from reportlab.pdfgen.canvas import Canvas

        register_fonts()
        self._buffer = io.BytesIO()
        self.canvas = Canvas(
            self._buffer,
            pagesize=(SHORT_SIDE, LONG_SIDE),
            initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say number; Helvetica must not enter
            invariant=1,
            pageCompression=0,  # whoever saves the file compresses, without the detour over ASCII
        )
        self.canvas.setTitle(composed(title))
        self.canvas.setAuthor(composed(author))
        self.canvas.setCreator("KGDesk")
        self.canvas.setSubject("")
        self.index = 0
        self._started = False
        self._set_section(landscape=landscape)

    def _set_section(self, *, landscape: bool) -> None:
        self.width, self.height = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
        self.number = 1
        self.canvas.setPageSize((self.width, self.height))
        self.y = self.height - TOP

    @property
    def left(self) -> float:
        """Left edge of the text."""
        return LEFT

    @property
    def right(self) -> float:
        """Right edge of the text."""
        return self.width - RIGHT

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """Height that is left above the bottom margin."""
        return self.y - BOTTOM

    @property
    def full_room(self) -> float:
        """Height of an empty page between the margins."""
        return self.height - TOP - BOTTOM

    def next_page(self) -> None:
        """Go on at the top of a new page of the same section; its number stands in the top margin."""
        self.canvas.showPage()
        self.index += 1
        self.number += 1
        self.y = self.height - TOP
        self.canvas.setFont(REGULAR, PAGE_NUMBER_SIZE)
        self.canvas.drawCentredString(self.width / 2, self.height - TOP / 2 - PAGE_NUMBER_SIZE / 3, str(self.number))

    def section(self, *, landscape: bool) -> None:
        """Begin an annex: a new page, numbered from 1 again, its first number not shown."""
        self.canvas.showPage()
        self.index += 1
        self._set_section(landscape=landscape)

    def need(self, height: float) -> None:
        """Go to a new page unless `height` points are left on this one."""
        if self.room < height and self.y < self.height - TOP:
            self.next_page()

    def space(self, height: float) -> None:
        """Leave a gap; at the top of a page there is none."""
        if self.y < self.height - TOP:
            self.y -= height

    def outline(self, text: str, level: int = 0) -> None:
        """Make this place reachable from the reader's list of contents."""
        key = f"p{self.index}-{self.y:.1f}"
        self.canvas.bookmarkHorizontal(key, 0, self.y)
        self.canvas.addOutlineEntry(composed(text), key, level=level, closed=False)

    def paragraph(self, runs: Sequence[Run] | str, style: Style = BODY, *, font: str = REGULAR) -> None:
        """Set one paragraph; long ones flow over pages."""
        parts = [Run(runs, font)] if isinstance(runs, str) else list(runs)
        lines = wrap_runs(parts, size=style.size, width=self.text_width, indent=style.indent)
        if not lines:
            return
        leading = style.size * LEADING
        self.space(style.gap)
        self.need(min(len(lines), 2) * leading + style.keep)
        for position, line in enumerate(lines):
            self.need(leading)
            self.y -= leading
            indent = style.indent if position == 0 else 0.0
            last = position + 1 == len(lines)
            self._draw(line, style, indent=indent, stretch=style.align == "justify" and not last)

    def _draw(self, line: Line, style: Style, *, indent: float, stretch: bool) -> None:
        left, spare = self.left + indent, self.text_width - indent - line.width
        if style.align == "center":
            left += spare / 2
        elif style.align == "right":
            left += spare
        text = self.canvas.beginText(left, self.y + style.size * 0.22)
        if stretch and line.gaps:
            text.setWordSpace(spare / line.gaps)
        for run in line.runs:
            text.setFont(run.font, style.size)
            text.textOut(run.text)
        if stretch and line.gaps:
            text.setWordSpace(0)
        self.canvas.drawText(text)

    def centred_lines(self, text: str, *, font: str, size: float, center: float, width: float) -> float:
        """Set a heading in even lines around `center`; returns the width of the widest."""
        widest = 0.0
        for line in wrap_evenly(text, font=font, size=size, width=width):
            self.y -= size * LEADING
            self.canvas.setFont(font, size)
            self.canvas.drawCentredString(center, self.y + size * 0.22, line)
            widest = max(widest, text_width(line, font, size))
        return widest

    def rule(self, *, center: float, length: float, drop: float = 2.0) -> None:
        """Draw a thin solid line under what was set."""
        self.y -= drop
        self.canvas.setLineWidth(0.6)
        self.canvas.line(center - length / 2, self.y, center + length / 2, self.y)

    def note(self, text: str) -> None:
        """Set a remark under a table or a chart, small and italic."""
        self.paragraph((italic(text),), Style(size=NOTE, indent=0, gap=4))

    def small_print(self, lines: Sequence[str]) -> None:
        """Set notes at the foot of the page, under a short rule."""
        wrapped = [part for line in lines for part in wrap(line, font=REGULAR, size=SMALL, width=self.text_width)]
        height = len(wrapped) * SMALL * LEADING + 4
        self.need(height + 6)
        self.y = BOTTOM + height
        self.canvas.setLineWidth(0.4)
        self.canvas.line(self.left, self.y, self.left + 50 * MM, self.y)
        self.canvas.setFont(REGULAR, SMALL)
        for position, line in enumerate(wrapped, start=1):
            self.canvas.drawString(self.left, self.y - position * SMALL * LEADING, line)
        self.y = BOTTOM

    def finish(self) -> bytes:
        """Close the document; returns the PDF."""
        self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()


def bold(text: str) -> Run:
    """Make a stretch in bold."""
    return Run(text, BOLD)


def italic(text: str) -> Run:
    """Make a stretch in italic."""
    return Run(text, ITALIC)
