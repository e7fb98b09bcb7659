"""The window: header, navigation, the screen in the middle, the status line. Navigation only."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kgdesk.desk.alerts import Alerts
from kgdesk.desk.header import Header
from kgdesk.desk.menus import Menus
from kgdesk.desk.navigation import Navigation
from kgdesk.desk.page import PERIOD, PERSON, Page, PageSpec, Place, page_specs
from kgdesk.desk.person import People
from kgdesk.desk.person_strip import PersonStrip
from kgdesk.desk.refreshing import Refresh
from kgdesk.desk.session import Session
from kgdesk.desk.status_line import StatusLine
from kgdesk.desk.summary import frame_texts
from kgdesk.desk.tour.tour import Tour
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.errors import Fault
from kgdesk.operations.home import HomeSummary, home
from kgdesk.operations.periods import asked_for_anything
from kgdesk.operations.workspace import Workspace


class Shell(QMainWindow):
    """One window for one session.

    Signals: `language_wanted(str)`, `scheme_wanted(str)`, `font_wanted(int)` (points),
    `open_wanted()`, `file_wanted(Path)` for a part file or workspace to open;
    `help_wanted()` for the page of help that belongs here; `guide_wanted()` for the guide's first page;
    `closed()` when the window is gone.
    """

    language_wanted = Signal(str)
    scheme_wanted = Signal(str)
    font_wanted = Signal(int)
    open_wanted = Signal()
    help_wanted = Signal()
    guide_wanted = Signal()
    file_wanted = Signal(object)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.session = session
        self.alerts = Alerts(self, lambda: session.lang)
        self.pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._leaving = False
        self._lost = False
        self._summary = Refresh(session, self._asking, self._show_summary, self, at_rest=True)
        workspace = session.workspace
        specs = page_specs(
            consolidates=workspace.consolidates,
            reports=asked_for_anything(workspace),
            part=workspace.part is not None,
        )
        self._specs = {spec.key: spec for spec in specs}
        name = session.workspace.unit.name_vi if session.lang == "vi" else session.workspace.unit.name_en
        part = workspace.part
        self.header = Header(name or workspace.unit.name_vi, part="" if part is None else part.division)
        self.person_strip = PersonStrip()
        self.navigation = Navigation(tuple(self._specs.values()))
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self._arrange()
        self.tour = Tour(self)
        self.menus = Menus(self, tuple(self._specs.values()))
        self.people = People(self)
        self._connect()
        self.setWindowTitle(f"{name} · KGDesk")
        self.resize(1280, 720)
        geometry = session.settings.geometry
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    def _arrange(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.stack, 1)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(self.palette().ColorRole.Mid)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(line)
        layout.addWidget(self.person_strip)
        layout.addLayout(middle, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        session = self.session
        session.failed.connect(self.alerts.show)
        session.saved.connect(self._saved)
        session.not_saved.connect(self._not_saved)
        session.typing.connect(self.status.say_typing)
        session.given_up.connect(self._given_up)
        session.changes.published.connect(self._follow)
        session.period_changed.connect(self._period_changed)
        session.tasks.queue_changed.connect(self._queue_changed)
        self.header.chosen.connect(self._choose_period)
        self.navigation.chosen.connect(self.show_page)

    # screens ---------------------------------------------------------------

    def start(self, page: str) -> None:
        """Show the first screen and fetch the counts."""
        self.show_page(page if page in self._specs else "home")
        self._fetch_summary()
        self.people.load()

    @property
    def current(self) -> Page | None:
        """The screen that is shown."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show a screen, making it the first time."""
        before = self.current
        if before is not None:
            before.flush()
        page = self.pages.get(key)
        if page is None:
            page = self._build(self._specs[key])
        elif key in self._stale:
            self._stale.discard(key)
            page.load()
        self.stack.setCurrentWidget(page)
        self.navigation.mark(key)
        if before is not page and not self.navigation.hasFocus():
            page.setFocus()

    def _build(self, spec: PageSpec) -> Page:
        page = spec.build(self.session)
        page.wanted.connect(self.go)
        self.pages[spec.key] = page
        self.stack.addWidget(page)
        page.load()
        return page

    @Slot(object)
    def go(self, place: Place) -> None:
        """Show a screen and stand on a place in it."""
        if place.page == PERSON:
            self.menus.ask_name()
            return
        if place.page == PERIOD:
            self.header.periods.setFocus()
            self.header.periods.showPopup()
            return
        if place.page not in self._specs:
            return
        self.show_page(place.page)
        page = self.pages[place.page]
        page.setFocus()
        if place.item is not None:
            page.go_to(place.item)

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        for key, page in self.pages.items():
            if page is self.current:
                page.follow(changes)
            else:
                self._stale.add(key)
        self._fetch_summary()

    # period, counts, status --------------------------------------------------

    @Slot(object)
    def _choose_period(self, period: object) -> None:
        page = self.current
        if page is not None:
            page.flush()
        self.session.choose_period(period)  # type: ignore[arg-type] # the picker holds periods only

    @Slot()
    def _period_changed(self) -> None:
        for key, page in self.pages.items():
            if page is self.current:
                page.load()
            else:
                self._stale.add(key)
        self._fetch_summary()

    def _fetch_summary(self) -> None:
        self._summary.want()

    def _asking(self) -> Callable[[Workspace], HomeSummary]:
        period = self.session.period
        return lambda workspace: home(workspace, period)

    @Slot(object)
    def _show_summary(self, summary: HomeSummary) -> None:
        if summary.period != self.session.period:
            return
        texts = frame_texts(summary)
        self.header.show_due(summary.due, summary.days_left, summary.own.first_sealed_on)
        self.navigation.show_counts(texts.counts)
        self.status.show_own(on=bool(summary.figures_total or summary.narratives_total))
        self.status.revision.setText(texts.revision)
        self.status.say_findings(summary.blocking, summary.warnings)
        self.status.signature.setText(texts.signature)

    @Slot(object)
    def _saved(self, at: datetime) -> None:
        self.status.say_saved(at)
        self._lost = any(page.unsaved for page in self.pages.values())
        if self._lost:
            self.status.say_not_saved()
        else:
            self._tell_pending()

    def _tell_pending(self) -> None:
        if any(page.pending for page in self.pages.values()):
            self.status.say_typing()

    @Slot(object)
    def _not_saved(self, error: object) -> None:
        self._lost = True
        self._leaving = False
        self.status.say_not_saved(asking=isinstance(error, Fault) and error.code == "entry.reason_needed")

    @Slot()
    def _given_up(self) -> None:
        self._lost = any(page.unsaved for page in self.pages.values())
        if not self._lost:
            self.status.forget_not_saved()

    @Slot()
    def _queue_changed(self) -> None:
        self.status.say_queue(self.session.tasks.unsaved)
        if not self.session.tasks.unsaved and not self._lost:
            self._tell_pending()  # a reading has ended, which saves nothing
        if self._leaving and not self.session.tasks.unsaved:
            self._leaving = False
            QTimer.singleShot(0, self, self.close)  # whoever listens to the last save listens first

    # leaving -----------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what was typed to reach the disk; a failed save keeps the window open once."""
        page = self.current
        if page is not None and not self._leaving:
            page.flush()
        if self.session.tasks.unsaved:
            self._leaving = True
            event.ignore()
            return
        if self._lost:
            self._lost = False
            event.ignore()
            return
        self.session.settings.geometry = self.saveGeometry()
        event.accept()
        self.closed.emit()

    def retire(self) -> None:
        """Stop listening: another window takes over the session."""
        for page in self.pages.values():
            page.flush()
        session = self.session
        session.failed.disconnect(self.alerts.show)
        session.saved.disconnect(self._saved)
        session.not_saved.disconnect(self._not_saved)
        session.typing.disconnect(self.status.say_typing)
        session.given_up.disconnect(self._given_up)
        session.changes.published.disconnect(self._follow)
        session.period_changed.disconnect(self._period_changed)
        session.tasks.queue_changed.disconnect(self._queue_changed)
        self.hide()
