"""Which certificate signs for which unit in which role, with all that was recorded about it."""

from datetime import UTC, datetime
from html import escape
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from kgdesk.desk.search_text import plain
from kgdesk.desk.session import Session
from kgdesk.desk.trust.anchors_part import beginning
from kgdesk.desk.trust.certificate_text import day, describe_certificate, grouped_lines, minute, table
from kgdesk.desk.trust.end_dialog import EndDialog
from kgdesk.desk.trust.enrol_dialog import EnrolDialog, SignerFile
from kgdesk.desk.trust.part import TrustPart
from kgdesk.desk.trust.waiting_dialog import WaitingDialog
from kgdesk.desk.trust.words import reason_word, role_word, state_colour, state_word
from kgdesk.desk.widgets.text_table import TextColumn, TextRow
from kgdesk.domain.changes import Outcome
from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.messages import VIETNAM, say
from kgdesk.operations.certificates import look_at_signers
from kgdesk.operations.enrolment import reinstate, withdraw
from kgdesk.operations.intake import IntakeResult, take_in
from kgdesk.operations.strangers import WaitingFile, export_waiting, is_waiting
from kgdesk.operations.trust import trust_overview
from kgdesk.operations.trust_register import EnrolmentStep, RegisteredEnrolment, TrustRegister
from kgdesk.operations.verify import verify_file
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate


