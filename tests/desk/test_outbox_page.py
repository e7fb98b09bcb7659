"""The outbox in the window: what is signed goes out three ways, and nothing is said that is not so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.intake.page import IntakePage
from kgdesk.desk.outbox.page import OutboxPage
from kgdesk.desk.outbox.settings_dialog import MailSettingsDialog
from kgdesk.operations.mail_settings import MailSettings, keep_mail_settings, mail_settings
from kgdesk.operations.trust import believe
from tests.desk.desk_windows import reopened, settle, shell_of
from tests.mail.letters import TEXT, attachment, mixed
from tests.mail.servers import (
    PASSWORD,
    USER,
    Certificate,
    Dovecot,
    Post,
    make_certificate,
    need_dovecot,
    smtp_server,
    start_dovecot,
)


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path / "certificate")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files that the system's programs were asked to open."""
    found: list[Path] = []

    def open_url(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


def _unit(demo_copy: Path) -> Path:
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    with reopened(path) as workspace:
        believe(workspace, demo_copy / "keys" / "ca.pem")
    return path


def _page(qtbot: QtBot, desk: Desk) -> OutboxPage:
    shell = shell_of(desk)
    shell.show_page("outbox")
    settle(qtbot, desk)
    page = shell.current
    assert isinstance(page, OutboxPage)
    return page


def _state(page: OutboxPage, row: int = 0) -> str:
    return page.table.texts.row(row).cells[-1]


def _answer(qtbot: QtBot, page: QWidget, password: str) -> None:
    """Give the password to the dialog that asks for it."""
    qtbot.waitUntil(lambda: page.findChild(QInputDialog, "mail_password") is not None)
    asking = page.findChild(QInputDialog, "mail_password")
    assert asking is not None
    asking.setTextValue(password)
    asking.accept()
    asking.setObjectName("answered")


def test_a_sealed_return_is_listed_and_becomes_a_mail(
    qtbot: QtBot, open_desk: Callable[..., Desk], demo_copy: Path, opened: list[Path]
) -> None:
    desk = open_desk(_unit(demo_copy), "home")
    page = _page(qtbot, desk)
    QAbstractItemModelTester(page.table.texts, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert "chưa gửi" in _state(page)
    assert "@kiengiang.example" in page.table.texts.row(0).cells[4]
    page.mailing.trigger()
    settle(qtbot, desk)
    assert [path.name for path in opened] == ["KG-911_2024_r1.eml"]
    assert opened[0].read_bytes().startswith(b"Message-ID: <")
    assert "bấm gửi trong chương trình thư" in page.made.text
    assert "không biết thư đã được gửi hay chưa" in _state(page)


def test_files_are_saved_to_a_stick(
    qtbot: QtBot, open_desk: Callable[..., Desk], demo_copy: Path, tmp_path: Path
) -> None:
    desk = open_desk(_unit(demo_copy), "home")
    page = _page(qtbot, desk)
    page.save(page.table.item, tmp_path / "usb")
    settle(qtbot, desk)
    assert {path.name for path in (tmp_path / "usb").iterdir()} == {"KG-911_2024_r1.pdf", "KG-911_2024_r1.xlsx"}
    assert str(tmp_path / "usb") in _state(page)


def test_sending_asks_for_the_password_once_and_says_what_the_server_said(
    qtbot: QtBot,
    open_desk: Callable[..., Desk],
    demo_copy: Path,
    certificate: Certificate,
) -> None:
    path, post = _unit(demo_copy), Post()
    with smtp_server(post, certificate) as port:
        with reopened(path) as workspace:
            made = MailSettings("localhost", port, user=USER, authority=str(certificate.authority))
            keep_mail_settings(workspace, made)
        desk = open_desk(path, "home")
        page = _page(qtbot, desk)
        page.sending.trigger()
        _answer(qtbot, page, "wrong")
        settle(qtbot, desk)
        qtbot.waitUntil(page.table.isEnabled)
        settle(qtbot, desk)
        assert "mật khẩu" in page.message.text()
        assert "Chưa gửi được" in _state(page)
        for asked in (True, False):
            page.sending.trigger()
            if asked:
                _answer(qtbot, page, PASSWORD)
            settle(qtbot, desk)
            qtbot.waitUntil(page.table.isEnabled)
            settle(qtbot, desk)
        assert "4711" in page.message.text()
        assert "chờ biên nhận" in _state(page)
    assert len(post.taken) == 2
    assert PASSWORD not in path.read_bytes().decode("latin-1")


def test_a_dropped_letter_with_the_receipt_settles_it(
    qtbot: QtBot, open_desk: Callable[..., Desk], demo_copy: Path, tmp_path: Path
) -> None:
    receipt = next((demo_copy / "receipts").glob("KG-911*_receipt.pdf")).read_bytes()
    letter = tmp_path / "tra-loi.eml"
    letter.write_bytes(mixed(TEXT, attachment(receipt, b"bien-nhan.pdf")))
    desk = open_desk(_unit(demo_copy), "home")
    page = _page(qtbot, desk)
    page.take((letter,))
    qtbot.waitUntil(page.table.isEnabled, timeout=20_000)
    settle(qtbot, desk)
    assert "chấp nhận" in page.message.text()
    assert "có biên nhận" in _state(page)
    page.take((demo_copy / "returns" / "KG-912_2024_r1.pdf",))
    qtbot.waitUntil(page.table.isEnabled, timeout=20_000)
    assert "Chưa thấy biên nhận mới nào" in page.message.text()


def test_the_province_sends_receipts(qtbot: QtBot, open_desk: Callable[..., Desk], demo_copy: Path) -> None:
    desk = open_desk(demo_copy / "workspaces" / "KG.kgdesk", "home")
    page = _page(qtbot, desk)
    kinds = {page.table.texts.row(row).cells[0] for row in range(page.table.texts.rowCount())}
    assert kinds == {"Biên nhận"}
    assert not page.reading.isVisible()


def test_nothing_to_send_offers_nothing(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    page = _page(qtbot, open_desk(district, "home"))
    assert not any(action.isEnabled() for action in (page.mailing, page.saving, page.sending))
    assert "Chưa có báo cáo nào" in page.stack.empty.label.text()


def test_settings_are_checked_and_kept(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district, "home")
    session = desk.session
    assert session is not None
    dialog = MailSettingsDialog(session, MailSettings())
    qtbot.addWidget(dialog)
    dialog.host.setText("smtp.tinh.example")
    dialog.port.setText("abc")
    dialog.save()
    settle(qtbot, desk)
    assert "cổng" in dialog.message.text()
    dialog.port.setText("")
    dialog.mailbox.setText("imaps://a@mail.tinh.example/INBOX")
    with qtbot.waitSignal(dialog.accepted):
        dialog.save()
    desk.close()
    with reopened(district) as workspace:
        assert mail_settings(workspace) == dialog.settings


@pytest.fixture
def dovecot(tmp_path: Path, certificate: Certificate) -> Iterator[Dovecot]:
    need_dovecot()
    server = start_dovecot(tmp_path / "dovecot", certificate)
    yield server
    server.stop()
    assert server.process.stderr is not None
    server.process.stderr.close()


def test_intake_reads_the_mailbox(  # noqa: PLR0917 - fixtures
    qtbot: QtBot,
    open_desk: Callable[..., Desk],
    demo_copy: Path,
    province: Path,
    dovecot: Dovecot,
    certificate: Certificate,
) -> None:
    pages = (demo_copy / "returns" / "KG-911_2024_r1.pdf").read_bytes()
    dovecot.put(mixed(TEXT, attachment(pages)))
    with reopened(province) as workspace:
        believe(workspace, demo_copy / "keys" / "ca.pem")
        keep_mail_settings(workspace, MailSettings(mailbox=dovecot.url, authority=str(certificate.authority)))
    desk = open_desk(province, "intake")
    page = shell_of(desk).current
    assert isinstance(page, IntakePage)
    page.reading.trigger()
    _answer(qtbot, page, PASSWORD)
    settle(qtbot, desk)
    qtbot.waitUntil(page.reading.isEnabled, timeout=20_000)
    assert page.table.texts.row(0).cells[1] == "KG-911_2024_r1.pdf"
    assert page.table.texts.row(0).cells[0] == "✔ Đã tiếp nhận"
    page.reading.trigger()
    settle(qtbot, desk)
    qtbot.waitUntil(page.reading.isEnabled, timeout=20_000)
    assert "không có thư mới" in page.frame.sentence.text()
