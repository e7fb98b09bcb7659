"""Figures of former units on other maps: nothing is lost, nothing is guessed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.indicator import EntryForm, Indicator, UnitRule
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit, SplitBasis, Succession, UnitLevel
from kgdesk.domain.succession import Obstacle, by_official_code, origins, pieces
from kgdesk.domain.succession_series import series_as_reported, series_on_map
from kgdesk.domain.succession_split import divide
from kgdesk.domain.succession_targets import Inheritance, inherited_targets
from kgdesk.domain.target import TargetType
from kgdesk.returns import plan_default, plan_document
from tests.domain.small_plan import LEAD, PROVINCE, START, indicator, observation, plan, ratio, target

FIRST, SECOND = date(2023, 7, 1), date(2025, 7, 1)
TODAY = date(2025, 12, 31)
PEOPLE, AREA = SplitBasis.POPULATION, SplitBasis.AREA


def unit(code: str, first: date = START, last: date | None = None) -> ReportingUnit:
    return ReportingUnit(code, "", UnitLevel.DISTRICT, "P", code, code, first, last)


def follows(before: str, after: str, share: str = "1", day: date = FIRST, basis: SplitBasis = PEOPLE) -> Succession:
    return Succession(before, after, day, Decimal(share), basis=basis)


def eve(day: date) -> date:
    return day - timedelta(days=1)


# A splits into B and C; C and D merge into E two years later; L gives a part to B and goes on; F ends.
UNITS = (
    PROVINCE,
    LEAD,
    unit("A", last=eve(FIRST)),
    unit("B", FIRST),
    unit("C", FIRST, eve(SECOND)),
    unit("D", last=eve(SECOND)),
    unit("E", SECOND),
    unit("L"),
    unit("F", last=eve(SECOND)),
)
SUCCESSIONS = (
    follows("A", "B", "0.6"),
    follows("A", "C", "0.4"),
    follows("A", "B", "0.9", basis=AREA),
    follows("A", "C", "0.1", basis=AREA),
    follows("L", "L", "0.75"),
    follows("L", "B", "0.25"),
    follows("C", "E", day=SECOND),
    follows("D", "E", day=SECOND),
)


def world(*indicators: Indicator, **changes: object) -> Plan:
    return plan(*indicators, units=UNITS, successions=SUCCESSIONS, **changes)


SUM = indicator(split_basis=PEOPLE, places=0)
RATE = ratio(split_basis=PEOPLE)


def figure(code: str, value: str | None = None, *, period: str = "2022", **known: object) -> Observation:
    return observation("X", value, unit=code, period=period, **known)


def placed(found: object) -> dict[str, str]:
    return {f"{item.unit} {item.period}": str(item.figure) for item in found.figures}  # type: ignore[attr-defined]


def test_a_chain_of_a_split_and_a_merger_carries_a_figure_to_todays_map() -> None:
    found = series_on_map(world(SUM), SUM, [figure("A", "100"), figure("D", "7"), figure("L", "40")], day=TODAY)
    assert placed(found) == {"B 2022": "70", "E 2022": "47", "L 2022": "30"}
    assert all(
        item.divided and item.observation.status is FigureStatus.ESTIMATE for item in found.figures if item.unit in "BL"
    )
    assert found.unplaced == ()


@pytest.mark.parametrize(("day", "where"), [(date(2023, 6, 30), {"A"}), (FIRST, {"B", "C"}), (SECOND, {"B", "E"})])
def test_each_day_has_its_own_map(day: date, where: set[str]) -> None:
    found = series_on_map(world(SUM), SUM, [figure("A", "100")], day=day)
    assert {item.unit for item in found.figures} == where


def test_a_chosen_basis_stands_before_the_indicators_own() -> None:
    found = series_on_map(world(SUM), SUM, [figure("A", "100")], day=FIRST, basis=AREA)
    assert placed(found) == {"B 2022": "90", "C 2022": "10"}


@pytest.mark.parametrize(
    ("basis", "why"), [(SplitBasis.NONE, Obstacle.NO_BASIS), (SplitBasis.COUNT, Obstacle.NO_SHARE)]
)
def test_without_a_share_nothing_is_guessed(basis: SplitBasis, why: Obstacle) -> None:
    found = series_on_map(world(SUM), SUM, [figure("A", "100")], day=TODAY, basis=basis)
    assert found.figures == ()
    (left,) = found.unplaced
    assert (left.unit, left.at, left.obstacle, left.day, left.amount.value) == ("A", "A", why, FIRST, Decimal(100))


def test_a_unit_that_ended_without_successor_is_listed() -> None:
    found = series_on_map(world(SUM), SUM, [figure("F", "5")], day=TODAY)
    assert [(item.unit, item.obstacle) for item in found.unplaced] == [("F", Obstacle.NO_SUCCESSOR)]


def test_a_rate_goes_by_its_pair_and_a_bare_one_says_that_it_cannot() -> None:
    pair = series_on_map(world(RATE), RATE, [figure("A", pair=("30", "100"))], day=FIRST)
    assert [(item.unit, item.observation.numerator, item.observation.denominator) for item in pair.figures] == [
        ("B", 18, 60),
        ("C", 12, 40),
    ]
    bare = series_on_map(world(RATE), RATE, [figure("A", "30")], day=FIRST)
    assert bare.figures == ()
    assert [(item.obstacle, item.figure) for item in bare.unplaced] == [(Obstacle.RATE_ALONE, Decimal(30))]


def test_pairs_are_added_apart_and_rates_never() -> None:
    later = {"period": "2024"}
    both = [figure("C", pair=("10", "100"), **later), figure("D", pair=("90", "300"), **later)]
    (merged,) = series_on_map(world(RATE), RATE, both, day=TODAY).figures
    assert merged.figure == 25
    one_bare = series_on_map(world(RATE), RATE, [both[0], figure("D", "30", **later)], day=TODAY)
    assert [(item.unit, item.obstacle) for item in one_bare.unplaced] == [("D", Obstacle.RATE_ALONE)]
    assert [(item.figure, item.missing) for item in one_bare.figures] == [(Decimal(10), ("D",))]
    alone = series_on_map(world(RATE), RATE, [figure("D", "30", **later)], day=TODAY)
    assert [(item.figure, item.missing) for item in alone.figures] == [(Decimal(30), ("C",))]


def test_yes_or_no_is_neither_divided_nor_added() -> None:
    truth = indicator(entry=EntryForm.BOOLEAN, over_units=UnitRule.COUNT_TRUE)
    found = series_on_map(world(truth), truth, [figure("A", "1"), figure("D", "1", period="2024")], day=TODAY)
    assert placed(found) == {"E 2024": "1"}
    assert [(item.unit, item.obstacle) for item in found.unplaced] == [("A", Obstacle.NOT_ADDED)]


def test_what_is_missing_of_a_merged_unit_is_named() -> None:
    found = series_on_map(world(SUM), SUM, [figure("D", "7", period="2024")], day=TODAY)
    assert [(item.unit, item.figure, item.missing) for item in found.figures] == [("E", Decimal(7), ("C",))]


def test_not_available_and_not_applicable_stay_what_they_are() -> None:
    none = figure("A", state=ValueState.NOT_APPLICABLE)
    states = {item.unit: item.observation.state for item in series_on_map(world(SUM), SUM, [none], day=FIRST).figures}
    assert states == {"B": ValueState.NOT_APPLICABLE, "C": ValueState.NOT_APPLICABLE}


def test_back_to_the_former_map() -> None:
    later = [figure("B", "60", period="2024"), figure("C", "40", period="2024"), figure("E", "9", period="2025")]
    found = series_on_map(world(SUM), SUM, later, day=date(2022, 12, 31))
    assert placed(found) == {"A 2024": "40"}  # B also came from L: what of it is whose, nobody knows
    assert [(item.unit, item.obstacle) for item in found.unplaced] == [
        ("B", Obstacle.SEVERAL_ORIGINS),
        ("E", Obstacle.SEVERAL_ORIGINS),
    ]
    (former,) = found.figures
    assert former.missing == ("B",)


def test_who_gave_anything_is_known_both_ways() -> None:
    assert origins(world(SUM), "E", since=date(2022, 1, 1), until=TODAY) == ("A", "D")
    assert origins(world(SUM), "A", since=TODAY, until=date(2022, 1, 1)) == ("B", "E")
    assert sum(piece.share for piece in pieces(world(SUM), "A", since=START, until=TODAY, basis=PEOPLE)) == 1


MONEY = st.decimals(min_value=-(10**12), max_value=10**12, places=3)


FIGURES = st.dictionaries(st.sampled_from(["A", "D", "L", "F"]), MONEY).map(lambda found: list(found.items()))
PAIRS = st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 10**9)), min_size=1, max_size=4)
DAYS = st.sampled_from([START, FIRST, SECOND])


@given(FIGURES, DAYS, st.sampled_from(SplitBasis))
@settings(max_examples=80, deadline=None)
def test_reported_equals_placed_and_not_placed_to_the_last_digit(
    values: list[tuple[str, Decimal]], day: date, basis: SplitBasis
) -> None:
    given_ = [figure(code, str(value)) for code, value in values]
    found = series_on_map(world(SUM), SUM, given_, day=day, basis=basis)
    reported = series_as_reported(world(SUM), SUM, given_)
    for balance, plain in zip(found.balances, reported.balances, strict=True):
        assert balance.difference.is_zero
        assert balance.reported == plain.placed
    total = sum((item.figure or Decimal(0) for item in found.figures), Decimal(0))
    gone = sum((item.amount.value or Decimal(0) for item in found.unplaced), Decimal(0))
    assert total + gone == sum((value for _code, value in values), Decimal(0))


@given(PAIRS, DAYS)
@settings(max_examples=60, deadline=None)
def test_pairs_balance_in_both_halves(pairs: list[tuple[int, int]], day: date) -> None:
    given_ = [figure(code, pair=(str(above), str(below))) for code, (above, below) in zip("ADLF", pairs, strict=False)]
    for balance in series_on_map(world(RATE), RATE, given_, day=day).balances:
        assert balance.difference.is_zero
        assert balance.reported.numerator == sum(above for above, _below in pairs)


@given(MONEY, st.lists(st.integers(1, 1000), min_size=1, max_size=9), st.integers(0, 4))
@settings(max_examples=100, deadline=None)
def test_parts_make_the_whole_and_none_is_off_by_more_than_a_last_digit(
    value: Decimal, weights: list[int], places: int
) -> None:
    unit_share = Decimal(10) ** -12
    shares = [(Decimal(weight) / sum(weights)).quantize(unit_share) for weight in weights]
    shares[0] += 1 - sum(shares)
    parts = divide(value, shares, places=places)
    assert sum(parts) == value
    step = Decimal(1).scaleb(-max(places, 3))
    assert all(abs(part - value * share) < step for part, share in zip(parts, shares, strict=True))
    assert divide(value, shares, places=places) == parts


def test_remainders_go_to_the_largest_and_then_to_the_first() -> None:
    third = Decimal(1) / 3
    assert divide(Decimal(10), [third, third, 1 - 2 * third]) == (3, 3, 4)
    assert divide(Decimal(1), [Decimal("0.5"), Decimal("0.5")]) == (1, 0)
    assert divide(Decimal(-9), [Decimal("0.8889"), Decimal("0.1111")]) == (-8, -1)


def test_inherited_targets_are_computed_carried_or_left_to_a_decision() -> None:
    total = target("100", unit="A", type=TargetType.PERIOD_TOTAL)
    (for_b,) = inherited_targets(world(SUM, targets=(total,)), "C", on=date(2024, 1, 1))
    assert for_b.how is Inheritance.COMPUTED
    assert for_b.target is not None
    assert (for_b.target.low, for_b.target.unit, for_b.target.document_vi) == (40, "C", total.document_vi)
    assert for_b.former == (total,)
    rate = target("40", unit="A")
    (carried,) = inherited_targets(world(RATE, targets=(rate,)), "C", on=date(2024, 1, 1))
    assert carried.how is Inheritance.CARRIED
    unequal = (target("40", unit="C", valid_from=FIRST), target("50", unit="D"))
    (open_,) = inherited_targets(world(RATE, targets=unequal), "E", on=TODAY)
    assert (open_.how, open_.target, open_.obstacle) == (Inheritance.UNDECIDED, None, Obstacle.RATE_ALONE)
    (half,) = inherited_targets(world(SUM, targets=(target("9", unit="D"),)), "E", on=TODAY)
    assert (half.how, half.without) == (Inheritance.UNDECIDED, ("C",))
    assert inherited_targets(world(SUM, targets=(total,)), "L", on=eve(FIRST)) == ()


@pytest.fixture(scope="module")
def real() -> Plan:
    return plan_document.from_bytes(plan_default.load())


def real_series(real: Plan, code: str, day: date, *given_: Observation):  # noqa: ANN201 - a series
    return series_on_map(real, real.indicator(code), given_, day=day)


def test_phu_quoc_on_the_map_of_july_2025(real: Plan) -> None:
    communes = Observation("KG-911", "XH03", "2024", numerator=Decimal(9), denominator=Decimal(9))
    found = real_series(
        real,
        "XH03",
        SECOND,
        communes,
        Observation("KG-912", "XH03", "2024", numerator=Decimal(3), denominator=Decimal(4)),
    )
    assert {
        item.unit: (item.observation.numerator, item.observation.denominator, item.divided) for item in found.figures
    } == {
        "AG-PQ": (8, 8, True),
        "AG-TC": (1, 1, True),
        "AG-KH": (3, 4, False),
    }
    people = Observation("KG-911", "XH12", "2024", numerator=Decimal(140000), denominator=Decimal(150000))
    (left,) = real_series(real, "XH12", SECOND, people).unplaced
    assert (left.obstacle, left.at, left.day) == (Obstacle.NO_SHARE, "KG-911", SECOND)
    money = Observation("KG-911", "KT08", "2024", value=Decimal(8013))
    assert [item.obstacle for item in real_series(real, "KT08", SECOND, money).unplaced] == [Obstacle.NO_BASIS]


def test_districts_without_a_recorded_successor_are_told(real: Plan) -> None:
    (left,) = real_series(real, "KT08", SECOND, Observation("KG-899", "KT08", "2024", value=Decimal(3105))).unplaced
    assert (left.obstacle, left.day) == (Obstacle.NO_SUCCESSOR, date(2025, 6, 30))


def test_the_province_is_only_a_part_of_the_new_one(real: Plan) -> None:
    (found,) = real_series(real, "KT08", SECOND, Observation("KG", "KT08", "2024", value=Decimal(16977))).figures
    assert (found.unit, found.missing) == ("AG", ("AG-CU",))


@pytest.mark.parametrize(
    ("code", "before", "after"), [("KT09", "SKHDT", "STC"), ("XH08", "SLDTBXH", "SNNMT"), ("XH06", "SLDTBXH", "SNV")]
)
def test_the_leads_figure_follows_the_responsibility_not_the_body(
    real: Plan, code: str, before: str, after: str
) -> None:
    given_ = Observation(before, code, "2024", value=Decimal(5))
    (found,) = real_series(real, code, SECOND, given_).figures
    assert (found.unit, found.leads, found.missing) == (after, True, ())


def test_an_official_code_names_a_unit_only_with_a_day(real: Plan) -> None:
    assert [item.code for item in by_official_code(real, "91", date(2025, 6, 30))] == ["KG"]
    assert [item.code for item in by_official_code(real, "91", SECOND)] == ["AG"]
    assert by_official_code(real, "31105", date(2025, 6, 30)) == ()
    assert [item.code for item in by_official_code(real, "31105", SECOND)] == ["AG-TC"]


def test_targets_of_the_former_province_are_not_carried_to_the_new_one_silently(real: Plan) -> None:
    found = {
        (item.former[0].indicator, item.former[0].kind.value): item for item in inherited_targets(real, "AG", on=SECOND)
    }
    revenue = found["KT08", "resolution"]
    assert (revenue.how, revenue.without) == (Inheritance.UNDECIDED, ("AG-CU",))
