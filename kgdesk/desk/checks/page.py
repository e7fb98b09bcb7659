"""What the rules of the plan have to say about the draft."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kgdesk.desk.checks.explain_dialog import ExplainDialog
from kgdesk.desk.checks.findings_table import FindingsTable, ToldFinding
from kgdesk.desk.page import Page
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.findings import Severity


class ChecksPage(Page):
    """The table of findings with a sentence above it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.frame = PageFrame(self, self.tr("Kiểm tra"))
        self.explaining = self.frame.tool(
            "narrative",
            self.tr("Giải trình…"),
            "Ctrl+E",
            self.tr("Ghi lý do giữ nguyên số liệu của cảnh báo đang chọn"),
        )
        self.explaining.triggered.connect(self._explain)
        again = self.frame.tool("check", self.tr("Kiểm tra lại"), "F5")
        self.table = FindingsTable(session)
        self.table.wanted.connect(self.wanted)
        self.table.loaded.connect(self._tell)
        self.table.stood_on.connect(self._stand)
        again.triggered.connect(self.load)
        self._stand(None)
        self.frame.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    @Slot()
    def load(self) -> None:
        """Fetch everything for the session's period."""
        self.table.load()

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.cells or changes.narratives or changes.escalations or changes.plan:
            self.load()

    @Slot(object)
    def _stand(self, told: ToldFinding | None) -> None:
        self.explaining.setEnabled(told is not None and told.finding.severity is Severity.WARN)

    @Slot()
    def _explain(self) -> None:
        told = self.table.item
        if isinstance(told, ToldFinding):
            ExplainDialog(self.session, told.finding, told.text.message, told.reason, self).open()

    @Slot(object)
    def _tell(self, counts: dict[Severity, int]) -> None:
        workspace, period = self.session.workspace, self.session.period
        if not (workspace.indicators(period) or workspace.tasks(period)):
            self.frame.say(self.tr("Kỳ này đơn vị không phải báo cáo gì nên không có gì để kiểm tra."))
            return
        if not sum(counts.values()):
            self.frame.say(self.tr("Không có lỗi hay cảnh báo nào. Có thể chuyển sang “Ký và xuất”."))
            return
        parts = (
            self.tr("%n lỗi chặn", "", counts.get(Severity.BLOCK, 0)),
            self.tr("%n cảnh báo", "", counts.get(Severity.WARN, 0)),
            self.tr("%n lưu ý", "", counts.get(Severity.INFO, 0)),
        )
        self.frame.say(", ".join(parts) + ". " + self.tr("Enter hoặc bấm đúp để tới chỗ cần sửa."))
