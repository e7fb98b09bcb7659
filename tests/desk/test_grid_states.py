"""What a cell is can be seen without colour, read in its tooltip and heard."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.filters import RowFilter
from kgdesk.desk.entry.legend import Legend
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.marks import draw_corner, draw_edited, draw_glyph, draw_pending
from kgdesk.desk.entry.model import MARK_ROLE
from kgdesk.desk.entry.page import EntryPage
from kgdesk.desk.entry.reason_dialog import ReasonDialog
from kgdesk.operations.entry import entry_grid
from tests.desk.desk_typing import press, type_text
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of

BUDGET, URBAN = "KT08", "KT10"
TOOLTIP, SPOKEN = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)


def shown(desk: Desk) -> EntryPage:
    found = shell_of(desk).pages["entry"]
    assert isinstance(found, EntryPage)
    found.view.setFocus()
    return found


def line(page: EntryPage, indicator: str) -> EntryLine:
    found = page.model.line(page.model.row_of(indicator))
    assert isinstance(found, EntryLine)
    return found


def enter(page: EntryPage, indicator: str, column: Column, text: str) -> None:
    page.view.setCurrentIndex(page.model.index(page.model.row_of(indicator), column))
    type_text(page.view, text)
    press(page.view, Qt.Key.Key_Return)


def test_estimates_and_computed_figures_carry_a_sign_and_a_word(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "entry")
    page = shown(desk)
    enter(page, URBAN, Column.NUMERATOR, "612480")
    enter(page, URBAN, Column.DENOMINATOR, "1751760")
    settle(qtbot, desk)
    assert line(page, URBAN).glyphs[Column.VALUE] == "=~"
    value = page.model.index(page.model.row_of(URBAN), Column.VALUE)
    for role in (TOOLTIP, SPOKEN):
        assert "Được tính từ tử số và mẫu số" in value.data(role)
        assert "Ước" in value.data(role)
    page.model.setData(page.model.index(value.row(), Column.STATUS), "official")
    settle(qtbot, desk)
    assert line(page, URBAN).glyphs[Column.VALUE] == "="


def test_no_figure_is_a_sign_and_a_word(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district, "entry")
    page = shown(desk)
    index = page.model.index(page.model.row_of(BUDGET), Column.VALUE)
    for text, sign, word in (("x", "x", "Không áp dụng"), ("...", "…", "Chưa có số liệu")):
        enter(page, BUDGET, Column.VALUE, text)
        settle(qtbot, desk)
        assert index.data() == sign
        assert word in index.data(SPOKEN)


def test_a_cell_that_is_not_what_was_sent_says_so(qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path) -> None:
    desk = open_desk(filed, "entry")
    page = shown(desk)
    before = line(page, BUDGET).texts[Column.VALUE]
    assert not line(page, BUDGET).edited
    assert not page.bar._filters.buttons[RowFilter.EDITED].isEnabled()
    enter(page, BUDGET, Column.VALUE, "4321,5")
    settle(qtbot, desk)
    dialog = page.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.reason.setText("rà soát lại")
    dialog.confirm.click()
    settle(qtbot, desk)
    assert line(page, BUDGET).edited == {int(Column.VALUE)}
    index = page.model.index(page.model.row_of(BUDGET), Column.VALUE)
    assert before.split(",")[0] in index.data(TOOLTIP)
    assert "Đã sửa sau lần gửi trước" in index.data(SPOKEN)
    button = page.bar._filters.buttons[RowFilter.EDITED]
    assert button.text() == "Đã sửa 1"
    shell_of(desk).menus.undoing.undo.trigger()
    settle(qtbot, desk)
    assert not line(page, BUDGET).edited


@pytest.fixture
def filed(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo / "workspaces" / "KG-911.kgdesk", tmp_path / "KG-911.kgdesk"))


def drawn(draw: Callable[[QPainter, QRect], None]) -> QImage:
    """A mark in black and white: what is left without colour."""
    image = QImage(60, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw(painter, image.rect())
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)


@pytest.mark.usefixtures("qapp")
def test_no_two_marks_look_alike_without_colour() -> None:
    def glyph(text: str) -> Callable[[QPainter, QRect], None]:
        return lambda painter, rect: draw_glyph(painter, rect, text, QFont())

    def corner(mark: str) -> Callable[[QPainter, QRect], None]:
        return lambda painter, rect: draw_corner(painter, rect, mark)

    draws = [lambda _painter, _rect: None, draw_edited, draw_pending, glyph("="), glyph("~"), glyph("=~")]
    draws += [corner(mark) for mark in ("block", "warn", "info", "note")]
    images = [bytes(drawn(draw).constBits()) for draw in draws]
    assert len(set(images)) == len(images)


def test_the_legend_names_every_mark(open_desk: Callable[..., Desk], district: Path) -> None:
    page = shown(open_desk(district, "entry"))
    legend = Legend(page)
    words = [label.text() for label in legend.findChildren(QLabel)]
    assert len(words) == len(set(words)) >= 11
    assert not legend.grab().isNull()


def test_marks_of_findings_stay(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district, "entry")
    page = shown(desk)
    index = page.model.index(page.model.row_of(BUDGET), Column.VALUE)
    assert index.data(MARK_ROLE) == "block"
    assert line(page, BUDGET).remarks[0].message in index.data(SPOKEN)
    page.view.viewport().grab()
    settle(qtbot, desk)


def test_the_model_keeps_qt_s_rules_through_paste_filter_and_undo(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "entry")
    page = shown(desk)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.view.setCurrentIndex(page.model.index(page.model.row_of(BUDGET), Column.VALUE))
    QApplication.clipboard().setText("12\n13\n")
    page.view.paste()
    settle(qtbot, desk)
    page.filters.choose(RowFilter.BLANK)
    shell_of(desk).menus.undoing.undo.trigger()
    settle(qtbot, desk)
    page.load()
    settle(qtbot, desk)
    assert tester.model() is page.model
    desk.close()
    with reopened(district) as workspace:
        assert not any(row.value for row in entry_grid(workspace, PERIOD))
