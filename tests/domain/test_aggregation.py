"""Totals over reporting units.

The number of rural communes per district is official (116 together), and so is 110 of 116 for
2023; in which districts the six others lie is an assumption of this test.
"""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgdesk.domain.aggregation import roll_up
from kgdesk.domain.indicator import EntryForm, TotalSource, UnitRule
from kgdesk.domain.observation import FigureStatus, ValueState
from kgdesk.domain.reporting_unit import UnitLevel
from kgdesk.domain.roll_up import UnitFigure
from tests.domain.small_plan import indicator, observation, ratio

RURAL_COMMUNES = {
    "KG-899": 1, "KG-900": 2, "KG-902": 7, "KG-903": 12, "KG-904": 10, "KG-905": 9, "KG-906": 18, "KG-907": 10,
    "KG-908": 8, "KG-909": 10, "KG-910": 7, "KG-911": 7, "KG-912": 4, "KG-913": 6, "KG-914": 5,
}  # fmt: skip
NOT_YET = {"KG-913": 3, "KG-914": 3}


def figure(
    unit: str,
    value: str | None = None,
    *,
    pair: tuple[str | None, str | None] = (None, None),
    revision: int = 1,
    **changes: Any,
) -> UnitFigure:
    changes = {"status": FigureStatus.OFFICIAL} | changes
    return UnitFigure(
        unit,
        UnitLevel.DISTRICT,
        observation("X", value, pair=pair, unit=unit, **changes),
        revision,
        f"{unit}r{revision}",
    )


def communes() -> list[UnitFigure]:
    return [
        figure(unit, pair=(str(total - NOT_YET.get(unit, 0)), str(total))) for unit, total in RURAL_COMMUNES.items()
    ]


def test_the_communes_of_the_province_are_added_before_they_are_divided() -> None:
    total = roll_up(ratio(), communes(), expected=RURAL_COMMUNES, lead=None)
    assert (total.numerator, total.denominator) == (110, 116)
    assert total.value == pytest.approx(Decimal("94.8276"), abs=Decimal("0.0001"))
    mean_of_rates = (
        sum(100 - Decimal(NOT_YET.get(unit, 0)) / rural * 100 for unit, rural in RURAL_COMMUNES.items()) / 15
    )
    assert round(mean_of_rates, 2) == Decimal("92.67")  # what averaging the percentages would have said
    assert total.complete


def test_a_bare_rate_or_half_a_pair_never_enters_a_ratio_of_sums() -> None:
    figures = [
        figure("A", pair=("1", "2")),
        figure("B", "90"),
        figure("C", pair=("5", None)),
        figure("D", pair=(None, "5")),
    ]
    total = roll_up(ratio(), figures, expected="ABCD", lead=None)
    assert (total.value, total.missing, total.complete) == (50, ("B", "C", "D"), False)


def test_zero_counts_and_missing_is_not_zero() -> None:
    total = roll_up(indicator(), [figure("A", "5"), figure("B", "0")], expected="ABC", lead=None)
    assert (total.value, total.missing, total.complete) == (5, ("C",), False)
    assert [item.unit for item in total.inputs] == ["A", "B"]


def test_not_available_is_a_gap_and_not_applicable_is_none() -> None:
    figures = [
        figure("A", "5"),
        figure("B", state=ValueState.NOT_APPLICABLE),
    ]
    total = roll_up(indicator(), figures, expected="AB", lead=None)
    assert (total.value, total.not_applicable, total.complete) == (5, ("B",), True)
    gap = roll_up(indicator(), [*figures, figure("C", state=ValueState.NOT_AVAILABLE)], expected="ABC", lead=None)
    assert (gap.value, gap.not_available, gap.complete) == (5, ("C",), False)


def test_a_sum_of_nothing_is_nothing() -> None:
    total = roll_up(indicator(), [], expected="AB", lead=None)
    assert (total.value, total.source, total.missing, total.complete) == (None, None, ("A", "B"), False)


def test_the_newest_revision_of_a_unit_counts_once() -> None:
    figures = [
        figure("A", "7", revision=2),
        figure("A", "5", revision=1),
        figure("B", "1", revision=10),
        figure("B", "9", revision=9),
    ]
    assert roll_up(indicator(), figures, expected="AB", lead=None).value == 8


def test_a_unit_nobody_asked_does_not_enter() -> None:
    total = roll_up(indicator(), [figure("A", "5"), figure("Z", "100")], expected="A", lead=None)
    assert total.value == 5


@pytest.mark.parametrize(("wanted", "value"), [(TotalSource.LEAD, 12), (TotalSource.UNITS, 10)])
def test_the_plan_says_whose_total_counts_and_the_difference_is_shown(wanted: TotalSource, value: int) -> None:
    figures = [figure("A", "4"), figure("B", "6"), figure("S", "12")]
    total = roll_up(indicator(total_source=wanted), figures, expected="AB", lead="S")
    assert (total.value, total.source, total.lead_value, total.units_value) == (value, wanted, 12, 10)
    assert total.difference == -2


def test_the_lead_is_never_a_part_of_its_own_whole() -> None:
    total = roll_up(indicator(), [figure("A", "4"), figure("S", "4")], expected="AS", lead="S")
    assert total.units_value == 4


def test_the_other_source_stands_in_only_where_the_first_is_absent() -> None:
    units = roll_up(indicator(total_source=TotalSource.LEAD), [figure("A", "4")], expected="AB", lead="S")
    assert (units.value, units.source, units.complete) == (4, TotalSource.UNITS, False)
    lead = roll_up(indicator(), [figure("S", "9")], expected="AB", lead="S")
    assert (lead.value, lead.source, lead.complete, lead.missing) == (9, TotalSource.LEAD, True, ("A", "B"))


