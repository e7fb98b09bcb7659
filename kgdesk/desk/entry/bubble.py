"""Beside a cell: why its text is not saved, or the question which of two numbers is meant."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from kgdesk.desk.appearance import SPACE

_WIDTH = 380


class CellBubble(QFrame):
    """Signals: `chosen(Decimal)` with the reading meant; `left()` when the person goes back to the cell."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._index = QModelIndex()
        self._candidates: tuple[Decimal, ...] = ()
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.ToolTipBase)
        self.setObjectName("bubble")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        layout.setSpacing(SPACE)
        layout.addWidget(self.label)
        row = QHBoxLayout()
        self.buttons = (QPushButton(), QPushButton())
        for number, button in enumerate(self.buttons, start=1):
            button.setAccessibleName(self.tr("Cách đọc thứ {number}").format(number=number))
            button.clicked.connect(self._choose)
            button.setAutoDefault(True)
            row.addWidget(button)
        self.back = QPushButton(self.tr("Sửa lại"))
        self.back.setToolTip(self.tr("Quay lại ô để sửa (Esc)"))
        self.back.clicked.connect(self.left)
        row.addWidget(self.back)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        self.setFixedWidth(_WIDTH)
        for bar in (view.verticalScrollBar(), view.horizontalScrollBar()):
            bar.valueChanged.connect(self._place)
        self.hide()

    def tell(self, index: QModelIndex, text: str) -> None:
        """Say why a text is not saved; the focus stays in the grid."""
        self._show(index, text, ())

    def ask(self, index: QModelIndex, typed: str, candidates: tuple[Decimal, Decimal], *, focus: bool) -> None:
        """Ask which of two numbers is meant."""
        text = self.tr("“{typed}” đọc được theo hai cách. Số đúng là số nào?").format(typed=typed)
        self._show(index, text, candidates)
        for number, (button, value) in enumerate(zip(self.buttons, candidates, strict=True), start=1):
            shown = _unmistakable(value)
            button.setText(f"&{number}. {shown}")
            button.setToolTip(self.tr("Chọn {value} (Alt+{number})").format(value=shown, number=number))
            button.setAccessibleName(shown)
        if focus:
            self.buttons[0].setFocus()

    def _show(self, index: QModelIndex, text: str, candidates: tuple[Decimal, ...]) -> None:
        self._index = QModelIndex(index)
        self._candidates = candidates
        self.label.setText(text)
        self.setAccessibleDescription(text)
        for button in (*self.buttons, self.back):
            button.setVisible(bool(candidates))
        text_height = self.label.heightForWidth(_WIDTH - 2 * SPACE - 4)
        buttons_height = self.back.sizeHint().height() + SPACE if candidates else 0
        self.label.setFixedHeight(text_height)
        self.setFixedHeight(text_height + buttons_height + 2 * SPACE + 4)
        self._place()
        self.show()
        self.raise_()

    @Slot()
    def _place(self) -> None:
        cell: QRect = self._view.visualRect(self._index)
        area = self._view.viewport().rect()
        top = cell.bottom() + 3
        if top + self.height() > area.bottom():
            top = cell.top() - self.height() - 3
        self.move(max(min(cell.left(), area.right() - self.width()), 0), max(top, 0))

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        for candidate, each in zip(self._candidates, self.buttons, strict=False):
            if each is button:
                self.hide()
                self.chosen.emit(candidate)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of this widget; the rest is Qt's."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text() in {"1", "2"} and self._candidates:
            self.buttons[int(event.text()) - 1].click()
        else:
            super().keyPressEvent(event)


def _unmistakable(value: Decimal) -> str:
    """Write a number that cannot be read two ways: no thousands marks, the decimal mark in a word."""
    whole, _, fraction = f"{value:f}".partition(".")
    if value == value.to_integral_value():
        return whole
    return QCoreApplication.translate("CellBubble", "{whole} phẩy {fraction}").format(whole=whole, fraction=fraction)
