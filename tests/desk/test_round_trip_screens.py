"""From the signature in a district to the report of the province, by the screens, on the demonstration."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.checks.explain_dialog import ExplainDialog
from kgdesk.desk.checks.page import ChecksPage
from kgdesk.desk.consolidation.page import ConsolidationPage
from kgdesk.desk.entry.page import EntryPage
from kgdesk.desk.entry.reason_dialog import ReasonDialog
from kgdesk.desk.escalations.page import EscalationsPage
from kgdesk.desk.filing.page import FilingPage
from kgdesk.desk.filing.review_dialog import ReviewDialog
from kgdesk.desk.intake.page import IntakePage
from kgdesk.desk.page import Page
from kgdesk.desk.record.dialog import RecordDialog
from kgdesk.desk.seal.page import CHECK, DELIVER, SealPage
from kgdesk.domain.findings import Severity
from kgdesk.domain.return_cycle import FilingState
from kgdesk.operations.check import accepted_warnings
from kgdesk.operations.demo import PASSWORD
from kgdesk.operations.entry import CellField, cell_history, entry_grid, record_cell
from kgdesk.operations.escalation import escalations
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import create_workspace
from tests.desk.desk_windows import NOW, PERIOD, reopened, settle, shell_of


@pytest.fixture
def filed(demo: Path, tmp_path: Path) -> Path:
    """Phú Quốc's workspace of the demonstration, sealed once."""
    return Path(shutil.copy(demo / "workspaces" / "KG-911.kgdesk", tmp_path / "KG-911.kgdesk"))


@pytest.fixture
def receiving(demo: Path, tmp_path: Path) -> Path:
    """A province workspace that believes the demonstration's authority and has taken nothing in yet."""
    path = tmp_path / "KG.kgdesk"
    pack = demo / "plan" / "nq535.kgplan"
    with create_workspace(path, unit="KG", actor="an", pack=pack, clock=lambda: NOW) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
    return path


def page_of(desk: Desk, key: str, qtbot: QtBot) -> Page:
    shell_of(desk).show_page(key)
    settle(qtbot, desk)
    return shell_of(desk).pages[key]


def sign(page: SealPage, demo: Path, folder: Path, password: str = PASSWORD) -> None:
    page.sign.key.file.setText(str(demo / "keys" / "KG-911.p12"))
    page.sign.key.password_line.setText(password)
    page.sign.folder.setText(str(folder))
    page.sign.number.setText("125")
    page.sign.judge()
    page.sign.button.click()


def test_nothing_is_signed_under_a_login(
    qtbot: QtBot,
    open_desk: Callable[..., Desk],
    filed: Path,
    demo: Path,
    tmp_path: Path,
) -> None:
    desk = open_desk(filed, "seal")
    page = page_of(desk, "seal", qtbot)
    assert isinstance(page, SealPage)
    sign(page, demo, tmp_path / "ra")
    settle(qtbot, desk)
    assert not (tmp_path / "ra").exists()
    assert "họ tên" in page.sign.message.text()
    assert page.sign.key.password_line.text() == PASSWORD  # it is not to be typed again
    asking = shell_of(desk).findChild(QInputDialog, "person")
    asking.setTextValue("Nguyễn Thị Thử")
    asking.accept()
    settle(qtbot, desk)
    page.sign.button.click()
    settle(qtbot, desk)
    assert (tmp_path / "ra" / "KG-911_2024_r2.pdf").exists()


@pytest.mark.usefixtures("named")
def test_signing_makes_files_and_says_where(
    qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path, demo: Path, tmp_path: Path
) -> None:
    desk = open_desk(filed, "seal")
    page = page_of(desk, "seal", qtbot)
    assert isinstance(page, SealPage)
    sign(page, demo, tmp_path / "ra")
    settle(qtbot, desk)
    assert page.stack.currentIndex() == DELIVER
    assert sorted(path.name for path in (tmp_path / "ra").iterdir()) == ["KG-911_2024_r2.pdf", "KG-911_2024_r2.xlsx"]
    assert str(tmp_path / "ra" / "KG-911_2024_r2.pdf") in page.made.text
    assert shell_of(desk).status.signature.text() == "Đã ký, chưa có biên nhận"


