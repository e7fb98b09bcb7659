"""Units by periods: every cell is a return that is expected, told by mark, words and colour."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kgdesk.desk.appearance import tones
from kgdesk.domain.expected_return import ExpectedReturn, Inventory, Standing
from kgdesk.operations.inventory_words import cell_words, short_period, unit_name

_SYMBOLS = {
    Standing.NOT_DUE: "○",
    Standing.DUE_SOON: "◔",
    Standing.MISSING: "✕",
    Standing.RECEIVED: "●",
    Standing.HELD: "▲",
    Standing.ACCEPTED: "✔",
    Standing.SENT_BACK: "↩",
}
_WIDTH, _LEAST = 98, 76
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


def symbol(cell: ExpectedReturn) -> str:
    """Write the mark, the days late and a star where more time was granted."""
    days = f" +{cell.late_days}" if cell.late_days else ""
    return f"{_SYMBOLS[cell.standing]}{days}{'*' if cell.extension is not None else ''}"


def legend_marks() -> tuple[tuple[Standing, str], ...]:
    """Give the marks in the order of a return's life."""
    return tuple(_SYMBOLS.items())


def _colour(standing: Standing) -> QColor:
    tone = tones()
    return {
        Standing.MISSING: tone.bad,
        Standing.HELD: tone.warn,
        Standing.SENT_BACK: tone.warn,
        Standing.DUE_SOON: tone.warn,
        Standing.RECEIVED: tone.accent,
        Standing.ACCEPTED: tone.good,
    }.get(standing, tone.quiet)


class MatrixModel(QAbstractTableModel):
    """Rows are units, columns are periods; a cell without anything asked is empty."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._stock = Inventory((), ())

    def put(self, stock: Inventory) -> None:
        """Show another inventory."""
        self.beginResetModel()
        self._stock = stock
        self.endResetModel()

    def cell(self, index: _Index) -> ExpectedReturn | None:
        """Return what a cell stands for; None where nothing is asked."""
        if not index.isValid():
            return None
        return self._stock.cell(self._stock.units[index.row()].code, self._stock.periods[index.column()])

    def place(self, unit: str, period: str) -> QModelIndex:
        """Find a cell; an invalid index where it is not shown."""
        rows = [row for row, item in enumerate(self._stock.units) if item.code == unit]
        columns = [column for column, item in enumerate(self._stock.periods) if item.code == period]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the units."""
        return 0 if parent.isValid() else len(self._stock.units)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the periods."""
        return 0 if parent.isValid() else len(self._stock.periods)

    def data(self, index: _Index, role: int = int(_Role.DisplayRole)) -> Any:
        """Give what a role asks of a cell."""
        if role == _Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        cell = self.cell(index)
        if cell is None:
            return None
        if role == _Role.DisplayRole:
            return symbol(cell)
        if role == _Role.ForegroundRole:
            return _colour(cell.standing)
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            return self._told(cell)
        return None

    def _told(self, cell: ExpectedReturn) -> str:
        head = f"{unit_name(cell.unit, self._lang)}, {cell.period.label(self._lang)} ({cell.deadline:%d/%m/%Y})"
        return f"{head}: {'; '.join(cell_words(cell, self._lang))}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(_Role.DisplayRole)) -> Any:
        """Name the unit of a row, the period of a column."""
        across = orientation is Qt.Orientation.Horizontal
        if not 0 <= section < (self.columnCount() if across else self.rowCount()):
            return None
        if role == _Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter if across else Qt.AlignmentFlag.AlignLeft)
        if role not in {_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole}:
            return None
        if not across:
            return unit_name(self._stock.units[section], self._lang)
        period = self._stock.periods[section]
        if role != _Role.DisplayRole:
            return period.label(self._lang)
        years = {item.year for item in self._stock.periods}
        short = short_period(period, self._lang)
        return short if len(years) == 1 else f"{short}\n{period.year}"


class MatrixView(QTableView):
    """Signals: `opened(ExpectedReturn)` on Enter or double click; `stood_on(object)` on another cell."""

    opened = Signal(object)
    stood_on = Signal(object)

    def __init__(self, lang: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.matrix = MatrixModel(lang)
        self.matrix.setParent(self)
        self.setModel(self.matrix)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.horizontalHeader().setDefaultSectionSize(_WIDTH)
        self.horizontalHeader().setMinimumSectionSize(_LEAST)
        self.horizontalHeader().setHighlightSections(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._stand)

    @property
    def item(self) -> ExpectedReturn | None:
        """What the current cell stands for."""
        return self.matrix.cell(self.currentIndex())

    def put(self, stock: Inventory) -> None:
        """Show an inventory, standing where one stood."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.matrix.put(stock)
        if stock.cells:
            rows, columns = len(stock.units) - 1, len(stock.periods) - 1
            place = self.matrix.index(min(max(row, 0), rows), columns if column < 0 else min(column, columns))
            self.setCurrentIndex(place)
        self._stand()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; the rest is Qt's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open()
            return
        super().keyPressEvent(event)

    @Slot()
    def _open(self) -> None:
        if self.item is not None:
            self.opened.emit(self.item)

    @Slot()
    def _stand(self) -> None:
        self.stood_on.emit(self.item)
