"""What all pictures need: a screen without a screen, hands, and a camera that also writes down what it saw.

Everything is drawn by Qt's offscreen platform, so that pictures can be made and compared on any
computer: `take` puts the windows that are open on one picture, frames them, and lists what they show.
"""

import json
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

WIDTH, HEIGHT = 1366, 768
TITLE_BAR = 26
HERE = Path(__file__).resolve().parent
NOW = datetime(2024, 12, 18, 2, 30, tzinfo=UTC)
_SCREEN = HERE / "screen.json"


def prepare_platform() -> None:
    """Choose the platform and its screen; to be called before the application is made."""
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_SCREEN}"
    os.environ["TZ"] = "Asia/Ho_Chi_Minh"


prepare_platform()

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QRect, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QKeySequence, QPainter  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402
from shown import what_it_shows  # noqa: E402

from kgdesk.desk.app import Desk  # noqa: E402
from kgdesk.desk.entry.columns import Column  # noqa: E402
from kgdesk.desk.settings import Settings  # noqa: E402
from kgdesk.desk.tasks import TaskRunner  # noqa: E402

_DESKTOP, _BAR, _BAR_TEXT, _EDGE = (QColor(name) for name in ("#8a94a0", "#d6d9de", "#3a3f45", "#8f959c"))


def wait(milliseconds: int) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def keys(*names: str) -> None:
    """Press keys as the window with the focus gets them: `ctrl+v`, `F1`, `Return`."""
    for name in names:
        pressed = QKeySequence("Esc" if name == "Escape" else name)[0]
        QTest.keyClick(_listener(), pressed.key(), pressed.keyboardModifiers())
        wait(30)


def write(text: str) -> None:
    """Type text, ASCII only."""
    for letter in text:
        QTest.keyClicks(_listener(), letter)
    wait(60)


def _listener() -> QWidget:
    if QApplication.activeWindow() is None:  # nobody hands the focus back to the window under a dialog that closed
        max(_visible(), key=_depth).activateWindow()
        wait(20)
    found = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None
    return found


def _visible() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible() and window.width() > 1]


class Camera:
    """Keeps the pictures, or only what they would show."""

    folder = HERE
    run_folder = ""  # where this run keeps its files; another one elsewhere
    lang = "vi"
    wanted: frozenset[str] | None = None  # the pictures of a scene that are kept; None: all

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def settle(self) -> None:
        """Wait until the worker has nothing to do and everything that follows is painted."""
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
            wait(20)
            while any(runner.queued for runner in self._runners()):
                wait(10)
        wait(60)

    def _runners(self) -> list[TaskRunner]:
        """The session's worker, and those that dialogs have of their own."""
        session = self.desk.session
        own = [session.tasks] if session is not None else []
        return [*own, *(found for window in _visible() for found in window.findChildren(TaskRunner))]

    def take(self, name: str) -> None:
        """Take a picture of the whole screen, and write down what it shows; in English its name ends so."""
        self.settle()
        if self.wanted is not None and name not in self.wanted:
            return
        name += "" if self.lang == "vi" else f"-{self.lang}"
        windows = sorted(_visible(), key=_depth)
        shown = [line for window in windows for line in what_it_shows(window, self.run_folder)]
        (self.folder / f"{name}.txt").write_text("\n".join(shown) + "\n", encoding="utf-8")
        _save(_composed(windows), self.folder / f"{name}.png")
        print(name, flush=True)

    def page(self, key: str) -> QWidget:
        """Show a screen."""
        shell = self.desk.shell
        assert shell is not None
        shell.show_page(key)
        self.settle()
        return shell.pages[key]


def _depth(window: QWidget) -> int:
    """How many windows a window stands on; what pops up stands on all."""
    if window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
        return 9
    parent = window.parentWidget()
    return 1 + _depth(parent.window()) if parent is not None else int(window.objectName() == "help")


def _composed(windows: list[QWidget]) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(_DESKTOP)
    painter = QPainter(image)
    for window in windows:
        place = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
        if window.windowType() is not Qt.WindowType.Popup:
            _frame(painter, place, window.windowTitle())
        painter.drawPixmap(place.topLeft(), window.grab())
    painter.end()
    return image


def _frame(painter: QPainter, place: QRect, title: str) -> None:
    """Draw the bar and the edge that a system puts around a window."""
    bar = QRect(place.left(), place.top() - TITLE_BAR, place.width(), TITLE_BAR)
    painter.fillRect(bar, _BAR)
    painter.setPen(_EDGE)
    painter.drawRect(bar.united(place).adjusted(-1, -1, 0, 0))
    font = QFont(QApplication.font())
    font.setPointSize(10)
    painter.setFont(font)
    painter.setPen(_BAR_TEXT)
    painter.drawText(bar, int(Qt.AlignmentFlag.AlignCenter), title)


def _save(image: QImage, path: Path) -> None:
    """Write a small picture: 128 colours."""
    from PIL import Image

    whole = image.convertToFormat(QImage.Format.Format_RGB888)
    data = bytes(whole.constBits())
    picture = Image.frombytes("RGB", (whole.width(), whole.height()), data, "raw", "RGB", whole.bytesPerLine())
    picture.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


def typeface() -> str:
    """Name the face the window is set in here; pictures in another one cannot be compared point by point."""
    return QFontInfo(QApplication.font()).family()


@contextmanager
def opened(app: QApplication, settings: Settings, path: Path, *, lang: str = ""):  # noqa: ANN201
    """A desk on a workspace, as large as the screen."""
    settings.set_period_of(path, "2024")
    desk = Desk(app, settings, lang=lang or Camera.lang, clock=lambda: NOW)
    desk.start(path)
    while desk.shell is None:
        assert desk.welcome is None, f"{path} could not be opened"
        wait(20)
    fill_screen(desk.shell)
    try:
        yield desk, Camera(desk)
    finally:
        if desk.shell is not None:
            desk.shell.hide()
        desk.close()


def fill_screen(window: QWidget) -> None:
    """Give the window the whole screen and the focus."""
    window.move(QPoint(0, TITLE_BAR))
    window.resize(WIDTH, HEIGHT - TITLE_BAR)
    window.activateWindow()
    wait(50)


def stand_on(page: QWidget, indicator: str, column: Column) -> None:
    """Put the cursor on a cell."""
    page.go_to(indicator)
    page.view.setCurrentIndex(page.model.index(page.model.row_of(indicator), column))
    page.view.setFocus()
    wait(350)  # the panel beside the grid waits for the cursor to rest


def row_with(table: QWidget, text: str, column: int = 0) -> int:
    """The first row whose cell begins with a text, else the first row."""
    rows = range(table.texts.rowCount())
    return next((row for row in rows if str(table.texts.index(row, column).data()).startswith(text)), 0)


def record_typeface(folder: Path) -> None:
    """Write down in which face the pictures are set."""
    (folder / "typeface.json").write_text(json.dumps({"typeface": typeface()}) + "\n", encoding="utf-8")
