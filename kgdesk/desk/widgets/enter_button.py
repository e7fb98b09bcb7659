"""A button that Enter presses too, as people expect of a button that has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton


class EnterButton(QToolButton):
    """A tool button that takes the focus by Tab and is pressed by Enter or Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter; the rest is Qt's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)
