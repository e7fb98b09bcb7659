"""The consolidator reads before deciding, sees what is held, and says all that is to be corrected at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.filing import page as filing_module
from kgdesk.desk.filing.page import FilingPage
from kgdesk.desk.filing.return_dialog import ReturnDialog
from kgdesk.desk.filing.review_dialog import ReviewDialog
from kgdesk.desk.home.page import HomePage
from kgdesk.desk.intake.page import IntakePage
from kgdesk.domain.errors import Fault
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import FilingState
from kgdesk.operations.demo import PASSWORD
from kgdesk.operations.entry import CellField, record_cell
from kgdesk.operations.home import home
from kgdesk.operations.intake import take_in
from kgdesk.operations.received_file import export_received
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.status import held_beside, newest_arrivals
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import create_workspace, open_workspace
from kgdesk.returns.receipt import read_receipt
from kgdesk.store import received
from tests.desk.desk_typing import press
from tests.desk.desk_windows import NOW, PERIOD, reopened, settle, shell_of


@pytest.fixture
def second(demo: Path, tmp_path: Path) -> Path:
    """Phú Quốc's second return: a figure was corrected."""
    path = Path(shutil.copy(demo / "workspaces" / "KG-911.kgdesk", tmp_path / "sender.kgdesk"))
    with open_workspace(path, actor="an", clock=lambda: NOW) as workspace:
        record_cell(
            workspace, period=PERIOD, indicator="KT08", field=CellField.VALUE, text="7351,5", reason="rà soát lại"
        )
        request = SealRequest(PERIOD, demo / "keys" / "KG-911.p12", PASSWORD, tmp_path / "lan-2")
        seal_return(workspace, request)
    return tmp_path / "lan-2" / "KG-911_2024_r2.pdf"


@pytest.fixture
def receiving(demo: Path, tmp_path: Path, second: Path) -> Path:
    """The province accepted the first return; the second one came and is held."""
    path = tmp_path / "KG.kgdesk"
    pack = demo / "plan" / "nq535.kgplan"
    with create_workspace(path, unit="KG", actor="an", pack=pack, clock=lambda: NOW) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
        take_in(workspace, [demo / "returns" / "KG-911_2024_r1.pdf"])
        key = demo / "keys" / "KG.p12"
        request = ReviewRequest("KG-911_2024_r1", Decision.ACCEPTED, key, PASSWORD, tmp_path / "bien-nhan")
        review_return(workspace, request)
        take_in(workspace, [second])
    return path


def filing_page(desk: Desk) -> FilingPage:
    page = shell_of(desk).pages["filing"]
    assert isinstance(page, FilingPage)
    return page


def stand_on_held(page: FilingPage) -> int:
    names = [str(page.table.texts.index(row, 0).data()) for row in range(page.table.texts.rowCount())]
    row = next(row for row, name in enumerate(names) if name.startswith("↳"))
    page.table.setCurrentIndex(page.table.texts.index(row, 0))
    return row


@pytest.mark.usefixtures("named")
def test_a_held_return_is_seen_beside_the_accepted_one(open_desk: Callable[..., Desk], receiving: Path) -> None:
    with reopened(receiving) as workspace:
        assert home(workspace, PERIOD).held_beside == 1
    desk = open_desk(receiving, "filing")
    page = filing_page(desk)
    row = stand_on_held(page)
    texts = [page.table.texts.index(row, column).data() for column in range(4)]
    assert texts[1] == "▲ Đang tạm giữ"
    assert texts[3] == "2"
    assert page.table.texts.index(row - 1, 3).data() == "1"
    assert "chờ quyết định" in page.frame.sentence.text()
    page.accepting.trigger()
    dialog = page.findChild(ReviewDialog)
    assert "(lần 2)" in dialog.question.text()
    dialog.reject()


def test_home_leads_to_the_first_return_that_waits(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path
) -> None:
    desk = open_desk(receiving, "home")
    shell = shell_of(desk)
    start = shell.pages["home"]
    assert isinstance(start, HomePage)
    next(line for line in start.sentences if "tạm giữ" in line.text()).click()
    settle(qtbot, desk)
    page = filing_page(desk)
    assert page.table.item.state is FilingState.HELD
    assert page.table.viewport().rect().contains(page.table.visualRect(page.table.currentIndex()).center())
    assert page.accepting.isEnabled()


@pytest.mark.usefixtures("named")
def test_the_held_return_is_decided_in_the_window(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, demo: Path
) -> None:
    desk = open_desk(receiving, "filing")
    page = filing_page(desk)
    stand_on_held(page)
    page.accepting.trigger()
    dialog = page.findChild(ReviewDialog)
    dialog.key.file.setText(str(demo / "keys" / "KG.p12"))
    dialog.key.password_line.setText(PASSWORD)
    dialog.key.changed.emit()
    dialog.key.entered.emit()  # Enter in the password
    settle(qtbot, desk)
    desk.close()
    with reopened(receiving) as workspace:
        assert newest_arrivals(workspace, PERIOD)["KG-911"].revision == 2
        assert not held_beside(workspace, PERIOD)


