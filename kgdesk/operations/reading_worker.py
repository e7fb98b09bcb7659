"""One process that reads files for this one, and the few that rest between two uses."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pickle import UnpicklingError, loads

from kgdesk.domain.errors import Fault
from kgdesk.operations import judge_worker
from kgdesk.operations.judge_worker import Begun, Failure, Knowledge, Reading, Task

STARTING = 60.0  # seconds that a process may take to begin, on a computer that has much else to do
MOST_ANSWER = 400_000_000  # bytes; what is larger on the way would fill the process that asked


class Worker:
    """One process and the line to it. `until` is the moment after which nobody waits any more.

    Raises Fault `file.no_reader` where the system starts no more processes: no fault of any file.
    """

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        with _starting() as undo:
            ours, theirs = context.Pipe()
            undo.callback(ours.close)
            undo.callback(theirs.close)
            self.line: Connection = ours
            self.process: SpawnProcess = context.Process(
                target=judge_worker.serve, args=(theirs,), name="kgdesk-judge", daemon=True
            )
            self.process.start()
            undo.pop_all()
        theirs.close()
        self.knows = 0
        self.until = 0.0

    def ask(self, asked: Task | Reading, seconds: float, knowledge: Knowledge | None = None) -> bool:
        """Hand a file over; False where the process is gone."""
        try:
            if knowledge is not None and self.knows != knowledge.number:
                self.line.send(knowledge)
                self.knows = knowledge.number
            self.line.send(asked)
        except OSError:
            return False
        self.until = time.monotonic() + seconds + STARTING
        return True

    def hear(self) -> object:
        """Take what the process says; a `Failure` where it is gone or says too much."""
        try:
            said = self.line.recv_bytes(MOST_ANSWER)
        except EOFError:
            return Failure("died")
        except OSError as error:
            return Failure("died" if error.errno else "memory")  # the limit of an answer has no number
        try:
            answer: object = loads(said)  # noqa: S301 - our own process
        except UnpicklingError:
            return Failure("died")
        if isinstance(answer, Begun) and answer.unbounded:
            _keep_once(f"a reader works without a limit of memory: {answer.unbounded}")
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.line.close()
        self.process.close()


@contextmanager
def _starting() -> Iterator[ExitStack]:
    """Give a stack of what to undo where no process can be started."""
    try:
        with ExitStack() as undo:
            yield undo
    except OSError as error:  # too many open files or processes, no memory
        raise Fault("file.no_reader", cause=error.strerror or str(error)) from error


resting: list[Worker] = []  # kept for the next file; each leaves by itself when idle


def hire(asked: Task | Reading, seconds: float, knowledge: Knowledge | None = None) -> tuple[Worker, bool]:
    """Hand a file to a worker that rests or to a new one; False where even that one is gone at once.

    Raises Fault `file.no_reader`.
    """
    while resting:
        with suppress(IndexError):  # another thread took the last
            worker = resting.pop()
            if worker.process.is_alive() and worker.ask(asked, seconds, knowledge):
                return worker, True
            worker.end()
    worker = Worker()
    return worker, worker.ask(asked, seconds, knowledge)


def dismiss() -> None:
    """End the workers that rest."""
    while resting:
        resting.pop().end()


@cache
def _keep_once(text: str) -> None:
    """Each reader would say the same again."""
    keep_cause(text)


def keep_cause(text: str) -> None:
    """Keep what a worker said of its own failure, for those who repair it."""
    from kgdesk.files import state_folder

    with suppress(OSError), (state_folder() / "kgdesk.log").open("a", encoding="utf-8") as log:
        log.write(text + "\n")
