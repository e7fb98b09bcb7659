"""The size of the grid: Ctrl with the wheel, Ctrl with plus, minus and 0; remembered for the next start."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QWheelEvent

from kgdesk.desk.entry.view import EntryView
from kgdesk.desk.settings import Settings

LEAST, MOST, STEP = 60, 200, 10  # per cent
_NOTCH = 120  # eighths of a degree in one notch of a wheel
_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


class Zoom(QObject):
    """Signals: `changed(int)` in per cent."""

    changed = Signal(int)

    def __init__(self, view: EntryView, settings: Settings) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._base = QFont(view.font())
        self._turned = 0
        for widget in (view, view.viewport(), view.names.viewport()):
            widget.installEventFilter(self)
        self._dress(settings.grid_zoom)

    @property
    def percent(self) -> int:
        """How large the grid is."""
        return self._settings.grid_zoom

    def set(self, percent: int) -> None:
        """Show the grid in another size."""
        percent = min(max(percent, LEAST), MOST)
        if percent != self.percent:
            self._settings.grid_zoom = percent
            self._dress(percent)
        self.changed.emit(percent)

    def _dress(self, percent: int) -> None:
        font = QFont(self._base)
        font.setPointSizeF(self._base.pointSizeF() * percent / 100)
        self._view.zoom_to(font, percent / 100)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys before the window does: over the grid they mean the grid."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            notches = int(self._turned / _NOTCH)
            self._turned -= notches * _NOTCH
            if notches:
                self.set(self.percent + notches * STEP)
            return True
        if isinstance(event, QKeyEvent) and watched is self._view and self._means_size(event):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                step = _STEPS[Qt.Key(event.key())]
                self.set(self.percent + step * STEP if step else 100)
                return True
        return super().eventFilter(watched, event)

    def _means_size(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in _STEPS
