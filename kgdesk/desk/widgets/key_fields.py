"""Choosing a key file and typing its password. The password leaves this widget once and is not kept."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QToolButton, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.icons import icon
from kgdesk.desk.settings import Settings


class KeyFields(QObject):
    """Two rows of a form. Signals: `changed()` when the file or the password was edited."""

    changed = Signal()

    def __init__(self, settings: Settings, form: QFormLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.file = QLineEdit(settings.key_file)
        self.file.setObjectName("key_file")
        self.file.setAccessibleName(self.tr("Tệp khóa ký"))
        self.file.setPlaceholderText(self.tr("Tệp .p12 hoặc .pfx của đơn vị"))
        self.file.textEdited.connect(self.changed)
        choose = QToolButton()
        choose.setIcon(icon("key"))
        choose.setText(self.tr("Chọn…"))
        choose.setToolTip(self.tr("Chọn tệp khóa ký (.p12, .pfx)"))
        choose.setAccessibleName(choose.toolTip())
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        row.addWidget(self.file, 1)
        row.addWidget(choose)
        form.addRow(self.tr("Tệp &khóa:"), row)
        label = form.labelForField(row)
        if label is not None:
            label.setBuddy(self.file)  # type: ignore[attr-defined] # a form's label is a QLabel
        self.password_line = QLineEdit()
        self.password_line.setObjectName("password")
        self.password_line.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_line.setAccessibleName(self.tr("Mật khẩu của khóa"))
        self.password_line.textEdited.connect(self.changed)
        form.addRow(self.tr("&Mật khẩu:"), self.password_line)

    @property
    def complete(self) -> bool:
        """Whether a file is named; a key may have an empty password."""
        return bool(self.file.text().strip())

    def take(self) -> tuple[Path, str]:
        """Give the file and the password, and forget the password."""
        password = self.password_line.text()
        self.password_line.clear()
        self._settings.key_file = self.file.text().strip()
        return Path(self.file.text().strip()), password

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.file, self.tr("Chọn tệp khóa ký"), self.file.text(), self.tr("Khóa ký (*.p12 *.pfx);;Mọi tệp (*)")
        )
        if name:
            self.file.setText(name)
            self.password_line.setFocus()
            self.changed.emit()
