"""The names stay in sight: a second view over the first columns, lying on the grid and scrolled with it."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QFocusEvent, QFont
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from kgdesk.desk.appearance import tones
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.delegate import CellDelegate

FROZEN = (Column.ORDINAL, Column.NAME)


class FrozenColumns(QTableView):
    """Only shows: a click puts the cursor of the grid there, the keys stay with the grid."""

    def __init__(self, grid: QTableView) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.setItemDelegate(CellDelegate(grid))  # its own: an editor belongs to one view
        self.setObjectName("frozen_columns")
        self.setAccessibleName(self.tr("Tên chỉ tiêu"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.dress(grid.font())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        for column in range(len(Column)):
            self.setColumnHidden(column, column not in FROZEN)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        grid.verticalHeader().sectionResized.connect(self._follow_row)
        grid.horizontalHeader().sectionResized.connect(self.place)
        self.clicked.connect(self._click)

    def dress(self, font: QFont) -> None:
        """Take the font of the grid; under a style sheet the header takes it from there only."""
        self.setFont(font)
        border = f"#frozen_columns {{ border-right: 2px solid {tones().line.name()} }}"
        self.setStyleSheet(f"{border} QHeaderView {{ font-size: {font.pointSizeF():.1f}pt }}")

    @property
    def width_of_names(self) -> int:
        """How many pixels of the grid lie under the names."""
        return sum(self._grid.columnWidth(column) for column in FROZEN)

    def arrange(self, headings: tuple[int, ...]) -> None:
        """Take the rows' heights and the headings over from the grid."""
        self.clearSpans()
        for row in headings:
            self.setSpan(row, 0, 1, len(FROZEN))
        for row in range(self.model().rowCount()):
            self.setRowHeight(row, self._grid.rowHeight(row))
        self.place()
        self.verticalScrollBar().setValue(self._grid.verticalScrollBar().value())

    @Slot()
    def place(self) -> None:
        """Lie exactly on the grid's first columns."""
        for column in FROZEN:
            self.setColumnWidth(column, self._grid.columnWidth(column))
        edge = self._grid.frameWidth()
        area, header = self._grid.viewport().geometry(), self._grid.horizontalHeader()
        self.horizontalHeader().setFixedHeight(header.height())
        self.setGeometry(edge, edge, self.width_of_names + 2, area.height() + header.height())

    @Slot(int, int, int)
    def _follow_row(self, row: int, _old: int, new: int) -> None:
        self.setRowHeight(row, new)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        self._grid.setFocus()
        self._grid.setCurrentIndex(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the focus on to the grid."""
        super().focusInEvent(event)
        self._grid.setFocus()
