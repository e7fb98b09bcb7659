"""Two states of the same keyed values held against the state both came from.

Pure: keys are anything hashable, values anything with equality, and a key that is not there has no
value. Nothing wins silently: where both sides changed differently, somebody has to choose.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import eq
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Standing(StrEnum):
    """How the two sides stand to what both came from."""

    UNCHANGED = "unchanged"
    SAME = "same"  # both changed, to the same
    MINE = "mine"  # only this side changed
    THEIRS = "theirs"  # only the other side changed
    CONFLICT = "conflict"  # both changed, to different things


class Side(StrEnum):
    """Whose value is to stand."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Comparison(Generic[K, V]):
    """One key with its three values; None where a side has none."""

    key: K
    base: V | None
    mine: V | None
    theirs: V | None
    standing: Standing

    @property
    def usual_side(self) -> Side | None:
        """Whose value stands when nobody chooses; None in a conflict: then mine stays until somebody does."""
        match self.standing:
            case Standing.CONFLICT:
                return None
            case Standing.THEIRS:
                return Side.THEIRS
            case _:
                return Side.MINE

    def value_of(self, side: Side | None) -> V | None:
        """Give the value of a side; undecided is mine."""
        return self.theirs if side is Side.THEIRS else self.mine


def compare(
    base: Mapping[K, V],
    mine: Mapping[K, V],
    theirs: Mapping[K, V],
    *,
    order: Iterable[K] = (),
    equal: Callable[[V, V], bool] = eq,
) -> tuple[Comparison[K, V], ...]:
    """Compare every key that any side has: those of `order` first, the others as they come in base, mine, theirs."""
    known = base.keys() | mine.keys() | theirs.keys()
    keys = (key for key in dict.fromkeys((*order, *base, *mine, *theirs)) if key in known)

    def same(one: V | None, other: V | None) -> bool:
        return one is other if one is None or other is None else equal(one, other)

    found = []
    for key in keys:
        old, here, there = base.get(key), mine.get(key), theirs.get(key)
        found.append(
            Comparison(
                key,
                old,
                here,
                there,
                _standing(
                    here_changed=not same(old, here), there_changed=not same(old, there), agree=same(here, there)
                ),
            )
        )
    return tuple(found)


def _standing(*, here_changed: bool, there_changed: bool, agree: bool) -> Standing:
    if not there_changed:
        return Standing.MINE if here_changed else Standing.UNCHANGED
    if not here_changed:
        return Standing.THEIRS
    return Standing.SAME if agree else Standing.CONFLICT


def undecided(compared: Iterable[Comparison[K, V]], choices: Mapping[K, Side]) -> tuple[K, ...]:
    """Name the conflicts nobody has chosen in."""
    return tuple(item.key for item in compared if item.standing is Standing.CONFLICT and item.key not in choices)


def merge(compared: Iterable[Comparison[K, V]], choices: Mapping[K, Side]) -> dict[K, V]:
    """Give the values that are to stand: as chosen, else the side that alone changed; an undecided conflict keeps mine.

    A choice for a key that was not compared is a defect of the caller (LookupError).
    """
    items = tuple(compared)
    strange = choices.keys() - {item.key for item in items}
    if strange:
        raise LookupError(f"no such keys: {sorted(map(str, strange))}")
    chosen = ((item.key, item.value_of(choices.get(item.key, item.usual_side))) for item in items)
    return {key: value for key, value in chosen if value is not None}
