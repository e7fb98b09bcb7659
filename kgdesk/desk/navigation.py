"""The list at the left: the screens of this unit, each with what is still to do on it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.icons import icon
from kgdesk.desk.page import PageSpec, numbered

_KEY = int(Qt.ItemDataRole.UserRole)
_COUNT = _KEY + 1
_ICON = _KEY + 2
_ROW_HEIGHT = 34


class _RowDelegate(QStyledItemDelegate):
    """Draws the count at the right edge of the row, and the icon in the colour of the row's text."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Give the selected row of the active window the light icon."""
        super().initStyleOption(option, index)
        drawing = index.data(_ICON)
        shines = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
        if drawing and (option.state & shines) == shines:
            option.icon = icon(drawing, QPalette.ColorRole.HighlightedText)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        count = index.data(_COUNT)
        if not count:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        active = bool(option.state & QStyle.StateFlag.State_Active)
        palette: QPalette = option.palette
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        rect: QRect = option.rect
        painter.save()
        painter.setPen(palette.color(group, QPalette.ColorRole.HighlightedText) if selected else tones().quiet)
        painter.drawText(
            rect.adjusted(0, 0, -SPACE - 2, 0), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count
        )
        painter.restore()


class Navigation(QListWidget):
    """Signals: `chosen(str)` with the key of a screen."""

    chosen = Signal(str)

    def __init__(self, specs: tuple[PageSpec, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Các trang"))
        self.setItemDelegate(_RowDelegate(self))
        self.setIconSize(QSize(20, 20))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(max(200, self.fontMetrics().horizontalAdvance("Chứng thư tin cậy") + 80))
        self._items: dict[str, QListWidgetItem] = {}
        for place, (number, spec) in enumerate(numbered(specs)):
            if spec.consolidating and not any(item.consolidating for item in specs[:place]):
                self._add_heading(self.tr("TỔNG HỢP"))
            if spec.setting and not any(item.setting for item in specs[:place]):
                self._add_heading(self.tr("THIẾT LẬP"))
            item = QListWidgetItem(icon(spec.icon), spec.title)
            item.setData(_KEY, spec.key)
            item.setData(_ICON, spec.icon)
            keys = spec.keys(number)
            item.setToolTip(f"{spec.title} ({keys})" if keys else spec.title)
            self.addItem(item)
            self._items[spec.key] = item
        self.currentItemChanged.connect(self._announce)

    def _add_heading(self, text: str) -> None:
        heading = QListWidgetItem(text)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self.addItem(heading)

    @property
    def keys(self) -> tuple[str, ...]:
        """The screens offered."""
        return tuple(self._items)

    def show_counts(self, counts: dict[str, str]) -> None:
        """Put a count or `28/33` at the right of each row."""
        for key, item in self._items.items():
            text = counts.get(key, "")
            item.setData(_COUNT, text)
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{item.text()} {text}".strip())

    def row_area(self, key: str) -> QRect:
        """Where the row of a screen stands, in the coordinates of this list."""
        area = self.visualItemRect(self._items[key])
        return area.translated(self.viewport().pos())

    def mark(self, key: str) -> None:
        """Select the row of the screen that is shown."""
        self.setCurrentItem(self._items[key])

    @Slot()
    def _announce(self) -> None:
        item = self.currentItem()
        key = item.data(_KEY) if item is not None else None
        if isinstance(key, str):
            self.chosen.emit(key)