@pytest.mark.usefixtures("named")
def test_a_wrong_password_is_told_beside_the_button_and_not_kept(
    qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path, demo: Path, tmp_path: Path
) -> None:
    desk = open_desk(filed, "seal")
    page = page_of(desk, "seal", qtbot)
    assert isinstance(page, SealPage)
    sign(page, demo, tmp_path / "ra", password="sai")
    settle(qtbot, desk)
    assert "ật khẩu" in page.sign.message.text()
    assert page.sign.key.password_line.text() == ""
    assert not (tmp_path / "ra").exists()


def test_blocking_findings_lead_back_to_the_first_step(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, demo: Path, tmp_path: Path
) -> None:
    desk = open_desk(district, "seal")
    page = page_of(desk, "seal", qtbot)
    assert isinstance(page, SealPage)
    sign(page, demo, tmp_path / "ra")
    settle(qtbot, desk)
    assert page.stack.currentIndex() == CHECK
    assert "phải sửa xong mới ký được" in page.check_message.text()
    assert not (tmp_path / "ra").exists()


def test_the_preview_shows_pages_or_says_how_to_see_them(
    qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path
) -> None:
    desk = open_desk(filed, "seal")
    page = page_of(desk, "seal", qtbot)
    assert isinstance(page, SealPage)
    page._show_step(1)
    settle(qtbot, desk)
    assert page.preview.opening.isEnabled()
    assert "sẽ được ký" in page.preview.message.text()


def test_a_sealed_figure_is_changed_only_with_a_reason(
    qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path
) -> None:
    desk = open_desk(filed, "entry")
    page = page_of(desk, "entry", qtbot)
    assert isinstance(page, EntryPage)
    index = page.model.index(page.model.row_of("KT08"), 9)
    before = index.data()
    page.model.setData(index, "1500")
    settle(qtbot, desk)
    dialog = page.findChild(ReasonDialog)
    dialog.reject()
    assert index.data() == before
    page.model.setData(index, "1500")
    settle(qtbot, desk)
    dialog = page.findChildren(ReasonDialog)[-1]
    dialog.reason.setText("rà soát lại")
    dialog.confirm.click()
    settle(qtbot, desk)
    assert index.data() == "1.500,0"
    desk.close()
    with reopened(filed) as workspace:
        assert cell_history(workspace, period=PERIOD, indicator="KT08")[-1].reason == "rà soát lại"


def test_enter_on_a_finding_goes_to_its_cell(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district, "checks")
    checks = page_of(desk, "checks", qtbot)
    assert isinstance(checks, ChecksPage)
    finding = checks.table.item
    checks.table.opened.emit(finding)
    settle(qtbot, desk)
    entry = shell_of(desk).current
    assert isinstance(entry, EntryPage)
    assert entry.view.currentIndex().row() == entry.model.row_of(finding.finding.indicator)


