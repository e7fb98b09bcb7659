"""A chart for a report: as a picture on the clipboard, as SVG or PDF in a file; on white whatever the window is."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageSize, QPainter, QPdfWriter

from kgdesk.desk.widgets.chart import Drawing, Ink, paint_chart
from kgdesk.files import write_atomically

WIDTH, HEIGHT = 480, 260  # points
_EDGE = 8
_SHARP = 3  # pixels for a point, of a picture
_PDF_DOTS = 72  # one unit of the painter is a point
PAPER = Ink(*(QColor(name) for name in ("#000000", "#d5dae1", "#1f5fa6", "#5b6572", "#9a6200", "#1b7f3b", "#ffffff")))


def picture_of(drawing: Drawing) -> QImage:
    """Paint a chart three pixels to the point, on white."""
    image = QImage(QSize(WIDTH * _SHARP, HEIGHT * _SHARP), QImage.Format.Format_RGB32)
    image.fill(PAPER.paper)
    painter = QPainter(image)
    painter.scale(_SHARP, _SHARP)
    _paint(painter, drawing)
    painter.end()
    return image


def save_chart(drawing: Drawing, path: Path) -> None:
    """Write a chart as SVG, or as PDF where the name ends so; whole or not at all. Raises the Faults of the disk."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if path.suffix.casefold() == ".pdf":
        device = QPdfWriter(buffer)
        device.setResolution(_PDF_DOTS)
        device.setPageSize(QPageSize(QSizeF(WIDTH, HEIGHT), QPageSize.Unit.Point))
        device.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter = QPainter(device)
    else:
        from PySide6.QtSvg import QSvgGenerator

        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(WIDTH, HEIGHT))
        generator.setViewBox(QRectF(0, 0, WIDTH, HEIGHT))
        painter = QPainter(generator)
    _paint(painter, drawing)
    painter.end()
    write_atomically(path, bytes(buffer.data().data()))


def _paint(painter: QPainter, drawing: Drawing) -> None:
    font = QFont(painter.font())
    font.setPixelSize(11)
    area = QRectF(_EDGE, _EDGE, WIDTH - 2 * _EDGE, HEIGHT - 2 * _EDGE)
    if drawing.title:
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(PAPER.text)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        area.setTop(painter.boundingRect(area, flags, drawing.title).bottom())
        painter.drawText(QRectF(_EDGE, _EDGE, area.width(), HEIGHT), flags, drawing.title)
    painter.setFont(font)
    paint_chart(painter, area, drawing, PAPER)
