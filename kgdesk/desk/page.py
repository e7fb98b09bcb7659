"""What every screen is: a widget over a session that can load, follow changes and go to a place."""

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kgdesk.desk.icons import icon
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.empty_state import EmptyState
from kgdesk.domain.changes import ChangeSet

PERSON = "person"  # no screen: the question who works here
PERIOD = "period"  # no screen: the list of periods above them
LAST_DIGIT = 9  # Ctrl+1 to Ctrl+9
AT_NOTE = "#note"  # behind an indicator: its note, not its figure

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Place:
    """A screen and, where there is one, the indicator, task or key to stand on."""

    page: str
    item: str | None = None


class Page(QWidget):
    """Signals: `wanted(Place)` asks the shell to go somewhere."""

    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._beginning: QWidget | None = None

    def setFocusProxy(self, widget: QWidget) -> None:
        """Remember where the screen begins.

        Qt's own proxy would swallow, on the way by Tab, everything that stands before it on the screen.
        """
        self._beginning = widget

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go where the screen begins."""
        start = self._beginning
        if start is not None and (not isValid(start) or not start.isVisibleTo(self)):
            start = next((each.button for each in self.findChildren(EmptyState) if each.isVisibleTo(self)), start)
        if start is not None and isValid(start):
            start.setFocus(reason)
        else:
            super().setFocus(reason)

    def leading_to(self, place: Place, drawing: str, text: str) -> QAction:
        """Make the action of an empty screen's button: it leads to another place of the window."""
        action = QAction(icon(drawing), text, self)
        action.setData(place)
        action.triggered.connect(self._lead)
        return action

    def choosing_period(self) -> QAction:
        """Make the action of a screen on which this period asks nothing."""
        return self.leading_to(Place(PERIOD), "grid", translate("Page", "Chọn kỳ khác…"))

    @Slot()
    def _lead(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.wanted.emit(action.data())

    def load(self) -> None:
        """Fetch everything for the session's period."""

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name; a screen that does not know better loads itself."""
        if changes:
            self.load()

    def go_to(self, item: str) -> None:
        """Stand on an indicator, a task or a key."""

    def tell(self, text: str) -> None:
        """Say in a sentence what was done here; a screen without a line for it says nothing."""

    @property
    def unsaved(self) -> bool:
        """Whether something that was handed over did not reach the disk and still stands here."""
        return False

    @property
    def pending(self) -> bool:
        """Whether something written is kept on this computer but is not in the workspace yet."""
        return False

    def flush(self) -> None:
        """Hand over what was typed and is not yet in the queue: the screen is about to be left."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A screen in the navigation; its module is imported when it is first opened."""

    key: str
    title: str
    icon: str
    module: str
    name: str
    consolidating: bool = False
    setting: bool = False  # rarely opened: stands last, outside the numbering
    own_keys: str = ""

    def keys(self, number: int) -> str:
        """The shortcut of the screen at this place in the list, counted from 1; empty past 9."""
        return self.own_keys or (f"Ctrl+{number}" if number <= LAST_DIGIT else "")

    def build(self, session: Session, parent: QObject | None = None) -> Page:
        """Import the screen and make it."""
        page = getattr(import_module(f"kgdesk.desk.{self.module}"), self.name)(session, parent)
        if not isinstance(page, Page):
            raise TypeError(self.name)
        page.setObjectName(f"page_{self.key}")
        page.setAccessibleName(self.title)
        return page


def page_specs(*, consolidates: bool, reports: bool = True, part: bool = False) -> tuple[PageSpec, ...]:
    """List the screens of a unit, in the order of the work, titles in the language in use.

    `reports` says that the unit is asked for anything itself: without it there is nothing to enter or to seal.
    `part` says that this is a division's part: it is not sealed here, and nobody is believed or not.
    """
    own = (
        PageSpec("home", translate("Navigation", "Trang chính"), "home", "home.page", "HomePage"),
        PageSpec("entry", translate("Navigation", "Số liệu"), "grid", "entry.page", "EntryPage"),
        PageSpec("narrative", translate("Navigation", "Thuyết minh"), "narrative", "narrative.page", "NarrativePage"),
        PageSpec(
            "escalations", translate("Navigation", "Kiến nghị"), "escalation", "escalations.page", "EscalationsPage"
        ),
        PageSpec("checks", translate("Navigation", "Kiểm tra"), "check", "checks.page", "ChecksPage"),
        PageSpec("seal", translate("Navigation", "Ký và xuất"), "seal", "seal.page", "SealPage"),
        _outbox(consolidating=False),
    )
    above = (
        PageSpec(
            "intake", translate("Navigation", "Tiếp nhận"), "intake", "intake.page", "IntakePage", consolidating=True
        ),
        PageSpec(
            "filing", translate("Navigation", "Tiến độ nộp"), "filing", "filing.page", "FilingPage", consolidating=True
        ),
        PageSpec(
            "consolidation",
            translate("Navigation", "Bảng tổng hợp"),
            "consolidation",
            "consolidation.page",
            "ConsolidationPage",
            consolidating=True,
        ),
    )
    setting = (
        PageSpec(
            "trust",
            translate("Navigation", "Chứng thư tin cậy"),
            "key",
            "trust.page",
            "TrustPage",
            setting=True,
            own_keys="Ctrl+Shift+G",
        ),
    )
    if part:
        return own[:-2]
    if consolidates and not reports:
        return own[:1] + above + (_outbox(consolidating=True),) + setting
    return (own + above if consolidates else own) + setting


def _outbox(*, consolidating: bool) -> PageSpec:
    title = translate("Navigation", "Hộp thư đi")
    return PageSpec(
        "outbox", title, "outbox", "outbox.page", "OutboxPage", consolidating=consolidating, own_keys="Ctrl+Shift+H"
    )


def numbered(specs: tuple[PageSpec, ...]) -> tuple[tuple[int, PageSpec], ...]:
    """Give each screen the number of its shortcut; those with keys of their own are not counted."""
    counted = [spec.key for spec in specs if not spec.own_keys]
    return tuple((counted.index(spec.key) + 1 if not spec.own_keys else 0, spec) for spec in specs)
