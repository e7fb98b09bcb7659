"""What a window shows, as lines of text: the same on every computer, whatever its typefaces.

A picture cannot be compared letter by letter, its typeface is another one elsewhere. These lines can:
every label, button, field, list and table that is to be seen, with what stands in it.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTextEdit,
    QTreeView,
    QWidget,
)

_MOST_ROWS = 40  # more than a screen has, so that the height of a row does not matter
_MARKUP = re.compile(r"<[^>]*>")
_FINGERPRINT = re.compile(r"\b(?:[0-9A-Fa-f]{2,4}[ :]?){8,}\b|(?:\b[0-9A-F]{4} ){3}…")
_ANSWER = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
_VERSION = re.compile(r"(?<![-\w])\d+(\.\d+)+\S*")  # of libraries: another one on each computer
_SIZE = re.compile(r"\b\d+([.,]\d+)? [kM]B\b")
_CLOSED = (QComboBox, QAbstractSpinBox, QAbstractItemView, QTabBar, QPlainTextEdit, QTextEdit, QMenuBar, QMenu)


def what_it_shows(window: QWidget, folder: str) -> list[str]:
    """List what is to be seen in a window; `folder` is where the run keeps its files and is called `…` here."""
    lines = [f"# {window.windowTitle()}", *_inside(window)]
    if type(window).__name__ == "AboutDialog":
        lines = [_VERSION.sub("[phiên bản]", line) for line in lines]
    ground = window.palette().color(QPalette.ColorRole.Window).name()
    return [f"nền {ground}", *(_settled(line, folder) for line in lines)]


def _settled(line: str, folder: str) -> str:
    """Leave out what every run has of its own: its folder, fingerprints of keys made anew, phrases."""
    line = " ".join(line.replace(folder, "…").split())
    line = _SIZE.sub("[cỡ]", line)  # another SQLite packs otherwise
    return _ANSWER.sub("[mã biên nhận]", _FINGERPRINT.sub("[dấu vân tay]", line))


def _inside(widget: QWidget) -> Iterator[str]:
    for child in widget.children():
        if not isinstance(child, QWidget) or child.isHidden() or child.isWindow():
            continue
        if isinstance(child, QHeaderView) or child.objectName().startswith("qt_scrollarea"):
            yield from _inside(child) if not isinstance(child, QHeaderView) else ()
            continue
        own = _own(child)
        if own:
            yield own if child.isEnabled() else f"{own} (mờ)"
        yield from _rows(child)
        if not isinstance(child, _CLOSED):
            yield from _inside(child)


def _own(widget: QWidget) -> str:
    """Say a widget's own text."""
    match widget:
        case QAbstractButton():
            text = widget.text() or widget.accessibleName()
            return f"[{'x' if widget.isChecked() else ' '}] {text}" if widget.isCheckable() else f"[{text}]"
        case QLabel():
            return _MARKUP.sub(" ", widget.text()).strip()
        case QLineEdit():
            return f"|{widget.text() or '(' + widget.placeholderText() + ')'}|"
        case QComboBox():
            return f"|{widget.currentText()} ▾|"
        case QAbstractSpinBox():
            return f"|{widget.text()}|"
        case QPlainTextEdit() | QTextEdit():
            return f"|{widget.toPlainText() or '(' + widget.placeholderText() + ')'}|"
        case QGroupBox():
            return widget.title()
        case QTabBar():
            return " / ".join(widget.tabText(tab) for tab in range(widget.count()))
        case QMenuBar() | QMenu():
            return " / ".join(action.text() for action in widget.actions())
        case QProgressBar():
            return widget.text()
        case _:
            # what is painted by hand says itself to a screen reader
            described = type(widget).__module__.startswith("kgdesk.") and widget.accessibleDescription()
            return f"{widget.accessibleName()}: {described}" if described else ""


def _rows(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QAbstractItemView) or isinstance(widget, QHeaderView):
        return
    model = widget.model()
    if model is None:
        return
    columns = [
        column
        for column in range(1 if isinstance(widget, QListView) else model.columnCount())
        if not (hasattr(widget, "isColumnHidden") and widget.isColumnHidden(column))
    ]
    titles = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
    if any(title != str(column + 1) for title, column in zip(titles, columns, strict=True)):
        yield " | ".join(titles)
    selected = widget.currentIndex()
    for count, index in enumerate(_walk(widget, model, QModelIndex())):
        if count == _MOST_ROWS:
            return
        mark = (
            "> " if selected.isValid() and (index.row(), index.parent()) == (selected.row(), selected.parent()) else ""
        )
        yield mark + " | ".join(_cell(model, index.siblingAtColumn(column)) for column in columns)


def _walk(view: QAbstractItemView, model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(model.rowCount(parent)):
        if isinstance(view, QTreeView):
            hidden = view.isRowHidden(row, parent)
        else:
            hidden = hasattr(view, "isRowHidden") and view.isRowHidden(row)
        if hidden:
            continue
        index = model.index(row, 0, parent)
        yield index
        if isinstance(view, QTreeView) and view.isExpanded(index):
            yield from _walk(view, model, index)


def _cell(model: QAbstractItemModel, index: QModelIndex) -> str:
    text = model.data(index, int(Qt.ItemDataRole.DisplayRole))
    ticked = model.data(index, int(Qt.ItemDataRole.CheckStateRole))
    box = "" if ticked is None else ("[x] " if Qt.CheckState(ticked) is Qt.CheckState.Checked else "[ ] ")
    return box + ("" if text is None else str(text))
