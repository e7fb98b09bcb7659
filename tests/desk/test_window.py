"""The frame: screens, counts, language, faults, leaving."""

import itertools
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.settings import Settings
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Cancelled, Fault
from kgdesk.domain.period import Period
from tests.desk.desk_windows import settle, shell_of

CONSOLIDATING = {"intake", "filing", "consolidation"}


def test_a_district_sees_no_consolidating_screens(open_desk: Callable[..., Desk], district: Path) -> None:
    assert not CONSOLIDATING & set(shell_of(open_desk(district)).navigation.keys)


def test_the_province_sees_them(open_desk: Callable[..., Desk], province: Path) -> None:
    assert set(shell_of(open_desk(province)).navigation.keys) >= CONSOLIDATING


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_screen_opens_and_every_control_has_a_name(
    qtbot: QtBot, open_desk: Callable[..., Desk], province: Path, lang: str
) -> None:
    desk = open_desk(province, "home", lang)
    shell = shell_of(desk)
    for key in shell.navigation.keys:
        shell.show_page(key)
        settle(qtbot, desk)
    assert set(shell.pages) == set(shell.navigation.keys)
    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit)
        for widget in shell.findChildren(kind)
        if not _is_inner(widget) and not (_name(widget))
    ]
    assert nameless == []


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt puts into its own widgets."""
    return widget.objectName().startswith("qt_") or type(widget).__name__ in {"QTableCornerButton", "QAbstractButton"}


def test_buttons_end_in_dots_as_their_actions_do(qtbot: QtBot, open_desk: Callable[..., Desk], province: Path) -> None:
    desk = open_desk(province, "home")
    shell = shell_of(desk)
    for key in shell.navigation.keys:
        shell.show_page(key)
        settle(qtbot, desk)
    buttons = [button for button in shell.findChildren(QToolButton) if button.defaultAction() is not None]
    dotted = [button for button in buttons if button.defaultAction().text().endswith("…")]
    assert len(dotted) > 10
    assert [button.text() for button in dotted if not button.text().endswith("…")] == []


def test_home_sentences_lead_to_their_screens(open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district, "home")
    shell = shell_of(desk)
    sentences = shell.pages["home"].sentences  # type: ignore[attr-defined]
    assert "Còn 25 trong 25 chỉ tiêu chưa nhập." in [item.accessibleName() for item in sentences]
    next(item for item in sentences if "chỉ tiêu" in item.text()).click()
    assert shell.current is shell.pages["entry"]


def test_another_period_is_shown_and_remembered(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, settings: Settings
) -> None:
    desk = open_desk(district, "entry")
    shell = shell_of(desk)
    position = shell.header.periods.findText("Năm 2023")
    shell.header.periods.setCurrentIndex(position)
    shell.header.periods.activated.emit(position)
    settle(qtbot, desk)
    assert shell.session.period == Period.parse("2023")
    assert settings.period_of(district) == "2023"


def test_a_fault_of_the_worker_is_a_sentence(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district)
    shell = shell_of(desk)

    def fail(_workspace: object) -> object:
        raise Fault("file.disk_full", file=Path("bao-cao.pdf"))

    shell.session.read(fail, lambda _result: pytest.fail("announced as done"))
    settle(qtbot, desk)
    alert = shell.findChild(QMessageBox, "alert")
    assert alert.text().startswith("Ổ đĩa chứa bao-cao.pdf đã đầy.")


def test_a_defect_is_a_sentence_with_the_log_and_never_a_traceback(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, tmp_path: Path
) -> None:
    desk = open_desk(district)
    shell = shell_of(desk)
    shell.session.read(lambda _workspace: 1 // 0, lambda _result: pytest.fail("announced as done"))
    settle(qtbot, desk)
    text = shell.findChild(QMessageBox, "alert").text()
    log = tmp_path / "state" / "kgdesk" / "desk.log"
    assert str(log) in text
    assert "Traceback" not in text
    assert "ZeroDivisionError" not in text
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_a_stop_that_was_asked_for_is_no_alarm(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district)
    shell = shell_of(desk)
    errors: list[BaseException] = []

    def work(_workspace: object, progress: object) -> object:
        for step in itertools.count():  # until it is stopped, however busy the machine is
            progress.step(step, step + 1, "x")  # type: ignore[attr-defined]
        return Outcome(None, ChangeSet())

    job = shell.session.long(work, lambda _result: pytest.fail("announced as done"), errors.append)
    job.cancel()
    settle(qtbot, desk)
    assert [type(item) for item in errors] == [Cancelled]


def test_a_missing_workspace_is_told_and_the_welcome_window_stays(
    qtbot: QtBot, qapp: QApplication, settings: Settings, tmp_path: Path
) -> None:
    desk = Desk(qapp, settings, lang="vi")
    desk.start(tmp_path / "khong-co.kgdesk")
    qtbot.waitUntil(lambda: desk.welcome is not None and desk.welcome.findChild(QMessageBox, "alert") is not None)
    assert desk.welcome is not None
    alert = desk.welcome.findChild(QMessageBox, "alert")
    assert "khong-co.kgdesk" in alert.text()
    alert.close()
    desk.welcome.close()
    desk.close()


def test_the_program_ends_with_its_last_window(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quits: list[str] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_: quits.append("quit"))
    desk = open_desk(district)
    shell = shell_of(desk)
    shell.open_wanted.emit()
    assert desk.welcome is not None
    desk.welcome.close()
    assert quits == []
    shell.open_wanted.emit()
    assert desk.welcome is not None
    shell.close()
    qtbot.waitUntil(lambda: desk.shell is None)
    assert quits == []
    desk.welcome.close()
    assert quits == ["quit"]


def test_a_workspace_is_made_from_the_list_of_units(
    qtbot: QtBot, qapp: QApplication, settings: Settings, tmp_path: Path
) -> None:
    from kgdesk.desk.welcome.new_workspace import NewWorkspaceDialog

    desk = Desk(qapp, settings, lang="vi")
    desk.greet()
    assert desk.welcome is not None
    desk.welcome.make_of(None)
    form = desk.welcome.findChild(NewWorkspaceDialog).form
    qtbot.waitUntil(lambda: form.units.model().rowCount() > 10)
    form.search.setText("kien hai")
    found = [form.units.model().index(row, 0).data() for row in range(form.units.model().rowCount())]
    assert all("Kiên Hải" in text for text in found)
    form.units.setCurrentIndex(form.units.model().index(0, 0))
    path = tmp_path / "moi.kgdesk"
    form.place.file.setText(str(path))
    form.confirm.click()
    qtbot.waitUntil(lambda: desk.shell is not None)
    assert path.exists()
    assert "Kiên Hải" in shell_of(desk).windowTitle()
    assert path in settings.recent
    settle(qtbot, desk)
    desk.close()


def test_the_language_changes_without_closing_the_workspace(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "entry")
    session = desk.session
    first = shell_of(desk)
    desk.speak("en")
    settle(qtbot, desk)
    assert desk.session is session
    assert shell_of(desk) is not first
    assert "Phú Quốc City" in shell_of(desk).windowTitle()
    desk.speak("vi")
    settle(qtbot, desk)


def test_what_is_queued_is_done_before_the_window_goes(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district)
    shell = shell_of(desk)
    done: list[object] = []
    shell.session.write(lambda _workspace: Outcome("written"), done.append)
    shell.close()
    assert shell.isVisible()
    qtbot.waitUntil(lambda: desk.shell is None)
    assert done == ["written"]


def test_a_save_that_fails_while_another_workspace_opens_is_told_there(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, province: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(district)
    session = shell_of(desk).session
    leaving, leave = threading.Event(), session.close

    def fail(_workspace: object) -> Outcome[None]:
        leaving.wait()  # still at it when the other workspace is open
        raise Fault("workspace.disk_full", file=district)

    def close() -> tuple[BaseException, ...]:
        leaving.set()
        return leave()

    monkeypatch.setattr(session, "close", close)
    session.write(fail)
    desk.open(province)
    qtbot.waitUntil(lambda: desk.session is not session, timeout=20_000)
    assert "KG-911.kgdesk" in shell_of(desk).findChild(QMessageBox, "alert").text()


def test_an_alert_nobody_has_read_goes_over_to_the_next_window(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, province: Path
) -> None:
    desk = open_desk(district)
    first = shell_of(desk)
    first.alerts.show(Fault("workspace.disk_full", file=district))
    desk.open(province)
    qtbot.waitUntil(lambda: desk.shell is not first, timeout=20_000)
    alert = shell_of(desk).findChild(QMessageBox, "alert")
    assert "KG-911.kgdesk" in alert.text()
    alert.close()
    assert not shell_of(desk).alerts.unread()


def test_settings_survive_as_what_they_were(tmp_path: Path) -> None:
    path = tmp_path / "x.ini"
    first = Settings(path)
    first.language, first.scheme, first.font_points = "en", "dark", 12
    first.remember(tmp_path / "một.kgdesk")
    first.remember(tmp_path / "hai.kgdesk", "Huyện Kiên Hải")
    first.set_period_of(tmp_path / "hai.kgdesk", "2024-Q3")
    del first
    again = Settings(path)
    assert (again.language, again.scheme, again.font_points) == ("en", "dark", 12)
    assert again.recent == (tmp_path / "hai.kgdesk", tmp_path / "một.kgdesk")
    assert again.title_of(tmp_path / "hai.kgdesk") == "Huyện Kiên Hải"
    assert again.title_of(tmp_path / "một.kgdesk") == "một"
    assert again.period_of(tmp_path / "hai.kgdesk") == "2024-Q3"


def test_starting_the_desk_imports_nothing_heavy() -> None:
    code = (
        "import sys; import kgdesk.desk.app, kgdesk.desk.entry.page, kgdesk.desk.home.page, kgdesk.operations.periods;"
        "heavy = {'openpyxl', 'reportlab', 'pikepdf', 'pyhanko', 'cryptography', 'lxml', 'pypdfium2',"
        " 'PySide6.QtNetwork', 'PySide6.QtSvg', 'PySide6.QtPrintSupport'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_calls_into_qt_do_not_lose_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setToolTip("x")
    assert before - sys.getrefcount(None) <= 100


def test_a_workspace_named_from_its_folder_is_found_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(tmp_path / "kept.ini")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    settings.remember(Path("so.kgdesk"), "Sở")
    settings.set_period_of(Path("so.kgdesk"), "2024")
    monkeypatch.chdir(tmp_path)
    there = tmp_path / "here" / "so.kgdesk"
    assert settings.recent == (there,)
    assert settings.title_of(there) == "Sở"
    assert settings.period_of(there) == "2024"
    settings.forget(there)
    assert settings.recent == ()
