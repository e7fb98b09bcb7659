"""The grid's answer to a key, with 200 indicators and five years of months.

A key's time ends when everything it caused on the screen has been painted; saving goes on behind it. Beside the time
on the wall stands the time that the window's own thread worked: that one does not change with what else the computer
does. Cells are counted as they are painted.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.entry import FRAME, NOW, percentile
from kgdesk.domain.period import Period

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from kgdesk.desk.app import Desk
    from kgdesk.desk.entry.view import EntryView

_KEYS = 120
_CELLS = 24  # typed at a clerk's pace
_BETWEEN = (0.08, 0.2)  # seconds between two keys
_LOOKING = (0.1, 0.6)  # seconds after a cell: now and then long enough for the checks to begin
_WORK = 0.001  # seconds; less is waiting
_BURST = 5  # pages in one direction


@dataclass(slots=True)
class _Times:
    """Of each key: seconds on the wall, seconds of the window's own thread, cells painted."""

    wall: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Tell medians and 99th percentiles in a line."""
        wall, own = ((statistics.median(each), percentile(each, 99)) for each in (self.wall, self.own))
        verdict = "within a frame" if max(wall[1], own[1]) <= FRAME else "MORE THAN A FRAME"
        return (
            f"{name:<40} {wall[0] * 1000:6.1f} {wall[1] * 1000:7.1f}   {own[0] * 1000:6.1f} {own[1] * 1000:6.1f}"
            f"   {round(statistics.median(self.cells)):4} {max(self.cells):4}   {verdict}"
        )


class _Keys:
    """Presses keys in an open window and measures each."""

    def __init__(self, app: "QApplication", desk: "Desk", view: "EntryView", painted: list[None]) -> None:
        self._app, self._desk, self._view, self._painted = app, desk, view, painted
        self.rest = _Times()  # what the window does while nobody presses anything, piece by piece

    def timed(self, acts: Iterable[Callable[[], object]], *, after: Callable[[], float] | None = None) -> _Times:
        """Measure each; `after` tells how many seconds nobody presses anything then."""
        times = _Times()
        for act in acts:
            self._painted.clear()
            wall, own = time.perf_counter(), time.thread_time()
            act()
            self._app.processEvents()
            times.own.append(time.thread_time() - own)
            times.wall.append(time.perf_counter() - wall)
            times.cells.append(len(self._painted))
            if after is not None:
                self._pause(after())
        until(self._app, lambda: idle(self._desk))
        return times

    def _pause(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self._painted.clear()
            wall, own = time.perf_counter(), time.thread_time()
            self._app.processEvents()
            if (worked := time.thread_time() - own) > _WORK:
                self.rest.own.append(worked)
                self.rest.wall.append(time.perf_counter() - wall)
                self.rest.cells.append(len(self._painted))
            time.sleep(0.002)

    def press(self, *keys: int, count: int) -> Iterable[Callable[[], object]]:
        """Press keys over and over, so many altogether."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        def one(key: int) -> Callable[[], object]:
            return lambda: QTest.keyClick(self._view.window().focusWidget() or self._view, Qt.Key(key))

        return [one(key) for key in islice(cycle(keys), count)]

    def paint(self) -> None:
        """Have the whole grid painted anew."""
        self._view.names.viewport().update()
        self._view.viewport().update()


def keys(path: Path) -> None:
    """Type figures down a column, walk and scroll; print a line for each."""
    from PySide6.QtCore import Qt

    key, painted = Qt.Key, _counting()
    app, desk = _opened(path)
    view = desk.shell.pages["entry"].view  # type: ignore[union-attr]
    view.setFocus()
    hand, chance = _Keys(app, desk, view, painted), random.Random(5)  # noqa: S311 - pauses, no secrets
    typed = (key.Key_7, key.Key_5, key.Key_2, key.Key_Return)
    turns = cycle((False, False, False, True))
    lines = {
        "the grid painted anew": hand.timed([hand.paint] * 20),
        "a key while typing down a column": hand.timed(hand.press(*typed, count=_KEYS)),
        "an arrow down": hand.timed(hand.press(key.Key_Down, count=_KEYS)),
        "a page down and up": hand.timed(
            hand.press(*[key.Key_PageDown] * _BURST, *[key.Key_PageUp] * _BURST, count=_KEYS)
        ),
        "a key at a clerk's pace": hand.timed(
            hand.press(*typed, count=4 * _CELLS), after=lambda: chance.uniform(*(_LOOKING if next(turns) else _BETWEEN))
        ),
    }
    lines["what follows when the keys pause"] = hand.rest
    print(f"{'milliseconds':<40} {'wall':>6} {'p99':>7}   {'own':>6} {'p99':>6}   {'cells':>4} {'max':>3}")
    for name, times in lines.items():
        print(times.line(name))
    desk.close()


def _counting() -> list[None]:
    """Count the cells that are painted from now on; before the window is made, or Qt knows the method already."""
    from kgdesk.desk.entry.delegate import CellDelegate

    cells: list[None] = []
    paint = CellDelegate.paint

    def counted(self: CellDelegate, *arguments: object) -> None:
        cells.append(None)
        paint(self, *arguments)  # type: ignore[arg-type]

    CellDelegate.paint = counted  # type: ignore[method-assign, assignment]
    return cells


def _opened(path: Path) -> "tuple[QApplication, Desk]":
    from PySide6.QtWidgets import QApplication

    from kgdesk.desk.app import Desk
    from kgdesk.desk.settings import Settings

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["kgdesk"])
    desk = Desk(app, Settings(path.with_name("desk.ini")), page="entry", clock=lambda: NOW)
    painted: list[bool] = []
    desk.start(path, lambda: painted.append(True))
    until(app, lambda: bool(painted))
    if desk.session is not None:
        desk.session.choose_period(Period.parse("2025-M12"))
    until(app, lambda: idle(desk))
    return app, desk


def idle(desk: "Desk") -> bool:
    """Whether nothing is queued."""
    return desk.session is not None and desk.session.tasks.queued == 0


def until(app: "QApplication", condition: Callable[[], bool], *, limit: float = 60) -> None:
    """Let the window work until something holds; RuntimeError when it never does."""
    deadline = time.monotonic() + limit
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError("the window did not come to rest")
        app.processEvents()
        time.sleep(0.005)
