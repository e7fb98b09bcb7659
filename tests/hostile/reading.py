"""Has the hostile files of a reader read in a process of its own and measures it from outside."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLOWEST = 20.0  # seconds of computing for a file
HEAVIEST = 1_000_000_000  # bytes of memory, at the process's worst moment


@dataclass(frozen=True, slots=True)
class Ended:
    """How a file ended: `refused`, `read`, `heavy`, `defect`, or `gone` where the process ended with it."""

    file: str
    ended: str
    code: str
    says: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Round:
    """All files of a reader, and the most memory its processes had."""

    files: tuple[Ended, ...]
    memory: int


def read_apart(reader: str, paths: list[Path], *, patience: float = 150.0) -> Round:
    """Read files in the process of `readers`, in another where one ended with its file.

    Nobody waits longer than `patience` and five seconds a file.
    """
    ended: list[Ended] = []
    memory = 0
    while len(ended) < len(paths):
        found, peak = _round(reader, paths[len(ended) :], patience + 5 * len(paths))
        ended += found
        memory = max(memory, peak)
        if not found:
            ended.append(Ended(paths[len(ended)].name, "gone", "", "", 0.0))
    return Round(tuple(ended), memory)


def _round(reader: str, paths: list[Path], patience: float) -> tuple[list[Ended], int]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.hostile.readers", reader, *map(str, paths)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        state = {**os.environ, "XDG_STATE_HOME": tempfile.gettempdir()}
        process = subprocess.Popen(command, stdout=out, stderr=errors, cwd=ROOT, env=state)
        timer = threading.Timer(patience, process.kill)
        timer.start()
        _, _, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = 0
        out.seek(0)
        return [Ended(**json.loads(line)) for line in out.read().splitlines()], usage.ru_maxrss * 1024
