"""Pieces of WordprocessingML, written by hand: python-docx sets one cell at a time, too slowly for long tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape

from kgdesk.domain.written_text import clean_text
from kgdesk.returns.pdf_fonts import BOLD, BOLD_ITALIC, ITALIC, composed
from kgdesk.returns.pdf_page import Align
from kgdesk.returns.pdf_text import Run

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TWIPS = 20  # to a point
_ALIGNS = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def twips(points: float) -> int:
    """Points in the measure of Word, a twentieth of a point."""
    return round(points * TWIPS)


def run_xml(run: Run, size: float) -> str:
    """Write a stretch of text; line ends become breaks."""
    bold = "<w:b/>" if run.font in {BOLD, BOLD_ITALIC} else ""
    italic = "<w:i/>" if run.font in {ITALIC, BOLD_ITALIC} else ""
    half = round(size * 2)
    lines = clean_text(run.text).split("\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(composed(line))}</w:t>' for line in lines)
    return f'<w:r><w:rPr>{bold}{italic}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>{text}</w:r>'


def paragraph_xml(
    runs: Iterable[Run],
    *,
    size: float,
    align: Align = "left",
    indent: float = 0.0,
    before: float = 0.0,
    after: float = 0.0,
    keep_next: bool = False,
    borders: str = "",
    sides: tuple[float, float] = (0.0, 0.0),
    exactly: float = 0.0,
) -> str:
    """Write a paragraph. `sides` are its margins, `exactly` the height of its lines; measures are points."""
    line = f' w:line="{twips(exactly)}" w:lineRule="exact"' if exactly else ""
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep_next else ''}"
        f"{f'<w:pBdr>{borders}</w:pBdr>' if borders else ''}"
        f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"{line}/>'
        f'<w:ind w:left="{twips(sides[0])}" w:right="{twips(sides[1])}" w:firstLine="{twips(indent)}"/>'
        f'<w:jc w:val="{_ALIGNS[align]}"/></w:pPr>{"".join(run_xml(run, size) for run in runs)}</w:p>'
    )


def rule_xml(*, width: float, length: float, drop: float = 2.0) -> str:
    """Write a thin solid line of that length, centred in `width` points: the upper border of a flat paragraph."""
    margin = max((width - length) / 2, 0.0)
    return paragraph_xml(
        (),
        size=2,
        before=drop,
        borders='<w:top w:val="single" w:sz="4" w:space="1" w:color="000000"/>',
        sides=(margin, margin),
        exactly=4,
    )


def cell_xml(paragraphs: str, *, width: float, span: int = 1, middle: bool = False) -> str:
    """Write a cell `width` points wide over `span` columns."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    upright = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spanned}{upright}</w:tcPr>{paragraphs}</w:tc>'


def row_xml(cells: str, *, heading: bool = False, whole: bool = False, height: float = 0.0) -> str:
    """Write a row; `heading` rows stand on every page, a `whole` one is not split by a page."""
    properties = (
        ("<w:cantSplit/>" if whole else "")
        + (f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if heading else "")
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def table_parts(rows: Iterable[str], widths: Sequence[float], *, framed: bool, padding: float = 3.0) -> Iterator[str]:
    """Write a table of fixed column widths in points; without a frame it only places what stands in it."""
    kind = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if framed else 'w:val="nil"'
    borders = "".join(f"<w:{side} {kind}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    margins = "".join(f'<w:{side} w:w="{twips(padding)}" w:type="dxa"/>' for side in ("left", "right"))
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
    yield from rows
    yield "</w:tbl>"


def table_xml(rows: Iterable[str], widths: Sequence[float], *, padding: float = 3.0) -> str:
    """Write a small table that only places what stands in it."""
    return "".join(table_parts(rows, widths, framed=False, padding=padding))


def parsed(xml: str) -> "BaseOxmlElement":
    """Make an element of python-docx of it."""
    from docx.oxml import parse_xml

    return cast("BaseOxmlElement", parse_xml(f'<w:body xmlns:w="{W}">{xml}</w:body>')[0])