class EnrolmentsPart(TrustPart):
    """Signals: `told(str, object)`: what was done, and what takes it back, or None."""

    told = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, translate("Trust", "Người ký của các đơn vị"), _columns(), parent)
        self._at = datetime.now(UTC)
        self._waiting: tuple[WaitingFile, ...] = ()
        self._rows: list[TextRow] = []
        self.adding = self.tool(
            "add",
            self.tr("Ghi nhận từ tệp…"),
            "Ctrl+N",
            self.tr("Chọn báo cáo đã ký (PDF, Excel) hoặc tệp chứng thư (.cer, .crt, .pem) của người ký"),
        )
        self.adding.triggered.connect(self._choose)
        self.from_waiting = self.tool(
            "intake",
            self.tr("Từ tệp đã nhận…"),
            "Ctrl+Shift+N",
            self.tr("Ghi nhận người ký của một tệp đang tạm giữ vì chưa biết người ký"),
        )
        self.from_waiting.setVisible(session.workspace.consolidates)
        self.from_waiting.triggered.connect(self._choose_waiting)
        self.ending = self.tool(
            "stop",
            self.tr("Chấm dứt…"),
            "Delete",
            self.tr("Chấm dứt việc ghi nhận đang chọn, kèm lý do; chữ ký trước đó vẫn có giá trị"),
        )
        self.ending.triggered.connect(self._ask_end)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Tìm đơn vị, người ký, dấu vân tay…"))
        self.search.setToolTip(self.tr("Lọc danh sách, không cần gõ dấu (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Tìm trong danh sách người ký"))
        self.search.setMaximumWidth(300)
        self.search.textChanged.connect(self._filter)
        self.beside_tools(self.search, "Ctrl+F")
        self.teach(
            self.tr(
                "Chưa ghi nhận người ký nào: chứng thư không ghi mã đơn vị sẽ chưa biết là ký cho đơn vị nào. "
                "Hãy ghi nhận người ký từ một tệp họ đã ký hoặc từ tệp chứng thư của họ."
            ),
            self.adding,
        )

    def show_register(self, register: TrustRegister) -> None:
        """Fill the list: first those that hold, then the history."""
        self._at, self._waiting = register.at, register.waiting
        self.from_waiting.setEnabled(bool(register.waiting))
        ordered = sorted(register.enrolments, key=lambda item: not item.enrolment.holds_at(register.at))
        self._rows = [self._row(item) for item in ordered]
        self._filter()

    @Slot()
    def _filter(self) -> None:
        """Show the rows that hold every word that is looked for."""
        words = plain(self.search.text()).split()
        self.show_rows([row for row in self._rows if _holds(row, words)], any_at_all=bool(self._rows))

    def _row(self, item: RegisteredEnrolment) -> TextRow:
        held = item.enrolment
        return TextRow(
            cells=(
                self._unit_name(held.unit),
                role_word(held.role),
                held.name,
                day(held.valid_from),
                day(held.valid_to),
                state_word(held, self._at),
                beginning(held.fingerprint),
            ),
            item=item,
            colour=state_colour(held, self._at),
            coloured=5,
        )

    def _unit_name(self, code: str) -> str:
        plan = self.session.workspace.plan
        if not plan.has_unit(code):
            return code
        unit = plan.unit(code)
        return unit.name_en if self.session.lang == "en" and unit.name_en else unit.name_vi

    def stand(self, item: RegisteredEnrolment | None) -> None:
        """Show certificate and history of the binding one stands on."""
        self.ending.setEnabled(item is not None and item.enrolment.valid_to is None)
        if item is None:
            self.details.clear()
            return
        title = translate("Trust", "Lịch sử ghi nhận")
        steps = table([(minute(step.recorded_at), _step(step)) for step in item.steps])
        self.details.setHtml(f"<h4>{escape(title)}</h4>{steps}{describe_certificate(item.facts, self._at)}")

    # enrolling -------------------------------------------------------------------

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Chọn tệp đã ký hoặc tệp chứng thư của người ký"),
            str(self.session.path.parent),
            self.tr("Tệp đã ký, chứng thư (*.pdf *.xlsx *.cer *.crt *.pem *.der);;Mọi tệp (*)"),
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Read a file's signers and ask who they are; nothing is recorded yet."""
        self.session.read(lambda workspace: _signers(workspace, path), self._ask)

    @Slot()
    def _choose_waiting(self) -> None:
        dialog = WaitingDialog(self._waiting, self._unit_name, self)
        dialog.chosen.connect(self.look_at_waiting)
        dialog.open()

    @Slot(object)
    def look_at_waiting(self, item: WaitingFile) -> None:
        """The same for a received file, which is taken in again afterwards."""
        folder = Path(gettempdir()) / "kgdesk" / item.sha256[:16]

        def work(workspace: Workspace) -> SignerFile:
            return _signers(workspace, export_waiting(workspace, item.sha256, folder))

        self.session.read(work, self._ask)

    @Slot(object)
    def _ask(self, found: SignerFile) -> None:
        dialog = EnrolDialog(self.session, found, self)
        dialog.enrolled.connect(self._enrolled)
        dialog.open()

    @Slot(object, object)
    def _enrolled(self, made: tuple[Enrolment, ...], found: SignerFile) -> None:
        first = made[0]
        roles = ", ".join(role_word(item.role) for item in made)
        self.told.emit(
            self.tr("Đã ghi nhận {name} ký cho {unit} ({roles}).").format(
                name=first.name, unit=self._unit_name(first.unit), roles=roles
            ),
            None,
        )
        if found.waits:
            self.session.long(lambda workspace, _progress: take_in(workspace, [found.path]), self._taken_in)

    @Slot(object)
    def _taken_in(self, outcome: Outcome[tuple[IntakeResult, ...]]) -> None:
        self.session.intake_results[:0] = outcome.result
        for result in outcome.result:
            if result.outcome is IntakeOutcome.TAKEN_IN:
                told = self.tr("Đã ghi nhận người ký và tiếp nhận tệp {name}.").format(name=result.file.name)
            else:
                told = self.tr("Đã ghi nhận người ký. Tệp {name} chưa tiếp nhận được: {reason}").format(
                    name=result.file.name, reason=say(result.reason, self.session.lang, **result.params)
                )
            self.told.emit(told, None)

    # ending ----------------------------------------------------------------------

    @Slot()
    def _ask_end(self) -> None:
        item = self.table.item
        if not isinstance(item, RegisteredEnrolment):
            return
        held = item.enrolment
        dialog = EndDialog(
            self.tr("Chấm dứt ghi nhận"),
            self.tr(
                "{name} sẽ thôi ký cho {unit} ({role}). Chữ ký trước đó vẫn có giá trị. "
                "Nếu khóa bị mất hoặc bị lộ, hãy chọn ngày sự việc xảy ra."
            ).format(name=held.name, unit=self._unit_name(held.unit), role=role_word(held.role)),
            example=self.tr("ví dụ: nghỉ hưu, chuyển công tác, mất thiết bị ký"),
            today=self.session.now().astimezone(VIETNAM).date(),
            since=held.valid_from,
            parent=self,
        )
        dialog.given.connect(self._end)
        dialog.open()

    @Slot(str, object)
    def _end(self, reason: str, since: datetime | None) -> None:
        item = self.table.item
        if not isinstance(item, RegisteredEnrolment):
            return
        held = item.enrolment

        def work(workspace: Workspace) -> Outcome[tuple[Enrolment, ...]]:
            return withdraw(workspace, held.fingerprint, unit=held.unit, role=held.role, reason=reason, since=since)

        self.write(work, self._ended)

    @Slot(object)
    def _ended(self, ended: tuple[Enrolment, ...]) -> None:
        def take_back() -> None:
            self.write(lambda workspace: reinstate(workspace, ended), self._taken_back)

        told = self.tr("Đã chấm dứt: {name} thôi ký cho {unit}.")
        self.told.emit(told.format(name=ended[0].name, unit=self._unit_name(ended[0].unit)), take_back)

    @Slot(object)
    def _taken_back(self, again: tuple[Enrolment, ...]) -> None:
        for item in again[:1]:
            told = self.tr("Đã ghi nhận lại: {name} ký cho {unit}.")
            self.told.emit(told.format(name=item.name, unit=self._unit_name(item.unit)), None)


