"""Calling a reader in a process of its own: what a file makes of it, this process and its window stay alive.

Judging returns has its own line of many files (`judging`); this is for the one file that a person chose
(docs/decisions/0020-files-are-judged-apart.md, 0025-every-reader-apart.md).
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from kgdesk.domain.errors import Fault

if TYPE_CHECKING:
    from kgdesk.operations.reading_worker import Worker

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = 60.0  # for one file; the largest table that is read takes about ten
_REASONS = {"memory": "file.too_heavy", "slow": "file.too_slow"}


def read_apart(file: object, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Give what `read` gives, read in another process; `file` is the name for the sentences.

    `read` is a function of a module; what goes in and what comes out can be pickled. Raises the Faults that
    `read` raises, and Fault `file.too_slow`, `file.too_heavy`, `file.reader_died`, `file.no_reader`.
    """
    from kgdesk.operations import reading_worker  # late: the first screen needs no processes
    from kgdesk.operations.judge_worker import Failure, Given, Reading

    worker, alive = reading_worker.hire(Reading(read, args, kwargs), SECONDS)
    answer: object = Failure("died")
    try:
        if alive:
            answer = _wait(worker)
    finally:
        if isinstance(answer, Failure):  # also when the person stopped waiting
            worker.end()
        else:
            reading_worker.resting.append(worker)
    if isinstance(answer, Given):
        return cast("T", answer.value)
    if isinstance(answer, Failure):
        if answer.cause:
            reading_worker.keep_cause(answer.cause)
        raise Fault(_REASONS.get(answer.reason, "file.reader_died"), file=file, seconds=int(SECONDS))
    assert isinstance(answer, Fault)  # noqa: S101 - a worker says nothing else
    raise answer


def _wait(worker: "Worker") -> object:
    from kgdesk.operations.judge_worker import Begun, Failure

    while worker.line.poll(max(0.0, worker.until - time.monotonic())):
        answer = worker.hear()
        if not isinstance(answer, Begun):
            return answer
        worker.until = time.monotonic() + SECONDS
    return Failure("slow")