def test_a_warning_is_let_stand_with_a_reason_that_is_kept(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    with reopened(district) as workspace:
        for period, value in ((PERIOD.previous(), "100"), (PERIOD, "900")):
            record_cell(workspace, period=period, indicator="KT08", field=CellField.VALUE, text=value)
    desk = open_desk(district, "checks")
    page = page_of(desk, "checks", qtbot)
    assert isinstance(page, ChecksPage)
    rows = [page.table.texts.row(row).item for row in range(page.table.texts.rowCount())]
    row = next(row for row, item in enumerate(rows) if item.finding.severity is Severity.WARN)
    page.table.setCurrentIndex(page.table.texts.index(row, 0))
    page.explaining.trigger()
    dialog = page.findChild(ExplainDialog)
    assert not dialog.confirm.isEnabled()
    dialog.reason.setPlainText("Có nguồn thu mới")
    dialog.confirm.click()
    settle(qtbot, desk)
    assert page.table.texts.index(row, 0).data() == "✔ Đã giải trình"
    desk.close()
    with reopened(district) as workspace:
        assert [item.reason for item in accepted_warnings(workspace, PERIOD)] == ["Có nguồn thu mới"]


@pytest.mark.parametrize(("cell", "saved"), [("7350", True), ("7.350", False)])
def test_a_table_is_shown_before_it_is_saved_whole(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, tmp_path: Path, *, cell: str, saved: bool
) -> None:
    table = tmp_path / "so-lieu.csv"
    table.write_text(f"indicator;value\nKT08;{cell}\nKT09;41200\n", encoding="utf-8")
    desk = open_desk(district, "entry")
    page = page_of(desk, "entry", qtbot)
    dialog = RecordDialog(shell_of(desk).session, table, page)
    dialog.open()
    settle(qtbot, desk)
    assert dialog.table.texts.rowCount() == 2
    assert dialog.foot.confirm.isEnabled() is saved
    dialog.foot.confirm.click()
    settle(qtbot, desk)
    dialog.close()
    desk.close()
    with reopened(district) as workspace:
        figures = {row.indicator.code: row.value for row in entry_grid(workspace, PERIOD) if row.value is not None}
    assert figures == ({"KT08": Decimal(7350), "KT09": Decimal(41200)} if saved else {})


def test_an_escalation_is_kept_when_complete_and_told_when_not(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "escalations")
    page = page_of(desk, "escalations", qtbot)
    assert isinstance(page, EscalationsPage)
    page.adding.trigger()
    settle(qtbot, desk)
    page.form.matter.setPlainText("Vốn vượt thẩm quyền")
    page.form.button.click()
    settle(qtbot, desk)
    assert "giới hạn thẩm quyền" in page.form.message.text()
    page.form.legal_limit.setPlainText("Luật Đầu tư công")
    page.form.proposal.setPlainText("Tỉnh quyết định")
    page.form.button.click()
    settle(qtbot, desk)
    desk.close()
    with reopened(district) as workspace:
        assert [item.matter for item in escalations(workspace)] == ["Vốn vượt thẩm quyền"]


def test_an_unfinished_escalation_outlives_the_window(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "escalations")
    page = page_of(desk, "escalations", qtbot)
    assert isinstance(page, EscalationsPage)
    page.adding.trigger()
    settle(qtbot, desk)
    page.form.matter.setPlainText("Thiếu vốn đối ứng")
    assert shell_of(desk).status.saved.text() == "Đang gõ, chưa lưu"
    shell_of(desk).close()
    qtbot.waitUntil(lambda: desk.shell is None)
    again = open_desk(district, "escalations")
    page = page_of(again, "escalations", qtbot)
    assert isinstance(page, EscalationsPage)
    assert page.form.matter.toPlainText() == "Thiếu vốn đối ứng"
    page.form.legal_limit.setPlainText("Luật Đầu tư công")
    page.form.proposal.setPlainText("Tỉnh quyết định")
    shell_of(again).close()  # complete now: saved by leaving
    qtbot.waitUntil(lambda: again.shell is None)
    with reopened(district) as workspace:
        assert [item.matter for item in escalations(workspace)] == ["Thiếu vốn đối ứng"]


def test_dropped_files_get_a_line_each_and_a_forged_one_is_refused(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, demo: Path, tmp_path: Path
) -> None:
    forged = tmp_path / "SYT_sua.pdf"
    data = bytearray((demo / "returns" / "SYT_2024_r1.pdf").read_bytes())
    data[len(data) // 3 : len(data) // 3 + 20] = b"0" * 20
    forged.write_bytes(bytes(data))
    desk = open_desk(receiving, "intake")
    page = page_of(desk, "intake", qtbot)
    assert isinstance(page, IntakePage)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(forged)), QUrl.fromLocalFile(str(demo / "returns" / "KG-911_2024_r1.pdf"))])
    page.area.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    settle(qtbot, desk)
    rows = {page.table.texts.index(row, 1).data(): page.table.texts.index(row, 0).data() for row in range(2)}
    assert rows == {"SYT_sua.pdf": "✕ Từ chối", "KG-911_2024_r1.pdf": "✔ Đã tiếp nhận"}
    assert not page.strip.isVisible()
    shown = page.details.toPlainText()
    assert "Thành phố Phú Quốc" in shown or "Không hợp lệ" in shown


def test_what_was_held_is_there_again_when_the_window_is_opened_anew(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, demo: Path
) -> None:
    desk = open_desk(receiving, "intake")
    page = page_of(desk, "intake", qtbot)
    assert isinstance(page, IntakePage)
    page.take((demo / "returns" / "KG-911_2024_r1.xlsx",))  # without the pages that vouch for it
    settle(qtbot, desk)
    told = [page.table.texts.index(0, column).data() for column in range(page.table.texts.columnCount())]
    shown = page.details.toPlainText()
    shell_of(desk).close()
    qtbot.waitUntil(lambda: desk.shell is None)
    again = open_desk(receiving, "intake")
    page = page_of(again, "intake", qtbot)
    assert isinstance(page, IntakePage)
    assert [page.table.texts.index(0, column).data() for column in range(page.table.texts.columnCount())] == told
    assert page.details.toPlainText() == shown


