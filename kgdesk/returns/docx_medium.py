"""A report or letter set as a Word document, in the layout the pages of a PDF have (Decree 30/2020/ND-CP)."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kgdesk.returns.chart import GAP, HEIGHT, LEGEND
from kgdesk.returns.chart_path import ChartPath
from kgdesk.returns.docx_letterhead import closing_xml, letterhead_xml, subject_xml, title_xml
from kgdesk.returns.docx_package import new_document, packed
from kgdesk.returns.docx_table import framed_table
from kgdesk.returns.docx_xml import cell_xml, paragraph_xml, parsed, row_xml, table_xml
from kgdesk.returns.packed_text import PackedText
from kgdesk.returns.pdf_fonts import BOLD, ITALIC, REGULAR, register_fonts
from kgdesk.returns.pdf_letterhead import Letterhead
from kgdesk.returns.pdf_page import (
    BODY,
    BODY_SIZE,
    BOTTOM,
    LEFT,
    LONG_SIDE,
    NOTE,
    PAGE_NUMBER_SIZE,
    PARAGRAPH_GAP,
    RIGHT,
    SHORT_SIDE,
    SMALL,
    TOP,
    Style,
)
from kgdesk.returns.pdf_table import Band, Column, Row, Span
from kgdesk.returns.pdf_text import Run

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section


class DocxMedium:
    """Writes the document from its beginning to its end; `finish` gives its bytes."""

    def __init__(self, *, title: str, author: str, at: datetime) -> None:
        from docx.oxml.ns import qn

        register_fonts()
        self._document = new_document(title=title, author=author, at=at, size=BODY_SIZE)
        self._body = self._document.element.body  # holds only the properties of the last section
        self._content = PackedText()
        self._last = ""  # what was added last
        self._pictures = 0
        self._tag = qn
        self._gap = 0.0
        self._landscape = False
        self._lay_out(self._document.sections[0])
        self._number_pages(self._document.sections[0])

    def _lay_out(self, section: "Section") -> None:
        """Set size and margins; pages are numbered from 1, the first number is not shown (Annex I, part II)."""
        from docx.enum.section import WD_ORIENT
        from docx.oxml import OxmlElement
        from docx.shared import Pt

        sides = (LONG_SIDE, SHORT_SIDE) if self._landscape else (SHORT_SIDE, LONG_SIDE)
        section.orientation = WD_ORIENT.LANDSCAPE if self._landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Pt(side) for side in sides)
        section.left_margin, section.right_margin = Pt(LEFT), Pt(RIGHT)
        section.top_margin, section.bottom_margin = Pt(TOP), Pt(BOTTOM)
        section.header_distance = section.footer_distance = Pt(TOP / 2 - PAGE_NUMBER_SIZE / 2)
        section.different_first_page_header_footer = True
        properties = section._sectPr  # noqa: SLF001 - python-docx has no word for where numbering starts
        for old in properties.findall(self._tag("w:pgNumType")):
            properties.remove(old)
        start = OxmlElement("w:pgNumType")
        start.set(self._tag("w:start"), "1")
        next(properties.iterchildren(self._tag("w:pgMar"))).addnext(start)

    def _number_pages(self, section: "Section") -> None:
        number = paragraph_xml((Run("@"),), size=PAGE_NUMBER_SIZE, align="center")
        field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
        run = number[number.index("<w:r>") : number.index("</w:p>")]
        field = field.replace("<w:r><w:t>2</w:t></w:r>", run.replace("@", "2"))
        paragraph = section.header.paragraphs[0]._p  # noqa: SLF001 - replaced whole
        paragraph.getparent().replace(paragraph, parsed(number.replace(run, field)))

    @property
    def text_width(self) -> float:
        """Width between the margins, in points."""
        return (LONG_SIDE if self._landscape else SHORT_SIDE) - LEFT - RIGHT

    def _add(self, xml: str) -> None:
        """Append an element, or a piece of one."""
        self._content.add(self._last)
        self._last = xml

    def _spaced(self) -> float:
        gap, self._gap = self._gap, 0.0
        return gap

    def _fill_gap(self) -> None:
        """Set the gap that is owed above something which has none of its own."""
        gap = self._spaced()
        if gap:
            self._add(paragraph_xml((), size=2, exactly=gap, keep_next=True))

    def space(self, height: float) -> None:
        """Leave a gap above what follows."""
        self._gap = max(self._gap, height)

    def letterhead(self, head: Letterhead, *, subject: str = "") -> None:
        """Set the two columns."""
        self._add(letterhead_xml(head, width=self.text_width, subject=subject))
        self._gap = 8 if subject else 0

    def title(self, *, kind: str, subject: str) -> None:
        """Set type and subject, centred, over a line."""
        for piece in title_xml(kind, subject, width=self.text_width):
            self._add(piece)
        self._gap = 8

    def paragraph(self, runs: Sequence[Run] | str, style: Style = BODY, *, font: str = REGULAR) -> None:
        """Set one paragraph; a heading stays with what follows."""
        parts = [Run(runs, font)] if isinstance(runs, str) else list(runs)
        if not any(run.text.strip() for run in parts):
            return
        self._add(
            paragraph_xml(
                parts,
                size=style.size,
                align=style.align,
                indent=style.indent,
                before=max(style.gap, self._spaced()),
                keep_next=style.keep > 0,
            )
        )

    def note(self, text: str) -> None:
        """Set a remark, small and italic."""
        self.paragraph((Run(text, ITALIC),), Style(size=NOTE, indent=0, gap=4))

    def outline(self, text: str, level: int = 0) -> None:
        """Make the paragraph set last an entry of the navigation pane."""
        del text  # the paragraph itself is the entry
        self._last = self._last.replace("</w:pPr>", f'<w:outlineLvl w:val="{level}"/></w:pPr>', 1)

    def table(
        self, columns: Sequence[Column], rows: Iterable[Row | Band | Span], *, size: float = 11, numbered: bool = False
    ) -> None:
        """Set a table."""
        self._fill_gap()
        for piece in framed_table(columns, rows, width=self.text_width, size=size, numbered=numbered):
            self._add(piece)

    def charts(self, paths: Sequence[ChartPath]) -> None:
        """Set charts as pictures, two in a row of a table without lines, with their legend."""
        from lxml.etree import tostring

        width = self.text_width / 2
        for start in range(0, len(paths), 2):
            self.space(PARAGRAPH_GAP)
            self._fill_gap()
            empty = paragraph_xml((), size=2, keep_next=True)
            cells = cell_xml(empty, width=width) * 2
            table = parsed(table_xml((row_xml(cells, whole=True),), (width, width), padding=0))
            for place, path in zip(table.iter(self._tag("w:p")), paths[start : start + 2], strict=False):
                place.append(self._picture(path, width=width - GAP / 2))
            self._add(tostring(table, encoding="unicode"))
        self.note(LEGEND)

    def _picture(self, path: ChartPath, *, width: float) -> "BaseOxmlElement":
        """Make the run that shows a chart; blind readers hear what it is of."""
        from docx.shared import Pt

        from kgdesk.returns.chart_picture import chart_png

        paragraph = self._document.add_paragraph()
        run = paragraph.add_run()
        picture = run.add_picture(io.BytesIO(chart_png(path, width=width)), Pt(width), Pt(HEIGHT))
        self._pictures += 1
        shown = picture._inline.docPr  # noqa: SLF001 - python-docx has no word
        shown.set("id", str(self._pictures))  # counted here: pictures set before are out of its sight
        shown.set("name", f"Picture {self._pictures}")
        shown.set("descr", f"Biểu đồ: {path.title} ({path.measure})")
        self._body.remove(paragraph._p)  # noqa: SLF001 - only the run is wanted
        return run._r  # noqa: SLF001 - as above

    def closing(self, text: str, *, post: str, name: str, recipients: tuple[str, ...]) -> None:
        """Set the end of the document; the last paragraph stays with who signs."""
        self.paragraph(text, Style(keep=1))
        self._add(paragraph_xml((), size=2, exactly=2 * PARAGRAPH_GAP, keep_next=True))
        self._add(closing_xml(post=post, name=name, recipients=recipients, width=self.text_width))

    def annex(self, *, label: str, title: str, attached_to: str) -> None:
        """Begin an annex on a new page across."""
        from docx.enum.section import WD_SECTION
        from lxml.etree import tostring

        self._landscape = True
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        ending = self._body[0]  # the paragraph with the properties of the section before
        self._body.remove(ending)
        self._add(tostring(ending, encoding="unicode"))
        self._lay_out(section)
        for text, font in ((label, BOLD), (title.upper(), BOLD), (f"({attached_to})", ITALIC)):
            self._add(subject_xml(text, font=font, size=BODY_SIZE, width=self.text_width))
            if text == label:
                self.outline(label)
        self._gap = 8

    def small_print(self, lines: Sequence[str]) -> None:
        """Set what identifies the document, under a short line."""
        self._fill_gap()
        border = '<w:top w:val="single" w:sz="4" w:space="2" w:color="000000"/>'
        for position, line in enumerate(lines):
            gap = 12 if position == 0 else 0
            borders = border if position == 0 else ""
            self._add(paragraph_xml((Run(line),), size=SMALL, before=gap, borders=borders))

    def finish(self) -> bytes:
        """Give the document's bytes."""
        if self._last.endswith("</w:tbl>"):  # Word wants a paragraph after the last table
            self._add(paragraph_xml((), size=2, exactly=2))
        self._content.add(self._last)
        return packed(self._document, self._content)
