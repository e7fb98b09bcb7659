"""Matters beyond the unit's authority: the list, and the form of the one chosen."""

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.escalations.form import EscalationForm
from kgdesk.desk.escalations.words import state_word
from kgdesk.desk.page import Page
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.empty_state import EmptyState
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.messages import VIETNAM
from kgdesk.operations.escalation import escalations, next_key, record_escalation

translate = QCoreApplication.translate


class EscalationsPage(Page):
    """Open matters first; a matter is carried over from period to period until it is answered."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._waiting_for: str | None = None
        self.frame = PageFrame(
            self,
            self.tr("Kiến nghị vượt thẩm quyền"),
            self.tr(
                "Mỗi kiến nghị nêu vướng mắc, giới hạn thẩm quyền và đề xuất; "
                "được chuyển sang kỳ sau cho tới khi có trả lời."
            ),
        )
        self.adding = self.frame.tool("add", self.tr("Thêm kiến nghị"), "Ctrl+N")
        self.adding.triggered.connect(self._add)
        self.table = TextTable(_columns(), self.tr("Danh sách kiến nghị"))
        self.table.stood_on.connect(self._choose)
        self.left = QStackedWidget()
        self.left.addWidget(self.table)
        self.left.addWidget(
            EmptyState(self.tr("Chưa có kiến nghị nào. Việc vượt thẩm quyền của đơn vị thì ghi vào đây."), self.adding)
        )
        self.form = EscalationForm(session.workspace.tasks(session.period), session.lang)
        self.form.saving.connect(self._save)
        splitter = QSplitter()
        splitter.addWidget(self.left)
        splitter.addWidget(self.form)
        splitter.setSizes([520, 480])
        self.form.hide()
        self.frame.addWidget(splitter, 1)
        self.setFocusProxy(self.table)

    def load(self) -> None:
        """Fetch everything for the session's period."""
        self.session.read(escalations, self._show)

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.escalations:
            self.load()

    def go_to(self, item: str) -> None:
        """Stand on the place."""
        self._waiting_for = item
        self.load()

    @Slot(object)
    def _show(self, matters: tuple[Escalation, ...]) -> None:
        ordered = sorted(matters, key=lambda each: each.state is not EscalationState.OPEN)
        self.left.setCurrentIndex(0 if ordered else 1)
        wanted = self._waiting_for or (self.form.shown_key if self.form.isEnabled() else None)
        self._waiting_for = None
        self.table.blockSignals(True)
        self.table.put([_row(item) for item in ordered])
        self.table.blockSignals(False)
        position = next((row for row, item in enumerate(ordered) if item.key == wanted), 0)
        if ordered:
            self.table.setCurrentIndex(self.table.texts.index(position, 0))
            self._choose(ordered[position])

    @Slot(object)
    def _choose(self, matter: Escalation | None) -> None:
        if matter is not None:
            self.form.show()
            self.form.show_escalation(matter)

    @Slot()
    def _add(self) -> None:
        period = self.session.period
        self.session.read(lambda workspace: next_key(workspace, period), self._start)

    @Slot(object)
    def _start(self, key: str) -> None:
        self.form.show()
        self.form.show_escalation(
            Escalation(
                key=key,
                unit=self.session.workspace.unit.code,
                opened_period=self.session.period.code,
                opened_on=self.session.now().astimezone(VIETNAM).date(),
                matter="",
                legal_limit="",
                proposal="",
                addressee=self.tr("Ủy ban nhân dân tỉnh"),
            )
        )
        self.form.matter.setFocus()

    @Slot(object)
    def _save(self, matter: Escalation) -> None:
        self._waiting_for = matter.key
        self.session.write(lambda workspace: record_escalation(workspace, matter), None, self._not_saved)

    @Slot(object)
    def _not_saved(self, error: BaseException) -> None:
        self.form.message.setText(sentence(error, self.session.lang))


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Escalations", "Vướng mắc"), 0),
        TextColumn(translate("Escalations", "Nơi nhận"), 130),
        TextColumn(translate("Escalations", "Mở ngày"), 90),
        TextColumn(translate("Escalations", "Tình trạng"), 110),
    )


def _row(item: Escalation) -> TextRow:
    mark = "○ " if item.state is EscalationState.OPEN else "● "
    return TextRow(
        cells=(item.matter, item.addressee, item.opened_on.strftime("%d/%m/%Y"), mark + state_word(item.state)),
        item=item,
        tooltip=item.proposal,
    )
