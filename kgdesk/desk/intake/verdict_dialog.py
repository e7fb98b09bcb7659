"""The verdict on one file, in a window of its own."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from kgdesk.desk.icons import icon
from kgdesk.desk.intake.details import describe_verdict
from kgdesk.domain.verdict import Verdict
from kgdesk.operations.strangers import NOBODYS_SIGNER


class VerdictDialog(QDialog):
    """Shows what was found; nothing is taken in.

    Signals: `enrolling(Verdict)` where nobody has said yet for whom the signers sign, and the person wants to.
    """

    enrolling = Signal(object)

    def __init__(self, verdict: Verdict, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict = verdict
        self.setWindowTitle(self.tr("Kết quả kiểm tra tệp"))
        self.resize(640, 460)
        layout = QVBoxLayout(self)
        self.told = QTextBrowser()
        self.told.setAccessibleName(self.tr("Kết quả kiểm tra tệp"))
        self.told.setHtml(describe_verdict(verdict, lang))
        layout.addWidget(self.told)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.enrol = buttons.addButton(self.tr("&Ghi nhận người ký này…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.enrol.setIcon(icon("key"))
        self.enrol.setToolTip(self.tr("Đối chiếu dấu vân tay và ghi nhận người ký cho đơn vị (Alt+G)"))
        self.enrol.setVisible(NOBODYS_SIGNER in verdict.reasons)
        self.enrol.clicked.connect(self._enrol)
        layout.addWidget(buttons)

    @Slot()
    def _enrol(self) -> None:
        self.accept()
        self.enrolling.emit(self._verdict)
