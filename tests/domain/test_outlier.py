"""What is usual for a unit, and when a figure is told to be unusual."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.indicator import Indicator, TimeRule, UnitRule
from kgdesk.domain.observation import FigureStatus
from kgdesk.domain.outlier import LEAST_POINTS, keeps_pace, outside_habit
from kgdesk.domain.own_history import periods_wanted
from kgdesk.domain.period import Period
from kgdesk.domain.plan import PlanRule, RuleKind
from kgdesk.domain.validation import check
from kgdesk.messages import say
from tests.domain.small_plan import DISTRICT, indicator, observation, plan, ratio, rule

figures = st.decimals(min_value=-10_000, max_value=10_000, places=2, allow_nan=False, allow_infinity=False)
rows = st.lists(figures, min_size=LEAST_POINTS, max_size=12)
moderate = settings(max_examples=80, deadline=None)


@moderate
@given(rows, st.data())
def test_a_value_between_the_old_ones_breaks_no_habit(points: list[Decimal], data: st.DataObject) -> None:
    value = data.draw(st.decimals(min_value=min(points), max_value=max(points), places=2))
    assert outside_habit(value, points) is None


@moderate
@given(st.lists(figures, max_size=LEAST_POINTS - 1), figures)
def test_a_few_figures_are_no_habit(points: list[Decimal], value: Decimal) -> None:
    assert outside_habit(value, points) is None


@moderate
@given(rows, figures, st.randoms(use_true_random=False), st.integers(-4, 4))
def test_neither_order_nor_measure_matters(points: list[Decimal], value: Decimal, chance: object, power: int) -> None:
    shuffled = sorted(points, key=lambda _: chance.random())  # type: ignore[attr-defined]
    factor = Decimal(10) ** power
    habit = outside_habit(value, points)
    assert outside_habit(value, shuffled) == habit
    scaled = outside_habit(value * factor, [point * factor for point in points])
    assert (scaled is None) == (habit is None)
    if habit is not None and scaled is not None:
        assert (scaled.typical, scaled.low) == (habit.typical * factor, habit.low * factor)


@moderate
@given(rows, figures, st.decimals(min_value=0, max_value=10_000, places=2))
def test_further_away_is_no_less_strange(points: list[Decimal], value: Decimal, more: Decimal) -> None:
    if outside_habit(value, points) is not None:
        further = value + more if value > max(points) else value - more
        assert outside_habit(further, points) is not None


@moderate
@given(st.lists(st.decimals(min_value=95, max_value=105, places=1), min_size=7, max_size=12), figures)
def test_one_wild_figure_among_the_old_hides_nothing(points: list[Decimal], wild: Decimal) -> None:
    habit = outside_habit(Decimal(1000), [*points, min(wild, Decimal(999))])
    assert habit is not None
    assert 95 <= habit.typical <= 105


@pytest.mark.parametrize(
    ("value", "kept"), [("320", True), ("330", True), ("161", False), ("1000", False), ("-1", False)]
)
def test_a_series_that_doubles_may_double_again(value: str, kept: bool) -> None:  # noqa: FBT001
    points = [Decimal(text) for text in ("10", "20", "40", "80", "160")]
    assert keeps_pace(Decimal(value), points) is kept


FLOW = indicator(over_time=TimeRule.PERIOD_TOTAL, measure_vi="tỷ đồng", measure_en="billion dong")
JULYS = {
    f"{year}-M07": value for year, value in zip(range(2019, 2024), ("100", "104", "98", "107", "103"), strict=True)
}


def told(
    item: Indicator, value: str, past: dict[str, str], period: str = "2024-M07", *rules: PlanRule, **changes: object
) -> list[Finding]:
    when = Period.parse(period)
    known = plan(item, rules=rules)
    figure = observation(value=value, period=period, status=FigureStatus.OFFICIAL, **changes)
    behind = {Period.parse(code): Decimal(text) for code, text in past.items()}
    found = check(known, DISTRICT, when, current={"X": figure}, past={"X": behind})
    return [finding for finding in found if "outlier" in finding.code]


def sentence(finding: Finding, lang: str = "vi") -> str:
    assert "{" not in say(f"{finding.code}.remedy", lang, **finding.params)
    return say(finding.code, lang, **finding.params)


def test_a_july_is_held_against_other_julys_and_explained_in_words() -> None:
    (finding,) = told(FLOW, "330", JULYS)
    assert finding.severity is Severity.WARN
    assert "giá trị 330 cao gấp 3,2 lần mức thường thấy của các tháng 7 trước đây là 103 (98–107)" in sentence(finding)
    assert "3.2 times the usual one of July in earlier years, 103 (98–107)" in sentence(finding, "en")
    assert told(FLOW, "112", JULYS) == []
    assert told(FLOW, "330", JULYS, "2024-M08") == []  # Julys say nothing of an August


def test_far_below_is_said_in_per_cent_and_a_small_step_without() -> None:
    (low,) = told(FLOW, "10", JULYS)
    assert "chỉ bằng 9,7% mức thường thấy" in sentence(low)
    (above,) = told(
        ratio(),
        "130",
        {f"{year}": text for year, text in zip(range(2019, 2024), ("97", "98", "97.5", "98", "97"), strict=True)},
        "2024",
    )
    assert "cao hơn hẳn mức thường thấy của các năm trước là 97,5 (97–98)" in sentence(above)


def test_with_few_julys_the_change_on_last_july_is_held_against_other_changes() -> None:
    months = {
        f"{year}-M{month:02d}": str(100 + 10 * month + (year - 2022) * 10)
        for year in (2022, 2023)
        for month in range(1, 13)
    }
    months |= {f"2024-M{month:02d}": str(120 + 10 * month) for month in range(1, 7)}
    (finding,) = told(FLOW, "1800", months)
    assert "bằng 1.000% cùng kỳ năm trước, trong khi 18 kỳ trước đó thường bằng 1" in sentence(finding)
    assert told(FLOW, "190", months) == []


def test_a_first_year_is_held_against_its_own_months_and_only_when_far_off() -> None:
    months = {f"2024-M{month:02d}": "100" for month in range(1, 7)}
    (finding,) = told(FLOW, "1000", months)
    assert "của 6 tháng trước đó là 100 (100–100)" in sentence(finding)
    assert told(FLOW, "250", months) == []


def test_the_plan_sets_severity_and_limit() -> None:
    info = rule(RuleKind.OUTLIER, "X", severity=Severity.INFO, high=Decimal(50))
    assert told(FLOW, "330", JULYS, "2024-M07", info) == []
    (finding,) = told(FLOW, "3300", JULYS, "2024-M07", info)
    assert (finding.severity, finding.rule) == (Severity.INFO, info.code)
    jump = rule(RuleKind.JUMP, "X", high=Decimal(50))
    assert told(FLOW, "330", JULYS, "2024-M07", jump)[0].severity is Severity.INFO


def test_what_is_no_series_or_leaps_by_chance_is_let_be() -> None:
    years = {str(year): "1" for year in range(2018, 2024)}
    assert told(indicator(over_units=UnitRule.COUNT_TRUE), "0", years, "2024") == []
    assert told(indicator(), "4", years, "2024") == []  # 1, 1, 1, then 4 cases
    rates = {str(year): "20" for year in range(2018, 2024)}
    few = {"pair": ("4", "5")}
    assert told(ratio(), None, rates, "2024", **few) == []  # type: ignore[arg-type]
    growth = indicator(over_time=TimeRule.GEOMETRIC_AVERAGE, over_units=UnitRule.SINGLE_SOURCE)
    assert told(growth, "11", {str(year): "7" for year in range(2018, 2024)}, "2024") == []
    assert told(growth, "17", {str(year): "7" for year in range(2018, 2024)}, "2024") != []


def test_only_the_past_is_asked_for() -> None:
    period = Period.parse("2024-M07")
    assert all(each < period for each in periods_wanted(period))
