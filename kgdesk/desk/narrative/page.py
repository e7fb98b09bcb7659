"""Progress of the tasks: the tree at the left, three texts, a state and a percentage at the right."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHeaderView, QSplitter, QStackedWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kgdesk.desk.narrative.form import NarrativeForm
from kgdesk.desk.narrative.wrapped import WrappedNames
from kgdesk.desk.page import Page
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.empty_state import EmptyState
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.words import progress_word
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.period import Period
from kgdesk.operations.clause import clause_text
from kgdesk.operations.narrative import NarrativePage as TaskPage
from kgdesk.operations.narrative import narrative_pages, record_narrative

IDLE_MS = 1500
_CODE = int(Qt.ItemDataRole.UserRole)


class NarrativePage(Page):
    """Texts are saved when the field is left and after a short pause; the status line tells when they are on disk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.frame = PageFrame(self, self.tr("Thuyết minh nhiệm vụ, giải pháp"))
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
        self.right = QStackedWidget()
        self.right.addWidget(self.form)
        self.right.addWidget(EmptyState(self.tr("Đơn vị không được phân công nhiệm vụ nào trong kỳ này.")))
        splitter = QSplitter()
        splitter.addWidget(self.tree)
        splitter.addWidget(_padded(self.right))
        splitter.setSizes([520, 600])
        splitter.setStretchFactor(1, 1)
        self.frame.addWidget(splitter, 1)
        self.setFocusProxy(self.tree)

    def load(self) -> None:
        """Fetch everything for the session's period."""
        self.save()
        period = self.session.period
        self._period = period
        self.session.read(lambda workspace: (period, narrative_pages(workspace, period)), self._show)

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.narratives or changes.plan:
            period = self.session.period
            self.session.read(lambda workspace: (period, narrative_pages(workspace, period)), self._refresh)

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

    @property
    def unsaved(self) -> bool:
        """Whether the text shown is not on disk though it was handed over."""
        return self.form.unsaved

    @Slot(object)
    def _show(self, answer: tuple[Period, tuple[TaskPage, ...]]) -> None:
        period, pages = answer
        if period != self.session.period:
            return
        current = self._current_code()
        self._pages = {page.task.code: page for page in pages}
        self._fill_tree(pages)
        self.right.setCurrentIndex(0 if pages else 1)
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
    def _refresh(self, answer: tuple[Period, tuple[TaskPage, ...]]) -> None:
        """Take new states in without touching what is being typed."""
        period, pages = answer
        if period != self.session.period or {page.task.code for page in pages} != set(self._pages):
            return
        for page in pages:
            self._pages[page.task.code] = page
            self._mark(page)
        self._tell()

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
        unit = self.session.workspace.unit.code
        empty = Narrative(unit, page.task.code, self.session.period.code)
        lang = self.session.lang
        heading = page.task.heading_vi if lang == "vi" else page.task.heading_en
        self.form.show_narrative(
            page.narrative or empty,
            page.previous,
            heading,
            clause_text(page.task.clause, lang),
            chosen=page.progress_chosen,
        )

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


def _padded(widget: QWidget) -> QWidget:
    frame = QWidget()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 0, 0, 0)
    layout.addWidget(widget)
    return frame
