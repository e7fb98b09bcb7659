"""Figures quoted in a narrative: inserted, shown, followed; typed ones that disagree are told and replaced."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.narrative.figure_picker import FigurePicker
from kgdesk.desk.narrative.page import NarrativePage
from kgdesk.desk.narrative.text_field import NarrativeText
from kgdesk.domain.legacy_text import LegacyEncoding, encode
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.observation import Observation
from kgdesk.operations.entry import record_observation
from kgdesk.operations.narrative import narrative_pages, record_narrative
from tests.desk.desk_typing import press, type_text
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def filled(district: Path) -> Path:
    """Phú Quốc with a figure this year and last, and words of last year."""
    with reopened(district) as workspace:
        for period, value in (("2023", "1200"), ("2024", "1500.25")):
            record_observation(workspace, Observation("KG-911", "KT08", period, value=Decimal(value)))
        task = workspace.tasks(PERIOD)[0].code
        record_narrative(workspace, Narrative("KG-911", task, "2023", "Thu đạt {KT08} tỷ đồng.", "Thiếu cát."))
    return district


@pytest.fixture
def desk(open_desk: Callable[..., Desk], filled: Path) -> Desk:
    return open_desk(filled, "narrative")


def page_of(desk: Desk) -> NarrativePage:
    page = shell_of(desk).pages["narrative"]
    assert isinstance(page, NarrativePage)
    return page


def stored(path: Path) -> str:
    with reopened(path) as workspace:
        narrative = narrative_pages(workspace, PERIOD)[0].narrative
        return "" if narrative is None else narrative.results


def picker_of(page: NarrativePage) -> FigurePicker:
    page.inserting.trigger()
    picker = page.findChild(FigurePicker)
    assert isinstance(picker, FigurePicker)
    return picker


def at_end(field: NarrativeText) -> None:
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)


def test_a_figure_is_found_without_marks_and_inserted_with_its_measure(qtbot: QtBot, desk: Desk, filled: Path) -> None:
    page = page_of(desk)
    page.form.results.setPlainText("Thu đạt ")
    at_end(page.form.results)
    picker = picker_of(page)
    picker.search.setText("ngan sach")
    assert [picker.table.texts.row(row).cells[:4] for row in range(picker.table.texts.rowCount())] == [
        ("KT08", "Thu ngân sách giai đoạn 2021-2025", "1.500,3", "1.200,0")
    ]
    assert "1.500,3 tỷ đồng" in picker.shown.text()
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert page.form.results.toPlainText() == "Thu đạt {KT08} tỷ đồng"
    assert page.findChild(FigurePicker) is None or not picker.isVisible()
    settle(qtbot, desk)
    desk.close()
    assert stored(filled) == "Thu đạt {KT08} tỷ đồng"


def test_the_picker_tells_an_empty_cell_and_a_search_that_finds_nothing(desk: Desk) -> None:
    picker = picker_of(page_of(desk))
    picker.search.setText("kt10")
    assert "chưa có" in picker.shown.text()
    picker.part.setCurrentIndex(picker.part.findData("%KH"))
    assert "{KT10:%KH}" in picker.shown.text()
    picker.search.setText("không có gì như vậy")
    assert not picker.inserting.isEnabled()
    assert "Không có chỉ tiêu nào khớp" in picker.shown.text()
    picker.reject()


def test_the_field_shows_the_figure_and_follows_its_cell(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(desk)
    field = page.form.results
    field.setPlainText("Thu {KT08} và {KT10}")
    placed = field.figures.figure
    (first, second) = field_references(field)
    assert (placed(first), placed(second)) == ("1.500,3", "chưa có")
    assert field.figures.is_missing(second)
    session = desk.session
    assert session is not None
    changed = Observation("KG-911", "KT08", "2024", value=Decimal(1600))
    session.write(lambda workspace: recorded(workspace, changed))
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: placed(first) == "1.600,0")
    assert field.toPlainText() == "Thu {KT08} và {KT10}"
    page.grab()  # painting is no edit and raises nothing
    assert not page.form.unsaved


def recorded(workspace: object, observation: Observation) -> object:
    return record_observation(workspace, observation)  # type: ignore[arg-type] # the session's own


def field_references(field: NarrativeText) -> tuple:  # type: ignore[type-arg]
    from kgdesk.domain.figure_references import find_references

    return find_references(field.toPlainText())


def test_a_typed_figure_that_disagrees_is_told_and_replaced(qtbot: QtBot, desk: Desk, filled: Path) -> None:
    page = page_of(desk)
    page.form.results.setFocus()
    page.form.results.setPlainText("Tốt.\nThu ngân sách đạt 1.600 tỷ đồng.")
    texts = page.form.texts
    qtbot.waitUntil(lambda: not texts.remark.isHidden())
    assert "Ghi 1.600" in texts.remark.text()
    assert "1.500,3" in texts.remark.text()
    texts.jumping.click()
    assert page.form.results.textCursor().selectedText() == "1.600"
    texts.replacing.click()
    assert page.form.results.toPlainText() == "Tốt.\nThu ngân sách đạt {KT08} tỷ đồng."
    assert texts.remark.isHidden()
    settle(qtbot, desk)
    desk.close()
    assert stored(filled) == "Tốt.\nThu ngân sách đạt {KT08} tỷ đồng."


def test_colours_are_no_edit(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(desk)
    page.form.results.setPlainText("Thu ngân sách đạt 1.600 tỷ đồng, {KT08}")
    page.save()
    settle(qtbot, desk)
    with qtbot.assertNotEmitted(page.form.edited, wait=50):
        page.form.results.figures.rehighlight()


def test_the_words_of_the_period_before_stand_beside_with_their_figures(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(desk)
    beside = page.form.texts.previous[0]
    assert not beside.isHidden()
    assert beside.view.toPlainText() == "Thu đạt 1.200,0 tỷ đồng."
    page.form.results.setPlainText("Thu ước đạt {KT08} tỷ đồng.")
    qtbot.waitUntil(lambda: "1.500,3" in beside.view.toPlainText())
    html = beside.view.toHtml()
    assert "underline" in html
    assert "line-through" in html
    page.form.comparing.click()
    assert beside.isHidden()


def test_last_words_come_back_and_ctrl_z_undoes_that_in_the_field(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(desk)
    field = page.form.results
    field.setFocus()
    type_text(field, "moi")
    page.form.texts.previous[0].button.click()
    assert field.toPlainText() == "Thu đạt {KT08} tỷ đồng."  # live: this year's figure now
    assert field.hasFocus()
    field.undo()
    assert field.toPlainText() == "moi"
    settle(qtbot, desk)


def test_a_paste_out_of_word_keeps_its_lists(qtbot: QtBot, desk: Desk, filled: Path) -> None:
    field = page_of(desk).form.results
    mime = QMimeData()
    mime.setHtml(
        "<html><body><p class=MsoNormal><b>Kết quả:</b></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Xã A</p></body></html>"
    )
    mime.setText("Kết quả:\n·  Xã A")
    field.insertFromMimeData(mime)
    assert field.toPlainText() == "Kết quả:\n- Xã A"
    page_of(desk).save()
    settle(qtbot, desk)
    desk.close()
    assert stored(filled) == "Kết quả:\n- Xã A"


def test_old_letters_are_offered_in_unicode(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(desk)
    old = encode("Đã hoàn thành kế hoạch", LegacyEncoding.TCVN3)
    mime = QMimeData()
    mime.setHtml(f"<p style='font-family:.VnTime'>{old}</p>")
    page.form.results.insertFromMimeData(mime)
    texts = page.form.texts
    assert page.form.results.toPlainText() == old
    assert "TCVN3" in texts.offer.label.text()
    assert not texts.offer.converting.isHidden()
    texts.offer.converting.click()
    assert page.form.results.toPlainText() == "Đã hoàn thành kế hoạch"
    assert texts.offer.isHidden()
    page.form.results.undo()
    assert page.form.results.toPlainText() == old
    settle(qtbot, desk)


def test_ctrl_z_is_the_fields_own_until_it_is_left_then_the_windows(qtbot: QtBot, desk: Desk, filled: Path) -> None:
    page = page_of(desk)
    field = page.form.results
    field.setFocus()
    type_text(field, "mot")
    page.form.difficulties.setFocus()
    settle(qtbot, desk)
    at_end(field)
    type_text(field, "hai")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.toPlainText() == "mot"
    type_text(field, "ba")
    page.form.difficulties.setFocus()
    settle(qtbot, desk)
    assert not field.document().isUndoAvailable()
    undoing = shell_of(desk).menus.undoing
    qtbot.waitUntil(undoing.undo.isEnabled)
    undoing.undo.trigger()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: field.toPlainText() == "mot")
    undoing.redo.trigger()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: field.toPlainText() == "motba")
    desk.close()
    assert stored(filled) == "motba"


def test_the_key_reaches_the_window_where_the_field_has_nothing(desk: Desk) -> None:
    field = page_of(desk).form.results
    field.setFocus()
    assert not overridden(field)
    type_text(field, "a")
    assert overridden(field)


def overridden(field: NarrativeText) -> bool:
    """Whether the field claims Ctrl+Z before any shortcut."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QEvent.Type.ShortcutOverride, int(Qt.Key.Key_Z), CONTROL, "")
    event.ignore()
    QApplication.sendEvent(field, event)
    return event.isAccepted()


