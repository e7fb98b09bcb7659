"""Owns the clipboard as a spreadsheet does: `clipboard_owner.py TSV HTML` offers both forms at once until it is ended.

Prints one line when they can be pasted. (xclip can offer only one form.)
"""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def main() -> int:
    app = QGuiApplication(sys.argv[:1])
    block = QMimeData()
    block.setText(Path(sys.argv[1]).read_text(encoding="utf-8"))
    block.setHtml(Path(sys.argv[2]).read_text(encoding="utf-8"))
    app.clipboard().setMimeData(block)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
