"""The chart in the window: with a sentence for those who cannot see it, and ways to take it into a report."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from kgdesk.desk.appearance import tones
from kgdesk.desk.widgets.chart import Drawing, ink_of, paint_chart
from kgdesk.desk.widgets.chart_export import picture_of, save_chart
from kgdesk.desk.words import figure_text

translate = QCoreApplication.translate
_HEIGHT = 176


def described(drawing: Drawing) -> str:
    """Say in a sentence what a person who cannot see the chart needs: first, last, and where it should lead."""
    path, lang = drawing.path, drawing.lang

    def said(point: tuple[int, Decimal]) -> str:
        return f"{point[0]}: {figure_text(point[1], path.places, lang)}"

    parts: Sequence[str] = (
        f"{translate('Chart', 'thực hiện')} {said(path.actual[0])} → {said(path.actual[-1])}",
        f"{translate('Chart', 'lộ trình đến mục tiêu')} {said(path.required[-1])}" if path.required else "",
        f"{translate('Chart', 'phải đạt ở năm còn lại')} {said(path.needed[-1])}" if path.needed else "",
    )
    return "; ".join(filter(None, parts))


class SeriesChart(QWidget):
    """Shows a drawing, or a sentence where there is nothing to draw.

    Signals: `failed(BaseException)` when a picture could not be written.
    """

    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.copying = QAction(self.tr("Sao chép hình"), self)
        self.copying.triggered.connect(self._copy)
        self.saving = QAction(self.tr("Lưu hình vẽ…"), self)
        self.saving.triggered.connect(self._choose)
        self._drawing: Drawing | None = None
        self.setAccessibleName(self.tr("Biểu đồ diễn biến"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def drawing(self) -> Drawing | None:
        """What is shown."""
        return self._drawing

    def put(self, drawing: Drawing | None) -> None:
        """Show another drawing."""
        self._drawing = drawing
        for action in (self.copying, self.saving):
            self.removeAction(action)
            if drawing is not None:
                self.addAction(action)
        self.setAccessibleDescription("" if drawing is None else described(drawing))
        self.setToolTip(self.accessibleDescription())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Be as wide as there is room, and one line high without a drawing."""
        return QSize(220, self.fontMetrics().height() * 2 if self._drawing is None else _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, or say why there is none."""
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() - 1.5, 7))
        painter.setFont(font)
        if self._drawing is None:
            painter.setPen(tones().quiet)
            told = self.tr("Chưa có số liệu năm để vẽ.")
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), told)
        else:
            paint_chart(painter, QRectF(self.rect()).adjusted(1, 2, -1, -2), self._drawing, ink_of(self.palette()))
        painter.end()

    @Slot()
    def _copy(self) -> None:
        if self._drawing is not None:
            QGuiApplication.clipboard().setImage(picture_of(self._drawing))

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Lưu hình vẽ"), "", self.tr("Hình vẽ SVG (*.svg);;Trang PDF (*.pdf)")
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the drawing; a name without an ending becomes an SVG."""
        if self._drawing is None:
            return
        try:
            save_chart(self._drawing, path if path.suffix else path.with_suffix(".svg"))
        except Exception as error:  # noqa: BLE001 - told by the window, whatever it is
            self.failed.emit(error)
