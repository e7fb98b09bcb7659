"""Copies in the window: made by themselves, shown, brought back; and what a damaged workspace offers."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.keeping.copies_dialog import CopiesDialog
from kgdesk.desk.keeping.sticks import Stick
from kgdesk.desk.settings import Settings
from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason
from kgdesk.operations.copies import list_copies, take_copy
from kgdesk.operations.entry import CellField, cell_history, record_cell
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.workspace import Workspace
from tests.desk.desk_windows import NOW, PERIOD, reopened, settle, shell_of


def type_in(desk: Desk, qtbot: QtBot, text: str) -> None:
    session = shell_of(desk).session

    def work(workspace: Workspace):  # noqa: ANN202 - an outcome
        return record_cell(workspace, period=PERIOD, indicator="KT08", field=CellField.VALUE, text=text)

    session.write(work)
    settle(qtbot, desk)


def figures(path: Path) -> list[object]:
    with reopened(path) as workspace:
        history = cell_history(workspace, period=PERIOD, indicator="KT08")
        return [item.observation and item.observation.value for item in history]


def copies_dialog(qtbot: QtBot, desk: Desk) -> CopiesDialog:
    shell_of(desk).menus.recovering.trigger()
    return ready(qtbot, desk)


def ready(qtbot: QtBot, desk: Desk) -> CopiesDialog:
    dialog = desk.keeping.dialog
    assert isinstance(dialog, CopiesDialog)
    qtbot.waitUntil(lambda: dialog._tasks.queued == 0, timeout=5000)
    return dialog


def idle(desk: Desk) -> bool:
    """Whether no copy is being made."""
    return desk.copies is not None and desk.copies._tasks is not None and desk.copies._tasks.queued == 0


def press(name: str, button: str) -> None:
    """Press a button of a box that stands open."""
    boxes = [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.objectName() == name]
    box = next(box for box in boxes if box.isVisible())
    next(item for item in box.findChildren(QPushButton) if item.text() == button).click()


def test_a_copy_is_made_at_closing_and_only_where_something_was_written(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district)
    desk.close()
    assert list_copies(district) == ()
    desk = open_desk(district)
    type_in(desk, qtbot, "42")
    desk.close()
    (copy,) = list_copies(district)
    assert copy.reason is CopyReason.CLOSE
    assert figures(copy.path) == [42]
    if os.name == "posix":
        assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600


def test_a_copy_is_made_while_one_works_and_the_clock_starts_with_the_first_change(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district)
    assert desk.copies is not None
    assert not desk.copies.timer.isActive()
    type_in(desk, qtbot, "42")
    assert desk.copies.timer.isActive()
    desk.copies.timer.timeout.emit()
    qtbot.waitUntil(lambda: len(list_copies(district)) == 1, timeout=5000)
    type_in(desk, qtbot, "43")  # saving goes on beside it
    assert list_copies(district)[0].reason is CopyReason.WORK


def test_a_copy_that_fails_is_told_once(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Fault("copy.disk_full", file=district)

    desk = open_desk(district)
    monkeypatch.setattr("kgdesk.operations.copies.copy_if_changed", full)
    told: list[object] = []
    shell_of(desk).session.failed.connect(told.append)
    for _ in range(2):
        type_in(desk, qtbot, "42")
        assert desk.copies is not None
        desk.copies.copy()
        qtbot.waitUntil(lambda: idle(desk), timeout=5000)
    assert len(told) == 1
    assert desk.copies.timer.isActive()  # tried again later
    for box in shell_of(desk).findChildren(QMessageBox):
        box.close()


def test_the_list_says_what_is_in_each_copy_and_a_recovery_brings_it_back(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district)
    type_in(desk, qtbot, "42")
    copy = take_copy(district, CopyReason.WORK, clock=lambda: NOW)
    type_in(desk, qtbot, "43")
    dialog = copies_dialog(qtbot, desk)
    cells = dialog.table.texts.row(0).cells
    assert cells[:2] == ("18/12/2024 09:30", "tự động khi đang làm việc")
    assert cells[3:6] == ("1", "0", "Năm 2024")
    assert "1 lần ghi" in dialog.told.text()
    assert dialog.restoring.isEnabled()
    dialog.restoring.click()
    press("confirm_restore", "&Phục hồi")
    qtbot.waitUntil(lambda: desk.shell is not None and desk.session is not None, timeout=10000)
    settle(qtbot, desk)
    assert [
        str(copy.name) in box.text() or str(district) in box.text() for box in shell_of(desk).findChildren(QMessageBox)
    ]
    for box in shell_of(desk).findChildren(QMessageBox):
        box.close()
    desk.close()
    assert figures(district) == [42]
    kept = next(item for item in list_copies(district) if item.reason is CopyReason.RESTORE)
    assert figures(kept.path) == [42, 43]


def test_the_present_state_is_not_recovered_over_itself(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district)
    type_in(desk, qtbot, "42")
    dialog = copies_dialog(qtbot, desk)
    assert "Chưa có bản sao nào" in dialog.told.text()
    dialog.copying.click()
    qtbot.waitUntil(lambda: dialog.table.texts.rowCount() == 1 and dialog._tasks.queued == 0, timeout=5000)
    assert "giống hệt" in dialog.told.text()
    assert not dialog.restoring.isEnabled()
    dialog.reject()


def test_a_copy_goes_to_a_stick_with_one_click(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    monkeypatch.setattr("kgdesk.desk.keeping.copies_dialog.plugged_in", lambda: (Stick(stick, "KINGSTON", 5 * 10**9),))
    desk = open_desk(district)
    type_in(desk, qtbot, "42")
    dialog = copies_dialog(qtbot, desk)
    menu = dialog.carrying.menu()
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == f"KINGSTON ({stick}), còn trống 5000 MB"
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: dialog._tasks.queued == 0, timeout=5000)
    (copy,) = stick.iterdir()
    assert str(copy) in dialog.told.text()
    assert figures(copy) == [42]
    copy.unlink()
    stick.rmdir()
    stick.touch()  # the stick is gone, and something else bears its name
    dialog.carry_to(stick / "KGDesk")
    qtbot.waitUntil(lambda: dialog._tasks.queued == 0, timeout=5000)
    assert "chưa sao lưu được" in dialog.told.text() or "Chưa có bản sao nào được ghi" in dialog.told.text()
    dialog.reject()


@pytest.mark.parametrize("way", ["recover", "save"])
def test_a_damaged_workspace_offers_its_copies_and_what_can_be_saved(
    qtbot: QtBot, qapp: QApplication, settings: Settings, district: Path, way: str
) -> None:
    with reopened(district) as workspace:
        record_cell(workspace, period=PERIOD, indicator="KT08", field=CellField.VALUE, text="42")
    take_copy(district, CopyReason.CLOSE, clock=lambda: NOW)
    district.write_bytes(district.read_bytes()[:-4096])
    desk = Desk(qapp, settings, lang="vi", page="home", clock=lambda: NOW)
    try:
        desk.start(district)
        qtbot.waitUntil(lambda: desk.keeping.dialog is not None, timeout=5000)
        dialog = ready(qtbot, desk)
        assert "Không đọc được sổ hiện tại" in dialog.told.text()
        if way == "recover":
            dialog.restoring.click()
            press("confirm_restore", "&Phục hồi")
        else:
            dialog.saving.click()
        qtbot.waitUntil(lambda: desk.shell is not None, timeout=10000)
        settle(qtbot, desk)
        opened = shell_of(desk).session.path
        assert opened == (district if way == "recover" else district.with_name("KG-911-cuu.kgdesk"))
        for box in shell_of(desk).findChildren(QMessageBox):
            box.close()
    finally:
        desk.close()
    assert doctor(opened).healthy
    assert figures(opened) == [42]
