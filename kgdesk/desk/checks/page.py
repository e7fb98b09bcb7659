"""What the rules of the plan have to say about the draft."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kgdesk.desk.checks.explain_dialog import ExplainDialog
from kgdesk.desk.checks.findings_table import FindingsTable, ToldFinding
from kgdesk.desk.page import Page, Place
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
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
        self.stack = EmptyStack(self.table, EmptyState(""))
        self._to_seal = self.leading_to(Place("seal"), "seal", self.tr("Tới trang Ký và xuất"))
        self._other_period = self.choosing_period()
        self.frame.addWidget(self.stack, 1)
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

    def _teach(self, *, asked: bool, part: bool) -> None:
        """Say what the screen is for where nothing was found."""
        self.frame.say("")
        empty = self.stack.empty
        if not asked:
            told = self.tr("Ở đây xem số liệu còn thiếu hay khác thường. Kỳ này đơn vị không phải báo cáo gì.")
            empty.say(told, self._other_period)
        elif part:
            empty.say(self.tr("Không có lỗi hay cảnh báo nào. Có thể nộp lại phần việc ở trình đơn Tệp."))
            empty.offer(None)
        else:
            empty.say(self.tr("Không có lỗi hay cảnh báo nào. Có thể chuyển sang “Ký và xuất”."), self._to_seal)

    @Slot(object)
    def _tell(self, counts: dict[Severity, int]) -> None:
        workspace, period = self.session.workspace, self.session.period
        asked = bool(workspace.indicators(period) or workspace.tasks(period))
        rows = self.table.texts.rowCount()
        self.stack.show_empty(not rows)
        if not rows:
            self._teach(asked=asked, part=workspace.part is not None)
            return
        if not sum(counts.values()):
            self.frame.say(self.tr("Không còn lỗi hay cảnh báo nào chưa giải trình. Có thể chuyển sang “Ký và xuất”."))
            return
        parts = (
            self.tr("%n lỗi chặn", "", counts.get(Severity.BLOCK, 0)),
            self.tr("%n cảnh báo", "", counts.get(Severity.WARN, 0)),
            self.tr("%n lưu ý", "", counts.get(Severity.INFO, 0)),
        )
        self.frame.say(", ".join(parts) + ". " + self.tr("Enter hoặc bấm đúp để tới chỗ cần sửa."))
