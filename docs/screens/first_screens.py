"""Pictures of the very first start: the first page, the walk through the window, screens with nothing on them yet."""

from pathlib import Path

from camera import NOW, Camera, keys, opened, wait
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from kgdesk.desk.app import Desk
from kgdesk.desk.settings import Settings
from kgdesk.desk.tour.steps import TourKind
from kgdesk.operations.workspace import create_workspace


def first_start(app: QApplication, settings: Settings, demo: Path) -> None:
    """What somebody sees who has just installed the program."""
    desk = Desk(app, settings, lang="vi", clock=lambda: NOW)
    camera = Camera(desk)
    desk.greet()
    welcome = desk.welcome
    assert welcome is not None
    assert welcome.form is not None
    welcome.move(QPoint(230, 70))
    welcome.activateWindow()
    camera.settle()
    wait(400)
    welcome.form.search.setText("phu quoc")
    welcome.form.units.setCurrentIndex(welcome.form.units.model().index(1, 0))
    welcome.form.place.file.setText(str(demo / "KG-911.kgdesk"))  # not where this computer keeps documents
    camera.take("52-lan-dau-mo")
    welcome.tasks.close()
    welcome.hide()
    welcome.deleteLater()
    desk.close()
    path = demo / "moi" / "KG-911.kgdesk"
    path.parent.mkdir()
    create_workspace(path, unit="KG-911", actor="chuyenvien", clock=lambda: NOW).close()
    with opened(app, settings, path) as (shown, camera):
        assert shown.shell is not None
        shown.shell.tour.begin(TourKind.OWN)
        camera.take("53-gioi-thieu-buoc-1")
        keys("alt+Right", "alt+Right", "alt+Right")
        camera.take("54-gioi-thieu-buoc-4")
        shown.shell.tour.close()
        camera.page("outbox")
        camera.take("55-trang-chua-co-gi")
