"""Received files that wait because their signer is nobody's: one of them is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.trust.certificate_text import minute
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.operations.strangers import WaitingFile


class WaitingDialog(QDialog):
    """Signals: `chosen(WaitingFile)`."""

    chosen = Signal(object)

    def __init__(
        self, files: Sequence[WaitingFile], unit_name: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tệp đang tạm giữ vì chưa biết người ký"))
        self.resize(760, 360)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        label = QLabel(self.tr("Chọn tệp có người ký cần ghi nhận. Ghi nhận xong, tệp được tiếp nhận lại ngay."))
        label.setWordWrap(True)
        layout.addWidget(label)
        columns = (
            TextColumn(self.tr("Tệp"), 0),
            TextColumn(self.tr("Ghi là của đơn vị"), 180),
            TextColumn(self.tr("Người ký"), 180),
            TextColumn(self.tr("Nhận lúc"), 130),
        )
        self.table = TextTable(columns, self.windowTitle())
        self.table.put(
            [
                TextRow((item.name, unit_name(item.unit), item.signer, minute(item.received_at)), item=item)
                for item in files
            ]
        )
        self.table.opened.connect(self._choose)
        layout.addWidget(self.table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(self.tr("&Xem người ký…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @Slot()
    def _choose(self) -> None:
        item = self.table.item
        if item is not None:
            self.accept()
            self.chosen.emit(item)
