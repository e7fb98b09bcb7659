"""The bar above the grid: filters, find, columns, what the marks mean."""

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.entry.column_chooser import ColumnChooser
from kgdesk.desk.entry.filters import FilterBar
from kgdesk.desk.entry.find_bar import FindBar
from kgdesk.desk.entry.legend import Legend


class GridBar(QWidget):
    """One line; everything in it is reached by Tab and has a key of its own."""

    def __init__(self, filters: FilterBar, find: FindBar, columns: ColumnChooser, page: QWidget) -> None:
        super().__init__(page)
        self._filters = filters
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(filters)
        layout.addStretch(1)
        self.finding = self._button(self.tr("Tìm…"), self.tr("Tìm chỉ tiêu (Ctrl+F)"))
        self.finding.clicked.connect(find.open)
        self.columns = self._button(self.tr("Cột"), self.tr("Chọn cột được hiện"))
        self.columns.setMenu(columns.menu)
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.explaining = self._button(self.tr("Chú giải"), self.tr("Các dấu trong ô nghĩa là gì (Ctrl+Shift+M)"))
        self.explaining.clicked.connect(self._explain)
        for button in (self.finding, self.columns, self.explaining):
            layout.addWidget(button)
        for keys, work in (("Ctrl+Shift+L", self._to_filters), ("Ctrl+Shift+M", self._explain)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAutoRaise(True)
        return button

    @Slot()
    def _to_filters(self) -> None:
        """Go to the filter that holds; the arrow keys choose another."""
        next(button for button in self._filters.buttons.values() if button.isChecked()).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    @Slot()
    def _explain(self) -> None:
        legend = Legend(self)
        legend.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        legend.adjustSize()
        corner = self.explaining.mapToGlobal(QPoint(self.explaining.width(), self.explaining.height()))
        legend.move(corner - QPoint(legend.width(), 0))
        legend.show()
