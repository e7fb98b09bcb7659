"""What a successor inherits of its predecessors' targets: carried over, computed, or left to a decision.

An inherited target is never among the plan's own: it is shown with where it came from and how, and
the document of the former target stays its legal basis.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from kgdesk.domain.indicator import Indicator, UnitRule
from kgdesk.domain.plan import Plan
from kgdesk.domain.succession import WHOLE, Obstacle, origins, pieces
from kgdesk.domain.succession_split import divide
from kgdesk.domain.target import Target, TargetType

_ADDED = {TargetType.LEVEL, TargetType.PERIOD_TOTAL, TargetType.EVERY_YEAR}


class Inheritance(StrEnum):
    """How a target came to the successor."""

    CARRIED = "carried"  # the same promise: a whole unit, or a rate that all origins share
    COMPUTED = "computed"  # shares of the origins' totals, added
    UNDECIDED = "undecided"  # it follows from nothing: somebody must set it anew


@dataclass(frozen=True, slots=True)
class InheritedTarget:
    """A target as it stands for `unit` from `day` on; None where it is undecided (`obstacle` says why).

    `former` are the targets it comes from; `without` the origins that had none.
    """

    unit: str
    day: date
    how: Inheritance
    target: Target | None
    former: tuple[Target, ...]
    without: tuple[str, ...] = ()
    obstacle: Obstacle | None = None


def inherited_targets(plan: Plan, unit: str, *, on: date) -> tuple[InheritedTarget, ...]:
    """Derive what `unit` inherits on the day of its last event before `on`; empty for a unit that came from nobody."""
    events = [item for item in plan.successions if item.successor == unit and item.day <= on]
    if not events:
        return ()
    day = max(item.day for item in events)
    eve = day - timedelta(days=1)
    givers = origins(plan, unit, since=eve, until=day)
    groups: dict[tuple[object, ...], list[Target]] = {}
    for item in plan.targets:
        if item.unit in givers and item.valid_from <= eve and (item.valid_to is None or eve <= item.valid_to):
            key = (item.indicator, item.kind, item.type, item.operator, item.horizon, item.measure_vi)
            groups.setdefault(key, []).append(item)
    return tuple(
        _inherited(plan, unit, day, givers, _newest(group)) for group in groups.values() if {unit} != _units(group)
    )


def _units(group: Sequence[Target]) -> set[str]:
    return {item.unit for item in group}


def _newest(group: Sequence[Target]) -> tuple[Target, ...]:
    """Keep one target of each giver: the version in force that was set last."""
    kept: dict[str, Target] = {}
    for item in sorted(group, key=lambda item: item.valid_from):
        kept[item.unit] = item
    return tuple(kept.values())


def _inherited(
    plan: Plan, unit: str, day: date, givers: tuple[str, ...], former: tuple[Target, ...]
) -> InheritedTarget:
    indicator = plan.indicator(former[0].indicator)
    without = tuple(code for code in givers if code not in _units(former))
    parts = [_share(plan, indicator, item, unit, day) for item in former]
    whole = len(givers) == 1 and parts[0][0] == WHOLE
    same = not without and len({(item.low, item.high) for item in former}) == 1
    if whole or (same and _is_rate(indicator)):
        carried = replace(former[-1], unit=unit, valid_from=day)
        return InheritedTarget(unit, day, Inheritance.CARRIED, carried, former)
    obstacle = next((why for _share, why in parts if why is not None), None)
    if _is_rate(indicator):
        obstacle = Obstacle.RATE_ALONE
    elif indicator.over_units is not UnitRule.SUM or former[0].type not in _ADDED:
        obstacle = Obstacle.NOT_ADDED
    if obstacle is not None or without:
        return InheritedTarget(unit, day, Inheritance.UNDECIDED, None, former, without, obstacle)
    shares = [share for share, _why in parts]
    computed = replace(
        former[-1],
        unit=unit,
        valid_from=day,
        low=_added([item.low for item in former], shares, indicator.places),
        high=None
        if any(item.high is None for item in former)
        else _added([item.high or Decimal(0) for item in former], shares, indicator.places),
    )
    return InheritedTarget(unit, day, Inheritance.COMPUTED, computed, former)


def _is_rate(indicator: Indicator) -> bool:
    return indicator.is_pair


def _share(plan: Plan, indicator: Indicator, target: Target, unit: str, day: date) -> tuple[Decimal, Obstacle | None]:
    found = pieces(plan, target.unit, since=day - timedelta(days=1), until=day, basis=indicator.split_basis)
    mine = next((piece for piece in found if piece.unit == unit), None)
    if mine is None:
        return Decimal(0), found[0].obstacle
    return mine.share, None


def _added(bounds: Sequence[Decimal], shares: Sequence[Decimal], places: int) -> Decimal:
    parts = (divide(low, (share, WHOLE - share), places=places)[0] for low, share in zip(bounds, shares, strict=True))
    return sum(parts, Decimal(0))
