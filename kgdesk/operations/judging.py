"""Worker processes that look at files, each file with a limit of time and memory.

Processes of our own instead of `concurrent.futures`: there a worker that hangs cannot be ended, and one
that dies takes the answers of all others along (docs/decisions/0020-files-are-judged-apart.md).
"""

import itertools
import multiprocessing
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING, Any, Self

from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.plan import Plan
from kgdesk.domain.verdict import FileKind, Verdict
from kgdesk.operations import judge_worker
from kgdesk.operations.judge_worker import Failure, Knowledge, Task

if TYPE_CHECKING:
    from kgdesk.consolidation.examination import Examination
    from kgdesk.mail.opened import Opened
    from kgdesk.signing.trust import TrustAnchors

SECONDS = 60.0  # for one file; the slowest return of 80 rows takes about one
MOST_WORKERS = 8
_STARTING = 60.0  # seconds that a process may take to begin, on a computer that has much else to do
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


class _Worker:
    """One process and the line to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.line: Connection = ours
        self.process: SpawnProcess = context.Process(
            target=judge_worker.serve, args=(theirs,), name="kgdesk-judge", daemon=True
        )
        self.process.start()
        theirs.close()
        self.knows = 0
        self.ticket: Ticket | None = None
        self.until = 0.0

    def ask(self, ticket: Ticket, knowledge: Knowledge, seconds: float) -> bool:
        """Hand a file over; False where the process is gone."""
        try:
            if self.knows != knowledge.number:
                self.line.send(knowledge)
                self.knows = knowledge.number
            self.line.send(ticket.task)
        except OSError:
            return False
        self.ticket, self.until = ticket, time.monotonic() + seconds + _STARTING
        return True

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.line.close()
        self.process.close()


_resting: list[_Worker] = []  # kept for the next intake; each leaves by itself when idle


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
        self._busy: list[_Worker] = []

    @property
    def has_room(self) -> bool:
        """Whether a worker is free."""
        return len(self._busy) < self.width

    def start(self, task: Task) -> Ticket:
        """Hand a file to a free worker."""
        ticket = Ticket(task)
        while _resting:
            worker = _resting.pop()
            if worker.process.is_alive() and worker.ask(ticket, self._knowledge, self._seconds):
                self._busy.append(worker)
                return ticket
            worker.end()
        worker = _Worker()
        self._busy.append(worker)
        if not worker.ask(ticket, self._knowledge, self._seconds):
            worker.ticket = ticket
            self._give_up(worker, "verify.checker_died")
        return ticket

    def pump(self, patience: float = _PATIENCE) -> None:
        """Wait a moment for answers; give up what has died or takes too long."""
        watched: dict[Any, _Worker] = {}
        for worker in self._busy:
            watched[worker.line] = worker
        for ready in wait(list(watched), timeout=patience):
            self._hear(watched[ready])
        now = time.monotonic()
        for worker in [item for item in self._busy if now > item.until]:
            self._give_up(worker, "verify.too_slow")

    def _hear(self, worker: _Worker) -> None:
        ticket = worker.ticket
        try:
            answer = worker.line.recv()
        except (EOFError, OSError):
            self._give_up(worker, "verify.checker_died")
            return
        if answer == judge_worker.BEGUN:
            worker.until = time.monotonic() + self._seconds
            return
        if isinstance(answer, Failure):
            if answer.cause:
                _log(answer.cause)
            self._give_up(worker, "verify.too_heavy" if answer.reason == "memory" else "verify.checker_died")
            return
        assert ticket is not None  # noqa: S101 - only a worker that was asked answers
        ticket.answer, worker.ticket = answer, None
        self._busy.remove(worker)
        _resting.append(worker)

    def _give_up(self, worker: _Worker, reason: str) -> None:
        assert worker.ticket is not None  # noqa: S101 - only a worker that was asked is given up
        worker.ticket.answer = _unjudged(worker.ticket.task, reason, self._seconds)
        self._busy.remove(worker)
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


def dismiss() -> None:
    """End the workers that rest."""
    while _resting:
        _resting.pop().end()


def _unjudged(task: Task, reason: str, seconds: float) -> "Examination":
    """Say of a file that looking at it had to be given up."""
    from kgdesk.consolidation.examination import Examination

    params = {"file": task.name, "seconds": int(seconds)}
    verdict = Verdict(task.name, FileKind.OTHER, unreadable=True, reasons=(reason,), params=params)
    return Examination(verdict, sha256(task.data).hexdigest())


def _log(text: str) -> None:
    """Keep what a worker said of its own failure, for those who repair it."""
    from kgdesk.files import state_folder

    with suppress(OSError), (state_folder() / "kgdesk.log").open("a", encoding="utf-8") as log:
        log.write(text + "\n")
