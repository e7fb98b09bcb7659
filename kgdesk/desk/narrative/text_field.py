"""A text of a narrative: figures as chips, typed ones that disagree underlined, paste that keeps paragraphs.

Ctrl+Z is the field's own while it has something to take back; otherwise it is the window's.
"""

import unicodedata

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from kgdesk.desk.appearance import tones
from kgdesk.desk.narrative.highlighter import PAD, FigureHighlighter
from kgdesk.domain.figure_references import FigureSheet, PlacedReference, find_references
from kgdesk.domain.narrative_lint import Disagreement
from kgdesk.domain.period import Period
from kgdesk.domain.word_paste import PastedText, read_html, read_plain

_STAYING = frozenset(
    {
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)


class NarrativeText(QPlainTextEdit):
    """One of the three texts.

    Signals: `written()` when the text is another one (colours are no edit); `left()` when the focus
    goes; `old_letters(PastedText)` when what was pasted can be read in Unicode; `replaced()` after a
    reference took the place of a typed figure.
    """

    written = Signal()
    left = Signal()
    old_letters = Signal(object)
    replaced = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.figures = FigureHighlighter(self.document())
        self._names = FigureSheet()
        self._last = ""
        self._pasted: tuple[int, PastedText] | None = None
        self.textChanged.connect(self._look)

    def look_up(self, sheet: FigureSheet, period: Period) -> None:
        """Show other figures."""
        self._names = sheet
        self.figures.look_up(sheet, period)

    def put(self, text: str) -> None:
        """Show another text; this is no edit and cannot be taken back here."""
        self._last = text
        self._pasted = None
        self.setPlainText(text)

    def rewrite(self, text: str) -> None:
        """Write another text in place of all, as one edit that can be taken back here."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    @property
    def composed(self) -> str:
        """The text in NFC."""
        return unicodedata.normalize("NFC", self.toPlainText())

    @Slot()
    def _look(self) -> None:
        text = self.toPlainText()
        if text != self._last:
            self._last = text
            self.written.emit()

    # keys ------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the window where the field has nothing of its own."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoing = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redoing = _is_redo(event) and not self.document().isRedoAvailable()
            if undoing or redoing:
                event.ignore()
                return False
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._told_at(event.pos().toPointF()), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Y for doing again on every system; the rest is Qt's."""
        if _is_redo(event):
            self.redo()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell; what was written here is saved now and is taken back by the window from now on."""
        super().focusOutEvent(event)
        self.left.emit()
        if event.reason() not in _STAYING:
            self.document().clearUndoRedoStacks()

    # paste -----------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take texts; files are for the list of attachments."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what stays of it: see decision 13."""
        pasted = read_html(source.html()) if source.hasHtml() else None
        if pasted is None:
            pasted = read_plain(source.text())
        cursor = self.textCursor()
        start = cursor.selectionStart()
        cursor.insertText(pasted.text)
        self._pasted = None
        if pasted.converted is not None:
            self._pasted = (start, pasted)
            self.old_letters.emit(pasted)

    def convert_pasted(self) -> bool:
        """Write what was pasted last in Unicode; False where it no longer stands there as it was pasted."""
        if self._pasted is None:
            return False
        start, pasted = self._pasted
        self._pasted = None
        if not self.toPlainText()[start:].startswith(pasted.text) or pasted.converted is None:
            return False
        self._replace(start, start + len(pasted.text), pasted.converted)
        return True

    def insert_reference(self, words: str) -> None:
        """Write a reference where the cursor stands, with a blank on either side where words touch."""
        cursor = self.textCursor()
        text, at = self.toPlainText(), cursor.selectionStart()
        before = " " if at and text[at - 1 : at].isalnum() else ""
        after = " " if text[cursor.selectionEnd() : cursor.selectionEnd() + 1].isalnum() else ""
        cursor.insertText(f"{before}{words}{after}")
        self.setTextCursor(cursor)
        self.setFocus()

    def _replace(self, start: int, end: int, text: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    # figures ---------------------------------------------------------------

    def disagreements(self) -> tuple[Disagreement, ...]:
        """The typed figures of the whole text that disagree."""
        return self.figures.disagreements(self.toPlainText())

    def take_figure(self, found: Disagreement) -> None:
        """Put the reference in place of a typed figure, where it still stands."""
        if found.token and self.toPlainText()[found.start : found.end] == found.typed:
            self._replace(found.start, found.end, found.token)
            self.replaced.emit()

    def stand_on(self, found: Disagreement) -> None:
        """Select a typed figure."""
        cursor = self.textCursor()
        cursor.setPosition(found.start)
        cursor.setPosition(found.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the reference for a typed figure under the mouse, above what Qt offers."""
        menu = self.createStandardContextMenu(event.pos())
        at = self.cursorForPosition(event.pos()).position()
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
        at = self.cursorForPosition(point.toPoint()).position()
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
        known = self._names.find(placed.reference.code)
        if known is None:
            return self.tr("Không có chỉ tiêu nào mang mã {code}.").format(code=placed.reference.code)
        return f"{known.indicator.name_vi}: {self.figures.figure(placed)}"

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
            line = layout.lineForTextPosition(placed.end - 1)
            if not line.isValid():
                continue
            figure = self.figures.figure(placed)
            width = self.fontMetrics().horizontalAdvance(figure) + PAD
            right = corner.x() + _x(line.cursorToX(placed.end))
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


def _is_redo(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return event.matches(QKeySequence.StandardKey.Redo) or (control and event.key() == Qt.Key.Key_Y)
