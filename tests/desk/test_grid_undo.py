"""Undo and redo from the window: the menu says what, the view goes to the place."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.page import EntryPage
from kgdesk.desk.shell import Shell
from kgdesk.operations.entry import CellField, entry_grid, record_cell
from tests.desk.desk_typing import press, type_text
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of

BUDGET = "KT08"


@pytest.fixture
def desk(open_desk: Callable[..., Desk], district: Path) -> Desk:
    return open_desk(district, "entry")


def shown(shell: Shell) -> EntryPage:
    page = shell.pages["entry"]
    assert isinstance(page, EntryPage)
    return page


def value(path: Path) -> Decimal | None:
    with reopened(path) as workspace:
        row = next(row for row in entry_grid(workspace, PERIOD) if row.indicator.code == BUDGET)
        return row.value


def enter(page: EntryPage, text: str) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(page.model.row_of(BUDGET), Column.VALUE))
    type_text(page.view, text)
    press(page.view, Qt.Key.Key_Return)


def test_control_z_takes_back_and_control_y_does_again(qtbot: QtBot, desk: Desk, district: Path) -> None:
    shell = shell_of(desk)
    page, undoing = shown(shell), shell.menus.undoing
    assert not undoing.undo.isEnabled()
    enter(page, "42")
    settle(qtbot, desk)
    assert undoing.undo.isEnabled()
    assert "Thu ngân sách" in undoing.undo.text()
    page.view.setCurrentIndex(page.model.index(page.model.rowCount() - 1, Column.NOTE))
    QTest.keyClick(page.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desk)
    here = page.view.currentIndex()
    assert here.row() == page.model.row_of(BUDGET)
    assert page.model.index(here.row(), Column.VALUE).data() == ""
    assert not undoing.undo.isEnabled()
    assert "Thu ngân sách" in undoing.redo.text()
    QTest.keyClick(page.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desk)
    assert page.model.index(here.row(), Column.VALUE).data() == "42,0"
    assert shell.status.saved.text().startswith("Đã lưu")
    desk.close()
    assert value(district) == Decimal(42)


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Y, False), (Qt.Key.Key_Z, True)])
def test_both_keys_of_redo(qtbot: QtBot, desk: Desk, keys: tuple[Qt.Key, bool]) -> None:
    shell = shell_of(desk)
    page = shown(shell)
    enter(page, "42")
    settle(qtbot, desk)
    shell.menus.undoing.undo.trigger()
    settle(qtbot, desk)
    key, shift = keys
    modifiers = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.view, key, modifiers | Qt.KeyboardModifier.ShiftModifier if shift else modifiers)
    settle(qtbot, desk)
    assert page.model.index(page.model.row_of(BUDGET), Column.VALUE).data() == "42,0"


def test_a_step_can_be_taken_back_while_it_is_still_being_saved(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = shown(shell_of(desk))
    enter(page, "42")
    QTest.keyClick(page.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desk)
    desk.close()
    assert value(district) is None


def test_control_z_in_an_open_cell_undoes_the_typing_only(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = shown(shell_of(desk))
    enter(page, "42")
    settle(qtbot, desk)
    page.view.setCurrentIndex(page.model.index(page.model.row_of(BUDGET), Column.VALUE))
    type_text(page.view, "99")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() != "99"
    press(page.view, Qt.Key.Key_Escape)
    settle(qtbot, desk)
    desk.close()
    assert value(district) == Decimal(42)


def test_undo_comes_back_after_a_restart_and_from_another_screen(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    with reopened(district) as workspace:
        record_cell(workspace, period=PERIOD, indicator=BUDGET, field=CellField.VALUE, text="42")
    desk = open_desk(district, "home")
    shell = shell_of(desk)
    shell.menus.undoing.undo.trigger()
    settle(qtbot, desk)
    assert shell.current is shown(shell)
    desk.close()
    assert value(district) is None


def test_where_control_z_means_something_else_the_menu_keeps_off(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    with reopened(district) as workspace:
        record_cell(workspace, period=PERIOD, indicator=BUDGET, field=CellField.VALUE, text="42")
    desk = open_desk(district, "trust")
    settle(qtbot, desk)
    assert not shell_of(desk).menus.undoing.undo.isEnabled()
