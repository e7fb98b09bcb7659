"""Which units a former unit became, and which a present one came from: its pieces on another day's map.

Units go by our own codes, which are never reused; an official code names a unit only together with a day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext
from enum import StrEnum

from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit, SplitBasis, Succession, UnitLevel

_EXACT = Context(prec=60)
WHOLE = Decimal(1)


class Obstacle(StrEnum):
    """Why a figure is not on the map that was asked for."""

    NO_SUCCESSOR = "no_successor"  # the unit ended and the plan names nobody after it
    NO_BASIS = "no_basis"  # the indicator does not say by what it may be divided
    NO_SHARE = "no_share"  # the plan knows no shares on that basis
    SEVERAL_ORIGINS = "several_origins"  # back: what of it came from whom is not known
    NO_ORIGIN = "no_origin"  # back: the unit was not there and came from nobody
    RATE_ALONE = "rate_alone"  # a rate without its pair can neither be divided nor added
    NOT_ADDED = "not_added"  # yes or no, or a figure of one source: neither divided nor added


@dataclass(frozen=True, slots=True)
class Piece:
    """A share (of 1) of a unit's figures and where it lies on the other map.

    `unit` is None where it cannot be placed; `obstacle` says why, `at` is the unit where the way
    ended and `day` the day of the event. `events` are the successions on the way.
    """

    unit: str | None
    share: Decimal
    obstacle: Obstacle | None = None
    at: str = ""
    day: date | None = None
    events: tuple[Succession, ...] = ()


def pieces(
    plan: Plan, unit: str, *, since: date, until: date, basis: SplitBasis = SplitBasis.NONE
) -> tuple[Piece, ...]:
    """Follow a unit's figures of the day `since` to the map of the day `until`, later or earlier.

    The shares always make 1, those that cannot be placed included. A unit goes whole to its only
    heir; a divided one needs shares on `basis`. Backwards a unit goes whole to what it came from,
    and stays unplaced where that was several units.
    """
    found = _forward(plan, unit, since, until, basis) if since <= until else _back(plan, unit, since, until)
    together: dict[tuple[str | None, Obstacle | None, str], Piece] = {}
    for piece in found:
        key = (piece.unit, piece.obstacle, piece.at)
        known = together.get(key)
        with localcontext(_EXACT):
            together[key] = (
                piece
                if known is None
                else Piece(
                    piece.unit,
                    known.share + piece.share,
                    piece.obstacle,
                    piece.at,
                    piece.day,
                    (*known.events, *piece.events),
                )
            )
    return tuple(together.values())


def _forward(plan: Plan, unit: str, since: date, until: date, basis: SplitBasis) -> Iterator[Piece]:
    following = [item for item in plan.successions if item.predecessor == unit and since < item.day <= until]
    if not following:
        if plan.unit(unit).exists_on(until):
            yield Piece(unit, WHOLE)
        else:
            yield Piece(None, WHOLE, Obstacle.NO_SUCCESSOR, unit, plan.unit(unit).valid_to)
        return
    day = min(item.day for item in following)
    event = [item for item in following if item.day == day]
    heirs = {item.successor for item in event}
    if len(heirs) == 1:
        chosen = event[:1]
    else:
        chosen = [item for item in event if item.basis is basis and basis is not SplitBasis.NONE]
        if not chosen:
            why = Obstacle.NO_BASIS if basis is SplitBasis.NONE else Obstacle.NO_SHARE
            yield Piece(None, WHOLE, why, unit, day, tuple(event))
            return
    for item in chosen:
        for piece in _forward(plan, item.successor, day, until, basis):
            yield _through(piece, item, item.share if len(chosen) > 1 else WHOLE)


def _back(plan: Plan, unit: str, since: date, until: date) -> Iterator[Piece]:
    before = [item for item in plan.successions if item.successor == unit and until < item.day <= since]
    if not before:
        if plan.unit(unit).exists_on(until):
            yield Piece(unit, WHOLE)
        else:
            yield Piece(None, WHOLE, Obstacle.NO_ORIGIN, unit, plan.unit(unit).valid_from)
        return
    day = max(item.day for item in before)
    event = [item for item in before if item.day == day]
    origins = {item.predecessor for item in event}
    lived_before = plan.unit(unit).valid_from < day
    if len(origins) > 1 or (lived_before and origins != {unit}):
        yield Piece(None, WHOLE, Obstacle.SEVERAL_ORIGINS, unit, day, tuple(event))
        return
    for piece in _back(plan, event[0].predecessor, _day_before(day), until):
        yield _through(piece, event[0], WHOLE)


def _through(piece: Piece, event: Succession, share: Decimal) -> Piece:
    with localcontext(_EXACT):
        return Piece(piece.unit, piece.share * share, piece.obstacle, piece.at, piece.day, (event, *piece.events))


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def origins(plan: Plan, unit: str, *, since: date, until: date) -> tuple[str, ...]:
    """Name the units of the day `since` any part of which lies in `unit` on the day `until`, in plan order.

    Bases do not matter here: who gave anything is known also where nobody knows how much.
    """
    if since <= until:
        return tuple(
            item.code for item in plan.units if item.exists_on(since) and unit in _heirs(plan, item.code, since, until)
        )
    return tuple(
        item.code for item in plan.units if item.exists_on(since) and unit in _sources(plan, item.code, since, until)
    )


def _heirs(plan: Plan, unit: str, since: date, until: date) -> set[str]:
    following = [item for item in plan.successions if item.predecessor == unit and since < item.day <= until]
    if not following:
        return {unit} if plan.unit(unit).exists_on(until) else set()
    day = min(item.day for item in following)
    return set().union(*(_heirs(plan, item.successor, day, until) for item in following if item.day == day))


def _sources(plan: Plan, unit: str, since: date, until: date) -> set[str]:
    before = [item for item in plan.successions if item.successor == unit and until < item.day <= since]
    found = {unit} if plan.unit(unit).exists_on(until) else set()
    for item in before:
        if item.predecessor != unit:
            found |= _sources(plan, item.predecessor, _day_before(item.day), until)
    return found


def by_official_code(
    plan: Plan, official_code: str, on: date, level: UnitLevel | None = None
) -> tuple[ReportingUnit, ...]:
    """Find the units an official code names on a day: codes come back for other units, so the day decides."""
    return tuple(
        item
        for item in plan.units
        if item.official_code == official_code and item.exists_on(on) and level in {None, item.level}
    )
