"""What has to happen around a change of encryption: the file is closed, written anew, opened again."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.tasks import TaskRunner
from kgdesk.desk.widgets.stand_in import StandIn
from kgdesk.domain.errors import Fault
from kgdesk.messages import say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from kgdesk.desk.encryption.protect_dialog import Wish
    from kgdesk.desk.session import Session
    from kgdesk.operations.encryption import Converted, CopyFate
    from kgdesk.operations.workspace import Workspace


class Encryption(QObject):
    """Asks, and does what cannot be done while the file is open.

    Signals: `unlocked(Path)`: open it now; `given_up()`: the password is not to be had; `rescue_wanted(Fault, str)`:
    no password fits, and the file may be damaged: look at its copies; `leaving()`: close the workspace, its file is
    about to be written anew; `ended(Path, BaseException | None)`: open it again, and tell.
    """

    unlocked = Signal(object)
    given_up = Signal()
    rescue_wanted = Signal(object, object)
    leaving = Signal()
    ended = Signal(object, object)

    def __init__(self, lang: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._lang = lang
        self._waiting: StandIn | None = None
        self._tasks: TaskRunner | None = None
        self._done: Converted | None = None
        self._path = Path()
        self._session: Session | None = None
        self._window: QWidget | None = None
        self.dialog: QDialog | None = None

    # opening ----------------------------------------------------------------------------

    def ask(self, error: BaseException, window: QWidget | None) -> bool:
        """Ask for the password where that is why a workspace was not opened; False for any other reason."""
        if not isinstance(error, Fault) or error.code != "encryption.locked":
            return False
        from kgdesk.desk.encryption.unlock_dialog import UnlockDialog

        dialog = UnlockDialog(Path(str(error.params["file"])), self._lang(), window, rescue=True)
        dialog.unlocked.connect(self.unlocked)
        dialog.rescue_wanted.connect(self.rescue_wanted)
        dialog.rejected.connect(self.given_up)
        self._show(dialog)
        return True

    def _show(self, dialog: "QDialog") -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()

    # changing ---------------------------------------------------------------------------

    def begin(self, session: "Session", window: QWidget) -> None:
        """Ask what is to be done to the open workspace."""
        from kgdesk.desk.encryption.protect_dialog import ProtectDialog
        from kgdesk.operations.encryption import is_encrypted

        self._session, self._path = session, session.path
        dialog = ProtectDialog(encrypted=is_encrypted(session.path), parent=window)
        dialog.wanted.connect(self._convert)
        self._show(dialog)

    @Slot(object)
    def _convert(self, wish: "Wish") -> None:
        session, path = self._session, self._path
        if session is None:
            return
        actor, clock = session.workspace.actor, session.workspace.clock
        self._session = None
        self.leaving.emit()

        def work(_progress: object) -> "Converted":
            from kgdesk.desk.encryption.protect_dialog import Deed
            from kgdesk.operations import encryption

            if wish.deed is Deed.ENCRYPT:
                return encryption.encrypt(path, wish.password, actor=actor, clock=clock)
            encryption.unlock(path, wish.present)
            if wish.deed is Deed.CHANGE:
                return encryption.change_password(path, wish.password, actor=actor, clock=clock)
            return encryption.decrypt(path, actor=actor, clock=clock)

        self._waiting = StandIn(
            self.tr("Đang viết lại sổ làm việc và đối chiếu từng dòng. Nếu mất điện lúc này, tệp cũ vẫn còn nguyên."),
            name=self.tr("Đang viết lại sổ làm việc"),
        )
        self._waiting.show()
        self._tasks = TaskRunner(self)
        self._tasks.run(work, self._converted, self._failed)

    @Slot(object)
    def _converted(self, done: "Converted") -> None:
        self._done = done
        self._end(None)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._end(error)

    def _end(self, error: BaseException | None) -> None:
        self.close()
        self.ended.emit(self._path, error)

    def tell(self, session: "Session", window: QWidget) -> None:
        """Show what came of it on the window that is open again."""
        done, self._done = self._done, None
        if done is None or done.path != session.path:
            return
        from kgdesk.desk.encryption.recovery_dialog import RecoveryDialog

        self._session, self._window = session, window
        dialog = RecoveryDialog(done, at=session.now(), parent=window)
        dialog.settling.connect(self._settle)
        self._show(dialog)

    @Slot(object, object)
    def _settle(self, copies: tuple[Path, ...], fate: "CopyFate") -> None:
        session = self._session
        if session is None:
            return

        def work(workspace: "Workspace") -> tuple[tuple[Path, Fault | None], ...]:
            from kgdesk.operations.encryption import settle_each

            return settle_each(workspace.path, copies, fate)

        session.read(work, self._settled)

    @Slot(object)
    def _settled(self, left: "tuple[tuple[Path, Fault | None], ...]") -> None:
        """Name the copies that could not be brought along: they are still as they were."""
        self._session = None
        window, self._window = self._window, None
        if not left or window is None:
            return
        lang = self._lang()
        lines = [
            say("encryption.copy_left", lang, file=item) if fault is None else sentence(fault, lang)
            for item, fault in left
        ]
        text = "\n\n".join([say("encryption.copies_left", lang, count=len(left)), *lines])
        title = self.tr("Mật khẩu của sổ làm việc")
        box = QMessageBox(QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.Ok, window)
        box.setObjectName("copies_left")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.open()

    def close(self) -> None:
        """Let go of worker and window; a file that is being written is finished first."""
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None
        if self._waiting is not None:
            self._waiting.close()
            self._waiting.deleteLater()
            self._waiting = None
