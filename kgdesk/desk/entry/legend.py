"""What the marks in the cells mean, drawn by the same hand that draws them in the grid."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.entry.marks import draw_corner, draw_edited, draw_glyph, draw_pending
from kgdesk.desk.entry.states import COMPUTED, ESTIMATE

_WIDTH, _HEIGHT = 76, 24
_Draw = Callable[[QPainter, QRect], None]


class _Sample(QWidget):
    """A cell with one mark."""

    def __init__(self, draw: _Draw, text: str, *, locked: bool = False) -> None:
        super().__init__()
        self._draw, self._text, self._locked = draw, text, locked
        self.setFixedSize(QSize(_WIDTH, _HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cell as the grid does."""
        painter = QPainter(self)
        rect = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(rect, tones().locked if self._locked else self.palette().base())
        painter.setPen(tones().line)
        painter.drawRect(rect)
        self._draw(painter, rect.adjusted(1, 1, -1, -1))
        painter.setPen(self.palette().text().color())
        painter.drawText(
            rect.adjusted(4, 0, -12, 0), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._text
        )


class Legend(QFrame):
    """A small window that goes away by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAccessibleName(self.tr("Chú giải dấu trong ô"))
        layout = QGridLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setHorizontalSpacing(SPACE)
        layout.setVerticalSpacing(SPACE // 2)
        for row, (draw, text, locked, words) in enumerate(self._entries()):
            layout.addWidget(_Sample(draw, text, locked=locked), row, 0)
            layout.addWidget(QLabel(words), row, 1)

    def _entries(self) -> tuple[tuple[_Draw, str, bool, str], ...]:
        def corner(mark: str) -> _Draw:
            return lambda painter, rect: draw_corner(painter, rect, mark)

        def sign(text: str) -> _Draw:
            return lambda painter, rect: draw_glyph(painter, rect, text, self.font())

        return (
            (_nothing, "16.977", False, self.tr("Đã ghi")),
            (draw_pending, "16.977", False, self.tr("Đang ghi")),
            (corner("block"), "5 tỷ", False, self.tr("Lỗi chặn, hoặc chữ không đọc được thành số")),
            (corner("warn"), "16.977", False, self.tr("Cảnh báo")),
            (corner("info"), "16.977", False, self.tr("Lưu ý")),
            (corner("note"), "16.977", False, self.tr("Có ghi chú")),
            (draw_edited, "16.977", False, self.tr("Đã sửa từ lần gửi trước")),
            (sign(ESTIMATE), "16.977", False, self.tr("Số ước")),
            (sign(COMPUTED), "34,96", True, self.tr("Được tính, không nhập")),
            (_nothing, "…", False, self.tr("Chưa có số liệu")),
            (_nothing, "x", False, self.tr("Không áp dụng")),
        )


def _nothing(_painter: QPainter, _rect: QRect) -> None:
    """No mark."""
