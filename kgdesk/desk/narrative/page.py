"""Progress of the tasks: the tree at the left, three texts, a state and a percentage at the right."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHeaderView, QSplitter, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kgdesk.desk.narrative.figure_picker import FigurePicker
from kgdesk.desk.narrative.form import NarrativeForm
from kgdesk.desk.narrative.wrapped import WrappedNames
from kgdesk.desk.page import Page
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.attachment_box import AttachmentBox
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.widgets.scrolled import scrolled
from kgdesk.desk.words import progress_word
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.figure_references import FigureSheet
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.messages import VIETNAM
from kgdesk.operations.clause import clause_text
from kgdesk.operations.narrative import NarrativePage as TaskPage
from kgdesk.operations.narrative import narrative_pages, record_narrative
from kgdesk.operations.quotable import figures_to_quote
from kgdesk.operations.workspace import Workspace

IDLE_MS = 1500
_CODE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class PeriodTexts:
    """What the screen shows of a period: its pages, the figures to quote, those of the period before."""

    period: Period
    pages: tuple[TaskPage, ...]
    figures: FigureSheet
    earlier: FigureSheet


def _texts_of(workspace: Workspace, period: Period) -> PeriodTexts:
    return PeriodTexts(
        period,
        narrative_pages(workspace, period),
        figures_to_quote(workspace, period),
        figures_to_quote(workspace, period.previous()),
    )


class NarrativePage(Page):
    """Texts are saved when the field is left and after a short pause; the status line tells when they are on disk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.frame = PageFrame(self, self.tr("Thuyết minh nhiệm vụ, giải pháp"))
        self.inserting = self.frame.tool(
            "grid",
            self.tr("Chèn số liệu…"),
            "Ctrl+Shift+F",
            self.tr("Chèn số liệu của kỳ vào chỗ con trỏ; số trong câu luôn theo đúng ô số liệu"),
        )
        self.inserting.triggered.connect(self._pick)
        self._figures = FigureSheet()
        self._pages: dict[str, TaskPage] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._waiting_for: str | None = None
        self._period: Period | None = None
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Nhiệm vụ"), self.tr("Tình trạng")])
        self.tree.setAccessibleName(self.tr("Cây nhiệm vụ"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setIndentation(14)
        self.tree.setWordWrap(True)
        self.tree.setItemDelegate(WrappedNames(self.tree))
        self.tree.setUniformRowHeights(False)
        self.tree.currentItemChanged.connect(self._choose)
        self.form = NarrativeForm()
        self.form.edited.connect(self._start_idle)
        self.form.left.connect(self.save)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.save)
        self.files = AttachmentBox(session)
        splitter = QSplitter()
        splitter.addWidget(self.tree)
        splitter.addWidget(_padded(_above(self.form, self.files)))
        splitter.setSizes([380, 740])
        splitter.setStretchFactor(1, 1)
        told = self.tr(
            "Ở đây viết kết quả, khó khăn và việc làm tiếp cho từng nhiệm vụ. "
            "Kỳ này đơn vị không được phân công nhiệm vụ nào; có thể chọn kỳ khác."
        )
        self.stack = EmptyStack(splitter, EmptyState(told, self.choosing_period()))
        self.frame.addWidget(self.stack, 1)
        self.setFocusProxy(self.tree)
        self.setAcceptDrops(True)

    def load(self) -> None:
        """Fetch everything for the session's period."""
        self.save()
        period = self.session.period
        if period != self._period:
            self.form.setEnabled(False)  # what is typed before the texts are here would be overwritten by them
        self._period = period
        self.session.read(lambda workspace: _texts_of(workspace, period), self._show)

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.narratives or changes.plan or changes.cells:
            period = self.session.period
            self.session.read(lambda workspace: _texts_of(workspace, period), self._refresh)
        if changes.attachments:
            self.files.load()

    def go_to(self, item: str) -> None:
        """Stand on the place."""
        if item in self._items:
            self.tree.setCurrentItem(self._items[item])
            self.form.results.setFocus()
        else:
            self._waiting_for = item

    def flush(self) -> None:
        """Hand over what is typed."""
        self.save()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files wherever they are dropped on the screen."""
        self.files.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped to the task that is shown."""
        self.files.dropEvent(event)

    @property
    def unsaved(self) -> bool:
        """Whether the text shown is not on disk though it was handed over."""
        return self.form.unsaved

    @property
    def pending(self) -> bool:
        """Whether a text is being written that is not handed over yet."""
        return self._idle.isActive()

    @Slot(object)
    def _show(self, answer: PeriodTexts) -> None:
        if answer.period != self.session.period:
            return
        pages = answer.pages
        self._take_figures(answer)
        current = self._current_code()
        self._pages = {page.task.code: page for page in pages}
        self._fill_tree(pages)
        self.stack.show_empty(not pages)
        wanted = self._waiting_for or current
        self._waiting_for = None
        target = wanted if wanted in self._items else next(iter(self._items), None)
        if target is not None:
            self.tree.setCurrentItem(self._items[target])
        self._tell()

    def _fill_tree(self, pages: tuple[TaskPage, ...]) -> None:
        lang = self.session.lang
        plan = self.session.workspace.plan
        self.tree.blockSignals(True)
        self.tree.clear()
        self._items.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for page in pages:
            parent = page.task.parent
            if parent is not None and parent not in groups:
                heading = plan.task(parent)
                node = QTreeWidgetItem([heading.heading_vi if lang == "vi" else heading.heading_en])
                node.setFlags(Qt.ItemFlag.ItemIsEnabled)
                node.setToolTip(0, node.text(0))
                self.tree.addTopLevelItem(node)
                node.setFirstColumnSpanned(True)
                groups[parent] = node
            item = QTreeWidgetItem([page.task.heading_vi if lang == "vi" else page.task.heading_en])
            item.setData(0, _CODE, page.task.code)
            item.setToolTip(0, f"{item.text(0)}\n{clause_text(page.task.clause, lang)}")
            self._items[page.task.code] = item
            if parent is None:
                self.tree.addTopLevelItem(item)
            else:
                groups[parent].addChild(item)
            self._mark(page)
        self.tree.expandAll()
        self.tree.blockSignals(False)

    @Slot(object)
    def _refresh(self, answer: PeriodTexts) -> None:
        """Take new states in without touching what is being typed; a text that was taken back is shown."""
        pages = answer.pages
        if answer.period != self.session.period or {page.task.code for page in pages} != set(self._pages):
            return
        self._take_figures(answer)
        for page in pages:
            self._pages[page.task.code] = page
            self._mark(page)
            if page.task.code == self._current_code():
                self.form.clause.setText(self._origin(page))
        self._tell()
        self._take_other_text()

    def _take_other_text(self) -> None:
        """Show what stands on the disk where it is another text than the one shown and nothing is on its way there."""
        code, shown = self._current_code(), self.form.settled
        page = None if code is None else self._pages.get(code)
        if page is None or shown is None or self.session.tasks.unsaved or shown.task != page.task.code:
            return
        if shown != (page.narrative or self._blank(page)):
            self._put_in_form(page)

    def _take_figures(self, answer: PeriodTexts) -> None:
        self._figures = answer.figures
        self.form.look_up(answer.figures, answer.earlier, answer.period, self.session.lang)

    @Slot()
    def _pick(self) -> None:
        picker = FigurePicker(self._figures, self.session.lang, self)
        picker.chosen.connect(self._insert)
        picker.open()

    @Slot(str)
    def _insert(self, words: str) -> None:
        self.form.texts.current.insert_reference(words)

    def _mark(self, page: TaskPage) -> None:
        narrative = page.narrative
        written = narrative is not None and not narrative.is_empty
        text = self.tr("chưa viết")
        if written and narrative is not None:
            text = progress_word(narrative.progress) if page.progress_chosen else self.tr("chưa chọn tiến độ")
        if written and narrative is not None and narrative.percent is not None:
            text += f" · {narrative.percent}%"
        self._items[page.task.code].setText(1, f"{'●' if written else '○'} {text}")

    def _tell(self) -> None:
        written = sum(page.narrative is not None and not page.narrative.is_empty for page in self._pages.values())
        self.frame.say(
            self.tr("Đã viết {done}/{all} nhiệm vụ. Nội dung được lưu tự động khi rời ô hoặc ngừng gõ.").format(
                done=written, all=len(self._pages)
            )
            if self._pages
            else ""
        )

    def _current_code(self) -> str | None:
        item = self.tree.currentItem()
        code = item.data(0, _CODE) if item is not None else None
        return code if isinstance(code, str) else None

    @Slot()
    def _choose(self) -> None:
        self.save()
        code = self._current_code()
        page = None if code is None else self._pages.get(code)
        if page is None:
            return
        self._put_in_form(page)
        self.files.show_place(self.session.period, Place(PlaceKind.TASK, page.task.code))

    def _blank(self, page: TaskPage) -> Narrative:
        return Narrative(self.session.workspace.unit.code, page.task.code, self.session.period.code)

    def _put_in_form(self, page: TaskPage) -> None:
        lang = self.session.lang
        self.form.setEnabled(True)
        self.form.show_narrative(
            page.narrative or self._blank(page),
            page.previous,
            page.task.heading_vi if lang == "vi" else page.task.heading_en,
            self._origin(page),
            chosen=page.progress_chosen,
        )

    def _origin(self, page: TaskPage) -> str:
        """Where the task stands in the plan, and who wrote its text last."""
        clause = clause_text(page.task.clause, self.session.lang)
        if page.recorded_at is None:
            return clause
        at = page.recorded_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
        return f"{clause} · " + self.tr("{person} ghi lúc {at}").format(person=page.recorded_by, at=at)

    @Slot()
    def _start_idle(self) -> None:
        self._idle.start()
        self.session.typing.emit()

    @Slot()
    def save(self) -> None:
        """Put what was typed in the queue; nothing happens when nothing changed."""
        self._idle.stop()
        typed = self.form.take()
        if typed is None:
            return
        narrative, chosen = typed.narrative, typed.chosen
        self.session.write(
            lambda workspace: record_narrative(workspace, narrative, progress_chosen=chosen), None, self._not_saved
        )

    @Slot(object)
    def _not_saved(self, error: BaseException) -> None:
        self.form.keep_unsaved()
        self.session.failed.emit(error)


def _above(form: QWidget, files: QWidget) -> QWidget:
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(scrolled(form), 1)
    layout.addWidget(files)
    return both


def _padded(widget: QWidget) -> QWidget:
    frame = QWidget()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 0, 0, 0)
    layout.addWidget(widget)
    return frame
