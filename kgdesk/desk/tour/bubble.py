"""A bubble with an arrow, and a ring round what it speaks of; both lie on the window and take no focus."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.help.topics import PROPERTY
from kgdesk.desk.widgets.enter_button import EnterButton

NEXT_KEYS, BACK_KEYS, CLOSE_KEYS = "Alt+Right", "Alt+Left", "Shift+Esc"
_WIDTH = 392
_ARROW = 12  # pixels from the frame to the tip
_HALF = 9  # of the arrow's foot
_ROUND = 6
_BESIDE = 300  # pixels; what begins further left is the list of screens or fills the window


class Ring(QWidget):
    """A frame round the widget that is spoken of; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame only."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tones().accent, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _ROUND, _ROUND)


class TourBubble(QWidget):
    """Signals: `going_on()`, `going_back()`, `closing()`."""

    going_on = Signal()
    going_back = Signal()
    closing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tour")
        self.setProperty(PROPERTY, "tour")
        self._tip: QPoint | None = None
        self.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        edge = _ARROW + SPACE
        layout.setContentsMargins(edge + SPACE // 2, edge, edge + SPACE // 2, edge)
        layout.setSpacing(SPACE)
        self.title = QLabel()
        bold = QFont(self.font())
        bold.setBold(True)
        self.title.setFont(bold)
        self.text = QLabel()
        self.keys = QLabel(
            self.tr("{back}: trước · {next}: tiếp · {close}: đóng").format(back="Alt+←", next="Alt+→", close=CLOSE_KEYS)
        )
        self.keys.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label in (self.title, self.text, self.keys):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            layout.addWidget(label)
        self.back = self._button(self.tr("Trước"), BACK_KEYS)
        self.back.clicked.connect(self.going_back)
        self.next = self._button(self.tr("Tiếp"), NEXT_KEYS)
        self.next.clicked.connect(self.going_on)
        self.close_button = self._button(self.tr("Đóng"), CLOSE_KEYS)
        self.close_button.setToolTip(self.tr("Đóng ({keys}); mở lại ở trình đơn Trợ giúp").format(keys=CLOSE_KEYS))
        self.close_button.clicked.connect(self.closing)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.back)
        row.addWidget(self.next)
        row.addStretch(1)
        row.addWidget(self.close_button)
        layout.addLayout(row)
        self.hide()

    def _button(self, text: str, keys: str) -> EnterButton:
        button = EnterButton()
        button.setText(text)
        button.setToolTip(f"{text} ({keys})")
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where one types
        button.setMinimumSize(76, 30)
        return button

    def tell(self, title: str, text: str, number: int, count: int) -> None:
        """Say what belongs to a step, counted from 0; screen readers are told without moving the focus."""
        self.title.setText(
            self.tr("Bước {number}/{count} · {title}").format(number=number + 1, count=count, title=title)
        )
        self.text.setText(text)
        self.back.setEnabled(number > 0)
        last = number == count - 1
        self.next.setText(self.tr("Xong") if last else self.tr("Tiếp"))
        self.next.setAccessibleName(self.next.text())
        self.next.setToolTip(f"{self.next.text()} ({NEXT_KEYS})")
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def point_at(self, target: QRect) -> None:
        """Stand beside a rectangle of the window, or inside it where it fills the window."""
        room = self.window().rect()
        layout = self.layout()
        height = layout.totalHeightForWidth(self.width()) if layout is not None else self.height()
        self.resize(self.width(), height)
        place, self._tip = self._beside(target, room)
        self.move(place)
        self.show()
        self.raise_()
        self.update()

    def _beside(self, target: QRect, room: QRect) -> tuple[QPoint, QPoint | None]:
        """Where the bubble stands, and the tip of its arrow in its own coordinates; None where it lies upon it."""
        width, height = self.width(), self.height()
        middle = target.center()
        across = _held(middle.x() - width // 2, room.width() - width)
        along = _held(middle.y() - height // 2, room.height() - height)
        foot_x = _held(middle.x() - across, width, least=3 * _ARROW)
        foot_y = _held(middle.y() - along, height, least=3 * _ARROW)
        below = target.bottom() + height <= room.bottom()
        if below and target.left() > _BESIDE:  # a button among others: at its right stands the next one
            return QPoint(across, target.bottom()), QPoint(foot_x, 0)
        if target.right() + width <= room.right():
            return QPoint(target.right(), along), QPoint(0, foot_y)
        if below:
            return QPoint(across, target.bottom()), QPoint(foot_x, 0)
        if target.left() - width >= 0:
            return QPoint(target.left() - width, along), QPoint(width, foot_y)
        if target.top() - height >= 0:
            return QPoint(across, target.top() - height), QPoint(foot_x, height)
        return QPoint(across, _held(target.bottom() - height, room.height() - height)), None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground with its arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(_ARROW, _ARROW, -_ARROW, -_ARROW)
        path = QPainterPath()
        path.addRoundedRect(body, _ROUND, _ROUND)
        if self._tip is not None:
            arrow = QPainterPath()
            arrow.addPolygon(QPolygonF([QPointF(self._tip), *self._foot(body, QPointF(self._tip))]))
            arrow.closeSubpath()
            path = path.united(arrow)
        painter.setPen(QPen(tones().accent, 2))
        painter.setBrush(self.palette().color(QPalette.ColorRole.ToolTipBase))
        painter.drawPath(path)

    def _foot(self, body: QRectF, tip: QPointF) -> tuple[QPointF, QPointF]:
        """Where the arrow stands on the frame, a little inside so that the two become one."""
        if tip.x() in {0, self.width()}:
            x = body.left() + 2 if tip.x() == 0 else body.right() - 2
            return QPointF(x, tip.y() - _HALF), QPointF(x, tip.y() + _HALF)
        y = body.top() + 2 if tip.y() == 0 else body.bottom() - 2
        return QPointF(tip.x() - _HALF, y), QPointF(tip.x() + _HALF, y)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc where the focus is in the bubble; elsewhere Esc belongs to the field one types in."""
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
            return
        super().keyPressEvent(event)


def _held(value: int, most: int, *, least: int = 0) -> int:
    """Keep a number between `least` and `most - least`."""
    return max(least, min(value, most - least))
