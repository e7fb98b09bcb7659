"""Tables of plain strings: fast, with repeated headings, bands for groups and rows that may break over pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kgdesk.returns.pdf_fonts import BOLD, REGULAR, text_width
from kgdesk.returns.pdf_page import LEADING, Pages
from kgdesk.returns.pdf_text import wrap

CellAlign = Literal["left", "center", "right"]
_PAD_X, _PAD_Y, _RULE = 3.0, 2.5, 0.5
_LEAST_LINES = 3  # of a broken row that must stand on each side of the break


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `share` of the table's width relative to the others."""

    title: str
    share: float
    align: CellAlign = "left"


@dataclass(frozen=True, slots=True)
class Band:
    """A row that names a group, over all columns."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, one string per column, at least `least` lines high: room to write by hand."""

    cells: tuple[str, ...]
    strong: bool = False
    least: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """A row of one text over all columns, which belongs to the row above it."""

    text: str


class Table:
    """Draws rows at the current place of `pages`."""

    def __init__(self, pages: Pages, columns: Sequence[Column], *, size: float = 11, numbered: bool = False) -> None:
        """`numbered` sets the row (1), (2), ... under the titles."""
        self._pages = pages
        self._columns = tuple(columns)
        self._size = size
        self._leading = size * LEADING
        whole = sum(column.share for column in columns)
        self._widths = [pages.text_width * column.share / whole for column in columns]
        self._edges = [pages.left + sum(self._widths[:position]) for position in range(len(columns) + 1)]
        self._heading = [self._wrapped(tuple(column.title for column in columns), BOLD)]
        if numbered:
            self._heading.append([[f"({position})"] for position in range(1, len(columns) + 1)])

    def draw(self, rows: Iterable[Row | Band | Span]) -> None:
        """Set all rows; the heading is repeated on every page, and no page ends in a heading or a band."""
        every = list(rows)
        self._pages.need(self._heading_height() + max(self._beginning(every), 3 * self._leading))
        self._draw_heading()
        for position, row in enumerate(every):
            following = every[position + 1 :]
            match row:
                case Band():
                    self._draw_band(row.text, keep=self._beginning(following))
                case Span():
                    self._draw_span(row.text)
                case Row():
                    spans = following[:1] if following and isinstance(following[0], Span) else []
                    self._draw_row(row, keep=self._beginning(spans))

    def _wrapped(self, cells: Sequence[str], font: str) -> list[list[str]]:
        return [
            wrap(text, font=font, size=self._size, width=width - 2 * _PAD_X)
            for text, width in zip(cells, self._widths, strict=True)
        ]

    def _height(self, cells: Sequence[Sequence[str]]) -> float:
        return max(1, *(len(lines) for lines in cells)) * self._leading + 2 * _PAD_Y

    def _heading_height(self) -> float:
        return sum(self._height(cells) for cells in self._heading)

    def _draw_heading(self) -> None:
        for position, cells in enumerate(self._heading):
            font = BOLD if position == 0 else REGULAR
            self._set_cells(cells, font, ["center"] * len(cells), middle=True)

    def _beginning(self, following: Sequence[Row | Band | Span]) -> float:
        """Height that what follows needs on the page: of bands all, with the row under them; of a span a few lines."""
        height = 0.0
        for row in following:
            match row:
                case Band():
                    height += len(self._wrapped_over_all(row.text, BOLD)) * self._leading + 2 * _PAD_Y
                case Row():
                    needed = self._height(self._wrapped(row.cells, BOLD if row.strong else REGULAR))
                    height += max(needed, row.least * self._leading + 2 * _PAD_Y)
                    break
                case Span():
                    lines = len(self._wrapped_over_all(row.text, REGULAR))
                    height += min(lines, _LEAST_LINES) * self._leading + 2 * _PAD_Y
                    break
        return min(height, self._pages.full_room / 2)

    def _wrapped_over_all(self, text: str, font: str) -> list[str]:
        return wrap(text, font=font, size=self._size, width=self._edges[-1] - self._edges[0] - 2 * _PAD_X)

    def _turn_page(self) -> None:
        self._pages.next_page()
        self._draw_heading()

    def _draw_band(self, text: str, *, keep: float) -> None:
        lines = self._wrapped_over_all(text, BOLD)
        if self._pages.room < len(lines) * self._leading + 2 * _PAD_Y + keep:
            self._turn_page()
        self._set_over_all(lines, BOLD)

    def _draw_span(self, text: str) -> None:
        """Set the text in running lines; it goes on over the page's end with a few lines on each side."""
        lines = self._wrapped_over_all(text, REGULAR)
        while lines:
            count = int((self._pages.room - 2 * _PAD_Y) / self._leading)
            if count < len(lines):
                count = min(count, len(lines) - _LEAST_LINES)
            if count < min(len(lines), _LEAST_LINES):
                self._turn_page()
                continue
            self._set_over_all(lines[:count], REGULAR)
            lines = lines[count:]

    def _set_over_all(self, lines: Sequence[str], font: str) -> None:
        pages, height = self._pages, len(lines) * self._leading + 2 * _PAD_Y
        self._frame(height, (self._edges[0], self._edges[-1]))
        for position, line in enumerate(lines):
            pages.canvas.setFont(font, self._size)
            baseline = pages.y - _PAD_Y - (position + 1) * self._leading + self._size * 0.28
            pages.canvas.drawString(self._edges[0] + _PAD_X, baseline, line)
        pages.y -= height

    def _draw_row(self, row: Row, *, keep: float = 0.0) -> None:
        font = BOLD if row.strong else REGULAR
        cells = self._wrapped(row.cells, font)
        if row.least > 1:
            cells = [[*lines, *[""] * (row.least - len(lines))] for lines in cells]
        aligns: list[CellAlign] = [column.align for column in self._columns]
        empty_page = self._pages.full_room - self._heading_height()
        height = self._height(cells)
        if height + keep > self._pages.room and height + keep <= empty_page:
            self._turn_page()
        while self._height(cells) > self._pages.room:
            count = int((self._pages.room - 2 * _PAD_Y) / self._leading)
            if count >= _LEAST_LINES:
                self._set_cells([lines[:count] for lines in cells], font, aligns, middle=False)
                cells = [lines[count:] for lines in cells]
            self._turn_page()
        self._set_cells(cells, font, aligns, middle=False)

    def _set_cells(
        self, cells: Sequence[Sequence[str]], font: str, aligns: Sequence[CellAlign], *, middle: bool
    ) -> None:
        pages, height = self._pages, self._height(cells)
        self._frame(height, self._edges)
        text = pages.canvas.beginText()
        text.setFont(font, self._size)
        for position, lines in enumerate(cells):
            spare = height - 2 * _PAD_Y - len(lines) * self._leading
            top = pages.y - _PAD_Y - (spare / 2 if middle else 0.0)
            for number, line in enumerate(lines, start=1):
                text.setTextOrigin(
                    self._start(line, font, position, aligns[position]),
                    top - number * self._leading + self._size * 0.28,
                )
                text.textOut(line)
        pages.canvas.drawText(text)
        pages.y -= height

    def _start(self, line: str, font: str, position: int, align: CellAlign) -> float:
        left, right = self._edges[position] + _PAD_X, self._edges[position + 1] - _PAD_X
        if align == "left":
            return left
        extent = text_width(line, font, self._size)
        return right - extent if align == "right" else (left + right - extent) / 2

    def _frame(self, height: float, edges: Sequence[float]) -> None:
        canvas, top = self._pages.canvas, self._pages.y
        bottom = top - height
        canvas.setLineWidth(_RULE)
        path = canvas.beginPath()
        for level in (top, bottom):
            path.moveTo(edges[0], level)
            path.lineTo(edges[-1], level)
        for edge in edges:
            path.moveTo(edge, top)
            path.lineTo(edge, bottom)
        canvas.drawPath(path)
