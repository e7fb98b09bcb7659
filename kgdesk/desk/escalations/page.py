"""Matters beyond the unit's authority: the list, and the form of the one chosen."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.escalations.drafts import read_drafts, write_drafts
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

DRAFT_MS = 400

translate = QCoreApplication.translate


class EscalationsPage(Page):
    """Open matters first; a matter is carried over from period to period until it is answered."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._waiting_for: str | None = None
        self._known: dict[str, Escalation] = {}
        self._drafts = read_drafts(session.settings.drafts_of(session.path), session.workspace.unit.code)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(DRAFT_MS)
        self._idle.timeout.connect(self._keep_draft)
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
        self.form.edited.connect(self._edited)
        self.form.dropping.connect(self._drop)
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

    def flush(self) -> None:
        """Save what is written when it is complete; keep it as a draft when it is not."""
        self._keep_draft()
        unsaved = self.form.unsaved
        if unsaved is not None and self.form.complete:
            self._save(unsaved)

    @property
    def pending(self) -> bool:
        """Whether something written is only a draft."""
        return bool(self._drafts) or self._idle.isActive()

    @Slot()
    def _edited(self) -> None:
        self._idle.start()
        self.session.typing.emit()

    @Slot()
    def _keep_draft(self) -> None:
        self._idle.stop()
        key, unsaved = self.form.shown_key, self.form.unsaved
        if key is None:
            return
        if unsaved is None:
            self._drafts.pop(key, None)
        else:
            self._drafts[key] = unsaved
        self._store_drafts()

    def _store_drafts(self) -> None:
        self.session.settings.set_drafts_of(self.session.path, write_drafts(self._drafts))

    @Slot()
    def _drop(self) -> None:
        key = self.form.shown_key
        if key is None:
            return
        self._idle.stop()
        self._drafts.pop(key, None)
        self._store_drafts()
        if key in self._known:
            self.form.show_escalation(self._known[key])
        else:
            self.form.hide()
            self.form.setEnabled(False)
        self.load()

    @Slot(object)
    def _show(self, matters: tuple[Escalation, ...]) -> None:
        if self.form.isEnabled():
            self._keep_draft()
        self._known = {item.key: item for item in matters}
        new = [draft for key, draft in self._drafts.items() if key not in self._known]
        ordered = [*new, *sorted(matters, key=lambda each: each.state is not EscalationState.OPEN)]
        self.left.setCurrentIndex(0 if ordered else 1)
        wanted = self._waiting_for or (self.form.shown_key if self.form.isEnabled() else None)
        self._waiting_for = None
        self.table.blockSignals(True)
        self.table.put([_row(self._drafts.get(item.key, item), draft=item.key in self._drafts) for item in ordered])
        self.table.blockSignals(False)
        position = next((row for row, item in enumerate(ordered) if item.key == wanted), 0)
        if ordered:
            self.table.blockSignals(True)
            self.table.setCurrentIndex(self.table.texts.index(position, 0))
            self.table.blockSignals(False)
            self._put_in_form(ordered[position].key)
        if self._drafts:
            self.session.typing.emit()

    @Slot(object)
    def _choose(self, matter: Escalation | None) -> None:
        if matter is not None:
            if self.form.isEnabled():
                self._keep_draft()
            self._put_in_form(matter.key)

    def _put_in_form(self, key: str) -> None:
        draft = self._drafts.get(key)
        self.form.show()
        blank = self._blank(key)
        if draft is not None:
            blank = replace(blank, opened_period=draft.opened_period, opened_on=draft.opened_on)
        self.form.show_escalation(self._known.get(key) or blank, draft)
        if draft is not None:
            self.form.message.setText(
                self.tr("Nội dung này chưa lưu vào sổ làm việc; bản đang ghi dở được giữ trên máy này.")
            )

    @Slot()
    def _add(self) -> None:
        self._keep_draft()
        started = next((key for key in self._drafts if key not in self._known), None)
        if started is not None:  # one new matter at a time: its key is not taken yet
            self.go_to(started)
            return
        period = self.session.period
        self.session.read(lambda workspace: next_key(workspace, period), self._start)

    def _blank(self, key: str) -> Escalation:
        return Escalation(
            key=key,
            unit=self.session.workspace.unit.code,
            opened_period=self.session.period.code,
            opened_on=self.session.now().astimezone(VIETNAM).date(),
            matter="",
            legal_limit="",
            proposal="",
            addressee=self.tr("Ủy ban nhân dân tỉnh"),
        )

    @Slot(object)
    def _start(self, key: str) -> None:
        self.form.show()
        self.form.show_escalation(self._blank(key))
        self.form.matter.setFocus()

    @Slot(object)
    def _save(self, matter: Escalation) -> None:
        self._waiting_for = matter.key
        self.session.write(lambda workspace: record_escalation(workspace, matter), self._saved, self._not_saved)

    @Slot(object)
    def _saved(self, matter: Escalation) -> None:
        self.form.settle(matter)
        if self._drafts.get(matter.key) == matter or self.form.shown_key == matter.key:
            self._drafts.pop(matter.key, None)
        if self.form.isEnabled():
            self._keep_draft()
        self._store_drafts()

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


def _row(item: Escalation, *, draft: bool) -> TextRow:
    mark = "○ " if item.state is EscalationState.OPEN else "● "
    state = translate("Escalations", "✎ Đang ghi, chưa lưu") if draft else mark + state_word(item.state)
    return TextRow(
        cells=(item.matter, item.addressee, item.opened_on.strftime("%d/%m/%Y"), state),
        item=item,
        tooltip=item.proposal,
    )
