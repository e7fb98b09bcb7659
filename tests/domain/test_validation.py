import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.indicator import EntryForm, Indicator, TimeRule, UnitRule
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.plan import Plan, PlanRule, RuleKind
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.domain.target import Operator, TargetType
from kgdesk.domain.validation import check
from kgdesk.files import resource
from kgdesk.messages import say
from tests.domain.small_plan import DISTRICT, LEAD, PROVINCE, indicator, observation, plan, ratio, rule, target

YEAR = Period.parse("2024")
OFFICIAL = {"status": FigureStatus.OFFICIAL}
_SOURCES = ("cell_checks.py", "plan_checks.py", "plausibility.py", "own_history.py", "year_checks.py")


def checked(
    known: Plan, *figures: Observation, unit: ReportingUnit = DISTRICT, period: Period = YEAR, **before: Any
) -> tuple[Finding, ...]:
    found = check(known, unit, period, current={item.indicator: item for item in figures}, **before)
    for finding in found:
        _assert_it_can_be_said(finding)
    return found


def _assert_it_can_be_said(finding: Finding) -> None:
    for lang in ("vi", "en"):
        sentence = say(finding.code, lang, **finding.params)
        assert finding.params.get(f"name_{lang}", "") in sentence
        assert "{" not in sentence + say(f"{finding.code}.remedy", lang, **finding.params)


def names(found: tuple[Finding, ...]) -> list[str]:
    return [finding.code.removeprefix("finding.") for finding in found]


def cell(item: Indicator, value: str | None = None, **changes: Any) -> list[str]:
    return names(checked(plan(item), observation("X", value, **(OFFICIAL | changes))))


def test_a_clean_figure_is_let_be() -> None:
    assert cell(indicator(), "5") == []
    assert cell(indicator(), "0") == []
    assert cell(ratio(part_bounded=True), pair=("5", "5")) == []


@pytest.mark.parametrize(
    ("pair", "name"),
    [
        (("5", None), "denominator_missing"),
        ((None, "5"), "numerator_missing"),
        (("5", "0"), "denominator_not_positive"),
        (("5", "-1"), "denominator_not_positive"),
        (("-5", "1"), "negative"),
    ],
)
def test_a_pair_that_gives_no_rate_is_pointed_out(pair: tuple[str | None, str | None], name: str) -> None:
    assert cell(ratio(), pair=pair) == [name]


def test_what_stops_the_sealing_and_what_does_not() -> None:
    block = checked(plan(ratio()), observation(pair=("5", None), **OFFICIAL))
    warn = checked(plan(ratio()), observation(value="50", **OFFICIAL))
    info = checked(plan(indicator()), observation(value="50"))
    assert [found[0].severity for found in (block, warn, info)] == [Severity.BLOCK, Severity.WARN, Severity.INFO]
    assert names(warn) == ["bare_rate"]
    assert names(info) == ["estimates"]


def test_the_estimates_of_a_year_are_named_once_for_the_whole_return() -> None:
    known = plan(*(indicator(code, ordinal=code) for code in "ABC"))
    found = checked(known, observation("A", "1"), official("B", "1"), observation("C", "1"))
    assert [(finding.code, finding.indicator, finding.params["ordinals"]) for finding in found] == [
        ("finding.estimates", None, ("A", "C"))
    ]


def test_estimates_are_expected_within_the_year() -> None:
    assert names(checked(plan(indicator()), observation(value="50"), period=Period.parse("2024-Q3"))) == []


def test_a_part_above_its_whole_is_refused_even_without_a_rule() -> None:
    assert cell(ratio(part_bounded=True), pair=("6", "5")) == ["part_within_whole"]
    assert cell(ratio(part_bounded=False), pair=("6", "5")) == []


def test_the_plans_own_rule_replaces_the_built_in_one() -> None:
    own = rule(RuleKind.PART_WITHIN_WHOLE, "X", severity=Severity.WARN, message_vi="Tử số lớn hơn mẫu số.")
    found = checked(plan(ratio(part_bounded=True), rules=(own,)), observation(pair=("6", "5"), **OFFICIAL))
    assert [(item.severity, item.rule, item.message_vi) for item in found] == [
        (Severity.WARN, "R-part_within_whole", "Tử số lớn hơn mẫu số.")
    ]


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (ValueState.NOT_AVAILABLE, "not_available_without_reason"),
        (ValueState.NOT_APPLICABLE, "not_applicable_without_reason"),
    ],
)
def test_an_absence_needs_a_reason(state: ValueState, name: str) -> None:
    assert cell(indicator(), state=state, note="  ") == [name]
    assert cell(indicator(), state=state, note="Chưa điều tra") == []


