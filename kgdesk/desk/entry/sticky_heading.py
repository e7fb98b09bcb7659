"""The heading of the group that is scrolled through stays at the top."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QTableView

from kgdesk.desk.appearance import tones
from kgdesk.desk.entry.lines import Heading
from kgdesk.desk.entry.model import EntryModel


class StickyHeading(QLabel):
    """Lies over the first row of the grid while the row of its heading is out of sight."""

    def __init__(self, view: QTableView, model: EntryModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.setObjectName("sticky_heading")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, tones().heading)
        self.setPalette(palette)
        self.setContentsMargins(4, 0, 4, 0)
        view.verticalScrollBar().valueChanged.connect(self.place)
        self.hide()

    @property
    def covered(self) -> int:
        """How many pixels of the rows it covers."""
        return 0 if self.isHidden() else self.height()

    @Slot()
    def place(self) -> None:
        """Take the place and the text for what is scrolled to; the next heading pushes it up."""
        heading = self._heading_above(self._view.rowAt(0))
        if heading < 0 or self._view.rowViewportPosition(heading) >= 0:
            self.hide()
            return
        line = self._model.line(heading)
        font = self._view.font()
        font.setBold(True)
        self.setFont(font)
        self.setText(line.text if isinstance(line, Heading) else "")
        height = self._view.rowHeight(heading)
        edge, top = self._view.frameWidth(), self._view.frameWidth() + self._view.horizontalHeader().height()
        pushed = min(self._next_heading(heading) - height, 0)
        if pushed < 0:
            height += pushed
        self.setGeometry(edge, top, self._view.viewport().width(), max(height, 0))
        self.show()
        self.raise_()

    def height_over(self, row: int) -> int:
        """How many pixels it would cover if a row stood first."""
        heading = self._heading_above(row)
        return self._view.rowHeight(heading) if 0 <= heading < row else 0

    def _heading_above(self, row: int) -> int:
        while row >= 0 and (not isinstance(self._model.line(row), Heading) or self._view.isRowHidden(row)):
            row -= 1
        return row

    def _next_heading(self, heading: int) -> int:
        """Where the next heading that is shown begins, in pixels from the top; far away where there is none."""
        for row in range(heading + 1, self._model.rowCount()):
            if isinstance(self._model.line(row), Heading) and not self._view.isRowHidden(row):
                return self._view.rowViewportPosition(row)
        return 1_000_000
