"""Reading again after a change, once for many: while more is being saved, or typed, nothing is read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

from kgdesk.desk.session import Session

if TYPE_CHECKING:
    from kgdesk.operations.workspace import Workspace

Ask = Callable[[], "Callable[[Workspace], Any]"]


class Refresh(QObject):
    """One reading that is wanted again and again.

    What is wanted counts as queued from the start. With `at_rest` it is not read before the person has stopped typing:
    the worker and the window share one interpreter, and a long reading would hold up the keys.
    `ask` makes the work when it is started, so that it speaks of the period that is shown then;
    `done` gets its answer. What is wanted while a reading is under way, or while typed texts wait to
    be saved, is read once, after them.
    """

    def __init__(
        self,
        session: Session,
        ask: Ask,
        done: Callable[[Any], object],
        parent: QObject | None = None,
        *,
        at_rest: bool = False,
    ) -> None:
        super().__init__(parent)
        self._session, self._ask, self._done = session, ask, done
        self._wanted = False
        self._under_way = False
        self._rest: QTimer | None = None
        if at_rest:
            self._rest = QTimer(self, singleShot=True)
            self._rest.timeout.connect(self._go_on)
        session.tasks.queue_changed.connect(self._go_on)

    def want(self) -> None:
        """Ask for a fresh answer."""
        if not self._wanted:
            self._wanted = True
            self._session.tasks.promise(self)
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        tasks = self._session.tasks
        if not self._wanted or self._under_way or tasks.unsaved or tasks.closed:
            return
        if self._rest is not None and (left := self._session.until_rest()) > 0:
            self._rest.start(left)
            return
        self._wanted, self._under_way = False, True
        self._session.read(self._ask(), self._answer, self._fail)
        tasks.keep_promise(self)

    @Slot(object)
    def _answer(self, answer: Any) -> None:
        self._under_way = False
        self._done(answer)

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        self._under_way = False
        self._session.failed.emit(error)
