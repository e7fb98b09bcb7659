"""Undo and redo of the whole workspace: the menu says what, the window goes where it happened."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from kgdesk.desk.page import Place

if TYPE_CHECKING:
    from kgdesk.desk.shell import Shell
    from kgdesk.domain.changes import Outcome
    from kgdesk.operations.undo import UndoneStep, UndoState

# Screens on which Ctrl+Z takes back a step of the unit's own return; elsewhere it means something else or nothing.
_OWN_PAGES = frozenset({"home", "entry", "narrative", "escalations", "checks", "seal"})


class Undoing(QObject):
    """The two actions of one window. What is being typed in a field undoes itself first, as everywhere."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = shell.session
        self._state: UndoState | None = None
        self.undo = self._action("undo", QKeySequence("Ctrl+Z"))
        self.redo = self._action("redo", QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))
        self.undo.triggered.connect(self._take_back)
        self.redo.triggered.connect(self._do_again)
        self._session.changes.published.connect(self.refresh)
        self._session.period_changed.connect(self.refresh)
        self._session.tasks.queue_changed.connect(self._judge)
        shell.stack.currentChanged.connect(self._arrive)
        self._judge()

    def _action(self, name: str, *keys: QKeySequence) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcuts(keys)
        return action

    @Slot()
    def refresh(self) -> None:
        """Ask what would be taken back now."""
        from kgdesk.operations.undo import undo_state

        period, lang = self._session.period, self._session.lang
        self._session.read(lambda workspace: undo_state(workspace, period, lang=lang), self._take_state)

    @Slot(object)
    def _take_state(self, state: "UndoState") -> None:
        self._state = state
        self._judge()

    @Slot(int)
    def _arrive(self, _position: int) -> None:
        if self._state is None:
            self.refresh()
        self._judge()

    @Slot()
    def _judge(self) -> None:
        """Offer what there is; while something is being saved, it can be taken back as well."""
        state, saving = self._state, self._session.tasks.unsaved > 0
        page = self._shell.current
        own = page is not None and page.objectName().removeprefix("page_") in _OWN_PAGES
        self.undo.setText(self.tr("Hoàn tác") if state is None else state.undo_text)
        self.redo.setText(self.tr("Làm lại") if state is None else state.redo_text)
        self.undo.setEnabled(own and (saving or (state is not None and state.undo is not None)))
        self.redo.setEnabled(own and state is not None and state.redo is not None)
        for action in (self.undo, self.redo):
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    @Slot()
    def _take_back(self) -> None:
        from kgdesk.operations.undo import undo

        self._flush()
        period = self._session.period
        self._session.long(lambda workspace, _progress: undo(workspace, period), self._done, self._failed)

    @Slot()
    def _do_again(self) -> None:
        from kgdesk.operations.undo import redo

        self._flush()
        period = self._session.period
        self._session.long(lambda workspace, _progress: redo(workspace, period), self._done, self._failed)

    def _flush(self) -> None:
        page = self._shell.current
        if page is not None:
            page.flush()

    @Slot(object)
    def _done(self, outcome: "Outcome[UndoneStep]") -> None:
        """The commit has happened: say when, and show the place."""
        done = outcome.result
        self._session.saved.emit(self._session.now())
        if done.step.cells:
            self._shell.go(Place("entry", done.step.cells[0]))
        elif done.step.tasks:
            self._shell.go(Place("narrative", done.step.tasks[0]))
        page = self._shell.current
        if page is not None:
            told = self.tr("Đã hoàn tác: {what}. Ctrl+Y: làm lại.")
            if not done.undone:
                told = self.tr("Đã làm lại: {what}. Ctrl+Z: hoàn tác.")
            page.tell(told.format(what=done.step.words_vi if self._session.lang == "vi" else done.step.words_en))

    def _failed(self, error: BaseException) -> None:
        self._session.failed.emit(error)
        self.refresh()
