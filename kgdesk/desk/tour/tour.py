"""Leads through the steps: shows the screen of each, points at what is spoken of, and follows the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from kgdesk.desk.tour.bubble import BACK_KEYS, CLOSE_KEYS, NEXT_KEYS, Ring, TourBubble
from kgdesk.desk.tour.steps import TourKind, TourStep, tours_of

if TYPE_CHECKING:
    from kgdesk.desk.shell import Shell

_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide})
_RING = 3  # pixels round the widget


class Tour(QObject):
    """The walk of one window. Nothing of it exists before it begins, and it keeps nobody from working."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self.tours = tours_of(shell.navigation.keys, part=shell.session.workspace.part is not None)
        self._kind = TourKind.OWN
        self._number = 0
        self._watched: QWidget | None = None
        self.bubble: TourBubble | None = None
        self._ring: Ring | None = None
        self._shortcuts: tuple[QShortcut, ...] = ()

    @property
    def usual(self) -> TourKind | None:
        """The walk that is offered on the first workspace; None where there is nothing to do here."""
        return next((kind for kind in (TourKind.ABOVE, TourKind.OWN) if kind in self.tours), None)

    @property
    def position(self) -> tuple[TourKind, int] | None:
        """Which walk is under way and at which step, counted from 0; None when none is."""
        return (self._kind, self._number) if self.bubble is not None else None

    @property
    def step(self) -> TourStep:
        """The step that is shown."""
        return self.tours[self._kind][self._number]

    def begin(self, kind: TourKind, number: int = 0) -> None:
        """Show a step without leaving the screen one is on."""
        if self.bubble is None:
            self._make()
        self._kind, self._number = kind, number
        self._tell()

    def _make(self) -> None:
        shell = self._shell
        self._ring = Ring(shell)
        self.bubble = TourBubble(shell)
        self.bubble.going_on.connect(self.go_on)
        self.bubble.going_back.connect(self.go_back)
        self.bubble.closing.connect(self.end)
        slots = ((NEXT_KEYS, self.go_on), (BACK_KEYS, self.go_back), (CLOSE_KEYS, self.end))
        self._shortcuts = tuple(QShortcut(QKeySequence(keys), shell, slot) for keys, slot in slots)
        shell.stack.currentChanged.connect(self.place)
        shell.installEventFilter(self)

    @Slot()
    def go_on(self) -> None:
        """Go to the next step; behind the last one the walk is over."""
        if self._number + 1 < len(self.tours[self._kind]):
            self._go(self._number + 1)
        else:
            self.end()

    @Slot()
    def go_back(self) -> None:
        """Go to the step before."""
        if self._number:
            self._go(self._number - 1)

    def _go(self, number: int) -> None:
        self._number = number
        focus = QApplication.focusWidget()
        inside = self.bubble is not None and focus is not None and self.bubble.isAncestorOf(focus)
        if self.step.page:
            self._shell.show_page(self.step.page)
        self._tell()
        if inside and self.bubble is not None:  # whoever walks by Enter on the buttons stays on them
            self.bubble.next.setFocus()

    def _tell(self) -> None:
        step = self.step
        if self.bubble is not None:
            self.bubble.tell(step.title, step.text, self._number, len(self.tours[self._kind]))
        self.place()

    @Slot()
    def close(self) -> None:
        """End the walk; the focus goes back to the screen only if it was in the bubble."""
        bubble, ring = self.bubble, self._ring
        if bubble is None or ring is None:
            return
        focus = QApplication.focusWidget()
        inside = focus is not None and bubble.isAncestorOf(focus)
        self.bubble = self._ring = None
        self._watch(None)
        self._shell.removeEventFilter(self)
        self._shell.stack.currentChanged.disconnect(self.place)
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts = ()
        for widget in (bubble, ring):
            widget.hide()
            widget.deleteLater()
        if inside and self._shell.current is not None:
            self._shell.current.setFocus()

    @Slot()
    def end(self) -> None:
        """Close; whoever stands where only the walk led comes back to the first screen."""
        shell, page = self._shell, self.step.page
        led = self._number > 0 and (not page or shell.current is shell.pages.get(page))
        self.close()
        if led:
            shell.show_page("home")

    # pointing ----------------------------------------------------------------

    @Slot()
    def place(self) -> None:
        """Stand beside what is spoken of: the widget on its screen, else the row that leads there."""
        if self.bubble is None or self._ring is None:
            return
        target = self.target()
        self._watch(target)
        rows = self._shell.navigation
        area = rows.row_area(self.step.page) if target is rows else target.rect()
        seen = self._in_sight(target, area).adjusted(-_RING, -_RING, _RING, _RING).intersected(self._shell.rect())
        self._ring.setGeometry(seen)
        self._ring.show()
        self._ring.raise_()
        self.bubble.point_at(seen)

    def _in_sight(self, widget: QWidget, area: QRect) -> QRect:
        """What is to be seen of an area of a widget, in the window's coordinates: it may stand in what scrolls."""
        while widget is not self._shell:
            parent = widget.parentWidget()
            if parent is None:
                break
            area = area.translated(widget.pos()).intersected(parent.rect())
            widget = parent
        return area

    def target(self) -> QWidget:
        """Find the widget of the step that is shown."""
        step, shell = self.step, self._shell
        if not step.page:
            return shell.menuBar()
        page = shell.pages.get(step.page)
        if page is None or shell.current is not page:
            return shell.navigation
        found = getattr(page, step.widget)
        if isinstance(found, QAction):
            buttons = page.findChildren(QToolButton)
            found = next((each for each in buttons if each.defaultAction() is found and each.isVisibleTo(page)), page)
        return found if isinstance(found, QWidget) and found.isVisibleTo(page) else page

    def _watch(self, target: QWidget | None) -> None:
        if target is self._watched:
            return
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = target
        if target is not None:
            target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is pointed at, and the window, when they move or change."""
        if event.type() in _MOVES and watched in {self._watched, self._shell}:
            self.place()
        return super().eventFilter(watched, event)
