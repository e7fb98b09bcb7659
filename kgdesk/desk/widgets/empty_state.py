"""An empty screen teaches: one sentence and one button."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.widgets.button_text import keep_dots
from kgdesk.desk.widgets.enter_button import EnterButton

_WIDEST = 560  # pixels; a longer line is hard to read
_MOST = 20  # of the room, against 1 at each side


class EmptyState(QWidget):
    """One sentence, and the action that fills the screen where there is one."""

    def __init__(self, text: str, action: QAction | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * SPACE)
        layout.addStretch(2)
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setMaximumWidth(_WIDEST)
        middle = QHBoxLayout()  # an alignment would take the label's height for its width away
        middle.addStretch(1)
        middle.addWidget(self.label, _MOST)
        middle.addStretch(1)
        layout.addLayout(middle)
        self.button = EnterButton()
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.offer(action)

    def say(self, text: str, action: QAction | None = None) -> None:
        """Change the sentence, and the button that goes with it where one is given."""
        self.label.setText(text)
        if action is not None:
            self.offer(action)

    def offer(self, action: QAction | None) -> None:
        """Put another button under the sentence, or none."""
        before = self.button.defaultAction()
        if before is not None and before is not action:
            self.button.removeAction(before)
        if action is not None:
            self.button.setDefaultAction(keep_dots(action))
            self.button.setAccessibleName(action.text())
        self.button.setHidden(action is None)


class EmptyStack(QStackedWidget):
    """What a screen shows, or the sentence that teaches where there is nothing to show."""

    def __init__(self, content: QWidget, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content, self.empty = content, empty
        self.addWidget(content)
        self.addWidget(empty)

    @Slot(bool)
    def show_empty(self, on: bool) -> None:  # noqa: FBT001 - one thing, said by its name
        """Show the sentence, or what there is; whoever stood on one of them goes on on the other."""
        target = self.empty if on else self.content
        if self.currentWidget() is target:
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and (self.isAncestorOf(focus) or focus.isAncestorOf(self))
        self.setCurrentWidget(target)
        if inside:
            (self.empty.button if on else self.content).setFocus()
