"""The page of the very first start: who you are, where your data lie, or first a look at the demonstration."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.welcome.workspace_form import WorkspaceForm
from kgdesk.desk.widgets.scrolled import scrolled


class FirstPage(QWidget):
    """The form at the left; at the right the other ways, each with a sentence. Nothing has to be filled in first."""

    def __init__(
        self,
        form: WorkspaceForm,
        person: tuple[QLabel, QLineEdit],
        others: Sequence[tuple[QWidget, str]],
        last: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * SPACE)
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for part in person:
            column.addWidget(part)
        column.addWidget(form, 1)
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addWidget(_heading(self.tr("Bạn là ai, số liệu để ở đâu?")))
        left.addWidget(scrolled(asked), 1)
        foot = QHBoxLayout()  # does not scroll: the button and what it says are always in sight
        foot.setSpacing(SPACE)
        foot.addWidget(form.message, 1)
        foot.addWidget(form.confirm)
        left.addLayout(foot)
        layout.addLayout(left, 3)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.VLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        layout.addWidget(line)
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        right.addWidget(_heading(self.tr("Hoặc")))
        for button, told in others:
            right.addWidget(button)
            sentence = QLabel(told)
            sentence.setWordWrap(True)
            sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            right.addWidget(sentence)
            right.addSpacing(SPACE)
        right.addStretch(1)
        right.addWidget(last)
        layout.addLayout(right, 2)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    bold = QFont(label.font())
    bold.setBold(True)
    bold.setPointSize(bold.pointSize() + 1)
    label.setFont(bold)
    return label
