"""Trợ giúp > Về KGDesk; a plan pack opened from the file manager."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from kgdesk import __version__
from kgdesk.desk.about import AboutDialog
from kgdesk.desk.app import Desk
from kgdesk.desk.settings import Settings
from kgdesk.desk.welcome.new_workspace import NewWorkspaceDialog
from kgdesk.files import data_root, state_folder
from kgdesk.operations.credits import LIBRARIES, credits_of_libraries
from kgdesk.operations.pack import build_pack, write_template
from kgdesk.operations.workspace import open_workspace
from tests.desk.desk_windows import settle, shell_of


def test_everything_shown_can_be_copied_for_whoever_helps(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    shell = shell_of(open_desk(district))
    next(each for each in shell.findChildren(QAction) if each.text() == "&Về KGDesk…").trigger()
    dialog = shell.findChild(AboutDialog)
    assert dialog is not None
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    for told in (f"KGDesk {__version__}", str(district), str(state_folder()), "PySide6_Essentials 6."):
        assert told in copied
    close = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_every_library_is_credited_with_its_licence() -> None:
    project = tomllib.loads((data_root() / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[=<>~!]", line)[0] for line in project["dependencies"]}
    assert set(LIBRARIES) == asked
    told = credits_of_libraries()
    assert len(told) == len(LIBRARIES) + 1
    assert all(each.version for each in told)


def test_a_plan_pack_offers_a_workspace_of_its_plan(
    qtbot: QtBot, qapp: QApplication, settings: Settings, tmp_path: Path
) -> None:
    sheet, pack, target = tmp_path / "plan.xlsx", tmp_path / "của tỉnh.kgplan", tmp_path / "moi.kgdesk"
    write_template(sheet)
    build_pack(sheet, pack)
    desk = Desk(qapp, settings, lang="vi")
    desk.start(pack)
    assert desk.welcome is not None
    dialog = desk.welcome.findChild(NewWorkspaceDialog)
    assert dialog is not None
    form = dialog.form
    qtbot.waitUntil(lambda: "của tỉnh.kgplan" in form.origin.text())
    form.search.setText("KG-911")
    form.place.file.setText(str(target))
    form.confirm.click()
    qtbot.waitUntil(lambda: desk.shell is not None)
    settle(qtbot, desk)
    desk.close()
    with open_workspace(target, actor="", read_only=True) as workspace:
        assert workspace.unit.code == "KG-911"
