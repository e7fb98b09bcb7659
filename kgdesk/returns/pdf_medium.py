"""A report or letter set on pages of a PDF."""

from collections.abc import Iterable, Sequence

from kgdesk.returns.chart import draw_charts
from kgdesk.returns.chart_path import ChartPath
from kgdesk.returns.pdf_closing import draw_closing
from kgdesk.returns.pdf_fonts import REGULAR
from kgdesk.returns.pdf_letterhead import Letterhead, draw_annex_heading, draw_letterhead, draw_title, issuer_column
from kgdesk.returns.pdf_page import LEADING, Pages
from kgdesk.returns.pdf_table import Band, Column, Row, Span, Table
from kgdesk.returns.pdf_text import wrap_evenly
from kgdesk.signing.boxes import SignatureBox

_SUBJECT_SIZE = 12


class PdfMedium(Pages):
    """Pages that know the parts of a document. `boxes` is where its signatures go, once it is closed."""

    def __init__(self, *, title: str, author: str) -> None:
        super().__init__(title=title, author=author)
        self.boxes: dict[str, SignatureBox] = {}

    def letterhead(self, head: Letterhead, *, subject: str = "") -> None:
        """Set the two columns; `V/v` of an official letter stands upright under the number."""
        draw_letterhead(self, head)
        if not subject:
            return
        center, width = issuer_column(self)
        for line in wrap_evenly(subject, font=REGULAR, size=_SUBJECT_SIZE, width=width):
            self.y -= _SUBJECT_SIZE * LEADING
            self.canvas.setFont(REGULAR, _SUBJECT_SIZE)
            self.canvas.drawCentredString(center, self.y + _SUBJECT_SIZE * 0.22, line)
        self.y -= 8

    def title(self, *, kind: str, subject: str) -> None:
        """Set type and subject, centred, over a line."""
        draw_title(self, kind=kind, subject=subject)

    def table(
        self, columns: Sequence[Column], rows: Iterable[Row | Band | Span], *, size: float = 11, numbered: bool = False
    ) -> None:
        """Set a table."""
        Table(self, columns, size=size, numbered=numbered).draw(rows)

    def charts(self, paths: Sequence[ChartPath]) -> None:
        """Set charts."""
        draw_charts(self, paths)

    def closing(self, text: str, *, post: str, name: str, recipients: tuple[str, ...]) -> None:
        """Set the end of the document and keep where it is signed."""
        self.boxes = draw_closing(self, text, post=post, name=name, recipients=recipients)

    def annex(self, *, label: str, title: str, attached_to: str) -> None:
        """Begin an annex."""
        self.section(landscape=True)
        self.outline(f"{label}. {title}")
        draw_annex_heading(self, label=label, title=title, attached_to=attached_to)
