"""What stands at the foot of both imports: a reason, a sentence, and the button that keeps the figures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE, tones


class ImportFoot(QWidget):
    """Signals: `changed()` when another reason stands there, `confirmed()`, `left()`."""

    changed = Signal()
    confirmed = Signal()
    left = Signal()

    def __init__(self, closing: QDialogButtonBox.StandardButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Lý do điều chỉnh"))
        self.reason.setPlaceholderText(self.tr("Lý do điều chỉnh, cần có khi sửa số liệu đã ký"))
        layout.addWidget(self.reason)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)  # words of a file stand in it
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(closing)
        self.confirm = buttons.addButton(self.tr("&Ghi số liệu"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.confirm.setEnabled(False)
        layout.addWidget(buttons)
        self.reason.editingFinished.connect(self.changed)
        buttons.accepted.connect(self.confirmed)
        buttons.rejected.connect(self.left)

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Tell how it stands."""
        self.message.setStyleSheet(f"color: {tones().bad.name()}" if bad else "")
        self.message.setText(sentence)
