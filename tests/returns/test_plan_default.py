"""The shipped plan says what Resolution 535 says."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from kgdesk.domain.assignment import Role
from kgdesk.domain.indicator import EntryForm, UnitRule
from kgdesk.domain.observation import FigureStatus
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.plan import Plan, PublishedKind, RuleKind
from kgdesk.domain.reporting_unit import UnitLevel
from kgdesk.domain.target import Operator, TargetKind, TargetType
from kgdesk.returns import plan_default, plan_document

MID_2024 = date(2024, 6, 30)
APRIL_2025 = date(2025, 4, 1)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_document.from_bytes(plan_default.load())


def test_the_shipped_document_is_what_the_tables_compile_to() -> None:
    assert plan_default.compile_document() == plan_default.load()


def test_thirty_three_lines_in_printed_order(plan: Plan) -> None:
    assert len(plan.indicators) == 33
    assert Counter(item.group for item in plan.indicators) == {"economy": 13, "society": 15, "environment": 5}
    ordinals = [item.ordinal for item in plan.indicators]
    assert ordinals == sorted(set(ordinals), key=lambda text: [int(part) for part in text.split(".")])
    assert [item.ordinal for item in plan.indicators if item.code.startswith("KT04")] == ["4.1", "4.2", "4.3", "4.4"]


def test_targets_of_the_resolution(plan: Plan) -> None:
    promised = {item.indicator: item for item in plan.targets if item.kind is TargetKind.RESOLUTION}
    assert list(promised) == [item.code for item in plan.indicators]
    assert Counter(item.type for item in promised.values()) == {
        TargetType.LEVEL: 24,
        TargetType.AVERAGE: 4,
        TargetType.PERIOD_TOTAL: 2,
        TargetType.EVERY_YEAR: 2,
        TargetType.MILESTONE: 1,
    }
    assert Counter(item.operator for item in promised.values()) == {
        Operator.EQUAL: 15,
        Operator.AT_LEAST: 11,
        Operator.ABOUT: 3,
        Operator.MORE_THAN: 2,
        Operator.LESS_THAN: 1,
        Operator.RANGE: 1,
    }
    assert (promised["KT02"].low, promised["KT02"].high) == (35, 40)
    assert promised["KT08"].low == 73645
    assert promised["XH11"].unit == "KG-904"


def test_the_resolutions_shares_make_a_hundred(plan: Plan) -> None:
    (rule,) = (item for item in plan.rules if item.kind is RuleKind.SHARES_SUM)
    shares = [t.low for t in plan.targets if t.kind is TargetKind.RESOLUTION and t.indicator in rule.indicators]
    assert sum(shares) == rule.low == 100
    assert rule.tolerance == Decimal("0.5")


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2025, 1, 10), "7.5"), (date(2025, 2, 23), "7.5"), (date(2025, 2, 24), "8"), (date(2025, 12, 14), "8")],
)
def test_one_growth_plan_for_2025_is_in_force_at_a_time(plan: Plan, day: date, expected: str) -> None:
    in_force = [
        item.low
        for item in plan.targets
        if (item.indicator, item.kind, item.horizon) == ("KT01", TargetKind.ANNUAL_PLAN, "2025")
        and item.valid_from <= day <= (item.valid_to or date.max)
    ]
    assert in_force == [Decimal(expected)]


def test_a_scenario_stands_beside_the_plan_and_other_measures_are_named(plan: Plan) -> None:
    scenarios = [(item.indicator, item.low) for item in plan.targets if item.kind is TargetKind.SCENARIO]
    assert scenarios == [("KT01", Decimal("10.02"))]
    in_dong = {item.horizon for item in plan.targets if item.measure_vi}
    assert in_dong == {"2022", "2024", "2025"}
    assert {item.indicator for item in plan.targets if item.measure_vi} == {"KT03"}


def test_every_pair_is_named_and_the_named_unit_is_tan_hiep(plan: Plan) -> None:
    for item in plan.indicators:
        assert bool(item.numerator_vi and item.numerator_en and item.denominator_vi) == item.is_pair, item.code
        assert item.part_bounded <= (item.entry is EntryForm.RATIO), item.code
    assert [item.named_unit for item in plan.indicators if item.over_units is UnitRule.NAMED_UNIT] == ["KG-904"]


def test_groups_headings_and_single_tasks(plan: Plan) -> None:
    leaves = set(plan.leaf_tasks)
    headings = {task.parent for task in leaves}
    assert [task.code for task in plan.tasks if task.parent is None] == ["A", "B", "C", "D"]
    assert len(headings) == 14
    assert len(leaves) == 76
    assert plan.task("A1.1").clause == "1.3.a gạch đầu dòng 1, ý 1"


def test_districts_and_their_communes(plan: Plan) -> None:
    districts = [unit for unit in plan.children("KG", MID_2024) if unit.level is UnitLevel.DISTRICT]
    assert len(districts) == 15
    assert sum(unit.communes for unit in districts) == 144
    assert sum(unit.rural_communes for unit in districts) == 116
    assert plan.children("KG", date(2025, 7, 1))[0].level is UnitLevel.DEPARTMENT


def test_letterheads(plan: Plan) -> None:
    city, dpi = plan.unit("KG-911"), plan.unit("SKHDT")
    assert (city.superior_vi, city.issuer_vi) == ("", "ỦY BAN NHÂN DÂN THÀNH PHỐ PHÚ QUỐC")
    assert (city.symbol, city.head_post_vi, city.place_vi) == ("UBND", "CHỦ TỊCH", "Phú Quốc")
    assert (dpi.superior_vi, dpi.issuer_vi) == ("ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG", "SỞ KẾ HOẠCH VÀ ĐẦU TƯ")
    assert (dpi.symbol, dpi.head_post_vi, dpi.place_vi) == ("SKHĐT", "GIÁM ĐỐC", "Kiên Giang")
    for unit in plan.units:
        assert unit.issuer_vi == unit.issuer_vi.upper(), unit.code
        assert unit.head_post_vi == unit.head_post_vi.upper() != "", unit.code
        assert unit.email.endswith(".example"), unit.code


def test_what_a_district_and_a_department_are_asked(plan: Plan) -> None:
    phu_quoc, tan_hiep = plan.unit("KG-911"), plan.unit("KG-904")
    asked = {item.code for item in plan.indicators_of(phu_quoc, MID_2024)}
    assert "KT01" not in asked
    assert "XH11" not in asked
    assert {item.code for item in plan.indicators_of(tan_hiep, MID_2024)} - asked == {"XH11"}
    assert [item.code for item in plan.indicators_of(plan.unit("STC"), MID_2024)] == ["KT08"]
    assert plan.tasks_of(phu_quoc, MID_2024)
    assert not plan.indicators_of(phu_quoc, date(2025, 7, 1))


@pytest.mark.parametrize(
    ("indicator", "before", "after"),
    [("KT09", "SKHDT", "STC"), ("KT05", "SNNPTNT", "SNNMT"), ("MT03a", "STNMT", "SNNMT"), ("XH06", "SLDTBXH", "SNV")],
)
def test_leads_hand_over_on_the_day_of_the_merger(plan: Plan, indicator: str, before: str, after: str) -> None:
    for day, code in ((date(2025, 2, 28), before), (date(2025, 3, 1), after)):
        lead = plan.lead_of(indicator, day)
        assert lead is not None
        assert lead.code == code


def test_everything_has_one_lead_and_the_plan_one_focal_point(plan: Plan) -> None:
    for day in (MID_2024, APRIL_2025):
        leads = Counter(a.subject for a in plan.assignments if a.role is Role.LEAD and a.holds_on(day))
        assert leads == Counter([item.code for item in plan.indicators] + [task.code for task in plan.leaf_tasks])
    focal = [plan.focal_unit(day) for day in (MID_2024, APRIL_2025)]
    assert [unit.code for unit in focal if unit] == ["SKHDT", "STC"]


def test_phu_quoc_splits_by_its_communes(plan: Plan) -> None:
    shares = {item.successor: item.share for item in plan.successions if item.predecessor == "KG-911"}
    assert shares == {"AG-PQ": Decimal("0.8889"), "AG-TC": Decimal("0.1111")}
    assert plan.unit("AG").official_code == plan.unit("KG").official_code == "91"


def test_periods_asked_of_every_level(plan: Plan) -> None:
    for level in UnitLevel:
        rules = [plan.period_rule(kind, level) for kind in PeriodKind]
        assert all(rule and rule.due_working_days >= 1 for rule in rules)
        assert [rule.kind for rule in rules if rule and not rule.required] == [PeriodKind.MONTH]


def test_rules_reach_every_line(plan: Plan) -> None:
    def covered(kind: RuleKind) -> list[str]:
        return [code for rule in plan.rules if rule.kind is kind for code in rule.indicators]

    assert covered(RuleKind.REQUIRED) == [item.code for item in plan.indicators]
    assert covered(RuleKind.PART_WITHIN_WHOLE) == [item.code for item in plan.indicators if item.part_bounded]
    assert covered(RuleKind.TOTAL_ON_PATH) == ["KT08", "KT09"]
    assert covered(RuleKind.FALLING) == ["XH08"]
    assert ("XH07b", "XH07a") in {rule.indicators for rule in plan.rules if rule.kind is RuleKind.NOT_ABOVE}


def test_history_keeps_every_vintage(plan: Plan) -> None:
    assert len(plan.history) == 126
    restated = [
        (item.low, item.status) for item in plan.history if (item.series, item.period) == ("grdp_growth", "2020-H1")
    ]
    assert restated == [(Decimal("3.03"), FigureStatus.ESTIMATE), (Decimal("1.24"), FigureStatus.RESTATED)]
    growth_2025 = [
        item.low
        for item in plan.history
        if (item.indicator, item.period, item.kind) == ("KT01", "2025", PublishedKind.PLAN)
    ]
    assert growth_2025 == [Decimal("7.5"), Decimal("10.02"), Decimal(8)]


def test_history_is_mapped_only_where_the_measure_is_the_same(plan: Plan) -> None:
    for item in plan.history:
        if item.indicator == "KT03":
            assert item.measure == "USD/người"
        if item.series == "communes_ntm_count":
            assert item.indicator is None


def test_contradictions_are_flagged(plan: Plan) -> None:
    flagged = {(item.series, item.period) for item in plan.history if item.flag_vi}
    assert flagged >= {
        ("grdp_constant_2010", "2020"),
        ("grdp_growth", "2020-H1"),
        ("grdp_constant_2010", "2022"),
        ("budget_revenue", "2024"),
        ("grdp_per_capita", "2024"),
        ("grdp_growth", "2025"),
        ("communes_ntm_count", "2021"),
        ("population_for_reorganisation", "2025"),
        ("urbanisation_rate", "2021"),
    }


def test_history_periods_can_be_read(plan: Plan) -> None:
    for item in plan.history:
        if item.period not in {"2021-2025", "2021-2023"}:
            assert Period.parse(item.period).code == item.period


def test_what_is_counted_once_a_year_is_asked_for_once_a_year(plan: Plan) -> None:
    required = {rule.indicators[0]: rule for rule in plan.rules if rule.kind is RuleKind.REQUIRED}
    assert set(required) == {item.code for item in plan.indicators}
    assert all(rule.holds_in(PeriodKind.YEAR) for rule in required.values())
    monthly = {code for code, rule in required.items() if rule.holds_in(PeriodKind.MONTH)}
    assert monthly == {"KT06", "KT07", "KT08", "XH06"}
    assert not required["KT02"].holds_in(PeriodKind.HALF)
    assert required["XH09a"].holds_in(PeriodKind.HALF)
