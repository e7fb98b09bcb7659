"""What stands in a circle of references is destroyed on the GUI thread, whoever left it behind."""

import gc
import threading
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.collecting import look
from kgdesk.desk.tasks import TaskRunner
from tests.desk.desk_windows import settle, shell_of


class Circle:
    """Refers to itself, and notes on which thread it goes."""

    gone: list[threading.Thread]

    def __init__(self, gone: list[threading.Thread]) -> None:
        self.me = self
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(threading.current_thread())


def test_the_worker_destroys_nothing_that_others_left(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "home")
    gone: list[threading.Thread] = []

    def work(_workspace: object) -> int:
        for _ in range(5000):
            Circle(gone)
        return len([[number] for number in range(50_000)])  # enough for the automatic collector to begin

    shell_of(desk).session.read(work, lambda _result: None)
    settle(qtbot, desk)
    assert not any(each is not threading.main_thread() for each in gone)
    look()
    assert len(gone) == 5000
    assert set(gone) == {threading.main_thread()}
    desk.close()
    assert not gc.isenabled()  # workers of other windows may live on


def test_a_worker_without_a_desk_destroys_nothing_either(qtbot: QtBot) -> None:
    gc.enable()
    runner = TaskRunner()
    gone: list[threading.Thread] = []
    done: list[object] = []

    def work(_progress: object) -> int:
        Circle(gone)
        return len([[number] for number in range(50_000)])

    runner.run(work, done.append)
    qtbot.waitUntil(lambda: done == [50_000])
    assert not any(each is not threading.main_thread() for each in gone)
    runner.close()
