"""A process for one activity, and three ways of watching it: to its end, until a kill, and call by call.

Processes are forked from one that has imported everything, so that a life costs a tenth of a second.
"""

import ctypes
import multiprocessing
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Self

from kgdesk.operations import reading_worker
from tests.crash.activity import Activity

PATIENCE = 60.0  # seconds for a life that nobody kills
LEAVING = 20.0  # seconds in which judges have to follow whoever asked them into death
CALLS = ("pwrite64", "write", "fdatasync", "fsync", "rename", "renameat2", "unlink", "ftruncate")
_PR_SET_PTRACER, _ANY = 0x59616D61, -1
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\(")
Prepare = Callable[[], None]  # sabotage, in the process that will be killed


def can_trace() -> bool:
    """Whether strace is here and may look at processes that it did not start."""
    if shutil.which("strace") is None:
        return False
    with subprocess.Popen(["sleep", "30"]) as sleeper:
        tracer = _strace(sleeper.pid, [], "/dev/null")
        try:
            return _attached(tracer, sleeper.pid)
        finally:
            sleeper.kill()
            tracer.wait()


@dataclass(frozen=True, slots=True)
class Point:
    """The `number`th time (from 1) that the process makes a system call that changes the disk."""

    call: str
    number: int


@dataclass(slots=True)
class Life:
    """What is known of a process that is over. `hung` says that processes of its were still there."""

    told: list[str] = field(default_factory=list)
    error: str = ""
    killed: bool = False
    hung: bool = False
    seconds: float = 0.0


def fork_readers() -> None:
    """Let the processes that read files be forked, not spawned: that costs 10 ms instead of half a second."""
    context = multiprocessing.get_context("fork")
    reading_worker.multiprocessing = SimpleNamespace(get_context=lambda _: context)  # type: ignore[assignment]


class Running:
    """One forked process at work in a scene. Use as a context."""

    def __init__(
        self, activity: Activity, scene: Path, *, sabotage: Prepare | None = None, acknowledge: bool = False
    ) -> None:
        told_read, told_write = os.pipe()
        go_read, go_write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(told_read)
            os.close(go_write)
            _live(activity, scene, told_write, go_read, sabotage, acknowledge=acknowledge)
        with suppress(PermissionError):  # it was quicker; either of the two has to be first
            os.setpgid(self.pid, self.pid)
        os.close(told_write)
        os.close(go_read)
        self._told, self._go = told_read, go_write
        self._rest = b""
        self.ended = False
        self.life = Life()
        self._began = 0.0

    def go(self) -> None:
        """Let it begin, or go on after what it told."""
        self._began = self._began or time.monotonic()
        os.write(self._go, b".")

    def hear(self, seconds: float) -> str | None:
        """Wait for the next thing told; None when time is up or the process and all of its kind are gone."""
        until = time.monotonic() + seconds
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._told], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                return None
            more = os.read(self._told, 65536)
            if not more:
                self.ended = True
                return None
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        text = line.decode()
        if text.startswith("!"):
            self.life.error = text[1:]
        else:
            self.life.told.append(text)
        return text

    def kill(self) -> None:
        """Kill it and everything it has started."""
        os.killpg(self.pid, signal.SIGKILL)

    def end(self, seconds: float) -> Life:
        """Hear everything until the last process is gone."""
        until = time.monotonic() + seconds
        while not self.ended and time.monotonic() < until:
            self.hear(until - time.monotonic())
        if not self.ended:
            self.life.hung = True
            self.kill()
        _, status = os.waitpid(self.pid, 0)
        self.life.seconds = time.monotonic() - self._began
        self.life.killed = os.WIFSIGNALED(status)
        if not self.life.killed and os.WEXITSTATUS(status) and not self.life.error:
            self.life.error = f"exit {os.WEXITSTATUS(status)}"
        return self.life

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for handle in (self._told, self._go):
            os.close(handle)


