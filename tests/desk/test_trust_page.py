"""Whom the workspace believes and who signs for whom, by the screen."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.intake.page import IntakePage
from kgdesk.desk.intake.verdict_dialog import VerdictDialog
from kgdesk.desk.trust.anchors_part import AnchorsPart
from kgdesk.desk.trust.believe_dialog import BelieveDialog
from kgdesk.desk.trust.end_dialog import EndDialog
from kgdesk.desk.trust.enrol_dialog import EnrolDialog
from kgdesk.desk.trust.page import ANCHORS, ENROLMENTS, LISTS, TrustPage
from kgdesk.desk.trust.waiting_dialog import WaitingDialog
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.operations.certificates import look_at_signers
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.enrolment import EnrolRequest, enrol
from kgdesk.operations.intake import take_in
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.strangers import waiting_files
from kgdesk.operations.trust import believe, trust_overview
from kgdesk.operations.workspace import create_workspace, open_workspace
from kgdesk.store import journal
from tests.desk.desk_typing import press
from tests.desk.desk_windows import NOW, reopened, settle, shell_of
from tests.operations.after_demo import change

Open = Callable[..., Desk]
SHA256_GROUPS = 16


@pytest.fixture
def receiving(demo: Path, tmp_path: Path) -> Path:
    """A province workspace that believes the demonstration's authority and has taken nothing in yet."""
    path = tmp_path / "KG.kgdesk"
    pack = demo / "plan" / "nq535.kgplan"
    with create_workspace(path, unit="KG", actor="an", pack=pack, clock=lambda: NOW) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
    return path


@pytest.fixture
def strange_pages(demo: Path, tmp_path: Path) -> Path:
    """Phú Quốc's return, signed with a certificate that names no unit."""
    path = Path(shutil.copy(demo / "workspaces" / "KG-911.kgdesk", tmp_path / "nguon.kgdesk"))
    with open_workspace(path, actor="an", clock=lambda: NOW) as workspace:
        change(workspace)
        key = demo / "keys" / "examples" / "public.p12"
        request = SealRequest(period=PERIOD, key=key, password=PASSWORD, folder=tmp_path / "goi", formats=("pdf",))
        return seal_return(workspace, request).result.files[0]


def trust_page(desk: Desk, qtbot: QtBot) -> TrustPage:
    shell_of(desk).show_page("trust")
    settle(qtbot, desk)
    page = shell_of(desk).pages["trust"]
    assert isinstance(page, TrustPage)
    return page


def add_authority(page: TrustPage, qtbot: QtBot, desk: Desk, path: Path) -> None:
    page.anchors.look_at(path)
    settle(qtbot, desk)
    dialog = page.findChildren(BelieveDialog)[-1]
    dialog.compared.setChecked(True)
    dialog.confirm.click()
    settle(qtbot, desk)


# --- where it is


def test_both_kinds_of_units_reach_it_by_list_and_key(open_desk: Open, district: Path, province: Path) -> None:
    for path in (district, province):
        shell = shell_of(open_desk(path, "home"))
        assert shell.navigation.keys[-1] == "trust"
        action = next(item for item in shell.findChildren(type(shell.menus.copying)) if item.data() == "trust")
        assert action.shortcut().toString() == "Ctrl+Shift+G"
        action.trigger()
        assert isinstance(shell.current, TrustPage)
        shell.close()


def test_empty_lists_teach_and_their_button_adds(qtbot: QtBot, open_desk: Open, district: Path) -> None:
    page = trust_page(open_desk(district), qtbot)
    for part in (page.anchors, page.lists, page.enrolments):
        assert part.stack.currentIndex() == 1
        assert "hãy" in part.stack.empty.label.text().lower()
        assert part.adding.shortcut().toString() == "Ctrl+N"


def test_the_three_lists_are_reached_by_keys(qtbot: QtBot, open_desk: Open, receiving: Path) -> None:
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    shell_of(desk).activateWindow()
    for key, tab in ((Qt.Key.Key_3, ENROLMENTS), (Qt.Key.Key_2, LISTS), (Qt.Key.Key_1, ANCHORS)):
        qtbot.keyClick(page, key, Qt.KeyboardModifier.AltModifier)
        assert page.tabs.currentIndex() == tab


# --- authorities


