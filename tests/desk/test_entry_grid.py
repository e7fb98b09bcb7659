"""Typing into the grid, as an Excel clerk does."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.model import MARK_ROLE
from kgdesk.desk.entry.page import EntryPage
from kgdesk.domain.errors import Fault
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.operations.entry import cell_history, entry_grid
from tests.desk.desk_typing import compose, press, type_text
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of

BUDGET = "KT08"  # thu ngân sách: one value
GROWTH = "KT05"  # giá trị sản xuất: two halves in billions of dong
URBAN = "KT10"  # tỷ lệ đô thị hóa: numerator and denominator


def entry_page(desk: Desk) -> EntryPage:
    page = shell_of(desk).pages["entry"]
    assert isinstance(page, EntryPage)
    return page


def stand_on(page: EntryPage, indicator: str, column: Column) -> QModelIndex:
    page.view.setFocus()
    index = page.model.index(page.model.row_of(indicator), column)
    page.view.setCurrentIndex(index)
    return index


def recorded(path: Path, indicator: str) -> Observation | None:
    with reopened(path) as workspace:
        row = next(row for row in entry_grid(workspace, PERIOD) if row.indicator.code == indicator)
        return None if row.recorded is None else row.recorded.observation


@pytest.fixture
def desk(open_desk: Callable[..., Desk], district: Path) -> Desk:
    return open_desk(district, "entry")


def test_a_typed_figure_is_on_disk_and_survives_the_program(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "7.350,5")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert observation.value == Decimal("7350.5")


def test_the_first_key_replaces_what_stood_there(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    for text in ("100", "42"):
        stand_on(page, BUDGET, Column.VALUE)
        type_text(page.view, text)
        press(page.view, Qt.Key.Key_Return)
        settle(qtbot, desk)
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert observation.value == Decimal(42)


@pytest.mark.parametrize("leave", ["another screen", "another period", "close"])
def test_what_stands_in_an_open_editor_is_saved_when_the_screen_is_left(
    qtbot: QtBot, desk: Desk, district: Path, leave: str
) -> None:
    page, shell = entry_page(desk), shell_of(desk)
    stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "42")
    if leave == "another screen":
        shell.show_page("home")
    elif leave == "another period":
        shell.header.chosen.emit(PERIOD.previous())
    else:
        shell.close()
        qtbot.waitUntil(lambda: desk.shell is None)
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert observation.value == Decimal(42)


def test_f2_edits_what_stands_there_in_a_form_that_reads_back(qtbot: QtBot, desk: Desk) -> None:
    page = entry_page(desk)
    stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "3485")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    stand_on(page, BUDGET, Column.VALUE)
    press(page.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "3485"


def test_enter_goes_down_and_tab_right(qtbot: QtBot, desk: Desk) -> None:
    page = entry_page(desk)
    start = stand_on(page, URBAN, Column.NUMERATOR)
    type_text(page.view, "612480")
    press(page.view, Qt.Key.Key_Tab)
    assert page.view.currentIndex() == page.model.index(start.row(), Column.DENOMINATOR)
    type_text(page.view, "1751760")
    press(page.view, Qt.Key.Key_Return)
    assert page.view.currentIndex().row() > start.row()
    settle(qtbot, desk)
    assert page.model.index(start.row(), Column.VALUE).data() == "34,96"


def test_control_tab_leaves_the_grid(desk: Desk) -> None:
    page = entry_page(desk)
    stand_on(page, BUDGET, Column.VALUE)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(page.view, key)
    assert not page.view.hasFocus()


def test_escape_restores_and_nothing_is_written(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "99")
    press(page.view, Qt.Key.Key_Escape)
    settle(qtbot, desk)
    desk.close()
    assert recorded(district, BUDGET) is None


def test_delete_clears_and_the_history_keeps_both(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "99")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    stand_on(page, BUDGET, Column.VALUE)
    press(page.view, Qt.Key.Key_Delete)
    settle(qtbot, desk)
    desk.close()
    with reopened(district) as workspace:
        history = cell_history(workspace, period=PERIOD, indicator=BUDGET)
    assert [None if item.observation is None else item.observation.value for item in history] == [Decimal(99), None]


@pytest.mark.parametrize(("key", "expected"), [("1", Decimal(3485)), ("2", Decimal("3.485"))])
def test_an_ambiguous_number_is_asked_about_never_guessed(
    qtbot: QtBot, desk: Desk, district: Path, key: str, expected: Decimal
) -> None:
    page = entry_page(desk)
    here = stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "3.485")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert page.bubble.isVisible()
    assert page.view.currentIndex() == here
    assert recorded_nothing(desk, BUDGET, qtbot)
    press(page.bubble, Qt.Key(ord(key)), key, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, desk)
    assert not page.bubble.isVisible()
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert observation.value == expected


@pytest.mark.parametrize("second", ["1234", "3400,5"])
def test_typing_on_without_looking_neither_answers_nor_lands_elsewhere(
    qtbot: QtBot, desk: Desk, district: Path, second: str
) -> None:
    page = entry_page(desk)
    here = stand_on(page, GROWTH, Column.NUMERATOR)
    type_text(page.view, "3.485")
    press(page.view, Qt.Key.Key_Tab)
    type_text(page.view, second)
    press(page.view, Qt.Key.Key_Tab)
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert page.view.currentIndex() == here
    assert page.bubble.hint.isVisible()
    press(page.bubble, Qt.Key.Key_Right)
    press(page.bubble, Qt.Key.Key_Return)
    assert page.view.currentIndex() == page.model.index(here.row(), Column.DENOMINATOR)
    type_text(page.view, second)
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    below = page.model.line(here.row() + 1)
    desk.close()
    observation = recorded(district, GROWTH)
    assert observation is not None
    assert (observation.numerator, observation.denominator) == (Decimal(3485), Decimal(second.replace(",", ".")))
    assert recorded(district, below.indicator.code) is None  # type: ignore[union-attr]


def test_people_are_counted_whole_so_nobody_is_asked(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    stand_on(page, URBAN, Column.NUMERATOR)
    type_text(page.view, "25.300")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert not page.bubble.isVisible()
    desk.close()
    observation = recorded(district, URBAN)
    assert observation is not None
    assert observation.numerator == Decimal(25300)


def recorded_nothing(desk: Desk, indicator: str, qtbot: QtBot) -> bool:
    answers: list[bool] = []
    assert desk.session is not None
    desk.session.read(lambda workspace: not cell_history(workspace, period=PERIOD, indicator=indicator), answers.append)
    settle(qtbot, desk)
    return answers == [True]


def test_a_text_that_is_no_number_stays_with_its_reason_and_is_not_saved(
    qtbot: QtBot, desk: Desk, district: Path
) -> None:
    page = entry_page(desk)
    here = stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "5 tỷ")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert page.view.currentIndex() == here
    assert here.data() == "5 tỷ"
    assert page.bubble.isVisible()
    assert "5 tỷ" in page.bubble.label.text()
    assert page.bubble.label.text() == here.data(int(Qt.ItemDataRole.ToolTipRole))
    type_text(page.view, "5")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert not page.bubble.isVisible()
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert observation.value == Decimal(5)


def test_a_finding_is_told_at_its_cell_and_beside_the_grid(qtbot: QtBot, desk: Desk) -> None:
    page = entry_page(desk)
    index = stand_on(page, BUDGET, Column.VALUE)
    settle(qtbot, desk)
    assert index.data(MARK_ROLE) == "block"
    assert "chưa có số liệu" in index.data(int(Qt.ItemDataRole.ToolTipRole))
    qtbot.waitUntil(lambda: "chưa có số liệu" in page.panel.told)
    type_text(page.view, "42")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    stand_on(page, BUDGET, Column.VALUE)
    settle(qtbot, desk)
    assert index.data(MARK_ROLE) != "block"
    qtbot.waitUntil(lambda: "chưa có số liệu" not in page.panel.told)


def test_not_applicable_is_not_zero(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "x")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert (observation.state, observation.value) == (ValueState.NOT_APPLICABLE, None)


def test_vietnamese_by_keys_and_backspace_as_unikey_sends_it(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    stand_on(page, BUDGET, Column.NOTE)
    for letter in "uo":
        type_text(page.view, letter)
    for _ in range(2):
        press(page.view, Qt.Key.Key_Backspace)
    type_text(page.view, "ước đạt")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert observation.note == "ước đạt"


def test_vietnamese_by_input_method_from_the_very_first_key(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    stand_on(page, BUDGET, Column.NOTE)
    compose(page.view, ["d", "đ", "đi", "điề", "điều"], "điều")
    compose(page.view, [], " chỉnh")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert observation.note == "điều chỉnh"


def test_a_refresh_while_typing_does_not_touch_the_editor(qtbot: QtBot, desk: Desk) -> None:
    page = entry_page(desk)
    stand_on(page, URBAN, Column.NUMERATOR)
    type_text(page.view, "100")
    press(page.view, Qt.Key.Key_Tab)
    type_text(page.view, "20")
    settle(qtbot, desk)  # the answer to the first cell arrives while the second is being typed
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "20"


def test_a_block_from_excel_lands_in_the_cells_below(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    row = page.model.row_of("KT08")
    stand_on(page, "KT08", Column.VALUE)
    QApplication.clipboard().setText("16977\n41200,5\n")
    page.view.paste()
    settle(qtbot, desk)
    below = page.model.line(row + 1)
    desk.close()
    first = recorded(district, "KT08")
    assert first is not None
    assert first.value == Decimal(16977)
    second = recorded(district, below.indicator.code)  # type: ignore[union-attr]
    assert second is not None
    assert second.value == Decimal("41200.5")


def test_saved_is_said_only_after_the_commit(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = entry_page(desk)
    status = shell_of(desk).status.saved

    def full(*_: object, **__: object) -> None:
        raise Fault("workspace.disk_full", file=Path("KG-911.kgdesk"))

    with monkeypatch.context() as broken:
        broken.setattr("kgdesk.desk.entry.saving.record_block", full)
        here = stand_on(page, BUDGET, Column.VALUE)
        type_text(page.view, "42")
        press(page.view, Qt.Key.Key_Return)
        settle(qtbot, desk)
        assert "CHƯA LƯU" in status.text()
        assert here.data() == "42"
        alert = shell_of(desk).findChild(QMessageBox, "alert")
        assert "đầy" in alert.text()
        alert.close()
        shell_of(desk).activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is shell_of(desk))
    stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "42")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert status.text() == "Đã lưu 09:30:00"


def test_the_status_is_chosen_from_the_words_of_the_statistics(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "42")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    index = page.model.index(page.model.row_of(BUDGET), Column.STATUS)
    page.model.setData(index, FigureStatus.OFFICIAL.value)
    settle(qtbot, desk)
    assert index.data() == "Chính thức"
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert observation.status is FigureStatus.OFFICIAL


def test_no_figure_is_chosen_as_a_state_and_the_reason_noted(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = entry_page(desk)
    index = page.model.index(page.model.row_of(BUDGET), Column.STATUS)
    page.model.setData(index, ValueState.NOT_AVAILABLE.value)
    assert index.data() == "Chưa có số liệu"
    page.model.setData(page.model.index(index.row(), Column.NOTE), "chưa quyết toán")
    settle(qtbot, desk)
    assert index.data() == "Chưa có số liệu"
    assert page.model.index(index.row(), Column.VALUE).data() == "…"
    desk.close()
    observation = recorded(district, BUDGET)
    assert observation is not None
    assert (observation.state, observation.note) == (ValueState.NOT_AVAILABLE, "chưa quyết toán")


def test_the_model_keeps_qt_s_rules(qtbot: QtBot, desk: Desk) -> None:
    page = entry_page(desk)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    stand_on(page, BUDGET, Column.VALUE)
    type_text(page.view, "7")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    page.load()
    settle(qtbot, desk)
    assert tester.model() is page.model


def test_the_names_stay_in_sight_while_the_cursor_goes_right(desk: Desk) -> None:
    page = entry_page(desk)
    shell_of(desk).resize(1024, 700)
    index = stand_on(page, URBAN, Column.NOTE)
    names = page.view.names
    assert page.view.horizontalScrollBar().value() > 0
    assert names.indexAt(names.visualRect(names.model().index(index.row(), Column.NAME)).center()).isValid()
    assert page.view.visualRect(index).left() >= 0
    back = stand_on(page, URBAN, Column.TARGET)
    assert page.view.visualRect(back).left() >= 0
    page.view.horizontalScrollBar().setValue(0)
    assert page.view.columnAt(0) == Column.MEASURE  # no name is seen twice
    assert not names.geometry().intersects(page.view.viewport().geometry())
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    assert names.verticalScrollBar().value() == page.view.verticalScrollBar().value()


def test_down_over_a_heading_stays_in_its_column(desk: Desk) -> None:
    page = entry_page(desk)
    heading = page.model.heading_rows[1]
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(heading - 1, Column.VALUE))
    press(page.view, Qt.Key.Key_Down)
    assert page.view.currentIndex() == page.model.index(heading + 1, Column.VALUE)
    press(page.view, Qt.Key.Key_Up)
    assert page.view.currentIndex() == page.model.index(heading - 1, Column.VALUE)
