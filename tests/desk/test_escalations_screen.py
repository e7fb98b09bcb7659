"""Matters beyond authority: aged, carried over, answered with a document, looked back on, taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.escalations.history import HistoryDialog
from kgdesk.desk.escalations.page import EscalationsPage
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.operations.escalation import escalation_history, escalations, record_escalation
from tests.desk.desk_typing import type_text
from tests.desk.desk_windows import reopened, settle, shell_of

OLD = Escalation(
    key="KG-911-2023-1",
    unit="KG-911",
    opened_period="2023",
    opened_on=date(2023, 12, 1),
    matter="Thiếu vốn đối ứng",
    legal_limit="Luật Đầu tư công, Điều 52",
    proposal="Bổ sung 20 tỷ đồng",
    addressee="Ủy ban nhân dân tỉnh",
    decision_wanted_by=date(2024, 3, 1),
)
NEW = replace(
    OLD,
    key="KG-911-2024-1",
    opened_period="2024",
    opened_on=date(2024, 12, 10),
    matter="Thiếu cát",
    decision_wanted_by=None,
)
CLOSED = replace(
    OLD,
    key="KG-911-2022-1",
    opened_period="2022",
    opened_on=date(2022, 5, 1),
    state=EscalationState.ANSWERED,
    answer="Đồng ý.",
)


@pytest.fixture
def with_matters(district: Path) -> Path:
    with reopened(district) as workspace:
        for matter in (NEW, CLOSED, OLD):
            record_escalation(workspace, matter)
    return district


@pytest.fixture
def desk(open_desk: Callable[..., Desk], with_matters: Path) -> Desk:
    return open_desk(with_matters, "escalations")


def page_of(desk: Desk) -> EscalationsPage:
    page = shell_of(desk).pages["escalations"]
    assert isinstance(page, EscalationsPage)
    return page


def cells(page: EscalationsPage) -> list[tuple[str, ...]]:
    return [page.table.texts.row(row).cells for row in range(page.table.texts.rowCount())]


def stored(path: Path, key: str = OLD.key) -> Escalation:
    with reopened(path) as workspace:
        return next(item for item in escalations(workspace) if item.key == key)


def test_what_waits_longest_stands_first_with_its_age_and_lateness(desk: Desk) -> None:
    page = page_of(desk)
    assert cells(page) == [
        ("Thiếu vốn đối ứng", "383 ngày", "01/03/2024\n▲ quá hạn 292 ngày", "○ Chờ trả lời\nchuyển từ kỳ Năm 2023"),
        ("Thiếu cát", "8 ngày", "", "○ Chờ trả lời"),
        ("Thiếu vốn đối ứng", "", "01/03/2024", "● Đã trả lời"),
    ]
    assert page.table.texts.row(0).colour is not None
    assert page.table.texts.row(2).colour is None
    assert "2 kiến nghị chờ trả lời, lâu nhất 383 ngày, 1 quá hạn trả lời" in page.frame.sentence.text()
    assert "Quá hạn trả lời 292 ngày" in page.form.age.text()
    tester = QAbstractItemModelTester(page.table.texts, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester is not None
    page.load()


def test_an_answer_is_recorded_with_its_document_and_the_matter_is_closed(
    qtbot: QtBot, desk: Desk, with_matters: Path
) -> None:
    page = page_of(desk)
    assert page.form.shown_key == OLD.key
    page.form.number.setFocus()
    page.form.number.setText("123/UBND-TH")
    page.form.dated.setChecked(True)
    page.form.answered_on.setDate(QDate(2024, 12, 5))
    page.form.answer.setPlainText("Đồng ý bổ sung 15 tỷ đồng.")
    assert not page.form.hint.isHidden()
    page.form.state.setCurrentIndex(list(EscalationState).index(EscalationState.ANSWERED))
    page.form.state.activated.emit(0)
    assert page.form.hint.isHidden()
    page.form.button.click()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: cells(page)[0][0] == "Thiếu cát")
    assert page.form.unsaved is None
    assert (page.form.number.text(), page.form.answer.toPlainText()) == ("123/UBND-TH", "Đồng ý bổ sung 15 tỷ đồng.")
    desk.close()
    assert stored(with_matters).answer == "Văn bản số 123/UBND-TH ngày 05/12/2024\nĐồng ý bổ sung 15 tỷ đồng."


def test_showing_a_matter_is_no_edit(qtbot: QtBot, desk: Desk, with_matters: Path) -> None:
    page = page_of(desk)
    for row in range(3):
        page.table.setCurrentIndex(page.table.texts.index(row, 0))
        assert page.form.unsaved is None
    settle(qtbot, desk)
    desk.close()
    with reopened(with_matters) as workspace:
        assert len(escalation_history(workspace, CLOSED.key)) == 1


def test_the_history_says_who_changed_what(qtbot: QtBot, desk: Desk, with_matters: Path) -> None:
    page = page_of(desk)
    page.form.proposal.setPlainText("Bổ sung 25 tỷ đồng")
    page.form.button.click()
    settle(qtbot, desk)
    page.form.history.click()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.findChild(HistoryDialog) is not None)
    dialog = page.findChild(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    told = [dialog.table.texts.row(row).cells[2] for row in range(dialog.table.texts.rowCount())]
    assert told == ["Đề xuất: “Bổ sung 25 tỷ đồng”", "Nêu kiến nghị: “Thiếu vốn đối ứng”"]
    assert dialog.table.texts.row(1).cells[:2] == ("18/12/2024 09:30", "kiểm thử")
    dialog.reject()
    desk.close()
    assert stored(with_matters).proposal == "Bổ sung 25 tỷ đồng"


def test_a_saved_change_is_taken_back_by_the_window(qtbot: QtBot, desk: Desk, with_matters: Path) -> None:
    page = page_of(desk)
    page.form.proposal.setFocus()
    type_text(page.form.proposal, "ab")
    assert page.form.proposal.document().isUndoAvailable()
    page.form.button.click()
    settle(qtbot, desk)
    assert not page.form.proposal.document().isUndoAvailable()
    undoing = shell_of(desk).menus.undoing
    qtbot.waitUntil(undoing.undo.isEnabled)
    undoing.undo.trigger()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.form.proposal.toPlainText() == OLD.proposal)
    undoing.redo.trigger()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.form.proposal.toPlainText().startswith("ab"))
    desk.close()
    assert stored(with_matters).proposal == f"ab{OLD.proposal}"


def test_a_new_matter_that_is_taken_back_leaves_the_screen(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "escalations")
    page = page_of(desk)
    page.adding.trigger()
    settle(qtbot, desk)
    qtbot.waitUntil(page.form.isEnabled)
    assert page.files.isHidden()
    page.form.matter.setPlainText("Vướng")
    page.form.legal_limit.setPlainText("Luật")
    page.form.proposal.setPlainText("Xin")
    page.form.button.click()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: not page.files.isHidden())
    undoing = shell_of(desk).menus.undoing
    qtbot.waitUntil(undoing.undo.isEnabled)
    undoing.undo.trigger()
    settle(qtbot, desk)
    qtbot.waitUntil(page.form.isHidden)
    assert cells(page) == []


def test_files_stay_with_their_matter(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = page_of(desk)
    scan = tmp_path / "cv.pdf"
    scan.write_bytes(b"%PDF-1.7\nx")
    page.files.add([scan])
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 1)
    page.table.setCurrentIndex(page.table.texts.index(1, 0))
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 0)
    page.table.setCurrentIndex(page.table.texts.index(0, 0))
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 1)


def test_word_is_pasted_here_as_in_narratives(desk: Desk) -> None:
    page = page_of(desk)
    mime = QMimeData()
    mime.setHtml("<ul><li>một</li><li>hai</li></ul>")
    page.form.proposal.selectAll()
    page.form.proposal.insertFromMimeData(mime)
    assert page.form.proposal.toPlainText() == "- một\n- hai"
