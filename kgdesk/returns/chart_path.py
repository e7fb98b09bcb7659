"""What a chart of one indicator shows: the figures so far, the way to the target, and what is still needed."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kgdesk.domain.indicator import TimeRule, running_name
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.domain.series import required_remaining_rate, required_remaining_total

Points = tuple[tuple[int, Decimal], ...]

_LEAST_POINTS = 2
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_TICKS = 5


@dataclass(frozen=True, slots=True)
class ChartPath:
    """Series in the indicator's own measure; `required` is empty where no target can be drawn.

    `needed` begins at the last actual figure and says what the years left must bring.
    """

    title: str
    measure: str
    places: int
    years: tuple[int, ...]
    actual: Points
    required: Points
    needed: Points

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every value that must fit on the axis."""
        return tuple(value for points in (self.actual, self.required, self.needed) for _, value in points)


def chart_path(line: ReportLine, *, first_year: int, last_year: int) -> ChartPath | None:
    """Prepare the chart of a line over the plan's years, and the year before where it is known.

    None with fewer than two figures.
    """
    actual = tuple((year, value) for year, value in line.yearly if first_year - 1 <= year <= last_year)
    if len(actual) < _LEAST_POINTS:
        return None
    return path_of(
        actual,
        over_time=line.over_time,
        target=line.target_low,
        horizon=range(first_year, last_year + 1),
        title=running_name(line.name_vi, line.measure_vi),
        measure=line.measure_vi,
        places=line.places,
    )


def path_of(
    actual: Points,
    *,
    over_time: TimeRule | None,
    target: Decimal | None,
    horizon: range,
    title: str = "",
    measure: str = "",
    places: int = 0,
) -> ChartPath:
    """Lay the way of one or more figures, oldest first, to a target at the end of the years `horizon`."""
    return ChartPath(
        title=title,
        measure=measure,
        places=places,
        years=tuple(range(min(horizon[0], actual[0][0]), horizon[-1] + 1)),
        actual=actual,
        required=() if over_time is None or target is None else _required(over_time, target, actual, horizon),
        needed=() if over_time is None or target is None else _needed(over_time, target, actual, horizon),
    )


def _required(over_time: TimeRule, target: Decimal, actual: Points, horizon: range) -> Points:
    """Draw the way to the target: a straight line for a level, the same every year for the other rules."""
    match over_time:
        case TimeRule.LEVEL:
            start, value = actual[0]
            span = horizon[-1] - start
            if span <= 0:
                return ()
            return tuple(
                (year, value + (target - value) * (year - start) / span) for year in range(start, horizon[-1] + 1)
            )
        case TimeRule.PERIOD_TOTAL:
            return tuple((year, target / len(horizon)) for year in horizon)
        case TimeRule.GEOMETRIC_AVERAGE | TimeRule.EVERY_YEAR:
            return tuple((year, target) for year in horizon)


def _needed(over_time: TimeRule, target: Decimal, actual: Points, horizon: range) -> Points:
    """Say what every year left must bring, where it differs from the required path: totals and averages."""
    inside = [value for year, value in actual if year in horizon]
    last = actual[-1][0]
    left = [year for year in horizon if year > last]
    # A gap in the series hides what was already reached: then nothing is claimed.
    if not left or not inside or len(inside) != last - horizon[0] + 1:
        return ()
    match over_time:
        case TimeRule.PERIOD_TOTAL:
            value = required_remaining_total(target, sum(inside, Decimal(0))) / len(left)
        case TimeRule.GEOMETRIC_AVERAGE:
            rate = required_remaining_rate(target, inside, len(horizon))
            if rate is None:
                return ()
            value = rate
        case _:
            return ()
    return (actual[-1], *((year, value) for year in left))


def ticks(values: tuple[Decimal, ...], *, from_zero: bool) -> tuple[Decimal, ...]:
    """Round marks of an axis, at most six, that take in all `values`."""
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        low, high = low - 1, high + 1
    raw = (high - low) / _TICKS
    magnitude = Decimal(10) ** raw.adjusted()
    step = next(factor * magnitude for factor in _STEPS if factor * magnitude >= raw)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(step * number for number in range(int(first), int(last) + 1))
