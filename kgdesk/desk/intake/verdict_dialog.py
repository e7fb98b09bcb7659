"""The verdict on one file, in a window of its own."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from kgdesk.desk.intake.details import describe_verdict
from kgdesk.domain.verdict import Verdict


class VerdictDialog(QDialog):
    """Shows what was found; nothing is taken in."""

    def __init__(self, verdict: Verdict, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Kết quả kiểm tra tệp"))
        self.resize(640, 460)
        layout = QVBoxLayout(self)
        self.told = QTextBrowser()
        self.told.setAccessibleName(self.tr("Kết quả kiểm tra tệp"))
        self.told.setHtml(describe_verdict(verdict, lang))
        layout.addWidget(self.told)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
