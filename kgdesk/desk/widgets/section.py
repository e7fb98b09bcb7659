"""A part of a panel that folds under its title."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE, tones


class Section(QWidget):
    """A title that opens and closes what stands under it.

    Signals: `turned(str, bool)` with its key when a person opens or closes it.
    """

    turned = Signal(str, bool)

    def __init__(self, key: str, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._title, self.content = key, title, content
        self.head = QToolButton()
        self.head.setCheckable(True)
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bold = QFont(self.font())
        bold.setBold(True)
        self.head.setFont(bold)
        self._dress()
        self.head.toggled.connect(self._turn)
        self.head.clicked.connect(self._tell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.head)
        layout.addWidget(content)
        self.say("")
        self._turn(False)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self.head.isChecked()

    def open(self, *, wide: bool = True) -> None:
        """Open or close without telling anybody."""
        self.head.setChecked(wide)

    def say(self, note: str) -> None:
        """Put a word behind the title, such as a count."""
        text = f"{self._title} ({note})" if note else self._title
        self.head.setText(text)
        self.head.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window from light to dark and back."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        tone = tones()
        style = (
            f"QToolButton {{ border: 1px solid {tone.heading.name()}; background: {tone.heading.name()};"
            f" padding: 2px 4px; text-align: left }} QToolButton:focus {{ border-color: {tone.accent.name()} }}"
        )
        if style != self.head.styleSheet():
            self.head.setStyleSheet(style)

    @Slot(bool)
    def _turn(self, wide: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self.head.setArrowType(Qt.ArrowType.DownArrow if wide else Qt.ArrowType.RightArrow)
        self.head.setAccessibleDescription(self.tr("đang mở") if wide else self.tr("đang đóng"))
        self.content.setVisible(wide)

    @Slot()
    def _tell(self) -> None:
        self.turned.emit(self.key, self.is_open)
