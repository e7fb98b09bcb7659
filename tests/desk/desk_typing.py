"""Typing as people do: key by key, with any letter."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """One key, to whoever has the focus inside the widget."""
    target = QApplication.focusWidget() or widget
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, int(key), modifiers, text))


def type_text(widget: QWidget, text: str) -> None:
    """Letters, one after another; the first one opens the cell."""
    for letter in text:
        press(widget, Qt.Key.Key_unknown if not letter.isascii() else Qt.Key(ord(letter.upper())), letter)


def compose(widget: QWidget, preedits: list[str], commit: str) -> None:
    """An input method at work: what it shows underlined, then what it commits."""
    for preedit in preedits:
        QApplication.sendEvent(QApplication.focusWidget() or widget, QInputMethodEvent(preedit, []))
    event = QInputMethodEvent("", [])
    event.setCommitString(commit)
    QApplication.sendEvent(QApplication.focusWidget() or widget, event)
