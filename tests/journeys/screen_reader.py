"""What a screen reader would read of the windows of one screen: the eyes of a test that has none."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.journeys.real_screen import PATIENCE, RealScreen

_WORKER = Path(__file__).with_name("atspi_worker.py")
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"  # has D-Bus by `gi`; our own has not


def missing() -> str:
    """What is not installed here; empty where all is."""
    for name in ("dbus-daemon", SYSTEM_PYTHON):
        if shutil.which(name) is None:
            return name
    if not LAUNCHER.exists():
        return "at-spi2-core"
    asked = "from gi.repository import Gio, GLib"
    if subprocess.run([SYSTEM_PYTHON, "-c", asked], capture_output=True, check=False).returncode:
        return "python3-gi"
    return ""


@contextmanager
def speaking(screen: RealScreen) -> Iterator[RealScreen]:
    """Give the screen a bus of its own, on which programs started from now on tell what they show."""
    bus = screen.start(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE)
    assert bus.stdout is not None
    before = dict(screen.environment)
    screen.environment |= {
        "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    launcher = screen.start([str(LAUNCHER), "--launch-immediately"])
    try:
        yield screen
    finally:
        for process in (launcher, bus):
            process.terminate()
            process.wait(PATIENCE)
        bus.stdout.close()
        screen.environment.clear()
        screen.environment.update(before)


@dataclass(frozen=True)
class Seen:
    """A thing on the screen: what it is, what it is called, what is written in it, and the window it stands in."""

    window: str
    role: str
    name: str
    text: str
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its column, what it is, and what is said of it."""

    column: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen at one moment: the cells that were watched, and the label, which was read after them."""

    cells: tuple[str, ...]
    label: str


class ScreenReader:
    """Reads the programs of a screen that is `speaking`."""

    def __init__(self, screen: RealScreen) -> None:
        self._worker = screen.start(
            [SYSTEM_PYTHON, str(_WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None
        )

    def _ask(self, *request: object) -> Any:
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        self._worker.stdin.write(json.dumps(request) + "\n")
        self._worker.stdin.flush()
        return json.loads(self._worker.stdout.readline())

    def look(self) -> list[Seen]:
        """Everything on the screen but the cells of tables."""
        return [seen for window in self._ask("see") for seen in _flat(window, window["name"])]

    def table(self, name: str) -> list[list[str]]:
        """The texts of a table; empty where there is none of that name."""
        rows: list[list[str]] = self._ask("table", name)
        return rows

    def row(self, table: str, words: str) -> list[Cell]:
        """The row of a table in which words begin a text."""
        return [Cell(**cell) for cell in self._ask("row", table, words)]

    def watch(self, table: str, columns: list[str], label: str) -> bool:
        """Find what `follow` looks at; false where it is not there."""
        return bool(self._ask("watch", table, columns, label))

    def follow(self, seconds: float) -> list[Look]:
        """Look again and again for so long; give each look that shows something else."""
        return [Look(tuple(look["cells"]), look["label"]) for look in self._ask("follow", seconds)]

    def close(self) -> None:
        self._worker.terminate()
        self._worker.communicate(timeout=PATIENCE)


def _flat(node: dict[str, Any], window: str) -> Iterator[Seen]:
    yield Seen(window, node["role"], node["name"], node["text"], frozenset(node["states"]))
    for child in node["children"]:
        yield from _flat(child, window)
