"""Files beside a task or a matter: added by a button or by dropping them, opened as copies, taken away."""

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.icons import icon
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.attachment_list import AttachmentModel
from kgdesk.domain.changes import Outcome
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place
from kgdesk.operations.attachments import FILE_LIMIT, PERIOD_LIMIT, Attachment, attach, attachments, detach, save_copy
from kgdesk.operations.workspace import Workspace

_MEGABYTE = 1_000_000
_HEIGHT = 64  # pixels: three files; more scroll


class AttachmentBox(QWidget):
    """Shows the files of one place. What was taken away can be brought back until another place is shown.

    A `narrow` box, for a panel whose title says the count, has its buttons under each other.
    """

    def __init__(self, session: Session, parent: QWidget | None = None, *, narrow: bool = False) -> None:
        super().__init__(parent)
        self._session = session
        self._period: Period | None = None
        self._place: Place | None = None
        self._removed: tuple[Path, str] | None = None
        self._copies = QTemporaryDir()
        self.setAcceptDrops(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        self.model = AttachmentModel(session.lang)
        self.model.setParent(self)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Tệp đính kèm"))
        self.list.setModel(self.model)
        self.list.setFixedHeight(_HEIGHT)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._judge)
        layout.addLayout(self._head(narrow=narrow))
        layout.addWidget(self.list)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.linkActivated.connect(self._bring_back)
        self.message.hide()
        layout.addWidget(self.message)
        self._judge()

    def _head(self, *, narrow: bool) -> QHBoxLayout | QGridLayout:
        self.caption = QLabel()
        self.adding = QPushButton(icon("add"), self.tr("Đính kèm…"))
        self.adding.setToolTip(
            self.tr(
                "Ảnh, PDF, Word, Excel không có macro; mỗi tệp tối đa {file} MB, cả kỳ tối đa {period} MB."
                " Có thể kéo thả tệp vào đây. Tệp nằm trong sổ làm việc, không gửi kèm báo cáo."
            ).format(file=FILE_LIMIT // _MEGABYTE, period=PERIOD_LIMIT // _MEGABYTE)
        )
        self.adding.clicked.connect(self._choose)
        self.opening = QPushButton(self.tr("Mở bản sao"))
        self.opening.setToolTip(self.tr("Mở một bản sao để xem; sửa bản sao không đổi tệp trong sổ làm việc"))
        self.opening.clicked.connect(self._open)
        self.removing = QPushButton(self.tr("Gỡ tệp"))
        self.removing.setToolTip(self.tr("Gỡ tệp đang chọn khỏi đây"))
        self.removing.clicked.connect(self._remove)
        buttons = (self.adding, self.opening, self.removing)
        if narrow:
            return _stacked(self.caption, buttons)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.caption.setWordWrap(True)
        row.addWidget(self.caption, 1)
        for button in buttons:
            row.addWidget(button)
        return row

    # what is shown -----------------------------------------------------------

    def show_place(self, period: Period, place: Place) -> None:
        """Show the files of another place."""
        if (period, place) != (self._period, self._place):
            self._removed = None
            self._say("")
        self._period, self._place = period, place
        self.load()

    def load(self) -> None:
        """Fetch the files again."""
        period, place = self._period, self._place
        if period is None or place is None:
            return
        self._session.read(lambda workspace: (place, attachments(workspace, period, place)), self._show)

    @Slot(object)
    def _show(self, answer: tuple[Place, tuple[Attachment, ...]]) -> None:
        place, files = answer
        if place != self._place:
            return
        self.model.put(files)
        if files:
            self.list.setCurrentIndex(self.model.index(len(files) - 1, 0))
        self.list.setVisible(bool(files))
        text = (
            self.tr("Tệp đính kèm: %n", "", len(files)) if files else self.tr("Tệp đính kèm: chưa có, kéo thả vào đây")
        )
        self.caption.setText(text)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        chosen = self.model.file(self.list.currentIndex()) is not None
        self.opening.setEnabled(chosen)
        self.removing.setEnabled(chosen)
        self.adding.setEnabled(self._place is not None)

    def _say(self, text: str, *, bad: bool = False) -> None:
        self.message.setStyleSheet(f"color: {tones().bad.name()}" if bad else "")
        self.message.setTextFormat(Qt.TextFormat.PlainText if bad else Qt.TextFormat.RichText)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    # adding ------------------------------------------------------------------

    @Slot()
    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Chọn tệp đính kèm"),
            str(self._session.path.parent),
            self.tr("Ảnh, PDF, Word, Excel (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.docx *.xlsx);;Mọi tệp (*)"),
        )
        self.add([Path(name) for name in names])

    def add(self, paths: list[Path]) -> None:
        """Take files in at the place that is shown; each is told by itself."""
        period, place = self._period, self._place
        if period is None or place is None:
            return
        self._say("")
        for path in paths:

            def work(workspace: Workspace, path: Path = path) -> Outcome[Attachment]:
                return attach(workspace, period, place, path)

            self._session.write(work, self._added, self._refused)

    @Slot(object)
    def _added(self, _file: Attachment) -> None:
        self.load()

    @Slot(object)
    def _refused(self, error: BaseException) -> None:
        told = sentence(error, self._session.lang)
        before = self.message.text()
        self._say(f"{before}\n{told}".strip(), bad=True)
        self._session.given_up.emit()  # nothing typed is lost: the file is where it was

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer."""
        if self._place is not None and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that were dropped."""
        self.add(dropped_files(event))
        event.acceptProposedAction()

    # opening, taking away ----------------------------------------------------

    @Slot()
    def _open(self) -> None:
        file = self.model.file(self.list.currentIndex())
        if file is None:
            return
        target = Path(self._copies.path()) / f"{file.sha256[:12]}"
        target.mkdir(exist_ok=True)
        self._session.read(
            lambda workspace: save_copy(workspace, file.key, target, overwrite=True), self._opened, self._refused
        )

    @Slot(object)
    def _opened(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    @Slot()
    def _remove(self) -> None:
        file = self.model.file(self.list.currentIndex())
        if file is None:
            return
        folder = Path(self._copies.path()) / f"{file.sha256[:12]}"
        folder.mkdir(exist_ok=True)

        def work(workspace: Workspace) -> Outcome[tuple[Path, str]]:
            kept = save_copy(workspace, file.key, folder, overwrite=True)
            return Outcome((kept, file.name), detach(workspace, file.key).changes)

        self._session.write(work, self._taken_away, self._refused)

    @Slot(object)
    def _taken_away(self, removed: tuple[Path, str]) -> None:
        self._removed = removed
        told = self.tr("Đã gỡ “{name}”.").format(name=escape(removed[1]))
        self._say(f'{told} <a href="back">{self.tr("Lấy lại")}</a>')
        self.load()

    @Slot()
    def _bring_back(self) -> None:
        if self._removed is not None:
            path, _ = self._removed
            self._removed = None
            self.add([path])


def _stacked(caption: QLabel, buttons: tuple[QPushButton, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(SPACE // 2)
    first, *rest = buttons
    grid.addWidget(caption, 0, 0, 1, len(rest))
    grid.addWidget(first, 1, 0, 1, len(rest))
    for column, button in enumerate(rest):
        grid.addWidget(button, 2, column)
    caption.setWordWrap(True)
    return grid


def dropped_files(event: QDropEvent) -> list[Path]:
    """List the files of this computer that are dragged or dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
