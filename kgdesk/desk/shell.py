"""The window: header, navigation, the screen in the middle, the status line. Navigation only."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kgdesk.desk.alerts import Alerts
from kgdesk.desk.header import Header
from kgdesk.desk.icons import icon
from kgdesk.desk.navigation import Navigation
from kgdesk.desk.page import Page, PageSpec, Place, page_specs
from kgdesk.desk.session import Session
from kgdesk.desk.status_line import StatusLine
from kgdesk.desk.summary import frame_texts
from kgdesk.domain.changes import ChangeSet
from kgdesk.operations.home import HomeSummary, home


class Shell(QMainWindow):
    """One window for one session.

    Signals: `language_wanted(str)`, `scheme_wanted(str)`, `font_wanted(int)` (points),
    `open_wanted()`; `closed()` when the window is gone.
    """

    language_wanted = Signal(str)
    scheme_wanted = Signal(str)
    font_wanted = Signal(int)
    open_wanted = Signal()
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.session = session
        self.alerts = Alerts(self, lambda: session.lang)
        self.pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._wanted: dict[str, SignalInstance] = {}
        self._leaving = False
        self._lost = False
        self._specs = {spec.key: spec for spec in page_specs(consolidates=session.workspace.consolidates)}
        name = session.workspace.unit.name_vi if session.lang == "vi" else session.workspace.unit.name_en
        self.header = Header(name or session.workspace.unit.name_vi)
        self.navigation = Navigation(tuple(self._specs.values()))
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self._arrange()
        self._make_menus()
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
        layout.addLayout(middle, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        session = self.session
        session.failed.connect(self.alerts.show)
        session.saved.connect(self._saved)
        session.not_saved.connect(self._not_saved)
        session.typing.connect(self.status.say_typing)
        session.changes.published.connect(self._follow)
        session.period_changed.connect(self._period_changed)
        session.tasks.queue_changed.connect(self._queue_changed)
        self.header.chosen.connect(self._choose_period)
        self.navigation.chosen.connect(self.show_page)

    # menus -----------------------------------------------------------------

    def _make_menus(self) -> None:
        file_menu = self.menuBar().addMenu(self.tr("&Tệp"))
        opening = self._action(file_menu, "open", self.tr("&Mở sổ làm việc khác…"), QKeySequence("Ctrl+O"))
        opening.triggered.connect(self.open_wanted)
        file_menu.addSeparator()
        leaving = self._action(file_menu, "", self.tr("&Thoát"), QKeySequence("Ctrl+Q"))
        leaving.triggered.connect(self.close)
        go_menu = self.menuBar().addMenu(self.tr("Đ&i tới"))
        for number, spec in enumerate(self._specs.values(), start=1):
            action = self._action(go_menu, spec.icon, spec.title, QKeySequence(f"Ctrl+{number}"))
            action.setData(spec.key)
            action.triggered.connect(self._go_by_menu)
        self._make_view_menu()

    def _make_view_menu(self) -> None:
        view_menu = self.menuBar().addMenu(self.tr("&Hiển thị"))
        languages = view_menu.addMenu(self.tr("&Ngôn ngữ"))
        self._choices(languages, (("vi", "Tiếng Việt"), ("en", "English")), self.session.lang, self.language_wanted)
        schemes = view_menu.addMenu(self.tr("&Màu nền"))
        names = (("system", self.tr("Theo hệ thống")), ("light", self.tr("Sáng")), ("dark", self.tr("Tối")))
        self._choices(schemes, names, self.session.settings.scheme, self.scheme_wanted)
        view_menu.addSeparator()
        larger = self._action(view_menu, "", self.tr("Chữ &to hơn"), QKeySequence("Ctrl++"))
        larger.triggered.connect(self._larger)
        smaller = self._action(view_menu, "", self.tr("Chữ nh&ỏ hơn"), QKeySequence("Ctrl+-"))
        smaller.triggered.connect(self._smaller)

    def _action(self, menu: QMenu, drawing: str, text: str, keys: QKeySequence) -> QAction:
        action = menu.addAction(text)
        if drawing:
            action.setIcon(icon(drawing))
        action.setShortcut(keys)
        action.setToolTip(f"{text.replace('&', '')} ({keys.toString()})")
        return action

    def _choices(self, menu: QMenu, names: tuple[tuple[str, str], ...], current: str, wanted: SignalInstance) -> None:
        group = QActionGroup(menu)
        for key, name in names:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.setData(key)
            group.addAction(action)
        group.setObjectName(menu.title())
        group.triggered.connect(self._chosen)
        self._wanted[group.objectName()] = wanted

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self._wanted[action.actionGroup().objectName()].emit(action.data())

    @Slot()
    def _larger(self) -> None:
        self.font_wanted.emit(min(self.font().pointSize() + 1, 18))

    @Slot()
    def _smaller(self) -> None:
        self.font_wanted.emit(max(self.font().pointSize() - 1, 8))

    @Slot()
    def _go_by_menu(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.show_page(action.data())

    # screens ---------------------------------------------------------------

    def start(self, page: str) -> None:
        """Show the first screen and fetch the counts."""
        self.show_page(page if page in self._specs else "home")
        self._fetch_summary()

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
        period = self.session.period
        self.session.read(lambda workspace: home(workspace, period), self._show_summary)

    @Slot(object)
    def _show_summary(self, summary: HomeSummary) -> None:
        if summary.period != self.session.period:
            return
        texts = frame_texts(summary)
        self.header.show_due(summary.due, summary.days_left, summary.own.first_sealed_on)
        self.navigation.show_counts(texts.counts)
        self.status.revision.setText(texts.revision)
        self.status.say_findings(summary.blocking, summary.warnings)
        self.status.signature.setText(texts.signature)

    @Slot(object)
    def _saved(self, at: datetime) -> None:
        self.status.say_saved(at)
        self._lost = any(page.unsaved for page in self.pages.values())
        if self._lost:
            self.status.say_not_saved()
        elif any(page.pending for page in self.pages.values()):
            self.status.say_typing()

    @Slot(object)
    def _not_saved(self, _error: object) -> None:
        self._lost = True
        self._leaving = False
        self.status.say_not_saved()

    @Slot()
    def _queue_changed(self) -> None:
        self.status.say_queue(self.session.tasks.unsaved)
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
        session.changes.published.disconnect(self._follow)
        session.period_changed.disconnect(self._period_changed)
        session.tasks.queue_changed.disconnect(self._queue_changed)
        self.hide()
