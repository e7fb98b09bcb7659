"""Before an authority is believed: its fingerprints, to be compared with the official ones."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.trust.certificate_text import describe_certificate
from kgdesk.operations.certificates import AuthorityFile


class BelieveDialog(QDialog):
    """Signals: `confirmed(AuthorityFile)` when the person compared the fingerprints."""

    confirmed = Signal(object)

    def __init__(self, found: AuthorityFile, at: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self.setWindowTitle(self.tr("Thêm chứng thư gốc tin cậy"))
        self.resize(640, 460)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        label = QLabel(
            self.tr(
                "Mọi chữ ký do các cơ quan dưới đây bảo đảm sẽ được tin cậy. Hãy đối chiếu từng dấu vân tay với "
                "dấu vân tay do chính cơ quan đó công bố (trang thông tin chính thức, công văn hoặc điện thoại)."
            )
        )
        label.setWordWrap(True)
        layout.addWidget(label)
        self.told = QTextBrowser()
        self.told.setAccessibleName(self.tr("Chứng thư trong tệp"))
        self.told.setTabChangesFocus(True)
        self.told.setHtml("<hr>".join(describe_certificate(item, at) for item in found.new))
        layout.addWidget(self.told, 1)
        self.compared = QCheckBox(self.tr("Tôi đã đối &chiếu: các dấu vân tay giống nhau"))
        self.compared.toggled.connect(self._judge)
        layout.addWidget(self.compared)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(self.tr("&Tin cậy"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.confirm.setEnabled(False)
        buttons.accepted.connect(self._confirm)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.compared.setFocus()

    @Slot()
    def _judge(self) -> None:
        self.confirm.setEnabled(self.compared.isChecked())

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit(self._found)
        self.accept()
