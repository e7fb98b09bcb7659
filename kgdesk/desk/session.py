"""The open workspace as the screens see it: read, write, and the period that is shown."""

import math
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kgdesk.desk.changes import Changes
from kgdesk.desk.settings import Settings
from kgdesk.desk.tasks import Done, Failed, Job, JobProgress, TaskRunner, call_back
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.period import Period

if TYPE_CHECKING:
    from kgdesk.operations.intake import IntakeResult
    from kgdesk.operations.workspace import Workspace

REST = 0.3  # seconds after a key in which another one is expected


class Session(QObject):
    """One open workspace and one period.

    Signals: `period_changed()`; `typing()` when a text is being written that is not handed over
    yet; `saved(datetime)` after a commit, with its UTC time; `not_saved(BaseException)` when
    something typed did not reach the disk; `given_up()` when the person wants that no more;
    `failed(BaseException)` for every fault that the caller
    does not show itself.
    """

    period_changed = Signal()
    typing = Signal()
    saved = Signal(object)
    not_saved = Signal(object)
    given_up = Signal()
    failed = Signal(object)

    def __init__(self, workspace: "Workspace", path: Path, *, tasks: TaskRunner, settings: Settings, lang: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.path = path
        self.tasks = tasks
        self.settings = settings
        self.lang = lang
        self.changes = Changes(self)
        self.intake_results: list[IntakeResult] = []  # what the screen of intake tells, also after it is made anew
        self.mail_passwords: dict[str, str] = {}  # of mail servers, as long as the window is open
        self._period: Period | None = None
        self._touched = -math.inf

    def touch(self) -> None:
        """Note that a key was pressed where one types quickly."""
        self._touched = time.monotonic()

    def until_rest(self) -> int:
        """Tell in how many milliseconds the person has stopped typing, if no other key follows; 0 when they have."""
        return math.ceil(max(self._touched + REST - time.monotonic(), 0) * 1000)

    @property
    def period(self) -> Period:
        """The period that is shown."""
        if self._period is None:
            raise RuntimeError("no period chosen yet")
        return self._period

    def choose_period(self, period: Period) -> None:
        """Show another period."""
        if period != self._period:
            self._period = period
            self.settings.set_period_of(self.path, period.code)
            self.period_changed.emit()

    def now(self) -> datetime:
        """Read the workspace's clock, UTC."""
        return self.workspace.clock()

    def read(self, work: Callable[["Workspace"], Any], done: Done, failed: Failed | None = None) -> Job:
        """Ask the workspace for something on the worker."""
        return self.tasks.run(lambda _progress: work(self.workspace), done, failed or self.failed.emit)

    def long(self, work: Callable[["Workspace", JobProgress], Any], done: Done, failed: Failed | None = None) -> Job:
        """Long work with progress; its changes are published before `done` is called."""

        def finish(result: Any) -> None:
            self._publish(result)
            call_back(done, result)

        return self.tasks.run(lambda progress: work(self.workspace, progress), finish, failed or self.failed.emit)

    def write(
        self,
        work: Callable[["Workspace"], Outcome[Any]],
        done: Done | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Save something that was typed. `saved` is emitted after the commit, never before."""

        def commit(_progress: JobProgress) -> tuple[Outcome[Any], datetime]:
            outcome = work(self.workspace)
            return outcome, self.workspace.clock()

        def finish(answer: tuple[Outcome[Any], datetime]) -> None:
            outcome, at = answer
            if outcome.changes:
                self.saved.emit(at)
            self._publish(outcome)
            call_back(done, outcome.result)

        def fail(error: BaseException) -> None:
            self.not_saved.emit(error)
            call_back(failed or self.failed.emit, error)

        return self.tasks.run(commit, finish, fail, writes=True)

    def _publish(self, result: Any) -> None:
        if isinstance(result, Outcome):
            changes: ChangeSet = result.changes
            self.changes.publish(changes)

    def close(self) -> tuple[BaseException, ...]:
        """Finish what is queued and close the file; what could not be saved comes back as errors."""
        return self.tasks.close(lambda _progress: self.workspace.close())
