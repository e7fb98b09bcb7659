"""The very first start: from the name to the open workspace by keys alone, and nothing has to be filled in first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.settings import Settings
from kgdesk.desk.welcome.window import WelcomeWindow
from kgdesk.desk.welcome.workspace_form import WorkspaceForm
from kgdesk.operations.pack import build_pack, write_template
from tests.desk.desk_typing import press, type_text
from tests.desk.desk_windows import NOW, reopened, settle, shell_of


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person keeps documents."""
    folder = tmp_path / "Tài liệu"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(folder))
    return folder


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, settings: Settings, documents: Path) -> Iterator[Desk]:  # noqa: ARG001
    """The program as it was just installed."""
    desk = Desk(qapp, settings, lang="vi", clock=lambda: NOW)
    desk.start(None)
    welcome = welcome_of(desk)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is welcome)
    qtbot.waitUntil(lambda: welcome.tasks.queued == 0)
    yield desk
    if desk.welcome is not None:
        desk.welcome.close()
    desk.close()


def welcome_of(desk: Desk) -> WelcomeWindow:
    assert desk.welcome is not None
    return desk.welcome


def form_of(desk: Desk) -> WorkspaceForm:
    form = welcome_of(desk).form
    assert form is not None
    return form


def test_from_the_name_to_the_workspace_by_enter_alone(qtbot: QtBot, desk: Desk, documents: Path) -> None:
    welcome, form = welcome_of(desk), form_of(desk)
    assert welcome.person.hasFocus()
    type_text(welcome.person, "Nguyen Thi Vi Du")
    press(welcome.person, Qt.Key.Key_Return)
    assert form.search.hasFocus()
    type_text(form.search, "kien hai")
    press(form.search, Qt.Key.Key_Return)
    assert form.units.hasFocus()
    assert "Kiên Hải" in str(form.units.currentIndex().data())
    assert form.place.path == documents / "KG-912.kgdesk"
    press(form.units, Qt.Key.Key_Return)
    assert form.confirm.hasFocus()
    press(form.confirm, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.shell is not None, timeout=5000)
    settle(qtbot, desk)
    assert "Kiên Hải" in shell_of(desk).windowTitle()
    desk.close()
    with reopened(documents / "KG-912.kgdesk") as workspace:
        assert workspace.store.read("SELECT actor FROM journal")[0]["actor"] == "Nguyen Thi Vi Du"


def test_what_is_missing_is_said_and_the_cursor_goes_there(desk: Desk) -> None:
    form = form_of(desk)
    form.confirm.click()
    assert form.message.text() == "Hãy chọn đơn vị trong danh sách."
    assert form.search.hasFocus()
    form.search.setText("KG-911")
    assert form.message.text() == ""
    form.place.file.clear()
    form.confirm.click()
    assert form.message.text() == "Hãy ghi nơi lưu sổ làm việc."
    assert form.place.file.hasFocus()


def test_every_way_is_open_before_anything_is_filled_in(desk: Desk, qtbot: QtBot) -> None:
    welcome = welcome_of(desk)
    assert [action.isEnabled() for action in (welcome.trying, welcome.opening, welcome.switching)] == [True] * 3
    told: list[str] = []
    welcome.demo.start = lambda: told.append("demo")  # type: ignore[method-assign]
    qtbot.keyClick(welcome, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert told == ["demo"]
    qtbot.keyClick(welcome, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert form_of(desk).search.hasFocus()


def test_a_share_and_a_stick_are_doubted_in_a_sentence(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, documents: Path
) -> None:
    place = form_of(desk).place
    monkeypatch.setattr(
        "kgdesk.operations.workspace_place.share_of", lambda path: "cifs" if path.name == "mang" else None
    )
    (documents / "mang").mkdir()

    def hint(path: Path) -> str:
        place.file.setText(str(path))
        qtbot.waitUntil(lambda: welcome_of(desk).tasks.queued == 0)
        return place.hint.text()

    assert "Nên để trong ổ đĩa của máy này" in hint(documents / "a.kgdesk")
    assert hint(documents / "mang" / "chưa có" / "a.kgdesk").startswith("▲ Nơi này là thư mục mạng")
    monkeypatch.setattr("kgdesk.desk.keeping.sticks._away", lambda _root: True)
    assert hint(documents / "b.kgdesk").startswith("▲ Nơi này là thẻ USB")


def test_the_units_of_a_plan_file_are_offered_and_a_wrong_file_is_told(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    form = form_of(desk)
    before = form.units.model().rowCount()
    wrong = tmp_path / "khong phai.kgplan"
    wrong.write_bytes(b"x")
    form.take_pack(wrong)
    qtbot.waitUntil(lambda: bool(form.message.text()))
    assert "khong phai.kgplan" in form.message.text()
    assert form.units.model().rowCount() == before
    sheet, pack = tmp_path / "plan.xlsx", tmp_path / "của tỉnh.kgplan"
    write_template(sheet)
    build_pack(sheet, pack)
    form.take_pack(pack)
    qtbot.waitUntil(lambda: "của tỉnh.kgplan" in form.origin.text())
    assert form.message.text() == ""
    assert form.units.model().rowCount() > 0