def test_a_cell_marked_as_a_figure_holds_one() -> None:
    assert cell(indicator()) == ["no_figure"]
    assert cell(ratio()) == ["no_figure"]


def test_only_growth_may_be_below_zero() -> None:
    assert cell(indicator(), "-1") == ["negative"]
    assert cell(indicator(over_time=TimeRule.GEOMETRIC_AVERAGE), "-1") == []


@pytest.mark.parametrize(
    ("value", "expected"), [("1", []), ("0", []), ("2", ["not_a_truth"]), ("0.5", ["not_a_truth"])]
)
def test_reached_or_not_is_one_or_zero(value: str, expected: list[str]) -> None:
    assert cell(indicator(entry=EntryForm.BOOLEAN, over_units=UnitRule.NAMED_UNIT), value) == expected
    assert cell(indicator(over_units=UnitRule.COUNT_TRUE), value) == expected


def test_the_lead_may_give_the_count_itself() -> None:
    known = plan(indicator(over_units=UnitRule.COUNT_TRUE))
    assert checked(known, observation(value="9", unit="S", **OFFICIAL), unit=LEAD) == ()


def test_a_restatement_says_why() -> None:
    assert cell(indicator(), "5", status=FigureStatus.RESTATED) == ["restated_without_reason"]
    assert cell(indicator(), "5", status=FigureStatus.RESTATED, note="Điều tra lại") == []


def test_a_population_counted_by_another_rule_is_noticed() -> None:
    before = {"X": observation(pair=("1800", "1751760"))}
    found = checked(plan(ratio()), observation(pair=("1810", "2210387"), **OFFICIAL), last_year=before)
    assert names(found) == ["denominator_moved"]
    assert found[0].params["percent"] == Decimal("26.2")
    assert names(checked(plan(ratio()), observation(pair=("1810", "1755000"), **OFFICIAL), last_year=before)) == []


def test_growth_is_measured_from_what_was_reported() -> None:
    growth = indicator(entry=EntryForm.GROWTH, over_units=UnitRule.SUM_THEN_GROWTH, factor=Decimal(100))
    before = {"X": observation(pair=("15120", "11579"))}
    assert names(checked(plan(growth), observation(pair=("16977", "14549"), **OFFICIAL), last_year=before)) == [
        "chain_broken"
    ]
    assert names(checked(plan(growth), observation(pair=("16977", "15120"), **OFFICIAL), last_year=before)) == []


def test_large_figures_copied_to_the_last_digit_are_noticed() -> None:
    same = observation(value="16977", **OFFICIAL)
    assert names(checked(plan(indicator()), same, last_year={"X": same})) == ["same_as_last_year"]
    assert names(checked(plan(indicator()), same, previous={"X": same})) == ["same_as_previous"]
    small = observation(value="100", **OFFICIAL)
    assert names(checked(plan(indicator()), small, last_year={"X": small})) == []


def ruled(asked: PlanRule, *figures: Observation, **before: Any) -> list[str]:
    known = plan(*(indicator(code) for code in "ABC"), rules=(asked,))
    found = checked(known, *figures, **before)
    assert all(finding.rule == asked.code for finding in found)
    return names(found)


def official(code: str, value: str) -> Observation:
    return observation(code, value, **OFFICIAL)


def test_shares_make_the_whole() -> None:
    shares = rule(RuleKind.SHARES_SUM, "A", "B", "C", low=Decimal(100), tolerance=Decimal("0.1"))
    assert ruled(shares, official("A", "30"), official("B", "30"), official("C", "40.1")) == []
    assert ruled(shares, official("A", "30"), official("B", "30"), official("C", "40.2")) == ["shares_sum"]
    assert ruled(shares, official("A", "30"), official("B", "30")) == []  # the third is asked for by `required`


def test_one_figure_not_above_another() -> None:
    order = rule(RuleKind.NOT_ABOVE, "A", "B")
    assert ruled(order, official("A", "5"), official("B", "5")) == []
    assert ruled(order, official("A", "6"), official("B", "5")) == ["not_above"]


def test_a_figure_between_its_limits() -> None:
    limits = rule(RuleKind.BETWEEN, "A", low=Decimal(0), high=Decimal(100))
    assert [ruled(limits, official("A", value)) for value in ("0", "100")] == [[], []]
    assert ruled(limits, official("A", "100.01")) == ["above_limit"]
    known = plan(indicator("A", over_time=TimeRule.GEOMETRIC_AVERAGE), rules=(limits,))
    assert names(checked(known, official("A", "-0.01"))) == ["below_limit"]


