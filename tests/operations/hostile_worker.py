"""A judging process that hangs, dies or swallows memory, as the name of the file says."""

import os
import time
from multiprocessing.connection import Connection

from kgdesk.operations import judge_worker
from kgdesk.operations.judge_worker import Knowledge, Reading, Task

_honest, _honest_reading = judge_worker._look, judge_worker._read


def _behave(name: str) -> None:
    if "hang" in name:
        time.sleep(600)
    if "die" in name:
        os._exit(11)
    if "swallow" in name:
        _ = [bytearray(200_000_000) for _ in range(1000)]
    if "defect" in name:
        raise ZeroDivisionError(name)


def _look(task: Task, knowledge: Knowledge) -> object:
    _behave(task.name)
    return _honest(task, knowledge)


def _read(asked: Reading) -> object:
    """The name of the file is somewhere among the arguments, its bytes are not looked through."""
    _behave(" ".join(str(item)[-60:] for item in _flat(asked.args) if isinstance(item, str | os.PathLike)))
    return _honest_reading(asked)


def _flat(found: object) -> list[object]:
    return [each for item in found for each in _flat(item)] if isinstance(found, tuple) else [found]


def serve(connection: Connection) -> None:
    judge_worker._look = _look
    judge_worker._read = _read
    judge_worker.serve(connection)


def serve_unlimited(connection: Connection) -> None:
    """As where the system refuses to bound the memory."""
    judge_worker._limit_resources = _refuse
    judge_worker.serve(connection)


def _refuse() -> None:
    raise OSError("refused")
