"""One of the three lists: its buttons, its table with the details under it, or the sentence that teaches."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.icons import icon
from kgdesk.desk.session import Session
from kgdesk.desk.tasks import Done
from kgdesk.desk.widgets.button_text import keep_dots
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.domain.changes import Outcome
from kgdesk.operations.workspace import Workspace


class TrustPart(QWidget):
    """The frame that the three lists share. What fills it is put in by `show_rows`."""

    def __init__(
        self, session: Session, name: str, columns: Sequence[TextColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(SPACE)
        self._tools.addStretch(1)
        layout.addLayout(self._tools)
        self.table = TextTable(columns, name)
        self.table.stood_on.connect(self._stand)
        self.details = QTextBrowser()
        self.details.setAccessibleName(self.tr("Chi tiết dòng đang chọn"))
        self.details.setTabChangesFocus(True)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.details)
        splitter.setSizes([200, 300])
        splitter.setChildrenCollapsible(False)
        self.stack = EmptyStack(splitter, EmptyState(""))
        layout.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    def tool(self, drawing: str, text: str, keys: str, tooltip: str) -> QAction:
        """Add a button above the table; its key works while this list is shown."""
        action = keep_dots(QAction(icon(drawing), text, self))
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)  # Qt asks only the list that is shown
        action.setToolTip(f"{tooltip} ({QKeySequence(keys).toString()})")
        self.addAction(action)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tools.insertWidget(self._tools.count() - 1, button)
        return action

    def beside_tools(self, field: QLineEdit, keys: str) -> None:
        """Add a field at the right of the buttons, with a key that leads to it and a button that clears it."""
        field.setClearButtonEnabled(True)
        clearing = field.findChild(QToolButton)
        if clearing is not None:
            clearing.setAccessibleName(self.tr("Xóa chữ đang tìm"))
        self._tools.addWidget(field, 1)
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(field.setFocus)

    def teach(self, sentence: str, action: QAction) -> None:
        """Say what an empty list is for, and which button fills it."""
        self.stack.empty.say(sentence, action)

    def show_rows(self, rows: Sequence[TextRow], *, any_at_all: bool = False) -> None:
        """Fill the table, or teach where there is nothing, not even rows that are left out now."""
        self.table.put(rows)
        self.stack.show_empty(not (rows or any_at_all))
        self._stand(self.table.item)

    def write(self, work: Callable[[Workspace], Outcome[Any]], done: Done) -> None:
        """Change something; what is refused is told, and nothing typed is lost by it."""
        self.session.write(work, done, self._refused)

    @Slot(object)
    def _refused(self, error: BaseException) -> None:
        self.session.given_up.emit()
        self.session.failed.emit(error)

    @Slot(object)
    def _stand(self, item: Any) -> None:
        self.stand(item)

    def stand(self, item: Any) -> None:
        """Show the details of a row, None where there is none."""
        raise NotImplementedError