def test_a_falling_figure_does_not_rise() -> None:
    falling = rule(RuleKind.FALLING, "A")
    before = {"A": official("A", "1.91")}
    assert ruled(falling, official("A", "1.91"), last_year=before) == []
    assert ruled(falling, official("A", "1.92"), last_year=before) == ["falling"]
    assert ruled(falling, official("A", "1.92")) == []


def test_a_jump_is_measured_in_per_cent_of_last_year() -> None:
    jump = rule(RuleKind.JUMP, "A", high=Decimal(50))
    before = {"A": official("A", "100")}
    assert [ruled(jump, official("A", value), last_year=before) for value in ("150", "50")] == [[], []]
    assert [ruled(jump, official("A", value), last_year=before) for value in ("151", "49")] == [["jump"], ["jump"]]
    assert ruled(jump, official("A", "151"), last_year={"A": official("A", "0")}) == []


def test_a_figure_or_a_reason_is_required() -> None:
    everything = rule(RuleKind.REQUIRED, severity=Severity.BLOCK)
    reason = observation("C", state=ValueState.NOT_AVAILABLE, note="Chưa điều tra")
    found = checked(plan(*(indicator(code) for code in "ABC"), rules=(everything,)), official("A", "0"), reason)
    assert [(finding.indicator, finding.severity) for finding in found] == [("B", Severity.BLOCK)]


def test_indicators_share_one_denominator() -> None:
    shared = rule(RuleKind.SAME_DENOMINATOR, "A", "B")
    known = plan(ratio("A"), ratio("B"), rules=(shared,))
    first = observation("A", pair=("1", "10"), **OFFICIAL)
    assert names(checked(known, first, observation("B", pair=("1", "10.0"), **OFFICIAL))) == []
    found = checked(known, first, observation("B", pair=("1", "11"), **OFFICIAL))
    assert [(finding.indicator, finding.code) for finding in found] == [("B", "finding.same_denominator")]


def total_plan() -> Plan:
    promise = target("73645", type=TargetType.PERIOD_TOTAL, operator=Operator.AT_LEAST)
    return plan(indicator(), rules=(rule(RuleKind.TOTAL_ON_PATH, "X"),), targets=(promise,))


def test_the_running_total_keeps_its_share_of_the_five_years() -> None:
    figure = observation(value="16977", unit="S", **OFFICIAL)
    on_path = checked(total_plan(), figure, unit=LEAD, running_totals={"X": Decimal(58916)})  # four fifths of 73,645
    late = checked(total_plan(), figure, unit=LEAD, running_totals={"X": Decimal(58915)})
    assert (names(on_path), names(late)) == ([], ["total_on_path"])


def test_part_of_a_year_asks_for_its_twelfths() -> None:
    figure = observation(value="8000", unit="S", **OFFICIAL)
    half = Period.parse("2024-H1")
    totals = {"X": Decimal(51551)}  # 3.5 of 5 years make 51,551.5
    assert names(checked(total_plan(), figure, unit=LEAD, period=half, running_totals=totals)) == ["total_on_path"]
    totals = {"X": Decimal(51552)}
    assert names(checked(total_plan(), figure, unit=LEAD, period=half, running_totals=totals)) == []


def test_a_district_is_not_held_to_the_total_of_the_province() -> None:
    assert checked(total_plan(), observation(value="5", **OFFICIAL), running_totals={"X": Decimal(5)}) == ()


def test_only_what_the_unit_reports_is_checked() -> None:
    known = plan(indicator(), rules=(rule(RuleKind.REQUIRED),))
    assert checked(known, unit=PROVINCE) == ()
    stray = observation("Z", "5")
    assert names(checked(known, stray)) == ["required"]


def test_findings_stand_in_the_order_of_the_plan() -> None:
    known = plan(indicator("B"), indicator("A"), rules=(rule(RuleKind.REQUIRED),))
    assert [finding.indicator for finding in checked(known, official("A", "-1"))] == ["B", "A"]


