"""A read-only table of texts, for lists of findings, files, units and totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

_WIDE = 110  # pixels; a narrower column holds a number or a date and keeps its width
_SHARE = 0.72  # of a table's width for the columns that do not stretch
_LEAST = 0.6
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_AIR = "\N{EN SPACE}\N{WORD JOINER}"  # the joiner keeps the space from being cut off at the end of a line
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row: its texts, the object it stands for, and a colour for the cell `coloured` where it means something."""

    cells: tuple[str, ...]
    item: Any = None
    tooltip: str = ""
    colour: QColor | None = None
    coloured: int = 0


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Header, width in pixels (0 takes what is left), and whether its cells are figures."""

    title: str
    width: int
    figures: bool = False


class TextTableModel(QAbstractTableModel):
    """Rows of texts."""

    def __init__(self, columns: Sequence[TextColumn]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._rows: tuple[TextRow, ...] = ()

    def put(self, rows: Sequence[TextRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, position: int) -> TextRow:
        """One row."""
        return self._rows[position]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows; a table has no tree."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Give what a role asks of a cell."""
        if not index.isValid():
            return None
        if role == _DISPLAY:
            return self._rows[index.row()].cells[index.column()]
        if role == _ALIGNMENT:
            return _RIGHT if self._columns[index.column()].figures else _LEFT
        if role == _TOOLTIP:
            row = self._rows[index.row()]
            return row.tooltip or row.cells[index.column()]
        if role == _COLOUR:
            row = self._rows[index.row()]
            return row.colour if row.colour is not None and row.coloured == index.column() else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Give the header's word, and the sentence behind it."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role in {_DISPLAY, _TOOLTIP}:
            return self._columns[section].title
        if role == _ALIGNMENT:
            return _RIGHT if self._columns[section].figures else _LEFT
        return None


class _Header(QHeaderView):
    """Keeps the word over a column of figures away from the word that follows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)  # as a table's own

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803 - Qt's own name
        """Ask for the room of the air as well."""
        return super().sectionSizeFromContents(logicalIndex) + QSize(self.fontMetrics().horizontalAdvance(_AIR), 0)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:  # noqa: N803 - Qt's own name
        """Leave some air behind what stands at the right."""
        super().initStyleOptionForIndex(option, logicalIndex)
        if option.textAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += _AIR


class RoomyDelegate(QStyledItemDelegate):
    """Gives every row some air, and figures some behind them."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Leave the air that the header leaves."""
        super().initStyleOption(option, index)
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight and option.text:
            option.text += _AIR

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Add a few pixels above and below."""
        return super().sizeHint(option, index) + QSize(0, 8)


class TextTable(QTableView):
    """Signals: `opened(object)` with the row's item on Enter or double click; `stood_on(object)` on another row."""

    opened = Signal(object)
    stood_on = Signal(object)

    def __init__(self, columns: Sequence[TextColumn], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.texts = TextTableModel(columns)
        self.texts.setParent(self)
        self.setHorizontalHeader(_Header(self))
        self.setModel(self.texts)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setItemDelegate(RoomyDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self._widths = tuple(column.width for column in columns)
        for position, column in enumerate(columns):
            if column.width:
                self.setColumnWidth(position, column.width)
            else:
                self.horizontalHeader().setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._stand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the wide columns give way, so that the one that stretches stays readable."""
        wide = sum(width for width in self._widths if width >= _WIDE)
        narrow = sum(self._widths) - wide
        room = round(self.viewport().width() * _SHARE) - narrow
        scale = min(max(room / wide, _LEAST), 1.0) if wide else 1.0
        for position, width in enumerate(self._widths):
            if width >= _WIDE:
                self.setColumnWidth(position, round(width * scale))
        super().resizeEvent(event)

    def put(self, rows: Sequence[TextRow]) -> None:
        """Replace the rows, keeping the place where it is still there."""
        position = self.currentIndex().row()
        self.texts.put(rows)
        if rows:
            self.setCurrentIndex(self.texts.index(min(max(position, 0), len(rows) - 1), 0))

    @property
    def item(self) -> Any:
        """What the current row stands for, or None."""
        index = self.currentIndex()
        return self.texts.row(index.row()).item if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of this widget; the rest is Qt's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open()
            return
        super().keyPressEvent(event)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.item)

    @Slot()
    def _stand(self) -> None:
        self.stood_on.emit(self.item)
