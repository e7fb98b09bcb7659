"""Whose certificate it is: the person compares the fingerprint over the telephone and names unit and role."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.search_text import plain
from kgdesk.desk.session import Session
from kgdesk.desk.trust.certificate_text import describe_certificate
from kgdesk.desk.trust.end_dialog import start_of
from kgdesk.desk.trust.words import role_word
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.enrolment import ROLES, Enrolment
from kgdesk.messages import VIETNAM
from kgdesk.operations.certificates import CertificateFacts
from kgdesk.operations.enrolment import EnrolRequest, enrol
from kgdesk.operations.workspace import Workspace

_BOTH = "both"


@dataclass(frozen=True, slots=True)
class SignerFile:
    """A file with signers' certificates. `unit` and `roles` (by fingerprint) are what the file itself claims.

    `waits` says that the very same file was received and is held until its signer is known.
    """

    path: Path
    certificates: tuple[CertificateFacts, ...]
    unit: str
    roles: dict[str, tuple[str, ...]]
    known: tuple[Enrolment, ...]
    waits: bool = False


class EnrolDialog(QDialog):
    """Signals: `enrolled(tuple[Enrolment, ...], SignerFile)` after the commit."""

    enrolled = Signal(object, object)

    def __init__(self, session: Session, found: SignerFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found = found
        self.setWindowTitle(self.tr("Ghi nhận người ký của đơn vị"))
        self.resize(680, 640)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        label = QLabel(
            self.tr(
                "Hãy gọi cho người ký theo số điện thoại đã biết (không lấy trong tệp) và nghe đọc dấu vân tay "
                "chứng thư của họ. Chỉ ghi nhận khi giống hệt."
            )
        )
        label.setWordWrap(True)
        layout.addWidget(label)
        self.told = QTextBrowser()
        self.told.setAccessibleName(self.tr("Chứng thư của người ký"))
        self.told.setTabChangesFocus(True)
        layout.addWidget(self.told, 1)
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        layout.addLayout(form)
        self._add_certificate(form)
        self._add_unit(form)
        self._add_role(form)
        self._add_start(form)
        self.compared = QCheckBox(self.tr("Tôi đã đối &chiếu: dấu vân tay giống hệt"))
        self.compared.toggled.connect(self._judge)
        layout.addWidget(self.compared)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(self.tr("&Ghi nhận"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._enrol)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._show_certificate()

    # fields ----------------------------------------------------------------------

    def _add_certificate(self, form: QFormLayout) -> None:
        self.certificate = QComboBox()
        self.certificate.setAccessibleName(self.tr("Chứng thư trong tệp"))
        for facts in self._found.certificates:
            self.certificate.addItem(f"{facts.name} · {facts.sha256[:4].upper()} {facts.sha256[4:8].upper()} …", facts)
        self.certificate.currentIndexChanged.connect(self._show_certificate)
        form.addRow(self.tr("Chứng thư s&ố:"), self.certificate)
        form.setRowVisible(self.certificate, len(self._found.certificates) > 1)

    def _add_unit(self, form: QFormLayout) -> None:
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Tìm đơn vị"))
        self.search.setPlaceholderText(self.tr("Gõ để tìm, không cần dấu: phu quoc, y te…"))
        self.search.setClearButtonEnabled(True)
        self.search.textEdited.connect(self._find)
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("Đơn vị báo cáo"))
        self.unit.setPlaceholderText(self.tr("Chọn đơn vị"))
        workspace, today = self._session.workspace, self._session.now().astimezone(VIETNAM).date()
        for unit in workspace.plan.units:
            if unit.exists_on(today) or unit.code == self._found.unit:
                name = unit.name_en if self._session.lang == "en" and unit.name_en else unit.name_vi
                self.unit.addItem(f"{name} ({unit.code})", unit.code)
        self.unit.setCurrentIndex(self.unit.findData(self._found.unit))
        self.unit.currentIndexChanged.connect(self._list_replaced)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        row.addWidget(self.unit, 2)
        row.addWidget(self.search, 1)
        form.addRow(self.tr("&Đơn vị báo cáo:"), row)
        caption = form.labelForField(row)
        if isinstance(caption, QLabel):
            caption.setBuddy(self.unit)

    def _add_role(self, form: QFormLayout) -> None:
        self.role = QComboBox()
        self.role.setAccessibleName(self.tr("Ký với tư cách"))
        for role in ROLES:
            self.role.addItem(role_word(role), role)
        self.role.addItem(self.tr("Cả hai (một khóa ký thay cho cả hai)"), _BOTH)
        self.role.currentIndexChanged.connect(self._list_replaced)
        form.addRow(self.tr("Ký với &tư cách:"), self.role)
        self.replaced = QComboBox()
        self.replaced.setAccessibleName(self.tr("Thay cho chứng thư cũ"))
        self.replaced.setToolTip(self.tr("Chứng thư cũ thôi được ghi nhận khi chứng thư mới bắt đầu"))
        form.addRow(self.tr("Th&ay cho:"), self.replaced)

    def _add_start(self, form: QFormLayout) -> None:
        today = self._session.now().astimezone(VIETNAM).date()
        self.dated = QCheckBox(self.tr("Chỉ công nhận chữ &ký từ ngày:"))
        self.dated.setToolTip(self.tr("Không chọn: công nhận từ khi chứng thư có hiệu lực (Alt+K)"))
        self.start = QDateEdit(QDate(today.year, today.month, today.day))
        self.start.setDisplayFormat("dd/MM/yyyy")
        self.start.setCalendarPopup(True)
        self.start.setAccessibleName(self.tr("Công nhận từ ngày"))
        self.start.setEnabled(False)
        self.dated.toggled.connect(self.start.setEnabled)
        row = QHBoxLayout()
        row.addWidget(self.dated)
        row.addWidget(self.start)
        row.addStretch(1)
        form.addRow("", row)

    # choices ---------------------------------------------------------------------

    @property
    def _facts(self) -> CertificateFacts:
        facts = self.certificate.currentData()
        assert isinstance(facts, CertificateFacts)  # noqa: S101 - the box holds nothing else
        return facts

    @property
    def _roles(self) -> Sequence[str]:
        role = self.role.currentData()
        return ROLES if role == _BOTH else (role,)

    @Slot()
    def _show_certificate(self) -> None:
        """Show another certificate; what was compared before was not this one."""
        facts = self._facts
        self.told.setHtml(describe_certificate(facts, self._session.now()))
        self.compared.setChecked(False)
        claimed = set(self._found.roles.get(facts.sha256, ())) & set(ROLES)
        proposed = _BOTH if len(claimed) == len(ROLES) else next(iter(claimed), "agency")
        self.role.setCurrentIndex(self.role.findData(proposed))
        if not self._found.unit and facts.unit:
            self.unit.setCurrentIndex(self.unit.findData(facts.unit))
        self._list_replaced()

    @Slot(str)
    def _find(self, text: str) -> None:
        wanted = plain(text.strip())
        matches = (row for row in range(self.unit.count()) if wanted and wanted in plain(self.unit.itemText(row)))
        self.unit.setCurrentIndex(next(matches, -1))

    @Slot()
    def _list_replaced(self) -> None:
        """Offer the certificates that sign for the unit now, once each."""
        now, facts = self._session.now(), self._facts
        unit, roles = self.unit.currentData(), self._roles
        self.replaced.clear()
        self.replaced.addItem(self.tr("không thay chứng thư nào"), "")
        holding = {
            item.fingerprint: item
            for item in self._found.known
            if item.unit == unit and item.role in roles and item.holds_at(now) and item.fingerprint != facts.sha256
        }
        for fingerprint, item in holding.items():
            groups = f"{fingerprint[:4].upper()} {fingerprint[4:8].upper()} …"
            self.replaced.addItem(f"{item.name} · {groups}", fingerprint)
        self.replaced.setEnabled(bool(holding))
        self._judge()

    @Slot()
    def _judge(self) -> None:
        self.confirm.setEnabled(self.compared.isChecked() and self.unit.currentIndex() >= 0)

    # the act ---------------------------------------------------------------------

    def requests(self) -> tuple[EnrolRequest, ...]:
        """What the person decided: one request for each role."""
        unit, older = self.unit.currentData(), self.replaced.currentData()
        start = start_of(self.start.date()) if self.dated.isChecked() else None
        replaced = {item.role for item in self._found.known if item.fingerprint == older and item.unit == unit}
        return tuple(
            EnrolRequest(self._found.path, unit, role, self._facts.sha256, start, older if role in replaced else "")
            for role in self._roles
        )

    @Slot()
    def _enrol(self) -> None:
        requests = self.requests()

        def work(workspace: Workspace) -> Outcome[tuple[Enrolment, ...]]:
            made = [enrol(workspace, request) for request in requests]
            return Outcome(tuple(item.result for item in made), ChangeSet(received=True))

        self.confirm.setEnabled(False)
        self.message.clear()
        self.setCursor(Qt.CursorShape.BusyCursor)
        self._session.write(work, self._done, self._failed)

    @Slot(object)
    def _done(self, made: tuple[Enrolment, ...]) -> None:
        self.enrolled.emit(made, self._found)
        self.accept()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.unsetCursor()
        self.message.setText(sentence(error, self._session.lang))
        self._session.given_up.emit()  # nothing typed is lost: the dialog still stands
        self._judge()
