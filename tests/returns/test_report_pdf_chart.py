"""What charts claim: the way to the target and what remains, by the rule of each indicator."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.indicator import TimeRule
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.returns.chart_path import ChartPath, chart_path, ticks
from tests.samples import sample_report_lines

D = Decimal


def line(rule: TimeRule | None, target: str | None, yearly: tuple[tuple[int, str], ...]) -> ReportLine:
    return replace(
        sample_report_lines()[0],
        over_time=rule,
        target_low=None if target is None else D(target),
        yearly=tuple((year, D(value)) for year, value in yearly),
    )


def path(rule: TimeRule | None, target: str | None, yearly: tuple[tuple[int, str], ...]) -> ChartPath:
    found = chart_path(line(rule, target, yearly), first_year=2021, last_year=2025)
    assert found is not None
    return found


def test_a_level_goes_straight_from_its_base_to_the_target() -> None:
    found = path(TimeRule.LEVEL, "60", ((2020, "50"), (2021, "51"), (2023, "53")))
    assert found.years == (2020, 2021, 2022, 2023, 2024, 2025)
    assert found.required == tuple((2020 + step, D(50 + 2 * step)) for step in range(6))
    assert found.needed == ()


def test_a_total_is_spread_over_the_years_and_the_rest_over_those_left() -> None:
    found = path(TimeRule.PERIOD_TOTAL, "100", ((2021, "10"), (2022, "15"), (2023, "15")))
    assert found.required == tuple((year, D(20)) for year in range(2021, 2026))
    assert found.needed == ((2023, D(15)), (2024, D(30)), (2025, D(30)))


def test_an_average_asks_of_the_last_year_what_is_missing() -> None:
    found = path(TimeRule.GEOMETRIC_AVERAGE, "7.24", ((2021, "0.58"), (2022, "7.7"), (2023, "6.79"), (2024, "7.5")))
    assert found.needed[-1][0] == 2025
    assert round(found.needed[-1][1], 1) == D("14.1")


def test_a_floor_is_level() -> None:
    found = path(TimeRule.EVERY_YEAR, "97", ((2021, "98"), (2022, "96")))
    assert {value for _, value in found.required} == {D(97)}
    assert found.needed == ()


def test_nothing_is_claimed_over_a_gap_or_without_a_target() -> None:
    assert path(TimeRule.PERIOD_TOTAL, "100", ((2021, "10"), (2023, "15"))).needed == ()
    unknown = path(TimeRule.LEVEL, None, ((2021, "10"), (2023, "15")))
    assert (unknown.required, unknown.needed) == ((), ())
    assert path(None, "5", ((2021, "10"), (2023, "15"))).required == ()


def test_nothing_is_left_after_the_last_year() -> None:
    yearly = tuple((year, "10") for year in range(2021, 2026))
    assert path(TimeRule.PERIOD_TOTAL, "100", yearly).needed == ()


@pytest.mark.parametrize("yearly", [(), ((2024, "1"),), ((2015, "1"), (2016, "2"), (2024, "3"))])
def test_fewer_than_two_figures_make_no_chart(yearly: tuple[tuple[int, str], ...]) -> None:
    assert chart_path(line(TimeRule.LEVEL, "5", yearly), first_year=2021, last_year=2025) is None


@settings(max_examples=80)
@given(
    st.lists(st.decimals(-(10**7), 10**7, places=3), min_size=1, max_size=8),
    st.booleans(),
)
def test_the_axis_takes_in_every_value_with_few_round_marks(values: list[Decimal], from_zero: bool) -> None:  # noqa: FBT001
    marks = ticks(tuple(values), from_zero=from_zero)
    assert marks[0] <= min(values)
    assert marks[-1] >= max(values)
    assert 2 <= len(marks) <= 8
    if from_zero:
        assert marks[0] <= 0 <= marks[-1]
