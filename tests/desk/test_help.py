"""F1: every screen and dialog has its page, in both languages, and no page names a key that does nothing."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMessageBox, QTabBar, QWidget
from pytestqt.qtbot import QtBot

import kgdesk.desk
from kgdesk.desk.app import Desk
from kgdesk.desk.help.found import places
from kgdesk.desk.help.guide import read_parts
from kgdesk.desk.help.topics import DIALOGS, KEYS, Topic, read_topics, topic_of
from kgdesk.desk.help.window import HelpWindow
from kgdesk.desk.keys_dialog import KeysDialog
from kgdesk.desk.page import page_specs
from kgdesk.desk.search_text import plain
from kgdesk.desk.settings import Settings
from kgdesk.files import resource
from tests.desk.desk_windows import settle, shell_of

LANGUAGES = ("vi", "en")
# Keys that a widget handles by itself, not as an action: Qt's own, the grid's and the texts'.
OF_WIDGETS = {
    "Tab",
    "Shift+Tab",
    "Esc",
    "F10",
    "Delete",
    "Ctrl+C",
    "Ctrl+X",
    "Ctrl+V",
    "Ctrl+D",
    "Ctrl+Tab",
    "F2",
    "Ctrl+0",  # the grid's zoom is a filter of events
}
KEY = re.compile(r"`((?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z0-9+\-]|Tab|Left|Right|Enter|F\d+)|F\d+|Delete|Esc|Tab)`")


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(kgdesk.desk.__path__, "kgdesk.desk."):
        yield found.name


def dialogs() -> set[str]:
    kinds = set()
    for name in modules():
        for member in vars(importlib.import_module(name)).values():
            if inspect.isclass(member) and issubclass(member, QDialog) and member.__module__.startswith("kgdesk."):
                kinds.add(member.__name__)
    return kinds


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_topic_is_a_file_with_a_title_and_no_file_is_without_a_topic(lang: str) -> None:
    assert {path.stem for path in resource("help", lang).glob("*.md")} == set(KEYS)
    for topic in read_topics(lang):
        assert topic.text.startswith("# ")
        assert topic.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_lead_to_pages(lang: str) -> None:
    topics = read_topics(lang)
    linked = {key for topic in topics for key in re.findall(r"\(topic:([a-z-]+)\)", topic.text)}
    assert linked <= {topic.key for topic in topics}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_stands_in_the_help_and_is_found_there(qtbot: QtBot, lang: str) -> None:
    keys = [key for part in read_parts(lang) for key in part.keys]
    assert {key.removeprefix("guide-") for key in keys} == {
        path.stem for path in resource("help", lang, "guide").glob("*.md")
    }
    window = HelpWindow(lang)
    qtbot.addWidget(window)
    listed = [item.data(Qt.ItemDataRole.UserRole) for item in window._items()]
    assert listed == [*KEYS, *keys]
    title = next(topic.title for topic in read_topics(lang) if topic.key == keys[-1])
    window.search.setText(title)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert window.topic == keys[-1]
    assert "![" not in window.page.toPlainText()


def test_the_menu_opens_the_guide(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district, "home")
    shell = shell_of(desk)
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)
    QTest.keyClick(shell, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert desk.help.window is not None
    assert desk.help.window.topic == "guide-start"
    desk.help.window.search.setText("khóa ký")
    shell.activateWindow()
    QTest.keyClick(shell, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert desk.help.window.search.text() == ""


def test_every_screen_has_a_page(qtbot: QtBot, open_desk: Callable[..., Desk], province: Path) -> None:
    assert {spec.key for spec in page_specs(consolidates=True)} <= set(KEYS)
    desk = open_desk(province, "home")
    shell = shell_of(desk)
    for key in shell.navigation.keys:
        shell.show_page(key)
        settle(qtbot, desk)
        assert topic_of(shell) == key
        assert topic_of(shell.navigation) == key


def test_every_dialog_has_a_page() -> None:
    assert dialogs() - set(DIALOGS) == set()
    assert set(DIALOGS.values()) <= set(KEYS)


def test_f1_opens_the_page_of_the_screen_and_esc_closes_it(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "checks")
    shell = shell_of(desk)
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)
    QTest.keyClick(shell, Qt.Key.Key_F1)
    window = desk.help.window
    assert window is not None
    assert window.isVisible()
    assert window.topic == "checks"
    assert not window.isModal()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_f1_in_a_dialog_opens_the_page_of_the_dialog(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    desk = open_desk(district, "home")
    shell = shell_of(desk)
    dialog = KeysDialog(shell)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    assert desk.help.window is not None
    assert desk.help.window.topic == "looks"
    desk.help.window.close()
    dialog.close()
    box = QMessageBox(shell)
    assert topic_of(box) == "home"


def test_a_password_has_help_about_keys(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district, "seal")
    settle(qtbot, desk)
    page = shell_of(desk).pages["seal"]
    assert topic_of(page.sign.key.password_line) == "keys"  # type: ignore[attr-defined]
    assert topic_of(page.sign.number) == "seal"  # type: ignore[attr-defined]


def test_searching_needs_no_marks_and_leads_to_the_page(qtbot: QtBot) -> None:
    window = HelpWindow("vi")
    qtbot.addWidget(window)
    window.show()
    qtbot.keyClicks(window.search, "ban co yeu")
    shown = [item.text() for item in window._items() if not item.isHidden()]
    assert shown == ["Chứng thư tin cậy"]
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert window.topic == "trust"
    window.search.setText("zzz")
    assert window.none.isVisible()


@pytest.mark.parametrize("query", ["chữ ký số", "chu ky so"])
def test_pages_that_say_the_phrase_stand_before_those_that_have_its_words(qtbot: QtBot, query: str) -> None:
    window = HelpWindow("vi")
    qtbot.addWidget(window)
    window.search.setText(query)
    topics = {topic.key: topic for topic in read_topics("vi")}
    found = [topics[item.data(Qt.ItemDataRole.UserRole)] for item in window._items()]
    has = [f" {plain(query)}" in topic.words for topic in found]
    assert len(found) > 1
    assert has == sorted(has, reverse=True)
    assert has[0]
    assert not has[-1]
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    text = window.page.toPlainText()
    assert plain(text[window.page.textCursor().position() :]).startswith(plain(query))
    window.search.clear()
    assert len(window._items()) == len(topics)


def test_a_title_stands_before_a_text_and_marks_that_were_typed_count() -> None:
    def page(title: str, text: str) -> Topic:
        words, said = (" ".join(re.findall(r"\w+", way(f"{title} {text}"))) for way in (plain, str.casefold))
        return Topic(title, title, text, f" {words}", f" {said}")

    pages = [
        page("Năm", "thư của ngân hàng, sách"),
        page("Hai", "tổng thu ngân sách"),
        page("Một: thu ngân sách", ""),
        page("Ba", "thư ngăn sạch"),
        page("Bốn: sách thu ngân", ""),
    ]
    assert [item.title[:3].strip(":") for item in sorted(pages, key=lambda item: item.nearness("Thu ngân sách"))] == [
        "Một",
        "Hai",
        "Ba",
        "Bốn",
        "Năm",
    ]


def test_what_was_searched_for_is_marked_on_the_page(qtbot: QtBot) -> None:
    window = HelpWindow("vi")
    qtbot.addWidget(window)
    window.show()
    qtbot.keyClicks(window.search, "thu hoi")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    marked = {plain(mark.cursor.selectedText()) for mark in window.page.extraSelections()}
    assert marked == {"thu hoi"}
    assert window.page.cursorRect().intersects(window.page.viewport().rect())
    window.search.clear()
    assert window.page.extraSelections() == []


def test_marks_that_were_typed_mark_only_what_is_written_so() -> None:
    text = "Thu ngân sách; thư ngăn, sách thu. Ngân hàng"
    assert [text[start:end] for start, end in places(text, "thu ngân sách")] == ["Thu ngân sách"]
    assert [text[start:end] for start, end in places(text, "thu ngan sach")] == ["Thu ngân sách", "thư ngăn, sách"]
    assert [text[start:end] for start, end in places(text, "thu hàng")] == ["Thu", "thư", "thu", "hàng"]


def test_back_and_forward_walk_the_way_that_was_gone(qtbot: QtBot) -> None:
    window = HelpWindow("vi")
    qtbot.addWidget(window)
    for key in ("entry", "paste", "seal"):
        window.show_topic(key)
    window.backward.trigger()
    assert window.topic == "paste"
    window.backward.trigger()
    window.show_topic("trust")
    assert not window.forward.isEnabled()
    window.backward.trigger()
    assert window.topic == "entry"
    assert window.forward.isEnabled()


def test_letters_grow_and_come_back(qtbot: QtBot) -> None:
    window = HelpWindow("en")
    qtbot.addWidget(window)
    before = window.page.document().defaultFont().pointSize()
    window._larger()
    assert window.page.document().defaultFont().pointSize() == before + 1
    window._usual()
    assert window.page.document().defaultFont().pointSize() == before


def keys_of(window: QWidget) -> set[str]:
    """Every key that does something in a window: of actions, of shortcuts, of buttons, and mnemonics."""
    found = set()
    for action in window.findChildren(QAction):
        found |= {keys.toString() for keys in action.shortcuts()}
    for shortcut in window.findChildren(QShortcut):
        found |= {keys.toString() for keys in shortcut.keys()}  # noqa: SIM118 - no dict
    for button in window.findChildren(QAbstractButton):
        found.add(button.shortcut().toString())
    for label in window.findChildren(QLabel):
        found.add(QKeySequence.mnemonic(label.text()).toString())
    for bar in window.findChildren(QTabBar):
        found |= {QKeySequence.mnemonic(bar.tabText(tab)).toString() for tab in range(bar.count())}
    return found


def test_every_key_in_the_help_does_something(
    qtbot: QtBot,
    open_desk: Callable[..., Desk],
    province: Path,
    district: Path,
    settings: Settings,
) -> None:
    from kgdesk.desk.filing.review_dialog import ReviewDialog
    from kgdesk.desk.welcome.window import WelcomeWindow
    from kgdesk.domain.receipt import Decision
    from kgdesk.operations.status import filing_status

    known = set(OF_WIDGETS)
    for path in (district, province):
        desk = open_desk(path, "home")
        shell = shell_of(desk)
        for key in shell.navigation.keys:
            shell.show_page(key)
            settle(qtbot, desk)
        known |= keys_of(shell)
        known |= {f"Alt+{number}" for number in (1, 2)}  # of the bubble over a cell with two readings
    filing = filing_status(shell.session.workspace, shell.session.period)[0]
    review = ReviewDialog(shell.session, filing, Decision.SENT_BACK, shell)
    welcome, help_window = WelcomeWindow(settings, "vi"), HelpWindow("vi")
    qtbot.addWidget(welcome)
    qtbot.addWidget(help_window)
    for window in (review, welcome, help_window):
        known |= keys_of(window)
    known = {keys.replace("Return", "Enter").replace("Del", "Delete").replace("Deleteete", "Delete") for keys in known}
    strange = {
        (topic.key, lang, keys)
        for lang in LANGUAGES
        for topic in read_topics(lang)
        for keys in KEY.findall(topic.text)
        if keys not in known
    }
    assert strange == set()
