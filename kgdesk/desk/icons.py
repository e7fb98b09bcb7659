"""The program's own drawings, in the colour of the text around them."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImageReader, QPalette, QPixmap

from kgdesk.files import resource

_INK = b"#000000"  # the colour in which every drawing is kept
_SIZES = (16, 20, 32, 40)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> QIcon:
    """Draw `resources/icons/<name>.svg` in a colour of the palette, that of its text unless said otherwise."""
    return _drawn(name, QGuiApplication.palette().color(QPalette.ColorGroup.Active, role).name())


@lru_cache(maxsize=64)
def _drawn(name: str, colour: str) -> QIcon:
    data = QByteArray(resource("icons", f"{name}.svg").read_bytes().replace(_INK, colour.encode()))
    drawing = QIcon()
    for size in _SIZES:
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # Qt's own tint of what is selected is too dark
            drawing.addPixmap(_pixmap(data, size), mode)
    return drawing


def _pixmap(data: QByteArray, size: int) -> QPixmap:
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return QPixmap.fromImage(reader.read())


def icon_of_program() -> QIcon:
    """Draw the program's mark, in its own colours."""
    return _drawn("kgdesk", "#000000")
