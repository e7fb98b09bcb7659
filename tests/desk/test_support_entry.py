"""Trợ giúp > Gói thông tin hỗ trợ writes the bundle and says where it lies."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from tests.desk.desk_windows import settle, shell_of


def test_the_help_menu_writes_the_bundle(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, tmp_path: Path
) -> None:
    desk = open_desk(district)
    shell = shell_of(desk)
    texts = [item.text() for action in shell.menuBar().actions() for item in action.menu().actions()]
    assert "&Gói thông tin hỗ trợ…" in texts
    target = tmp_path / "ho-tro.zip"
    target.write_bytes(b"old")
    shell.menus.support.write_to(target)
    settle(qtbot, desk)
    box = shell.findChild(QMessageBox, "support")
    assert box is not None
    assert str(target) in box.text()
    box.close()
    with zipfile.ZipFile(target) as bundle:
        assert "loi.txt" in bundle.namelist()
