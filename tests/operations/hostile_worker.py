"""A judging process that hangs, dies or swallows memory, as the name of the file says."""

import os
import time
from multiprocessing.connection import Connection

from kgdesk.operations import judge_worker
from kgdesk.operations.judge_worker import Knowledge, Task

_honest = judge_worker._look


def _look(task: Task, knowledge: Knowledge) -> object:
    if "hang" in task.name:
        time.sleep(600)
    if "die" in task.name:
        os._exit(11)
    if "swallow" in task.name:
        return [bytearray(200_000_000) for _ in range(1000)]
    if "defect" in task.name:
        raise ZeroDivisionError(task.name)
    return _honest(task, knowledge)


def serve(connection: Connection) -> None:
    judge_worker._look = _look
    judge_worker.serve(connection)
