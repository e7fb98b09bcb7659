"""A text of several lines as offices write it: paste keeps paragraphs, lists and tables; undo is its own first."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kgdesk.domain.word_paste import PastedText, read_html, read_plain


class OfficeText(QPlainTextEdit):
    """Signals: `old_letters(PastedText)` when what was pasted can be read in Unicode.

    Ctrl+Z and Ctrl+Y are left to the window where the field has nothing to take back or do again.
    """

    old_letters = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._pasted: tuple[int, PastedText] | None = None

    def event(self, event: QEvent) -> bool:
        """Let the window have its keys."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoing = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redoing = _is_redo(event) and not self.document().isRedoAvailable()
            if undoing or redoing:
                event.ignore()
                return False
            if _is_redo(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Y for doing again on every system; the rest is Qt's."""
        if _is_redo(event):
            self.redo()
            return
        super().keyPressEvent(event)

    def forget_steps(self) -> None:
        """Leave what was written so far to the window's undo: it is saved."""
        self.document().clearUndoRedoStacks()

    def rewrite(self, text: str) -> None:
        """Write another text in place of all, as one edit that can be taken back here."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def replace(self, start: int, end: int, text: str) -> None:
        """Write another text in place of `toPlainText()[start:end]`, as one edit."""
        self.cursor_over(start, end).insertText(text)

    def cursor_over(self, start: int, end: int) -> QTextCursor:
        """Give a cursor that selects `toPlainText()[start:end]`."""
        shown = self.toPlainText()
        cursor = QTextCursor(self.document())
        cursor.setPosition(to_qt(shown, start))
        cursor.setPosition(to_qt(shown, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take texts; files are for the list of attachments."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what stays of it: see decision 13."""
        pasted = read_html(source.html()) if source.hasHtml() else None
        if pasted is None:
            pasted = read_plain(source.text())
        cursor = self.textCursor()
        start = from_qt(self.toPlainText(), cursor.selectionStart())
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
        self.replace(start, start + len(pasted.text), pasted.converted)
        return True


def to_qt(text: str, at: int) -> int:
    """Turn a place in a text into Qt's, which counts a letter beyond U+FFFF twice."""
    return at + sum(letter > "\uffff" for letter in text[:at])


def from_qt(text: str, at: int) -> int:
    """Turn Qt's place into one in the text."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "replace"))


def _is_redo(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return event.matches(QKeySequence.StandardKey.Redo) or (control and event.key() == Qt.Key.Key_Y)
