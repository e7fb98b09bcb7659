"""Matters beyond the unit's authority: the list, and the form of the one chosen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.escalations.drafts import read_drafts, write_drafts
from kgdesk.desk.escalations.form import EscalationForm
from kgdesk.desk.escalations.history import HistoryDialog
from kgdesk.desk.escalations.rows import columns, period_label, row_of
from kgdesk.desk.page import Page
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.attachment_box import AttachmentBox
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.widgets.text_table import TextTable
from kgdesk.desk.words import counted
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.escalation import Escalation, EscalationState, by_age
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.messages import VIETNAM
from kgdesk.operations.escalation import (
    RecordedEscalation,
    escalation_history,
    escalations,
    next_key,
    record_escalation,
)

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
        self.frame = PageFrame(self, self.tr("Kiến nghị vượt thẩm quyền"), self._rule())
        self.adding = self.frame.tool("add", self.tr("Thêm kiến nghị"), "Ctrl+N")
        self.adding.triggered.connect(self._add)
        self.table = TextTable(columns(), self.tr("Danh sách kiến nghị"))
        self.table.stood_on.connect(self._choose)
        told = self.tr("Chưa có kiến nghị nào. Việc vượt thẩm quyền của đơn vị thì ghi vào đây.")
        self.left = EmptyStack(self.table, EmptyState(told, self.adding))
        self.form = EscalationForm(session.workspace.tasks(session.period), session.lang, self._today)
        self.form.saving.connect(self._save)
        self.form.edited.connect(self._edited)
        self.form.dropping.connect(self._drop)
        self.form.looking_back.connect(self._look_back)
        self.files = AttachmentBox(session)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form, 1)
        self.files.setContentsMargins(SPACE, 0, 0, 0)
        column.addWidget(self.files)
        splitter = QSplitter()
        splitter.addWidget(self.left)
        splitter.addWidget(right)
        splitter.setSizes([520, 480])
        self._hide_form()
        self.frame.addWidget(splitter, 1)
        self.setFocusProxy(self.table)
        self.setAcceptDrops(True)

    def load(self) -> None:
        """Fetch everything for the session's period."""
        self.session.read(escalations, self._show)

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.escalations:
            self.load()
        if changes.attachments:
            self.files.load()

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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files wherever they are dropped on the screen."""
        if not self.files.isHidden():
            self.files.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped to the matter that is shown."""
        self.files.dropEvent(event)

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
            self._hide_form()
        self.load()

    @Slot(object)
    def _show(self, matters: tuple[Escalation, ...]) -> None:
        if self.form.isEnabled():
            self._keep_draft()
        self._known = {item.key: item for item in matters}
        new = [draft for key, draft in self._drafts.items() if key not in self._known]
        ordered = [*new, *by_age(matters)]
        self.frame.say(self._summary(matters))
        self.left.show_empty(not ordered)
        wanted = self._waiting_for or (self.form.shown_key if self.form.isEnabled() else None)
        self._waiting_for = None
        self.table.blockSignals(True)
        self.table.put(
            [
                row_of(
                    self._drafts.get(item.key, item),
                    draft=item.key in self._drafts,
                    today=self._today,
                    period=self.session.period,
                    lang=self.session.lang,
                )
                for item in ordered
            ]
        )
        self.table.blockSignals(False)
        position = next((row for row, item in enumerate(ordered) if item.key == wanted), 0)
        if ordered:
            self.table.blockSignals(True)
            self.table.setCurrentIndex(self.table.texts.index(position, 0))
            self.table.blockSignals(False)
            self._put_in_form(ordered[position].key)
        elif self.form.shown_key is not None and self.form.unsaved is None:
            self._hide_form()  # the matter that was shown was taken back
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
        self._tell_age(self._known.get(key))
        if draft is not None:
            self.form.tell(self.tr("Nội dung này chưa lưu vào sổ làm việc; bản đang ghi dở được giữ trên máy này."))

    def _hide_form(self) -> None:
        self.form.hide()
        self.form.setEnabled(False)
        self.files.hide()

    @property
    def _today(self) -> date:
        return self.session.now().astimezone(VIETNAM).date()

    def _rule(self) -> str:
        return self.tr(
            "Mỗi kiến nghị nêu vướng mắc, giới hạn thẩm quyền và đề xuất; "
            "được chuyển sang kỳ sau cho tới khi có trả lời."
        )

    def _summary(self, matters: Sequence[Escalation]) -> str:
        """Say how many wait, how long the oldest does, and how many are late."""
        waiting = [item for item in matters if item.state is EscalationState.OPEN]
        if not waiting:
            return self._rule()
        oldest = max(item.age_days(self._today) for item in waiting)
        parts = [
            self.tr("%n kiến nghị chờ trả lời", "", len(waiting)),
            counted(self.tr("lâu nhất %n ngày", "", oldest), oldest, self.session.lang),
        ]
        late = sum(bool(item.overdue_days(self._today)) for item in waiting)
        if late:
            parts.append(self.tr("%n quá hạn trả lời", "", late))
        return ", ".join(parts) + ". " + self.tr("Được chuyển sang kỳ sau cho tới khi có trả lời hoặc được rút.")

    def _tell_age(self, matter: Escalation | None) -> None:
        """Say in the form since when a matter waits; its files can be added once it is saved."""
        self.files.setVisible(matter is not None)
        if matter is None:
            self.form.tell_age(self.tr("Kiến nghị mới, chưa lưu."), overdue=False, known=False)
            return
        late = matter.overdue_days(self._today)
        text = self.tr("Nêu ngày {day} ({period}).").format(
            day=matter.opened_on.strftime("%d/%m/%Y"), period=period_label(matter.opened_period, self.session.lang)
        )
        if matter.state is EscalationState.OPEN:
            age = matter.age_days(self._today)
            text += " " + counted(self.tr("Đã chờ %n ngày.", "", age), age, self.session.lang)
        if late:
            text += " " + counted(self.tr("▲ Quá hạn trả lời %n ngày.", "", late), late, self.session.lang)
        self.form.tell_age(text, overdue=bool(late), known=True)
        self.files.show_place(self.session.period, Place(PlaceKind.ESCALATION, matter.key))

    @Slot(str)
    def _look_back(self, key: str) -> None:
        self.session.read(lambda workspace: escalation_history(workspace, key), self._show_history)

    @Slot(object)
    def _show_history(self, revisions: tuple[RecordedEscalation, ...]) -> None:
        HistoryDialog(revisions, self).open()

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
        self._tell_age(None)
        self.form.matter.setFocus()

    @Slot(object)
    def _save(self, matter: Escalation) -> None:
        self._waiting_for = matter.key
        period = self.session.period
        self.session.write(
            lambda workspace: record_escalation(workspace, matter, period=period), self._saved, self._not_saved
        )

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
        self.form.tell(sentence(error, self.session.lang))
