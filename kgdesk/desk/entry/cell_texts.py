"""The texts of cells, broken into lines and shaped once: painting one again is only drawing it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStaticText, QTextLayout, QTextOption

MARGIN = 3  # pixels at both sides of a text
_MOST = 8_000  # texts kept; a full grid of 200 rows has 3,000
_LineUp = tuple[tuple[QStaticText, int], ...]  # each line and its width


class CellTexts:
    """Draws texts of one font, cut with an ellipsis where they do not fit."""

    def __init__(self, font: QFont) -> None:
        self._fonts = {False: QFont(), True: QFont()}
        self._known: dict[tuple[str, int, int, bool], _LineUp] = {}
        self._set(font)

    def dress(self, font: QFont) -> None:
        """Take another font."""
        if font != self._fonts[False]:
            self._set(font)

    def _set(self, font: QFont) -> None:
        bold = QFont(font)
        bold.setBold(True)
        self._fonts = {False: QFont(font), True: bold}
        self._metrics = {key: QFontMetrics(each) for key, each in self._fonts.items()}
        self._spacing = self._metrics[False].lineSpacing()
        self._known.clear()

    def draw(
        self, painter: QPainter, rect: QRect, text: str, ink: QColor, *, right: bool = False, bold: bool = False
    ) -> None:
        """Draw in the middle of a cell's height, at its left or right."""
        if not text:
            return
        width, height = rect.width() - 2 * MARGIN, rect.height()
        lines = self._lines(text, width, max(height // self._spacing, 1), bold=bold)
        painter.setPen(ink)
        if bold:
            painter.setFont(self._fonts[True])
        left, top = rect.left() + MARGIN, rect.top() + (height - len(lines) * self._spacing) // 2
        for line, wide in lines:
            painter.drawStaticText(left + max(width - wide, 0) if right else left, top, line)
            top += self._spacing
        if bold:
            painter.setFont(self._fonts[False])

    def _lines(self, text: str, width: int, most: int, *, bold: bool) -> _LineUp:
        key = (text, width, most, bold)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            metrics, font = self._metrics[bold], self._fonts[bold]
            texts = broken(text, width, most, metrics, font)
            known = self._known[key] = tuple((_static(each, font), metrics.horizontalAdvance(each)) for each in texts)
        return known


def broken(text: str, width: int, most: int, metrics: QFontMetrics, font: QFont) -> tuple[str, ...]:
    """Break a text into at most so many lines of so many pixels; what does not fit ends in an ellipsis."""
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        last = len(lines) + 1 == most
        part = (text[start:] if last else text[start : start + length]).strip("\n ").replace("\n", " ")
        lines.append(metrics.elidedText(part, Qt.TextElideMode.ElideRight, width))
        if last:
            break
    layout.endLayout()
    return tuple(lines)


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    return option


def _static(text: str, font: QFont) -> QStaticText:
    static = QStaticText(text)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.prepare(font=font)
    return static