def test_a_zero_of_the_first_source_is_not_absent() -> None:
    total = roll_up(
        indicator(total_source=TotalSource.LEAD), [figure("S", "0"), figure("A", "4")], expected="A", lead="S"
    )
    assert (total.value, total.source) == (0, TotalSource.LEAD)


def test_the_pair_of_the_lead_stands_behind_its_rate() -> None:
    figures = [figure("S", pair=("3", "4")), figure("A", pair=("1", "2"))]
    total = roll_up(ratio(total_source=TotalSource.LEAD), figures, expected="A", lead="S")
    assert (total.value, total.numerator, total.denominator, total.difference) == (75, 3, 4, -25)


def test_a_single_source_is_the_lead_alone() -> None:
    single = indicator(over_units=UnitRule.SINGLE_SOURCE, total_source=TotalSource.LEAD)
    total = roll_up(single, [figure("A", "4"), figure("S", "7.5")], expected="A", lead="S")
    assert (total.value, total.units_value, total.complete) == (Decimal("7.5"), None, True)
    absent = roll_up(single, [figure("A", "4")], expected="A", lead="S")
    assert (absent.value, absent.missing, absent.complete) == (None, ("S",), False)


def test_growth_is_computed_from_the_sums() -> None:
    growth = indicator(entry=EntryForm.GROWTH, over_units=UnitRule.SUM_THEN_GROWTH, factor=Decimal(100))
    figures = [figure("A", pair=("200", "100")), figure("B", pair=("900", "900"))]
    assert roll_up(growth, figures, expected="AB", lead=None).value == 10  # the mean of +100 % and 0 % is 50


def test_what_is_reached_is_counted() -> None:
    counted = indicator(over_units=UnitRule.COUNT_TRUE)
    figures = [figure("A", "1"), figure("B", "0"), figure("C", "1"), figure("D", "3")]
    total = roll_up(counted, figures, expected="ABCD", lead=None)
    assert (total.value, total.denominator, total.missing) == (2, 3, ("D",))


def test_the_named_unit_alone_answers() -> None:
    named = indicator(over_units=UnitRule.NAMED_UNIT, named_unit="A", entry=EntryForm.BOOLEAN)
    total = roll_up(named, [figure("A", "1"), figure("B", "0")], expected="AB", lead=None)
    assert (total.value, total.missing, total.complete) == (1, (), True)


def test_the_last_figure_is_that_of_the_latest_period() -> None:
    last = indicator(over_units=UnitRule.LAST)
    figures = [figure("A", "4", period="2023", revision=5), figure("B", "6", period="2024")]
    assert roll_up(last, figures, expected="AB", lead=None).value == 6


def test_only_estimates_behind_the_total_are_named() -> None:
    figures = [figure("A", "4", status=FigureStatus.ESTIMATE), figure("B", "6"), figure("S", "10")]
    assert roll_up(indicator(), figures, expected="AB", lead="S").estimates == ("A",)
    assert roll_up(indicator(total_source=TotalSource.LEAD), figures, expected="AB", lead="S").estimates == ()


def test_a_pair_is_never_summed_as_rates() -> None:
    figures = [figure("A", pair=("1", "2")), figure("B", pair=("1", "2"))]
    assert roll_up(ratio(over_units=UnitRule.SUM), figures, expected="AB", lead=None).value == 50


counts = st.integers(0, 10**9)
pairs = st.lists(st.tuples(counts, st.integers(1, 10**9)), min_size=1, max_size=12)


def as_figures(items: list[tuple[int, int]]) -> list[UnitFigure]:
    return [figure(f"U{place:02}", pair=(str(part), str(whole))) for place, (part, whole) in enumerate(items)]


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_returns_changes_nothing(items: list[tuple[int, int]], random: Any) -> None:
    figures = as_figures(items)
    expected = [item.unit for item in figures]
    straight = roll_up(ratio(), figures, expected=expected, lead="U00")
    random.shuffle(figures)
    random.shuffle(expected)
    assert roll_up(ratio(), figures, expected=expected, lead="U00") == straight


@given(pairs)
def test_a_ratio_of_sums_lies_between_the_rates_of_its_parts(items: list[tuple[int, int]]) -> None:
    figures = as_figures(items)
    total = roll_up(ratio(), figures, expected=[item.unit for item in figures], lead=None)
    assert total.value is not None
    rates = [Decimal(part) / whole * 100 for part, whole in items]
    slack = max(rates) * Decimal("1e-25")
    assert min(rates) - slack <= total.value <= max(rates) + slack
    assert (total.numerator, total.denominator) == (sum(part for part, _ in items), sum(whole for _, whole in items))


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(2, 50))
def test_a_larger_unit_weighs_more_than_the_mean_of_rates_allows(part: int, rest: int, larger: int) -> None:
    whole = part + rest
    figures = as_figures([(part, whole), (0, whole * larger)])
    total = roll_up(ratio(), figures, expected=["U00", "U01"], lead=None)
    mean = Decimal(part) / whole * 100 / 2
    assert total.value is not None
    assert total.value < mean


@given(st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=15), st.integers(0, 14))
def test_a_sum_is_the_sum_of_any_two_groups_of_units(values: list[Decimal], cut: int) -> None:
    figures = [figure(f"U{place:02}", str(value)) for place, value in enumerate(values)]
    whole = roll_up(indicator(), figures, expected=[item.unit for item in figures], lead=None)
    groups = [group for group in (figures[:cut], figures[cut:]) if group]
    parts = [roll_up(indicator(), group, expected=[item.unit for item in group], lead=None).value for group in groups]
    assert whole.value == sum(part for part in parts if part is not None) == sum(values)