def test_an_authority_is_believed_only_after_its_fingerprints_were_compared(
    qtbot: QtBot, open_desk: Open, district: Path, demo: Path
) -> None:
    desk = open_desk(district)
    page = trust_page(desk, qtbot)
    page.anchors.look_at(demo / "keys" / "ca.pem")
    settle(qtbot, desk)
    dialog = page.findChild(BelieveDialog)
    told = dialog.told.toPlainText().replace("\xa0", " ")
    assert "SHA-256" in told
    assert "SHA-1" in told
    assert not dialog.confirm.isEnabled()
    dialog.compared.setChecked(True)
    dialog.confirm.click()
    settle(qtbot, desk)
    assert page.anchors.table.texts.rowCount() == 1
    desk.close()
    with reopened(district) as workspace:
        (anchor,) = trust_overview(workspace).anchors
    groups = [anchor.fingerprint[start : start + 4].upper() for start in range(0, 64, 4)]
    assert len(groups) == SHA256_GROUPS
    assert all(group in told for group in groups)


def test_a_file_that_changed_after_the_comparison_is_not_believed(
    qtbot: QtBot, open_desk: Open, district: Path, demo: Path, tmp_path: Path
) -> None:
    from kgdesk.signing import demo_authority

    path = Path(shutil.copy(demo / "keys" / "ca.pem", tmp_path / "goc.pem"))
    desk = open_desk(district)
    page = trust_page(desk, qtbot)
    page.anchors.look_at(path)
    settle(qtbot, desk)
    path.write_bytes(demo_authority.create(at=NOW, name="Kẻ tráo tệp").root_pem)
    dialog = page.findChild(BelieveDialog)
    dialog.compared.setChecked(True)
    dialog.confirm.click()
    settle(qtbot, desk)
    assert "đã thay đổi" in shell_of(desk).findChild(QMessageBox, "alert").text()
    assert page.anchors.table.texts.rowCount() == 0
    assert "Chưa lưu" not in shell_of(desk).status.saved.text()


def test_dropping_an_authority_wants_a_reason_and_is_taken_back(qtbot: QtBot, open_desk: Open, receiving: Path) -> None:
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    page.anchors.dropping.trigger()
    dialog = page.anchors.findChild(EndDialog)
    assert not dialog.confirm.isEnabled()
    assert dialog.dated.isHidden()
    dialog.reason.setText("ngừng hoạt động")
    dialog.confirm.click()
    settle(qtbot, desk)
    assert page.anchors.table.texts.rowCount() == 0
    assert not page.strip.button.isHidden()
    assert page.strip.button.shortcut().toString() == "Ctrl+Z"
    page.strip.button.click()
    settle(qtbot, desk)
    assert page.anchors.table.texts.rowCount() == 1
    assert page.strip.button.isHidden()
    desk.close()
    with reopened(receiving) as workspace:
        entries = {item.action: item.detail for item in journal.entries(workspace.store)}
        assert entries["distrust"]["reason"] == "ngừng hoạt động"
        assert len(trust_overview(workspace).anchors) == 1


def test_what_is_no_authority_is_refused_in_a_sentence(
    qtbot: QtBot, open_desk: Open, district: Path, demo: Path
) -> None:
    desk = open_desk(district)
    page = trust_page(desk, qtbot)
    page.anchors.look_at(demo / "keys" / "examples" / "public.cer")
    settle(qtbot, desk)
    assert page.findChild(BelieveDialog) is None
    assert "public.cer" in shell_of(desk).findChild(QMessageBox, "alert").text()


# --- revocation lists


