from datetime import date

import pytest

from kgdesk.domain.deadline import close_date, days_left, due_date
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import PeriodRule
from kgdesk.domain.reporting_unit import UnitLevel


def rule(period: Period, days: int, calendar: Calendar = Calendar.ADMINISTRATIVE) -> PeriodRule:
    return PeriodRule(period.kind, UnitLevel.DISTRICT, calendar, days, required=True)


@pytest.mark.parametrize(
    ("code", "days", "due"),
    [
        ("2024", 1, date(2024, 12, 16)),  # closes on Saturday the 14th
        ("2024", 5, date(2024, 12, 20)),
        ("2024", 6, date(2024, 12, 23)),
        ("2024", 0, date(2024, 12, 16)),  # the close itself is no working day
        ("2023", 1, date(2023, 12, 15)),  # closes on Thursday the 14th
        ("2024-9M", 1, date(2024, 9, 16)),
        ("2024-M07", 2, date(2024, 7, 16)),
        ("2024-H1", 1, date(2024, 6, 17)),
        ("2024-Q1", 0, date(2024, 3, 14)),
    ],
)
def test_due_working_days_after_the_close(code: str, days: int, due: date) -> None:
    period = Period.parse(code)
    assert due_date(rule(period, days), period) == due


def test_holidays_do_not_count() -> None:
    period = Period.parse("2024-H1")
    holidays = frozenset({date(2024, 6, 17), date(2024, 6, 18)})
    assert due_date(rule(period, 1), period, holidays) == date(2024, 6, 19)


def test_the_statistical_year_closes_on_its_last_day() -> None:
    period = Period.parse("2024")
    statistical = rule(period, 1, Calendar.STATISTICAL)
    assert close_date(statistical, period) == date(2024, 12, 31)
    assert due_date(statistical, period) == date(2025, 1, 1)
    assert due_date(statistical, period, frozenset({date(2025, 1, 1)})) == date(2025, 1, 2)


def test_days_left_turn_negative_when_late() -> None:
    due = date(2024, 12, 16)
    assert [days_left(due, day) for day in (date(2024, 12, 10), due, date(2024, 12, 18))] == [6, 0, -2]
