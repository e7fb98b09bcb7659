"""What happens when a text cannot be saved as it stands: the question or the sentence at its cell, the reason asked."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QObject, Slot
from PySide6.QtWidgets import QWidget

from kgdesk import messages
from kgdesk.desk.alerts import sentence
from kgdesk.desk.entry.bubble import CellBubble
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.reason_dialog import ReasonDialog, reason_question
from kgdesk.desk.entry.saving import CellSaver
from kgdesk.desk.entry.typed_texts import Trouble
from kgdesk.desk.entry.view import EntryView
from kgdesk.desk.session import Session
from kgdesk.domain.errors import Fault
from kgdesk.domain.numbers import write_for_entry
from kgdesk.operations.cell_text import Choice, Refusal
from kgdesk.operations.entry import CellInput


class Troubles(QObject):
    """Stands between the model, the saver and the bubble."""

    def __init__(
        self, session: Session, view: EntryView, model: EntryModel, bubble: CellBubble, saver: CellSaver
    ) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._model = model
        self._bubble = bubble
        self._saver = saver
        model.troubled.connect(self._ask)
        model.untroubled.connect(self._calm)
        saver.refused.connect(self._tell_refused)
        saver.broken.connect(self._tell_broken)
        saver.reason_wanted.connect(self._ask_reason)
        bubble.chosen.connect(self._take_reading)
        bubble.left.connect(self._back_to_cell)

    def stand(self, index: QModelIndex) -> None:
        """Show the trouble of the cell that is stood on, or none."""
        trouble = self._model.trouble_at(index)
        if trouble is None:
            self._bubble.hide()
        else:
            self._show(index, trouble, focus=False)

    def _show(self, index: QModelIndex, trouble: Trouble, *, focus: bool) -> None:
        if isinstance(trouble.cause, Choice):
            self._bubble.ask(index, trouble.cell.text, trouble.cause.candidates, focus=focus)
        else:
            self._bubble.tell(index, trouble.message)

    @Slot(object)
    def _ask(self, trouble: Trouble) -> None:
        match trouble.cause:
            case Choice():
                text = self.tr("“{typed}” đọc được theo hai cách; hãy chọn cách đúng.").format(typed=trouble.cell.text)
            case Refusal(code, params):
                text = messages.say(code, self._session.lang, **params)
            case None:
                return
        told = replace(trouble, message=text)
        self._model.keep(told)
        index = self._model.index_of(trouble.cell)
        if index == self._view.currentIndex():
            self._show(index, told, focus=self._view.isVisible())

    @Slot(object)
    def _calm(self, cell: CellInput) -> None:
        if self._model.index_of(cell) == self._view.currentIndex():
            self._bubble.hide()

    @Slot(object)
    def _take_reading(self, value: Decimal) -> None:
        index = self._view.currentIndex()
        self._model.setData(index, write_for_entry(value))
        self._view.setFocus()
        self._view.go_on()

    @Slot()
    def _back_to_cell(self) -> None:
        self._view.setFocus()
        self._view.edit(self._view.currentIndex())

    @Slot(object, object)
    def _tell_refused(self, cell: CellInput, text: str) -> None:
        if self._model.index_of(cell) == self._view.currentIndex():
            self._bubble.tell(self._view.currentIndex(), text)

    @Slot(object, object)
    def _tell_broken(self, cells: tuple[CellInput, ...], error: BaseException) -> None:
        text = sentence(error, self._session.lang)
        for cell in cells:
            self._model.keep(Trouble(cell, None, text))
            self._tell_refused(cell, text)
        self._session.failed.emit(error)

    @Slot(object, object)
    def _ask_reason(self, cells: tuple[CellInput, ...], fault: Fault) -> None:
        parent = self._view.parent()
        text = reason_question(fault, self._session.lang)
        dialog = ReasonDialog(text, cells, parent if isinstance(parent, QWidget) else self._view)
        dialog.given.connect(self._saver.save)
        dialog.refused.connect(self._give_up)
        dialog.open()

    @Slot(object)
    def _give_up(self, cells: tuple[CellInput, ...]) -> None:
        self._saver.give_up(cells)
        self._session.given_up.emit()
