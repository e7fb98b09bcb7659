"""The authorities that are believed: added after comparing fingerprints, dropped with a reason, and taken back."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QWidget

from kgdesk.desk.appearance import tones
from kgdesk.desk.session import Session
from kgdesk.desk.trust.believe_dialog import BelieveDialog
from kgdesk.desk.trust.certificate_text import (
    day,
    describe_certificate,
    grouped_lines,
    minute,
    short_name,
    validity_word,
)
from kgdesk.desk.trust.end_dialog import EndDialog
from kgdesk.desk.trust.part import TrustPart
from kgdesk.desk.widgets.text_table import TextColumn, TextRow
from kgdesk.domain.changes import Outcome
from kgdesk.messages import VIETNAM
from kgdesk.operations.certificates import AuthorityFile, look_at_authorities
from kgdesk.operations.trust import Anchor, BelievedCertificate, TrustAdded, add_trust, believe_again, forget
from kgdesk.operations.trust_register import RegisteredAnchor, TrustRegister
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate


class AnchorsPart(TrustPart):
    """Signals: `told(str, object)`: what was done, and what takes it back, or None."""

    told = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, translate("Trust", "Chứng thư gốc tin cậy"), _columns(), parent)
        self._at = datetime.now(UTC)
        self.adding = self.tool(
            "add",
            self.tr("Thêm từ tệp…"),
            "Ctrl+N",
            self.tr("Chọn tệp chứng thư gốc (.cer, .crt, .pem, .der) rồi đối chiếu dấu vân tay"),
        )
        self.adding.triggered.connect(self._choose)
        self.dropping = self.tool(
            "stop", self.tr("Thôi tin cậy…"), "Delete", self.tr("Thôi tin cậy chứng thư gốc đang chọn, kèm lý do")
        )
        self.dropping.triggered.connect(self._ask_drop)
        self.teach(
            self.tr(
                "Chưa tin cậy cơ quan chứng thực nào nên chưa chữ ký nào được xác nhận là của ai. "
                "Hãy thêm chứng thư gốc của cơ quan cấp chữ ký số (ví dụ Ban Cơ yếu Chính phủ)."
            ),
            self.adding,
        )

    def show_register(self, register: TrustRegister) -> None:
        """Fill the list."""
        self._at = register.at
        self.show_rows([_row(item, register.at) for item in register.anchors])

    def stand(self, item: RegisteredAnchor | None) -> None:
        """Show the certificate one stands on."""
        self.dropping.setEnabled(item is not None)
        if item is None:
            self.details.clear()
            return
        added = (translate("Trust", "Tin cậy từ"), minute(item.anchor.added_at))
        self.details.setHtml(describe_certificate(item.facts, self._at, added))

    # adding --------------------------------------------------------------------

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Chọn chứng thư gốc tin cậy"),
            str(self.session.path.parent),
            self.tr("Chứng thư (*.cer *.crt *.pem *.der);;Mọi tệp (*)"),
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Read a file and ask the person to compare; nothing is believed yet."""
        self.session.read(lambda workspace: look_at_authorities(workspace, path), self._ask)

    @Slot(object)
    def _ask(self, found: AuthorityFile) -> None:
        if found.new:
            dialog = BelieveDialog(found, self.session.now(), self)
            dialog.confirmed.connect(self._believe)
            dialog.open()
        elif found.lists:
            self._believe(found)
        else:
            names = ", ".join(item.name for item in found.certificates)
            self.told.emit(self.tr("Đã tin cậy từ trước: {names}. Không có gì thay đổi.").format(names=names), None)

    @Slot(object)
    def _believe(self, found: AuthorityFile) -> None:
        confirmed = frozenset(item.sha256 for item in found.certificates)

        def work(workspace: Workspace) -> Outcome[TrustAdded]:
            return add_trust(workspace, found.path, confirmed=confirmed)

        self.write(work, self._believed)

    @Slot(object)
    def _believed(self, added: TrustAdded) -> None:
        names = ", ".join(item.name for item in added.certificates if item.is_new)
        parts = (
            [self.tr("Từ nay tin cậy chữ ký do các cơ quan này bảo đảm: {names}.").format(names=names)] if names else []
        )
        if added.lists:
            parts.append(self.tr("Đã nhận %n danh sách thu hồi.", "", len(added.lists)))
        self.told.emit(" ".join(parts), None)

    # dropping and taking back ----------------------------------------------------

    @Slot()
    def _ask_drop(self) -> None:
        item = self.table.item
        if not isinstance(item, RegisteredAnchor):
            return
        dialog = EndDialog(
            self.tr("Thôi tin cậy"),
            self.tr(
                "Chữ ký do “{name}” bảo đảm sẽ không còn được xác nhận. Những gì đã tiếp nhận giữ nguyên; "
                "có thể hoàn tác ngay sau đó hoặc thêm lại từ tệp."
            ).format(name=item.anchor.name),
            example=self.tr("ví dụ: cơ quan chứng thực ngừng hoạt động"),
            today=self.session.now().astimezone(VIETNAM).date(),
            parent=self,
        )
        dialog.given.connect(self._drop)
        dialog.open()

    @Slot(str, object)
    def _drop(self, reason: str, _since: object) -> None:
        item = self.table.item
        if isinstance(item, RegisteredAnchor):
            fingerprint = item.anchor.fingerprint
            self.write(lambda workspace: forget(workspace, fingerprint, reason=reason), self._dropped)

    @Slot(object)
    def _dropped(self, gone: Anchor) -> None:
        def take_back() -> None:
            self.write(lambda workspace: believe_again(workspace, gone), self._taken_back)

        self.told.emit(self.tr("Đã thôi tin cậy “{name}”.").format(name=gone.name), take_back)

    @Slot(object)
    def _taken_back(self, again: BelievedCertificate) -> None:
        self.told.emit(self.tr("Đã tin cậy lại “{name}”.").format(name=again.name), None)


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Trust", "Cơ quan chứng thực"), 0),
        TextColumn(translate("Trust", "Nơi cấp"), 220),
        TextColumn(translate("Trust", "Hiệu lực đến"), 100),
        TextColumn(translate("Trust", "Tình trạng"), 150),
        TextColumn(translate("Trust", "Dấu vân tay"), 170),
    )


def _row(item: RegisteredAnchor, at: datetime) -> TextRow:
    facts = item.facts
    return TextRow(
        cells=(
            item.anchor.name,
            translate("Trust", "tự chứng thực") if facts.is_own_issuer else short_name(facts.issuer),
            day(facts.not_after),
            validity_word(facts, at),
            beginning(facts.sha256),
        ),
        item=item,
        colour=_colour(facts.not_after, at),
        coloured=3,
    )


def _colour(until: datetime, at: datetime) -> QColor:
    return tones().bad if at > until else tones().good


def beginning(fingerprint: str) -> str:
    """The first groups of a fingerprint, enough to tell rows apart; the whole stands under the table."""
    return " ".join(grouped_lines(fingerprint)[0].split()[:3]) + " …"
