"""F1 in every window and dialog: the page of the place one stands on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from kgdesk.desk.help.guide import PREFIX
from kgdesk.desk.help.topics import topic_of

if TYPE_CHECKING:
    from kgdesk.desk.help.window import HelpWindow

_KEYS = "F1"


class ContextHelp(QObject):
    """The one help window of the program, and the key that opens it.

    A window-modal dialog shadows the keys of the window under it, so each window gets a key of its own
    when it first becomes the active one. The shell has it in its menu.
    """

    def __init__(self, app: QApplication, lang: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._lang = lang
        self._shown_in = ""
        self.window: HelpWindow | None = None
        self._app = app
        self._open = True
        app.focusWindowChanged.connect(self._equip)

    @Slot()
    def _equip(self) -> None:
        window = QApplication.activeWindow()
        if window is None or window is self.window or (isinstance(window, QMainWindow) and window.menuBar().actions()):
            return
        if window.findChild(QShortcut, "help_key") is None:
            shortcut = QShortcut(QKeySequence(_KEYS), window)
            shortcut.setObjectName("help_key")
            shortcut.activated.connect(self.show_here)

    @Slot()
    def show_here(self) -> None:
        """Open the page of the place that has the focus."""
        window, focus = QApplication.activeWindow(), QApplication.focusWidget()
        inside = focus is not None and focus.window() is window
        self.show_topic(topic_of(focus if inside else window))

    @Slot()
    def show_guide(self) -> None:
        """Open the guide at its beginning."""
        self.show_topic(f"{PREFIX}start")

    def show_topic(self, key: str) -> None:
        """Open a page; the window is made anew when the language is another one."""
        from kgdesk.desk.help.window import HelpWindow

        if self.window is None or self._shown_in != self._lang():
            self._drop()
            self._shown_in = self._lang()
            self.window = HelpWindow(self._shown_in)
        self.window.search.clear()  # what was looked for before has nothing to do with this page
        self.window.show_topic(key)
        self.window.show()
        self.window.activateWindow()

    def close(self) -> None:
        """Close the window with the program, and equip no more windows; twice is once."""
        if self._open:
            self._open = False
            self._app.focusWindowChanged.disconnect(self._equip)
        self._drop()

    def _drop(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.close()
            window.deleteLater()
