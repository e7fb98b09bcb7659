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


def offered_periods(plan: Plan, unit: ReportingUnit) -> tuple[Period, ...]:
    """List the periods the plan asks of the unit's level while the unit exists, newest first."""
    kinds = [rule.kind for rule in plan.periods if rule.level is unit.level] or [PeriodKind.YEAR]
    periods = (
        Period(year, kind, index)
        for year in range(plan.first_year, plan.last_year + 1)
        for kind in kinds
        for index in range(1, _PER_YEAR[kind] + 1)
    )
    return tuple(sorted((item for item in periods if _lives(unit, item)), reverse=True))


def _lives(unit: ReportingUnit, period: Period) -> bool:
    first, last = period.dates(Calendar.STATISTICAL)
    return unit.valid_from <= last and (unit.valid_to is None or unit.valid_to >= first)


def usual_period(periods: tuple[Period, ...], today: date) -> Period:
    """Choose the newest period that has closed, else the oldest."""
    begun = (item for item in periods if item.dates(Calendar.ADMINISTRATIVE)[1] <= today)
    return next(begun, periods[-1] if periods else Period(today.year, PeriodKind.YEAR))
