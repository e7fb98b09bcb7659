"""The entry screen: the grid, the panel beside it, and the way of a text to the disk."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk import messages
from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.entry.bubble import CellBubble
from kgdesk.desk.entry.columns import Column, headers
from kgdesk.desk.entry.hint_line import HintLine
from kgdesk.desk.entry.lines import EntryLine, GridRows, fetch_rows, grid_lines
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.reason_dialog import ReasonDialog
from kgdesk.desk.entry.saving import CellSaver
from kgdesk.desk.entry.side_panel import SidePanel
from kgdesk.desk.entry.typed_texts import Trouble
from kgdesk.desk.entry.view import EntryView
from kgdesk.desk.icons import icon
from kgdesk.desk.page import AT_NOTE, Page
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.empty_state import EmptyState
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.errors import Fault
from kgdesk.domain.numbers import write_for_entry
from kgdesk.domain.period import PeriodKind
from kgdesk.operations.cell_text import Choice, Refusal
from kgdesk.operations.entry import CellInput


class EntryPage(Page):
    """Signals: `painted()` when the grid was first painted with its rows."""

    painted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._waiting_for: str | None = None
        self.model = EntryModel(self)
        self.view = EntryView(self.model, session.lang)
        self.bubble = CellBubble(self.view)
        self.panel = SidePanel(session)
        self.saver = CellSaver(session, self.model, self)
        self.hint = HintLine()
        self._arrange()
        self.view.painted.connect(self.painted, Qt.ConnectionType.SingleShotConnection)
        self.view.stood_on.connect(self._stand)
        self.view.blocks.told.connect(self.hint.tell)
        self.model.troubled.connect(self._ask)
        self.model.untroubled.connect(self._calm)
        self.saver.refused.connect(self._tell_refused)
        self.saver.broken.connect(self._tell_broken)
        self.saver.reason_wanted.connect(self._ask_reason)
        self.bubble.chosen.connect(self._take_reading)
        self.bubble.left.connect(self._back_to_cell)
        self.setFocusProxy(self.view)

    def _arrange(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(EmptyState(self.tr("Đơn vị không được giao chỉ tiêu nào trong kỳ này.")))
        splitter = QSplitter()
        splitter.addWidget(self.stack)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([920, 220])
        line = QHBoxLayout()
        line.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        self.toggle = QToolButton()
        self.toggle.setIcon(icon("panel"))
        self.toggle.setText(self.tr("Chi tiết"))
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setCheckable(True)
        self.toggle.setChecked(True)
        self.toggle.setShortcut("F4")
        self.toggle.setToolTip(self.tr("Hiện hoặc ẩn phần chi tiết chỉ tiêu (F4)"))
        self.toggle.toggled.connect(self.panel.setVisible)
        self.importing = QToolButton()
        self.importing.setIcon(icon("import"))
        self.importing.setText(self.tr("Nhập từ tệp…"))
        self.importing.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.importing.setShortcut("Ctrl+Shift+I")
        self.importing.setToolTip(self.tr("Nhập số liệu từ tệp Excel hoặc CSV (Ctrl+Shift+I)"))
        self.importing.clicked.connect(self._choose_file)
        line.addWidget(self.hint, 1)
        line.addWidget(self.importing)
        line.addWidget(self.toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(splitter, 1)
        layout.addLayout(line)

    # loading -----------------------------------------------------------------

    def load(self) -> None:
        """Fetch everything for the session's period."""
        self._fetch(self._show)

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.plan or changes.returns:
            self.load()
        elif changes.cells:
            self._fetch(self._refresh)

    def _fetch(self, done: Callable[[GridRows], None]) -> None:
        period, lang = self.session.period, self.session.lang
        self.session.read(lambda workspace: fetch_rows(workspace, period, lang), done)

    @Slot(object)
    def _show(self, fetched: GridRows) -> None:
        period = fetched.period
        if period != self.session.period:
            return
        here = self._indicator_here()
        self.bubble.hide()
        self.model.put(grid_lines(fetched, self.session.lang), headers(period, self.session.workspace.plan.last_year))
        self.stack.setCurrentIndex(0 if fetched.rows else 1)
        # A year's previous period is its same period last year: shown once.
        self.view.setColumnHidden(Column.PREVIOUS, period.kind is PeriodKind.YEAR)
        self.view.arrange()
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
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

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

    def _indicator_here(self) -> str | None:
        line = self.model.line(self.view.currentIndex().row())
        return line.indicator.code if isinstance(line, EntryLine) else None

    @Slot()
    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Chọn tệp số liệu"), str(self.session.path.parent), self.tr("Bảng số liệu (*.xlsx *.csv)")
        )
        if name:
            from kgdesk.desk.record.dialog import RecordDialog

            RecordDialog(self.session, Path(name), self).open()

    # troubles ----------------------------------------------------------------

    @Slot(QModelIndex)
    def _stand(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        self.panel.show_line(line if isinstance(line, EntryLine) else None)
        trouble = self.model.trouble_at(index)
        if trouble is None:
            self.bubble.hide()
        else:
            self._show_trouble(index, trouble, focus=False)

    def _show_trouble(self, index: QModelIndex, trouble: Trouble, *, focus: bool) -> None:
        if isinstance(trouble.cause, Choice):
            self.bubble.ask(index, trouble.cell.text, trouble.cause.candidates, focus=focus)
        else:
            self.bubble.tell(index, trouble.message)

    @Slot(object)
    def _ask(self, trouble: Trouble) -> None:
        match trouble.cause:
            case Choice():
                text = self.tr("“{typed}” đọc được theo hai cách; hãy chọn cách đúng.").format(typed=trouble.cell.text)
            case Refusal(code, params):
                text = messages.say(code, self.session.lang, **params)
            case None:
                return
        told = replace(trouble, message=text)
        self.model.keep(told)
        index = self.model.index_of(trouble.cell)
        if index == self.view.currentIndex():
            self._show_trouble(index, told, focus=self.view.isVisible())

    @Slot(object)
    def _calm(self, cell: CellInput) -> None:
        if self.model.index_of(cell) == self.view.currentIndex():
            self.bubble.hide()

    @Slot(object)
    def _take_reading(self, value: Decimal) -> None:
        index = self.view.currentIndex()
        self.model.setData(index, write_for_entry(value))
        self.view.setFocus()
        self.view.go_on()

    @Slot()
    def _back_to_cell(self) -> None:
        self.view.setFocus()
        self.view.edit(self.view.currentIndex())

    @Slot(object, object)
    def _tell_refused(self, cell: CellInput, text: str) -> None:
        if self.model.index_of(cell) == self.view.currentIndex():
            self.bubble.tell(self.view.currentIndex(), text)

    @Slot(object, object)
    def _tell_broken(self, cells: tuple[CellInput, ...], error: BaseException) -> None:
        text = sentence(error, self.session.lang)
        for cell in cells:
            self.model.keep(Trouble(cell, None, text))
            self._tell_refused(cell, text)
        self.session.failed.emit(error)

    @Slot(object, object)
    def _ask_reason(self, cells: tuple[CellInput, ...], fault: Fault) -> None:
        dialog = ReasonDialog(sentence(fault, self.session.lang), cells, self)
        dialog.given.connect(self.saver.save)
        dialog.refused.connect(self._give_up)
        dialog.open()

    @Slot(object)
    def _give_up(self, cells: tuple[CellInput, ...]) -> None:
        self.saver.give_up(cells)
        self.session.given_up.emit()
