"""The line below the grid: the keys, or for a while what was just done."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QWidget

_SHOWN = 10_000  # milliseconds


class HintLine(QLabel):
    """Says the keys of the grid; what `tell` says stands there for ten seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = self.tr("Enter: xuống dòng · Tab: sang phải · F2: sửa · Delete: xóa · Ctrl+F: tìm · F1: trợ giúp")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN)
        self._timer.timeout.connect(self._calm)
        self._calm()

    @Slot(str)
    def tell(self, text: str) -> None:
        """Say what was done."""
        self.setForegroundRole(self.palette().ColorRole.WindowText)
        self.setText(text)
        self._timer.start()

    @Slot()
    def _calm(self) -> None:
        self.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.setText(self._keys)
