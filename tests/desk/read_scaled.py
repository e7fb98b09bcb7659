"""Opens every screen of a workspace as a scaled screen shows it, and tells what is cut; run by `test_scaling.py`.

`read_scaled.py WORKSPACE WIDTH HEIGHT POINTS [FOLDER]`: the scale comes by QT_SCALE_FACTOR, the size of the letters by
POINTS (0: the usual). One JSON line: the least size of the window in logical pixels, and per screen what is cut. With
FOLDER a picture of every screen is kept there.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from kgdesk.desk.app import Desk
from kgdesk.desk.settings import Settings

NOW = datetime(2024, 12, 18, 2, 30, tzinfo=UTC)
SLACK = 1  # pixels; fractions of a pixel are rounded


def settle(app: QApplication, desk: Desk) -> None:
    for _ in range(400):
        app.processEvents()
        if desk.session is not None and not desk.session.tasks.queued:
            break
        time.sleep(0.01)
    for _ in range(5):  # a text that takes a second line asks for room only when it has its width
        app.processEvents()


def in_sight(widget: QWidget, window: QWidget) -> bool:
    """Whether it is shown, and not in something that scrolls."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea):
            return False
        parent = parent.parentWidget()
    return widget.isVisible()


def cut(window: QWidget) -> list[str]:
    """Labels and buttons that are smaller than their text, or stand outside of the window."""
    found = []
    inside = QRect(QPoint(0, 0), window.size())
    for widget in (*window.findChildren(QLabel), *window.findChildren(QAbstractButton)):
        text = widget.text()
        if not text or not in_sight(widget, window) or widget.window() is not window:
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            short = widget.height() + SLACK < widget.heightForWidth(widget.width())
        else:
            wanted = widget.minimumSizeHint()
            short = widget.width() + SLACK < wanted.width() or widget.height() + SLACK < wanted.height()
        if short:
            found.append(f"cut: {type(widget).__name__} {text[:60]!r} {widget.size().toTuple()}")
        if not inside.contains(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())):
            found.append(f"outside: {type(widget).__name__} {text[:60]!r}")
    return found


def main() -> int:
    path, width, height, points, *folder = sys.argv[1:]
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    settings = Settings(Path(path).with_suffix(".ini"))
    settings.scheme, settings.font_points, settings.person = "light", int(points), "Nguyễn Thị Ví Dụ"
    settings.set_period_of(Path(path), "2024")
    desk = Desk(app, settings, lang="vi", clock=lambda: NOW)
    desk.start(Path(path))
    while desk.shell is None:
        settle(app, desk)
    shell = desk.shell
    scale = shell.devicePixelRatioF()
    shell.resize(round(int(width) / scale), round(int(height) / scale))
    found = {}
    for key in shell.navigation.keys:
        shell.show_page(key)
        settle(app, desk)
        found[key] = cut(shell)
        if folder:
            shell.grab().save(str(Path(folder[0]) / f"{key}-{round(scale * 100)}-{points}.png"))
    least = shell.minimumSizeHint()
    told = {"least": [round(least.width() * scale), round(least.height() * scale)], "cut": found}
    told["size"] = [round(shell.width() * scale), round(shell.height() * scale)]
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
