"""Runs the real desk in its real window and tells on stdout what it showed as saved.

`desk_driver.py WORKSPACE PAGE`: prints `{"ready": true}` after the first paint of the grid (or of
the shell, on another page), then one line per change set that reached the screen.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kgdesk.desk.app import Desk
from kgdesk.desk.settings import Settings
from kgdesk.domain.changes import ChangeSet


def tell(**words: object) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main() -> int:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("kgdesk")
    desk = Desk(app, Settings(), page=sys.argv[2])

    def changed(changes: ChangeSet) -> None:
        tell(cells=sorted(changes.cells), narratives=sorted(changes.narratives), escalations=changes.escalations)

    def ready() -> None:
        if desk.session is None or desk.shell is None or not desk.shell.isActiveWindow():
            QTimer.singleShot(20, ready)
            return
        desk.session.changes.published.connect(changed)
        tell(ready=True)

    desk.start(Path(sys.argv[1]), ready if sys.argv[2] == "entry" else None)
    if sys.argv[2] != "entry":
        QTimer.singleShot(20, ready)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
