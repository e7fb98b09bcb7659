"""The cells: how they are painted, and their editors."""

from dataclasses import dataclass

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
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
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

from kgdesk.desk.appearance import Tones, tones
from kgdesk.desk.entry.cell_texts import CellTexts
from kgdesk.desk.entry.columns import FIELDS, NUMERIC, Column, choices, editable
from kgdesk.desk.entry.lines import EntryLine, GridLine, Heading
from kgdesk.desk.entry.marks import GLYPH_LEFT, draw_corner, draw_edited, draw_pending
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.words import judgement_colour, state_word, status_word
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.observation import FigureStatus, ValueState

_Index = QModelIndex | QPersistentModelIndex
_EDIT = int(Qt.ItemDataRole.EditRole)
_SELECTED = QStyle.StateFlag.State_Selected.value


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the cells in one dress of the window."""

    text: QColor
    base: QColor
    chosen: QColor
    chosen_text: QColor
    tones: Tones
    judged: dict[Judgement, QColor]

    @classmethod
    def of(cls, palette: QPalette, group: QPalette.ColorGroup) -> "Inks":
        """Read them from the palette; `group` tells a window in front from one behind."""
        role = QPalette.ColorRole
        text, base, chosen, chosen_text = (
            palette.color(group, each) for each in (role.Text, role.Base, role.Highlight, role.HighlightedText)
        )
        judged = {each: colour for each in Judgement if (colour := judgement_colour(each)) is not None}
        return cls(text, base, chosen, chosen_text, tones(), judged)


class CellDelegate(QStyledItemDelegate):
    """Signals: `moved(int, int)`: after a commit go so many rows down and columns right; `keyed()` at a key."""

    moved = Signal(int, int)
    keyed = Signal()

    def __init__(self, view: QAbstractItemView, model: EntryModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._texts = CellTexts(view.font())
        self._inks = Inks.of(view.palette(), QPalette.ColorGroup.Active)
        self._dress: tuple[int, QPalette.ColorGroup] | None = None
        self._here = (-1, -1)
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
            self.keyed.emit()
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

    def prepare(self) -> None:
        """Take font, colours and place of the cursor for what is painted next: once for all cells."""
        view = self._view
        self._texts.dress(view.font())
        here = view.currentIndex()
        self._here = (here.row(), here.column())
        palette = view.palette()
        group = QPalette.ColorGroup.Active if view.isActiveWindow() else QPalette.ColorGroup.Inactive
        dress = (palette.cacheKey(), group)
        if dress != self._dress:
            self._dress, self._inks = dress, Inks.of(palette, group)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the cell; the one to be typed into has a frame, as in Excel, and keeps its own colours.

        It is drawn here and not by the style: a page is over a hundred cells, and the style asks seven times for each.
        """
        row, column, rect = index.row(), index.column(), option.rect
        line = self._model.line(row)
        if line is None:
            return
        here = (row, column) == self._here
        chosen = not here and bool(option.state.value & _SELECTED)
        self._draw_ground(painter, rect, line, column, here=here, chosen=chosen)
        if isinstance(line, Heading):
            if column == 0:
                self._texts.draw(painter, rect, line.text, self._inks.text, bold=True)
        else:
            ink = self._inks.chosen_text if chosen else self._ink(line, column)
            text = self._model.shown(line, column)
            self._texts.draw(painter, rect, text, ink, right=column in NUMERIC)
        if here:
            self._draw_frame(painter, rect)
            rect = rect.adjusted(2, 2, -2, -2)  # what is marked is marked inside the frame
        if isinstance(line, EntryLine):
            self._draw_marks(painter, rect, line, row, column)

    def _draw_frame(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setPen(QPen(self._inks.tones.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, rect: QRect, line: GridLine, column: int, *, here: bool, chosen: bool
    ) -> None:
        inks = self._inks
        if isinstance(line, Heading):
            painter.fillRect(rect, inks.tones.heading)
        elif chosen:
            painter.fillRect(rect, inks.chosen)
        elif not editable(line.indicator, column):
            painter.fillRect(rect, inks.tones.locked)
        elif here:
            painter.fillRect(rect, inks.base)  # the view has painted the selection under the cell already

    def _ink(self, line: EntryLine, column: int) -> QColor:
        if self._model.texts and self._model.trouble_in(line, column) is not None:
            return self._inks.tones.bad
        if column == Column.JUDGEMENT:
            return self._inks.judged.get(line.row.judgement, self._inks.text)
        if column == Column.STATUS and line.row.recorded is None:
            return self._inks.tones.quiet
        return self._inks.text

    def _draw_marks(self, painter: QPainter, rect: QRect, line: EntryLine, row: int, column: int) -> None:
        """Draw the states of a cell; most have none."""
        model = self._model
        if not (column in line.marked or model.texts):
            return
        if column in line.edited:
            draw_edited(painter, rect)
        if line.glyphs[column]:
            self._texts.draw(painter, rect.adjusted(GLYPH_LEFT, 0, 0, 0), line.glyphs[column], self._inks.tones.quiet)
        if column in FIELDS:
            if model.pending(row, column):
                draw_pending(painter, rect)
            mark = model.mark(line, column)
            if mark:
                draw_corner(painter, rect, mark)


def _line(index: _Index) -> EntryLine | None:
    model = index.model()
    line = model.line(index.row()) if isinstance(model, EntryModel) else None
    return line if isinstance(line, EntryLine) else None
