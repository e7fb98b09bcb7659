"""A chart of one indicator through the years, drawn by one function on the screen, into SVG and into PDF.

What is what is told by form first, by colour second: the line with dots is what was reached, dashes
lead to the target, squares are what the years left must bring, diamonds the yearly plans.
"""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen, QPolygonF

from kgdesk.desk.appearance import tones
from kgdesk.desk.words import figure_text
from kgdesk.operations.cell_series import ChartPath, Points, ticks

translate = QCoreApplication.translate
_ZERO_BASED = 3  # an axis begins at zero unless the values lie in less than a third of it
_MARK = 3.0  # half of a mark, in the painter's units
_GAP = 4.0
_HEIGHT = 176
_THIN, _THICK = 1.0, 1.8


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a chart."""

    text: QColor
    grid: QColor
    actual: QColor
    required: QColor
    needed: QColor
    planned: QColor
    paper: QColor


def ink_of(palette: QPalette) -> Ink:
    """Give the colours that go with the window, light or dark."""
    tone = tones()
    return Ink(
        text=palette.color(QPalette.ColorRole.Text),
        grid=tone.line,
        actual=tone.accent,
        required=tone.quiet,
        needed=tone.warn,
        planned=tone.good,
        paper=palette.color(QPalette.ColorRole.Base),
    )


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: the way of the figures, and the yearly plans beside it; the title stands on exported pictures."""

    path: ChartPath
    planned: Points = ()
    lang: str = "vi"
    title: str = ""

    @property
    def shown_plans(self) -> Points:
        """The plans of the years on the axis."""
        return tuple(point for point in self.planned if point[0] in self.path.years)

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """What kinds of marks there are, each with its word."""
        words = (
            ("actual", translate("Chart", "thực hiện"), bool(self.path.actual)),
            ("required", translate("Chart", "lộ trình đến mục tiêu"), bool(self.path.required)),
            ("needed", translate("Chart", "phải đạt ở năm còn lại"), bool(self.path.needed)),
            ("planned", translate("Chart", "kế hoạch năm"), bool(self.shown_plans)),
        )
        return tuple((kind, word) for kind, word, there in words if there)


