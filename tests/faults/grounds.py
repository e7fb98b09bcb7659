"""The ground under an activity: a folder that can be full, broken, slow, locked, closed to writing, or gone."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
STRACE = shutil.which("strace")
PATIENCE = 60.0

FAULTS = ("disk full", "I/O error", "read-only", "removed", "slow disk", "second program", "clock back")
EARLY = {"read-only", "second program"}  # stand in the way before anything is opened
# What is written there, not the workspace, is what cannot be written.
OUTSIDE = {"sealing", "consolidation", "backup"}

_HOLD = """
import sys
from pathlib import Path
from kgdesk.store.connection import Store
with Store.open(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def can_mount() -> bool:
    """Whether this process may mount: root of a container often may not."""
    if not ROOT or shutil.which("mount") is None:
        return False
    trial = Path(os.environ.get("TMPDIR", "/tmp")) / f"kgdesk-mount-{os.getpid()}"  # noqa: S108 - a name of our own
    trial.mkdir()
    try:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", trial], check=False, capture_output=True
        )
        if made.returncode == 0:
            subprocess.run(["umount", trial], check=True)
        return made.returncode == 0
    finally:
        trial.rmdir()


def can_trace() -> bool:
    """Whether strace is there and may look on: in some containers it may not."""
    if STRACE is None:
        return False
    return subprocess.run([STRACE, "-o", os.devnull, "true"], check=False, capture_output=True).returncode == 0


@contextlib.contextmanager
def small_disk(folder: Path, *, size: str) -> Iterator[None]:
    """A disk of its own at a folder."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=False)


@contextlib.contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not one byte is left on the disk of a folder."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as stream:
        block = 1 << 20
        while block:
            try:
                stream.write(bytes(block))
            except OSError:
                block //= 2
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def injected(pid: int, *what: str) -> Iterator[None]:
    """System calls of a running process answer as they are told."""
    assert STRACE is not None
    calls = ",".join(item.partition(":")[0] for item in what)
    injections = [word for item in what for word in ("-e", f"inject={item}")]
    tracer = subprocess.Popen(
        [STRACE, "-f", "-q", "-o", os.devnull, "-e", f"trace={calls}", *injections, "-p", str(pid)],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _await_tracer(pid, tracer)
        yield
    finally:
        tracer.terminate()
        tracer.communicate()


def _await_tracer(pid: int, tracer: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + PATIENCE
    while "TracerPid:\t0\n" in Path(f"/proc/{pid}/status").read_text():
        if tracer.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"strace did not attach: {tracer.stderr and tracer.stderr.read()}")
        time.sleep(0.005)


@contextlib.contextmanager
def closed_to_writing(folder: Path, *, mounts: bool) -> Iterator[None]:
    """A folder that can only be read."""
    if mounts:
        subprocess.run(["mount", "--bind", folder, folder], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", "-l", folder], check=True)
        return
    inside = [folder, *folder.rglob("*")]
    modes = {item: item.stat().st_mode for item in inside}
    for item in reversed(inside):
        item.chmod(0o500 if item.is_dir() else 0o400)
    try:
        yield
    finally:
        for item, mode in modes.items():
            item.chmod(mode)


@contextlib.contextmanager
def pulled_out(folder: Path, *, mounts: bool, behind: Path) -> Iterator[None]:
    """The medium is gone; `behind` is where it was mounted from, and comes back to the same place."""
    if mounts:
        subprocess.run(["umount", "-l", folder], check=True)
    else:
        folder.rename(behind)
    try:
        yield
    finally:
        if mounts:
            subprocess.run(["mount", "--bind", behind, folder], check=True)
        else:
            behind.rename(folder)


@contextlib.contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another process has the workspace open."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield
        finally:
            holder.stdin.close()
            holder.wait(PATIENCE)
