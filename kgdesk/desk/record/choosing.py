"""The ways into tables and forms, from menus and buttons: which file, then its dialog."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from kgdesk.desk.icons import icon

if TYPE_CHECKING:
    from kgdesk.desk.session import Session


class TableActions(QObject):
    """Figures from a file, blank forms out, filled forms in."""

    def __init__(self, session: "Session", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent

    def fill(self, menu: QMenu) -> None:
        """Add the three to a menu."""
        self.recording = menu.addAction(icon("import"), self.tr("&Nhập số liệu từ tệp…"))
        self.recording.triggered.connect(self.choose_table)
        self.making = menu.addAction(self.tr("&Xuất biểu mẫu…"))
        self.making.triggered.connect(self.make_forms)
        self.collecting = menu.addAction(self.tr("Thu &biểu mẫu…"))
        self.collecting.triggered.connect(self.choose_forms)

    @Slot()
    def choose_table(self) -> None:
        """Ask for a table and show what it holds."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Chọn tệp số liệu"),
            str(self._session.path.parent),
            self.tr("Bảng số liệu (*.xlsx *.xls *.ods *.csv *.tsv);;Mọi tệp (*)"),
        )
        if name:
            from kgdesk.desk.record.dialog import RecordDialog

            RecordDialog(self._session, Path(name), self._window).open()

    @Slot()
    def make_forms(self) -> None:
        """Offer the units a form can be made for."""
        from kgdesk.desk.record.forms_dialog import FormsDialog

        FormsDialog(self._session, self._window).open()

    @Slot()
    def choose_forms(self) -> None:
        """Ask for filled forms and show what they hold."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Chọn biểu mẫu đã điền"),
            str(self._session.path.parent),
            self.tr("Biểu mẫu (*.xlsx *.xls *.ods);;Mọi tệp (*)"),
        )
        if names:
            from kgdesk.desk.record.collect_dialog import CollectDialog

            CollectDialog(self._session, tuple(map(Path, names)), self._window).open()
