from decimal import Decimal
from typing import Any

import pytest

from kgdesk.domain.judgement import Aim, Judgement, aim_of, judge, judge_in_plan, percent_of, target_text
from kgdesk.domain.plan import RuleKind
from kgdesk.domain.target import Operator, Target, TargetType
from tests.domain.small_plan import indicator, number, plan, ratio, rule, target

EXCEEDED, MET, ON_TRACK = Judgement.EXCEEDED, Judgement.MET, Judgement.ON_TRACK
BEHIND, NOT_MET = Judgement.BEHIND, Judgement.NOT_MET
UP, DOWN, NEAR = Aim.UP, Aim.DOWN, Aim.NEAR

AT_END = [
    (Operator.AT_LEAST, "60", UP, "60", MET),
    (Operator.AT_LEAST, "60", UP, "60.01", EXCEEDED),
    (Operator.AT_LEAST, "60", UP, "59.99", NOT_MET),
    (Operator.AT_LEAST, "60", NEAR, "90", EXCEEDED),  # the operator speaks before the aim
    (Operator.AT_MOST, "20", UP, "20", MET),
    (Operator.AT_MOST, "20", UP, "19", EXCEEDED),
    (Operator.AT_MOST, "20", UP, "20.1", NOT_MET),
    (Operator.MORE_THAN, "97", UP, "97", NOT_MET),
    (Operator.MORE_THAN, "97", UP, "97.01", MET),
    (Operator.MORE_THAN, "97", UP, "100", MET),
    (Operator.LESS_THAN, "2", UP, "2", NOT_MET),
    (Operator.LESS_THAN, "2", UP, "1.91", MET),
    (Operator.EQUAL, "10.31", UP, "10.31", MET),
    (Operator.EQUAL, "10.31", UP, "10.314", MET),  # shown as 10,31
    (Operator.EQUAL, "10.31", UP, "10.315", EXCEEDED),  # shown as 10,32
    (Operator.EQUAL, "10.31", UP, "10.305", MET),
    (Operator.EQUAL, "10.31", UP, "10.3049", NOT_MET),
    (Operator.EQUAL, "25.2", NEAR, "25.6", MET),
    (Operator.EQUAL, "25.2", NEAR, "35.55", NOT_MET),  # the plan of 2025 itself lay this far away
    (Operator.EQUAL, "25.2", NEAR, "20", NOT_MET),
    (Operator.ABOUT, "3485", UP, "3415.3", MET),
    (Operator.ABOUT, "3485", UP, "3415.2", NOT_MET),
    (Operator.ABOUT, "3485", UP, "3554.7", MET),
    (Operator.ABOUT, "3485", UP, "3555", EXCEEDED),
    (Operator.ABOUT, "3485", DOWN, "3000", EXCEEDED),
    (Operator.RANGE, "35", UP, "35", MET),
    (Operator.RANGE, "35", UP, "40", MET),
    (Operator.RANGE, "35", UP, "40.01", EXCEEDED),
    (Operator.RANGE, "35", UP, "34.99", NOT_MET),
    (Operator.RANGE, "35", NEAR, "41", NOT_MET),
]


@pytest.mark.parametrize(("operator", "low", "aim", "value", "expected"), AT_END)
def test_at_the_end_a_level_is_judged_by_its_operator(
    operator: Operator, low: str, aim: Aim, value: str, expected: Judgement
) -> None:
    promise = target(low, operator=operator, high=Decimal(40) if operator is Operator.RANGE else None)
    assert judge(promise, Decimal(value), at_year=2025, places=2, aim=aim) is expected


def level(low: str = "60", **changes: Any) -> Target:
    return target(low, horizon="2025", **changes)


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        ("60", 2022, MET),
        ("61", 2022, EXCEEDED),
        ("48", 2022, ON_TRACK),  # from 40 in 2020 the line reaches 48 in 2022
        ("46", 2022, BEHIND),
        ("47.99", 2022, BEHIND),
        ("47.99", 2026, NOT_MET),
    ],
)
def test_a_level_before_the_end_follows_the_straight_line(value: str, year: int, expected: Judgement) -> None:
    assert judge(level(), Decimal(value), at_year=year, base=Decimal(40), base_year=2020) is expected


def test_the_line_starts_the_year_before_the_horizon_unless_said() -> None:
    judged = [judge(target("60"), Decimal(text), at_year=2022, base=Decimal(40)) for text in ("48", "47")]
    assert judged == [ON_TRACK, BEHIND]


def test_a_level_without_a_base_is_behind_until_it_is_reached() -> None:
    assert judge(level(), Decimal(59), at_year=2022) is BEHIND
    assert judge(level(), Decimal(60), at_year=2022) is MET


def test_a_falling_level_follows_the_line_downwards() -> None:
    poverty = level("2", operator=Operator.LESS_THAN)
    judged = [
        judge(poverty, Decimal(text), at_year=2022, base=Decimal(7), base_year=2020) for text in ("5", "5.1", "1.9")
    ]
    assert judged == [ON_TRACK, BEHIND, MET]


