"""A figure of a sealed return is changed: why? The answer stays in the history of the cell."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from kgdesk import messages
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.operations.entry import CellInput

REASON_NEEDED = "entry.reason_needed"


def reason_question(fault: Fault, lang: str) -> str:
    """Ask for the reason; unlike on the command line nothing has to be entered again."""
    label = Period.parse(str(fault.params["period"])).label(lang)
    period = label if lang == "en" else label[:1].lower() + label[1:]
    return messages.say("entry.reason_asked", lang, **{**fault.params, "period": period})


class ReasonDialog(QDialog):
    """Signals: `given(tuple[CellInput, ...], str)`; `refused(tuple[CellInput, ...])` when the change is given up."""

    given = Signal(object, str)
    refused = Signal(object)

    def __init__(self, text: str, cells: tuple[CellInput, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = cells
        self.setWindowTitle(self.tr("Lý do điều chỉnh"))
        self.setMinimumWidth(440)
        layout = QVBoxLayout(self)
        label = QLabel(text)
        label.setWordWrap(True)
        layout.addWidget(label)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Lý do điều chỉnh"))
        self.reason.setPlaceholderText(self.tr("ví dụ: rà soát lại theo số liệu của Cục Thống kê"))
        self.reason.textChanged.connect(self._judge)
        layout.addWidget(self.reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.confirm.setEnabled(False)
        buttons.accepted.connect(self._give)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.rejected.connect(self._refuse)

    @Slot()
    def _judge(self) -> None:
        self.confirm.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _give(self) -> None:
        self.given.emit(self._cells, self.reason.text().strip())
        self.accept()

    @Slot()
    def _refuse(self) -> None:
        self.refused.emit(self._cells)
