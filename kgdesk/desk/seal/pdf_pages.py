"""Pictures of PDF pages, where the rasteriser (pypdfium2) is installed; Qt's own is not in Essentials."""

from importlib import import_module
from importlib.util import find_spec

from PySide6.QtGui import QImage

_PAGES_LIMIT = 60


def can_draw() -> bool:
    """Whether pages can be shown inside the window."""
    return find_spec("pypdfium2") is not None


def draw_pages(data: bytes, *, width: int) -> tuple[QImage, ...]:
    """Draw every page `width` pixels wide."""
    document = import_module("pypdfium2").PdfDocument(data)
    images = []
    try:
        for number in range(min(len(document), _PAGES_LIMIT)):
            page = document[number]
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=False)
            images.append(_image(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels))
    finally:
        document.close()
    return tuple(images)


def _image(data: bytes, width: int, height: int, stride: int, channels: int) -> QImage:
    form = QImage.Format.Format_BGR888 if channels == 3 else QImage.Format.Format_RGB32  # noqa: PLR2004 - blue, green, red
    return QImage(data, width, height, stride, form).copy()
