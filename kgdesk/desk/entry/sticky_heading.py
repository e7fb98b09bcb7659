"""The heading of the group that is scrolled through stays at the top.

It is painted by the views themselves, after their cells: a label over them would have Qt paint every cell anew
at each step, because what is covered cannot be moved.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QTableView, QWidget

from kgdesk.desk.appearance import tones
from kgdesk.desk.entry.lines import Heading
from kgdesk.desk.entry.model import EntryModel

_LEFT = 4  # pixels before the text


class StickyHeading(QObject):
    """Stands over the first rows in sight while the row of its heading is out of it."""

    def __init__(self, view: QTableView, model: EntryModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._viewports: list[QWidget] = []
        self._full = 0  # its height when no other heading pushes it up
        self._before = 0
        self.covered = 0  # how many pixels of the rows it covers; 0 while it is not there
        self.text = ""

    def paint_in(self, viewport: QWidget) -> None:
        """Name a viewport that shows it."""
        self._viewports.append(viewport)

    def place(self) -> None:
        """Take the text for what is scrolled to; the next heading pushes it up."""
        heading = self._heading_above(self._view.rowAt(0))
        covered, text = 0, ""
        if heading >= 0 and self._view.rowViewportPosition(heading) < 0:
            line = self._model.line(heading)
            text = line.text if isinstance(line, Heading) else ""
            self._full = self._view.rowHeight(heading)
            covered = max(min(self._full, self._next_heading(heading)), 0)
        self._before = self.covered
        if (covered, text) != (self.covered, self.text):
            self.covered, self.text = covered, text
            for viewport in self._viewports:
                viewport.update(0, 0, viewport.width(), max(self._before, covered))

    def stay(self, viewport: QWidget, down: int) -> None:
        """Ask for what a scrolling viewport has moved along: where it stood, and where it is to stand."""
        tall = max(self._before, self.covered)
        if tall and down:
            viewport.update(0, down, viewport.width(), tall)
            viewport.update(0, 0, viewport.width(), tall)

    def paint_over(
        self, viewport: QWidget, event: QPaintEvent, cells: Callable[[QPaintEvent], object], *, titled: bool
    ) -> None:
        """Have the cells painted that it does not cover, then paint it; `titled` where its text stands."""
        strip = QRect(0, 0, viewport.width(), self.covered)
        region = event.region()
        if not self.covered or not region.intersects(strip):
            cells(event)
            return
        rest = region.subtracted(QRegion(strip))
        if not rest.isEmpty():
            cells(QPaintEvent(rest))
        painter = QPainter(viewport)
        painter.fillRect(strip, tones().heading)
        if titled:
            font = viewport.font()
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._view.palette().text().color())
            place = QRect(_LEFT, self.covered - self._full, viewport.width() - 2 * _LEFT, self._full)
            shown = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()

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
