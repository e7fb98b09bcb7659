"""The walk through the window: by keys alone, beside the work, once for each person."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.page import EntryPage
from kgdesk.desk.settings import Settings
from kgdesk.desk.shell import Shell
from kgdesk.desk.tour.bubble import TourBubble
from kgdesk.desk.tour.steps import TourKind, TourStep
from kgdesk.operations.part_giving import give_part
from tests.desk.desk_typing import press
from tests.desk.desk_windows import NOW, PERIOD, reopened, settle, shell_of

Open = Callable[..., Desk]
OWN = ["entry", "narrative", "checks", "seal", "outbox"]
ABOVE = ["filing", "intake", "filing", "consolidation", "consolidation"]


def bubble_of(shell: Shell) -> TourBubble:
    bubble = shell.tour.bubble
    assert bubble is not None
    return bubble


def key(desk: Desk, qtbot: QtBot, name: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """Press a key where the focus is, as a person does."""
    QTest.keyClick(QApplication.focusWidget() or shell_of(desk), name, modifier)
    settle(qtbot, desk)


def go_on(desk: Desk, qtbot: QtBot) -> None:
    key(desk, qtbot, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


def area(widget: QWidget, shell: Shell) -> QRect:
    return QRect(widget.mapTo(shell, QPoint(0, 0)), widget.size())


@pytest.fixture
def opened(qtbot: QtBot, open_desk: Open) -> Callable[..., Desk]:
    def opens(path: Path, page: str = "home") -> Desk:
        desk = open_desk(path, page)
        shell = shell_of(desk)
        shell.resize(1280, 720)
        shell.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)
        return desk

    return opens


@pytest.mark.parametrize(
    ("unit", "kind", "pages"), [("district", TourKind.OWN, OWN), ("province", TourKind.ABOVE, ABOVE)]
)
def test_the_walk_by_keys_points_at_the_real_widgets(
    request: pytest.FixtureRequest, qtbot: QtBot, opened: Open, *, unit: str, kind: TourKind, pages: list[str]
) -> None:
    desk = opened(request.getfixturevalue(unit))
    shell = shell_of(desk)
    shell.menus.touring[kind].trigger()
    bubble = bubble_of(shell)
    assert shell.current is shell.pages["home"]  # it begins where one is, and points at the row that leads there
    assert shell.tour.target() is shell.navigation
    seen: list[TourStep] = []
    for number, page in enumerate(pages):
        if number:
            go_on(desk, qtbot)
            assert shell.current is shell.pages[page]
            target = shell.tour.target()
            assert target is not shell.current, shell.tour.step
            assert target.isVisible()
            ring = shell.tour._ring
            assert ring is not None
            assert ring.geometry().intersects(area(target, shell))
        assert shell.rect().contains(bubble.geometry())
        assert bubble.title.text().startswith(f"Bước {number + 1}/5 · ")
        assert bubble.accessibleName() == bubble.title.text()
        assert bubble.accessibleDescription() == bubble.text.text()
        seen.append(shell.tour.step)
    assert len({step.text for step in seen}) == 5
    key(desk, qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.tour.step == seen[3]
    go_on(desk, qtbot)
    assert bubble.next.text() == "Xong"
    go_on(desk, qtbot)
    assert shell.tour.bubble is None
    assert shell.tour.position is None
    assert shell.current is shell.pages["home"]


def test_the_bubble_leaves_the_typing_alone(qtbot: QtBot, opened: Open, district: Path) -> None:
    desk = opened(district, "entry")
    shell = shell_of(desk)
    page = shell.pages["entry"]
    assert isinstance(page, EntryPage)
    page.go_to("KT08")
    assert page.view.currentIndex().column() == Column.VALUE
    press(page.view, Qt.Key.Key_1, "1")
    editor = QApplication.focusWidget()
    shell.tour.begin(TourKind.OWN)
    assert QApplication.focusWidget() is editor
    assert editor is not None
    QTest.keyClicks(editor, "25")
    key(desk, qtbot, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier)
    assert shell.tour.bubble is None
    assert QApplication.focusWidget() is editor  # closing takes nothing away either
    press(editor, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert str(page.model.index(page.model.row_of("KT08"), Column.VALUE).data()) == "125,0"


def test_the_buttons_are_reached_by_tab_and_pressed_by_enter(qtbot: QtBot, opened: Open, district: Path) -> None:
    desk = opened(district)
    shell = shell_of(desk)
    shell.tour.begin(TourKind.OWN)
    bubble = bubble_of(shell)
    bubble.next.setFocus(Qt.FocusReason.TabFocusReason)
    press(bubble.next, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert shell.tour.position == (TourKind.OWN, 1)
    assert bubble.next.hasFocus()
    press(bubble.next, Qt.Key.Key_Escape)
    assert shell.tour.bubble is None
    assert shell.current is not None
    assert shell.current.isAncestorOf(QApplication.focusWidget())


def test_it_follows_whoever_goes_elsewhere(qtbot: QtBot, opened: Open, district: Path) -> None:
    desk = opened(district)
    shell = shell_of(desk)
    shell.tour.begin(TourKind.OWN, 2)
    shell.show_page("checks")
    settle(qtbot, desk)
    assert shell.tour.target() is shell.pages["checks"].table  # type: ignore[attr-defined]
    shell.show_page("narrative")
    settle(qtbot, desk)
    assert shell.tour.target() is shell.navigation
    shell.resize(1100, 640)
    settle(qtbot, desk)
    assert shell.rect().contains(bubble_of(shell).geometry())


def test_it_is_offered_once_to_each_person(
    qtbot: QtBot, qapp: QApplication, settings: Settings, district: Path
) -> None:
    def offered(name: str) -> bool:
        settings.person = name
        desk = Desk(qapp, settings, lang="vi", clock=lambda: NOW, tour=True)
        desk.start(district)
        qtbot.waitUntil(lambda: desk.shell is not None, timeout=5000)
        settle(qtbot, desk)
        shown = shell_of(desk).tour.bubble is not None
        if name == "":  # the same person says the name at last
            shell_of(desk).people.work_as("Nguyễn Thị Ví Dụ")
            settle(qtbot, desk)
        desk.close()
        return shown

    assert [offered(name) for name in ("", "Nguyễn Thị Ví Dụ", "Trần Văn Mẫu", "Trần Văn Mẫu")] == [
        True,
        False,
        True,
        False,
    ]


def test_another_language_goes_on_at_the_same_step(qtbot: QtBot, opened: Open, district: Path) -> None:
    desk = opened(district)
    shell_of(desk).tour.begin(TourKind.OWN, 3)
    desk.speak("en")
    settle(qtbot, desk)
    assert bubble_of(shell_of(desk)).title.text() == "Step 4/5 · Sign"
    desk.speak("vi")
    settle(qtbot, desk)


def test_a_part_is_given_back_instead_of_sealed(qtbot: QtBot, opened: Open, district: Path, tmp_path: Path) -> None:
    path = tmp_path / "phong-kinh-te.kgpart"
    with reopened(district) as workspace:
        give_part(workspace, path, period=PERIOD, division="Phòng Kinh tế", indicators=["KT08"])
    desk = opened(path)
    shell = shell_of(desk)
    shell.tour.begin(TourKind.OWN)
    titles = []
    while shell.tour.bubble is not None:
        titles.append(shell.tour.step.title)
        go_on(desk, qtbot)
    assert titles[-1] == "Nộp lại phần việc"
    assert "Ký" not in titles
