"""What reports and letters are set on: pages of a PDF, or a Word document. One text, so that both say the same."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from kgdesk.returns.chart_path import ChartPath
from kgdesk.returns.pdf_fonts import REGULAR
from kgdesk.returns.pdf_letterhead import Letterhead
from kgdesk.returns.pdf_page import BODY, Style
from kgdesk.returns.pdf_table import Band, Column, Row, Span
from kgdesk.returns.pdf_text import Run


class Medium(Protocol):
    """Sets an administrative document from its beginning to its end (Decree 30/2020/ND-CP, Annex I)."""

    def letterhead(self, head: Letterhead, *, subject: str = "") -> None:
        """Set who issues, number, country, place and date; of an official letter also `V/v` under the number."""

    def title(self, *, kind: str, subject: str) -> None:
        """Set the type of the document and its subject."""

    def paragraph(self, runs: Sequence[Run] | str, style: Style = BODY, *, font: str = REGULAR) -> None:
        """Set one paragraph."""

    def note(self, text: str) -> None:
        """Set a remark under a table or a chart."""

    def outline(self, text: str, level: int = 0) -> None:
        """Make the place reachable from the reader's list of contents."""

    def space(self, height: float) -> None:
        """Leave a gap of so many points."""

    def table(
        self, columns: Sequence[Column], rows: Iterable[Row | Band | Span], *, size: float = 11, numbered: bool = False
    ) -> None:
        """Set a table whose heading is repeated on every page."""

    def charts(self, paths: Sequence[ChartPath]) -> None:
        """Set charts two in a row with their legend."""

    def closing(self, text: str, *, post: str, name: str, recipients: tuple[str, ...]) -> None:
        """Set the last paragraph, who receives copies and who signs; they stay on one page."""

    def annex(self, *, label: str, title: str, attached_to: str) -> None:
        """Begin an annex: a landscape section numbered on its own, with its heading."""

    def small_print(self, lines: Sequence[str]) -> None:
        """Set what identifies the document at its end."""
