"""A small window in the place of the closed one while a workspace's file is written anew."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE


class StandIn(QWidget):
    """Says what is done and what happens to the old file, over a bar named `name`; it cannot be closed."""

    def __init__(self, told: str, *, name: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint)
        self.setObjectName("stand_in")
        self.setWindowTitle("KGDesk")
        self.resize(460, 120)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        label = QLabel(told)
        label.setWordWrap(True)
        layout.addWidget(label)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setAccessibleName(name)
        layout.addWidget(bar)
