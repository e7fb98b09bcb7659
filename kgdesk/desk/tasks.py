"""One worker thread does the work; the window stays alive.

The thread that opens the workspace is the only one that touches it, because an SQLite connection
belongs to its thread. Success is announced from the `done` callback only, on the GUI thread.
"""

import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from kgdesk.desk.collecting import collect_by_hand
from kgdesk.domain.errors import Cancelled

Work = Callable[["JobProgress"], Any]
Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]

_STEP_SECONDS = 0.05
_TURN = 0.0002  # seconds after which the worker lets the window have the interpreter; Python's own is 25 times that


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is: `done` of `total` pieces, `name` is the piece being worked on."""

    job: "Job"
    done: int
    total: int
    name: str


@dataclass(slots=True, eq=False)
class Job:
    """One piece of work in the queue. `writes` says that something typed waits to be saved by it."""

    work: Work
    done: Done | None
    failed: Failed | None
    writes: bool
    error: BaseException | None = None
    cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.cancelled.set()


@dataclass(frozen=True, slots=True)
class _Ended:
    job: Job
    result: Any
    error: BaseException | None


class JobProgress:
    """The `Progress` handed to long work; steps that follow too fast are not shown."""

    def __init__(self, runner: "TaskRunner", job: Job) -> None:
        self._runner = runner
        self._job = job
        self._shown_at = 0.0

    def step(self, done: int, total: int, name: str) -> None:
        """Report a step; raises `Cancelled` when the person asked to stop."""
        if self._job.cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._shown_at >= _STEP_SECONDS:
            self._shown_at = now
            self._runner.stepped.emit(Step(self._job, done, total, name))


class TaskRunner(QObject):
    """Signals: `stepped(Step)`; `queue_changed()` when a job was added or has ended."""

    stepped = Signal(object)
    queue_changed = Signal()
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._open: list[Job] = []
        self._promised: set[object] = set()
        self._closed = False
        sys.setswitchinterval(_TURN)
        collect_by_hand()
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._loop, name="kgdesk-worker", daemon=True)
        self._thread.start()

    def run(self, work: Work, done: Done | None = None, failed: Failed | None = None, *, writes: bool = False) -> Job:
        """Put work in the queue; `done(result)` or `failed(error)` is called on the GUI thread."""
        if self._closed:
            raise RuntimeError("the worker has ended")
        job = Job(work, done, failed, writes)
        self._open.append(job)
        self._jobs.put(job)
        self.queue_changed.emit()
        return job

    @property
    def closed(self) -> bool:
        """Whether no more work is taken."""
        return self._closed

    @property
    def queued(self) -> int:
        """How many jobs have not ended, those among them that are promised and not begun."""
        return len(self._open) + len(self._promised)

    def promise(self, asker: object) -> None:
        """Count a job that will be put in the queue when its time has come."""
        self._promised.add(asker)

    def keep_promise(self, asker: object) -> None:
        """Count it no more: it is in the queue."""
        self._promised.discard(asker)

    @property
    def unsaved(self) -> int:
        """How many of them save something."""
        return sum(job.writes for job in self._open)

    def close(self, last: Work | None = None) -> tuple[BaseException, ...]:
        """Save what waits to be saved, stop the rest at its next step, do `last`, end the thread.

        Nobody is called back any more; what could not be saved comes back as errors.
        """
        if self._closed:
            return ()
        for job in self._open:
            if not job.writes:
                job.cancel()
        if last is not None:
            self.run(last)
        self._closed = True
        self._jobs.put(None)
        self._thread.join()
        return tuple(job.error for job in self._open if job.writes and job.error is not None)

    def _loop(self) -> None:
        while (job := self._jobs.get()) is not None:
            result: Any = None
            error: BaseException | None = None
            try:
                result = job.work(JobProgress(self, job))
            except BaseException as caught:  # noqa: BLE001 - every fault is shown by the desk, none is lost
                error = job.error = caught
            self._ended.emit(_Ended(job, result, error))

    @Slot(object)
    def _deliver(self, ended: _Ended) -> None:
        job = ended.job
        if job in self._open:
            self._open.remove(job)
        if self._closed:
            return
        try:
            if ended.error is None:
                call_back(job.done, ended.result)
            else:
                call_back(job.failed, ended.error)
        finally:
            self.queue_changed.emit()


def call_back(callback: Callable[[Any], object] | None, argument: object) -> None:
    """Call back, unless the widget that asked is gone."""
    if callback is None:
        return
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, QObject) and not shiboken6.isValid(owner):
        return
    callback(argument)
