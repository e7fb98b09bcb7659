"""The periods of one year against each other."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.indicator import Indicator, TimeRule
from kgdesk.domain.observation import FigureStatus
from kgdesk.domain.period import Period
from kgdesk.domain.plan import PlanRule, RuleKind
from kgdesk.domain.validation import check
from kgdesk.messages import say
from tests.domain.small_plan import DISTRICT, indicator, observation, plan, rule

FLOW = indicator(over_time=TimeRule.PERIOD_TOTAL)
STOCK = indicator()
_NAMES = ("part_above_whole", "whole_below_part", "parts_sum", "cumulative_fell", "cumulative_falls_later")


def told(period: str, value: str, others: dict[str, str], *rules: PlanRule, item: Indicator = FLOW) -> list[Finding]:
    figure = observation(value=value, period=period, status=FigureStatus.OFFICIAL)
    past = {Period.parse(code): Decimal(text) for code, text in others.items()}
    known = plan(item, rules=rules)
    found = check(known, DISTRICT, Period.parse(period), current={"X": figure}, past={"X": past})
    return [finding for finding in found if finding.code.removeprefix("finding.") in _NAMES]


def said(found: list[Finding], lang: str = "vi") -> str:
    (finding,) = found
    assert "{" not in say(f"{finding.code}.remedy", lang, **finding.params)
    return say(finding.code, lang, **finding.params)


def test_nine_months_are_no_more_than_the_year_told_at_either_cell() -> None:
    text = said(told("2024", "90", {"2024-9M": "100"}))
    assert "giá trị 90 nhỏ hơn 100 của 9 tháng năm 2024, mà kỳ đó nằm trong kỳ này" in text
    assert "giá trị 100 lớn hơn 90 của năm 2024" in said(told("2024-9M", "100", {"2024": "90"}))
    assert told("2024", "100", {"2024-9M": "90", "2023": "500", "2024-H2": "60"}) == []


def test_the_quarters_make_the_year_within_rounding() -> None:
    quarters = {f"2024-Q{number}": "25" for number in range(1, 5)}
    assert told("2024", "100.9", quarters) == []
    assert "cộng các quý được 100, nhưng năm 2024 ghi 130 (chênh 23,1%)" in said(told("2024", "130", quarters))
    del quarters["2024-Q4"]
    assert told("2024", "130", quarters) == []  # a quarter is not known yet


def test_the_sum_is_told_at_the_part_that_is_being_typed() -> None:
    others = {"2024-Q1": "25", "2024-Q2": "25", "2024-Q3": "25", "2024": "100"}
    assert said(told("2024-Q4", "50", others), "en").endswith(
        "the quarters make 125, but year 2024 says 100 (20.0% apart)."
    )
    assert told("2024-Q4", "25", others) == []


def test_a_plan_widens_the_tolerance_and_sets_the_severity() -> None:
    quarters = {f"2024-Q{number}": "25" for number in range(1, 5)}
    wide = rule(RuleKind.ADDS_UP, "X", tolerance=Decimal(30), severity=Severity.BLOCK)
    assert told("2024", "130", quarters, wide) == []
    assert told("2024", "200", quarters, wide)[0].severity is Severity.BLOCK
    assert told("2024", "130", quarters, item=STOCK) == []  # a level does not add up ...
    assert told("2024", "130", quarters, rule(RuleKind.ADDS_UP, "X"), item=STOCK) != []  # ... unless the plan says so


def test_a_running_count_does_not_fall_within_a_year() -> None:
    counted = rule(RuleKind.CUMULATIVE, "X")
    assert "thấp hơn 12 của tháng 3 năm 2024" in said(told("2024-M05", "11", {"2024-M03": "12"}, counted, item=STOCK))
    assert "cao hơn 10 của quý III năm 2024" in said(told("2024-M05", "11", {"2024-Q3": "10"}, counted, item=STOCK))
    assert told("2024-M05", "11", {"2023-M12": "12", "2024-M03": "11"}, counted, item=STOCK) == []
    quarters = {f"2024-Q{number}": "25" for number in range(1, 5)}
    assert told("2024", "25", quarters, counted) == []  # what is counted on is never added up


def test_a_rule_for_some_kinds_of_period_is_not_asked_in_others() -> None:
    yearly = rule(RuleKind.CUMULATIVE, "X", periods=(Period.parse("2024").kind,))
    assert told("2024-M05", "11", {"2024-M03": "12"}, yearly, item=STOCK) == []
    assert told("2024", "11", {"2024-M03": "12"}, yearly, item=STOCK) != []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.decimals(min_value=0, max_value=1000, places=1), min_size=12, max_size=12), st.integers(0, 11))
def test_a_year_that_adds_up_is_never_remarked_on(months: list[Decimal], at: int) -> None:
    figures = {f"2024-M{number:02d}": value for number, value in enumerate(months, 1)}
    for number in range(4):
        figures[f"2024-Q{number + 1}"] = sum(months[number * 3 : number * 3 + 3], Decimal(0))
    figures |= {"2024-H1": sum(months[:6], Decimal(0)), "2024-9M": sum(months[:9], Decimal(0))}
    figures["2024"] = sum(months, Decimal(0))
    for period in (f"2024-M{at + 1:02d}", f"2024-Q{at // 3 + 1}", "2024-H1", "2024-9M", "2024"):
        others = {code: str(value) for code, value in figures.items() if code != period}
        assert told(period, str(figures[period]), others) == []


@pytest.mark.parametrize("kind", list(RuleKind))
def test_every_kind_of_rule_can_be_asked(kind: RuleKind) -> None:
    told("2024", "1", {"2024-Q1": "1"}, rule(kind, "X", low=Decimal(1), high=Decimal(1)))
