"""Finding an indicator by name, without its marks, or by code."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.cursor import nearest
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.view import EntryView
from kgdesk.desk.search_text import plain
from kgdesk.desk.widgets.named_label import NamedLabel

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def is_found(query: str, line: EntryLine) -> bool:
    """Whether every word of the query stands in the names or the code of a row, or the query is its number."""
    item = line.indicator
    words = plain(query).split()
    text = plain(f"{item.code} {item.name_vi} {item.name_en}")
    return bool(words) and (all(word in text for word in words) or words == [item.ordinal.casefold()])


class FindBar(QWidget):
    """Hidden until Ctrl+F. Signals: `left()` when the person goes back to the grid."""

    left = Signal()

    def __init__(self, view: EntryView, model: EntryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._model = model
        self._from = 0  # the row where the search began
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        layout.setSpacing(SPACE)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Tìm chỉ tiêu theo tên, mã, không cần dấu"))
        self.text.setAccessibleName(self.tr("Tìm chỉ tiêu"))
        self.text.setClearButtonEnabled(True)
        clearing = self.text.findChild(QToolButton)
        if clearing is not None:
            clearing.setAccessibleName(self.tr("Xóa chữ đang tìm"))
        self.text.setMaximumWidth(380)
        self.text.textChanged.connect(self._search)
        self.text.installEventFilter(self)
        self.count = NamedLabel(self.tr("Kết quả tìm"))
        layout.addWidget(self.text, 1)
        self.previous = self._button(Qt.ArrowType.UpArrow, self.tr("Tìm ngược lên (Shift+F3)"))
        self.next = self._button(Qt.ArrowType.DownArrow, self.tr("Tìm tiếp (F3)"))
        self.previous.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        layout.addWidget(self.count)
        layout.addStretch(1)
        self.closing = QToolButton()
        self.closing.setText("✕")
        self.closing.setAutoRaise(True)
        self.closing.setToolTip(self.tr("Đóng (Esc)"))
        self.closing.setAccessibleName(self.tr("Đóng thanh tìm"))
        self.closing.clicked.connect(self._close)
        layout.addWidget(self.closing)
        for keys, work in (("Ctrl+F", self.open), ("F3", self.go_on), ("Shift+F3", self.go_back)):
            shortcut = QShortcut(QKeySequence(keys), parent)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)
        self.hide()

    def _button(self, arrow: Qt.ArrowType, name: str) -> QToolButton:
        button = QToolButton()
        button.setArrowType(arrow)
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    @Slot()
    def open(self) -> None:
        """Show the bar; what was sought last is there to be typed over."""
        self._from = max(self._view.currentIndex().row(), 0)
        self.show()
        self.text.setFocus()
        self.text.selectAll()
        self._tell()

    @Slot()
    def go_on(self) -> None:
        """Stand on the next row found, past the last on the first again."""
        self._go(1)

    @Slot()
    def go_back(self) -> None:
        """Stand on the row found before."""
        self._go(-1)

    def _found(self) -> list[int]:
        rows = self._view.places.rows()
        return [row for row in rows if isinstance(line := self._model.line(row), EntryLine) and self._fits(line)]

    def _fits(self, line: EntryLine) -> bool:
        return is_found(self.text.text(), line)

    def _go(self, step: int) -> None:
        if not self.text.text().strip():
            self.open()
            return
        found, here = self._found(), self._view.currentIndex().row()
        ahead = [row for row in found if (row > here if step > 0 else row < here)]
        if found:
            self._stand((ahead or found)[0 if step > 0 else -1])
        self._tell()

    @Slot()
    def _search(self) -> None:
        """Stand on the first row found from where the search began."""
        found = self._found()
        if found:
            self._stand(next((row for row in found if row >= self._from), found[0]))
        self._tell()

    def _stand(self, row: int) -> None:
        line = self._model.line(row)
        if isinstance(line, EntryLine):
            index = self._model.index(row, nearest(line, Column.VALUE))
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)

    def _tell(self) -> None:
        found, here = self._found(), self._view.currentIndex().row()
        if not self.text.text().strip():
            self.count.setText("")
        elif found:
            place = found.index(here) + 1 if here in found else 0
            self.count.setText(f"{place}/{len(found)}")
        else:
            hidden = sum(self._hides(row) for row in range(self._model.rowCount()))
            self.count.setText(
                self.tr("Không thấy; %n hàng khớp đang bị lọc ẩn", "", hidden) if hidden else self.tr("Không thấy")
            )

    def _hides(self, row: int) -> bool:
        line = self._model.line(row)
        return isinstance(line, EntryLine) and self._view.isRowHidden(row) and self._fits(line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Esc to the grid."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _close(self) -> None:
        self.hide()
        self.left.emit()