def test_a_share_of_the_whole_may_come_from_either_side() -> None:
    share = level("25", operator=Operator.EQUAL)
    judged = [
        judge(share, Decimal(text), at_year=2022, base=Decimal(35), base_year=2020, aim=NEAR)
        for text in ("31", "32", "19", "18")
    ]
    assert judged == [ON_TRACK, BEHIND, ON_TRACK, BEHIND]


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        ("7.24", 2023, ON_TRACK),
        ("9", 2023, ON_TRACK),
        ("5.6", 2024, BEHIND),
        ("7.24", 2025, MET),
        ("7.23", 2025, NOT_MET),
        ("8", 2025, EXCEEDED),
    ],
)
def test_an_average_is_never_met_before_the_end(value: str, year: int, expected: Judgement) -> None:
    assert judge(target("7.24", type=TargetType.AVERAGE), Decimal(value), at_year=year) is expected


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        ("29458", 2022, ON_TRACK),  # two fifths of 73,645
        ("29457", 2022, BEHIND),
        ("73645", 2024, MET),
        ("80000", 2024, EXCEEDED),
        ("73644", 2025, NOT_MET),
        ("0", 2020, ON_TRACK),
    ],
)
def test_a_running_total_is_held_against_equal_yearly_shares(value: str, year: int, expected: Judgement) -> None:
    assert judge(target("73645", type=TargetType.PERIOD_TOTAL), Decimal(value), at_year=year) is expected


def test_a_total_under_a_ceiling_cannot_recover_once_spent() -> None:
    ceiling = target("100", type=TargetType.PERIOD_TOTAL, operator=Operator.AT_MOST)
    judged = [judge(ceiling, Decimal(text), at_year=2022) for text in ("40", "50", "101")]
    assert judged == [ON_TRACK, BEHIND, NOT_MET]


def test_a_yearly_floor_is_decided_in_its_own_year() -> None:
    jobs = target("35000", type=TargetType.EVERY_YEAR)
    judged = [judge(jobs, Decimal(text), at_year=2021) for text in ("35000", "35001", "34999")]
    assert judged == [MET, EXCEEDED, NOT_MET]


def test_a_milestone_is_reached_or_not_yet() -> None:
    milestone = target("1", type=TargetType.MILESTONE, operator=Operator.EQUAL)
    assert judge(milestone, Decimal(1), at_year=2023) is MET
    assert judge(milestone, Decimal(0), at_year=2023) is BEHIND
    assert judge(milestone, Decimal(0), at_year=2025) is NOT_MET


def test_the_judgement_follows_the_printed_figure() -> None:
    promise = target("60")
    assert judge(promise, Decimal("59.996"), at_year=2025, places=2) is MET
    assert judge(promise, Decimal("59.996"), at_year=2025) is NOT_MET
    assert judge(target("10.31", operator=Operator.EQUAL), Decimal("10.314"), at_year=2025, places=0) is MET


def test_without_figure_or_target_nothing_is_judged() -> None:
    assert judge(target("60"), None, at_year=2025) is Judgement.NO_DATA
    assert judge(None, Decimal(1), at_year=2025) is Judgement.NO_TARGET


def test_a_target_in_another_measure_is_not_judged() -> None:
    assert judge(target("91.48", measure_vi="triệu đồng/người"), Decimal(3500), at_year=2025) is Judgement.NO_TARGET


def test_the_plan_knows_structural_shares_by_its_own_rule() -> None:
    share, doctors = ratio("A"), ratio("D")
    known = plan(share, doctors, rules=(rule(RuleKind.SHARES_SUM, "A"),))
    assert (aim_of(known, "A"), aim_of(known, "D")) == (NEAR, UP)
    above = Decimal(30)
    promise = target("25.2", operator=Operator.EQUAL, indicator="A")
    assert judge_in_plan(known, promise, above, at_year=2025) is NOT_MET
    assert judge_in_plan(known, target("25.2", operator=Operator.EQUAL, indicator="D"), above, at_year=2025) is EXCEEDED
    assert judge_in_plan(known, None, above, at_year=2025) is Judgement.NO_TARGET


def test_the_path_in_a_plan_starts_in_its_base_year() -> None:
    known = plan(indicator("X"), base_year=2020)
    assert judge_in_plan(known, level(), Decimal(48), at_year=2022, base=Decimal(40)) is ON_TRACK


@pytest.mark.parametrize(
    ("value", "base", "expected"),
    [
        ("7.5", "7", "107.1428571428571428571428571"),
        ("0", "5", "0"),
        (None, "5", None),
        ("5", None, None),
        ("5", "0", None),
        ("5", "-2", None),
    ],
)
def test_percent_of_a_plan(value: str | None, base: str | None, expected: str | None) -> None:
    assert percent_of(number(value), number(base)) == number(expected)


@pytest.mark.parametrize(
    ("promise", "vi", "en"),
    [
        (target("7.24"), "≥ 7,24", "≥ 7.24"),
        (target("97", operator=Operator.MORE_THAN), "> 97", "> 97"),
        (target("2", operator=Operator.LESS_THAN), "< 2", "< 2"),
        (target("20", operator=Operator.AT_MOST), "≤ 20", "≤ 20"),
        (target("35", operator=Operator.RANGE, high=Decimal(40)), "35 - 40", "35 - 40"),
        (target("3485", operator=Operator.ABOUT), "khoảng 3.485", "about 3,485"),
        (target("10.31", operator=Operator.EQUAL), "10,31", "10.31"),
        (target("1", operator=Operator.EQUAL, type=TargetType.MILESTONE), "đạt", "reached"),
    ],
)
def test_targets_are_written_as_the_resolution_does(promise: Target, vi: str, en: str) -> None:
    assert (target_text(promise), target_text(promise, "en")) == (vi, en)
