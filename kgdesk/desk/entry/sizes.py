"""How wide the columns and how high the rows of the grid are, in any size of its text."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTableView

from kgdesk.desk.entry.columns import LEAST_NAME, WIDTHS, Column
from kgdesk.desk.entry.frozen import EDGE, FrozenColumns
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.model import EntryModel

_ROW = 30  # pixels of a row with one line of text
_PAD = 8  # what a cell keeps free at its sides
_WRAPPED = (Column.NAME, Column.MEASURE, Column.TARGET)


class GridSizes:
    """Sizes the grid and the names that lie on it; `zoom` is 1.0 for the size of the window's text."""

    def __init__(self, view: QTableView, model: EntryModel, names: FrozenColumns) -> None:
        self._view = view
        self._model = model
        self._names = names
        self.zoom = 1.0
        self.drawn: dict[int, int] = {}  # widths a person has chosen, by column, in pixels of the plain size
        self.scaling = False  # whether it is the program that sets widths

    @property
    def factor(self) -> float:
        """How much wider columns are than in the plain size of text and grid."""
        return max(self._view.fontMetrics().averageCharWidth() / 7 / self.zoom, 1.0) * self.zoom

    def scale_columns(self) -> None:
        """Columns grow with the text, those that a person has made wider or narrower as well; headers are not cut."""
        header = self._view.horizontalHeader()
        self.scaling = True
        for column, width in enumerate(WIDTHS):
            if column != Column.NAME:
                asked = 0 if column in self.drawn else header.sectionSizeHint(column)
                self._view.setColumnWidth(column, max(round(self.drawn.get(column, width) * self.factor), asked))
        self.scaling = False
        self.fit_names()

    def fit_names(self) -> None:
        """Names nobody drew give way until everything up to the figure is in sight, in the plain size of the grid.

        A zoom makes them larger with everything else; they never get too narrow.
        """
        if self.scaling:
            return  # a new width resizes the grid, which leads here again
        plain = self.factor / self.zoom
        width = self.drawn.get(Column.NAME, WIDTHS[Column.NAME]) * plain
        if Column.NAME not in self.drawn:
            others = [*range(Column.NAME), *range(Column.NAME + 1, Column.VALUE + 1)]
            taken = sum(self._view.columnWidth(column) for column in others) / self.zoom
            edges = self._view.verticalScrollBar().sizeHint().width() + 2 * self._view.frameWidth() + EDGE
            width = min(width, max(self._view.width() - edges - taken, LEAST_NAME * plain))
        self.scaling = True
        self._view.setColumnWidth(Column.NAME, round(width * self.zoom))
        self.scaling = False

    def arrange_rows(self) -> None:
        """Span the headings, give long names a second line."""
        self.scale_columns()
        self._view.clearSpans()
        headings = set(self._model.heading_rows)
        metrics, least = self._view.fontMetrics(), round(_ROW * self.zoom)
        for row in range(self._model.rowCount()):
            if row in headings:
                self._view.setSpan(row, 0, 1, len(Column))
                self._view.setRowHeight(row, max(least - 4, metrics.height() + 6))
                continue
            line = self._model.line(row)
            if isinstance(line, EntryLine):
                lines = max(self._lines_of(line.texts[column], column) for column in _WRAPPED)
                self._view.setRowHeight(row, max(least, lines * metrics.lineSpacing() + 10))
        self._names.arrange(self._model.heading_rows)

    def _lines_of(self, text: str, column: int) -> int:
        """How many lines a text needs in its column, three at most."""
        metrics = self._view.fontMetrics()
        rectangle = QRect(0, 0, self._view.columnWidth(column) - _PAD, 1000)
        height = metrics.boundingRect(rectangle, int(Qt.TextFlag.TextWordWrap), text).height()
        return min(-(-height // metrics.lineSpacing()), 3)
