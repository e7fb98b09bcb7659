"""What has to happen around a recovery: the workspace is closed, a copy takes its place, it is opened again."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from kgdesk.desk.tasks import TaskRunner
from kgdesk.desk.widgets.stand_in import StandIn
from kgdesk.domain.errors import Fault
from kgdesk.messages import say

if TYPE_CHECKING:
    from kgdesk.desk.keeping.copies_dialog import CopiesDialog
    from kgdesk.desk.session import Session
    from kgdesk.operations.salvage import Saved


class Keeping(QObject):
    """Shows the copies, and does what cannot be done while the file is open.

    Signals: `leaving()`: close the workspace, another file is about to take its place; `ended(Path,
    BaseException | None)`: open this one, and tell; `given_up()`: nothing is to be opened.
    """

    leaving = Signal()
    ended = Signal(object, object)
    given_up = Signal()

    def __init__(
        self, *, lang: Callable[[], str], actor: Callable[[], str], clock: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._lang, self._actor, self._clock = lang, actor, clock
        self._path = Path()
        self._tasks: TaskRunner | None = None
        self._waiting: StandIn | None = None
        self._problem: Fault | None = None
        self._secret: str | None = None  # typed for a file that no password opened
        self._told: tuple[Path, str] | None = None
        self.dialog: CopiesDialog | None = None

    def begin(self, session: "Session", window: QWidget) -> None:
        """Show the copies of the workspace that is open."""
        self._show(session.path, None, window)

    def ask(self, error: BaseException, window: QWidget | None) -> bool:
        """Offer copies and what can be saved where a workspace is damaged; False for any other reason."""
        if not isinstance(error, Fault) or error.code != "workspace.damaged":
            return False
        self._show(Path(str(error.params["file"])), error, window)
        return True

    def rescue(self, error: Fault, secret: str, window: QWidget | None) -> None:
        """Offer the same where no password opens an encrypted workspace: its beginning may be damaged."""
        self._show(Path(str(error.params["file"])), error, window)
        self._secret = secret

    def _show(self, path: Path, problem: Fault | None, window: QWidget | None) -> None:
        from kgdesk.desk.keeping.copies_dialog import CopiesDialog

        self._path, self._problem, self._secret = path, problem, None
        dialog = CopiesDialog(path, lang=self._lang(), clock=self._clock, problem=problem, parent=window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restore_wanted.connect(self._restore)
        dialog.salvage_wanted.connect(self._salvage)
        if problem is not None:
            dialog.rejected.connect(self.given_up)
        self.dialog = dialog
        dialog.open()

    @Slot(object)
    def _restore(self, copy: Path) -> None:
        from kgdesk.operations.maintenance import restore

        path, actor, clock = self._path, self._actor(), self._clock
        self._run(lambda _progress: restore(copy, path, actor=actor, clock=clock), self._restored)

    @Slot(object)
    def _restored(self, kept: Path | None) -> None:
        code = "cli.restore.done" if kept is None else "cli.restore.kept"
        self._end(self._path, say(code, self._lang(), file=self._path, kept=kept or ""))

    @Slot()
    def _salvage(self) -> None:
        from kgdesk.operations.salvage import free_target, salvage

        path, secret, actor, clock, lang = self._path, self._secret, self._actor(), self._clock, self._lang()
        target = free_target(path)
        self._run(
            lambda _progress: salvage(path, target, actor=actor, secret=secret, lang=lang, clock=clock), self._saved
        )

    @Slot(object)
    def _saved(self, saved: "Saved") -> None:
        text = say("salvage.done", self._lang(), file=saved.target, report=saved.report, rows=saved.kept)
        self._end(saved.target, text)

    def _run(self, work: Callable[[Any], Any], done: Callable[[Any], object]) -> None:
        self.leaving.emit()
        self._waiting = StandIn(
            self.tr("Đang phục hồi và kiểm tra. Tệp đang có không bị xóa: nó được giữ thành một bản sao."),
            name=self.tr("Đang phục hồi"),
        )
        self._waiting.show()
        self._tasks = TaskRunner(self)
        self._tasks.run(work, done, self._failed)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.close()
        if self._problem is not None and isinstance(error, Fault):  # no window is open that could tell it
            self._show(self._path, error, None)
        else:
            self.ended.emit(self._path, error)

    def _end(self, path: Path, text: str) -> None:
        self.close()
        self._told = path, text
        self.ended.emit(path, None)

    def tell(self, path: Path, window: QWidget) -> None:
        """Say what came of it on the window that is open again."""
        told, self._told = self._told, None
        if told is None or told[0] != path:
            return
        title = self.tr("Bản sao và phục hồi")
        box = QMessageBox(QMessageBox.Icon.Information, title, told[1], QMessageBox.StandardButton.Ok, window)
        box.setObjectName("told")
        box.open()

    def close(self) -> None:
        """Let go of worker and window; what is being written is finished first."""
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None
        if self._waiting is not None:
            self._waiting.close()
            self._waiting.deleteLater()
            self._waiting = None
