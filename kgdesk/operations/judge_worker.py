"""The process that looks at files: it may die, hang or run out of memory without taking anything along.

It knows no database and writes nothing; what it needs of the workspace is sent to it.
"""

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.errors import Fault
from kgdesk.domain.plan import Plan

if TYPE_CHECKING:
    from kgdesk.signing.trust import TrustAnchors

# Bytes of addresses, on Windows of committed pages; a worker that has judged a return has about 0.12e9 of them.
MEMORY = 1_500_000_000
IDLE = 60.0  # seconds without work after which a worker leaves


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What judging needs of a workspace; `number` tells one from the next."""

    number: int
    anchors: "TrustAnchors"
    plan: Plan | None
    enrolments: tuple[Enrolment, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One file. `opens` says that a mail or an archive is opened; what came out of one is judged as it is."""

    data: bytes
    name: str
    at: datetime
    opens: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A call of a reader that a module names; its arguments and what it gives can be pickled."""

    read: Callable[..., object]
    args: tuple[object, ...]
    kwargs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Begun:
    """The file's time runs from here, not from when the process was started.

    `unbounded` says why the memory of this process has no limit; empty where it has one.
    """

    unbounded: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader gave, which may be anything: even what looks like a failure of ours."""

    value: object


@dataclass(frozen=True, slots=True)
class Failure:
    """The worker's own failure with a file: `memory`, or `broke` with the place in our program."""

    reason: str
    cause: str = ""


def serve(connection: Connection) -> None:
    """Answer until nobody asks any more. The entrance of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked for the work decides what Ctrl+C means
    _leave_with_parent()
    begun = Begun(limit())
    knowledge: Knowledge | None = None
    with suppress(EOFError, OSError):
        while connection.poll(IDLE):
            asked = connection.recv()
            if isinstance(asked, Knowledge):
                knowledge = asked
            elif isinstance(asked, Reading) or (isinstance(asked, Task) and knowledge is not None):
                connection.send(begun)
                answer = _answer(asked, knowledge)
                _send(connection, answer)
                if isinstance(answer, Failure):
                    return  # a fresh process is safer than one that failed


def _leave_with_parent() -> None:
    """End with the process that asked, even while a file keeps this one busy: it may have been killed."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="kgdesk-parent", daemon=True).start()


def limit() -> str:
    """Bound the memory; core dumps and dialogs of a worker help nobody. Give why it could not be, empty where it is.

    A process without the limit reads all the same.
    """
    try:
        if sys.platform == "win32":
            from kgdesk.operations.windows_job import bound_memory

            bound_memory(MEMORY)
        else:
            _limit_resources()
    except (ValueError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


if sys.platform != "win32":
    import resource

    def _limit_resources() -> None:
        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (most, hard) if hard == resource.RLIM_INFINITY else (min(most, hard), hard))


def _send(connection: Connection, answer: object) -> None:
    try:
        connection.send(answer)
    except MemoryError:  # what was read fits into memory, its copy for the way does not
        connection.send(Failure("memory"))


def _answer(asked: Task | Reading, knowledge: Knowledge | None) -> object:
    try:
        if isinstance(asked, Reading):
            return _read(asked)
        assert knowledge is not None  # noqa: S101 - `serve` asked
        return _look(asked, knowledge)
    except (MemoryError, RecursionError):
        return Failure("memory")
    except Exception as error:  # noqa: BLE001 - a defect with one file must not stop the others
        if is_memory(error):
            return Failure("memory")
        return Failure("broke", "".join(traceback.format_exception(error)))


def _read(asked: Reading) -> object:
    try:
        return Given(asked.read(*asked.args, **asked.kwargs))
    except Fault as fault:
        return fault


def is_memory(error: BaseException) -> bool:
    """Whether lack of memory is behind an error, said in a library's own words."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MemoryError) or "bad_alloc" in str(cause) or "Cannot allocate" in str(cause):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _look(task: Task, knowledge: Knowledge) -> object:
    from kgdesk.consolidation.examination import examine
    from kgdesk.mail.opening import is_container, open_container

    if task.opens and is_container(task.data, task.name):
        return open_container(task.data, task.name)
    return examine(
        task.data,
        task.name,
        anchors=knowledge.anchors,
        at=task.at,
        plan=knowledge.plan,
        enrolments=knowledge.enrolments,
    )


Serve = Callable[[Connection], None]
