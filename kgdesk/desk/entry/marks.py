"""How the states of a cell are drawn: by shape and place first, by colour second."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygon

from kgdesk.desk.appearance import tones
from kgdesk.desk.entry.cell_texts import MARGIN

CORNER = 8  # pixels
_INDENT = 5
GLYPH_LEFT = _INDENT - MARGIN  # what a sign keeps free at its left besides the margin of every text


def draw_corner(painter: QPainter, rect: QRect, mark: str) -> None:
    """Draw at the top right: full for what stops, with a bar for a warning, a ring for a hint, a dot for a note."""
    tone = tones()
    colour = {"refused": tone.bad, "block": tone.bad, "warn": tone.warn}.get(mark, tone.accent)
    corner = rect.topRight() + QPoint(1, 0)
    triangle = QPolygon([corner + QPoint(-CORNER, 0), corner, corner + QPoint(0, CORNER)])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark in {"refused", "block"}:
        _fill(painter, colour)
        painter.drawPolygon(triangle)
    elif mark == "warn":
        painter.setPen(QPen(colour, 1.6))
        painter.drawPolyline(QPolygon([corner + QPoint(-CORNER - 1, 1), corner + QPoint(-2, CORNER)]))
        painter.drawLine(corner + QPoint(-CORNER - 1, 1), corner + QPoint(-2, 1))
        painter.drawLine(corner + QPoint(-2, 1), corner + QPoint(-2, CORNER))
    elif mark == "info":
        painter.setPen(QPen(colour, 1.4))
        painter.drawEllipse(corner + QPoint(-5, 5), 3, 3)
    else:
        _fill(painter, colour)
        painter.drawRect(QRect(corner + QPoint(-6, 3), corner + QPoint(-3, 6)))
    painter.restore()


def draw_edited(painter: QPainter, rect: QRect) -> None:
    """Draw a full corner at the bottom left: it is not what the latest sealed return says."""
    corner = rect.bottomLeft() + QPoint(0, 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _fill(painter, tones().accent)
    painter.drawPolygon(QPolygon([corner + QPoint(0, -CORNER), corner, corner + QPoint(CORNER, 0)]))
    painter.restore()


def draw_glyph(painter: QPainter, rect: QRect, text: str, font: QFont) -> None:
    """Draw the small signs at the left of a figure."""
    painter.save()
    painter.setFont(font)
    painter.setPen(tones().quiet)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(rect.adjusted(_INDENT, 0, 0, 0), flags, text)
    painter.restore()


def draw_pending(painter: QPainter, rect: QRect) -> None:
    """Draw a dotted line below: on its way to the disk."""
    painter.save()
    painter.setPen(QPen(tones().quiet, 1, Qt.PenStyle.DotLine))
    painter.drawLine(rect.bottomLeft() + QPoint(3, -2), rect.bottomRight() + QPoint(-3, -2))
    painter.restore()


def _fill(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
