"""What a person meets every day: keys, periods, names, menus, coming back to what was sealed."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMessageBox, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.checks.page import ChecksPage
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.page import EntryPage
from kgdesk.desk.entry.reason_dialog import ReasonDialog
from kgdesk.desk.header import Header
from kgdesk.desk.keys_dialog import KeysDialog
from kgdesk.desk.periods import offered_periods
from kgdesk.desk.seal.page import SealPage
from kgdesk.desk.settings import Settings
from kgdesk.desk.shell import Shell
from kgdesk.desk.welcome.new_workspace import NewWorkspaceDialog
from kgdesk.desk.welcome.window import WelcomeWindow
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.operations.entry import CellField, cell_history, record_cell
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.trust import believe
from tests.desk.desk_typing import press
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of


@pytest.fixture
def filed(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo / "workspaces" / "KG-911.kgdesk", tmp_path / "KG-911.kgdesk"))


@pytest.fixture
def welcome(qtbot: QtBot, settings: Settings) -> WelcomeWindow:
    window = WelcomeWindow(settings, "vi")
    qtbot.addWidget(window, before_close_func=lambda each: each.tasks.close())
    window.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


def mnemonics(shell: Shell) -> list[str]:
    """Every Alt letter that works now, once for each thing that answers to it."""
    found = [QKeySequence.mnemonic(action.text()).toString() for action in shell.menuBar().actions()]
    for widget in shell.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton):
            if isinstance(widget, QLabel) and widget.buddy() is None:
                continue
            found.append(QKeySequence.mnemonic(widget.text()).toString())
    return [item for item in found if item]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("page", ["entry", "narrative", "escalations", "checks", "seal"])
def test_no_alt_letter_means_two_things(
    qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path, demo: Path, settings: Settings, *, page: str, lang: str
) -> None:
    settings.set_folder_of(filed, str(demo / "returns"))  # so that the button of the folder is there
    desk = open_desk(filed, page, lang)
    shell = shell_of(desk)
    steps = range(4) if page == "seal" else range(1)
    for step in steps:
        screen = shell.pages[page]
        if isinstance(screen, SealPage):
            screen._show_step(step)
            settle(qtbot, desk)
        letters = mnemonics(shell)
        assert sorted(letters) == sorted(set(letters)), (page, step)


def test_enter_presses_the_button_that_has_the_focus(welcome: WelcomeWindow) -> None:
    pressed: list[bool] = []
    welcome.trying.triggered.disconnect()
    welcome.trying.triggered.connect(lambda: pressed.append(True))
    welcome.buttons[0].setFocus()
    press(welcome, Qt.Key.Key_Return)
    assert pressed == [True]


def test_a_new_workspace_makes_its_folder_and_units_show_their_codes(
    qtbot: QtBot, welcome: WelcomeWindow, tmp_path: Path, settings: Settings
) -> None:
    welcome.person.setText("Trần Thị Ví Dụ")
    welcome.person.textEdited.emit("Trần Thị Ví Dụ")
    dialog = NewWorkspaceDialog(welcome.tasks, settings, "vi", welcome)
    made: list[Path] = []
    dialog.made.connect(made.append)
    dialog.open()
    qtbot.waitUntil(lambda: welcome.tasks.queued == 0)
    dialog.form.search.setText("KG-911")
    assert "KG-911" in str(dialog.form.units.currentIndex().data())
    path = tmp_path / "Tài liệu" / "KG-911.kgdesk"
    dialog.form.place.file.setText(str(path))
    dialog.form.make()
    qtbot.waitUntil(lambda: bool(made), timeout=5000)
    with reopened(path) as workspace:
        assert workspace.store.read("SELECT actor FROM journal")[0]["actor"] == "Trần Thị Ví Dụ"


def test_the_name_given_once_stands_in_the_history(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "home")
    shell = shell_of(desk)
    asked = [line for line in shell.pages["home"].sentences if "họ tên" in line.text()]  # type: ignore[attr-defined]
    asked[0].click()
    dialog = shell.findChild(QDialog, "person")
    dialog.setTextValue("Trần Thị Ví Dụ")  # type: ignore[attr-defined]
    dialog.accept()
    settle(qtbot, desk)
    assert not any("họ tên" in line.text() for line in shell.pages["home"].sentences)  # type: ignore[attr-defined]
    page = shell_go(desk, "entry", qtbot)
    assert isinstance(page, EntryPage)
    page.model.setData(page.model.index(page.model.row_of("KT08"), Column.VALUE), "42")
    settle(qtbot, desk)
    desk.close()
    with reopened(district) as workspace:
        assert cell_history(workspace, period=PERIOD, indicator="KT08")[-1].recorded_by == "Trần Thị Ví Dụ"


def shell_go(desk: Desk, key: str, qtbot: QtBot) -> QWidget:
    shell_of(desk).show_page(key)
    settle(qtbot, desk)
    return shell_of(desk).pages[key]


def test_only_periods_that_close_while_the_unit_lives_are_offered(district: Path) -> None:
    with reopened(district) as workspace:
        offered = offered_periods(workspace.plan, workspace.unit)
        month = Period.parse("2024-M07")
        used = offered_periods(workspace.plan, workspace.unit, (month,))
    codes = [item.code for item in offered]
    assert "2025" not in codes
    assert "2025-H1" in codes
    assert not any(item.kind is PeriodKind.MONTH for item in offered)
    assert month in used


def test_whole_years_stand_first(open_desk: Callable[..., Desk], district: Path) -> None:
    box = shell_of(open_desk(district, "home")).header.periods
    texts = [box.itemText(row) for row in range(box.count())]
    assert texts[:4] == ["Năm 2024", "Năm 2023", "Năm 2022", "Năm 2021"]
    assert texts[4] == ""  # a line


def test_a_return_that_was_sealed_in_time_is_never_called_late(qtbot: QtBot) -> None:
    header = Header("Thành phố Phú Quốc")
    qtbot.addWidget(header)
    header.show_due(date(2024, 12, 19), -705, date(2024, 12, 18))
    assert "quá hạn" not in header._due.text()
    assert header._due.styleSheet() == ""
    header.show_due(date(2024, 12, 19), -2, None)
    assert "quá hạn 2 ngày" in header._due.text()
    header.show_due(date(2021, 12, 19), -1097, None)
    assert "quá hạn 1.097 ngày" in header._due.text()


def test_the_due_day_stands_in_one_line_where_there_is_room(qtbot: QtBot) -> None:
    header = Header("Thành phố Phú Quốc")
    qtbot.addWidget(header)
    header.show_due(date(2024, 12, 19), -1, date(2024, 12, 20))
    header.resize(1366, header.sizeHint().height())
    header.show()
    words = header._due.fontMetrics().horizontalAdvance(header._due.text())
    assert header._due.width() > words
    header.resize(700, header.height())
    assert header._due.width() < words  # a small screen: two lines


def test_what_was_sealed_is_listed_again(qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path, demo: Path) -> None:
    settings_folder = demo / "returns"
    desk = open_desk(filed, "home")
    session = shell_of(desk).session
    session.settings.set_folder_of(filed, str(settings_folder))
    page = shell_go(desk, "seal", qtbot)
    assert isinstance(page, SealPage)
    assert "Không cần ký lại" in page.deliver_message.text()
    assert str(settings_folder / "KG-911_2024_r1.pdf") in page.made.text
    session.settings.set_folder_of(filed, str(demo / "plan"))
    page.load()
    settle(qtbot, desk)
    assert "Không thấy trong thư mục" in page.made.text


def test_a_receipt_is_taken_in_by_the_window(
    qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path, demo: Path
) -> None:
    with reopened(filed) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
    desk = open_desk(filed, "seal")
    page = shell_of(desk).pages["seal"]
    assert isinstance(page, SealPage)
    page.take_receipt(next((demo / "receipts").glob("KG-911_2024_r1*.pdf")))
    settle(qtbot, desk)
    assert "đã chấp nhận" in page.frame.sentence.text()
    assert shell_of(desk).status.signature.text() == "Đã ký, đã được chấp nhận"


def test_not_saved_is_said_no_more_when_the_change_is_given_up(
    qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path
) -> None:
    desk = open_desk(filed, "entry")
    page = shell_of(desk).pages["entry"]
    assert isinstance(page, EntryPage)
    page.model.setData(page.model.index(page.model.row_of("KT08"), Column.VALUE), "1500")
    settle(qtbot, desk)
    assert shell_of(desk).status.saved.text() == "Chưa lưu, đang chờ lý do sửa"
    dialog = page.findChild(ReasonDialog)
    asked = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "năm 2024 đã nằm trong báo cáo ký lần 1" in asked
    assert "nhập lại" not in asked
    dialog.reject()
    settle(qtbot, desk)
    assert "hưa lưu" not in shell_of(desk).status.saved.text()


def test_a_finding_about_a_note_leads_to_the_note(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    with reopened(district) as workspace:
        record_cell(workspace, period=PERIOD, indicator="KT08", field=CellField.VALUE, text="…")
    desk = open_desk(district, "checks")
    checks = shell_of(desk).pages["checks"]
    assert isinstance(checks, ChecksPage)
    rows = (checks.table.texts.row(row).item for row in range(checks.table.texts.rowCount()))
    told = next(item for item in rows if item.finding.code == "finding.not_available_without_reason")
    checks.table.opened.emit(told)
    settle(qtbot, desk)
    entry = shell_of(desk).current
    assert isinstance(entry, EntryPage)
    assert entry.view.currentIndex() == entry.model.index(entry.model.row_of("KT08"), Column.NOTE)


def test_pasting_onto_a_heading_begins_below_it(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district, "entry")
    page = shell_of(desk).pages["entry"]
    assert isinstance(page, EntryPage)
    heading = page.model.heading_rows[0]
    page.view.setCurrentIndex(page.model.index(heading, 0))
    QGuiApplication.clipboard().setText("57632")
    page.view.paste()
    settle(qtbot, desk)
    assert page.model.index(heading + 1, Column.NUMERATOR).data() == "57.632"


def test_the_menus_copy_verify_and_tell_the_keys(
    qtbot: QtBot, open_desk: Callable[..., Desk], filed: Path, demo: Path, tmp_path: Path
) -> None:
    desk = open_desk(filed, "home")
    shell = shell_of(desk)
    shell.menus.copy_to(tmp_path / "sao-luu")
    settle(qtbot, desk)
    (copy,) = (tmp_path / "sao-luu").iterdir()
    assert str(copy) in shell.findChild(QMessageBox, "told").text()
    assert doctor(copy).healthy
    shell.menus.verify(demo / "returns" / "SYT_2024_r1.pdf")
    settle(qtbot, desk)
    assert "Sở Y tế" in "".join(each.toPlainText() for each in shell.findChildren(QTextBrowser))
    shell.menus.show_keys()
    assert shell.findChild(KeysDialog).table.texts.rowCount() > 20


def test_in_a_small_window_the_finding_stays_readable(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "checks")
    shell = shell_of(desk)
    shell.resize(1024, 700)
    qtbot.waitUntil(lambda: shell.width() == 1024)
    checks = shell.pages["checks"]
    assert isinstance(checks, ChecksPage)
    assert checks.table.columnWidth(2) >= 200
