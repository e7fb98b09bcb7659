"""Which periods a unit may open, and which one it usually wants."""

from datetime import date

from kgdesk.domain.period import Calendar, Period, PeriodKind
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit

_PER_YEAR = {
    PeriodKind.YEAR: 1,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.QUARTER: 4,
    PeriodKind.MONTH: 12,
}


def offered_periods(plan: Plan, unit: ReportingUnit, used: tuple[Period, ...] = ()) -> tuple[Period, ...]:
    """List the periods the plan asks of the unit's level, newest first, and those that hold something already.

    A period is asked only if it closes while the unit exists; what the plan leaves free (months) is
    offered only where it is used.
    """
    kinds = [rule.kind for rule in plan.periods if rule.level is unit.level and rule.required] or [PeriodKind.YEAR]
    periods = (
        Period(year, kind, index)
        for year in range(plan.first_year, plan.last_year + 1)
        for kind in kinds
        for index in range(1, _PER_YEAR[kind] + 1)
    )
    asked = {item for item in periods if unit.exists_on(period_close(item))}
    return tuple(sorted(asked | set(used), reverse=True))


def period_close(period: Period) -> date:
    """Give the day on which a period closes for the administration."""
    return period.dates(Calendar.ADMINISTRATIVE)[1]


def grouped(periods: tuple[Period, ...]) -> tuple[tuple[Period, ...], ...]:
    """Put the whole years first, then the shorter periods year by year, newest first."""
    years = tuple(item for item in periods if item.kind is PeriodKind.YEAR)
    shorter = [item for item in periods if item.kind is not PeriodKind.YEAR]
    by_year = (
        tuple(item for item in shorter if item.year == year)
        for year in sorted({item.year for item in shorter}, reverse=True)
    )
    return tuple(filter(None, (years, *by_year)))


def usual_period(periods: tuple[Period, ...], today: date) -> Period:
    """Choose the newest period that has closed, else the oldest."""
    begun = (item for item in periods if item.dates(Calendar.ADMINISTRATIVE)[1] <= today)
    return next(begun, periods[-1] if periods else Period(today.year, PeriodKind.YEAR))
