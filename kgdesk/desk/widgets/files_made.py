"""Where the files are: a sentence per file and a button that opens the folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.icons import icon


class FilesMade(QWidget):
    """Hidden until there are files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(
            self._label.textInteractionFlags() | self._label.textInteractionFlags().TextSelectableByMouse
        )
        layout.addWidget(self._label)
        self.button = QPushButton(icon("folder"), self.tr("Mở thư mụ&c"))
        self.button.setToolTip(self.tr("Mở thư mục chứa các tệp vừa tạo (Alt+C)"))
        self.button.clicked.connect(self._open)
        layout.addWidget(self.button, alignment=self._label.alignment().AlignLeft)
        self._folder = Path()
        self.hide()

    def tell(self, sentence: str, files: Sequence[Path], earlier: Sequence[Path] = ()) -> None:
        """Say what was made and where, and where other files of these names went."""
        lines = [sentence, *(f"•  {path}" for path in files)]
        if earlier:
            lines.append(self.tr("Tệp trước đó cùng tên nhưng khác nội dung được giữ lại:"))
            lines += [f"•  {path}" for path in earlier]
        self._label.setText("\n".join(lines))
        if files:
            self._folder = files[0].parent
        self.button.setVisible(bool(files))
        self.show()

    @property
    def text(self) -> str:
        """What is said."""
        return self._label.text()

    @Slot()
    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
