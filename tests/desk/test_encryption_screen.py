"""A workspace with a password, as the person at the window meets it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
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
from kgdesk.store.locking import FileLock
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


def test_copies_that_could_not_be_brought_along_are_named(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    good = take_copy(district, CopyReason.ASKED, clock=lambda: NOW)
    busy = take_copy(district, CopyReason.ASKED, clock=lambda: NOW + timedelta(hours=1))
    spoiled = take_copy(district, CopyReason.ASKED, clock=lambda: NOW + timedelta(hours=2))
    spoiled.write_bytes(spoiled.read_bytes()[:5000])
    desk = open_desk(district, "home")
    dialog = protect(desk)
    give(dialog, password=PASSWORD)
    dialog.understood.setChecked(True)
    dialog.confirm.click()
    told = rewritten(qtbot, desk)
    told.kept.setChecked(True)
    lock = FileLock(busy)
    try:
        told.confirm.click()
        qtbot.waitUntil(lambda: shell_of(desk).findChild(QMessageBox, "copies_left") is not None, timeout=10000)
    finally:
        lock.release()
    box = shell_of(desk).findChild(QMessageBox, "copies_left")
    assert "2 bản sao" in box.text()
    assert busy.name in box.text()
    assert spoiled.name in box.text()
    assert good.name not in box.text()
    assert encryption.is_encrypted(good)
    box.close()


def test_a_plain_copy_over_a_locked_workspace_asks_for_its_password_first(
    qtbot: QtBot, start: Callable[[Path], Desk], district: Path
) -> None:
    copy = take_copy(district, CopyReason.ASKED, clock=lambda: NOW)
    encrypted(district)
    desk = start(district)
    asking = desk.encryption.dialog
    assert isinstance(asking, UnlockDialog)
    assert asking.rescuing.isHidden()
    asking.password.setText("không phải thế này")
    asking.try_it()
    qtbot.waitUntil(lambda: not asking.rescuing.isHidden(), timeout=5000)
    asking.rescuing.click()
    dialog = desk.keeping.dialog
    assert isinstance(dialog, CopiesDialog)
    dialog._look_at(copy)
    qtbot.waitUntil(dialog.restoring.isEnabled, timeout=5000)
    assert "chưa mở khóa" in dialog.told.text()
    dialog.restoring.click()
    box = next(iter(dialog.findChildren(QMessageBox, "confirm_restore")))
    assert "không được mã hóa" in box.informativeText()
    next(item for item in box.findChildren(QPushButton) if item.text() == "&Nhập mật khẩu…").click()
    dialog.asking.password.setText(PASSWORD)
    dialog.asking.try_it()
    qtbot.waitUntil(lambda: len(dialog.findChildren(QMessageBox, "confirm_restore")) > 1, timeout=5000)
    box = dialog.findChildren(QMessageBox, "confirm_restore")[-1]
    next(item for item in box.findChildren(QPushButton) if item.text() == "&Phục hồi").click()
    qtbot.waitUntil(lambda: desk.shell is not None, timeout=20000)
    settle(qtbot, desk)
    desk.close()
    assert encryption.is_encrypted(district)
    encryption.forget_keys()
    encryption.unlock(district, PASSWORD)


def test_without_its_salt_the_recovery_code_saves_what_is_left(
    qtbot: QtBot, start: Callable[[Path], Desk], district: Path
) -> None:
    code = encrypted(district)
    data = district.read_bytes()
    district.write_bytes(data[:1].translate(bytes(range(255, -1, -1))) + data[1:])
    desk = start(district)
    for secret, words in ((PASSWORD, "không mở được trang nào"), (code, "")):
        asking = desk.encryption.dialog
        assert isinstance(asking, UnlockDialog)
        asking.password.setText(secret)
        asking.try_it()
        qtbot.waitUntil(lambda asking=asking: not asking.rescuing.isHidden(), timeout=5000)  # type: ignore[misc]
        asking.rescuing.click()
        dialog = desk.keeping.dialog
        assert isinstance(dialog, CopiesDialog)
        dialog.saving.click()
        if words:
            qtbot.waitUntil(lambda dialog=dialog: desk.keeping.dialog is not dialog, timeout=10000)  # type: ignore[misc]
            again = desk.keeping.dialog
            assert isinstance(again, CopiesDialog)
            assert words in " ".join(label.text() for label in again.findChildren(QLabel))
            again.reject()
            desk.encryption.dialog = None
            desk.open(district)
            qtbot.waitUntil(lambda: desk.encryption.dialog is not None, timeout=5000)
    qtbot.waitUntil(lambda: desk.shell is not None, timeout=20000)
    settle(qtbot, desk)
    saved = shell_of(desk).session.path
    assert saved != district
    assert encryption.is_encrypted(saved)
    desk.close()


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
