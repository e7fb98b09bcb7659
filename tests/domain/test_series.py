from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgdesk.domain.indicator import TimeRule
from kgdesk.domain.series import (
    average_growth,
    geometric_average,
    required_level_step,
    required_remaining_rate,
    required_remaining_total,
    roll_up_years,
)
from kgdesk.domain.target import Operator, TargetType
from tests.domain.small_plan import indicator, target

GRDP = tuple(map(Decimal, ("0.58", "7.7", "6.79", "7.5")))  # published growth of Kiên Giang, 2021 to 2024
TINY = Decimal("1e-20")
rates = st.decimals(min_value=-60, max_value=80, places=2)


def test_growth_of_the_province_in_four_years() -> None:
    average = geometric_average(GRDP)
    assert average is not None
    assert round(average, 2) == Decimal("5.60")
    assert average < sum(GRDP) / 4  # the arithmetic mean flatters


def test_what_2025_had_to_bring() -> None:
    required = required_remaining_rate(Decimal("7.24"), GRDP, 5)
    assert required is not None
    assert round(required, 1) == Decimal("14.1")


def test_average_from_the_first_and_the_last_level() -> None:
    assert average_growth(Decimal(100), Decimal(121), 2) == 10
    assert average_growth(Decimal(100), Decimal(0), 2) == -100


@pytest.mark.parametrize(("base", "last", "years"), [(0, 5, 1), (-1, 5, 1), (5, -1, 1), (5, 5, 0), (5, 5, -2)])
def test_no_average_where_nothing_can_grow(base: int, last: int, years: int) -> None:
    assert average_growth(Decimal(base), Decimal(last), years) is None


def test_no_average_without_rates_or_with_an_impossible_one() -> None:
    assert geometric_average(()) is None
    assert geometric_average((Decimal(5), Decimal(-101))) is None
    assert geometric_average((Decimal(5), Decimal(-100))) == -100


def test_no_required_rate_once_the_years_are_over_or_all_is_lost() -> None:
    assert required_remaining_rate(Decimal(7), GRDP, 4) is None
    assert required_remaining_rate(Decimal(7), (Decimal(-100),), 5) is None


@given(st.lists(rates, min_size=1, max_size=8))
def test_the_average_compounds_to_the_same_growth(years: list[Decimal]) -> None:
    average = geometric_average(years)
    assert average is not None
    compounded = grown = Decimal(1)
    for rate in years:
        grown *= 1 + rate / 100
        compounded *= 1 + average / 100
    assert abs(compounded / grown - 1) < TINY
    assert min(years) - TINY <= average <= max(years) + TINY


@given(st.lists(rates, min_size=1, max_size=4), rates)
def test_the_required_rate_reaches_the_target_exactly(so_far: list[Decimal], wanted: Decimal) -> None:
    required = required_remaining_rate(wanted, so_far, 5)
    assert required is not None
    reached = geometric_average((*so_far, *(required,) * (5 - len(so_far))))
    assert reached is not None
    assert abs(reached - wanted) < TINY


@given(st.lists(rates, min_size=1, max_size=6))
def test_rates_and_levels_agree(years: list[Decimal]) -> None:
    last = Decimal(1000)
    for rate in years:
        last *= 1 + rate / 100
    by_levels, by_rates = average_growth(Decimal(1000), last, len(years)), geometric_average(years)
    assert by_levels is not None
    assert by_rates is not None
    assert abs(by_levels - by_rates) < TINY


def test_what_is_left_of_a_total_and_of_a_level() -> None:
    assert required_remaining_total(Decimal(73645), Decimal(60000)) == 13645
    assert required_remaining_total(Decimal(73645), Decimal(80000)) == 0
    assert required_level_step(Decimal("10.31"), Decimal("9.31"), 4) == Decimal("0.25")
    assert required_level_step(Decimal(2), Decimal(4), 2) == -1
    assert required_level_step(Decimal(2), Decimal(4), 0) is None


YEARLY = {2020: Decimal(999), 2021: Decimal(10), 2023: Decimal(30), 2022: Decimal(20)}


@pytest.mark.parametrize(
    ("rule", "value"),
    [(TimeRule.PERIOD_TOTAL, 60), (TimeRule.LEVEL, 30), (TimeRule.EVERY_YEAR, 10)],
)
def test_years_roll_up_by_the_rule_and_leave_out_the_base_year(rule: TimeRule, value: int) -> None:
    rolled = roll_up_years(indicator(over_time=rule), YEARLY, first_year=2021, last_year=2025)
    assert rolled.value == value
    assert rolled.years == (2021, 2022, 2023)
    assert not rolled.complete


def test_growth_rates_roll_up_geometrically() -> None:
    yearly = dict(zip(range(2021, 2025), GRDP, strict=True))
    growth = indicator(over_time=TimeRule.GEOMETRIC_AVERAGE)
    rolled = roll_up_years(growth, yearly, first_year=2021, last_year=2025)
    assert rolled.value == geometric_average(GRDP)


def test_a_missing_year_is_named_and_not_filled() -> None:
    yearly = {2021: Decimal(10), 2023: Decimal(30)}
    rolled = roll_up_years(indicator(over_time=TimeRule.PERIOD_TOTAL), yearly, first_year=2021, last_year=2025)
    assert (rolled.value, rolled.missing) == (40, (2022,))


def test_a_full_horizon_is_complete() -> None:
    yearly = {year: Decimal(0) for year in range(2021, 2026)}
    rolled = roll_up_years(indicator(over_time=TimeRule.PERIOD_TOTAL), yearly, first_year=2021, last_year=2025)
    assert (rolled.value, rolled.complete) == (0, True)


def test_the_years_that_break_the_floor_are_named() -> None:
    jobs = indicator(over_time=TimeRule.EVERY_YEAR, places=0)
    floor = target("35000", type=TargetType.EVERY_YEAR)
    yearly = {2021: Decimal(33200), 2022: Decimal(35000), 2023: Decimal(34999), 2024: Decimal(36100)}
    rolled = roll_up_years(jobs, yearly, first_year=2021, last_year=2025, target=floor)
    assert (rolled.value, rolled.broken) == (33200, (2021, 2023))


def test_under_a_ceiling_the_worst_year_is_the_highest() -> None:
    ceiling = target("20", type=TargetType.EVERY_YEAR, operator=Operator.LESS_THAN)
    yearly = {2021: Decimal(19), 2022: Decimal(20)}
    rolled = roll_up_years(
        indicator(over_time=TimeRule.EVERY_YEAR), yearly, first_year=2021, last_year=2025, target=ceiling
    )
    assert (rolled.value, rolled.broken) == (20, (2022,))


def test_no_years_no_figure() -> None:
    rolled = roll_up_years(indicator(), {}, first_year=2021, last_year=2025)
    assert (rolled.value, rolled.years, rolled.missing) == (None, (), ())
