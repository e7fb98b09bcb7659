"""Years into one figure for the whole plan, and what the years left must still bring.

Rates are in per cent. Roots and products run with 50 digits and come back with 28, so that the
error of an average lies far below anything a table shows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from kgdesk.domain.figure import ARITHMETIC
from kgdesk.domain.indicator import Indicator, TimeRule
from kgdesk.domain.judgement import KEPT, judge
from kgdesk.domain.target import Target

_WORKING = Context(prec=50)
_HUNDRED = Decimal(100)


def geometric_average(rates: Iterable[Decimal]) -> Decimal | None:
    """Average yearly growth rates (per cent) as growth compounds; None without rates or with one below -100 %.

    Kiên Giang's economy grew 0.58, 7.7, 6.79 and 7.5 % in 2021 to 2024: 5.60 % a year.
    """
    rates = tuple(rates)
    with localcontext(_WORKING):
        growth = _product(rates)
        return None if not rates or growth is None else _finish(_root(growth, len(rates)))


def average_growth(base: Decimal, last: Decimal, years: int) -> Decimal | None:
    """Compute (last / base)^(1 / years) - 1 in per cent; None where base, last or years allow no growth."""
    if base <= 0 or last < 0 or years <= 0:
        return None
    with localcontext(_WORKING):
        return _finish(_root(last / base, years))


def required_remaining_rate(target_average: Decimal, rates_so_far: Iterable[Decimal], years: int) -> Decimal | None:
    """Compute the rate (per cent) each year left must reach for the average over all `years` to be `target_average`.

    After 5.60 % a year in 2021 to 2024, an average of 7.24 % needed 14.1 % in 2025. None where no
    year is left or what came before cannot be compounded.
    """
    rates = tuple(rates_so_far)
    left = years - len(rates)
    if left <= 0:
        return None
    with localcontext(_WORKING):
        grown = _product(rates)
        wanted = _product((target_average,) * years)
        return None if not grown or wanted is None else _finish(_root(wanted / grown, left))


def required_remaining_total(target_total: Decimal, so_far: Decimal) -> Decimal:
    """Compute what the years left must bring together; 0 once the total is reached."""
    with localcontext(ARITHMETIC):
        return max(target_total - so_far, Decimal(0))


def required_level_step(target_level: Decimal, current: Decimal, years_left: int) -> Decimal | None:
    """Compute the change each year left must bring; negative where the level must fall; None without a year left."""
    if years_left <= 0:
        return None
    with localcontext(ARITHMETIC):
        return (target_level - current) / years_left


def _product(rates: Iterable[Decimal]) -> Decimal | None:
    """Compound rates; None where one is below -100 %, which nothing that is counted can do."""
    growth = Decimal(1)
    for rate in rates:
        if rate < -_HUNDRED:
            return None
        growth *= 1 + rate / _HUNDRED
    return growth


def _root(growth: Decimal, years: int) -> Decimal:
    """Take the root and turn it into per cent."""
    return ((growth ** (Decimal(1) / years) if growth else growth) - 1) * _HUNDRED


def _finish(value: Decimal) -> Decimal:
    """Round the guard digits away."""
    return ARITHMETIC.plus(value)


@dataclass(frozen=True, slots=True)
class YearRollUp:
    """A figure over the horizon that explains itself.

    `years` entered `value`; `missing` are the years of the horizon up to the last known one without
    a figure; `broken` the years below a floor that every year must keep; `complete` means that
    every year of the horizon is there.
    """

    indicator: str
    rule: TimeRule
    first_year: int
    last_year: int
    years: tuple[int, ...]
    missing: tuple[int, ...]
    value: Decimal | None
    broken: tuple[int, ...]
    complete: bool


def roll_up_years(
    indicator: Indicator,
    yearly: Mapping[int, Decimal],
    *,
    first_year: int,
    last_year: int,
    target: Target | None = None,
) -> YearRollUp:
    """Roll the years first_year..last_year up by the indicator's rule over time; years outside are left out.

    Period total: sum. Geometric average: of the rates known. Every year: the worst year, and the
    years that break `target`. Level: the last one known. Years without a figure are named, never filled.
    """
    known = {year: yearly[year] for year in sorted(yearly) if first_year <= year <= last_year}
    reached = max(known, default=first_year - 1)
    broken: tuple[int, ...] = ()
    if indicator.over_time is TimeRule.EVERY_YEAR and target is not None:
        broken = tuple(
            year
            for year, value in known.items()
            if judge(target, value, at_year=year, places=indicator.places) not in KEPT
        )
    return YearRollUp(
        indicator=indicator.code,
        rule=indicator.over_time,
        first_year=first_year,
        last_year=last_year,
        years=tuple(known),
        missing=tuple(year for year in range(first_year, reached + 1) if year not in known),
        value=_over_time(indicator.over_time, tuple(known.values()), target),
        broken=broken,
        complete=len(known) == last_year - first_year + 1,
    )


def _over_time(rule: TimeRule, values: tuple[Decimal, ...], target: Target | None) -> Decimal | None:
    if not values:
        return None
    match rule:
        case TimeRule.PERIOD_TOTAL:
            with localcontext(ARITHMETIC):
                return sum(values, Decimal(0))
        case TimeRule.GEOMETRIC_AVERAGE:
            return geometric_average(values)
        case TimeRule.EVERY_YEAR:
            falling = target is not None and target.operator.value.startswith("<")
            return max(values) if falling else min(values)
        case TimeRule.LEVEL:
            return values[-1]
