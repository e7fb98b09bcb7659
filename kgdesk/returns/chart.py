"""Drawing charts as vectors: black and grey, told apart by dashes and marks, so that they survive a copier."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kgdesk.domain.numbers import write_number
from kgdesk.returns.chart_path import ChartPath, Points, ticks
from kgdesk.returns.pdf_fonts import BOLD, REGULAR, text_width
from kgdesk.returns.pdf_page import MM, Pages
from kgdesk.returns.pdf_text import wrap

HEIGHT, GAP = 58 * MM, 6 * MM
_SMALL = 8.5
_TITLE = 10
_ZERO_BASED = 3  # an axis begins at zero unless the values lie in less than a third of it
LEGEND = (
    "Nét liền, chấm đen: thực hiện; nét đứt: lộ trình theo mục tiêu nghị quyết; nét chấm, ô vuông: mức phải đạt ở các"
    " năm còn lại."
)


class _Plot:
    """One chart in a rectangle of the page, or of a picture: `canvas` has reportlab's verbs."""

    def __init__(self, canvas: Any, path: ChartPath, *, left: float, top: float, width: float) -> None:
        self._canvas, self._path = canvas, path
        self._titles = wrap(path.title, font=BOLD, size=_TITLE, width=width)[:2]
        self._left, self._top, self._width = left, top, width
        values = path.values
        low, high = min(values), max(values)
        self._marks = ticks(values, from_zero=low >= 0 and (high - low) * _ZERO_BASED > high)
        decimals = max(0, -min(int(mark.normalize().as_tuple().exponent) for mark in self._marks))
        self._labels = [write_number(mark, decimals) for mark in self._marks]
        self.x0 = left + max(text_width(label, REGULAR, _SMALL) for label in self._labels) + 5
        self.x1 = left + width - 14
        self.y0 = top - HEIGHT + 16
        self.y1 = top - 40

    def draw(self) -> None:
        self._draw_titles()
        self._draw_axes()
        canvas = self._canvas
        canvas.setStrokeGray(0.45)
        canvas.setLineWidth(1)
        canvas.setDash(5, 3)
        self._line(self._path.required)
        canvas.setStrokeGray(0.2)
        canvas.setDash(1, 2)
        self._line(self._path.needed)
        canvas.setStrokeGray(0)
        canvas.setDash()
        canvas.setLineWidth(1.5)
        self._line(self._path.actual)
        canvas.setLineWidth(0.8)
        self._mark_needed()
        self._mark_actual()

    def _draw_titles(self) -> None:
        self._canvas.setFillGray(0)
        self._canvas.setFont(BOLD, _TITLE)
        for position, line in enumerate(self._titles, start=1):
            self._canvas.drawString(self._left, self._top - position * 12, line)
        self._canvas.setFont(REGULAR, _SMALL)
        self._canvas.drawString(self._left, self._top - len(self._titles) * 12 - 10, f"({self._path.measure})")

    def _draw_axes(self) -> None:
        canvas = self._canvas
        canvas.setFont(REGULAR, _SMALL)
        canvas.setLineWidth(0.3)
        canvas.setDash()
        for mark, label in zip(self._marks, self._labels, strict=True):
            level = self._y(mark)
            canvas.setStrokeGray(0.8)
            canvas.line(self.x0, level, self.x1 + 8, level)
            canvas.drawRightString(self.x0 - 3, level - 3, label)
        for year in self._path.years:
            canvas.drawCentredString(self._x(year), self.y0 - 12, str(year))
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.6)
        canvas.line(self.x0, self.y0, self.x1 + 8, self.y0)

    def _x(self, year: int) -> float:
        first, last = self._path.years[0], self._path.years[-1]
        return self.x0 + 10 + (self.x1 - self.x0 - 10) * (year - first) / (last - first)

    def _y(self, value: Decimal) -> float:
        low, high = self._marks[0], self._marks[-1]
        return self.y0 + (self.y1 - self.y0) * float((value - low) / (high - low))

    def _line(self, points: Points) -> None:
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            return
        path = self._canvas.beginPath()
        path.moveTo(self._x(points[0][0]), self._y(points[0][1]))
        for year, value in points[1:]:
            path.lineTo(self._x(year), self._y(value))
        self._canvas.drawPath(path)

    def _mark_actual(self) -> None:
        for year, value in self._path.actual:
            x, y = self._x(year), self._y(value)
            self._canvas.circle(x, y, 2, stroke=0, fill=1)
            self._label(x, y, value)

    def _mark_needed(self) -> None:
        for year, value in self._path.needed[1:]:
            x, y = self._x(year), self._y(value)
            self._canvas.rect(x - 2, y - 2, 4, 4, stroke=1, fill=0)
            self._label(x, y, value)

    def _label(self, x: float, y: float, value: Decimal) -> None:
        """Write a value above its mark, on white, so that no line runs through it."""
        text = write_number(value, self._path.places)
        extent = text_width(text, REGULAR, _SMALL)
        self._canvas.setFillGray(1)
        self._canvas.rect(x - extent / 2 - 1, y + 3.5, extent + 2, _SMALL, stroke=0, fill=1)
        self._canvas.setFillGray(0)
        self._canvas.drawCentredString(x, y + 5, text)


def draw_chart(canvas: Any, path: ChartPath, *, left: float, top: float, width: float) -> None:
    """Set one chart, `HEIGHT` points high, under `top`; `canvas` is a reportlab canvas or has its verbs."""
    _Plot(canvas, path, left=left, top=top, width=width).draw()


def draw_charts(pages: Pages, paths: Sequence[ChartPath]) -> None:
    """Set charts two in a row, rows kept whole, and the legend once under them."""
    width = (pages.text_width - GAP) / 2
    for start in range(0, len(paths), 2):
        pages.space(6)
        pages.need(HEIGHT)
        for column, path in enumerate(paths[start : start + 2]):
            left = pages.left + column * (width + GAP)
            draw_chart(pages.canvas, path, left=left, top=pages.y, width=width)
        pages.y -= HEIGHT
    pages.note(LEGEND)
