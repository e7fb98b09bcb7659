"""A held revision is seen beside the one that counts; remarks are written at the places, then it is decided."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.filing.page import FilingPage
from kgdesk.desk.filing.return_dialog import ReturnDialog
from kgdesk.desk.filing.review_dialog import ReviewDialog
from kgdesk.desk.review.comparison_dialog import ComparisonDialog
from kgdesk.desk.review.comparison_model import CHANGE, COMMENT, HELD, NEW, PLACE, REASON, STANDING, ComparisonModel
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.receipt import Decision
from kgdesk.operations.demo import PASSWORD
from kgdesk.operations.entry import CellField, record_cell
from kgdesk.operations.intake import take_in
from kgdesk.operations.narrative import record_narrative
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import create_workspace, open_workspace
from kgdesk.returns.receipt import read_receipt
from tests.desk.desk_typing import press, type_text
from tests.desk.desk_windows import NOW, PERIOD, reopened, settle, shell_of

UNIT = "KG-911"


@pytest.fixture
def receiving(demo: Path, tmp_path: Path) -> Path:
    """The province accepted Phú Quốc's first return; a second one, with a figure and a text changed, is held."""
    sender = Path(shutil.copy(demo / "workspaces" / f"{UNIT}.kgdesk", tmp_path / "sender.kgdesk"))
    with open_workspace(sender, actor="an", clock=lambda: NOW) as workspace:
        record_cell(
            workspace, period=PERIOD, indicator="KT08", field=CellField.VALUE, text="7351,5", reason="Kho bạc rà soát"
        )
        page = Narrative(UNIT, "B3.1", PERIOD.code, "Đã mở thêm hai lớp.", "", "", TaskProgress.DONE, 100)
        record_narrative(workspace, page)
        seal_return(workspace, SealRequest(PERIOD, demo / "keys" / f"{UNIT}.p12", PASSWORD, tmp_path / "lan-2"))
    path = tmp_path / "KG.kgdesk"
    pack = demo / "plan" / "nq535.kgplan"
    with create_workspace(path, unit="KG", actor="an", pack=pack, clock=lambda: NOW) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
        take_in(workspace, [demo / "returns" / f"{UNIT}_2024_r1.pdf", demo / "returns" / "SYT_2024_r1.pdf"])
        request = ReviewRequest(f"{UNIT}_2024_r1", Decision.ACCEPTED, demo / "keys" / "KG.p12", PASSWORD, tmp_path)
        review_return(workspace, request)
        take_in(workspace, [tmp_path / "lan-2"])
    return path


def filing_page(desk: Desk) -> FilingPage:
    page = shell_of(desk).pages["filing"]
    assert isinstance(page, FilingPage)
    return page


def compared(qtbot: QtBot, desk: Desk, name: str) -> ComparisonDialog:
    page = filing_page(desk)
    texts = page.table.texts
    row = next(row for row in range(texts.rowCount()) if str(texts.index(row, 0).data()).startswith(name))
    page.table.setCurrentIndex(texts.index(row, 0))
    page.comparing.trigger()
    settle(qtbot, desk)
    dialog = page.findChild(ComparisonDialog)
    assert isinstance(dialog, ComparisonDialog)
    return dialog


def row_of(model: ComparisonModel, code: str) -> int:
    return next(row for row in range(model.rowCount()) if model.item(row).place.written == code)


def test_changed_places_come_first_and_all_are_there_when_asked(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path
) -> None:
    dialog = compared(qtbot, open_desk(receiving, "filing"), "↳")
    model = dialog.table.places
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert "lần 2 so với lần 1" in dialog.heading.text()
    row = row_of(model, "KT08")
    texts = [str(model.index(row, column).data()) for column in (STANDING, NEW, REASON)]
    assert texts == ["● lần mới sửa", "7.351,5 (ước)", "Kho bạc rà soát"]
    assert str(model.index(row, CHANGE).data())[0] in "+−"
    assert str(model.index(row, HELD).data()).endswith("(ước)")
    assert "hai lớp" in str(model.index(row_of(model, "B3.1.results"), NEW).data())
    few = model.rowCount()
    dialog.only_changed.setChecked(False)
    assert model.rowCount() > few + 20
    assert model.index(row_of(model, "XH12"), STANDING).data() == "○ không đổi"
    dialog.only_changed.setChecked(True)
    assert model.rowCount() == few
    assert tester is not None
    dialog.reject()