def test_the_other_keys_still_write(desk: Desk) -> None:
    field = page_of(desk).form.results
    field.setFocus()
    type_text(field, "a{KT08}b")
    press(field, Qt.Key.Key_Backspace)
    assert field.toPlainText() == "a{KT08}"


def test_a_file_is_attached_opened_and_brought_back(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(desk)
    scan = tmp_path / "bien ban.pdf"
    scan.write_bytes(b"%PDF-1.7\n" + b"x" * 2000)
    page.files.add([scan, tmp_path / "khong co.pdf"])
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 1)
    assert "bien ban.pdf" in page.files.model.index(0, 0).data()
    assert "khong co.pdf" in page.files.message.text()
    assert shell_of(desk).status.saved.text() != ""
    opened: list[Path] = []
    monkeypatch.setattr(
        "kgdesk.desk.widgets.attachment_box.QDesktopServices.openUrl",
        lambda url: opened.append(Path(url.toLocalFile())),
    )
    page.files.opening.click()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes() == scan.read_bytes()
    assert opened[0] != scan
    page.files.removing.click()
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 0)
    page.files.message.linkActivated.emit("back")
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 1)


def test_files_belong_to_their_task(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = page_of(desk)
    scan = Path(shutil.copy(Path(__file__), tmp_path / "a.txt"))
    scan.write_bytes(b"%PDF-1.7\nx")
    page.files.add([scan])
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 1)
    page.tree.setCurrentItem(page.tree.itemBelow(page.tree.currentItem()))
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 0)