def test_figures_in_sentences_are_short() -> None:
    limits = rule(RuleKind.BETWEEN, "X", high=Decimal(10))
    found = checked(plan(ratio(), rules=(limits,)), observation(pair=("1", "3"), **OFFICIAL))
    assert "33,33 " in say(found[0].code, "vi", **found[0].params)


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    catalogue = json.loads(resource("messages", "finding.json").read_text(encoding="utf-8"))
    domain = Path(check.__code__.co_filename).parent
    sources = [*(domain / name for name in _SOURCES), domain.parent / "operations" / "check.py"]
    source = "".join(path.read_text(encoding="utf-8") for path in sources)
    made = {name for name in re.findall(r'"(?:finding\.)?([a-z_]+)"', source) if f"finding.{name}" in catalogue}
    assert {code for code in catalogue if not code.endswith(".remedy")} == {f"finding.{name}" for name in made}
    assert all(f"finding.{name}.remedy" in catalogue for name in made)


DOCTORS = ratio(factor=Decimal(10000), measure_vi="bác sĩ/vạn dân")
WANTED = (target("10.31", operator=Operator.EQUAL),)


def doubted(*figures: Observation, known: Plan | None = None, **before: Any) -> list[Finding]:
    found = checked(known or plan(DOCTORS, targets=WANTED), *figures, **before)
    return [finding for finding in found if finding.code == "finding.implausible"]


def test_a_population_in_ten_thousands_is_doubted() -> None:
    finding = doubted(observation(pair=("45", "22.1"), **OFFICIAL))[0]
    assert finding.severity is Severity.WARN
    text = say(finding.code, "vi", **finding.params)
    assert "giá trị 20.361,99 chênh 1.975 lần so với mục tiêu đã giao là 10,31" in text
    assert "người, nghìn người hay vạn người" in say("finding.implausible.remedy")


@pytest.mark.parametrize(
    ("pair", "count"),
    [
        (("221", "220000"), 0),  # 10.05
        (("660", "220000"), 0),  # 30: just within three times
        (("690", "220000"), 1),  # 31.4
        (("74", "220000"), 1),  # 3.36, below a third
        (("0", "220000"), 0),  # zero is another matter than a wrong measure
        (("9", "2000"), 0),  # 45 out of nine cases, where two were to be expected: chance
        (("9", "2"), 1),  # a thousand times is no chance
    ],
)
def test_only_what_no_chance_explains_is_doubted(pair: tuple[str, str], count: int) -> None:
    assert len(doubted(observation(pair=pair, **OFFICIAL))) == count


def test_the_units_own_past_explains_a_figure_far_from_the_target() -> None:
    before = {"X": observation(pair=("900", "220000"), period="2023", **OFFICIAL)}
    now = observation(pair=("920", "220000"), **OFFICIAL)
    assert doubted(now)
    assert doubted(now, last_year=before) == []


def test_a_share_may_lie_further_from_the_provinces_than_a_rate() -> None:
    known = plan(ratio(part_bounded=True), targets=(target("41.45", operator=Operator.ABOUT),))
    assert doubted(observation(pair=("6900", "100000"), **OFFICIAL), known=known) == []  # 6.9 % towns
    assert doubted(observation(pair=("690", "100000"), **OFFICIAL), known=known)


def test_sums_growth_and_targets_in_another_measure_are_no_yardstick() -> None:
    far = observation(value="4000000", **OFFICIAL)
    assert doubted(far, known=plan(indicator(), targets=WANTED)) == []
    head = indicator(over_units=UnitRule.SINGLE_SOURCE)
    assert doubted(far, known=plan(head, targets=(target("81.6", measure_vi="triệu đồng/người"),))) == []
    assert doubted(far, known=plan(head, targets=WANTED))


def test_a_rule_is_asked_in_the_kinds_of_period_it_names() -> None:
    yearly = rule(RuleKind.REQUIRED, "X", periods=(PeriodKind.YEAR, PeriodKind.HALF))
    known = plan(indicator(), rules=(yearly,))
    asked = [code for code in ("2024", "2024-H1", "2024-9M", "2024-Q1") if checked(known, period=Period.parse(code))]
    assert asked == ["2024", "2024-H1"]


def test_the_built_in_check_returns_where_the_plans_own_is_not_asked() -> None:
    bounded = rule(RuleKind.PART_WITHIN_WHOLE, "X", severity=Severity.INFO, periods=(PeriodKind.YEAR,))
    known = plan(ratio(part_bounded=True), rules=(bounded,))
    for period, severity in (("2024", Severity.INFO), ("2024-Q1", Severity.BLOCK)):
        found = checked(known, observation(pair=("6", "5"), period=period, **OFFICIAL), period=Period.parse(period))
        assert [finding.severity for finding in found] == [severity]
