"""Who reports in time and well: points by a formula that anybody can follow with pencil and paper."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from kgdesk.domain.collation import collation_key
from kgdesk.domain.expected_return import HERE, ExpectedReturn, Inventory, Standing, UnitRank, Weights

FULL = Decimal(100)
_TENTH = Decimal("0.1")
_WEIGHTS = Weights()


def rank_units(
    inventory: Inventory, blocking: Mapping[tuple[str, str], int | None], weights: Weights = _WEIGHTS
) -> tuple[UnitRank, ...]:
    """Rank the units over the returns that are chased and were due or came; best first, equals by name.

    `blocking` counts the findings of each first return, by unit and period; None where it could not
    be looked at. A unit of which nothing was due yet has no place.
    """
    made = []
    for unit in inventory.units:
        cells = [
            cell
            for period in inventory.periods
            if (cell := inventory.cell(unit.code, period)) is not None and cell.required and cell.on_time is not None
        ]
        if cells:
            made.append(_ranked(cells, blocking, weights))
    made.sort(key=lambda item: (-item.points, -item.on_time, collation_key(item.unit.name_vi)))
    places: list[UnitRank] = []
    for position, item in enumerate(made, start=1):
        same = places and places[-1].points == item.points
        places.append(replace(item, place=places[-1].place if same else position))
    return tuple(places)


def points_of(cell: ExpectedReturn, blocking: int | None, weights: Weights = _WEIGHTS) -> Decimal:
    """Give a return its points: 100, less what was late, was sent back or should have been stopped."""
    if cell.standing is Standing.MISSING:
        return Decimal(0)
    lost = min(cell.late_days * weights.late_day, weights.late_most)
    lost += cell.sent_back * weights.sent_back
    lost += min((blocking or 0) * weights.blocking, weights.blocking_most)
    return max(FULL - lost, Decimal(0))


def _ranked(cells: list[ExpectedReturn], blocking: Mapping[tuple[str, str], int | None], weights: Weights) -> UnitRank:
    found = {cell.period.code: blocking.get((cell.unit.code, cell.period.code)) for cell in cells}
    points = sum((points_of(cell, found[cell.period.code], weights) for cell in cells), Decimal(0)) / len(cells)
    return UnitRank(
        place=0,
        unit=cells[0].unit,
        points=points.quantize(_TENTH, rounding=ROUND_HALF_UP),
        counted=len(cells),
        on_time=sum(cell.on_time is True for cell in cells),
        late=sum(cell.standing in HERE and cell.late_days > 0 for cell in cells),
        missing=sum(cell.standing is Standing.MISSING for cell in cells),
        late_days=sum(cell.late_days for cell in cells),
        sent_back=sum(cell.sent_back for cell in cells),
        blocking=sum(item or 0 for item in found.values()),
        unchecked=sum(found[cell.period.code] is None for cell in cells if cell.standing in HERE),
    )