def _holds(row: TextRow, words: list[str]) -> bool:
    fingerprint = row.item.enrolment.fingerprint
    text = f"{plain(' '.join(row.cells))} {fingerprint} {' '.join(grouped_lines(fingerprint)).lower()}"
    return all(word in text for word in words)


def _signers(workspace: Workspace, path: Path) -> SignerFile:
    """Read the certificates of a file, and whom it says it is of: a proposal for the person, no more."""
    certificates = look_at_signers(path)
    verdict = verify_file(path, workspace=workspace, at=workspace.clock())
    unit = "" if verdict.identity is None else verdict.identity.unit
    roles: dict[str, tuple[str, ...]] = {}
    for signer in verdict.signers:
        roles[signer.fingerprint] = (*roles.get(signer.fingerprint, ()), signer.role)
    return SignerFile(
        path, certificates, unit, roles, trust_overview(workspace).enrolments, waits=is_waiting(workspace, path)
    )


def _step(step: EnrolmentStep) -> str:
    held = step.enrolment
    if held.valid_to is None:
        told = translate("Trust", "ghi nhận từ {start}, do {person}").format(
            start=minute(held.valid_from), person=step.recorded_by
        )
    else:
        told = translate("Trust", "chấm dứt từ {end}, do {person}: {reason}").format(
            end=minute(held.valid_to), person=step.recorded_by, reason=reason_word(held.reason)
        )
    return escape(told)


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Trust", "Đơn vị"), 0),
        TextColumn(translate("Trust", "Tư cách"), 130),
        TextColumn(translate("Trust", "Người ký"), 170),
        TextColumn(translate("Trust", "Từ ngày"), 90),
        TextColumn(translate("Trust", "Đến ngày"), 90),
        TextColumn(translate("Trust", "Tình trạng"), 140),
        TextColumn(translate("Trust", "Dấu vân tay"), 150),
    )
