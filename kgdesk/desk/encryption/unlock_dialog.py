"""The password of an encrypted workspace, asked for when it is opened."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.encryption.password_line import PasswordLine
from kgdesk.desk.tasks import TaskRunner
from kgdesk.domain.errors import Fault
from kgdesk.operations.encryption import unlock

_PERHAPS_DAMAGED = {"encryption.wrong_password", "encryption.wrong_code"}


class UnlockDialog(QDialog):
    """Stays until the password fits or the person gives up.

    Signals: `unlocked(Path)`; `rescue_wanted(Fault, str)` where the file may be damaged, with what was typed last.
    """

    unlocked = Signal(object)
    rescue_wanted = Signal(object, object)

    def __init__(self, path: Path, lang: str, parent: QWidget | None = None, *, rescue: bool = False) -> None:
        super().__init__(parent)
        self._rescue = rescue
        self._refusal: Fault | None = None
        self._path = path
        self._lang = lang
        self._tasks = TaskRunner(self)
        self.setWindowTitle(self.tr("Sổ làm việc được mã hóa"))
        self.resize(520, 220)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        told = QLabel(self.tr("Nhập mật khẩu để mở {name}.").format(name=path.name))
        told.setToolTip(str(path))
        layout.addWidget(told)
        form = QFormLayout()
        self.password = PasswordLine(self.tr("Mật khẩu hoặc mã khôi phục"))
        self.password.setObjectName("workspace_password")
        form.addRow(self.tr("&Mật khẩu hoặc mã khôi phục:"), self.password)
        layout.addLayout(form)
        self.showing = QCheckBox(self.tr("&Hiện những gì đang gõ"))
        self.showing.toggled.connect(self.password.reveal)
        layout.addWidget(self.showing)
        self.message = QLabel(
            self.tr(
                "Quên mật khẩu thì nhập mã khôi phục: 14 nhóm bốn ký tự, ghi ra giấy khi đặt mật khẩu. Mất cả hai thì "
                "không ai mở lại được sổ này; khi đó chỉ còn bản sao làm từ trước khi mã hóa, nếu có, và các báo cáo "
                "đã nộp ở nơi nhận."
            )
        )
        self.message.setWordWrap(True)
        layout.addWidget(self.message)
        layout.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(self.tr("Mở &sổ"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.rescuing = buttons.addButton(self.tr("&Bản sao và phục hồi…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.rescuing.setAutoDefault(False)
        self.rescuing.clicked.connect(self._leave_for_copies)
        self.rescuing.hide()
        buttons.accepted.connect(self.try_it)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.finished.connect(self._end)
        self.password.setFocus()

    @Slot()
    def try_it(self) -> None:
        """Try what was typed on the worker: deriving the key takes a moment."""
        secret, path = self.password.text(), self._path
        if not secret:
            return
        self.confirm.setEnabled(False)
        self._tasks.run(lambda _progress: unlock(path, secret), self._fits, self._refused)

    @Slot(object)
    def _fits(self, _nothing: object) -> None:
        self.password.clear()
        self.accept()
        self.unlocked.emit(self._path)

    @Slot(object)
    def _refused(self, error: BaseException) -> None:
        self.confirm.setEnabled(True)
        if isinstance(error, Fault) and error.code in _PERHAPS_DAMAGED:
            self._refusal = error
            self.rescuing.setVisible(self._rescue)
        self.message.setText(sentence(error, self._lang))
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))
        palette = self.message.palette()
        palette.setColor(self.message.foregroundRole(), tones().bad)
        self.message.setPalette(palette)
        self.password.selectAll()
        self.password.setFocus()

    @Slot()
    def _leave_for_copies(self) -> None:
        error, secret = self._refusal, self.password.take()
        self.accept()
        self.rescue_wanted.emit(error, secret)

    @Slot()
    def _end(self) -> None:
        self._tasks.close()
