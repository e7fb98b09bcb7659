"""Tables and forms in the window: choices before anything is saved, forms out and back."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.record.collect_dialog import CollectDialog
from kgdesk.desk.record.dialog import RecordDialog
from kgdesk.desk.record.forms_dialog import FormsDialog
from kgdesk.desk.record.report_panel import Filter, ReportPanel
from kgdesk.operations.entry import entry_grid
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of


def press(qtbot: QtBot, desk: Desk, panel: ReportPanel, text: str) -> None:
    buttons = [panel.choices.itemAt(place).widget() for place in range(panel.choices.count())]
    (button,) = [item for item in buttons if isinstance(item, QPushButton) and text in item.text()]
    button.click()
    settle(qtbot, desk)


def figures(path: Path) -> dict[str, Decimal]:
    with reopened(path) as workspace:
        return {row.indicator.code: row.value for row in entry_grid(workspace, PERIOD) if row.value is not None}


def test_doubts_are_decided_before_anything_is_saved(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Mã;Giá trị\nKT08;7.350\nKT09;41200\nZZ;5\nYY;6\nKT10;\n", encoding="utf-8")
    desk = open_desk(district, "entry")
    dialog = RecordDialog(shell_of(desk).session, table, shell_of(desk))
    dialog.open()
    settle(qtbot, desk)
    names = [dialog.panel.filters.button(which).text() for which in Filter]
    assert [name.partition("(")[2].rstrip(")") for name in names] == ["5", "0", "3", "1"]
    dialog.panel.filters.button(Filter.OPEN).click()
    assert dialog.table.texts.rowCount() == 3
    dialog.table.selectRow(0)
    press(qtbot, desk, dialog.panel, "7350")
    assert dialog.table.texts.rowCount() == 2
    assert not dialog.foot.confirm.isEnabled()
    dialog.panel.passing.click()
    settle(qtbot, desk)
    assert dialog.table.texts.rowCount() == 0
    assert dialog.foot.confirm.isEnabled()
    dialog.foot.confirm.click()
    settle(qtbot, desk)
    desk.close()
    assert figures(district) == {"KT08": Decimal(7350), "KT09": Decimal(41200)}


def test_the_filters_are_named_before_there_is_a_row(qtbot: QtBot) -> None:
    panel = ReportPanel("vi")
    qtbot.addWidget(panel)
    assert [panel.filters.button(which).text() for which in Filter] == [
        "Tất cả (0)",
        "Có sửa (0)",
        "Cần quyết định (0)",
        "Bỏ qua (0)",
    ]


def test_the_table_to_read_can_be_chosen(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (("Mã", "Giá trị"), ("KT08", 5), ("KT09", 6)):
        book.active.append(row)
    other = book.create_sheet("Biểu 2")
    for row in (("Mã", "Giá trị"), ("KT08", 7)):
        other.append(row)
    book.save(tmp_path / "a.xlsx")
    desk = open_desk(district, "entry")
    dialog = RecordDialog(shell_of(desk).session, tmp_path / "a.xlsx", shell_of(desk))
    dialog.open()
    settle(qtbot, desk)
    assert (dialog.tables.count(), dialog.table.texts.rowCount()) == (2, 2)
    dialog.tables.setCurrentIndex(1)
    dialog.tables.activated.emit(1)
    settle(qtbot, desk)
    assert dialog.table.texts.rowCount() == 1
    dialog.foot.confirm.click()
    settle(qtbot, desk)
    desk.close()
    assert figures(district) == {"KT08": Decimal(7)}


def test_forms_go_out_and_come_back(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, tmp_path: Path
) -> None:
    desk = open_desk(district, "entry")
    forms = FormsDialog(shell_of(desk).session, shell_of(desk))
    forms.open()
    settle(qtbot, desk)
    forms.write_to(tmp_path / "bieu-mau")
    settle(qtbot, desk)
    path = tmp_path / "bieu-mau" / "KG-911_2024_form.xlsx"
    assert str(path) in forms.made.text
    forms.close()
    book = openpyxl.load_workbook(path)
    sheet = book["Số liệu"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "KT08")
    sheet.cell(row, 10).value = "7.350"
    book.save(path)
    dialog = CollectDialog(shell_of(desk).session, (path,), shell_of(desk))
    dialog.open()
    settle(qtbot, desk)
    assert not dialog.foot.confirm.isEnabled()
    dialog.panel.table.selectRow(0)
    press(qtbot, desk, dialog.panel, "7350")
    assert dialog.foot.confirm.isEnabled()
    dialog.foot.confirm.click()
    settle(qtbot, desk)
    assert dialog.forms.texts.index(0, 2).data() == "✔ Đã ghi"
    dialog.close()
    desk.close()
    assert figures(district) == {"KT08": Decimal(7350)}


def test_a_form_of_a_unit_below_goes_into_its_own_workspace(
    qtbot: QtBot, open_desk: Callable[..., Desk], province: Path, tmp_path: Path
) -> None:
    desk = open_desk(province, "intake")
    forms = FormsDialog(shell_of(desk).session, shell_of(desk))
    forms.open()
    settle(qtbot, desk)
    forms.write_to(tmp_path)
    settle(qtbot, desk)
    forms.close()
    path = tmp_path / "KG-911_2024_form.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Số liệu"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "KT08")
    sheet.cell(row, 10).value = 42
    book.save(path)
    dialog = CollectDialog(shell_of(desk).session, (path,), shell_of(desk))
    dialog.open()
    settle(qtbot, desk)
    dialog.foot.confirm.click()
    settle(qtbot, desk)
    dialog.close()
    desk.close()
    assert figures(tmp_path / "KG-911.kgdesk") == {"KT08": Decimal(42)}
