"""The one signal that says what is no longer as it was shown."""

from PySide6.QtCore import QObject, Signal

from kgdesk.domain.changes import ChangeSet


class Changes(QObject):
    """Signals: `published(ChangeSet)`, only after the commit."""

    published = Signal(object)

    def publish(self, changes: ChangeSet) -> None:
        """Tell every view; nothing is said when nothing changed."""
        if changes:
            self.published.emit(changes)
