"""Several people before one window, and a return divided among divisions."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.checks.findings_table import FindingsTable
from kgdesk.desk.parts.give_dialog import GiveDialog
from kgdesk.desk.parts.take_dialog import TakeDialog
from kgdesk.desk.parts.today_dialog import TodayDialog
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.three_way import Side
from kgdesk.operations.entry import CellField, cell_history, record_cell
from kgdesk.operations.narrative import record_narrative
from kgdesk.operations.part_giving import give_part, given_parts
from kgdesk.operations.part_opening import open_part, return_part
from kgdesk.operations.workspace import Workspace, open_workspace
from tests.desk.desk_windows import NOW, PERIOD, reopened, settle, shell_of

Open = Callable[..., Desk]
DIVISION = "Phòng Kinh tế"


def plain_cells(workspace: Workspace) -> list[str]:
    return [item.code for item in workspace.indicators(PERIOD) if item.entry.value == "value"]


def put(workspace: Workspace, code: str, text: str) -> None:
    record_cell(workspace, period=PERIOD, indicator=code, field=CellField.VALUE, text=text)


def dialog_of(desk: Desk, kind: type) -> object:
    found = shell_of(desk).findChildren(kind)
    assert found
    return found[-1]


# people ---------------------------------------------------------------------------


def test_who_works_is_asked_once_and_never_in_the_way(qtbot: QtBot, open_desk: Open, district: Path) -> None:
    shell = shell_of(open_desk(district))
    assert shell.person_strip.isVisible()
    qtbot.mouseClick(shell.person_strip.later, Qt.MouseButton.LeftButton)
    assert not shell.person_strip.isVisible()
    assert not shell_of(open_desk(district.rename(district.with_name("b.kgdesk")))).person_strip.isVisible()


def test_the_answer_stands_in_the_header_and_in_the_history(qtbot: QtBot, open_desk: Open, district: Path) -> None:
    desk = open_desk(district)
    shell = shell_of(desk)
    shell.person_strip.name.setEditText("  Trần  Văn Bình")
    qtbot.mouseClick(shell.person_strip.confirm, Qt.MouseButton.LeftButton)
    settle(qtbot, desk)
    assert not shell.person_strip.isVisible()
    assert shell.header.people.currentText() == "Trần Văn Bình"
    assert desk.session.workspace.actor == "Trần Văn Bình"
    assert desk.settings.people == ("Trần Văn Bình",)


def test_another_person_is_chosen_in_the_header(qtbot: QtBot, open_desk: Open, district: Path) -> None:
    desk = open_desk(district)
    shell = shell_of(desk)
    shell.people.work_as("Lê Thị Hoa")
    shell.people.work_as("Trần Văn Bình")
    settle(qtbot, desk)
    people = shell.header.people
    names = [people.itemData(row) for row in range(people.count())]
    assert names[:3] == ["Trần Văn Bình", "Lê Thị Hoa", "an"]  # "an" stands in the workspace's journal
    people.setCurrentIndex(1)
    people.activated.emit(1)
    settle(qtbot, desk)
    code = plain_cells(desk.session.workspace)[0]
    desk.session.write(
        lambda workspace: record_cell(workspace, period=PERIOD, indicator=code, field=CellField.VALUE, text="5")
    )
    settle(qtbot, desk)
    desk.close()
    with reopened(district) as workspace:
        assert [item.recorded_by for item in cell_history(workspace, period=PERIOD, indicator=code)] == ["Lê Thị Hoa"]


def test_what_was_typed_before_is_saved_under_the_name_it_was_typed_under(
    qtbot: QtBot, open_desk: Open, district: Path
) -> None:
    desk = open_desk(district, page="narrative")
    shell = shell_of(desk)
    shell.people.work_as("Lê Thị Hoa")
    settle(qtbot, desk)
    page = shell.pages["narrative"]
    page.form.results.setPlainText("Viết dở")
    shell.people.work_as("Trần Văn Bình")
    settle(qtbot, desk)
    assert "Lê Thị Hoa ghi lúc" in page.form.clause.text()


def test_a_new_name_is_asked_for_from_the_list(qtbot: QtBot, open_desk: Open, district: Path) -> None:
    desk = open_desk(district)
    shell = shell_of(desk)
    people = shell.header.people
    people.activated.emit(people.count() - 1)
    dialog = shell.findChild(QInputDialog, "person")
    assert dialog is not None
    dialog.setTextValue("Võ Thị Cúc")
    dialog.accept()
    settle(qtbot, desk)
    assert people.currentText() == "Võ Thị Cúc"


def test_the_day_is_told_person_by_person(qtbot: QtBot, open_desk: Open, district: Path) -> None:
    with open_workspace(district, actor="Lê Thị Hoa", clock=lambda: NOW) as workspace:
        put(workspace, plain_cells(workspace)[0], "5")
    desk = open_desk(district)
    shell_of(desk).menus.parts.tell()
    settle(qtbot, desk)
    dialog = dialog_of(desk, TodayDialog)
    assert isinstance(dialog, TodayDialog)
    QAbstractItemModelTester(dialog.table.texts, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [dialog.table.texts.row(row).cells for row in range(dialog.table.texts.rowCount())]
    assert [row[0] for row in rows] == ["an", "Lê Thị Hoa"]
    assert rows[1][1].startswith("nhập số liệu")
    dialog.day.setDate(dialog.day.date().addDays(-1))
    settle(qtbot, desk)
    assert dialog.table.texts.rowCount() == 0
    assert "chưa ai" in dialog.message.text()


def test_the_checks_say_who_wrote_there(qtbot: QtBot, open_desk: Open, district: Path) -> None:
    with open_workspace(district, actor="Lê Thị Hoa", clock=lambda: NOW) as workspace:
        record_cell(workspace, period=PERIOD, indicator=plain_cells(workspace)[0], field=CellField.VALUE, text="...")
    desk = open_desk(district, page="checks")
    settle(qtbot, desk)
    table = shell_of(desk).pages["checks"].findChild(FindingsTable)
    assert table is not None
    assert "Lê Thị Hoa" in {table.texts.row(row).cells[4] for row in range(table.texts.rowCount())}


# giving ---------------------------------------------------------------------------


def test_ticked_cells_and_tasks_go_into_the_file(qtbot: QtBot, open_desk: Open, district: Path, tmp_path: Path) -> None:
    desk = open_desk(district)
    shell_of(desk).menus.parts.give()
    settle(qtbot, desk)
    dialog = dialog_of(desk, GiveDialog)
    assert isinstance(dialog, GiveDialog)
    assert not dialog.confirm.isEnabled()
    group = dialog.tree.topLevelItem(0)
    group.setCheckState(0, Qt.CheckState.Checked)
    assert not dialog.confirm.isEnabled()  # for nobody yet
    dialog.division.setEditText(DIVISION)
    assert dialog.confirm.isEnabled()
    assert len(dialog.chosen("indicator")) == group.childCount()
    dialog.write(tmp_path / "giao.kgpart")
    settle(qtbot, desk)
    assert (tmp_path / "giao.kgpart").exists()
    assert DIVISION in dialog.message.text()
    assert dialog.chosen("indicator") == ()
    assert group.child(0).text(1) == DIVISION
    assert [item.division for item in given_parts(desk.session.workspace)] == [DIVISION]


def test_a_part_that_cannot_be_written_is_told_in_the_dialog(
    qtbot: QtBot, open_desk: Open, district: Path, tmp_path: Path
) -> None:
    (tmp_path / "tep").write_text("")
    desk = open_desk(district)
    shell_of(desk).menus.parts.give()
    dialog = dialog_of(desk, GiveDialog)
    assert isinstance(dialog, GiveDialog)
    dialog.tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)
    dialog.division.setEditText(DIVISION)
    dialog.write(tmp_path / "tep" / "a.kgpart")
    settle(qtbot, desk)
    assert "tep" in dialog.message.text()
    assert dialog.confirm.isEnabled()


# the division ---------------------------------------------------------------------


@pytest.fixture
def given(district: Path, tmp_path: Path) -> Path:
    """Two cells and a task, given out by Lê Thị Hoa; the first cell has a figure."""
    path = tmp_path / "giao.kgpart"
    with open_workspace(district, actor="Lê Thị Hoa", clock=lambda: NOW) as workspace:
        first, second, *_ = plain_cells(workspace)
        put(workspace, first, "100")
        task = workspace.tasks(PERIOD)[0].code
        give_part(workspace, path, period=PERIOD, division=DIVISION, indicators=[first, second], tasks=[task])
    return path


def test_a_part_file_opens_as_a_workspace_of_its_own(
    qtbot: QtBot, open_desk: Open, given: Path, tmp_path: Path
) -> None:
    desk = open_desk(given, remembered=False)
    shell = shell_of(desk)
    assert desk.session.path == given.with_suffix(".kgdesk")
    told = shell.header.findChild(object, "part_of")
    assert DIVISION in told.text()
    assert set(shell.navigation.keys) == {"home", "entry", "narrative", "escalations", "checks"}
    assert shell.header.periods.count() == 1
    put_in = plain_cells(desk.session.workspace)
    assert len(put_in) == 2
    shell.menus.parts.write_answer(tmp_path / "nop.kgpart")
    settle(qtbot, desk)
    box = shell.findChild(QMessageBox, "told")
    assert "nop.kgpart" in box.text()
    assert (tmp_path / "nop.kgpart").exists()
    desk.close()
    again = open_desk(given, remembered=False)  # the workspace that is there, not another one
    assert again.session.workspace.part.division == DIVISION


def test_another_workspace_of_that_name_is_not_touched(
    qtbot: QtBot, open_desk: Open, given: Path, district: Path
) -> None:
    target = given.with_suffix(".kgdesk")
    target.write_bytes(district.read_bytes())
    desk = open_desk(district)
    shell_of(desk).file_wanted.emit(given)
    qtbot.waitUntil(lambda: bool(shell_of(desk).findChildren(QMessageBox)), timeout=5000)
    assert "giao.kgdesk" in shell_of(desk).findChildren(QMessageBox)[-1].text()
    assert desk.session.path == district


# taking back ------------------------------------------------------------------------


@pytest.fixture
def returned(given: Path, district: Path, tmp_path: Path) -> Path:
    """Both cells and the task came back filled; this side changed the first cell meanwhile."""
    path = tmp_path / "nop.kgpart"
    with open_part(given, tmp_path / "phong.kgdesk", actor="Trần Văn Bình", clock=lambda: NOW) as division:
        first, second = plain_cells(division)
        put(division, first, "120")
        put(division, second, "45")
        record_narrative(division, Narrative("KG-911", division.tasks(PERIOD)[0].code, "2024", results="Đã xong"))
        return_part(division, path)
    with open_workspace(district, actor="Lê Thị Hoa", clock=lambda: NOW) as workspace:
        put(workspace, first, "111")
    return path


def taking(qtbot: QtBot, desk: Desk, path: Path) -> TakeDialog:
    shell_of(desk).menus.parts.take(path)
    settle(qtbot, desk)
    dialog = dialog_of(desk, TakeDialog)
    assert isinstance(dialog, TakeDialog)
    return dialog


def last_column(dialog: TakeDialog) -> list[str]:
    return [dialog.table.texts.row(row).cells[5] for row in range(dialog.table.texts.rowCount())]


def figures(path: Path) -> list[Decimal | None]:
    with reopened(path) as workspace:
        found = [cell_history(workspace, period=PERIOD, indicator=code) for code in plain_cells(workspace)[:2]]
    return [history[-1].observation.value if history else None for history in found]


def test_differences_are_shown_and_chosen_with_the_keyboard(
    qtbot: QtBot, open_desk: Open, district: Path, returned: Path
) -> None:
    desk = open_desk(district)
    dialog = taking(qtbot, desk, returned)
    QAbstractItemModelTester(dialog.table.texts, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert last_column(dialog) == ["▲ chưa chọn", "của phòng", "của phòng", "của phòng"]
    assert "Trần Văn Bình" in dialog.table.texts.row(0).cells[4]
    assert "chưa chọn" in dialog.message.text()
    dialog.table.selectRow(0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert last_column(dialog)[0] == "của phòng"
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert last_column(dialog)[0] == "ở đây"
    qtbot.mouseClick(dialog.all_theirs, Qt.MouseButton.LeftButton)
    assert "chưa chọn" not in dialog.message.text()
    details = dialog.details.toPlainText()
    assert "100" in details
    assert "120" in details
    dialog.save()
    settle(qtbot, desk)
    assert not dialog.isVisible()
    desk.close()
    assert figures(district) == [120, 45]


def test_a_conflict_nobody_decides_keeps_what_stands_here(
    qtbot: QtBot, open_desk: Open, district: Path, returned: Path
) -> None:
    desk = open_desk(district)
    dialog = taking(qtbot, desk, returned)
    dialog.save()
    settle(qtbot, desk)
    assert "Hoàn tác: nhận phần việc của" in shell_of(desk).menus.undoing.undo.text()
    desk.close()
    assert figures(district) == [111, 45]


def test_keeping_everything_takes_nothing(qtbot: QtBot, open_desk: Open, district: Path, returned: Path) -> None:
    desk = open_desk(district)
    dialog = taking(qtbot, desk, returned)
    qtbot.mouseClick(dialog.all_mine, Qt.MouseButton.LeftButton)
    assert set(dialog.choices.values()) == {Side.MINE}
    dialog.save()
    settle(qtbot, desk)
    again = taking(qtbot, desk, returned)
    assert "đã được nhận" in again.heading.text()
    again.reject()
    desk.close()
    assert figures(district) == [111, None]


def test_a_file_that_does_not_belong_here_is_told_and_nothing_can_be_taken(
    qtbot: QtBot, open_desk: Open, district: Path, given: Path
) -> None:
    desk = open_desk(district)
    dialog = taking(qtbot, desk, given)
    assert "chưa có phần trả lời" in dialog.message.text()
    assert not dialog.confirm.isEnabled()
