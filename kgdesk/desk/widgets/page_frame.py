"""The same edges, title and tool line on every screen but the grid."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.help.topics import PROPERTY
from kgdesk.desk.icons import icon
from kgdesk.desk.widgets.button_text import keep_dots
from kgdesk.desk.widgets.flowing import FlowingLayout


class PageFrame(QVBoxLayout):
    """A title with a sentence under it, buttons at its right, and the content below."""

    def __init__(self, page: QWidget, title: str, sentence: str = "") -> None:
        super().__init__(page)
        self._page = page
        self.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        self.setSpacing(SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.title = QLabel(title)
        large = QFont(page.font())
        large.setPointSize(large.pointSize() + 3)
        large.setBold(True)
        self.title.setFont(large)
        row.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        self._tools = FlowingLayout(spacing=SPACE)
        row.addLayout(self._tools, 1)
        self.addLayout(row)
        self.sentence = QLabel(sentence)
        self.sentence.setWordWrap(True)
        self.sentence.setForegroundRole(self.sentence.palette().ColorRole.PlaceholderText)
        self.addWidget(self.sentence)  # before it is shown: without a parent it would be a window of its own
        self.sentence.setVisible(bool(sentence))

    def say(self, sentence: str) -> None:
        """Change the sentence under the title."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def tool(self, drawing: str, text: str, keys: str, tooltip: str = "", *, topic: str = "") -> QAction:
        """Add a button at the right; its tooltip tells its shortcut, `topic` is its page of help if it has its own."""
        action = keep_dots(QAction(icon(drawing), text, self._page))
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(f"{tooltip or text} ({QKeySequence(keys).toString()})")
        self._page.addAction(action)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(text)
        if topic:
            button.setProperty(PROPERTY, topic)
        self._tools.addWidget(button)
        return action
