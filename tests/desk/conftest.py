"""A window over a real workspace, without a screen."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.settings import Settings
from kgdesk.desk.translation import translate_into
from kgdesk.operations.workspace import create_workspace
from tests.desk.desk_windows import NOW, PERIOD, settle

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen plugin says that it has no size hints; that is no fault of the window."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def in_vietnamese(qapp: QApplication) -> None:  # noqa: ARG001 - translators belong to the application
    """Every test starts in Vietnamese, whatever the one before it spoke."""
    translate_into("vi")


@pytest.fixture(autouse=True)
def without_waiting_for_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types here: what waits until a person stops is read at once, unless a test gives it its time."""
    monkeypatch.setattr("kgdesk.desk.session.REST", 0)


@pytest.fixture(autouse=True)
def without_tokens_of_this_computer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is plugged in here, or installed, is no part of a test that brings no token of its own."""
    if "soft_hsm" not in request.fixturenames:
        monkeypatch.setattr("kgdesk.signing.token_list.installed_modules", lambda: ())


@pytest.fixture(scope="session")
def blank_workspaces(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A fresh workspace of a unit, made once."""
    folder = tmp_path_factory.mktemp("blank")

    def blank(unit: str) -> Path:
        path = folder / f"{unit}.kgdesk"
        if not path.exists():
            create_workspace(path, unit=unit, actor="an", clock=lambda: NOW).close()
        return path

    return blank


@pytest.fixture
def district(tmp_path: Path, blank_workspaces: Callable[[str], Path]) -> Path:
    """The workspace of Phú Quốc."""
    return Path(shutil.copy(blank_workspaces("KG-911"), tmp_path / "KG-911.kgdesk"))


@pytest.fixture
def province(tmp_path: Path, blank_workspaces: Callable[[str], Path]) -> Path:
    """The workspace of the province, which consolidates."""
    return Path(shutil.copy(blank_workspaces("KG"), tmp_path / "KG.kgdesk"))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings and logs of this test alone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Settings(tmp_path / "desk.ini")


@pytest.fixture
def named(settings: Settings) -> str:
    """Somebody said who works here: without a name nothing is signed."""
    settings.person = "Nguyễn Thị Thử"
    return settings.person


@pytest.fixture
def open_desk(qtbot: QtBot, qapp: QApplication, settings: Settings) -> Iterator[Callable[..., Desk]]:
    """Open a desk on a workspace and wait for its first screen."""
    desks: list[Desk] = []

    def opened(path: Path, page: str = "entry", lang: str = "vi", *, remembered: bool = True) -> Desk:
        if remembered:
            settings.set_period_of(path, PERIOD.code)
        desk = Desk(qapp, settings, lang=lang, page=page, clock=lambda: NOW)
        desks.append(desk)
        desk.start(path)
        qtbot.waitUntil(lambda: desk.shell is not None, timeout=5000)
        settle(qtbot, desk)
        return desk

    yield opened
    for desk in desks:
        desk.close()
