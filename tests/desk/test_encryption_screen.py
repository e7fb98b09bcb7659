"""A workspace with a password, as the person at the window meets it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.encryption.protect_dialog import ProtectDialog
from kgdesk.desk.encryption.recovery_dialog import RecoveryDialog
from kgdesk.desk.encryption.unlock_dialog import UnlockDialog
from kgdesk.desk.keeping.copies_dialog import CopiesDialog
from kgdesk.desk.settings import Settings
from kgdesk.domain.kept_copy import CopyReason
from kgdesk.operations import encryption
from kgdesk.operations.copies import take_copy
from kgdesk.operations.maintenance import backup
from tests.desk.desk_windows import NOW, settle, shell_of

PASSWORD, LATER = "gió mùa đông bắc 2024", "nước nổi miền tây 2025"


@pytest.fixture(autouse=True)
def no_keys_left() -> None:
    encryption.forget_keys()


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, settings: Settings) -> Iterator[Callable[[Path], Desk]]:
    desks: list[Desk] = []

    def begin(path: Path) -> Desk:
        desk = Desk(qapp, settings, lang="vi", page="home", clock=lambda: NOW)
        desks.append(desk)
        desk.start(path)
        qtbot.waitUntil(lambda: isinstance(desk.encryption.dialog, UnlockDialog), timeout=5000)
        return desk

    yield begin
    for desk in desks:
        desk.close()


def encrypted(path: Path) -> str:
    code = encryption.encrypt(path, PASSWORD, actor="an", clock=lambda: NOW).recovery_code
    encryption.forget_keys()
    return code


def protect(desk: Desk) -> ProtectDialog:
    shell_of(desk).menus.protecting.trigger()
    dialog = desk.encryption.dialog
    assert isinstance(dialog, ProtectDialog)
    return dialog


def rewritten(qtbot: QtBot, desk: Desk) -> RecoveryDialog:
    """Wait until the window is open again and tells."""
    qtbot.waitUntil(lambda: isinstance(desk.encryption.dialog, RecoveryDialog), timeout=20000)
    settle(qtbot, desk)
    dialog = desk.encryption.dialog
    assert isinstance(dialog, RecoveryDialog)
    return dialog


def give(dialog: ProtectDialog, *, present: str = "", password: str = "") -> None:
    for line, text in ((dialog.present, present), (dialog.password, password), (dialog.again, password)):
        line.setText(text)
        line.textEdited.emit(text)


def test_the_password_is_asked_for_until_it_fits(
    qtbot: QtBot, start: Callable[[Path], Desk], district: Path, tmp_path: Path
) -> None:
    encrypted(district)
    desk = start(district)
    dialog = desk.encryption.dialog
    assert isinstance(dialog, UnlockDialog)
    dialog.password.setText("không phải thế này")
    dialog.try_it()
    qtbot.waitUntil(lambda: "không mở được" in dialog.message.text(), timeout=5000)
    assert desk.shell is None
    dialog.password.setText(PASSWORD)
    dialog.try_it()
    qtbot.waitUntil(lambda: desk.shell is not None, timeout=5000)
    settle(qtbot, desk)
    assert shell_of(desk).session.workspace.unit.code == "KG-911"
    kept = [item for item in tmp_path.rglob("*") if item.is_file()]
    assert kept
    assert not [item for item in kept if PASSWORD.encode() in item.read_bytes()]


def test_whoever_has_no_password_comes_back_to_the_welcome_window(
    qtbot: QtBot, start: Callable[[Path], Desk], district: Path
) -> None:
    encrypted(district)
    desk = start(district)
    assert desk.encryption.dialog is not None
    desk.encryption.dialog.reject()
    qtbot.waitUntil(lambda: desk.welcome is not None, timeout=5000)
    assert desk.shell is None


def test_encrypting_an_open_workspace_tells_the_code_once_and_takes_the_copies_along(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    copy = backup(district, district.parent, clock=lambda: NOW)
    desk = open_desk(district, "home")
    dialog = protect(desk)
    give(dialog, password=PASSWORD)
    assert not dialog.confirm.isEnabled()  # nobody has understood yet
    dialog.understood.setChecked(True)
    dialog.confirm.click()
    told = rewritten(qtbot, desk)
    assert [told.copies.item(0).text()] == [str(copy)]
    told.reject()
    assert told.isVisible()  # the code is not on paper yet
    code = told.code.text()
    told.kept.setChecked(True)
    told.confirm.click()
    settle(qtbot, desk)
    desk.close()
    for path in (district, copy):
        encryption.forget_keys()
        assert encryption.is_locked(path)
        encryption.unlock(path, code)


def test_a_short_or_unequal_password_is_not_taken(open_desk: Callable[..., Desk], district: Path) -> None:
    dialog = protect(open_desk(district, "home"))
    dialog.understood.setChecked(True)
    give(dialog, password="ngắn")
    assert "10 ký tự" in dialog.message.text()
    give(dialog, password=PASSWORD)
    assert dialog.confirm.isEnabled()
    dialog.again.setText("khác")
    dialog.again.textEdited.emit("khác")
    assert not dialog.confirm.isEnabled()
    dialog.reject()


def test_a_wrong_present_password_changes_nothing_and_the_window_comes_back(
    qtbot: QtBot, start: Callable[[Path], Desk], district: Path
) -> None:
    encrypted(district)
    desk = opened(qtbot, start(district))
    before = district.read_bytes()
    dialog = protect(desk)
    dialog.removing.setChecked(True)
    give(dialog, present="không phải thế này")
    dialog.confirm.click()
    qtbot.waitUntil(
        lambda: desk.shell is not None and desk.shell.findChild(QMessageBox, "alert") is not None, timeout=20000
    )
    settle(qtbot, desk)
    assert "không mở được" in shell_of(desk).findChild(QMessageBox, "alert").text()
    assert district.read_bytes() == before


def test_the_password_is_taken_off(qtbot: QtBot, start: Callable[[Path], Desk], district: Path) -> None:
    encrypted(district)
    desk = opened(qtbot, start(district))
    dialog = protect(desk)
    dialog.removing.setChecked(True)
    give(dialog, present=PASSWORD)
    dialog.confirm.click()
    told = rewritten(qtbot, desk)
    assert "không còn được mã hóa" in " ".join(label.text() for label in told.findChildren(QLabel))
    told.confirm.click()
    assert not encryption.is_encrypted(district)


def test_a_copy_under_an_earlier_password_is_unlocked_and_brought_back(
    qtbot: QtBot, start: Callable[[Path], Desk], district: Path
) -> None:
    encrypted(district)
    encryption.unlock(district, PASSWORD)
    copy = take_copy(district, CopyReason.ASKED, clock=lambda: NOW)
    encryption.change_password(district, LATER, actor="an", clock=lambda: NOW)
    encryption.forget_keys()
    desk = opened(qtbot, start(district), LATER)
    shell_of(desk).menus.recovering.trigger()
    dialog = desk.keeping.dialog
    assert isinstance(dialog, CopiesDialog)
    dialog._look_at(copy)
    qtbot.waitUntil(lambda: not dialog.unlocking.isHidden(), timeout=5000)
    assert not dialog.restoring.isEnabled()
    dialog.unlocking.click()
    dialog.asking.password.setText(PASSWORD)
    dialog.asking.try_it()
    qtbot.waitUntil(dialog.restoring.isEnabled, timeout=5000)
    dialog.restoring.click()
    box = dialog.findChild(QMessageBox, "confirm_restore")
    next(item for item in box.findChildren(QPushButton) if item.text() == "&Phục hồi").click()
    qtbot.waitUntil(
        lambda: desk.shell is not None and desk.shell.findChild(QMessageBox, "told") is not None, timeout=20000
    )
    settle(qtbot, desk)
    desk.close()
    encryption.forget_keys()
    encryption.unlock(district, PASSWORD)


def opened(qtbot: QtBot, desk: Desk, password: str = PASSWORD) -> Desk:
    dialog = desk.encryption.dialog
    assert isinstance(dialog, UnlockDialog)
    dialog.password.setText(password)
    dialog.try_it()
    qtbot.waitUntil(lambda: desk.shell is not None, timeout=5000)
    settle(qtbot, desk)
    return desk


def test_the_page_to_print_holds_the_code(qtbot: QtBot, tmp_path: Path) -> None:
    import pikepdf

    done = encryption.Converted(tmp_path / "KG-911.kgdesk", "-".join(["ABCD"] * 14), ())
    dialog = RecoveryDialog(done, at=NOW)
    qtbot.addWidget(dialog)
    dialog.write_page(tmp_path / "ma.pdf")
    with pikepdf.open(tmp_path / "ma.pdf") as page:
        assert len(page.pages) == 1
