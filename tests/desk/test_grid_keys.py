"""The keys of the grid that Excel clerks have in their fingers."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.cursor import jump
from kgdesk.desk.entry.page import EntryPage
from kgdesk.operations.entry import entry_grid
from tests.desk.desk_typing import compose, press, type_text
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of

BUDGET, SPENDING, URBAN = "KT08", "KT09", "KT10"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(open_desk: Callable[..., Desk], district: Path) -> Desk:
    return open_desk(district, "entry")


@pytest.fixture
def page(desk: Desk) -> EntryPage:
    found = shell_of(desk).pages["entry"]
    assert isinstance(found, EntryPage)
    found.view.setFocus()
    return found


def stand_on(page: EntryPage, indicator: str, column: Column = Column.VALUE) -> int:
    row = page.model.row_of(indicator)
    page.view.setCurrentIndex(page.model.index(row, column))
    return row


def place(page: EntryPage) -> tuple[int, int]:
    index = page.view.currentIndex()
    return index.row(), index.column()


def selected(page: EntryPage) -> set[tuple[int, int]]:
    return {(index.row(), index.column()) for index in page.view.selectedIndexes()}


def test_enter_with_shift_goes_up_and_tab_with_shift_left(page: EntryPage) -> None:
    row = stand_on(page, SPENDING)
    press(page.view, Qt.Key.Key_Return, modifiers=SHIFT)
    assert place(page) == (row - 1, Column.VALUE)
    press(page.view, Qt.Key.Key_Tab)
    assert place(page) == (row - 1, Column.STATUS)
    press(page.view, Qt.Key.Key_Backtab, modifiers=SHIFT)
    assert place(page) == (row - 1, Column.VALUE)


def test_home_and_end_stay_in_the_row(page: EntryPage) -> None:
    row = stand_on(page, URBAN, Column.TARGET)
    press(page.view, Qt.Key.Key_Home)
    assert place(page) == (row, Column.NUMERATOR)
    press(page.view, Qt.Key.Key_End)
    assert place(page) == (row, Column.NOTE)


def test_control_home_and_end_go_to_the_corners(page: EntryPage) -> None:
    stand_on(page, URBAN)
    press(page.view, Qt.Key.Key_End, modifiers=CONTROL)
    assert place(page) == (page.model.rowCount() - 1, Column.NOTE)
    press(page.view, Qt.Key.Key_Home, modifiers=CONTROL)
    first = page.view.places.rows()[0]
    assert place(page)[0] == first


def test_control_arrow_goes_where_the_figures_end(qtbot: QtBot, desk: Desk, page: EntryPage) -> None:
    row = stand_on(page, BUDGET)
    for text in ("1", "2"):
        type_text(page.view, text)
        press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    stand_on(page, BUDGET)
    press(page.view, Qt.Key.Key_Down, modifiers=CONTROL)
    assert place(page) == (row + 1, Column.VALUE)
    press(page.view, Qt.Key.Key_Down, modifiers=CONTROL)
    assert place(page) == (page.view.places.rows()[-1], Column.VALUE)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=12), st.data(), st.sampled_from((-1, 1)))
def test_a_jump_stays_inside_and_always_gets_on(filled: list[bool], data: st.DataObject, step: int) -> None:
    here = data.draw(st.integers(0, len(filled) - 1))
    there = jump(filled, here, step)
    assert 0 <= there < len(filled)
    edge = len(filled) - 1 if step > 0 else 0
    assert there == here if here == edge else (there - here) * step > 0
    if there != edge:
        assert filled[there]


def test_shift_arrows_select_and_control_a_selects_all(page: EntryPage) -> None:
    row = stand_on(page, BUDGET)
    press(page.view, Qt.Key.Key_Down, modifiers=SHIFT)
    press(page.view, Qt.Key.Key_Right, modifiers=SHIFT)
    assert selected(page) == {(each, column) for each in (row, row + 1) for column in (9, 10)}
    press(page.view, Qt.Key.Key_A, modifiers=CONTROL)
    rows = {each for each, _ in selected(page)}
    assert rows == set(page.view.places.rows())


def test_typing_replaces_and_f2_goes_on_with_what_stands_there(qtbot: QtBot, desk: Desk, page: EntryPage) -> None:
    stand_on(page, BUDGET)
    type_text(page.view, "12")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    stand_on(page, BUDGET)
    press(page.view, Qt.Key.Key_F2)
    type_text(page.view, "3")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "123"
    press(page.view, Qt.Key.Key_Escape)
    assert page.view.currentIndex().data() == "12,0"


def test_escape_gives_a_refused_text_up(page: EntryPage) -> None:
    stand_on(page, BUDGET)
    type_text(page.view, "năm")
    press(page.view, Qt.Key.Key_Return)
    assert page.view.currentIndex().data() == "năm"
    press(page.view, Qt.Key.Key_Escape)
    assert page.view.currentIndex().data() == ""
    assert not page.bubble.isVisible()


@pytest.mark.parametrize("way", ["telex", "input method"])
def test_vietnamese_from_the_first_key_into_a_cell_with_something_in_it(
    qtbot: QtBot, desk: Desk, page: EntryPage, district: Path, way: str
) -> None:
    stand_on(page, BUDGET, Column.NOTE)
    type_text(page.view, "cu")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    stand_on(page, BUDGET, Column.NOTE)
    if way == "telex":
        for wrong, right in (("d", "đ"), ("a", "ã")):
            type_text(page.view, wrong)
            press(page.view, Qt.Key.Key_Backspace)
            type_text(page.view, right)
    else:
        compose(page.view, ["d", "đ", "đa", "đã"], "đã")
    type_text(page.view, " nộp")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    desk.close()
    with reopened(district) as workspace:
        row = next(row for row in entry_grid(workspace, PERIOD) if row.indicator.code == BUDGET)
    assert row.recorded is not None
    assert row.recorded.observation is not None
    assert row.recorded.observation.note == "đã nộp"


def test_backspace_on_a_cell_that_is_not_open_clears_it_as_excel_does(
    qtbot: QtBot, desk: Desk, page: EntryPage, district: Path
) -> None:
    stand_on(page, BUDGET)
    type_text(page.view, "12")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    stand_on(page, BUDGET)
    press(page.view, Qt.Key.Key_Backspace)
    type_text(page.view, "7")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk)
    desk.close()
    with reopened(district) as workspace:
        row = next(row for row in entry_grid(workspace, PERIOD) if row.indicator.code == BUDGET)
    assert row.value == Decimal(7)
