"""Texts that stand in cells but are not what the store says: on their way, or in trouble."""

from collections.abc import Collection
from dataclasses import dataclass

from kgdesk.operations.cell_text import CellField, Choice, Refusal
from kgdesk.operations.entry import CellInput

Place = tuple[str, CellField]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A text that stays as typed and is not saved: refused, or with two readings."""

    cell: CellInput
    cause: Refusal | Choice | None  # None: the store did not take it; typing it again tries again
    message: str = ""

    @property
    def from_typing(self) -> bool:
        """Whether the text itself is at fault."""
        return self.cause is not None


def place_of(cell: CellInput) -> Place:
    """Name the cell a text stands in; the state of a value is chosen in the column of its status."""
    return cell.indicator, CellField.STATUS if cell.field is CellField.STATE else cell.field


class TypedTexts:
    """What was typed and is not yet, or will not be, the store's. One text a cell."""

    def __init__(self) -> None:
        self._pending: dict[Place, CellInput] = {}
        self._troubles: dict[Place, Trouble] = {}
        self._confirmed: list[CellInput] = []

    def clear(self) -> None:
        """Forget everything: another period is shown."""
        self._pending.clear()
        self._troubles.clear()
        self._confirmed.clear()

    def __bool__(self) -> bool:
        """Tell quickly whether any cell shows a typed text."""
        return bool(self._pending or self._troubles)

    def at(self, place: Place) -> CellInput | None:
        """Give the typed text of a cell."""
        trouble = self._troubles.get(place)
        return trouble.cell if trouble is not None else self._pending.get(place)

    def on_its_way(self, place: Place) -> bool:
        """Tell whether the text of a cell is being saved."""
        return place in self._pending and place not in self._troubles

    def trouble(self, place: Place) -> Trouble | None:
        """Give the trouble of a cell."""
        return self._troubles.get(place)

    @property
    def unsaved(self) -> bool:
        """Whether a text that could be saved did not reach the disk."""
        return any(not trouble.from_typing for trouble in self._troubles.values())

    def send(self, cell: CellInput) -> bool:
        """Note that a text is on its way; tells whether that ended a trouble."""
        self._pending[place_of(cell)] = cell
        return self._troubles.pop(place_of(cell), None) is not None

    def keep(self, trouble: Trouble) -> None:
        """Keep a text that was not saved."""
        self._pending.pop(place_of(trouble.cell), None)
        self._troubles[place_of(trouble.cell)] = trouble

    def drop(self, cell: CellInput) -> bool:
        """Give a kept text up; tells whether there was one."""
        return self._troubles.pop(place_of(cell), None) is not None

    def settle(self, cell: CellInput) -> bool:
        """Let go of a text on its way, unless another was typed since; tells whether it was shown."""
        if self._pending.get(place_of(cell)) != cell:
            return False
        del self._pending[place_of(cell)]
        return True

    def confirm(self, cell: CellInput) -> None:
        """Note that a text is on disk: it stays shown until the store's own row arrives."""
        self._confirmed.append(cell)

    def take_confirmed(self, indicators: Collection[str] | None = None) -> list[CellInput]:
        """Give the texts whose rows have arrived, once; those of some indicators, or all."""
        arrived = [cell for cell in self._confirmed if indicators is None or cell.indicator in indicators]
        self._confirmed = [cell for cell in self._confirmed if cell not in arrived]
        return arrived