@pytest.mark.usefixtures("named")
def test_accepting_signs_a_receipt_and_says_where_it_lies(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, demo: Path
) -> None:
    desk = open_desk(receiving, "intake")
    intake = page_of(desk, "intake", qtbot)
    assert isinstance(intake, IntakePage)
    intake.take((demo / "returns" / "KG-911_2024_r1.pdf",))
    settle(qtbot, desk)
    page = page_of(desk, "filing", qtbot)
    assert isinstance(page, FilingPage)
    rows = [page.table.texts.row(row).item for row in range(page.table.texts.rowCount())]
    received = next(row for row, item in enumerate(rows) if item.state is FilingState.RECEIVED)
    page.table.setCurrentIndex(page.table.texts.index(received, 0))
    page.accepting.trigger()
    dialog = page.findChild(ReviewDialog)
    dialog.key.file.setText(str(demo / "keys" / "KG.p12"))
    dialog.key.password_line.setText(PASSWORD)
    dialog.key.changed.emit()
    dialog.confirm.click()
    settle(qtbot, desk)
    receipt = receiving.parent / "bien-nhan" / "KG-911_2024_r1_receipt.pdf"
    assert receipt.exists()
    assert str(receipt) in page.made.text
    assert page.table.texts.row(received).item.state is FilingState.ACCEPTED


def test_totals_are_explained_and_the_report_is_written(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, demo: Path, tmp_path: Path
) -> None:
    desk = open_desk(receiving, "intake")
    intake = page_of(desk, "intake", qtbot)
    assert isinstance(intake, IntakePage)
    intake.take((demo / "returns",))
    settle(qtbot, desk)
    page = page_of(desk, "consolidation", qtbot)
    assert isinstance(page, ConsolidationPage)
    page.running.trigger()
    settle(qtbot, desk)
    codes = [page.table.texts.row(row).item.indicator for row in range(page.table.texts.rowCount())]
    page.table.setCurrentIndex(page.table.texts.index(codes.index("KT10"), 0))
    settle(qtbot, desk)
    assert "Thành phố Phú Quốc" in page.explanation.toPlainText()
    page.write_to(tmp_path / "bc")
    settle(qtbot, desk)
    assert {path.suffix for path in (tmp_path / "bc").iterdir()} == {".pdf", ".xlsx", ".docx"}
    assert str(tmp_path / "bc") in page.made.text
    assert not page.outgoing.adopting.isVisible()  # the province reports to nobody here
    page.outgoing.write_to(tmp_path / "vb")
    settle(qtbot, desk)
    assert "không lập văn bản nào" in page.frame.sentence.text()  # nobody is late yet
    page.load()
    settle(qtbot, desk)
    assert [page.table.texts.row(row).item.indicator for row in range(page.table.texts.rowCount())] == codes
    assert page.writing.isEnabled()
    assert "Lần tổng hợp số 1," in page.frame.sentence.text()
    shell_of(desk).session.workspace.clock = lambda: datetime(2024, 12, 26, 2, 0, tzinfo=UTC)
    page.outgoing.write_to(tmp_path / "vb")
    qtbot.waitUntil(lambda: "KG-899_2024_reminder1.docx" in page.made.text, timeout=60_000)
    assert (tmp_path / "vb" / "KG-899_2024_reminder1.eml").exists()


def test_consolidating_nothing_is_told(qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path) -> None:
    desk = open_desk(receiving, "consolidation")
    page = page_of(desk, "consolidation", qtbot)
    assert isinstance(page, ConsolidationPage)
    page.running.trigger()
    settle(qtbot, desk)
    assert shell_of(desk).findChild(QMessageBox, "alert").text().startswith("Chưa có báo cáo nào được tiếp nhận")
    assert page.running.isEnabled()


def test_the_demonstration_opens_on_the_year_it_is_about(
    open_desk: Callable[..., Desk], demo: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(demo / "workspaces" / "KG.kgdesk", tmp_path / "KG.kgdesk"))
    desk = open_desk(path, "home", remembered=False)
    assert shell_of(desk).session.period == PERIOD
