"""Rubbish is collected on the GUI thread only.

Python's collector runs on whichever thread happens to allocate. Windows, fonts and texts of Qt that stand in a
circle of references would be destroyed by a worker, at times while the GUI thread draws: the program dies.
So the automatic collector is switched off with the first worker, for good, and a timer asks its question here
(docs/decisions/0029-rubbish-on-the-gui-thread.md).
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


def collect_by_hand() -> None:
    """Switch the automatic collector off; whoever has an event loop calls `look` from time to time."""
    gc.disable()


def look() -> None:
    """Collect the oldest generation that has grown past its threshold; on the GUI thread."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return


def collect_here(owner: QObject) -> None:
    """Look every second as long as `owner` lives."""
    timer = QTimer(owner)
    timer.setInterval(_EVERY_MS)
    timer.timeout.connect(look)
    timer.start()
