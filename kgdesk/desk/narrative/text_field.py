"""A text of a narrative: figures as chips, typed ones that disagree underlined.

Ctrl+Z is the field's own until the field is left, for then it is saved; after that it is the window's.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
)
from PySide6.QtWidgets import QToolTip, QWidget

from kgdesk.desk.appearance import tones
from kgdesk.desk.narrative.highlighter import PAD, FigureHighlighter
from kgdesk.desk.widgets.office_text import OfficeText, from_qt, to_qt
from kgdesk.domain.figure_references import FigureSheet, PlacedReference, find_references
from kgdesk.domain.narrative_lint import Disagreement
from kgdesk.domain.period import Period
from kgdesk.domain.written_text import clean_text

_STAYING = frozenset(
    {
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)


class NarrativeText(OfficeText):
    """One of the three texts.

    Signals: `written()` when the text is another one (colours are no edit); `left()` when the focus
    goes; `replaced()` after a reference took the place of a typed figure.
    """

    written = Signal()
    left = Signal()
    replaced = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.figures = FigureHighlighter(self.document())
        self._names, self._lang = FigureSheet(), "vi"
        self._last = ""
        self.textChanged.connect(self._look)

    def look_up(self, sheet: FigureSheet, period: Period, lang: str) -> None:
        """Show other figures."""
        self._names, self._lang = sheet, lang
        self.figures.look_up(sheet, period)

    def put(self, text: str) -> None:
        """Show another text; this is no edit and cannot be taken back here."""
        self._last = text
        self._pasted = None
        self.setPlainText(text)

    @property
    def composed(self) -> str:
        """The text in NFC."""
        return clean_text(self.toPlainText())

    @Slot()
    def _look(self) -> None:
        text = self.toPlainText()
        if text != self._last:
            self._last = text
            self.written.emit()

    # keys ------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Tell what a chip or an underlined figure is; the rest is Qt's."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._told_at(event.pos().toPointF()), self)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell; what was written here is saved now and is taken back by the window from now on."""
        super().focusOutEvent(event)
        self.left.emit()
        if event.reason() not in _STAYING:
            self.forget_steps()

    def insert_reference(self, words: str) -> None:
        """Write a reference where the cursor stands, with a blank on either side where words touch."""
        cursor, text = self.textCursor(), self.toPlainText()
        start, end = from_qt(text, cursor.selectionStart()), from_qt(text, cursor.selectionEnd())
        before = " " if start and text[start - 1].isalnum() else ""
        after = " " if text[end : end + 1].isalnum() else ""
        cursor.insertText(f"{before}{words}{after}")
        self.setTextCursor(cursor)
        self.setFocus()

    # figures ---------------------------------------------------------------

    def disagreements(self) -> tuple[Disagreement, ...]:
        """The typed figures of the whole text that disagree."""
        return self.figures.disagreements(self.toPlainText())

    def take_figure(self, found: Disagreement) -> None:
        """Put the reference in place of a typed figure, where it still stands."""
        if found.token and self.toPlainText()[found.start : found.end] == found.typed:
            self.replace(found.start, found.end, found.token)
            self.replaced.emit()

    def stand_on(self, found: Disagreement) -> None:
        """Select a typed figure."""
        self.setTextCursor(self.cursor_over(found.start, found.end))
        self.setFocus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the reference for a typed figure under the mouse, above what Qt offers."""
        menu = self.createStandardContextMenu(event.pos())
        at = from_qt(self.toPlainText(), self.cursorForPosition(event.pos()).position())
        for found in self.disagreements():
            if found.start <= at <= found.end and found.token:
                words = self.tr("Thay “{typed}” bằng {token} ({expected})")
                action = QAction(words.format(typed=found.typed, token=found.token, expected=found.expected), menu)
                action.setData(found)
                action.triggered.connect(self._take_offered)
                menu.insertAction(menu.actions()[0], action)
                menu.insertSeparator(menu.actions()[1])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    @Slot()
    def _take_offered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.take_figure(action.data())

    def _told_at(self, point: QPointF) -> str:
        at = from_qt(self.toPlainText(), self.cursorForPosition(point.toPoint()).position())
        for placed in find_references(self.toPlainText()):
            if placed.start <= at <= placed.end:
                return self._name_of(placed)
        for found in self.disagreements():
            if found.start <= at <= found.end:
                words = self.tr("Ghi {typed}, số liệu của kỳ là {expected}. Nhấn chuột phải để thay bằng {token}.")
                plain = self.tr("Ghi {typed}, số liệu của kỳ là {expected}.")
                return (words if found.token else plain).format(
                    typed=found.typed, expected=found.expected, token=found.token
                )
        return ""

    def _name_of(self, placed: PlacedReference) -> str:
        if self._names.find(placed.reference.code) is None:
            return self.tr("Không có chỉ tiêu nào mang mã {code}.").format(code=placed.reference.code)
        return f"{self._names.name(placed.reference.code, self._lang)}: {self.figures.figure(placed)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the figures into the room that the colours keep behind each reference."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(offset)
            if area.top() > event.rect().bottom():
                break
            if block.isVisible() and area.bottom() >= event.rect().top():
                self._paint_figures(painter, block, area.topLeft())
            block = block.next()
        painter.end()

    def _paint_figures(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        layout = block.layout()
        for placed in find_references(block.text()):
            end = to_qt(block.text(), placed.end)
            line = layout.lineForTextPosition(end - 1)
            if not line.isValid():
                continue
            figure = self.figures.figure(placed)
            width = self.fontMetrics().horizontalAdvance(figure) + PAD
            right = corner.x() + _x(line.cursorToX(end))
            box = QRectF(right - width - PAD / 2, corner.y() + line.y() + 1, width, line.height() - 2)
            tone = tones().bad if self.figures.is_missing(placed) else tones().accent
            painter.setPen(tone)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(self.palette().text().color() if not self.figures.is_missing(placed) else tone)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), figure)


def _x(answer: object) -> float:
    """Take the place out of Qt's answer: a number, or a pair of it and the position."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type] # Qt's two forms
