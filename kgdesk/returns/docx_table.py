"""Tables of the report in Word: framed, of fixed columns, headings repeated on every page."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from kgdesk.returns.docx_xml import cell_xml, paragraph_xml, row_xml, table_parts
from kgdesk.returns.pdf_fonts import BOLD, REGULAR
from kgdesk.returns.pdf_page import LEADING, Align
from kgdesk.returns.pdf_table import Band, Column, Row, Span
from kgdesk.returns.pdf_text import Run

_PAD = 2.0
_WHOLE = 400  # letters in a row's longest cell up to which a page does not split it


def framed_table(
    columns: Sequence[Column], rows: Iterable[Row | Band | Span], *, width: float, size: float, numbered: bool
) -> Iterator[str]:
    """Write the table, row by row; `width` is that of the text, in points, shared out by the columns' shares."""
    share = width / sum(column.share for column in columns)
    widths = [column.share * share for column in columns]
    return table_parts(_rows(columns, rows, widths, size, numbered=numbered), widths, framed=True)


def _rows(
    columns: Sequence[Column],
    rows: Iterable[Row | Band | Span],
    widths: Sequence[float],
    size: float,
    *,
    numbered: bool,
) -> Iterator[str]:
    centred: list[Align] = ["center"] * len(columns)
    titles = [column.title for column in columns]
    yield _row(titles, widths, size, aligns=centred, font=BOLD, heading=True)
    if numbered:
        numbers = [f"({number})" for number in range(1, len(columns) + 1)]
        yield _row(numbers, widths, size, aligns=centred, heading=True)
    aligns: list[Align] = [column.align for column in columns]
    for row, following in pairwise(chain(rows, (None,))):
        keep = isinstance(row, Band) or isinstance(following, Span)
        match row:
            case Band() | Span():
                font = BOLD if isinstance(row, Band) else REGULAR
                text = paragraph_xml((Run(row.text, font),), size=size, before=_PAD, after=_PAD, keep_next=keep)
                yield row_xml(cell_xml(text, width=sum(widths), span=len(widths)), whole=isinstance(row, Band))
            case Row():
                font = BOLD if row.strong else REGULAR
                height = row.least * size * LEADING if row.least > 1 else 0.0
                yield _row(row.cells, widths, size, aligns=aligns, font=font, keep=keep, height=height)


def _row(
    texts: Sequence[str],
    widths: Sequence[float],
    size: float,
    *,
    aligns: Sequence[Align],
    font: str = REGULAR,
    heading: bool = False,
    keep: bool = False,
    height: float = 0.0,
) -> str:
    cells = "".join(
        cell_xml(
            paragraph_xml((Run(text, font),), size=size, align=align, before=_PAD, after=_PAD, keep_next=keep),
            width=width,
            middle=heading,
        )
        for text, width, align in zip(texts, widths, aligns, strict=True)
    )
    whole = heading or max(map(len, texts)) <= _WHOLE
    return row_xml(cells, heading=heading, whole=whole, height=height)
