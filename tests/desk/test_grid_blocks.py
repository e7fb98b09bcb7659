"""Blocks between the grid and Excel or LibreOffice."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.clipboard import EXCEL
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.page import EntryPage
from kgdesk.desk.entry.paste_plan import Fate, Habit
from kgdesk.desk.entry.paste_preview import PastePreview
from kgdesk.domain.clipboard_html import read_html
from kgdesk.domain.observation import Observation
from kgdesk.operations.entry import entry_grid
from kgdesk.operations.undo import undo
from tests.desk.desk_typing import press, type_text
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of

BUDGET, SPENDING, URBAN = "KT08", "KT09", "KT10"  # two values that follow each other, and a pair below
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(open_desk: Callable[..., Desk], district: Path) -> Desk:
    return open_desk(district, "entry")


@pytest.fixture
def page(desk: Desk) -> EntryPage:
    found = shell_of(desk).pages["entry"]
    assert isinstance(found, EntryPage)
    found.view.setFocus()
    return found


def clip(text: str = "", html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def stand_on(page: EntryPage, indicator: str, column: Column = Column.VALUE) -> None:
    page.view.setCurrentIndex(page.model.index(page.model.row_of(indicator), column))


def select(page: EntryPage, first: str, last: str, left: Column, right: Column) -> None:
    corners = (page.model.index(page.model.row_of(first), left), page.model.index(page.model.row_of(last), right))
    page.view.setCurrentIndex(corners[0])
    page.view.selectionModel().select(QItemSelection(*corners), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def preview_of(page: EntryPage) -> PastePreview:
    found = page.view.findChild(PastePreview)
    assert isinstance(found, PastePreview)
    return found


def boxes(preview: PastePreview) -> list[QComboBox]:
    return [box for box in preview.table.findChildren(QComboBox) if box.count()]


def observations(path: Path) -> dict[str, Observation]:
    with reopened(path) as workspace:
        rows = entry_grid(workspace, PERIOD)
        return {
            row.indicator.code: row.recorded.observation
            for row in rows
            if row.recorded is not None and row.recorded.observation is not None
        }


def test_a_clean_block_is_written_at_once_and_is_one_step(
    qtbot: QtBot, desk: Desk, page: EntryPage, district: Path
) -> None:
    stand_on(page, BUDGET)
    clip("16977\r\n41200,5\r\n")
    press(page.view, Qt.Key.Key_V, modifiers=CONTROL)
    assert page.view.findChild(PastePreview) is None
    settle(qtbot, desk)
    desk.close()
    found = observations(district)
    assert (found[BUDGET].value, found[SPENDING].value) == (Decimal(16977), Decimal("41200.5"))
    with reopened(district) as workspace:
        undone = undo(workspace, PERIOD)
        assert undone.result.step.count == 2
    assert observations(district) == {}


def test_the_number_behind_the_shown_one_is_taken(qtbot: QtBot, desk: Desk, page: EntryPage, district: Path) -> None:
    stand_on(page, BUDGET)
    clip("3.485", '<table><tr><td sdval="3485.1234" sdnum="1066;0;#,##0">3.485</td></tr></table>')
    page.view.paste()
    assert page.view.findChild(PastePreview) is None
    settle(qtbot, desk)
    desk.close()
    assert observations(district)[BUDGET].value == Decimal("3485.1234")


def test_excel_s_own_form_tells_the_number_behind_the_shown_one(
    qtbot: QtBot, desk: Desk, page: EntryPage, district: Path
) -> None:
    stand_on(page, BUDGET)
    sheet = "urn:schemas-microsoft-com:office:spreadsheet"
    data = QMimeData()
    data.setText("3.485\r\n")
    data.setData(
        EXCEL,
        f'<Workbook xmlns="{sheet}" xmlns:ss="{sheet}"><Worksheet><Table><Row><Cell>'
        '<Data ss:Type="Number">3485.25</Data></Cell></Row></Table></Worksheet></Workbook>'.encode(),
    )
    QApplication.clipboard().setMimeData(data)
    page.view.paste()
    assert page.view.findChild(PastePreview) is None
    settle(qtbot, desk)
    desk.close()
    assert observations(district)[BUDGET].value == Decimal("3485.25")


def test_nothing_is_written_before_every_doubtful_number_is_answered(
    qtbot: QtBot, desk: Desk, page: EntryPage, district: Path
) -> None:
    stand_on(page, BUDGET)
    clip("3.485\n41.200\n")
    page.view.paste()
    preview = preview_of(page)
    assert [cell.fate for cell in preview.plan.cells] == [Fate.CHOICE, Fate.CHOICE]
    first, second = boxes(preview)
    assert not preview.confirm.isEnabled()
    first.setCurrentIndex(2)
    assert not preview.confirm.isEnabled()
    second.setCurrentIndex(1)
    settle(qtbot, desk)
    assert page.model.index(page.model.row_of(BUDGET), Column.VALUE).data() == ""
    preview.confirm.click()
    settle(qtbot, desk)
    desk.close()
    found = observations(district)
    assert (found[BUDGET].value, found[SPENDING].value) == (Decimal("3.485"), Decimal(41200))


@pytest.mark.parametrize("habit", list(Habit))
def test_all_doubtful_numbers_are_answered_by_one_choice(
    qtbot: QtBot, desk: Desk, page: EntryPage, district: Path, habit: Habit
) -> None:
    expected = {Habit.VIETNAMESE: Decimal(3485), Habit.ENGLISH: Decimal("3.485")}[habit]
    stand_on(page, BUDGET)
    clip("3.485\n3.485\n")
    page.view.paste()
    preview = preview_of(page)
    preview.habits[habit].click()
    assert {preview.table.item(row, 4).text() for row in range(2)} == {"✔ Ghi"}
    box = preview.table.cellWidget(0, 3)
    assert isinstance(box, QComboBox)
    assert box.currentText() == {Habit.VIETNAMESE: "3.485", Habit.ENGLISH: "3 phẩy 485"}[habit]
    preview.confirm.click()
    settle(qtbot, desk)
    desk.close()
    found = observations(district)
    assert (found[BUDGET].value, found[SPENDING].value) == (expected, expected)


def test_a_preview_that_is_cancelled_writes_nothing(qtbot: QtBot, desk: Desk, page: EntryPage, district: Path) -> None:
    stand_on(page, BUDGET)
    clip("(12)\n")
    page.view.paste()
    preview = preview_of(page)
    assert preview.plan.cells[0].fate is Fate.REPAIRED
    preview.reject()
    settle(qtbot, desk)
    desk.close()
    assert observations(district) == {}


def test_a_repair_is_told_in_words(page: EntryPage) -> None:
    stand_on(page, BUDGET)
    clip("(12)\n")
    page.view.paste()
    preview = preview_of(page)
    texts = [preview.table.item(0, column).text() for column in range(preview.table.columnCount())]
    assert "(12)" in texts[1]
    assert texts[3] == "-12"
    assert "số âm" in texts[5]


def test_what_cannot_be_read_is_told_and_the_rest_is_written(
    qtbot: QtBot, desk: Desk, page: EntryPage, district: Path
) -> None:
    stand_on(page, BUDGET)
    clip("năm tỷ\n7\n")
    page.view.paste()
    preview = preview_of(page)
    assert [cell.fate for cell in preview.plan.cells] == [Fate.REFUSED, Fate.CLEAN]
    preview.confirm.click()
    settle(qtbot, desk)
    desk.close()
    found = observations(district)
    assert (BUDGET in found, found[SPENDING].value) == (False, Decimal(7))


def test_computed_cells_are_protected_and_said_to_be(qtbot: QtBot, desk: Desk, page: EntryPage, district: Path) -> None:
    stand_on(page, URBAN)
    clip("34,96")
    page.view.paste()
    preview = preview_of(page)
    assert [cell.fate for cell in preview.plan.cells] == [Fate.PROTECTED]
    assert not preview.confirm.isEnabled()
    preview.reject()
    settle(qtbot, desk)
    desk.close()
    assert observations(district) == {}


def test_one_value_fills_the_selection(qtbot: QtBot, desk: Desk, page: EntryPage, district: Path) -> None:
    select(page, BUDGET, SPENDING, Column.VALUE, Column.VALUE)
    clip("12")
    page.view.paste()
    settle(qtbot, desk)
    desk.close()
    found = observations(district)
    assert (found[BUDGET].value, found[SPENDING].value) == (Decimal(12), Decimal(12))


def test_a_block_past_the_last_row_is_told(page: EntryPage) -> None:
    last = page.model.line(page.model.rowCount() - 1)
    assert isinstance(last, EntryLine)
    stand_on(page, last.indicator.code, Column.NOTE)
    clip("một\nhai\nba\n")
    page.view.paste()
    assert preview_of(page).plan.rows_beyond == 2


def test_a_block_with_names_is_offered_to_be_matched_by_name(
    qtbot: QtBot, desk: Desk, page: EntryPage, district: Path
) -> None:
    stand_on(page, URBAN, Column.NOTE)
    names = [
        line.indicator.name_vi for code in (SPENDING, BUDGET) if (line := page.model.line(page.model.row_of(code)))
    ]
    clip(f"Chỉ tiêu\tGhi chú\tThực hiện\n2. {names[0].upper()}\tquyết toán\t41200\n{names[1]}\t\t16977\nKhác\t\t5\n")
    page.view.paste()
    preview = preview_of(page)
    assert preview.by_name.isChecked()
    assert "Khác" in preview.summary.text()
    preview.confirm.click()
    settle(qtbot, desk)
    desk.close()
    found = observations(district)
    assert (found[SPENDING].value, found[SPENDING].note) == (Decimal(41200), "quyết toán")
    assert found[BUDGET].value == Decimal(16977)
    assert URBAN not in found


def test_old_encodings_are_read_and_told(qtbot: QtBot, desk: Desk, page: EntryPage, district: Path) -> None:
    stand_on(page, BUDGET, Column.NOTE)
    clip("x", '<table><tr><td><font face=".VnTime">Thu ng\xa9n s\xb8ch \xad\xedc</font></td></tr></table>')
    page.view.paste()
    preview = preview_of(page)
    assert preview.plan.cells[0].fate in {Fate.REPAIRED, Fate.CHOICE}
    if preview.plan.cells[0].fate is Fate.CHOICE:
        boxes(preview)[0].setCurrentIndex(2)
    preview.confirm.click()
    settle(qtbot, desk)
    desk.close()
    assert observations(district)[BUDGET].note == "Thu ngân sách ước"


def test_what_is_copied_holds_the_vietnamese_text_and_the_whole_number(
    qtbot: QtBot, desk: Desk, page: EntryPage, district: Path
) -> None:
    stand_on(page, BUDGET)
    type_text(page.view, "16977,4567")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    select(page, BUDGET, SPENDING, Column.VALUE, Column.VALUE)
    press(page.view, Qt.Key.Key_C, modifiers=CONTROL)
    data = QApplication.clipboard().mimeData()
    assert data.text().splitlines()[0].startswith("16.977")
    table = read_html(data.html())
    assert table is not None
    assert table.rows[0][0].exact == Decimal("16977.4567")
    stand_on(page, SPENDING)
    page.view.paste()
    settle(qtbot, desk)
    desk.close()
    assert observations(district)[SPENDING].value == Decimal("16977.4567")


def test_cutting_takes_the_block_along(qtbot: QtBot, desk: Desk, page: EntryPage, district: Path) -> None:
    stand_on(page, BUDGET)
    type_text(page.view, "5")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    stand_on(page, BUDGET)
    press(page.view, Qt.Key.Key_X, modifiers=CONTROL)
    settle(qtbot, desk)
    stand_on(page, SPENDING)
    press(page.view, Qt.Key.Key_V, modifiers=CONTROL)
    settle(qtbot, desk)
    desk.close()
    found = observations(district)
    assert (BUDGET in found, found[SPENDING].value) == (False, Decimal(5))


def test_control_d_fills_down(qtbot: QtBot, desk: Desk, page: EntryPage, district: Path) -> None:
    stand_on(page, BUDGET)
    type_text(page.view, "3485")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    select(page, BUDGET, SPENDING, Column.VALUE, Column.VALUE)
    press(page.view, Qt.Key.Key_D, modifiers=CONTROL)
    settle(qtbot, desk)
    desk.close()
    assert observations(district)[SPENDING].value == Decimal(3485)


def test_delete_clears_a_block_in_one_step(qtbot: QtBot, desk: Desk, page: EntryPage, district: Path) -> None:
    stand_on(page, BUDGET)
    clip("1\n2\n")
    page.view.paste()
    settle(qtbot, desk)
    select(page, BUDGET, SPENDING, Column.VALUE, Column.VALUE)
    press(page.view, Qt.Key.Key_Delete)
    settle(qtbot, desk)
    assert desk.session is not None
    desk.close()
    assert observations(district) == {}
    with reopened(district) as workspace:
        assert undo(workspace, PERIOD).result.step.count == 2
    assert set(observations(district)) == {BUDGET, SPENDING}
