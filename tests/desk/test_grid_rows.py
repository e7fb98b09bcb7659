"""Finding, filtering, choosing columns, zooming, and the heading that stays."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.columns import WIDTHS, Column
from kgdesk.desk.entry.filters import RowFilter
from kgdesk.desk.entry.lines import EntryLine, Heading
from kgdesk.desk.entry.page import EntryPage
from kgdesk.desk.settings import Settings
from kgdesk.domain.period import Period
from kgdesk.operations.entry import optional_cells
from tests.desk.desk_typing import press, type_text
from tests.desk.desk_windows import settle, shell_of

BUDGET, SPENDING, URBAN = "KT08", "KT09", "KT10"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(open_desk: Callable[..., Desk], district: Path) -> Desk:
    return open_desk(district, "entry")


def shown(desk: Desk) -> EntryPage:
    found = shell_of(desk).pages["entry"]
    assert isinstance(found, EntryPage)
    return found


@pytest.fixture
def page(desk: Desk) -> EntryPage:
    found = shown(desk)
    found.view.setFocus()
    return found


def enter(page: EntryPage, indicator: str, text: str) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(page.model.row_of(indicator), Column.VALUE))
    type_text(page.view, text)
    press(page.view, Qt.Key.Key_Return)


def here(page: EntryPage) -> str:
    line = page.model.line(page.view.currentIndex().row())
    assert isinstance(line, EntryLine)
    return line.indicator.code


# find ---------------------------------------------------------------------------


def test_a_name_is_found_without_its_marks_and_a_code_by_itself(page: EntryPage) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.finding.text
    type_text(page.finding, "thu ngan sach")
    assert here(page) == BUDGET
    assert page.finding.count.text() == "1/1"
    page.finding.text.clear()
    type_text(page.finding, "kt10")
    assert here(page) == URBAN


def test_f3_goes_round_and_escape_leads_back_to_the_grid(page: EntryPage) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_F, CONTROL)
    type_text(page.finding, "ty le")
    first = here(page)
    QTest.keyClick(page.finding.text, Qt.Key.Key_F3)
    second = here(page)
    assert second != first
    press(page.finding, Qt.Key.Key_Return, modifiers=SHIFT)
    assert here(page) == first
    press(page.finding, Qt.Key.Key_Escape)
    assert page.finding.isHidden()
    assert page.view.hasFocus()
    QTest.keyClick(page.view, Qt.Key.Key_F3, SHIFT)
    last = here(page)
    QTest.keyClick(page.view, Qt.Key.Key_F3)
    assert (here(page), last != first) == (first, True)


def test_what_only_the_filter_hides_is_said(qtbot: QtBot, desk: Desk, page: EntryPage) -> None:
    enter(page, BUDGET, "5")
    settle(qtbot, desk)
    page.filters.choose(RowFilter.BLANK)
    page.finding.open()
    type_text(page.finding, "kt08")
    assert "1" in page.finding.count.text()
    page.finding.text.setText("không có gì như vậy")
    assert page.finding.count.text() == "Không thấy"


# filters ------------------------------------------------------------------------


def visible(page: EntryPage) -> list[str]:
    lines = [page.model.line(row) for row in range(page.model.rowCount()) if not page.view.isRowHidden(row)]
    return [line.indicator.code if isinstance(line, EntryLine) else line.text for line in lines if line is not None]


def test_filters_tell_their_counts_and_hide_the_rest_with_empty_headings(
    qtbot: QtBot, desk: Desk, page: EntryPage
) -> None:
    every = page.view.places.rows()
    for row in every:
        line = page.model.line(row)
        assert isinstance(line, EntryLine)
        if line.indicator.code != URBAN:
            page.model.setData(page.model.index(row, Column.STATUS), "not_applicable")
    settle(qtbot, desk)
    button = page.bar._filters.buttons[RowFilter.BLANK]
    assert button.text() == "Còn trống 1"
    button.click()
    assert visible(page) == ["I. KINH TẾ", URBAN]
    assert all(page.view.names.isRowHidden(row) == page.view.isRowHidden(row) for row in range(page.model.rowCount()))
    page.bar._filters.buttons[RowFilter.ALL].click()
    assert len(visible(page)) == page.model.rowCount()


def test_a_row_that_was_filled_stays_until_the_filter_is_chosen_again(
    qtbot: QtBot, desk: Desk, page: EntryPage
) -> None:
    page.bar._filters.buttons[RowFilter.BLANK].click()
    enter(page, BUDGET, "5")
    settle(qtbot, desk)
    assert BUDGET in visible(page)
    page.bar._filters.buttons[RowFilter.BLANK].click()
    assert BUDGET not in visible(page)
    assert here(page) in visible(page)


def test_what_nobody_waits_for_in_a_month_is_not_missing(qtbot: QtBot, desk: Desk, page: EntryPage) -> None:
    session = shell_of(desk).session
    session.choose_period(Period.parse("2024-M07"))
    settle(qtbot, desk)
    optional = optional_cells(session.workspace, session.period)
    lines = [line for row in page.view.places.rows() if (line := page.view.places.line(row))]
    assert optional
    assert any(line.indicator.code in optional and line.row.value is None for line in lines)
    page.filters.choose(RowFilter.BLANK)
    assert not optional.intersection(visible(page))


def test_filtered_rows_are_neither_pasted_into_nor_filled(qtbot: QtBot, desk: Desk, page: EntryPage) -> None:
    enter(page, SPENDING, "5")
    settle(qtbot, desk)
    page.filters.choose(RowFilter.BLANK)
    row = page.model.row_of(BUDGET)
    page.view.setCurrentIndex(page.model.index(row, Column.NOTE))
    QApplication.clipboard().setText("một\nhai\n")
    page.view.paste()
    settle(qtbot, desk)
    hidden = page.model.index(page.model.row_of(SPENDING), Column.NOTE)
    assert hidden.data() == ""
    assert page.model.index(page.model.row_of(URBAN), Column.NOTE).data() == "hai"
    assert "1 hàng đang ẩn giữ nguyên" in page.hint.text()
    press(page.view, Qt.Key.Key_Down, modifiers=SHIFT)
    press(page.view, Qt.Key.Key_D, modifiers=CONTROL)
    settle(qtbot, desk)
    assert hidden.data() == ""
    assert page.model.index(page.model.row_of(URBAN), Column.NOTE).data() == "một"


def test_the_filters_are_reached_and_changed_by_keys(qtbot: QtBot, desk: Desk, page: EntryPage) -> None:
    enter(page, BUDGET, "5")
    settle(qtbot, desk)
    QTest.keyClick(page.view, Qt.Key.Key_L, CONTROL | SHIFT)
    assert QApplication.focusWidget() is page.bar._filters.buttons[RowFilter.ALL]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert page.filters.wanted is not RowFilter.ALL


def test_being_led_to_a_hidden_row_lets_the_filter_go(qtbot: QtBot, desk: Desk, page: EntryPage) -> None:
    enter(page, BUDGET, "5")
    settle(qtbot, desk)
    page.filters.choose(RowFilter.BLANK)
    page.go_to(BUDGET)
    assert page.filters.wanted is RowFilter.ALL
    assert here(page) == BUDGET


def test_the_lead_agency_finds_its_own(
    open_desk: Callable[..., Desk], blank_workspaces: Callable[[str], Path], tmp_path: Path
) -> None:
    path = Path(shutil.copy(blank_workspaces("SYT"), tmp_path / "SYT.kgdesk"))
    page = shown(open_desk(path, "entry"))
    button = page.bar._filters.buttons[RowFilter.MINE]
    count = int(button.text().removeprefix("Của tôi "))
    assert count > 0
    button.click()
    lines = [line for row in page.view.places.rows() if (line := page.view.places.line(row))]
    assert len(lines) == count
    assert all(line.mine for line in lines)


# columns ------------------------------------------------------------------------


def test_a_column_that_was_put_away_stays_away_after_a_restart(
    desk: Desk, open_desk: Callable[..., Desk], district: Path, settings: Settings
) -> None:
    page = shown(desk)
    page.columns._fill()
    action = next(each for each in page.columns.menu.actions() if each.data() == int(Column.TARGET))
    assert action.isChecked()
    action.trigger()
    assert page.view.isColumnHidden(Column.TARGET)
    desk.close()
    again = shown(open_desk(district, "entry"))
    assert again.view.isColumnHidden(Column.TARGET)
    assert not again.view.isColumnHidden(Column.PLAN)
    again.columns.show_all()
    assert not again.view.isColumnHidden(Column.TARGET)
    assert settings.hidden_columns == ()


def test_being_led_to_a_note_brings_its_column_back(page: EntryPage) -> None:
    page.columns._keep(frozenset({Column.NOTE}))
    page.go_to(f"{BUDGET}#note")
    assert not page.view.isColumnHidden(Column.NOTE)


def test_tab_passes_over_a_column_that_is_away(page: EntryPage) -> None:
    page.columns._keep(frozenset({Column.STATUS}))
    page.view.setCurrentIndex(page.model.index(page.model.row_of(BUDGET), Column.VALUE))
    press(page.view, Qt.Key.Key_Tab)
    assert page.view.currentIndex().column() == Column.NOTE


def test_a_width_that_was_drawn_is_there_after_a_restart_in_any_zoom(
    desk: Desk, open_desk: Callable[..., Desk], district: Path, settings: Settings
) -> None:
    page = shown(desk)
    header = page.view.horizontalHeader()
    plain = header.sectionSize(Column.PLAN)
    header.resizeSection(Column.NOTE, 333)  # what dragging the edge of a header does
    page.view.names.horizontalHeader().resizeSection(Column.NAME, 260)
    assert page.view.columnWidth(Column.NAME) == 260
    page.zoom.set(150)
    assert page.view.columnWidth(Column.NOTE) == pytest.approx(333 * 1.5, abs=2)
    page.zoom.set(100)
    desk.close()
    again = shown(open_desk(district, "entry"))
    assert again.view.columnWidth(Column.NOTE) == pytest.approx(333, abs=1)
    assert again.view.names.columnWidth(Column.NAME) == again.view.columnWidth(Column.NAME)
    assert again.view.columnWidth(Column.NAME) == pytest.approx(260, abs=1)
    assert again.view.columnWidth(Column.PLAN) == plain
    again.columns._fill()
    next(each for each in again.columns.menu.actions() if each.text() == "Độ rộng cột như ban đầu").trigger()
    assert settings.column_widths == {}
    assert again.view.columnWidth(Column.NOTE) < 333


def test_a_column_that_is_put_away_or_zoomed_was_not_drawn(page: EntryPage, settings: Settings) -> None:
    page.columns._keep(frozenset({Column.NOTE}))
    page.columns.show_all()
    page.zoom.set(120)
    assert settings.column_widths == {}


@pytest.mark.parametrize(("size", "period"), [((1280, 720), "2024"), ((1366, 768), "2024"), ((1280, 720), "2024-Q3")])
def test_the_figure_is_in_sight_at_the_first_start(
    desk: Desk, qtbot: QtBot, settings: Settings, size: tuple[int, int], period: str
) -> None:
    shell_of(desk).resize(*size)
    shell_of(desk).session.choose_period(Period.parse(period))
    page = shown(desk)
    settle(qtbot, desk)
    view = page.view
    assert page.panel.isVisible()
    assert view.isColumnHidden(Column.PREVIOUS) == (period == "2024")
    assert view.columnViewportPosition(Column.MEASURE) == 0
    right = view.columnViewportPosition(Column.VALUE) + view.columnWidth(Column.VALUE)
    assert right <= view.viewport().width()
    assert view.names.width_of_names > 120
    shell_of(desk).resize(1800, 720)
    qtbot.waitUntil(lambda: view.columnWidth(Column.NAME) == round(WIDTHS[Column.NAME] * view.sizes.factor))
    assert settings.column_widths == {}


# zoom ---------------------------------------------------------------------------


def test_keys_and_wheel_zoom_the_grid_and_it_is_remembered(
    desk: Desk, page: EntryPage, open_desk: Callable[..., Desk], district: Path, settings: Settings
) -> None:
    before, size = page.view.columnWidth(Column.NAME), page.view.font().pointSizeF()
    QTest.keyClick(page.view, Qt.Key.Key_Plus, CONTROL)
    assert settings.grid_zoom == 110
    turn = QPoint(0, 120)
    wheel = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.view.viewport(), wheel)
    assert settings.grid_zoom == 120
    assert page.view.columnWidth(Column.NAME) > before
    assert page.view.font().pointSizeF() > size
    assert page.view.names.columnWidth(Column.NAME) == page.view.columnWidth(Column.NAME)
    desk.close()
    again = shown(open_desk(district, "entry"))
    assert again.view.font().pointSizeF() > size
    again.view.setFocus()
    QTest.keyClick(again.view, Qt.Key.Key_0, CONTROL)
    assert (settings.grid_zoom, again.view.columnWidth(Column.NAME)) == (100, before)


# the heading that stays -----------------------------------------------------------


def test_the_heading_of_the_rows_in_sight_stays_at_the_top(desk: Desk, page: EntryPage) -> None:
    shell_of(desk).resize(1024, 560)
    bar = page.view.verticalScrollBar()
    bar.setValue(0)
    assert page.view.heading.covered == 0
    bar.setValue(bar.maximum())
    first = page.view.rowAt(page.view.heading.covered + 1)
    headings = [row for row in page.model.heading_rows if row <= first]
    line = page.model.line(headings[-1])
    assert isinstance(line, Heading)
    assert page.view.heading.covered > 0
    assert page.view.heading.text == line.text


def test_the_cursor_is_never_under_the_heading(desk: Desk, page: EntryPage) -> None:
    shell_of(desk).resize(1024, 560)
    page.view.setCurrentIndex(page.model.index(page.model.rowCount() - 1, Column.NOTE))
    rows = page.view.places.rows()
    for _ in rows[1:]:
        press(page.view, Qt.Key.Key_Up)
        top = page.view.visualRect(page.view.currentIndex()).top()
        assert top >= page.view.heading.covered
