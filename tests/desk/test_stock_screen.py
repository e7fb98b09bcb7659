"""All periods of a year on the screen: marks, more time, figures, export and pages."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.filing import stock_view
from kgdesk.desk.filing.extension_dialog import ExtensionDialog
from kgdesk.desk.filing.matrix import MatrixModel
from kgdesk.desk.filing.page import FilingPage
from kgdesk.desk.filing.return_dialog import ReturnDialog
from kgdesk.desk.filing.stock_view import StockView
from kgdesk.operations.inventory import extensions, inventory
from tests.desk.desk_typing import press
from tests.desk.desk_windows import reopened, settle, shell_of

Open = Callable[..., Desk]


@pytest.fixture
def receiving(demo: Path, tmp_path: Path) -> Path:
    """The province of the demonstration, with its returns."""
    return Path(shutil.copy(demo / "workspaces" / "KG.kgdesk", tmp_path / "KG.kgdesk"))


def overview(desk: Desk, qtbot: QtBot) -> tuple[FilingPage, StockView]:
    page = shell_of(desk).pages["filing"]
    assert isinstance(page, FilingPage)
    page.overview.trigger()
    settle(qtbot, desk)
    return page, page.stock


def stand(stock: StockView, unit: str, period: str = "2024") -> None:
    stock.table.setCurrentIndex(stock.table.matrix.place(unit, period))


def test_every_cell_tells_its_state_by_mark_and_words(qtbot: QtBot, open_desk: Open, receiving: Path) -> None:
    _page, stock = overview(open_desk(receiving, "filing"), qtbot)
    model = stock.table.matrix
    here, missing = model.place("KG-911", "2024"), model.place("KG-911", "2024-Q1")
    assert here.data()[0] in "●✔"
    assert missing.data().startswith("✕ +")
    assert "chưa nộp" in missing.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Phú Quốc" in here.data(Qt.ItemDataRole.ToolTipRole)
    assert model.headerData(missing.column(), Qt.Orientation.Horizontal) == "Quý I"
    stand(stock, "KG-911", "2024-Q1")
    assert "Hạn nộp" in stock.cell.text()
    assert "✕" in stock.legend.text()
    assert stock.ranks.texts.rowCount() > 0
    assert "Cách tính điểm" in stock.formula.text()


def test_more_time_is_granted_at_the_cell_and_taken_back(qtbot: QtBot, open_desk: Open, receiving: Path) -> None:
    desk = open_desk(receiving, "filing")
    _page, stock = overview(desk, qtbot)
    stand(stock, "KG-914")
    press(stock.table, Qt.Key.Key_Return)  # nothing is here: the question for more time
    dialog = stock.findChild(ExtensionDialog)
    assert not dialog.confirm.isEnabled()
    assert not dialog.taking_back.isVisible()
    dialog.until.setDate(QDate(2025, 1, 6))
    dialog.reason.setText("Mất điện do bão")
    dialog.confirm.click()
    settle(qtbot, desk)
    assert stock.table.matrix.place("KG-914", "2024").data().endswith("*")
    assert "Mất điện do bão" in stock.cell.text()
    stock.granting.click()
    again = stock.findChildren(ExtensionDialog)[-1]
    again.reason.setText("đã có điện")
    again.taking_back.click()
    settle(qtbot, desk)
    assert "*" not in stock.table.matrix.place("KG-914", "2024").data()
    desk.close()
    with reopened(receiving) as workspace:
        assert extensions(workspace) == {}


def test_the_list_of_the_period_follows_the_extension(qtbot: QtBot, open_desk: Open, receiving: Path) -> None:
    desk = open_desk(receiving, "filing")
    page, stock = overview(desk, qtbot)
    stand(stock, "KG-914")
    stock.granting.click()
    dialog = stock.findChild(ExtensionDialog)
    dialog.until.setDate(QDate(2025, 1, 6))
    dialog.reason.setText("bão")
    dialog.confirm.click()
    settle(qtbot, desk)
    page.overview.trigger()
    settle(qtbot, desk)
    texts = [page.table.texts.row(row) for row in range(page.table.texts.rowCount())]
    row = next(item for item in texts if item.item.unit.code == "KG-914")
    assert row.cells[2].startswith("06/01/2025")
    assert row.item.planned == date(2024, 12, 19)


def test_a_cell_opens_the_return_that_is_there(qtbot: QtBot, open_desk: Open, receiving: Path) -> None:
    desk = open_desk(receiving, "filing")
    page, stock = overview(desk, qtbot)
    assert not page.accepting.isEnabled()  # what is decided is chosen in the list
    stand(stock, "KG-911")
    press(stock.table, Qt.Key.Key_Return)
    settle(qtbot, desk)
    dialog = page.findChild(ReturnDialog)
    assert "Phú Quốc" in dialog.windowTitle()
    dialog.reject()


def test_export_and_pages(
    qtbot: QtBot, open_desk: Open, receiving: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    target = tmp_path / "bang.xlsx"
    monkeypatch.setattr(stock_view.QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(stock_view.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    desk = open_desk(receiving, "filing")
    page, stock = overview(desk, qtbot)
    stock.exporting.click()
    settle(qtbot, desk)
    assert target.read_bytes()[:2] == b"PK"
    assert str(target) in page.made.text
    stock.printing.click()
    settle(qtbot, desk)
    assert Path(opened[0]).read_bytes()[:5] == b"%PDF-"


def test_years_and_kinds_are_chosen(qtbot: QtBot, open_desk: Open, receiving: Path) -> None:
    desk = open_desk(receiving, "filing")
    _page, stock = overview(desk, qtbot)
    assert stock.years.currentText() == "2024"
    stock.kinds.setCurrentText("Quý")
    settle(qtbot, desk)
    assert stock.table.matrix.columnCount() == 4
    stock.years.setCurrentText("Cả giai đoạn")
    settle(qtbot, desk)
    assert stock.table.matrix.columnCount() == 20
    assert "2021" in stock.table.matrix.headerData(0, Qt.Orientation.Horizontal)


def test_in_english(qtbot: QtBot, open_desk: Open, receiving: Path) -> None:
    _page, stock = overview(open_desk(receiving, "filing", "en"), qtbot)
    assert stock.printing.text() == "&Print (PDF)"
    assert stock.table.matrix.headerData(0, Qt.Orientation.Horizontal) == "Quarter I"


def test_the_model_keeps_qts_rules(receiving: Path) -> None:
    model = MatrixModel("vi")
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with reopened(receiving) as workspace:
        model.put(inventory(workspace, first_year=2024))
        model.put(inventory(workspace, first_year=2024, last_year=2025))
    assert tester.model() is model
