"""What a key costs, counted in cells painted and rows read, and that what was only moved is still right."""

from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.entry import page as page_module
from kgdesk.desk.entry.cell_texts import broken
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.delegate import CellDelegate
from kgdesk.desk.entry.lines import GridRows, fetch_rows
from kgdesk.desk.entry.model import MARK_ROLE
from kgdesk.desk.entry.page import EntryPage
from kgdesk.domain.period import Period
from kgdesk.operations.entry import GridRow, entry_rows
from kgdesk.operations.workspace import Workspace
from tests.desk.desk_typing import press, type_text
from tests.desk.desk_windows import settle, shell_of


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One entry for every cell that is painted."""
    cells: list[None] = []
    paint = CellDelegate.paint

    def counted(self: CellDelegate, *arguments: object) -> None:
        cells.append(None)
        paint(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(CellDelegate, "paint", counted)
    return cells


@pytest.fixture
def desk(painted: list[None], open_desk: Callable[..., Desk], district: Path) -> Desk:  # noqa: ARG001 - counts first
    opened = open_desk(district, "entry")
    shell_of(opened).resize(1024, 560)
    return opened


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> EntryPage:
    found = shell_of(desk).pages["entry"]
    assert isinstance(found, EntryPage)
    qtbot.waitExposed(shell_of(desk))
    found.view.setFocus()
    QApplication.processEvents()
    return found


def key(page: EntryPage, which: Qt.Key) -> None:
    press(page.view, which)
    QApplication.processEvents()


def picture(page: EntryPage) -> QImage:
    """Names and cells as they are on the screen, nothing painted anew for it."""
    view, shell = page.view, page.window()
    both = view.viewport().geometry().united(view.names.viewport().geometry().translated(view.names.pos()))
    whole = shell.screen().grabWindow(shell.winId()).toImage()
    return whole.copy(QRect(view.mapTo(shell, both.topLeft()), both.size()))


def afresh(page: EntryPage) -> QImage:
    for viewport in (page.view.viewport(), page.view.names.viewport()):
        viewport.update()
    QApplication.processEvents()
    return picture(page)


def test_a_step_that_scrolls_paints_what_came_into_sight_and_no_more(page: EntryPage, painted: list[None]) -> None:
    painted.clear()
    for viewport in (page.view.viewport(), page.view.names.viewport()):
        viewport.update()
    QApplication.processEvents()
    whole = len(painted)
    bar, scrolled = page.view.verticalScrollBar(), 0
    for _ in range(20):
        before = bar.value()
        painted.clear()
        key(page, Qt.Key.Key_Down)
        if bar.value() != before:
            scrolled += 1
            assert len(painted) <= whole / 2  # two rows, four at a heading, of more than ten
    assert scrolled > 5


def test_what_was_moved_on_the_screen_is_what_would_be_painted(qtbot: QtBot, desk: Desk, page: EntryPage) -> None:
    for _ in range(14):
        key(page, Qt.Key.Key_Down)
    assert page.view.heading.covered > 0
    type_text(page.view, "12")
    key(page, Qt.Key.Key_Return)
    settle(qtbot, desk)
    for _ in range(9):
        key(page, Qt.Key.Key_Up)
    for _ in range(4):
        key(page, Qt.Key.Key_Right)
    for value in (7, 31, 300, 290, 1, 0, 45):
        page.view.verticalScrollBar().setValue(value)
        QApplication.processEvents()
        assert picture(page) == afresh(page)


def test_typing_a_letter_paints_no_cells(page: EntryPage, painted: list[None]) -> None:
    page.view.setCurrentIndex(page.model.index(page.model.row_of("KT08"), Column.VALUE))
    type_text(page.view, "1")
    QApplication.processEvents()
    painted.clear()
    type_text(page.view, "23")
    QApplication.processEvents()
    assert len(painted) <= 2  # the cell under the editor


def test_a_text_is_cut_where_it_does_not_fit() -> None:
    font = QFont("Noto Sans", 10)
    metrics = QFontMetrics(font)
    text = "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ"
    wide = metrics.horizontalAdvance(text)
    assert broken(text, wide, 1, metrics, font) == (text,)
    two = broken(text, wide * 2 // 3, 2, metrics, font)
    assert " ".join(two) == text
    (one,) = broken(text, wide // 2, 1, metrics, font)
    assert one.endswith("…")
    assert text.startswith(one.removesuffix("…").rstrip())
    assert broken("1\n2\n3", 200, 2, metrics, font) == ("1", "2 3")
    (figure,) = broken("1.234.567.890", metrics.horizontalAdvance("1.234.567"), 1, metrics, font)
    assert figure.endswith("…")  # never a shorter number


def test_while_one_types_only_the_written_row_is_read(
    qtbot: QtBot, desk: Desk, page: EntryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[set[str]] = []
    periods: list[Period] = []

    def some(workspace: Workspace, period: Period, codes: Collection[str]) -> tuple[GridRow, ...]:
        rows.append(set(codes))
        return entry_rows(workspace, period, codes)

    def whole(workspace: Workspace, period: Period, lang: str) -> GridRows:
        periods.append(period)
        return fetch_rows(workspace, period, lang)

    monkeypatch.setattr(page_module, "entry_rows", some)
    monkeypatch.setattr(page_module, "fetch_rows", whole)
    monkeypatch.setattr("kgdesk.desk.session.REST", 3600)
    index = page.model.index(page.model.row_of("KT08"), Column.VALUE)
    page.view.setCurrentIndex(index)
    type_text(page.view, "4200")
    key(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(rows) and not page.model.texts)
    assert (rows, periods) == ([{"KT08"}], [])
    assert index.data() == "4.200,0"  # as the store knows it, not as it was typed
    assert index.data(MARK_ROLE) == "block"  # the checks have not spoken yet
    assert shell_of(desk).session.tasks.queued > 0  # but it is known that they will
    monkeypatch.setattr("kgdesk.desk.session.REST", 0)
    page.refresh.want()
    qtbot.waitUntil(lambda: index.data(MARK_ROLE) != "block")
    assert (len(rows), len(periods)) == (1, 1)
