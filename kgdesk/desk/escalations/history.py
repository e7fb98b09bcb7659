"""What happened to a matter, revision by revision."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from kgdesk.desk.escalations.words import state_word
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.domain.escalation import Escalation
from kgdesk.messages import VIETNAM
from kgdesk.operations.escalation import RecordedEscalation

translate = QCoreApplication.translate
_SHOWN = 80  # letters of a text


class HistoryDialog(QDialog):
    """One row for each thing that changed, the newest first."""

    def __init__(self, revisions: Sequence[RecordedEscalation], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Lịch sử kiến nghị"))
        self.resize(760, 420)
        layout = QVBoxLayout(self)
        columns = (
            TextColumn(self.tr("Lúc"), 130),
            TextColumn(self.tr("Người ghi"), 150),
            TextColumn(self.tr("Thay đổi"), 0),
        )
        self.table = TextTable(columns, self.tr("Lịch sử kiến nghị"))
        self.table.put(history_rows(revisions))
        layout.addWidget(self.table)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)


def history_rows(revisions: Sequence[RecordedEscalation]) -> list[TextRow]:
    """Write the revisions, oldest first in `revisions`, as rows with the newest on top."""
    rows: list[TextRow] = []
    before: Escalation | None = None
    for revision in revisions:
        at = revision.recorded_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
        rows += [
            TextRow(cells=(at, revision.recorded_by, told), item=revision)
            for told in _changes(before, revision.escalation)
        ]
        before = revision.escalation
    return rows[::-1]


def _changes(before: Escalation | None, after: Escalation) -> Iterator[str]:
    if before is None:
        yield translate("Escalations", "Nêu kiến nghị: “{text}”").format(text=_short(after.matter))
        return
    if before.state is not after.state:
        yield translate("Escalations", "Tình trạng: {before} → {after}").format(
            before=state_word(before.state), after=state_word(after.state)
        )
    if before.decision_wanted_by != after.decision_wanted_by:
        wanted = after.decision_wanted_by
        day = wanted.strftime("%d/%m/%Y") if wanted else translate("Escalations", "không hẹn ngày")
        yield translate("Escalations", "Cần trả lời trước: {day}").format(day=day)
    for name, caption in _captions().items():
        old, new = str(getattr(before, name) or ""), str(getattr(after, name) or "")
        if old != new:
            yield translate("Escalations", "{name}: “{text}”").format(name=caption, text=_short(new))


def _captions() -> dict[str, str]:
    return {
        "matter": translate("Escalations", "Nội dung vướng mắc"),
        "legal_limit": translate("Escalations", "Giới hạn thẩm quyền"),
        "proposal": translate("Escalations", "Đề xuất"),
        "addressee": translate("Escalations", "Nơi nhận"),
        "task": translate("Escalations", "Nhiệm vụ liên quan"),
        "answer": translate("Escalations", "Trả lời"),
    }


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
