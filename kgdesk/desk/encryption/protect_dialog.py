"""Giving a workspace a password, changing it, or taking it off."""

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.encryption.password_line import PasswordLine
from kgdesk.operations.encryption import SHORTEST_PASSWORD


class Deed(Enum):
    """What is to be done to the file."""

    ENCRYPT = "encrypt"
    CHANGE = "change"
    DECRYPT = "decrypt"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants; the secrets are never shown by accident."""

    deed: Deed
    present: str = field(repr=False, default="")
    password: str = field(repr=False, default="")


class ProtectDialog(QDialog):
    """Asks for all that is needed before the file is closed. Signals: `wanted(Wish)`."""

    wanted = Signal(object)

    def __init__(self, *, encrypted: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._encrypted = encrypted
        self.setWindowTitle(self.tr("Mật khẩu của sổ làm việc"))
        self.resize(580, 320)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self._add_words(layout)
        self.form = QFormLayout()
        layout.addLayout(self.form)
        self.present = self._line(self.tr("Mật khẩu &hiện nay:"), self.tr("Mật khẩu hiện nay hoặc mã khôi phục"))
        self.password = self._line(self.tr("Mật khẩu &mới:"), self.tr("Mật khẩu mới"))
        self.again = self._line(self.tr("&Nhập lại:"), self.tr("Nhập lại mật khẩu mới"))
        self.showing = QCheckBox(self.tr("Hiện những gì đang &gõ"))
        layout.addWidget(self.showing)
        for line in (self.present, self.password, self.again):
            self.showing.toggled.connect(line.reveal)
        self.understood = QCheckBox(self.tr("Tôi &hiểu: mất cả mật khẩu và mã khôi phục thì không ai mở lại được sổ"))
        self.understood.toggled.connect(self._judge)
        layout.addWidget(self.understood)
        self.message = QLabel()
        self.message.setWordWrap(True)
        layout.addWidget(self.message)
        layout.addStretch(1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._decide)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self._rearrange()
        (self.present if encrypted else self.password).setFocus()

    def _add_words(self, layout: QVBoxLayout) -> None:
        told = QLabel(
            self.tr("Sổ này đang được mã hóa. Ai có tệp mà không có mật khẩu thì không đọc được gì.")
            if self._encrypted
            else self.tr(
                "Mã hóa sổ làm việc thì ai lấy được máy, USB hay bản sao lưu cũng không đọc được số liệu nếu không "
                "có mật khẩu. Mỗi lần mở sổ phải nhập mật khẩu. Báo cáo, biểu mẫu và thư đã xuất ra vẫn đọc được "
                "như thường."
            )
        )
        told.setWordWrap(True)
        layout.addWidget(told)
        self.changing = QRadioButton(self.tr("Đổi mật &khẩu"))
        self.removing = QRadioButton(self.tr("&Bỏ mã hóa: ai lấy được tệp cũng đọc được"))
        self.changing.setChecked(True)
        for button in (self.changing, self.removing):
            button.setVisible(self._encrypted)
            layout.addWidget(button)
        self.changing.toggled.connect(self._rearrange)

    def _line(self, caption: str, name: str) -> PasswordLine:
        line = PasswordLine(name)
        line.textEdited.connect(self._judge)
        self.form.addRow(caption, line)
        return line

    @property
    def deed(self) -> Deed:
        """What is chosen."""
        if not self._encrypted:
            return Deed.ENCRYPT
        return Deed.CHANGE if self.changing.isChecked() else Deed.DECRYPT

    @Slot()
    def _rearrange(self) -> None:
        deed = self.deed
        self.form.setRowVisible(self.present, self._encrypted)
        for line in (self.password, self.again):
            self.form.setRowVisible(line, deed is not Deed.DECRYPT)
        self.understood.setVisible(deed is not Deed.DECRYPT)
        words = {
            Deed.ENCRYPT: self.tr("&Mã hóa sổ"),
            Deed.CHANGE: self.tr("&Đổi mật khẩu"),
            Deed.DECRYPT: self.tr("&Bỏ mã hóa"),
        }
        self.confirm.setText(words[deed])
        self._judge()

    @Slot()
    def _judge(self) -> None:
        """Say what is missing; the button works when nothing is."""
        missing = self._missing()
        self.message.setText(missing)
        self.confirm.setEnabled(not missing)

    def _missing(self) -> str:
        deed = self.deed
        if self._encrypted and not self.present.text():
            return self.tr("Nhập mật khẩu hiện nay hoặc mã khôi phục.")
        if deed is Deed.DECRYPT:
            return ""
        if len(self.password.text().strip()) < SHORTEST_PASSWORD:
            return self.tr(
                "Mật khẩu mới cần ít nhất {least} ký tự; một câu ngắn dễ nhớ, có dấu cách, là tốt nhất."
            ).format(least=SHORTEST_PASSWORD)
        if self.password.text() != self.again.text():
            return self.tr("Hai lần nhập mật khẩu mới chưa giống nhau.")
        return "" if self.understood.isChecked() else self.tr("Hãy đọc và đánh dấu dòng “Tôi hiểu”.")

    @Slot()
    def _decide(self) -> None:
        wish = Wish(self.deed, self.present.take(), self.password.take())
        self.again.clear()
        self.accept()
        self.wanted.emit(wish)
