"""Long names of tasks take several lines instead of being cut."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

_PAD = 6


class WrappedNames(QStyledItemDelegate):
    """Gives a row the height its name needs in the width of its column; at most three lines."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.header().sectionResized.connect(tree.scheduleDelayedItemsLayout)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Measure the name in the room that is left beside the indentation."""
        usual = super().sizeHint(option, index)
        text = str(index.data() or "")
        if index.column() or not index.parent().isValid():
            return usual
        width = self._tree.columnWidth(0) - 2 * self._tree.indentation() - _PAD
        metrics = option.fontMetrics
        needed = metrics.boundingRect(QRect(0, 0, max(width, 40), 1000), int(Qt.TextFlag.TextWordWrap), text).height()
        return QSize(usual.width(), min(needed, 3 * metrics.lineSpacing()) + _PAD)
