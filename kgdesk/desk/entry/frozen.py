"""The names stay in sight: a second view over the first columns, standing left of the grid and scrolled with it.

Nothing lies on the grid: Qt moves what is painted when it scrolls only where no other widget covers it.
"""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QFocusEvent, QFont, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.delegate import CellDelegate
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.sticky_heading import StickyHeading

FROZEN = (Column.ORDINAL, Column.NAME)
_LEAST = 24  # pixels of a column
EDGE = 2  # pixels of the line at their right


class FrozenColumns(QTableView):
    """Only shows: a click puts the cursor of the grid there, the keys stay with the grid."""

    def __init__(self, grid: QTableView, model: EntryModel, heading: StickyHeading) -> None:
        super().__init__(grid)
        self._grid = grid
        self._heading = heading
        self._placing = False  # whether it is the program that sets widths
        self._line = QWidget(grid)
        self._line.setBackgroundRole(QPalette.ColorRole.Mid)
        self._line.setAutoFillBackground(True)
        self.setModel(model)
        self.setSelectionModel(grid.selectionModel())
        self.cells = CellDelegate(grid, model)  # its own: an editor belongs to one view
        self.setItemDelegate(self.cells)
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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        for column in range(len(Column)):
            self.setColumnHidden(column, column not in FROZEN)
        self._make_room()
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        grid.verticalHeader().sectionResized.connect(self._follow_row)
        grid.horizontalHeader().sectionResized.connect(self.place)
        header.sectionResized.connect(self._draw_wider)
        self.clicked.connect(self._click)

    def _make_room(self) -> None:
        """Take the place of the grid's own header of rows, which paints nothing and moves nothing."""
        rows = self._grid.verticalHeader()
        rows.setSectionsClickable(False)
        rows.setAccessibleName(self.accessibleName())
        rows.viewport().setUpdatesEnabled(False)

    def dress(self, font: QFont) -> None:
        """Take the font of the grid."""
        self.setFont(font)
        self.horizontalHeader().setFont(font)

    @property
    def width_of_names(self) -> int:
        """How many pixels of the grid the names take: they stand there and are never scrolled into the rest."""
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
        """Stand exactly beside the grid's other columns."""
        self._placing = True
        for column in FROZEN:
            self.setColumnWidth(column, self._grid.columnWidth(column))
        self._placing = False
        names, rows = self.width_of_names, self._grid.verticalHeader()
        if rows.maximumWidth() != names + EDGE:
            rows.setFixedWidth(names + EDGE)
            self._grid.updateGeometries()
        edge = self._grid.frameWidth()
        area, header = self._grid.viewport().geometry(), self._grid.horizontalHeader()
        self.horizontalHeader().setFixedHeight(header.height())
        height = area.height() + header.height()
        self.setGeometry(edge, edge, names, height)
        self._line.setGeometry(edge + names, edge, EDGE, height)

    @Slot(int, int, int)
    def _follow_row(self, row: int, _old: int, new: int) -> None:
        self.setRowHeight(row, new)

    @Slot(int, int, int)
    def _draw_wider(self, column: int, _old: int, new: int) -> None:
        """Take the width that a person draws over to the grid; the names never take more than half of it."""
        others = self.width_of_names - self._grid.columnWidth(column)
        most = max(self._grid.width() // 2 - others, _LEAST)
        if not self._placing:
            self._grid.setColumnWidth(column, min(max(new, _LEAST), most))
            self.place()

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        self._grid.setFocus()
        self._grid.setCurrentIndex(index)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, all but the heading that stays."""
        super().scrollContentsBy(dx, dy)
        self._heading.stay(self.viewport(), dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names, and the heading that stays."""
        self.cells.prepare()
        self._heading.paint_over(self.viewport(), event, super().paintEvent, titled=True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the focus on to the grid."""
        super().focusInEvent(event)
        self._grid.setFocus()
