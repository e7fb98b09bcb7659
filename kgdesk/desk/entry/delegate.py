"""The cell editors, and the corner marks."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kgdesk.desk.appearance import tones
from kgdesk.desk.entry.columns import FIELDS, Column, choices
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.marks import draw_corner, draw_edited, draw_glyph, draw_pending
from kgdesk.desk.entry.model import MARK_ROLE, EntryModel
from kgdesk.desk.words import state_word, status_word
from kgdesk.domain.observation import FigureStatus, ValueState

_Index = QModelIndex | QPersistentModelIndex
_EDIT = int(Qt.ItemDataRole.EditRole)


class CellDelegate(QStyledItemDelegate):
    """Signals: `moved(int, int)`: after a commit go so many rows down and columns right."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.typing = True  # opened by typing: arrows commit and move; opened by F2: they move the caret

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Make the editor of a cell."""
        line = _line(index)
        name = (
            ""
            if line is None
            else f"{line.texts[Column.NAME]}: {index.model().headerData(index.column(), Qt.Orientation.Horizontal)}"
        )
        if line is not None and choices(line.indicator, index.column()):
            box = QComboBox(parent)
            box.setAccessibleName(name)
            if index.column() == Column.STATUS:
                for status in FigureStatus:
                    box.addItem(status_word(status), status.value)
                for state in (ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE):
                    box.addItem(state_word(state), state.value)
            else:
                box.addItem("", "")
                box.addItem(self.tr("Đạt"), "1")
                box.addItem(self.tr("Chưa đạt"), "0")
                box.addItem(self.tr("Không áp dụng"), "x")
            box.activated.connect(self._chosen)
            QTimer.singleShot(0, box, box.showPopup)
            return box
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAccessibleName(name)
        if index.column() != Column.NOTE:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Fill the editor, unless the person has begun to type."""
        if isinstance(editor, QComboBox):
            if editor.count() and not editor.property("filled"):
                editor.setProperty("filled", True)
                editor.setCurrentIndex(max(editor.findText(str(index.data() or "")), 0))
            return
        if isinstance(editor, QLineEdit) and not editor.isModified():
            # A refresh of the grid while the person types must not touch the text.
            editor.setText(str(index.data(_EDIT) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand the editor's text to the model."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter goes down, Tab right, Esc restores; arrows leave the cell only when it was opened by typing."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            step = self._step(event)
            if step is not None:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.moved.emit(*step)
                return True
        return super().eventFilter(editor, event)

    def _step(self, event: QKeyEvent) -> tuple[int, int] | None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return (-1, 0) if back else (1, 0)
            case Qt.Key.Key_Tab:
                return 0, 1
            case Qt.Key.Key_Backtab:
                return 0, -1
            case Qt.Key.Key_Down:
                return 1, 0
            case Qt.Key.Key_Up:
                return -1, 0
            case Qt.Key.Key_Left if self.typing:
                return 0, -1
            case Qt.Key.Key_Right if self.typing:
                return 0, 1
            case _:
                return None

    def _chosen(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.commitData.emit(box)
            self.closeEditor.emit(box, QAbstractItemDelegate.EndEditHint.NoHint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the cell; the one to be typed into has a frame, as in Excel, and keeps its own colours."""
        view = self.parent()
        here = isinstance(view, QAbstractItemView) and index == view.currentIndex()
        if isinstance(view, QAbstractItemView) and here:
            option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
            ground = index.data(int(Qt.ItemDataRole.BackgroundRole))
            # The view has painted the selection under the cell already.
            painter.fillRect(option.rect, ground or view.palette().base())
        super().paint(painter, option, index)
        if not here:
            self._draw_marks(painter, option.rect, option.font, index)
            return
        painter.save()
        painter.setPen(QPen(tones().accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()
        self._draw_marks(painter, option.rect.adjusted(2, 2, -2, -2), option.font, index)  # inside the frame

    def _draw_marks(self, painter: QPainter, rect: QRect, font: QFont, index: _Index) -> None:
        """Draw the states of a cell; most have none, and the line knows without asking the model."""
        model, column = index.model(), index.column()
        if not isinstance(model, EntryModel):
            return
        line = model.line(index.row())
        if not isinstance(line, EntryLine) or not (column in line.marked or model.texts):
            return
        if column in line.edited:
            draw_edited(painter, rect)
        if line.glyphs[column]:
            draw_glyph(painter, rect, line.glyphs[column], font)
        if column in FIELDS:
            if model.pending(index.row(), column):
                draw_pending(painter, rect)
            mark = index.data(MARK_ROLE)
            if mark:
                draw_corner(painter, rect, mark)


def _line(index: _Index) -> EntryLine | None:
    model = index.model()
    line = model.line(index.row()) if isinstance(model, EntryModel) else None
    return line if isinstance(line, EntryLine) else None
