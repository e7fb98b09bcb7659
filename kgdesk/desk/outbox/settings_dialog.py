"""Where the mail servers are; passwords are asked for when they are needed and kept nowhere."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.session import Session
from kgdesk.operations.mail_settings import PORTS, SECURITIES, MailSettings, keep_mail_settings


class MailSettingsDialog(QDialog):
    """Server, addresses and mailbox; saved in the workspace on the worker, closed when that has succeeded."""

    def __init__(self, session: Session, settings: MailSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Thiết lập thư"))
        self.resize(560, 420)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        told = QLabel(self.tr("Mật khẩu không được lưu; KGDesk hỏi khi gửi hoặc đọc thư."))
        told.setWordWrap(True)
        layout.addWidget(told)
        self._form = QFormLayout()
        layout.addLayout(self._form)
        self.host = self._line(self.tr("&Máy chủ gửi thư (SMTP):"), settings.host, "smtp.tinh.example")
        self.security = QComboBox()
        words = (self.tr("STARTTLS"), self.tr("TLS"), self.tr("Không mã hóa (chỉ máy này)"))
        for value, word in zip(SECURITIES, words, strict=True):
            self.security.addItem(word, value)
        self.security.setCurrentIndex(max(0, self.security.findData(settings.security)))
        self.security.currentIndexChanged.connect(self._hint_port)
        self._add(self.tr("&Bảo mật:"), self.security)
        self.port = self._line(self.tr("Số &cổng:"), str(settings.port or ""), "")
        self.user = self._line(self.tr("&Tên đăng nhập:"), settings.user, "")
        self.address = self._line(self.tr("Địa chỉ &gửi đi:"), settings.sender, session.workspace.unit.email)
        self.to = self._line(self.tr("Địa chỉ &nơi nhận:"), settings.to, self.tr("theo gói chỉ tiêu"))
        self.mailbox = self._line(
            self.tr("&Hộp thư đến (IMAP):"), settings.mailbox, "imaps://ten@mail.tinh.example/INBOX"
        )
        self.authority = self._line(self.tr("Chứng thư gốc của &máy chủ:"), settings.authority, self.tr("của hệ thống"))
        self.message = QLabel()
        self.message.setWordWrap(True)
        layout.addWidget(self.message)
        layout.addStretch(1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self._hint_port()
        self.host.setFocus()

    def _line(self, caption: str, text: str, hint: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setPlaceholderText(hint)
        self._add(caption, field)
        return field

    def _add(self, caption: str, field: QWidget) -> None:
        label = QLabel(caption)
        label.setBuddy(field)
        field.setAccessibleName(caption.replace("&", "").rstrip(":"))
        self._form.addRow(label, field)

    @Slot()
    def _hint_port(self) -> None:
        self.port.setPlaceholderText(str(PORTS[self.security.currentData()]))

    @property
    def settings(self) -> MailSettings:
        """What stands in the fields; a port that is no number counts as a wrong one."""
        port = self.port.text().strip()
        return MailSettings(
            host=self.host.text().strip(),
            port=int(port) if port.isascii() and port.isdigit() else -1 if port else 0,
            security=self.security.currentData(),
            user=self.user.text().strip(),
            sender=self.address.text().strip(),
            to=self.to.text().strip(),
            authority="" if not self.authority.text().strip() else str(Path(self.authority.text().strip())),
            mailbox=self.mailbox.text().strip(),
        )

    @Slot()
    def save(self) -> None:
        """Keep them on the worker."""
        settings = self.settings
        self._session.write(lambda workspace: keep_mail_settings(workspace, settings), self._saved, self._refused)

    @Slot(object)
    def _saved(self, _settings: object) -> None:
        self.accept()

    @Slot(object)
    def _refused(self, error: BaseException) -> None:
        self.message.setText(sentence(error, self._session.lang))
        palette = self.message.palette()
        palette.setColor(self.message.foregroundRole(), tones().bad)
        self.message.setPalette(palette)
