"""What a button says of its action."""

from PySide6.QtGui import QAction


def keep_dots(action: QAction) -> QAction:
    """Let buttons end in the dots of their action, which say that something is asked first: Qt leaves them out."""
    action.setIconText(action.text().replace("&", ""))
    return action
