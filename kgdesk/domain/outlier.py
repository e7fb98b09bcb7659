"""What is usual in a row of figures, and whether one lies outside of it.

The yardstick is the median and the median distance from it (MAD): neither is moved by a wild figure
among the old ones. 1.4826 x MAD is the standard deviation of figures that scatter evenly
(P. J. Rousseeuw and C. Croux, "Alternatives to the Median Absolute Deviation", 1993).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise
from statistics import median

from kgdesk.domain.figure import ARITHMETIC

LEAST_POINTS = 5  # fewer figures are no habit
LIMIT = Decimal(5)  # usual distances; a growing series passes three by itself
FLOOR = Decimal("0.02")  # of the median: in a series that hardly moves, a step of a tenth is still ordinary
_EVEN = Decimal("1.4826")
_TREND = Decimal("0.1")  # a series that steps by more than a tenth has a pace, and may keep it ...
_PACE = Decimal("0.25")  # ... within a quarter


@dataclass(frozen=True, slots=True)
class Habit:
    """What a figure lies outside of: the median of `count` figures between `low` and `high`."""

    typical: Decimal
    low: Decimal
    high: Decimal
    count: int


def outside_habit(
    value: Decimal,
    points: Sequence[Decimal],
    *,
    limit: Decimal = LIMIT,
    share: Decimal = FLOOR,
    least: Decimal = Decimal(0),
) -> Habit | None:
    """Tell the habit that a value breaks, or None.

    `points` are at least five figures in the measure of `value`, in any order; a value between them
    breaks nothing. `limit` counts usual distances; a usual distance is never taken below `share` of
    the median, nor below `least`.
    """
    if len(points) < LEAST_POINTS or min(points) <= value <= max(points):
        return None
    with localcontext(ARITHMETIC):
        middle = median(points)
        usual = _EVEN * median(abs(point - middle) for point in points)
        distance = max(usual, share * abs(middle), least)
        if not distance or abs(value - middle) <= limit * distance:
            return None
    return Habit(middle, min(points), max(points), len(points))


def keeps_pace(value: Decimal, points: Sequence[Decimal]) -> bool:
    """Whether a series that doubles every year doubles again; `points` are two or more, oldest first."""
    if value <= 0 or any(point <= 0 for point in points):
        return False
    with localcontext(ARITHMETIC):
        pace = median(after / before for before, after in pairwise(points))
        return abs(pace - 1) > _TREND and abs(value / points[-1] / pace - 1) <= _PACE
