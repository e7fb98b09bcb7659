"""A label that tells a screen reader what it is and what it says; a bare accessible name would hide the text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QWidget


class NamedLabel(QLabel):
    """Read out as `name: text`."""

    def __init__(self, name: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._name = name
        self._tell()

    def setText(self, text: str) -> None:
        """Show another text, and tell it."""
        super().setText(text)
        self._tell()

    def _tell(self) -> None:
        text = self.text()
        if self.textFormat() == Qt.TextFormat.RichText:
            text = QTextDocumentFragment.fromHtml(text).toPlainText()
        self.setAccessibleName(f"{self._name}: {text}" if text else self._name)
