"""Letting a warning stand: the reason is sealed with the return."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.session import Session
from kgdesk.domain.changes import Outcome
from kgdesk.domain.findings import Finding
from kgdesk.domain.return_document import AcceptedWarning
from kgdesk.operations.check import accept_warning, rule_of, withdraw_acceptance
from kgdesk.operations.workspace import Workspace


class ExplainDialog(QDialog):
    """Asks for the reason; an emptied one takes the explanation back."""

    def __init__(
        self, session: Session, finding: Finding, text: str, reason: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._finding = finding
        self._had_reason = bool(reason)
        self.setWindowTitle(self.tr("Giải trình cảnh báo"))
        self.setMinimumWidth(480)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        label = QLabel(text)
        label.setWordWrap(True)
        layout.addWidget(label)
        caption = QLabel(self.tr("&Lý do giữ nguyên số liệu (đi kèm báo cáo khi ký):"))
        self.reason = QPlainTextEdit(reason)
        self.reason.setAccessibleName(self.tr("Lý do giữ nguyên số liệu"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(80)
        self.reason.textChanged.connect(self._judge)
        caption.setBuddy(self.reason)
        layout.addWidget(caption)
        layout.addWidget(self.reason)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.button(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        self.confirm.setEnabled(self._had_reason or bool(self.reason.toPlainText().strip()))

    @Slot()
    def _save(self) -> None:
        period, rule, indicator = self._session.period, rule_of(self._finding), self._finding.indicator
        reason = self.reason.toPlainText().strip()

        def work(workspace: Workspace) -> Outcome[tuple[AcceptedWarning, ...]]:
            if reason:
                return accept_warning(workspace, period, rule, indicator, reason)
            return withdraw_acceptance(workspace, period, rule, indicator)

        self._session.write(work, self._done, self._failed)

    @Slot(object)
    def _done(self, _accepted: object) -> None:
        self.accept()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.message.setText(sentence(error, self._session.lang))
