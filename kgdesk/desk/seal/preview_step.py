"""Step two: the very pages that will be signed."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kgdesk import files
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.icons import icon
from kgdesk.desk.seal.pdf_pages import can_draw, draw_pages
from kgdesk.desk.session import Session
from kgdesk.operations.seal import preview_return
from kgdesk.operations.workspace import Workspace

_PAGE_WIDTH = 820


@dataclass(frozen=True, slots=True)
class _Pages:
    data: bytes
    images: tuple[QImage, ...]


class PreviewStep(QWidget):
    """Shows the pages, or opens them in the viewer of the system. Signals: `failed(BaseException)`."""

    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._data = b""
        self.head_name = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        row = QHBoxLayout()
        self.message = QLabel()
        self.message.setWordWrap(True)
        row.addWidget(self.message, 1)
        self.opening = QPushButton(icon("view"), self.tr("Mở bằng trình &xem PDF"))
        self.opening.setToolTip(self.tr("Mở các trang này bằng chương trình xem PDF của máy (Alt+X)"))
        self.opening.clicked.connect(self._open_outside)
        self.opening.setEnabled(False)
        row.addWidget(self.opening)
        layout.addLayout(row)
        self.area = QScrollArea()
        self.area.setAccessibleName(self.tr("Các trang sẽ được ký"))
        self.area.setWidgetResizable(True)
        self.area.setBackgroundRole(self.palette().ColorRole.Mid)
        layout.addWidget(self.area, 1)

    def load(self) -> None:
        """Set the pages as the draft stands now."""
        period, head_name = self._session.period, self.head_name
        width = int(_PAGE_WIDTH * self.devicePixelRatioF())
        draw = can_draw()

        def work(workspace: Workspace) -> _Pages:
            data = preview_return(workspace, period=period, head_name=head_name)
            return _Pages(data, draw_pages(data, width=width) if draw else ())

        self.message.setText(self.tr("Đang dựng trang…"))
        self.opening.setEnabled(False)
        self._session.read(work, self._show, self._not_shown)

    @Slot(object)
    def _show(self, pages: _Pages) -> None:
        self._data = pages.data
        self.opening.setEnabled(True)
        if pages.images:
            self.message.setText(
                self.tr("Đúng các trang này sẽ được ký ({count} trang). Số và ngày văn bản được điền ở bước 3.").format(
                    count=len(pages.images)
                )
            )
        else:
            self.message.setText(self.tr("Bấm “Mở bằng trình xem PDF” để đọc đúng các trang sẽ được ký."))
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setSpacing(2 * SPACE)
        for number, image in enumerate(pages.images, start=1):
            image.setDevicePixelRatio(self.devicePixelRatioF())
            label = QLabel()
            label.setPixmap(QPixmap.fromImage(image))
            label.setAccessibleName(self.tr("Trang {number}").format(number=number))
            column.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.area.setWidget(paper)

    @Slot(object)
    def _not_shown(self, error: BaseException) -> None:
        self.message.setText(self.tr("Chưa dựng được trang."))
        self.failed.emit(error)

    @Slot()
    def _open_outside(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
        path = files.state_folder() / "xem-truoc.pdf" if not folder else Path(folder) / "kgdesk-xem-truoc.pdf"
        files.write_atomically(path, self._data)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
