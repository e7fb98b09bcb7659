"""The figures of the demonstration: published ones for the province, made-up ones for everybody below.

The same seed gives the same figures. Every figure says in its source whether it was published.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from random import Random
from typing import Any

from kgdesk.domain.indicator import EntryForm, Indicator, UnitRule
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.files import resource


@cache
def demo_data() -> dict[str, Any]:
    """The table of provincial figures and district weights, `resources/demo/figures.json`."""
    data: dict[str, Any] = json.loads(resource("demo", "figures.json").read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class _Place:
    """What tells one district from another; weights are shares of the province's people."""

    weight: Decimal
    rural: int
    urban: bool
    new_rural: int


def observations(
    unit: ReportingUnit, indicators: tuple[Indicator, ...], *, period: str, seed: int
) -> Iterator[Observation]:
    """Give one observation per indicator the unit reports; departments report the whole province."""
    data = demo_data()
    for indicator in indicators:
        pair = data["province"].get(indicator.code, {}).get(period)
        if pair is None:
            continue
        figures = tuple(Decimal(text) for text in pair)
        if unit.level in {UnitLevel.DEPARTMENT, UnitLevel.PROVINCE}:
            published = period in data["published"].get(indicator.code, ())
            source = data["published_vi"] if published else data["made_up_vi"]
            yield _observation(unit, indicator, period, figures, source)
        else:
            yield _local(unit, indicator, period, figures, seed)


def _observation(
    unit: ReportingUnit, indicator: Indicator, period: str, figures: tuple[Decimal, ...], source: str
) -> Observation:
    status = FigureStatus.ESTIMATE if period == demo_data()["period"] else FigureStatus.OFFICIAL
    if indicator.is_pair:
        return Observation(
            unit.code,
            indicator.code,
            period,
            numerator=figures[0],
            denominator=figures[1],
            status=status,
            source=source,
        )
    return Observation(unit.code, indicator.code, period, value=figures[0], status=status, source=source)


def _local(
    unit: ReportingUnit, indicator: Indicator, period: str, province: tuple[Decimal, ...], seed: int
) -> Observation:
    data = demo_data()
    place = _place(unit)
    why = data["not_available"].get(unit.code, {}).get(indicator.code)
    if why is not None and period == data["period"]:
        return Observation(unit.code, indicator.code, period, state=ValueState.NOT_AVAILABLE, note=why)
    if indicator.code in data["needs_urban"] and not place.urban:
        note = data["not_applicable_vi"]
        return Observation(unit.code, indicator.code, period, state=ValueState.NOT_APPLICABLE, note=note)
    random = Random(f"{seed} {unit.code} {indicator.code} {period}")  # noqa: S311 - figures, not secrets
    drift = Decimal(random.randint(960, 1040)) / 1000
    return _observation(unit, indicator, period, _share(indicator, province, place, drift), data["made_up_vi"])


def _place(unit: ReportingUnit) -> _Place:
    data = demo_data()
    entry = data["districts"].get(unit.code, data["commune"])
    return _Place(Decimal(entry["weight"]), entry["rural"], entry["urban"], entry["new_rural"])


def _share(indicator: Indicator, province: tuple[Decimal, ...], place: _Place, drift: Decimal) -> tuple[Decimal, ...]:
    rural = indicator.code in demo_data()["by_rural_communes"]
    if indicator.over_units is UnitRule.COUNT_TRUE:
        return (Decimal(place.new_rural),)
    if indicator.entry is EntryForm.BOOLEAN:
        return province
    if indicator.entry is EntryForm.VALUE:
        weight = Decimal(place.rural) / 116 if rural else place.weight * drift
        return (_whole(province[0] * weight),)
    whole = Decimal(place.rural) if rural else _whole(province[1] * place.weight)
    if indicator.entry is EntryForm.GROWTH:
        growth = (province[0] / province[1] - 1) * drift
        return _whole(whole * (1 + growth)), whole
    part = whole * province[0] / province[1] * (Decimal(1) if rural else drift)
    if rural:
        return _whole(part), whole
    if not place.urban and indicator.code == "KT10":
        return Decimal(0), whole
    return (min(_whole(part), whole) if indicator.part_bounded else _whole(part)), whole


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), ROUND_HALF_UP)
