"""A screen with nothing on it says in a sentence what it is for, and its one button leads on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.checks.page import ChecksPage
from kgdesk.desk.consolidation.page import ConsolidationPage
from kgdesk.desk.page import Page
from kgdesk.desk.seal.page import DELIVER, SIGN, SealPage
from kgdesk.desk.shell import Shell
from kgdesk.desk.trust.page import TrustPage
from kgdesk.desk.widgets.empty_state import EmptyState
from kgdesk.domain.period import Period
from kgdesk.operations.intake import take_in
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import create_workspace
from tests.desk.desk_typing import press
from tests.desk.desk_windows import NOW, settle, shell_of

Open = Callable[..., Desk]
# The list of periods drops down, which the offscreen plugin does without the keyboard.
without_a_real_screen = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def idle(tmp_path: Path) -> Path:
    """The workspace of an agency that the plan asks for nothing."""
    path = tmp_path / "BQLKKTPQ.kgdesk"
    create_workspace(path, unit="BQLKKTPQ", actor="an", clock=lambda: NOW).close()
    return path


def shown(desk: Desk, qtbot: QtBot, key: str) -> Page:
    shell_of(desk).show_page(key)
    settle(qtbot, desk)
    return shell_of(desk).pages[key]


def empties(page: Page) -> list[EmptyState]:
    return [each for each in page.findChildren(EmptyState) if each.isVisibleTo(page)]


def the_empty(page: Page) -> EmptyState:
    (empty,) = empties(page)
    assert empty.label.text().endswith(".")
    QApplication.processEvents()  # a sentence that has just changed gets its room
    assert empty.label.height() >= empty.label.heightForWidth(empty.label.width())  # nothing of it is cut
    assert not empty.button.isHidden()
    assert empty.button.isEnabled()
    assert empty.button.accessibleName()
    return empty


def activated(shell: Shell, qtbot: QtBot) -> None:
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)


@without_a_real_screen
@pytest.mark.parametrize("key", ["home", "entry", "narrative", "checks", "seal"])
def test_where_a_period_asks_nothing_another_one_is_chosen(qtbot: QtBot, open_desk: Open, idle: Path, key: str) -> None:
    desk = open_desk(idle, "trust")
    activated(shell_of(desk), qtbot)
    page = shown(desk, qtbot, key)
    empty = the_empty(page)
    assert "kỳ" in empty.label.text().lower()
    assert empty.button.hasFocus()  # the screen begins where one can go on
    press(empty.button, Qt.Key.Key_Return)
    periods = shell_of(desk).header.periods
    assert periods.view().isVisible()
    periods.hidePopup()


def test_a_fresh_district(qtbot: QtBot, open_desk: Open, district: Path) -> None:
    desk = open_desk(district, "home")
    shell = shell_of(desk)
    activated(shell, qtbot)
    for key in ("home", "entry", "narrative", "checks"):
        assert empties(shown(desk, qtbot, key)) == [], key  # there is something to do
    page = shown(desk, qtbot, "escalations")
    press(the_empty(page).button, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert page.form.matter.hasFocus()  # type: ignore[attr-defined]
    outbox = shown(desk, qtbot, "outbox")
    assert "Chưa có báo cáo nào được ký" in the_empty(outbox).label.text()
    the_empty(outbox).button.click()
    settle(qtbot, desk)
    seal = shell.current
    assert isinstance(seal, SealPage)
    seal._show_step(DELIVER)
    the_empty(seal).button.click()
    assert seal.stack.currentIndex() == SIGN


def test_a_fresh_province(qtbot: QtBot, open_desk: Open, province: Path) -> None:
    desk = open_desk(province, "home")
    shell = shell_of(desk)
    intake = shown(desk, qtbot, "intake")
    chosen: list[bool] = []
    adding: QAction = intake.adding  # type: ignore[attr-defined]
    adding.triggered.disconnect()
    adding.triggered.connect(lambda: chosen.append(True))
    the_empty(intake).button.click()
    assert chosen == [True]
    the_empty(shown(desk, qtbot, "outbox")).button.click()
    settle(qtbot, desk)
    assert shell.current is shell.pages["filing"]
    assert empties(shell.pages["filing"]) == []
    page = shown(desk, qtbot, "consolidation")
    assert isinstance(page, ConsolidationPage)
    shell.session.choose_period(Period.parse("2023"))
    settle(qtbot, desk)
    assert "Năm 2023" in the_empty(page).label.text()
    the_empty(page).button.click()  # nothing was taken in: that comes first
    settle(qtbot, desk)
    assert shell.current is intake


def test_what_was_taken_in_is_added_up_from_the_empty_screen(
    qtbot: QtBot, open_desk: Open, demo: Path, tmp_path: Path
) -> None:
    path = tmp_path / "KG.kgdesk"
    pack = demo / "plan" / "nq535.kgplan"
    with create_workspace(path, unit="KG", actor="an", pack=pack, clock=lambda: NOW) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
        take_in(workspace, [demo / "returns" / "KG-911_2024_r1.pdf"])
    desk = open_desk(path, "consolidation")
    page = shell_of(desk).pages["consolidation"]
    assert isinstance(page, ConsolidationPage)
    the_empty(page).button.click()
    settle(qtbot, desk)
    assert empties(page) == []
    assert page.table.texts.rowCount() > 0


@without_a_real_screen
def test_a_period_for_which_nobody_reports(open_desk: Open, province: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgdesk.desk.filing.page.filing_status", lambda _workspace, _period: ())
    desk = open_desk(province, "filing")
    page = shell_of(desk).pages["filing"]
    assert "không yêu cầu đơn vị nào" in the_empty(page).label.text()
    the_empty(page).button.click()
    assert shell_of(desk).header.periods.view().isVisible()
    shell_of(desk).header.periods.hidePopup()


def test_lists_of_trust(qtbot: QtBot, open_desk: Open, province: Path) -> None:
    desk = open_desk(province, "trust")
    page = shell_of(desk).pages["trust"]
    assert isinstance(page, TrustPage)
    for number in range(page.tabs.count()):
        page.tabs.setCurrentIndex(number)
        settle(qtbot, desk)
        the_empty(page)


def test_a_clean_draft_leads_from_the_checks_to_the_signature(
    qtbot: QtBot, open_desk: Open, district: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgdesk.desk.checks.findings_table.check_period", lambda _workspace, _period: ())
    desk = open_desk(district, "checks")
    page = shell_of(desk).pages["checks"]
    assert isinstance(page, ChecksPage)
    the_empty(page).button.click()
    settle(qtbot, desk)
    seal = shell_of(desk).current
    assert isinstance(seal, SealPage)
    assert "Không có lỗi nào." in the_empty(seal).label.text()
    the_empty(seal).button.click()
    assert seal.stack.currentIndex() == 1


class _Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[_Windows]:
    noting = _Windows()
    qapp.installEventFilter(noting)
    yield noting
    qapp.removeEventFilter(noting)


@pytest.mark.parametrize("unit", ["district", "province"])
def test_no_part_of_a_screen_is_shown_as_a_window_of_its_own(
    request: pytest.FixtureRequest, qtbot: QtBot, open_desk: Open, windows: _Windows, unit: str
) -> None:
    """It would flash, and take the keys away from the window."""
    desk = open_desk(request.getfixturevalue(unit), "home")
    for key in shell_of(desk).navigation.keys:
        shown(desk, qtbot, key)
    assert [each for each in windows.shown if each is not shell_of(desk)] == []