def test_enter_shows_the_figures_and_the_file_opens_as_it_came(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(filing_module.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    desk = open_desk(receiving, "filing")
    page = filing_page(desk)
    page.table.setFocus()
    stand_on_held(page)
    press(page.table, Qt.Key.Key_Return)
    settle(qtbot, desk)
    dialog = page.findChild(ReturnDialog)
    figures = {dialog.table.texts.row(row).item.indicator: row for row in range(dialog.table.texts.rowCount())}
    assert dialog.table.texts.index(figures["KT08"], 6).data() == "7.351,5"
    dialog.reject()
    page.opening.trigger()
    settle(qtbot, desk)
    assert Path(opened[0]).read_bytes() == second.read_bytes()


def test_a_kept_file_that_changed_is_not_opened(
    receiving: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reopened(receiving) as workspace:
        key = received.of_period(workspace.store, PERIOD.code)[0].key
        assert export_received(workspace, key, tmp_path).exists()
        monkeypatch.setattr("kgdesk.store.received_files.content", lambda *_: b"%PDF-1.7 other")
        with pytest.raises(Fault, match="file_gone"):
            export_received(workspace, key, tmp_path)


@pytest.mark.usefixtures("named")
def test_one_sending_back_carries_several_comments(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, demo: Path
) -> None:
    desk = open_desk(receiving, "filing")
    page = filing_page(desk)
    stand_on_held(page)
    page.returning.trigger()
    dialog = page.findChild(ReviewDialog)
    for code, text in (("KT08", "Thiếu thu xuất nhập khẩu"), ("XH12", "Sai mẫu số")):
        dialog.place.setCurrentIndex(dialog.place.findData(code))
        dialog.comment.setPlainText(text)
        dialog.adding.click()
    dialog.place.setCurrentIndex(0)
    dialog.comment.setPlainText("Ghi rõ nguồn")
    dialog.key.file.setText(str(demo / "keys" / "KG.p12"))
    dialog.key.password_line.setText(PASSWORD)
    dialog.key.changed.emit()
    dialog.confirm.click()
    settle(qtbot, desk)
    receipt = read_receipt((receiving.parent / "bien-nhan" / "KG-911_2024_r2_receipt.pdf").read_bytes())
    assert [(item.indicator, item.text) for item in receipt.comments] == [
        ("KT08", "Thiếu thu xuất nhập khẩu"),
        ("XH12", "Sai mẫu số"),
        ("", "Ghi rõ nguồn"),
    ]


def test_each_key_belongs_to_its_workspace(open_desk: Callable[..., Desk], receiving: Path, district: Path) -> None:
    desk = open_desk(receiving, "filing")
    session = shell_of(desk).session
    session.settings.set_key_of(receiving, "KG.p12")
    assert session.settings.key_of(district) == ""


def test_what_intake_told_outlives_a_change_of_language_and_names_what_it_left_out(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, demo: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "thu-muc"
    folder.mkdir()
    shutil.copy(demo / "returns" / "SYT_2024_r1.pdf", folder)
    (folder / "bao-cao.docx").write_bytes(b"PK")
    desk = open_desk(receiving, "intake")
    page = shell_of(desk).pages["intake"]
    assert isinstance(page, IntakePage)
    page.take((folder,))
    settle(qtbot, desk)
    assert "bao-cao.docx" in page.frame.sentence.text()
    desk.speak("en")
    settle(qtbot, desk)
    again = shell_of(desk).pages["intake"]
    assert isinstance(again, IntakePage)
    assert again.table.texts.index(0, 1).data() == "SYT_2024_r1.pdf"
    desk.speak("vi")
    settle(qtbot, desk)


def test_a_refused_file_says_in_the_list_what_stands_against_it(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, demo: Path, tmp_path: Path
) -> None:
    forged = tmp_path / "SYT_sua.pdf"
    data = bytearray((demo / "returns" / "SYT_2024_r1.pdf").read_bytes())
    data[len(data) // 3 : len(data) // 3 + 20] = b"0" * 20
    forged.write_bytes(bytes(data))
    desk = open_desk(receiving, "intake")
    page = shell_of(desk).pages["intake"]
    assert isinstance(page, IntakePage)
    page.take((forged,))
    settle(qtbot, desk)
    reason = page.table.texts.index(0, 5).data()
    assert reason
    assert "Chữ ký hoặc nội dung không hợp lệ" not in reason


def test_the_province_starts_with_what_it_does(open_desk: Callable[..., Desk], receiving: Path) -> None:
    keys = shell_of(open_desk(receiving, "home")).navigation.keys
    assert keys == ("home", "intake", "filing", "consolidation", "outbox", "trust")