def paint_chart(painter: QPainter, area: QRectF, drawing: Drawing, ink: Ink) -> None:
    """Draw a chart into an area of any paint device; the painter's font gives the size of all texts."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _Plot(painter, area, drawing, ink).draw()
    painter.restore()


class _Plot:
    """One chart while it is drawn."""

    def __init__(self, painter: QPainter, area: QRectF, drawing: Drawing, ink: Ink) -> None:
        self._painter, self._drawing, self._ink = painter, drawing, ink
        self._path = drawing.path
        self._metrics = QFontMetricsF(painter.font(), painter.device())
        self._line = self._metrics.height()
        values = (*self._path.values, *(value for _, value in drawing.shown_plans))
        low, high = min(values), max(values)
        self._marks = ticks(values, from_zero=low >= 0 and (high - low) * _ZERO_BASED > high)
        decimals = max(0, -min(_exponent(mark) for mark in self._marks))
        self._labels = [figure_text(mark, decimals, drawing.lang) for mark in self._marks]
        self._rows = _legend_rows(drawing.legend, self._metrics, area.width())
        left = max(self._width(label) for label in self._labels) + _GAP
        half_year = self._width("2025") / 2
        self._plot = QRectF(area)
        self._plot.adjust(left + half_year, self._line, -half_year, -self._line * (1.4 + len(self._rows)))
        self._area = area

    def draw(self) -> None:
        self._draw_axes()
        self._polyline(self._path.required, self._pen("required", _THIN, Qt.PenStyle.DashLine))
        self._polyline(self._path.needed, self._pen("needed", _THIN, Qt.PenStyle.DotLine))
        self._polyline(self._path.actual, self._pen("actual", _THICK, Qt.PenStyle.SolidLine))
        for point in self._drawing.shown_plans:
            self._mark("planned", self._at(point))
        for point in self._path.needed[1:]:
            self._mark("needed", self._at(point))
        for point in self._path.actual:
            self._mark("actual", self._at(point))
        self._label_values()
        self._draw_legend()

    def _draw_axes(self) -> None:
        painter, plot = self._painter, self._plot
        first, last = self._at((self._path.years[0], self._marks[0])).x(), plot.right()
        for mark, label in zip(self._marks, self._labels, strict=True):
            y = self._y(mark)
            painter.setPen(QPen(self._ink.grid, _THIN))
            painter.drawLine(QPointF(min(first, plot.left()) - _GAP, y), QPointF(last + _GAP, y))
            painter.setPen(self._ink.text)
            box = QRectF(self._area.left(), y - self._line / 2, plot.left() - self._area.left() - _GAP * 2, self._line)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), label)
        step = self._year_step()
        for year in self._path.years:
            if (self._path.years[-1] - year) % step == 0:
                centre = self._at((year, self._marks[0])).x()
                box = QRectF(centre - 40, plot.bottom() + _GAP / 2, 80, self._line)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(year))

    def _year_step(self) -> int:
        """Leave years out where they would run into each other."""
        room = self._plot.width() / max(len(self._path.years) - 1, 1)
        step = 1
        while room * step < self._width("2025") + _GAP and step < len(self._path.years):
            step += 1
        return step

    def _pen(self, kind: str, width: float, style: Qt.PenStyle) -> QPen:
        pen = QPen(getattr(self._ink, kind), width)
        pen.setStyle(style)
        return pen

    def _polyline(self, points: Points, pen: QPen) -> None:
        if len(points) > 1:
            self._painter.setPen(pen)
            self._painter.drawPolyline(QPolygonF([self._at(point) for point in points]))

    def _mark(self, kind: str, at: QPointF) -> None:
        _draw_mark(self._painter, kind, at, self._ink)

    def _label_values(self) -> None:
        """Write the last figure, and what the last year must bring: the rest stands in the table."""
        for kind, points in (("actual", self._path.actual[-1:]), ("needed", self._path.needed[-1:])):
            for point in points:
                text = figure_text(point[1], self._path.places, self._drawing.lang)
                self._write_at(self._at(point), text, getattr(self._ink, kind))

    def _write_at(self, at: QPointF, text: str, colour: QColor) -> None:
        width = self._width(text)
        left = min(max(at.x() - width / 2, self._plot.left()), self._area.right() - width)
        box = QRectF(left, at.y() - _MARK - _GAP / 2 - self._line, width, self._line)
        self._painter.fillRect(box, self._ink.paper)
        self._painter.setPen(colour)
        self._painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _draw_legend(self) -> None:
        y = self._area.bottom() - self._line * len(self._rows) + self._line / 2
        for row in self._rows:
            x = self._area.left()
            for kind, word in row:
                end = x + _legend_width(word, self._metrics)
                if kind in {"required", "actual", "needed"}:
                    style = {"required": Qt.PenStyle.DashLine, "needed": Qt.PenStyle.DotLine}.get(kind)
                    self._painter.setPen(self._pen(kind, _THIN, style or Qt.PenStyle.SolidLine))
                    self._painter.drawLine(QPointF(x, y), QPointF(x + 16, y))
                self._mark(kind, QPointF(x + 8, y))
                self._painter.setPen(self._ink.text)
                box = QRectF(x + 20, y - self._line / 2, end - x - 20, self._line)
                self._painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), word)
                x = end
            y += self._line

    def _at(self, point: tuple[int, Decimal]) -> QPointF:
        first, last = self._path.years[0], self._path.years[-1]
        share = (point[0] - first) / (last - first) if last > first else 0.5
        return QPointF(self._plot.left() + self._plot.width() * share, self._y(point[1]))

    def _y(self, value: Decimal) -> float:
        low, high = self._marks[0], self._marks[-1]
        return self._plot.bottom() - self._plot.height() * float((value - low) / (high - low))

    def _width(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text)


def _draw_mark(painter: QPainter, kind: str, at: QPointF, ink: Ink) -> None:
    """Dot, square or diamond; the way to the target has none."""
    colour: QColor = getattr(ink, kind)
    painter.setPen(QPen(colour, _THIN))
    painter.setBrush(colour if kind == "actual" else ink.paper)
    x, y = at.x(), at.y()
    match kind:
        case "actual":
            painter.drawEllipse(at, _MARK, _MARK)
        case "needed":
            painter.drawRect(QRectF(x - _MARK, y - _MARK, 2 * _MARK, 2 * _MARK))
        case "planned":
            far = _MARK * 1.4
            corners = (QPointF(x, y - far), QPointF(x + far, y), QPointF(x, y + far), QPointF(x - far, y))
            painter.drawPolygon(QPolygonF(list(corners)))
        case _:
            pass
    painter.setBrush(Qt.BrushStyle.NoBrush)


_Legend = tuple[tuple[str, str], ...]


def _legend_width(word: str, metrics: QFontMetricsF) -> float:
    return 20 + metrics.horizontalAdvance(word) + 3 * _GAP


def _legend_rows(legend: _Legend, metrics: QFontMetricsF, width: float) -> tuple[_Legend, ...]:
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for item in legend:
        wide = _legend_width(item[1], metrics)
        if rows[-1] and used + wide > width:
            rows.append([])
            used = 0.0
        rows[-1].append(item)
        used += wide
    return tuple(tuple(row) for row in rows)


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
