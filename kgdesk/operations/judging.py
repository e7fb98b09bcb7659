"""Worker processes that look at files, each file with a limit of time and memory.

The processes (`reading_worker`) are our own instead of `concurrent.futures`: there a worker that hangs cannot be
ended, and one that dies takes the answers of all others along (docs/decisions/0020-files-are-judged-apart.md).
"""

import itertools
import os
import time
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Self, cast

from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.plan import Plan
from kgdesk.domain.verdict import FileKind, Verdict
from kgdesk.operations.judge_worker import Begun, Failure, Knowledge, Task
from kgdesk.operations.reading_worker import Worker, dismiss, hire, keep_cause, resting

if TYPE_CHECKING:
    from kgdesk.consolidation.examination import Examination
    from kgdesk.mail.opened import Opened
    from kgdesk.signing.trust import TrustAnchors

__all__ = ["Judges", "Ticket", "dismiss", "judge", "workers_wanted"]

SECONDS = 60.0  # for one file; the slowest return of 80 rows takes about one
MOST_WORKERS = 8
_PATIENCE = 0.1  # seconds between two looks at whether the person wants to stop
_numbers = itertools.count(1)


class Ticket:
    """A file handed to a worker; `answer` is there when it is `done`."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.answer: Examination | Opened | None = None

    @property
    def done(self) -> bool:
        """Whether the file was looked at, or given up."""
        return self.answer is not None


def workers_wanted() -> int:
    """Count the processes worth having on this computer."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST_WORKERS, cores))


class Judges:
    """The workers of one intake. Use as a context; leaving it early ends those that are busy."""

    def __init__(
        self,
        anchors: "TrustAnchors",
        plan: Plan | None,
        enrolments: Iterable[Enrolment],
        *,
        workers: int | None = None,
        seconds: float | None = None,
    ) -> None:
        self._knowledge = Knowledge(next(_numbers), anchors, plan, tuple(enrolments))
        self.width = workers or workers_wanted()
        self._seconds = SECONDS if seconds is None else seconds
        self._busy: dict[Worker, Ticket] = {}

    @property
    def has_room(self) -> bool:
        """Whether a worker is free."""
        return len(self._busy) < self.width

    def start(self, task: Task) -> Ticket:
        """Hand a file to a free worker. Raises Fault `file.no_reader`."""
        ticket = Ticket(task)
        worker, alive = hire(task, self._seconds, self._knowledge)
        self._busy[worker] = ticket
        if not alive:
            self._give_up(worker, "verify.checker_died")
        return ticket

    def pump(self, patience: float = _PATIENCE) -> None:
        """Wait a moment for answers; give up what has died or takes too long."""
        watched: dict[Any, Worker] = {}
        for worker in self._busy:
            watched[worker.line] = worker
        for ready in wait(list(watched), timeout=patience):
            self._hear(watched[ready])
        now = time.monotonic()
        for worker in [item for item in self._busy if now > item.until]:
            self._give_up(worker, "verify.too_slow")

    def _hear(self, worker: Worker) -> None:
        answer = worker.hear()
        if isinstance(answer, Begun):
            worker.until = time.monotonic() + self._seconds
        elif isinstance(answer, Failure):
            if answer.cause:
                keep_cause(answer.cause)
            self._give_up(worker, "verify.too_heavy" if answer.reason == "memory" else "verify.checker_died")
        else:
            self._busy.pop(worker).answer = cast("Examination | Opened", answer)
            resting.append(worker)

    def _give_up(self, worker: Worker, reason: str) -> None:
        ticket = self._busy.pop(worker)
        ticket.answer = _unjudged(ticket.task, reason, self._seconds)
        worker.end()

    def close(self) -> None:
        """End the workers whose answers nobody wants any more."""
        for worker in self._busy:
            worker.end()
        self._busy.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def judge(
    data: bytes,
    name: str,
    *,
    anchors: "TrustAnchors",
    at: datetime,
    plan: Plan | None = None,
    enrolments: Iterable[Enrolment] = (),
) -> "Examination":
    """Look at one file in a process of its own, as `examination.examine` does; what fails there ends in the verdict."""
    from kgdesk.consolidation.examination import Examination

    with Judges(anchors, plan, enrolments, workers=1) as judges:
        ticket = judges.start(Task(data, name, at, opens=False))
        while not ticket.done:
            judges.pump()
    assert isinstance(ticket.answer, Examination)  # noqa: S101 - nothing was to be opened
    return ticket.answer


def _unjudged(task: Task, reason: str, seconds: float) -> "Examination":
    """Say of a file that looking at it had to be given up."""
    from kgdesk.consolidation.examination import Examination

    params = {"file": task.name, "seconds": int(seconds)}
    verdict = Verdict(task.name, FileKind.OTHER, unreadable=True, reasons=(reason,), params=params)
    return Examination(verdict, sha256(task.data).hexdigest())
