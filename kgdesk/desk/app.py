"""The application: one QApplication, the welcome window or the shell, the language and the looks."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kgdesk.desk.alerts import catch_defects
from kgdesk.desk.appearance import apply_appearance
from kgdesk.desk.collecting import collect_here
from kgdesk.desk.encryption.flow import Encryption
from kgdesk.desk.help.context import ContextHelp
from kgdesk.desk.icons import icon_of_program
from kgdesk.desk.keeping.auto_copy import AutoCopy
from kgdesk.desk.keeping.flow import Keeping
from kgdesk.desk.periods import offered_periods, usual_period
from kgdesk.desk.person import actor
from kgdesk.desk.session import Session
from kgdesk.desk.settings import Settings
from kgdesk.desk.shell import Shell
from kgdesk.desk.tasks import JobProgress, TaskRunner
from kgdesk.desk.translation import translate_into
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period

if TYPE_CHECKING:
    from kgdesk.desk.welcome.window import WelcomeWindow
    from kgdesk.operations.workspace import Workspace

Painted = Callable[[], object]
_PLAN_SUFFIX = ".kgplan"


@dataclass(frozen=True, slots=True)
class _Opened:
    """A workspace that was opened on the worker, with the periods in use, newest first."""

    workspace: "Workspace"
    periods: tuple[Period, ...]


class Desk(QObject):
    """Decides which window is open. Everything else is the windows' own affair."""

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        *,
        lang: str | None = None,
        page: str = "home",
        clock: Callable[[], datetime] | None = None,
        tour: bool = False,
    ) -> None:
        """Make it; `tour` says whether somebody new is shown through the first window."""
        super().__init__()
        self._tour = tour
        collect_here(self)
        self._clock = clock or _now
        self.app = app
        self.settings = settings
        self.lang = lang or settings.language
        self.session: Session | None = None
        self.shell: Shell | None = None
        self.welcome: WelcomeWindow | None = None
        self._page = page
        self._periods: tuple[Period, ...] = ()
        self._unsaved: tuple[BaseException, ...] = ()
        self._opening: tuple[TaskRunner, Path] | None = None
        self._on_painted: Painted | None = None
        translate_into(self.lang)
        self._dress()
        self.help = ContextHelp(app, lambda: self.lang, self)
        self.copies: AutoCopy | None = None
        self.keeping = Keeping(lang=lambda: self.lang, actor=lambda: actor(settings), clock=self._clock, parent=self)
        self.keeping.leaving.connect(self._close_session)
        self.keeping.ended.connect(self._rewritten)
        self.keeping.given_up.connect(self._given_up)
        self.encryption = Encryption(lambda: self.lang, self)
        self.encryption.unlocked.connect(self.open)
        self.encryption.given_up.connect(self._given_up)
        self.encryption.rescue_wanted.connect(self._rescue)
        self.encryption.leaving.connect(self._close_session)
        self.encryption.ended.connect(self._rewritten)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)

    def start(self, path: Path | None, on_painted: Painted | None = None) -> None:
        """Open a workspace, or greet. `on_painted` is called after the first paint of the entry grid."""
        self._on_painted = on_painted
        if path is None:
            self.greet()
        else:
            self.open(path)

    def greet(self) -> None:
        """Show the welcome window."""
        from kgdesk.desk.welcome.window import WelcomeWindow

        if self.welcome is None:
            self.welcome = WelcomeWindow(self.settings, self.lang)
            self.welcome.open_wanted.connect(self.open)
            self.welcome.language_wanted.connect(self.speak)
            self.welcome.closed.connect(self._welcome_closed)
        self.welcome.show()
        self.welcome.activateWindow()

    @Slot(object)
    def open(self, path: Path) -> None:
        """Open a workspace, or the one of a part file, on a new worker; the window follows when it is open."""
        from kgdesk.operations.part_opening import open_any
        from kgdesk.operations.periods import periods_in_use

        if path.suffix.lower() == _PLAN_SUFFIX:
            self._make_of(path)
            return
        clock, name = self._clock, actor(self.settings)

        def work(_progress: JobProgress) -> _Opened:
            workspace = open_any(path, actor=name, clock=clock)
            return _Opened(workspace, periods_in_use(workspace))

        tasks = TaskRunner()
        self._opening = (tasks, path)
        tasks.run(work, self._opened, self._not_opened)

    def _make_of(self, pack: Path) -> None:
        """Offer a new workspace with the plan of a pack: somebody opened it from the file manager."""
        self.greet()
        if self.welcome is not None:
            self.welcome.make_of(pack)

    @Slot(object)
    def _opened(self, opened: "_Opened") -> None:
        if self._opening is None:
            return
        workspace = opened.workspace
        tasks, path = self._opening[0], workspace.path  # of a part file: the workspace beside it
        self._opening = None
        self._close_session()
        part = workspace.part
        own_name = workspace.unit.name_vi
        self.settings.remember(path, own_name if part is None else f"{own_name} · {part.division}")
        session = Session(workspace, path, tasks=tasks, settings=self.settings, lang=self.lang)
        if part is not None:
            self._periods = (Period.parse(part.period),)
        else:
            self._periods = offered_periods(workspace.plan, workspace.unit, opened.periods)
        periods = self._periods
        remembered = next((item for item in periods if item.code == self.settings.period_of(path)), None)
        used = next((item for item in opened.periods if item in periods), None)
        session.choose_period(remembered or used or usual_period(periods, self._clock().date()))
        self.session = session
        self.copies = AutoCopy(session, self)
        self._show_shell()
        self._dismiss_welcome()
        _forget_keys(but=path)
        unsaved, self._unsaved = self._unsaved, ()
        for error in unsaved:  # of the workspace that was left
            self.show_error(error)
        if self.shell is not None:
            self.encryption.tell(session, self.shell)
            self.keeping.tell(path, self.shell)
        self._offer_tour()

    def _offer_tour(self) -> None:
        """Show somebody who was never here through the window: once, whatever they then do with it."""
        name, shell = actor(self.settings), self.shell
        if not self._tour or shell is None or shell.tour.usual is None or name in self.settings.toured:
            return
        self.settings.remember_tour(name)
        shell.tour.begin(shell.tour.usual)

    def _dismiss_welcome(self) -> None:
        """Close the welcome window because another window stands in its place."""
        welcome, self.welcome = self.welcome, None
        if welcome is not None:
            welcome.closed.disconnect(self._welcome_closed)
            welcome.close()
            welcome.deleteLater()

    @Slot(object)
    def _not_opened(self, error: BaseException) -> None:
        if self._opening is not None:
            self._opening[0].close()
            self._opening = None
        if self.encryption.ask(error, self.shell or self.welcome):
            return
        if self.keeping.ask(error, self.shell or self.welcome):
            return
        if self.shell is not None:
            self.shell.alerts.show(error)
            return
        self.greet()
        if self.welcome is not None:
            self.welcome.alerts.show(error)

    @Slot()
    def _given_up(self) -> None:
        if self.shell is None:
            self.greet()

    @Slot(object, object)
    def _rescue(self, error: Fault, secret: str) -> None:
        self.keeping.rescue(error, secret, self.shell or self.welcome)

    @Slot()
    def _protect(self) -> None:
        if self.session is not None and self.shell is not None:
            self.encryption.begin(self.session, self.shell)

    @Slot()
    def _keep(self) -> None:
        if self.session is not None and self.shell is not None:
            self.keeping.begin(self.session, self.shell)

    @Slot(object, object)
    def _rewritten(self, path: Path, error: BaseException | None) -> None:
        if error is not None:
            self._unsaved += (error,)  # told on the window that opens next
        self.open(path)

    def _show_shell(self) -> None:
        session = self.session
        if session is None:
            return
        old, self.shell = self.shell, Shell(session)
        shell = self.shell
        shell.header.offer(self._periods, session.period, session.lang)
        shell.open_wanted.connect(self.greet)
        shell.file_wanted.connect(self.open)
        shell.help_wanted.connect(self.help.show_here)
        shell.guide_wanted.connect(self.help.show_guide)
        shell.language_wanted.connect(self.speak)
        shell.scheme_wanted.connect(self._scheme)
        shell.font_wanted.connect(self._size)
        shell.menus.protecting.triggered.connect(self._protect)
        shell.menus.recovering.triggered.connect(self._keep)
        shell.closed.connect(self._shell_closed)
        shell.start(self._page)
        self._watch_painting(shell)
        shell.show()
        if old is not None:
            old.deleteLater()

    def _watch_painting(self, shell: Shell) -> None:
        painted = self._on_painted
        page = shell.pages.get("entry")
        if painted is not None and page is not None:
            page.painted.connect(painted, Qt.ConnectionType.SingleShotConnection)  # type: ignore[attr-defined]

    @Slot(str)
    def speak(self, lang: str) -> None:
        """Change the language: the windows are made anew, the workspace stays open."""
        if lang == self.lang:
            return
        self.lang = lang
        self.settings.language = lang
        translate_into(lang)
        if self.session is not None and self.shell is not None:
            self._remake_shell()
        elif self.welcome is not None:
            self._dismiss_welcome()
            self.greet()

    def _remake_shell(self) -> None:
        session, shell = self.session, self.shell
        if session is None or shell is None:
            return
        current = shell.current
        if current is not None:
            current.flush()
            self._page = current.objectName().removeprefix("page_")
        self.settings.geometry = shell.saveGeometry()
        touring = shell.tour.position
        shell.retire()
        session.lang = self.lang
        self._show_shell()
        if touring is not None and self.shell is not None:
            self.shell.tour.begin(*touring)

    @Slot(str)
    def _scheme(self, scheme: str) -> None:
        self.settings.scheme = scheme
        self._dress()
        self._remake_shell()

    @Slot(int)
    def _size(self, points: int) -> None:
        self.settings.font_points = points
        self._dress()
        self._remake_shell()

    @Slot()
    def _dress(self) -> None:
        apply_appearance(self.app, scheme=self.settings.scheme, font_points=self.settings.font_points)
        self.app.setWindowIcon(icon_of_program())

    @Slot()
    def _shell_closed(self) -> None:
        self._close_session()
        _forget_keys()
        if self.welcome is None:
            self.app.quit()

    @Slot()
    def _welcome_closed(self) -> None:
        if self.welcome is not None:
            self.welcome.deleteLater()
            self.welcome = None
        if self.shell is None and self._opening is None:
            self.app.quit()

    def show_error(self, error: BaseException) -> None:
        """Tell of an exception that nobody caught."""
        window = self.shell or self.welcome
        if window is not None:
            window.alerts.show(error)

    def _close_session(self) -> None:
        if self.shell is not None:
            self._unsaved += self.shell.alerts.unread()
            self.shell.retire()
            self.shell.deleteLater()
            self.shell = None
        copies, self.copies = self.copies, None
        if copies is not None:
            copies.stop()
        if self.session is not None:
            self._unsaved += self.session.close()
            self.session = None
        if copies is not None:
            self._unsaved += copies.close()
            copies.deleteLater()

    def close(self) -> None:
        """Finish what is queued and let everything go."""
        self.help.close()
        self.encryption.close()
        self.keeping.close()
        self._close_session()
        if self._opening is not None:
            self._opening[0].close()


def _forget_keys(*, but: Path | None = None) -> None:
    """Forget the passwords of other workspaces; imported late, because the welcome window knows of none."""
    from kgdesk.operations.encryption import forget_keys

    forget_keys(but=but)


def _now() -> datetime:
    return datetime.now(UTC)


def run(path: Path | None, lang: str | None = None, *, page: str = "home", on_painted: Painted | None = None) -> int:
    """Run the desk until its window is closed; gives the exit code back."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("kgdesk")
    app.setApplicationDisplayName("")
    app.setQuitOnLastWindowClosed(False)
    desk = Desk(app, Settings(), lang=lang, page=page, tour=True)
    catch_defects(desk.show_error)
    desk.start(path, on_painted)
    try:
        return app.exec()
    finally:
        desk.close()