def _live(activity: Activity, scene: Path, told: int, go: int, sabotage: Prepare | None, *, acknowledge: bool) -> None:
    """Be the process; never returns."""
    code = 0

    def tell(label: str) -> None:
        os.write(told, f"{label}\n".encode())
        if acknowledge:
            os.read(go, 1)

    try:
        os.setpgid(0, 0)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(_ANY & (2**64 - 1)), 0, 0, 0)
        os.read(go, 1)
        fork_readers()
        if sabotage is not None:
            sabotage()
        activity.perform(scene, tell)
        reading_worker.dismiss()
    except BaseException:  # noqa: BLE001 - told to whoever watches
        code = 1
        text = " | ".join(line.strip() for line in traceback.format_exc().strip().splitlines()[-5:])
        os.write(told, f"!{text[-1500:]}\n".encode())
    finally:
        os._exit(code)


def complete(activity: Activity, scene: Path, *, sabotage: Prepare | None = None) -> Life:
    """Let it work to its end."""
    with Running(activity, scene, sabotage=sabotage) as running:
        running.go()
        return running.end(PATIENCE)


def watched(activity: Activity, scene: Path, look: Callable[[], None]) -> Life:
    """Let it work to its end, holding it after everything it tells while `look` looks."""
    with Running(activity, scene, acknowledge=True) as running:
        running.go()
        while running.hear(PATIENCE) is not None and not running.life.error:
            look()
            running.go()
        return running.end(PATIENCE)


def killed_after(activity: Activity, scene: Path, seconds: float, *, sabotage: Prepare | None = None) -> Life:
    """Kill it and its judges after a while, unless it has ended."""
    with Running(activity, scene, sabotage=sabotage) as running:
        running.go()
        until = time.monotonic() + seconds
        while not running.ended and time.monotonic() < until:
            running.hear(until - time.monotonic())
        running.kill()
        return running.end(LEAVING)


def killed_at(activity: Activity, scene: Path, point: Point, *, sabotage: Prepare | None = None) -> Life:
    """Kill it, and nobody else, on the way into a system call: what the call was to do is not done."""
    with Running(activity, scene, sabotage=sabotage) as running:
        tracer = _strace(
            running.pid,
            ["-e", f"inject={point.call}:signal=KILL:when={point.number}"],
            "/dev/null",
            calls=(point.call,),
        )
        if not _attached(tracer, running.pid):
            running.kill()
            running.end(LEAVING)
            raise RuntimeError("strace did not attach")
        running.go()
        life = running.end(LEAVING + PATIENCE)
        tracer.wait(PATIENCE)
        return life


def recorded(
    activity: Activity, scene: Path, log: Path, *, sabotage: Prepare | None = None, full: bool = False
) -> Life:
    """Let it work to its end while strace writes down its calls; `full` with the bytes, for a replay."""
    extra = ["-y", "-xx", "-s", "100000000"] if full else []
    calls = (*CALLS, "openat", "close", "lseek", "link", "linkat", "sendfile", "copy_file_range") if full else CALLS
    with Running(activity, scene, sabotage=sabotage) as running:
        tracer = _strace(running.pid, extra, str(log), calls=calls)
        if not _attached(tracer, running.pid):
            raise RuntimeError("strace did not attach")
        running.go()
        life = running.end(PATIENCE)
        tracer.wait(PATIENCE)
        return life


def points_of(log: Path) -> list[Point]:
    """Read every call of a record, in order."""
    seen: Counter[str] = Counter()
    points = []
    for line in log.read_text(errors="replace").splitlines():
        found = _LINE.match(line)
        if found and found[1] in CALLS:
            seen[found[1]] += 1
            points.append(Point(found[1], seen[found[1]]))
    return points


def _strace(pid: int, extra: list[str], log: str, calls: tuple[str, ...] = CALLS) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        ["strace", "-qq", "-o", log, "-e", f"trace={','.join(calls)}", *extra, "-p", str(pid)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _attached(tracer: "subprocess.Popen[bytes]", pid: int) -> bool:
    """Wait until strace has hold of the process."""
    status = Path(f"/proc/{pid}/status")
    while tracer.poll() is None:
        if f"TracerPid:\t{tracer.pid}\n" in status.read_text():
            return True
        time.sleep(0.001)
    return False
