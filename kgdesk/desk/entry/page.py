"""The entry screen: the grid, the panel beside it, and the way of a text to the disk."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.entry.bubble import CellBubble
from kgdesk.desk.entry.column_chooser import ColumnChooser
from kgdesk.desk.entry.columns import Column, headers
from kgdesk.desk.entry.filters import FilterBar, RowFiltering
from kgdesk.desk.entry.find_bar import FindBar
from kgdesk.desk.entry.grid_bar import GridBar
from kgdesk.desk.entry.hint_line import HintLine
from kgdesk.desk.entry.lines import EntryLine, GridRows, fetch_rows, grid_lines
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.saving import CellSaver
from kgdesk.desk.entry.side_panel import SidePanel
from kgdesk.desk.entry.troubles import Troubles
from kgdesk.desk.entry.view import EntryView
from kgdesk.desk.entry.zoom import Zoom
from kgdesk.desk.icons import icon
from kgdesk.desk.page import AT_NOTE, Page
from kgdesk.desk.refreshing import Refresh
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.period import Period
from kgdesk.operations.entry import GridRow, entry_rows
from kgdesk.operations.workspace import Workspace

_FEW = 16  # rows that are read by themselves after a change; a larger block is read with everything


class EntryPage(Page):
    """Signals: `painted()` when the grid was first painted with its rows."""

    painted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._waiting_for: str | None = None
        self._fetched: GridRows | None = None  # the period as it was checked last
        self.model = EntryModel(self)
        self.view = EntryView(self.model, session.lang)
        self.bubble = CellBubble(self.view)
        self.panel = SidePanel(session)
        self.saver = CellSaver(session, self.model, self)
        self.troubles = Troubles(session, self.view, self.model, self.bubble, self.saver)
        self.hint = HintLine()
        self.columns = ColumnChooser(self.view, self.model, session.settings)
        self.finding = FindBar(self.view, self.model, self)
        filter_bar = FilterBar()
        self.filters = RowFiltering(self.view, self.model, filter_bar)
        self.bar = GridBar(filter_bar, self.finding, self.columns, self)
        self.zoom = Zoom(self.view, session.settings)
        self._arrange()
        self.view.painted.connect(self.painted, Qt.ConnectionType.SingleShotConnection)
        self.view.stood_on.connect(self._stand)
        self.view.keyed.connect(session.touch)
        self.view.blocks.told.connect(self.hint.tell)
        self.finding.left.connect(self.view.setFocus)
        self.zoom.changed.connect(self._tell_zoom)
        self.refresh = Refresh(session, self._asking, self._refresh, self, at_rest=True)
        self.panel.wanted.connect(self.wanted)
        self.panel.period_wanted.connect(self._go_to_period)
        self.panel.left.connect(self.view.setFocus)
        QShortcut(QKeySequence("F6"), self, self._change_sides, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.view)

    def _arrange(self) -> None:
        told = self.tr("Đây là bảng nhập số liệu. Kỳ này đơn vị không được giao chỉ tiêu nào; có thể chọn kỳ khác.")
        self.stack = EmptyStack(self.view, EmptyState(told, self.choosing_period()))
        splitter = QSplitter()
        splitter.addWidget(self.stack)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setCollapsible(1, False)
        splitter.setSizes([880, 304])
        line = QHBoxLayout()
        line.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        self.toggle = QToolButton()
        self.toggle.setIcon(icon("panel"))
        self.toggle.setText(self.tr("Chi tiết"))
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setCheckable(True)
        self.toggle.setChecked(self.session.settings.panel_shown)
        self.panel.setVisible(self.toggle.isChecked())
        self.toggle.setShortcut("F4")
        self.toggle.setToolTip(self.tr("Hiện hoặc ẩn phần chi tiết chỉ tiêu (F4)"))
        self.toggle.toggled.connect(self._show_panel)
        self.importing = QToolButton()
        self.importing.setIcon(icon("import"))
        self.importing.setText(self.tr("Nhập từ tệp…"))
        self.importing.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.importing.setShortcut("Ctrl+Shift+I")
        self.importing.setToolTip(self.tr("Nhập số liệu từ tệp Excel, LibreOffice hoặc CSV (Ctrl+Shift+I)"))
        self.importing.clicked.connect(self._choose_file)
        line.addWidget(self.hint, 1)
        line.addWidget(self.importing)
        line.addWidget(self.toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.finding)
        layout.addWidget(splitter, 1)
        layout.addLayout(line)

    # loading -----------------------------------------------------------------

    def load(self) -> None:
        """Fetch everything for the session's period."""
        self._fetch(self._show)

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        self.panel.follow(changes)
        if changes.plan or changes.returns:
            self.load()
        elif changes.cells:
            self._fetch_cells(frozenset(code for period, code in changes.cells if period == self.session.period.code))
            self.refresh.want()

    def _fetch_cells(self, codes: frozenset[str]) -> None:
        """Show at once what was written; what follows from it for checks and counts is read when the person rests."""
        if not 0 < len(codes) <= _FEW:
            return
        period = self.session.period

        def work(workspace: Workspace) -> tuple[Period, tuple[GridRow, ...]]:
            return period, entry_rows(workspace, period, codes)

        self.session.read(work, self._show_cells)

    @Slot(object)
    def _show_cells(self, answer: tuple[Period, tuple[GridRow, ...]]) -> None:
        period, rows = answer
        if self._fetched is not None and period == self.session.period == self._fetched.period:
            self.model.update_cells(self._fetched, rows, self.session.lang)
            self._stand(self.view.currentIndex())

    def _fetch(self, done: Callable[[GridRows], None]) -> None:
        self.session.read(self._asking(), done)

    def _asking(self) -> Callable[[Workspace], GridRows]:
        period, lang = self.session.period, self.session.lang
        return lambda workspace: fetch_rows(workspace, period, lang)

    @Slot(object)
    def _show(self, fetched: GridRows) -> None:
        period = fetched.period
        if period != self.session.period:
            return
        here = self._indicator_here()
        self._fetched = fetched
        self.bubble.hide()
        self.model.put(grid_lines(fetched, self.session.lang), headers(period, self.session.workspace.plan.last_year))
        self.stack.show_empty(not fetched.rows)
        self.columns.apply(period)
        self.view.arrange()
        self.filters.apply()
        self.bar.setVisible(bool(fetched.rows))
        target = self._waiting_for or here
        self._waiting_for = None
        if target is not None:
            self.go_to(target)

    @Slot(object)
    def _refresh(self, fetched: GridRows) -> None:
        if fetched.period != self.session.period:
            return
        if not self.model.update_rows(fetched, self.session.lang):
            self._show(fetched)
            return
        self._fetched = fetched
        self._stand(self.view.currentIndex())

    def go_to(self, item: str) -> None:
        """Stand on the place."""
        code = item.removesuffix(AT_NOTE)
        row = self.model.row_of(code)
        if row < 0:
            self._waiting_for = item
            return
        line = self.model.line(row)
        pair = isinstance(line, EntryLine) and line.indicator.is_pair
        column = Column.NOTE if item != code else Column.NUMERATOR if pair else Column.VALUE
        index = self.model.index(row, column)
        self.columns.show(column)
        self.filters.reveal(index)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def tell(self, text: str) -> None:
        """Say below the grid what was done."""
        self.hint.tell(text)

    @Slot(object, str)
    def _go_to_period(self, period: Period, indicator: str) -> None:
        """Show another period of the year and stand on the same indicator there."""
        self.flush()
        self.session.choose_period(period)
        self.go_to(indicator)

    @Slot(bool)
    def _show_panel(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self.session.settings.panel_shown = shown
        self.panel.setVisible(shown)

    @Slot()
    def _change_sides(self) -> None:
        """F6: from the grid to the panel and back."""
        focus = QApplication.focusWidget()
        if focus is not None and self.panel.isAncestorOf(focus):
            self.view.setFocus()
            return
        self.toggle.setChecked(True)
        self.panel.take_focus()

    def flush(self) -> None:
        """Commit an open editor before the screen is left."""
        focus = self.view.viewport().focusWidget() or self.view.focusWidget()
        editor = self.view.indexWidget(self.view.currentIndex()) or focus
        if editor is not None and editor is not self.view and self.view.isAncestorOf(editor):
            self.view.setFocus()

    @property
    def unsaved(self) -> bool:
        """Whether a cell shows what is not on disk."""
        return self.model.texts.unsaved

    @Slot(int)
    def _tell_zoom(self, percent: int) -> None:
        self.hint.tell(self.tr("Cỡ bảng {percent} % · Ctrl+0: trở lại 100 %").format(percent=percent))

    def _indicator_here(self) -> str | None:
        line = self.model.line(self.view.currentIndex().row())
        return line.indicator.code if isinstance(line, EntryLine) else None

    @Slot()
    def _choose_file(self) -> None:
        from kgdesk.desk.record.choosing import TableActions

        TableActions(self.session, self).choose_table()

    @Slot(QModelIndex)
    def _stand(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        self.panel.show_line(line if isinstance(line, EntryLine) else None)
        self.troubles.stand(index)
