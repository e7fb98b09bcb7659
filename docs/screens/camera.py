"""What all pictures need: a desk as large as the screen, keys through the X server, a camera."""

import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.settings import Settings

HERE = Path(__file__).resolve().parent
NOW = datetime(2024, 12, 18, 2, 30, tzinfo=UTC)
WIDTH, HEIGHT = 1366, 742  # the screen without the frame of the window manager


def wait(milliseconds: int) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def keys(*names: str) -> None:
    """Press keys through the X server; spaces inside a name are typed as text."""
    for name in names:
        subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True)
        wait(60)


def write(text: str) -> None:
    """Type text through the X server, ASCII only."""
    subprocess.run(["xdotool", "type", "--delay", "25", text], check=True)
    wait(150)


class Camera:
    """Keeps the pictures."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def settle(self) -> None:
        """Wait until the worker has nothing to do, then for the last paint."""
        wait(150)
        session = self.desk.session
        while session is not None and session.tasks.queued:
            wait(50)
        wait(250)

    def take(self, name: str) -> None:
        """Take a picture of the whole screen."""
        self.settle()
        path = HERE / f"{name}.png"
        subprocess.run(["import", "-window", "root", "+dither", "-colors", "128", f"PNG8:{path}"], check=True)
        print(f"{path.name} {path.stat().st_size // 1000} kB")

    def page(self, key: str) -> QWidget:
        """Show a screen."""
        shell = self.desk.shell
        assert shell is not None
        shell.show_page(key)
        self.settle()
        return shell.pages[key]


@contextmanager
def opened(app: QApplication, settings: Settings, path: Path, *, lang: str = "vi"):  # noqa: ANN201
    """A desk on a workspace, as large as the screen."""
    settings.set_period_of(path, "2024")
    desk = Desk(app, settings, lang=lang, clock=lambda: NOW)
    desk.start(path)
    while desk.shell is None:
        wait(50)
    fill_screen(desk.shell)
    try:
        yield desk, Camera(desk)
    finally:
        if desk.shell is not None:
            desk.shell.hide()
        desk.close()


def fill_screen(window: QWidget) -> None:
    """Give the window the whole screen and the focus."""
    window.move(QPoint(0, 0))
    window.resize(WIDTH, HEIGHT)
    wait(300)
    window.activateWindow()
    wait(200)


def stand_on(page: QWidget, indicator: str, column: Column) -> None:
    """Put the cursor on a cell."""
    page.go_to(indicator)
    page.view.setCurrentIndex(page.model.index(page.model.row_of(indicator), column))
    page.view.setFocus()
    wait(300)


def row_with(table: QWidget, text: str, column: int = 0) -> int:
    """The first row whose cell begins with a text, else the first row."""
    rows = range(table.texts.rowCount())
    return next((row for row in rows if str(table.texts.index(row, column).data()).startswith(text)), 0)