@pytest.mark.usefixtures("named")
def test_remarks_are_written_by_the_keyboard_and_go_into_the_receipt(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path, demo: Path
) -> None:
    desk = open_desk(receiving, "filing")
    dialog = compared(qtbot, desk, "↳")
    model, table = dialog.table.places, dialog.table
    assert QApplication.focusWidget() is table
    for code, key, words in (("KT08", Qt.Key.Key_Return, "Vì sao tăng"), ("B3.1.results", Qt.Key.Key_F2, "Lớp nào")):
        table.setCurrentIndex(model.index(row_of(model, code), PLACE))
        press(table, key)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        type_text(editor, words)
        press(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is table, timeout=2000)
        assert model.index(row_of(model, code), COMMENT).data() == words
    assert dialog.isVisible()  # Enter closed the editor, not the dialog
    dialog.only_changed.setChecked(False)
    assert "2 nhận xét" in dialog.summary.text()
    table.setCurrentIndex(model.index(row_of(model, "XH12"), PLACE))
    press(table, Qt.Key.Key_Return)
    press(QApplication.focusWidget() or table, Qt.Key.Key_Escape)
    assert model.index(row_of(model, "XH12"), COMMENT).data() == ""
    dialog.returning.click()
    review = filing_page(desk).findChild(ReviewDialog)
    assert isinstance(review, ReviewDialog)
    assert review.said.count() == 2
    review.note.setText("Chờ Kho bạc xác nhận")
    review.key.file.setText(str(demo / "keys" / "KG.p12"))
    review.key.password_line.setText(PASSWORD)
    review.key.changed.emit()
    review.confirm.click()
    settle(qtbot, desk)
    receipt = read_receipt((receiving.parent / "bien-nhan" / f"{UNIT}_2024_r2_receipt.pdf").read_bytes())
    assert receipt.comments[0].indicator == "KT08"
    assert receipt.comments[0].text == "Vì sao tăng"
    assert receipt.comments[1].indicator == ""
    assert receipt.comments[1].text.startswith("Kết quả thực hiện: ")
    assert receipt.comments[1].text.endswith(": Lớp nào")
    desk.close()
    with reopened(receiving) as workspace:
        from kgdesk.operations.decisions import decisions_on
        from kgdesk.store import received

        held = next(item for item in received.every(workspace.store) if item.revision == 2)
        assert [item.note for item in decisions_on(workspace, held.digest)] == ["Chờ Kho bạc xác nhận"]


def test_delete_takes_a_remark_away_and_below_stands_the_place_word_by_word(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path
) -> None:
    dialog = compared(qtbot, open_desk(receiving, "filing"), "↳")
    model, table = dialog.table.places, dialog.table
    place = model.index(row_of(model, "KT08"), COMMENT)
    assert model.setData(place, "x")
    assert not model.setData(model.index(place.row(), NEW), "9")
    table.setCurrentIndex(place)
    press(table, Qt.Key.Key_Delete)
    assert model.comments == ()
    assert "Kho bạc rà soát" in dialog.details.toPlainText()
    assert "<s" in dialog.details.toHtml() or "line-through" in dialog.details.toHtml()
    dialog.reject()


@pytest.mark.usefixtures("named")
def test_a_first_return_has_nothing_beside_it_and_can_be_decided(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path
) -> None:
    desk = open_desk(receiving, "filing")
    dialog = compared(qtbot, desk, "Sở Y tế")
    assert "một lần báo cáo" in dialog.heading.text()
    assert dialog.table.places.rowCount() == 0
    dialog.accepting.click()
    review = filing_page(desk).findChild(ReviewDialog)
    assert isinstance(review, ReviewDialog)
    assert "Sở Y tế" in review.question.text()
    review.reject()


def test_what_a_return_says_in_words_is_read_below_its_figures(
    qtbot: QtBot, open_desk: Callable[..., Desk], receiving: Path
) -> None:
    desk = open_desk(receiving, "filing")
    page = filing_page(desk)
    texts = page.table.texts
    row = next(row for row in range(texts.rowCount()) if str(texts.index(row, 0).data()).startswith("↳"))
    page.table.setCurrentIndex(texts.index(row, 0))
    page.reading.trigger()
    settle(qtbot, desk)
    dialog = page.findChild(ReturnDialog)
    assert isinstance(dialog, ReturnDialog)
    said = dialog.texts.toPlainText()
    assert "Kết quả: Đã mở thêm hai lớp." in said
    assert "Tiến độ: Đã hoàn thành, 100%" in said
    assert "Giới hạn thẩm quyền: " in said
    assert dialog.texts.isReadOnly()
    assert dialog.texts.isVisible()
    dialog.reject()
