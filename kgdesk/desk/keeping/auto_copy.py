"""Copies that are made while one works: after some minutes of changes, and when the workspace is closed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from kgdesk.desk.tasks import TaskRunner
from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason

if TYPE_CHECKING:
    from kgdesk.desk.session import Session

MINUTES = 10


class AutoCopy(QObject):
    """Watches a session. Copying has a worker and a connection of its own, so that no saving waits for it.

    A copy that fails is told once, until one succeeds again.
    """

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._changed = False
        self._told = False
        self._tasks: TaskRunner | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(MINUTES * 60_000)
        self.timer.timeout.connect(self.copy)
        session.changes.published.connect(self._note)

    @Slot()
    def _note(self) -> None:
        self._changed = True
        if not self.timer.isActive():
            self.timer.start()

    @Slot()
    def copy(self) -> None:
        """Copy now, on the worker."""
        from kgdesk.operations.copies import copy_if_changed

        if self._tasks is None:
            self._tasks = TaskRunner(self)
        path, clock = self._session.path, self._session.workspace.clock
        self._changed = False
        self._tasks.run(
            lambda _progress: copy_if_changed(path, CopyReason.WORK, clock=clock), self._copied, self._failed
        )

    @Slot(object)
    def _copied(self, _path: object) -> None:
        self._told = False

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._changed = True
        self.timer.start()
        if not self._told:
            self._told = True
            self._session.failed.emit(error)

    def stop(self) -> None:
        """Make no more copies; one that is being made is finished. Call it while the last savings still wait."""
        self.timer.stop()
        self._changed = self._changed or self._session.tasks.unsaved > 0
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None

    def close(self) -> tuple[BaseException, ...]:
        """Copy what has changed since the last copy; call it when the file is closed. Gives what stood in the way."""
        from kgdesk.operations.copies import copy_if_changed

        if not self._changed:
            return ()
        self._changed = False
        try:
            copy_if_changed(self._session.path, CopyReason.CLOSE, clock=self._session.workspace.clock)
        except Fault as fault:
            return (fault,)
        return ()
