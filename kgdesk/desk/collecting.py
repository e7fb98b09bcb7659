"""Rubbish is collected on the GUI thread only.

Python's collector runs on whichever thread happens to allocate. Windows, fonts and texts of Qt that stand in a
circle of references would be destroyed by the worker, at times while the GUI thread draws: the program dies.
So the automatic collector rests while a desk is open, and a timer asks the same question here.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 1000
_open: set[int] = set()  # the collectors that are at work; tests have several desks


class Collector(QObject):
    """Collects in the place of the automatic collector, from its making to `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        _open.add(id(self))
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that has grown past its threshold."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Let the automatic collector work again; twice is once."""
        self._timer.stop()
        _open.discard(id(self))
        if not _open:
            gc.enable()
