"""What sending and reading mail share in the window: the settings, and a password that is kept only in memory."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from kgdesk.desk.outbox.settings_dialog import MailSettingsDialog
from kgdesk.desk.session import Session
from kgdesk.domain.errors import Fault
from kgdesk.operations.mail_settings import MailSettings, mail_settings

Go = Callable[[MailSettings, str], object]


class MailAccess(QObject):
    """Asks for what is missing, then goes on. Passwords live as long as the session does."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._go: Go | None = None
        self._reads = False
        self._settings = MailSettings()
        self._dialog: MailSettingsDialog

    def configure(self) -> None:
        """Open the settings."""
        self._go = None
        self._session.read(mail_settings, self._open_settings)

    def send(self, go: Go) -> None:
        """Go on with settings and password of the outgoing server; nothing happens where the person gives up."""
        self._begin(go, reads=False)

    def read(self, go: Go) -> None:
        """Go on with settings and password of the mailbox."""
        self._begin(go, reads=True)

    def _begin(self, go: Go, *, reads: bool) -> None:
        self._go, self._reads = go, reads
        self._session.read(mail_settings, self._with_settings)

    @Slot(object)
    def _with_settings(self, settings: MailSettings) -> None:
        if not (settings.mailbox if self._reads else settings.host):
            self._open_settings(settings)
            return
        self._continue(settings)

    @Slot(object)
    def _open_settings(self, settings: MailSettings) -> None:
        self._dialog = MailSettingsDialog(self._session, settings, self._page)
        self._dialog.accepted.connect(self._settings_made)
        self._dialog.open()

    @Slot()
    def _settings_made(self) -> None:
        made = self._dialog.settings
        if self._go is not None and (made.mailbox if self._reads else made.host):
            self._continue(made)

    def _continue(self, settings: MailSettings) -> None:
        if self._go is None:
            return
        self._settings = settings
        key = self._key(settings)
        known = self._session.mail_passwords.get(key, "")
        if known or (not self._reads and not settings.user):
            self._go(settings, known)
            return
        asking = QInputDialog(self._page)
        asking.setObjectName("mail_password")
        asking.setWindowTitle(self.tr("Mật khẩu hộp thư"))
        asking.setLabelText(self.tr("Mật khẩu của {name} (không được lưu):").format(name=key))
        asking.setTextEchoMode(QLineEdit.EchoMode.Password)
        asking.textValueSelected.connect(self._password_given)
        asking.open()

    @Slot(str)
    def _password_given(self, password: str) -> None:
        if self._go is None or not password:
            return
        self._session.mail_passwords[self._key(self._settings)] = password
        self._go(self._settings, password)

    def refused(self, error: BaseException) -> None:
        """Forget passwords that a server did not accept."""
        if isinstance(error, Fault) and error.code == "mail.login":
            self._session.mail_passwords.clear()

    def _key(self, settings: MailSettings) -> str:
        return settings.mailbox if self._reads else f"{settings.user}@{settings.host}"
