"""A chart as a picture for Word, which cannot take a page's vectors: the same drawing, in dots.

`_PictureCanvas` answers to the few verbs of a reportlab canvas that `chart` uses. It is drawn larger and made
smaller, so that lines are smooth; equal charts give equal bytes on one computer.
"""

import io
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from kgdesk.returns.chart import HEIGHT, draw_chart
from kgdesk.returns.chart_path import ChartPath
from kgdesk.returns.pdf_fonts import NAMES, composed, font_files

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_DPI, _FINER = 300, 3
_POINT = 72

Place = tuple[float, float]


def chart_png(path: ChartPath, *, width: float) -> bytes:
    """Draw a chart `width` points wide and `chart.HEIGHT` high; raises Fault `pdf.no_font`."""
    canvas = _PictureCanvas(width, HEIGHT)
    draw_chart(canvas, path, left=0, top=HEIGHT, width=width)
    return canvas.png()


class _Path:
    """A line through places."""

    def __init__(self) -> None:
        self.places: list[Place] = []

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802 - reportlab's name
        self.places = [(x, y)]

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802 - reportlab's name
        self.places.append((x, y))


class _PictureCanvas:
    """Draws in grey on white; measures are points from the lower left corner, as on a page."""

    def __init__(self, width: float, height: float) -> None:
        from PIL import Image, ImageDraw

        self._scale = _DPI * _FINER / _POINT
        self._height = height
        self._size = (round(width * _DPI / _POINT), round(height * _DPI / _POINT))
        self._image = Image.new("L", (self._size[0] * _FINER, self._size[1] * _FINER), 255)
        self._draw = ImageDraw.Draw(self._image)
        self._fonts: dict[tuple[str, float], FreeTypeFont] = {}
        self._font: tuple[str, float] = (NAMES[0], 10)
        self._stroke, self._fill, self._line_width = 0, 0, 1.0
        self._dash: tuple[float, ...] = ()

    def png(self) -> bytes:
        """Write the picture."""
        from PIL import Image

        target = io.BytesIO()
        small = self._image.resize(self._size, Image.Resampling.LANCZOS)
        small.save(target, "PNG", optimize=True, dpi=(_DPI, _DPI))
        return target.getvalue()

    def setStrokeGray(self, level: float) -> None:  # noqa: N802 - reportlab's names, here and below
        self._stroke = round(level * 255)

    def setFillGray(self, level: float) -> None:  # noqa: N802
        self._fill = round(level * 255)

    def setLineWidth(self, width: float) -> None:  # noqa: N802
        self._line_width = width

    def setDash(self, *lengths: float) -> None:  # noqa: N802
        self._dash = lengths

    def setFont(self, name: str, size: float) -> None:  # noqa: N802
        self._font = (name, size)

    def beginPath(self) -> _Path:  # noqa: N802
        return _Path()

    def drawPath(self, path: _Path) -> None:  # noqa: N802
        stretches = _dashed(path.places, self._dash) if self._dash else [path.places]
        for stretch in stretches:
            self._line(list(stretch))

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._line([(x0, y0), (x1, y1)])

    def circle(self, x: float, y: float, radius: float, *, stroke: int, fill: int) -> None:
        del stroke
        box = (*self._dot((x - radius, y + radius)), *self._dot((x + radius, y - radius)))
        self._draw.ellipse(box, fill=self._fill if fill else None)

    def rect(self, x: float, y: float, width: float, height: float, *, stroke: int, fill: int) -> None:
        box = (*self._dot((x, y + height)), *self._dot((x + width, y)))
        self._draw.rectangle(
            box,
            fill=self._fill if fill else None,
            outline=self._stroke if stroke else None,
            width=self._dots(self._line_width),
        )

    def drawString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        self._text(x, y, text, "ls")

    def drawRightString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        self._text(x, y, text, "rs")

    def drawCentredString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        self._text(x, y, text, "ms")

    def _text(self, x: float, y: float, text: str, anchor: str) -> None:
        self._draw.text(self._dot((x, y)), composed(text), fill=self._fill, font=self._face(), anchor=anchor)

    def _face(self) -> "FreeTypeFont":
        from PIL import ImageFont

        if self._font not in self._fonts:
            name, size = self._font
            file = font_files()[NAMES.index(name)]
            self._fonts[self._font] = ImageFont.truetype(
                str(file), size * self._scale, layout_engine=ImageFont.Layout.BASIC
            )
        return self._fonts[self._font]

    def _line(self, places: list[Place]) -> None:
        self._draw.line(
            [self._dot(place) for place in places],
            fill=self._stroke,
            width=self._dots(self._line_width),
            joint="curve",
        )

    def _dot(self, place: Place) -> Place:
        return place[0] * self._scale, (self._height - place[1]) * self._scale

    def _dots(self, points: float) -> int:
        return max(1, round(points * self._scale))


def _dashed(places: list[Place], dash: tuple[float, ...]) -> Iterator[tuple[Place, Place]]:
    """Cut a line into its dashes; the pattern runs on through the corners."""
    position, left = 0, dash[0]
    for (x0, y0), (x1, y1) in pairwise(places):
        length, done = hypot(x1 - x0, y1 - y0), 0.0
        while done < length:
            step = min(left, length - done)
            if position % 2 == 0:
                start, end = done / length, (done + step) / length
                yield (
                    (x0 + (x1 - x0) * start, y0 + (y1 - y0) * start),
                    (x0 + (x1 - x0) * end, y0 + (y1 - y0) * end),
                )
            done += step
            left -= step
            if left <= 0:
                position += 1
                left = dash[position % len(dash)]
