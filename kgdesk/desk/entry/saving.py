"""The way of typed texts to the disk and back."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from kgdesk import messages
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.reason_dialog import REASON_NEEDED
from kgdesk.desk.entry.typed_texts import Trouble
from kgdesk.desk.session import Session
from kgdesk.domain.errors import Fault
from kgdesk.operations.entry import CellInput, CellResult, CellState, record_block


class CellSaver(QObject):
    """Hands cells to the worker, and the answers to the model.

    Signals: `refused(CellInput, str)` with the sentence; `reason_wanted(tuple[CellInput, ...], Fault)`
    when a sealed figure is changed: the same cells come back through `save` with a reason, or
    `give_up`; `broken(tuple[CellInput, ...], BaseException)` when nothing of them reached the disk.
    """

    refused = Signal(object, object)
    reason_wanted = Signal(object, object)
    broken = Signal(object, object)

    def __init__(self, session: Session, model: EntryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self._attempts: dict[int, tuple[CellInput, ...]] = {}
        model.typed.connect(self.save)

    @Slot(object)
    def save(self, cells: tuple[CellInput, ...], reason: str = "") -> None:
        """Save texts together; the model shows them as typed until the answer is here."""
        period = self._session.period
        attempt = _Attempt(self, cells)
        self._session.write(
            lambda workspace: record_block(workspace, period=period, cells=cells, reason=reason),
            attempt.done,
            attempt.failed,
        )

    def settle(self, results: Iterable[CellResult]) -> None:
        """Show the store's figures again, and what it refused."""
        for result in results:
            if result.state is CellState.REFUSED:
                text = messages.say(result.code, self._session.lang, **result.params)
                self._model.keep(Trouble(result.input, None, text))
                self.refused.emit(result.input, text)
            elif result.state is CellState.UNCHANGED:
                self._model.settle(result.input)
            else:
                self._model.texts.confirm(result.input)

    def fail(self, cells: tuple[CellInput, ...], error: BaseException) -> None:
        """Nothing was saved: ask for the reason, or keep the texts with what went wrong."""
        if isinstance(error, Fault) and error.code == REASON_NEEDED:
            self.reason_wanted.emit(cells, error)
            return
        self.broken.emit(cells, error)

    def give_up(self, cells: tuple[CellInput, ...]) -> None:
        """Show the stored figures: the person wants the change no more."""
        for cell in cells:
            self._model.settle(cell)


class _Attempt:
    """The cells of one transaction, so that the answer finds them."""

    def __init__(self, saver: CellSaver, cells: tuple[CellInput, ...]) -> None:
        self._saver = saver
        self._cells = cells

    def done(self, results: tuple[CellResult, ...]) -> None:
        self._saver.settle(results)

    def failed(self, error: BaseException) -> None:
        self._saver.fail(self._cells, error)