def test_files_may_be_dropped_anywhere_on_the_screen(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = page_of(desk)
    scan = tmp_path / "anh.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\nx")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(scan)), QUrl("https://vi.invalid/a.png")])
    assert not page.form.results.canInsertFromMimeData(mime)
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), action, mime, button, keys)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), action, mime, button, keys))
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: page.files.model.rowCount() == 1)
    assert page.files.message.isHidden()


def test_the_english_window_names_indicators_and_periods_in_english(
    qtbot: QtBot, open_desk: Callable[..., Desk], filled: Path
) -> None:
    page = page_of(open_desk(filled, "narrative", "en"))
    page.form.results.setPlainText("Thu ngân sách đạt 1.600 tỷ đồng.")
    qtbot.waitUntil(lambda: not page.form.texts.remark.isHidden())
    assert "Budget revenue" in page.form.texts.remark.text()
    assert page.form.texts.previous[0].caption.text() == "Year 2023"


def test_letters_that_qt_counts_twice_shift_nothing(desk: Desk) -> None:
    field = page_of(desk).form.results
    field.setPlainText("😀😀 Thu ngân sách đạt 1.600 tỷ đồng.")
    (found,) = field.disagreements()
    field.stand_on(found)
    assert field.textCursor().selectedText() == "1.600"
    field.take_figure(found)
    assert field.toPlainText() == "😀😀 Thu ngân sách đạt {KT08} tỷ đồng."
    old = encode("Đã hoàn thành", LegacyEncoding.TCVN3)
    mime = QMimeData()
    mime.setHtml(f"<p style='font-family:.VnTime'>{old}</p>")
    at_end(field)
    field.insertFromMimeData(mime)
    assert field.convert_pasted()
    assert field.toPlainText() == "😀😀 Thu ngân sách đạt {KT08} tỷ đồng.Đã hoàn thành"
    field.grab()
