"""Trợ giúp > Về KGDesk: which version this is, where things lie, on whose work it stands."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from kgdesk import __version__
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.icons import icon_of_program
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.files import licence_folder, state_folder
from kgdesk.operations.credits import credits_of_libraries, own_licence

if TYPE_CHECKING:
    from kgdesk.desk.shell import Shell

_PICTURE = 64  # pixels


class AboutDialog(QDialog):
    """Texts that can be copied to whoever helps, and the folders they name, opened by a button."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self.setWindowTitle(self.tr("Về KGDesk"))
        self.resize(640, 520)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(self._title())
        self.facts = self._facts()
        layout.addLayout(self._rows())
        columns = (
            TextColumn(self.tr("Thư viện"), 180),
            TextColumn(self.tr("Phiên bản"), 100),
            TextColumn(self.tr("Giấy phép"), 0),
        )
        self.table = TextTable(columns, self.tr("Thư viện mà KGDesk dùng"))
        self.table.put([TextRow(cells=(each.name, each.version, each.licence)) for each in credits_of_libraries()])
        layout.addWidget(self.table, 1)
        layout.addLayout(self._folders())
        layout.addWidget(self._buttons())

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        picture = QLabel()
        picture.setPixmap(icon_of_program().pixmap(_PICTURE, _PICTURE))
        words = QLabel(self.tr("Báo cáo kinh tế - xã hội có chữ ký số, không cần mạng."))
        words.setWordWrap(True)
        row.addWidget(picture)
        row.addWidget(words, 1)
        return row

    def _facts(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Phiên bản:"), f"KGDesk {__version__}"),
            (self.tr("Giấy phép:"), own_licence() or self.tr("chưa công bố; mọi quyền thuộc về tác giả")),
            (self.tr("Chương trình:"), str(Path(sys.executable).parent)),
            (self.tr("Sổ đang mở:"), str(self._shell.session.path)),
            (self.tr("Nhật ký:"), str(state_folder())),
        )

    def _rows(self) -> QFormLayout:
        form = QFormLayout()
        for caption, text in self.facts:
            value = QLabel(text)
            value.setAccessibleName(f"{caption} {text}")
            value.setWordWrap(True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            form.addRow(caption, value)
        return form

    def _folders(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._button(row, self.tr("Thư mục sổ làm việ&c")).clicked.connect(self._open_data)
        self._button(row, self.tr("Thư mục &nhật ký")).clicked.connect(self._open_log)
        if licence_folder() is not None:
            self._button(row, self.tr("Lời &văn giấy phép")).clicked.connect(self._open_licences)
        row.addStretch(1)
        return row

    def _button(self, row: QHBoxLayout, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        row.addWidget(button)
        return button

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copying = buttons.addButton(self.tr("Chép th&ông tin này"), QDialogButtonBox.ButtonRole.ActionRole)
        copying.clicked.connect(self.copy)
        bundle = buttons.addButton(self.tr("&Gói thông tin hỗ trợ…"), QDialogButtonBox.ButtonRole.ActionRole)
        bundle.clicked.connect(self._shell.menus.support.choose)
        buttons.rejected.connect(self.reject)
        return buttons

    @Slot()
    def copy(self) -> None:
        """Put everything that is shown on the clipboard, for a mail to whoever helps."""
        lines = [f"{caption} {text}" for caption, text in self.facts]
        lines += [f"{each.name} {each.version} ({each.licence})" for each in credits_of_libraries()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    @Slot()
    def _open_data(self) -> None:
        _open(self._shell.session.path.parent)

    @Slot()
    def _open_log(self) -> None:
        _open(state_folder())

    @Slot()
    def _open_licences(self) -> None:
        folder = licence_folder()
        if folder is not None:
            _open(folder)


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
