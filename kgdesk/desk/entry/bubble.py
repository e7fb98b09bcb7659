"""Beside a cell: why its text is not saved, or the question which of two numbers is meant.

Whoever types without looking up must not answer by accident: only Alt with the number, a click, or
an arrow key and then Enter answers. Everything else is swallowed, and the bubble says so.
"""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from kgdesk.desk.appearance import SPACE, tones

_WIDTH = 380
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_ANSWERS = (Qt.Key.Key_1, Qt.Key.Key_2)
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


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
        self.hint = QLabel(
            self.tr("Chưa ghi gì thêm: trước hết hãy chọn một cách đọc (Alt+1, Alt+2, hoặc mũi tên rồi Enter).")
        )
        self.hint.setWordWrap(True)
        layout.addWidget(self.hint)
        row = QHBoxLayout()
        self.buttons = (QPushButton(), QPushButton())
        for number, button in enumerate(self.buttons, start=1):
            button.setAccessibleName(self.tr("Cách đọc thứ {number}").format(number=number))
            button.clicked.connect(self._choose)
            button.installEventFilter(self)
            row.addWidget(button)
        self.back = QPushButton(self.tr("Sửa lại"))
        self.back.setToolTip(self.tr("Quay lại ô để sửa (Esc)"))
        self.back.clicked.connect(self.left)
        self.back.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
            self.setFocus()  # no button yet: an Enter typed without looking must not answer

    def _show(self, index: QModelIndex, text: str, candidates: tuple[Decimal, ...]) -> None:
        self._index = QModelIndex(index)
        self._candidates = candidates
        self.label.setText(text)
        self.setAccessibleDescription(text)
        for button in (*self.buttons, self.back):
            button.setVisible(bool(candidates))
        self.hint.setStyleSheet(f"color: {tones().bad.name()}; font-weight: 600")
        self.hint.hide()
        self._fit()
        self.show()
        self.raise_()

    def _fit(self) -> None:
        """Take the height that the texts need."""
        height = 2 * SPACE + 4
        for label in (self.label, self.hint):
            if label is self.label or not self.hint.isHidden():
                label.setFixedHeight(label.heightForWidth(_WIDTH - 2 * SPACE - 4))
                height += label.height() + (SPACE if label is self.hint else 0)
        if self._candidates:
            height += self.back.sizeHint().height() + SPACE
        self.setFixedHeight(height)
        self._place()

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys at a button are keys at the bubble."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Tab does not wander off: it is one of the keys a fast typist presses without looking."""
        if isinstance(event, QKeyEvent) and self._candidates:
            if event.type() is QEvent.Type.KeyPress:
                self.keyPressEvent(event)
                return True
            if event.type() is QEvent.Type.ShortcutOverride and event.key() in _ANSWERS:
                event.accept()  # answered at once, not after the animation of a button
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer deliberately, or not at all."""
        key, choices = event.key(), (*self.buttons, self.back)
        here = next((place for place, button in enumerate(choices) if button.hasFocus()), None)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif alt and key in _ANSWERS:
            self.buttons[_ANSWERS.index(Qt.Key(key))].click()
        elif key in _ARROWS:
            step = _ARROWS[Qt.Key(key)]
            start = (-1 if step > 0 else 0) if here is None else here
            choices[(start + step) % len(choices)].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in _ENTER and here is not None:
            choices[here].click()
        elif event.text() or key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._swallow()

    def _swallow(self) -> None:
        """Say that a key went nowhere."""
        self.setFocus()
        QApplication.beep()
        self.hint.show()
        self._fit()


def _unmistakable(value: Decimal) -> str:
    """Write a number that cannot be read two ways: no thousands marks, the decimal mark in a word."""
    whole, _, fraction = f"{value:f}".partition(".")
    if value == value.to_integral_value():
        return whole
    return QCoreApplication.translate("CellBubble", "{whole} phẩy {fraction}").format(whole=whole, fraction=fraction)
