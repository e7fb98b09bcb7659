"""The table of a comparison: arrows move, Enter or F2 writes a remark at the place one stands on."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kgdesk.desk.review.comparison_model import CHANGE, COMMENT, PLACE, REASON, STANDING, ComparisonModel
from kgdesk.desk.widgets.text_table import RoomyDelegate
from kgdesk.operations.compare import ComparedPlace

_WIDTHS = {PLACE: 240, STANDING: 140, CHANGE: 84, REASON: 170, COMMENT: 190}
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}


class ComparisonTable(QTableView):
    """Signals: `stood_on(object)` with the place on another row, None without one."""

    stood_on = Signal(object)

    def __init__(self, model: ComparisonModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = model
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # no letter opens the editor: keyboards that backspace and retype would double it
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setItemDelegate(RoomyDelegate(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in range(model.columnCount()):
            if column in _WIDTHS:
                self.setColumnWidth(column, _WIDTHS[column])
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def item(self) -> ComparedPlace | None:
        """The place one stands on."""
        index = self.currentIndex()
        return self.places.item(index.row()) if index.isValid() else None

    def stand_on(self, item: ComparedPlace | None) -> None:
        """Stand on a place again after rows were filtered, else on the first."""
        row = None if item is None else self.places.row_of(item.place)
        if self.places.rowCount():
            self.setCurrentIndex(self.places.index(row or 0, PLACE))
        else:
            self.stood_on.emit(None)

    @Slot()
    def remark(self) -> None:
        """Open the remark of the row."""
        index = self.currentIndex()
        if index.isValid():
            place = self.places.index(index.row(), COMMENT)
            self.setCurrentIndex(place)
            self.edit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open the remark; Delete takes it away; while one is being written, the keys are the editor's."""
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # the Enter that closes an editor comes by here as well
            return
        if event.key() in _OPENING and self.currentIndex().isValid():
            self.remark()
            return
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.places.setData(self.places.index(self.currentIndex().row(), COMMENT), "")
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.stood_on.emit(self.item)
