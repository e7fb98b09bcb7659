from decimal import Decimal, localcontext

import pytest

from kgdesk.domain.figure import figure_of
from kgdesk.domain.indicator import EntryForm
from kgdesk.domain.observation import ValueState
from tests.domain.small_plan import indicator, observation, ratio

GROWTH = indicator(entry=EntryForm.GROWTH, factor=Decimal(100))


def test_a_typed_value_is_the_figure() -> None:
    assert figure_of(indicator(), observation(value="0")) == 0


def test_a_ratio_is_computed_with_its_factor() -> None:
    doctors = ratio(factor=Decimal(10000))
    assert figure_of(doctors, observation(pair=("1806", "1751760"))) == pytest.approx(
        Decimal("10.3096"), abs=Decimal("0.0001")
    )


def test_growth_compares_with_the_year_before() -> None:
    assert figure_of(GROWTH, observation(pair=("108", "100"))) == 8


@pytest.mark.parametrize("item", [ratio(), GROWTH])
@pytest.mark.parametrize("pair", [("1", "0"), ("0", "0"), ("1", None), (None, "1")])
def test_there_is_no_rate_over_nothing_or_half_a_pair(item: object, pair: tuple[str | None, str | None]) -> None:
    assert figure_of(item, observation(value="55", pair=pair)) is None  # type: ignore[arg-type]


def test_a_published_rate_stands_where_no_pair_is_known() -> None:
    assert figure_of(ratio(), observation(value="94.83")) == Decimal("94.83")


def test_the_pair_wins_over_a_rate_typed_beside_it() -> None:
    assert figure_of(ratio(), observation(value="99", pair=("1", "2"))) == 50


@pytest.mark.parametrize("state", [ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE])
def test_what_is_not_a_figure_has_none(state: ValueState) -> None:
    assert figure_of(indicator(), observation(value="5", state=state)) is None


def test_missing_has_no_figure() -> None:
    assert figure_of(indicator(), None) is None


def test_nothing_is_rounded_by_the_callers_context() -> None:
    with localcontext() as context:
        context.prec = 3
        figure = figure_of(ratio(), observation(pair=("1", "3")))
    assert figure == Decimal("33.33333333333333333333333333")
