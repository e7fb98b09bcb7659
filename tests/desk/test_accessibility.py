"""For those who do not see the screen or hold a mouse: names, roles, letters, and a way by Tab to everything."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMenu,
    QScrollArea,
    QTabBar,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.view import EntryView
from kgdesk.desk.help.window import HelpWindow
from kgdesk.desk.settings import Settings
from kgdesk.desk.shell import Shell
from tests.desk.desk_windows import settle, shell_of

Role = QAccessible.Role
# What a screen reader can say something about. A bare `Client` or `Pane` says nothing.
SENSIBLE = {
    Role.Button,
    Role.ButtonDropDown,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.ComboBox,
    Role.Document,
    Role.EditableText,
    Role.Graphic,
    Role.Link,
    Role.List,
    Role.PageTabList,
    Role.RadioButton,
    Role.SpinBox,
    Role.StaticText,
    Role.Table,
    Role.Tree,
}
STEPS = 160  # of Tab; no screen has as many fields


def places(window: QWidget) -> Iterator[QWidget]:
    """Every widget of a window that can have the focus now, but for the parts that Qt puts into its own."""
    for widget in window.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or isinstance(widget, QScrollArea)
        inner = inner or isinstance(widget.parent(), QAbstractItemView) or widget.window() is not window
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled() and not inner:
            yield widget


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {getattr(widget, 'text', str)()!r}"


def nameless(window: QWidget) -> list[str]:
    found = []
    for widget in places(window):
        if widget.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip() and not isinstance(widget, QTabBar):
            found.append(f"no name: {told(widget)}")
        elif interface.role() not in SENSIBLE:
            found.append(f"{interface.role()}: {told(widget)}")
    return found


def muted(window: QWidget) -> list[str]:
    """Labels whose accessible name hides what they say, and lists without a name of their own.

    On Linux the name of a list that folds out is what it shows; on Windows it is the name asked for here.
    """
    found = []
    for label in window.findChildren(QLabel):
        shown = QTextDocumentFragment.fromHtml(label.text()).toPlainText().split()
        if label.isVisible() and label.accessibleName() and not set(shown) <= set(label.accessibleName().split()):
            found.append(f"hides its text: {told(label)}")
    boxes = [box for box in window.findChildren(QComboBox) if box.isVisible() and not box.accessibleName()]
    return found + [f"no name: {told(box)}" for box in boxes]


def letters(window: QWidget) -> Counter[str]:
    """How often each Alt+letter is claimed by what is shown now."""
    texts = [label.text() for label in window.findChildren(QLabel) if label.buddy() and label.isVisible()]
    texts += [button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()]
    for bar in window.findChildren(QTabBar):
        texts += [bar.tabText(tab) for tab in range(bar.count()) if bar.isVisible()]
    if isinstance(window, Shell):
        texts += [action.text() for action in window.menuBar().actions()]
    return Counter(keys for text in texts if (keys := QKeySequence.mnemonic(text).toString()))


def twice(window: QWidget) -> list[str]:
    return [f"{keys} is claimed {count} times" for keys, count in letters(window).items() if count > 1]


def not_reached(window: QWidget) -> list[str]:
    """Walk by Tab until the way comes round; what can have the focus and is not on that round."""
    wanted = list(places(window))
    assert wanted
    wanted[0].setFocus()
    seen: list[QWidget] = []
    for _ in range(STEPS):
        here = QApplication.focusWidget()
        if isinstance(here, QTextBrowser) and here in seen[-1:]:
            pass  # from link to link inside
        elif here is None or here in seen:
            seen = seen[seen.index(here) :] if here is not None else seen
            break
        else:
            seen.append(here)
        control = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(here, Qt.Key.Key_Tab, control if isinstance(here, EntryView) else Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()
    else:
        return [f"a trap: {told(seen[-1])}"]
    reached = set(seen)
    for widget in seen:  # one of a group stands for all: arrows lead from one to the next
        if isinstance(widget, QAbstractButton) and widget.group() is not None:
            reached |= set(widget.group().buttons())
    return [told(widget) for widget in wanted if not reached & {widget, widget.focusProxy()}]


def complaints(qtbot: QtBot, window: QWidget) -> list[str]:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    lost = not_reached(window) and not_reached(window)  # something may have arrived on the first round
    return nameless(window) + muted(window) + twice(window) + [f"Tab never comes to {each}" for each in lost]


@pytest.mark.parametrize("unit", ["district", "province"])
def test_every_screen(qtbot: QtBot, open_desk: Callable[..., Desk], request: pytest.FixtureRequest, unit: str) -> None:
    desk = open_desk(request.getfixturevalue(unit), "home")
    shell = shell_of(desk)
    found: dict[str, list[str]] = {}
    for key in shell.navigation.keys:
        shell.show_page(key)
        settle(qtbot, desk)
        found[key] = complaints(qtbot, shell)
    assert {key: each for key, each in found.items() if each} == {}


def test_every_menu_has_its_letters_once(open_desk: Callable[..., Desk], province: Path) -> None:
    shell = shell_of(open_desk(province, "home"))
    for menu in (shell.menuBar(), *shell.menuBar().findChildren(QMenu)):
        claimed = Counter(QKeySequence.mnemonic(action.text()).toString() for action in menu.actions())
        assert [keys for keys, count in claimed.items() if keys and count > 1] == []


def dialogs(shell: Shell, folder: Path) -> Iterator[QDialog]:
    """Every dialog that can be made without a file from elsewhere."""
    from kgdesk.desk.alerts import Alerts  # noqa: F401 - the module of message boxes is part of the desk
    from kgdesk.desk.checks.explain_dialog import ExplainDialog
    from kgdesk.desk.entry.reason_dialog import ReasonDialog
    from kgdesk.desk.filing.review_dialog import ReviewDialog
    from kgdesk.desk.keys_dialog import KeysDialog
    from kgdesk.desk.narrative.figure_picker import FigurePicker
    from kgdesk.desk.record.dialog import RecordDialog
    from kgdesk.desk.record.forms_dialog import FormsDialog
    from kgdesk.desk.review.comparison_dialog import ComparisonDialog
    from kgdesk.desk.trust.end_dialog import EndDialog
    from kgdesk.domain.findings import Finding, Severity
    from kgdesk.domain.receipt import Decision
    from kgdesk.operations.quotable import figures_to_quote
    from kgdesk.operations.status import filing_status

    session = shell.session
    table = folder / "so-lieu.csv"
    table.write_text("indicator,value\nKT08,12\nKT09,abc\n", encoding="utf-8")
    finding = Finding("finding.required", Severity.WARN, indicator="KT08")
    filing = filing_status(session.workspace, session.period)[0]
    yield KeysDialog(shell)
    yield ExplainDialog(session, finding, "Thấp hơn kỳ trước.", "", shell)
    yield ReasonDialog("Số liệu này đã ký.", (), shell)
    yield ReviewDialog(session, filing, Decision.ACCEPTED, shell)
    yield ComparisonDialog(session, filing, shell)
    yield ReviewDialog(session, filing, Decision.SENT_BACK, shell)
    yield FigurePicker(figures_to_quote(session.workspace, session.period), "vi", shell)
    yield RecordDialog(session, table, shell)
    yield FormsDialog(session, shell)
    yield EndDialog("Thôi tin cậy", "Vì sao?", example="ví dụ", today=date(2024, 12, 18), parent=shell)
    yield HelpWindow("vi")


def test_every_dialog(qtbot: QtBot, open_desk: Callable[..., Desk], province: Path, tmp_path: Path) -> None:
    desk = open_desk(province, "home")
    shell = shell_of(desk)
    found: dict[str, list[str]] = {}
    for dialog in dialogs(shell, tmp_path):
        qtbot.addWidget(dialog)
        dialog.open()
        settle(qtbot, desk)
        found[type(dialog).__name__] = complaints(qtbot, dialog)
        dialog.close()
    assert {key: each for key, each in found.items() if each} == {}


def test_the_first_window_and_making_a_workspace(qtbot: QtBot, settings: Settings) -> None:
    from kgdesk.desk.welcome.window import WelcomeWindow

    window = WelcomeWindow(settings, "vi")
    qtbot.addWidget(window)
    window.show()
    assert complaints(qtbot, window) == []
    window.make_of(None)
    dialog = window.findChild(QDialog)
    qtbot.waitUntil(lambda: dialog.form.units.model().rowCount() > 0, timeout=5000)
    assert complaints(qtbot, dialog) == []
    dialog.close()


def test_a_cell_tells_what_it_is(qtbot: QtBot, open_desk: Callable[..., Desk], district: Path) -> None:
    desk = open_desk(district, "entry")
    settle(qtbot, desk)
    page = shell_of(desk).pages["entry"]
    view = page.view  # type: ignore[attr-defined]
    table = QAccessible.queryAccessibleInterface(view)
    assert table.role() == Role.Table
    assert table.text(QAccessible.Text.Name)
    names = [table.child(number).text(QAccessible.Text.Name) for number in range(min(table.childCount(), 400))]
    assert "Thực hiện" in " ".join(names)
    assert any("Thu ngân sách" in name for name in names)
