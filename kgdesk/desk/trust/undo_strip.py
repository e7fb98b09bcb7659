"""What was just done in one line, and the button that takes it back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from kgdesk.desk.appearance import SPACE


class UndoStrip(QWidget):
    """Hidden until something was done. What can be taken back is so once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], object] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.label, 1)
        self.button = QPushButton(self.tr("Hoàn tác"))
        self.button.setShortcut("Ctrl+Z")
        self.button.setToolTip(self.tr("Lấy lại như trước (Ctrl+Z)"))
        self.button.clicked.connect(self._take_back)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done, and how it is taken back where it can be."""
        self._undo = undo
        self.label.setText(sentence)
        self.button.setVisible(undo is not None)
        self.show()

    @Slot()
    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.button.hide()
        if undo is not None:
            undo()
