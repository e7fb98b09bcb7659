"""Figures kept packed are the figures that were put in."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.plain import plain
from kgdesk.domain.reporting_unit import UnitLevel
from kgdesk.domain.roll_up import PackedFigures, UnitFigure

_NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
_OBSERVATIONS = st.builds(
    Observation,
    unit=st.text(),
    indicator=st.text(),
    period=st.text(),
    state=st.sampled_from(ValueState),
    value=_NUMBERS,
    numerator=_NUMBERS,
    denominator=_NUMBERS,
    status=st.sampled_from(FigureStatus),
    source=st.text(),
    note=st.text(),
)
_FIGURES = st.builds(UnitFigure, st.text(), st.sampled_from(UnitLevel), _OBSERVATIONS, st.integers(1, 99), st.text())


@given(st.lists(_FIGURES))
@settings(max_examples=60, deadline=None)
def test_what_went_in_comes_out(figures: list[UnitFigure]) -> None:
    packed = PackedFigures(figures)
    assert list(packed) == figures
    assert len(packed) == len(figures)
    assert packed == figures
    assert plain(packed) == plain(figures)


def test_another_figure_is_not_equal() -> None:
    one = UnitFigure("A", UnitLevel.DISTRICT, Observation("A", "KT01", "2024", value=Decimal("1.50")), 1, "0" * 64)
    other = UnitFigure("A", UnitLevel.DISTRICT, Observation("A", "KT01", "2024", value=Decimal("1.51")), 1, "0" * 64)
    assert PackedFigures([one]) != (other,)
    assert PackedFigures([one]) == (one,)
    assert hash(PackedFigures([one])) == hash(PackedFigures((one,)))


def test_many_blocks() -> None:
    """More text than is unpacked at a time: a figure may lie on both sides of a border."""
    figures = [
        UnitFigure(f"X{number}", UnitLevel.COMMUNE, Observation(f"X{number}", "KT01", "2024", note="Ước " * 20), 1, "f")
        for number in range(2000)
    ]
    packed = PackedFigures(figures)
    assert packed == figures
    assert packed[1999] == figures[1999]
