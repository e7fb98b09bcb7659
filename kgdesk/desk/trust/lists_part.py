"""Revocation lists: what the authorities took back, and whether a newer list is due."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QWidget

from kgdesk.desk.appearance import tones
from kgdesk.desk.session import Session
from kgdesk.desk.trust.certificate_text import minute, short_name, table
from kgdesk.desk.trust.part import TrustPart
from kgdesk.desk.widgets.text_table import TextColumn, TextRow
from kgdesk.operations.trust import KnownList
from kgdesk.operations.trust_register import TrustRegister

translate = QCoreApplication.translate


class ListsPart(TrustPart):
    """Signals: `chosen(Path)` with a file of lists to read."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, translate("Trust", "Danh sách thu hồi"), _columns(), parent)
        self._at = datetime.now(UTC)
        self.adding = self.tool(
            "add",
            self.tr("Thêm từ tệp…"),
            "Ctrl+N",
            self.tr("Chọn tệp danh sách thu hồi (.crl) tải từ cơ quan chứng thực"),
        )
        self.adding.triggered.connect(self._choose)
        self.teach(
            self.tr(
                "Chưa có danh sách thu hồi nào nên không biết chứng thư nào đã bị hủy. "
                "Hãy tải tệp .crl từ trang của cơ quan chứng thực rồi thêm vào đây."
            ),
            self.adding,
        )

    def show_register(self, register: TrustRegister) -> None:
        """Fill the list."""
        self._at = register.at
        self.show_rows([_row(item, register.at) for item in register.lists])

    def stand(self, item: KnownList | None) -> None:
        """Show the list one stands on."""
        if item is None:
            self.details.clear()
            return
        sentence = {
            "old": translate("Trust", "Đã có danh sách mới hơn của cơ quan này; bản này chỉ giữ để đối chiếu."),
            "overdue": translate("Trust", "Đã quá hạn cập nhật: hãy tải danh sách mới và thêm vào."),
            "current": translate("Trust", "Danh sách còn trong hạn."),
        }[_state(item, self._at)]
        rows = (
            (translate("Trust", "Cơ quan lập"), _escaped(item.issuer)),
            (translate("Trust", "Lập lúc"), minute(item.this_update)),
            (translate("Trust", "Hạn cập nhật"), _due(item)),
            (translate("Trust", "Số chứng thư bị thu hồi"), str(item.revoked)),
        )
        self.details.setHtml(f"<h3>{_escaped(short_name(item.issuer))}</h3><p>{sentence}</p>{table(rows)}")

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Chọn danh sách thu hồi"),
            str(self.session.path.parent),
            self.tr("Danh sách thu hồi (*.crl *.pem *.der);;Mọi tệp (*)"),
        )
        if name:
            self.chosen.emit(Path(name))


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Trust", "Cơ quan lập"), 0),
        TextColumn(translate("Trust", "Lập lúc"), 130),
        TextColumn(translate("Trust", "Hạn cập nhật"), 130),
        TextColumn(translate("Trust", "Tình trạng"), 200),
        TextColumn(translate("Trust", "Bị thu hồi"), 90, figures=True),
    )


def _row(item: KnownList, at: datetime) -> TextRow:
    state = _state(item, at)
    word = {
        "old": translate("Trust", "○ Đã có bản mới hơn"),
        "overdue": translate("Trust", "▲ Quá hạn cập nhật"),
        "current": translate("Trust", "● Còn hạn"),
    }[state]
    colours: dict[str, QColor] = {"old": tones().quiet, "overdue": tones().warn, "current": tones().good}
    return TextRow(
        cells=(short_name(item.issuer), minute(item.this_update), _due(item), word, str(item.revoked)),
        item=item,
        tooltip=item.issuer,
        colour=colours[state],
        coloured=3,
    )


def is_overdue(item: KnownList, at: datetime) -> bool:
    """Whether the list that counts should have been followed by another."""
    return _state(item, at) == "overdue"


def _state(item: KnownList, at: datetime) -> str:
    if not item.is_newest:
        return "old"
    return "overdue" if item.next_update is not None and item.next_update < at else "current"


def _due(item: KnownList) -> str:
    return translate("Trust", "không ghi") if item.next_update is None else minute(item.next_update)


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
