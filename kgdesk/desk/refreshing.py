"""Reading again after a change, once for many: while more is being saved, nothing is read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from kgdesk.desk.session import Session

if TYPE_CHECKING:
    from kgdesk.operations.workspace import Workspace

Ask = Callable[[], "Callable[[Workspace], Any]"]


class Refresh(QObject):
    """One reading that is wanted again and again.

    `ask` makes the work when it is started, so that it speaks of the period that is shown then;
    `done` gets its answer. What is wanted while a reading is under way, or while typed texts wait to
    be saved, is read once, after them.
    """

    def __init__(
        self, session: Session, ask: Ask, done: Callable[[Any], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._ask, self._done = session, ask, done
        self._wanted = False
        self._under_way = False
        session.tasks.queue_changed.connect(self._go_on)

    def want(self) -> None:
        """Ask for a fresh answer."""
        self._wanted = True
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        tasks = self._session.tasks
        if self._wanted and not self._under_way and not tasks.unsaved and not tasks.closed:
            self._wanted, self._under_way = False, True
            self._session.read(self._ask(), self._answer, self._fail)

    @Slot(object)
    def _answer(self, answer: Any) -> None:
        self._under_way = False
        self._done(answer)

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        self._under_way = False
        self._session.failed.emit(error)
