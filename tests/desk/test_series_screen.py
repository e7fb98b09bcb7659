"""The series of an indicator by unit in the window: as reported and on the map of a day."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.consolidation.page import ConsolidationPage
from kgdesk.desk.consolidation.series_view import SeriesView
from kgdesk.domain.reporting_unit import SplitBasis
from tests.desk.desk_windows import settle, shell_of

Open = Callable[..., Desk]


@pytest.fixture
def receiving(demo: Path, tmp_path: Path) -> Path:
    """The province of the demonstration, with its returns."""
    return Path(shutil.copy(demo / "workspaces" / "KG.kgdesk", tmp_path / "KG.kgdesk"))


@pytest.fixture
def series(qtbot: QtBot, open_desk: Open, receiving: Path) -> tuple[Desk, SeriesView]:
    """The tab beside the explanation, at the communes that meet the health criteria."""
    desk = open_desk(receiving, "consolidation")
    page = shell_of(desk).pages["consolidation"]
    assert isinstance(page, ConsolidationPage)
    page.running.trigger()
    settle(qtbot, desk)
    rows = [page.table.texts.row(row).item.indicator for row in range(page.table.texts.rowCount())]
    page.tabs.setCurrentWidget(page.series)
    page.table.selectRow(rows.index("XH03"))
    settle(qtbot, desk)
    return desk, page.series


def names(view: SeriesView) -> list[str]:
    return [view.table.texts.row(row).cells[0] for row in range(view.table.texts.rowCount())]


def test_the_toggle_turns_between_both_maps(qtbot: QtBot, series: tuple[Desk, SeriesView]) -> None:
    desk, view = series
    assert "Thành phố Phú Quốc" in names(view)
    assert not view.day.isEnabled()
    assert "khớp nhau" in view.told.toPlainText()
    view.way.setCurrentIndex(1)
    view.day.setDate(QDate(2025, 7, 1))
    settle(qtbot, desk)
    assert {"Đặc khu Phú Quốc", "Đặc khu Thổ Châu", "Đặc khu Kiên Hải"} <= set(names(view))
    assert any("chủ trì" in name for name in names(view))
    told = view.told.toPlainText()
    assert "khớp nhau" in told
    assert "Huyện Tân Hiệp" in told
    assert "Dấu ~" in told
    phu_quoc = view.table.texts.row(names(view).index("Đặc khu Phú Quốc"))
    assert phu_quoc.cells[1].startswith("~")


def test_another_basis_that_the_plan_does_not_know_divides_nothing(
    qtbot: QtBot, series: tuple[Desk, SeriesView]
) -> None:
    desk, view = series
    view.way.setCurrentIndex(1)
    view.day.setDate(QDate(2025, 7, 1))
    view.basis.setCurrentIndex(view.basis.findData(SplitBasis.AREA))
    settle(qtbot, desk)
    assert "Đặc khu Thổ Châu" not in names(view)
    assert "Thành phố Phú Quốc" in view.told.toPlainText()


def test_the_table_keeps_qts_rules(series: tuple[Desk, SeriesView]) -> None:
    _desk, view = series
    tester = QAbstractItemModelTester(view.table.texts, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is view.table.texts
