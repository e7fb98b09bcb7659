"""A line for a password: hidden unless one asks to see it, and without the keyboard's guesses."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

_QUIET = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class PasswordLine(QLineEdit):
    """The text leaves it once, by `take`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(self.inputMethodHints() | _QUIET)

    @Slot(bool)
    def reveal(self, shown: bool) -> None:  # noqa: FBT001 - the slot of a check box
        """Show the letters, or dots again."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def take(self) -> str:
        """Give what was typed and empty the line."""
        text = self.text()
        self.clear()
        return text
