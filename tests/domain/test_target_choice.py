"""Of several targets, the one that is held against a figure."""

from datetime import date

import pytest

from kgdesk.domain.target import Target, TargetKind
from kgdesk.domain.target_choice import binds, nearest_target, own_target
from tests.domain.small_plan import DISTRICT, LEAD, PROVINCE, indicator, plan, ratio, target

DAY = date(2024, 12, 14)


def chosen(*targets: Target, kind: TargetKind = TargetKind.RESOLUTION, year: int = 2024) -> str | None:
    found = nearest_target(plan(indicator(), targets=targets), "X", DISTRICT, kind, year=year, day=DAY)
    return None if found is None else str(found.low)


def test_the_units_own_target_stands_before_the_provinces_newer_one() -> None:
    assert chosen(target("7", valid_from=date(2024, 1, 1)), target("5", unit="D1")) == "5"
    assert chosen(target("7")) == "7"
    assert (
        own_target(plan(indicator(), targets=(target("7"),)), "X", "D1", TargetKind.RESOLUTION, year=2024, day=DAY)
        is None
    )


def test_the_newest_version_in_force_counts() -> None:
    old = target("7.5", valid_to=date(2024, 2, 27))
    new = target("8", valid_from=date(2024, 2, 28))
    later = target("9", valid_from=date(2024, 12, 15))
    assert chosen(old, new, later) == "8"


def test_a_target_in_another_measure_only_where_there_is_no_other() -> None:
    foreign = target("81", measure_vi="triệu đồng/người", valid_from=date(2024, 1, 1))
    assert chosen(foreign, target("3485")) == "3485"
    assert chosen(foreign) == "81"


@pytest.mark.parametrize(
    ("horizon", "year", "found"), [("2024", 2024, "7"), ("2024", 2023, None), ("2021-2025", 2024, None)]
)
def test_a_yearly_plan_is_that_of_its_year(horizon: str, year: int, found: str | None) -> None:
    assert (
        chosen(target("7", kind=TargetKind.ANNUAL_PLAN, horizon=horizon), kind=TargetKind.ANNUAL_PLAN, year=year)
        == found
    )


def test_a_resolution_says_nothing_about_the_years_after_it() -> None:
    assert chosen(target("7", horizon="2025"), year=2021) == "7"
    assert chosen(target("7"), year=2026) is None


def test_a_total_of_the_province_binds_its_lead_and_no_district_but_a_rate_binds_all() -> None:
    total, rate = plan(indicator()), plan(ratio())
    assert [binds(total, target("7"), unit, DAY) for unit in (PROVINCE, LEAD, DISTRICT)] == [True, True, False]
    assert binds(rate, target("7"), DISTRICT, DAY)
