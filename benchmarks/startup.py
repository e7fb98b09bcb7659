"""Start of the desk (workspace opened, grid painted) beside LibreOffice Calc opening the same return.

Each side is a new process on the same X server. The desk's clock stops when its own grid has been
painted; Calc's already when its window with the document's name is on the screen, painted or not, so
that any error favours Calc. Cold rounds drop the kernel's file caches before each start (needs root).
"""

import contextlib
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_DESK = """
import sys
from pathlib import Path
from kgdesk.desk.app import run
run(Path(sys.argv[1]), page="entry", on_painted=lambda: print("painted", flush=True))
"""
_EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableWidget, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
table = QTableWidget(33, 14)
window.setCentralWidget(table)
window.resize(1280, 720)
window.show()
QTimer.singleShot(0, lambda: print("painted", flush=True))
app.exec()
"""
_LIMIT = 60  # seconds after which a start has failed


def measure(rounds: int) -> None:
    """Print median times of both sides, warm and cold, and the ratio."""
    if "DISPLAY" not in os.environ:
        print("needs a display: run through `make bench`")
        return
    with tempfile.TemporaryDirectory() as name, _libreoffice(Path(name)) as calc:
        folder = Path(name)
        subprocess.run(
            [sys.executable, "-m", "kgdesk", "demo", str(folder / "demo"), "--json"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        workspace = folder / "demo" / "workspaces" / "KG-911.kgdesk"
        book = folder / "demo" / "returns" / "KG-911_2024_r1.xlsx"
        environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "XDG_STATE_HOME": str(folder / "state")}
        sides: dict[str, Callable[[], float]] = {
            "desk: workspace opened, grid painted": lambda: _says_painted(_DESK, workspace, environment),
            "an empty PySide6 window with a grid": lambda: _says_painted(_EMPTY, workspace, environment),
        }
        if calc is not None:
            sides["LibreOffice Calc: the same return"] = lambda: calc(book)
        else:
            print("LibreOffice Calc is not installed")
        for kind, prepare in (("warm", _nothing), ("cold", _drop_caches)):
            if kind == "cold" and not _can_drop_caches():
                print("cold rounds left out: needs root")
                continue
            _report(kind, _interleaved(sides, rounds, prepare))


def _interleaved(
    sides: dict[str, Callable[[], float]], rounds: int, prepare: Callable[[], None]
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in sides}
    for start in sides.values():
        start()  # the first start of each fills its caches and profiles
    for _ in range(rounds):
        for name, start in sides.items():
            prepare()
            times[name].append(start())
    return times


def _report(kind: str, times: dict[str, list[float]]) -> None:
    ours = statistics.median(next(iter(times.values())))
    for name, values in times.items():
        middle = statistics.median(values)
        shown = f"median {middle * 1000:7.0f} ms  min {min(values) * 1000:7.0f}  ratio {middle / ours:5.2f}"
        print(f"{kind}  {name:<40} {shown}")


def _says_painted(program: str, workspace: Path, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(workspace)], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    taken = time.perf_counter() - started
    process.terminate()
    process.wait()
    if line.strip() != "painted":
        raise RuntimeError("the window never painted")
    return taken


@contextmanager
def _libreoffice(folder: Path) -> Iterator[Callable[[Path], float] | None]:
    """Give a function that opens a workbook in Calc and tells how long its window took."""
    if shutil.which("soffice") is None or shutil.which("xdotool") is None:
        yield None
        return
    profile = f"-env:UserInstallation=file://{folder}/profile"

    def start(book: Path) -> float:
        command = ["soffice", profile, "--calc", "--nologo", "--norestore", "--nofirststartwizard", str(book)]
        started = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            while not _window_named(book.stem):
                if time.perf_counter() - started > _LIMIT:
                    raise RuntimeError("Calc never showed the document")
                time.sleep(0.01)
            return time.perf_counter() - started
        finally:
            _end_group(process)
            (book.parent / f".~lock.{book.name}#").unlink(missing_ok=True)

    yield start


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    """End the launcher and the program it started; the next start must not find the old one still closing."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        for _ in range(500):
            os.killpg(process.pid, 0)
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _window_named(words: str) -> bool:
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", words], capture_output=True, check=False)
    return bool(found.stdout.strip())


def _nothing() -> None:
    """Leave the caches as they are."""


def _can_drop_caches() -> bool:
    return os.access("/proc/sys/vm/drop_caches", os.W_OK)


def _drop_caches() -> None:
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