def test_a_revocation_list_shows_its_issuer_and_when_it_is_overdue(
    qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    page.lists.chosen.emit(demo / "keys" / "revoked.crl")
    settle(qtbot, desk)
    cells = [page.lists.table.texts.index(0, column).data() for column in range(5)]
    assert "Cơ quan chứng thực trình diễn" in cells[0]
    assert cells[3:] == ["● Còn hạn", "1"]
    assert "1 danh sách thu hồi" in page.strip.label.text()
    session = shell_of(desk).session
    monkeypatch.setattr(session.workspace, "clock", lambda: NOW + timedelta(days=36500))
    page.load()
    settle(qtbot, desk)
    assert page.lists.table.texts.index(0, 3).data() == "▲ Quá hạn cập nhật"
    assert "quá hạn cập nhật" in page.frame.sentence.text()


def test_a_list_of_nobody_we_believe_is_refused(qtbot: QtBot, open_desk: Open, district: Path, demo: Path) -> None:
    desk = open_desk(district)
    page = trust_page(desk, qtbot)
    page.lists.chosen.emit(demo / "keys" / "revoked.crl")
    settle(qtbot, desk)
    assert "Hãy thêm chứng thư" in shell_of(desk).findChild(QMessageBox, "alert").text()
    assert page.lists.stack.currentIndex() == 1


# --- enrolments


def enrol_from(page: TrustPage, qtbot: QtBot, desk: Desk) -> EnrolDialog:
    settle(qtbot, desk)
    dialog = page.enrolments.findChildren(EnrolDialog)[-1]
    assert not dialog.confirm.isEnabled()
    return dialog


def test_a_certificate_is_enrolled_and_withdrawn_and_its_history_stays(
    qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path
) -> None:
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    page.enrolments.look_at(demo / "keys" / "examples" / "public.cer")
    dialog = enrol_from(page, qtbot, desk)
    dialog.compared.setChecked(True)
    assert not dialog.confirm.isEnabled()  # the certificate names no unit, the person has to
    dialog.search.setText("phu quoc")
    dialog.search.textEdited.emit("phu quoc")
    assert dialog.unit.currentData() == "KG-911"
    dialog.role.setCurrentIndex(dialog.role.findData("both"))
    dialog.confirm.click()
    settle(qtbot, desk)
    texts = page.enrolments.table.texts
    assert [texts.index(row, 1).data() for row in range(2)] == ["Thủ trưởng", "Cơ quan, tổ chức"]
    page.enrolments.table.setCurrentIndex(texts.index(0, 0))
    page.enrolments.ending.trigger()
    ending = page.enrolments.findChild(EndDialog)
    ending.reason.setText("nghỉ hưu")
    ending.confirm.click()
    settle(qtbot, desk)
    states = [texts.index(row, 5).data() for row in range(2)]
    assert states == ["● Đang ghi nhận", "○ Đã chấm dứt"]
    page.enrolments.table.setCurrentIndex(texts.index(1, 0))
    told = page.enrolments.details.toPlainText()
    assert "nghỉ hưu" in told
    assert "ghi nhận từ" in told
    assert not page.enrolments.ending.isEnabled()
    desk.close()
    with reopened(receiving) as workspace:
        ended = [item for item in trust_overview(workspace).enrolments if item.valid_to is not None]
        assert [(item.role, item.reason, item.valid_to) for item in ended] == [("head", "nghỉ hưu", NOW)]


def test_a_withdrawal_is_taken_back_and_its_trace_stays(
    qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path
) -> None:
    certificate = demo / "keys" / "examples" / "public.cer"
    with reopened(receiving) as workspace:
        (facts,) = look_at_signers(certificate)
        enrol(workspace, EnrolRequest(certificate, "KG-911", "agency", facts.sha256))
        before = trust_overview(workspace).enrolments
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    page.enrolments.ending.trigger()
    ending = page.enrolments.findChild(EndDialog)
    ending.reason.setText("nhầm dòng")
    ending.confirm.click()
    settle(qtbot, desk)
    assert page.enrolments.table.texts.index(0, 5).data() == "○ Đã chấm dứt"
    page.strip.button.click()
    settle(qtbot, desk)
    assert page.enrolments.table.texts.index(0, 5).data() == "● Đang ghi nhận"
    assert "nhầm dòng" in page.enrolments.details.toPlainText()
    desk.close()
    with reopened(receiving) as workspace:
        assert trust_overview(workspace).enrolments == before
        assert journal.verify_chain(workspace.store) is None


def test_signers_are_found_by_name_and_by_fingerprint(
    qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path
) -> None:
    with reopened(receiving) as workspace:
        for name, unit in (("public", "KG-912"), ("head", "KG-911")):
            certificate = demo / "keys" / "examples" / f"{name}.cer"
            (facts,) = look_at_signers(certificate)
            enrol(workspace, EnrolRequest(certificate, unit, "head", facts.sha256))
    desk = open_desk(receiving)
    part = trust_page(desk, qtbot).enrolments
    for text, units in (
        ("kien hai", ["Huyện Kiên Hải"]),
        (facts.sha256[:4].upper() + " " + facts.sha256[4:8].upper(), ["Thành phố Phú Quốc"]),
        ("khong co", []),
        ("", ["Huyện Kiên Hải", "Thành phố Phú Quốc"]),
    ):
        part.search.setText(text)
        assert [part.table.texts.index(row, 0).data() for row in range(part.table.texts.rowCount())] == units
        assert part.stack.currentIndex() == 0


def test_a_lost_key_ends_from_the_day_it_was_lost(qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path) -> None:
    certificate = demo / "keys" / "examples" / "public.cer"
    with reopened(receiving) as workspace:
        (facts,) = look_at_signers(certificate)
        enrol(workspace, EnrolRequest(certificate, "KG-911", "agency", facts.sha256))
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    page.enrolments.ending.trigger()
    ending = page.enrolments.findChild(EndDialog)
    ending.reason.setText("mất thiết bị ký")
    ending.dated.setChecked(True)
    ending.day.setDate(ending.day.date().addDays(-3))
    ending.confirm.click()
    settle(qtbot, desk)
    desk.close()
    with reopened(receiving) as workspace:
        (item,) = trust_overview(workspace).enrolments
        assert item.valid_to == datetime(2024, 12, 14, 17, tzinfo=UTC)  # the midnight before, in Vietnam


def test_the_signer_of_a_held_file_is_enrolled_and_the_file_taken_in(
    qtbot: QtBot, open_desk: Open, receiving: Path, strange_pages: Path, demo: Path
) -> None:
    with reopened(receiving) as workspace:
        take_in(workspace, [demo / "returns" / "KG-911_2024_r1.pdf"])
        assert take_in(workspace, [strange_pages]).result[0].outcome is IntakeOutcome.HELD
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    assert "1 tệp" in page.frame.sentence.text()
    page.enrolments.from_waiting.trigger()
    waiting = page.enrolments.findChild(WaitingDialog)
    assert waiting.table.texts.index(0, 1).data() == "Thành phố Phú Quốc"
    waiting.confirm.click()
    dialog = enrol_from(page, qtbot, desk)
    assert dialog.unit.currentData() == "KG-911"  # what the file says of itself is proposed
    assert dialog.role.currentData() == "both"
    dialog.compared.setChecked(True)
    dialog.confirm.click()
    settle(qtbot, desk)
    assert "tiếp nhận tệp" in page.strip.label.text()
    assert not page.enrolments.from_waiting.isEnabled()
    desk.close()
    with reopened(receiving) as workspace:
        assert waiting_files(workspace) == ()


def test_a_verdict_leads_to_the_enrolment_of_its_signer(
    qtbot: QtBot, open_desk: Open, receiving: Path, strange_pages: Path, demo: Path
) -> None:
    desk = open_desk(receiving)
    shell = shell_of(desk)
    shell.menus.verify(demo / "returns" / "KG-911_2024_r1.pdf")
    settle(qtbot, desk)
    decided = shell.findChildren(VerdictDialog)[-1]
    assert decided.enrol.isHidden()
    decided.reject()
    shell.menus.verify(strange_pages)
    settle(qtbot, desk)
    undecided = shell.findChildren(VerdictDialog)[-1]
    undecided.enrol.click()
    settle(qtbot, desk)
    assert isinstance(shell.current, TrustPage)
    assert shell.current.tabs.currentIndex() == ENROLMENTS
    dialog = shell.current.enrolments.findChild(EnrolDialog)
    assert dialog.unit.currentData() == "KG-911"


def test_the_intake_list_leads_there_too(
    qtbot: QtBot, open_desk: Open, receiving: Path, strange_pages: Path, demo: Path
) -> None:
    desk = open_desk(receiving, "intake")
    intake = shell_of(desk).current
    assert isinstance(intake, IntakePage)
    assert not intake.trusting.isEnabled()
    intake.take((demo / "returns" / "SYT_2024_r1.pdf",))
    settle(qtbot, desk)
    assert not intake.trusting.isEnabled()
    intake.take((strange_pages,))
    settle(qtbot, desk)
    intake.trusting.trigger()
    settle(qtbot, desk)
    page = shell_of(desk).current
    assert isinstance(page, TrustPage)
    assert page.enrolments.findChild(EnrolDialog) is not None


def test_another_certificate_of_the_file_must_be_compared_anew(
    qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path, tmp_path: Path
) -> None:
    examples = demo / "keys" / "examples"
    both = tmp_path / "hai.pem"
    both.write_bytes((examples / "public.cer").read_bytes() + (examples / "head.cer").read_bytes())
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    page.enrolments.look_at(both)
    dialog = enrol_from(page, qtbot, desk)
    dialog.unit.setCurrentIndex(dialog.unit.findData("KG-911"))
    dialog.compared.setChecked(True)
    assert dialog.confirm.isEnabled()
    dialog.certificate.setCurrentIndex(1)
    assert not dialog.confirm.isEnabled()


def test_a_renewal_ends_the_certificate_it_replaces(qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path) -> None:
    old, new = (demo / "keys" / "examples" / f"{name}.cer" for name in ("public", "agency"))
    with reopened(receiving) as workspace:
        (facts,) = look_at_signers(old)
        enrol(workspace, EnrolRequest(old, "KG-911", "agency", facts.sha256))
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    page.enrolments.look_at(new)
    dialog = enrol_from(page, qtbot, desk)
    assert dialog.unit.currentData() == "KG-911"  # named by the certificate itself
    assert dialog.replaced.count() == 2
    dialog.replaced.setCurrentIndex(1)
    dialog.compared.setChecked(True)
    dialog.confirm.click()
    settle(qtbot, desk)
    assert page.enrolments.table.texts.rowCount() == 2
    page.enrolments.table.setCurrentIndex(page.enrolments.table.texts.index(1, 0))
    assert "đã thay bằng chứng thư mới" in page.enrolments.details.toPlainText()


def test_a_refused_enrolment_is_told_in_the_dialog_which_stays(
    qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path
) -> None:
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    page.enrolments.look_at(demo / "keys" / "examples" / "enciphering.cer")
    dialog = enrol_from(page, qtbot, desk)
    dialog.compared.setChecked(True)
    dialog.confirm.click()
    settle(qtbot, desk)
    assert "không được cấp để ký" in dialog.message.text()
    assert dialog.isVisible()
    assert "Chưa lưu" not in shell_of(desk).status.saved.text()


# --- by the keyboard, and sound models


def test_delete_asks_for_the_reason_from_the_list(qtbot: QtBot, open_desk: Open, receiving: Path) -> None:
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    shell_of(desk).activateWindow()
    page.anchors.table.setFocus()
    qtbot.keyClick(page.anchors.table, Qt.Key.Key_Delete)
    dialog = page.anchors.findChild(EndDialog)
    assert dialog is not None
    press(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_letter_of_a_dialog_stands_for_two_things(
    qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path, lang: str
) -> None:
    desk = open_desk(receiving, "home", lang)
    page = trust_page(desk, qtbot)
    page.anchors.dropping.trigger()
    page.enrolments.look_at(demo / "keys" / "examples" / "public.cer")
    settle(qtbot, desk)
    dialogs = [page.anchors.findChild(EndDialog), page.enrolments.findChild(EnrolDialog)]
    for dialog in dialogs:
        texts = [item.text() for kind in (QLabel, QAbstractButton) for item in dialog.findChildren(kind)]
        letters = [letter for text in texts if (letter := QKeySequence.mnemonic(text).toString())]
        assert letters
        assert len(letters) == len(set(letters)), letters


def test_the_lists_are_sound_models(qtbot: QtBot, open_desk: Open, receiving: Path, demo: Path) -> None:
    desk = open_desk(receiving)
    page = trust_page(desk, qtbot)
    testers = [
        QAbstractItemModelTester(part.table.texts, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for part in (page.anchors, page.lists, page.enrolments)
    ]
    add_authority(page, qtbot, desk, _other_authority(demo, page.anchors))
    page.lists.chosen.emit(demo / "keys" / "revoked.crl")
    settle(qtbot, desk)
    assert [tester.model().rowCount() for tester in testers] == [2, 1, 0]


def _other_authority(demo: Path, part: AnchorsPart) -> Path:
    from kgdesk.signing import demo_authority

    path = part.session.path.parent / "khac.pem"
    path.write_bytes(demo_authority.create(at=NOW, name=f"Cơ quan khác {demo.name}").root_pem)
    return path
