"""When a period's data close and when the return is due (Decree 09/2019/ND-CP, articles 8 and 12 to 17)."""

from datetime import date, timedelta

from kgdesk.domain.period import Period
from kgdesk.domain.plan import PeriodRule

_SATURDAY = 5
_NO_HOLIDAYS: frozenset[date] = frozenset()


def close_date(rule: PeriodRule, period: Period) -> date:
    """Give the last day whose figures belong to the period, on the rule's calendar."""
    return period.dates(rule.calendar)[1]


def due_date(rule: PeriodRule, period: Period, holidays: frozenset[date] = _NO_HOLIDAYS) -> date:
    """Give the day the return must be here: `due_working_days` working days after the close.

    Saturdays, Sundays and `holidays` do not count. 2024 closes on Saturday 14 December; one working
    day later is Monday the 16th. With 0 days it is the close itself, or the next working day.
    """
    day = close_date(rule, period)
    left = rule.due_working_days
    while left > 0 or not _is_working_day(day, holidays):
        day += timedelta(days=1)
        left -= _is_working_day(day, holidays)
    return day


def days_left(due: date, today: date) -> int:
    """Count the calendar days until `due`: 0 on the day itself, negative when late."""
    return (due - today).days


def _is_working_day(day: date, holidays: frozenset[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays
