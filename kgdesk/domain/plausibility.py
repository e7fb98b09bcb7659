"""Doubt a rate that lies far from everything known of it: mostly a numerator or denominator in another measure.

45 doctors over a population of 22,1 (in ten thousands) make 20.361,99 doctors per ten thousand
people. Nothing is refused: the figure may be right, and then the note says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from kgdesk.domain.draft import Draft, remark, rounded
from kgdesk.domain.figure import ARITHMETIC, figure_of
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.indicator import EntryForm, Indicator, TimeRule, UnitRule
from kgdesk.domain.observation import Observation
from kgdesk.domain.plan import PublishedKind
from kgdesk.domain.reporting_unit import UnitLevel
from kgdesk.domain.target import Operator, TargetKind, TargetType

FAR = Decimal(3)
# A share of a whole: districts of one province do lie this far apart (towns, forests, poor households).
FAR_SHARE = Decimal(10)
_FEW = Decimal(10)  # with fewer cases than this a rate leaps by chance ...
_NO_CHANCE = Decimal(100)  # ... but never this far
_LEVELS = {TargetType.LEVEL, TargetType.EVERY_YEAR}
_SPOKEN = Decimal(10)  # from here a ratio is said without decimals


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure the rate is held against, and what it is called."""

    value: Decimal
    basis_vi: str
    basis_en: str


def check_plausibility(draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Warn where a rate is many times above or below the nearest of target, last year's and published figures."""
    value = figure_of(indicator, observation)
    if value is None or value <= 0 or not _is_rate(indicator):
        return
    with localcontext(ARITHMETIC):
        near = [(max(value / item.value, item.value / value), item) for item in _known(draft, indicator)]
        if not near:
            return
        times, known = min(near, key=lambda pair: pair[0])
        far = FAR_SHARE if indicator.part_bounded else FAR
        if times <= far or (times < _NO_CHANCE and _is_small(indicator, observation, known.value)):
            return
    yield remark(
        "implausible",
        Severity.WARN,
        indicator,
        value=value,
        times=rounded(times, 0 if times >= _SPOKEN else 1),
        reference=known.value,
        basis_vi=known.basis_vi,
        basis_en=known.basis_en,
    )


def _is_rate(indicator: Indicator) -> bool:
    """Whether the figure does not grow with the unit: a quotient, or a level only one source gives; growth aside."""
    single = indicator.over_units in {UnitRule.SINGLE_SOURCE, UnitRule.LAST}
    return indicator.entry is EntryForm.RATIO or (
        indicator.entry is EntryForm.VALUE and single and indicator.over_time is TimeRule.LEVEL
    )


def _is_small(indicator: Indicator, observation: Observation, reference: Decimal) -> bool:
    """Whether both the cases counted and those to be expected are only a few."""
    if observation.numerator is None or observation.denominator is None:
        return False
    return max(observation.numerator, observation.denominator * reference / indicator.factor) < _FEW


def _known(draft: Draft, indicator: Indicator) -> Iterator[_Known]:
    last_year, previous = draft.figure_last_year(indicator.code), draft.previous.get(indicator.code)
    before = figure_of(indicator, previous)
    if last_year is not None and last_year > 0:
        yield _Known(last_year, "số cùng kỳ năm trước", "the figure of the same period last year")
    if before is not None and before > 0:
        yield _Known(before, "số kỳ trước", "the figure of the period before")
    yield from _published(draft, indicator)
    yield from _targets(draft, indicator)


def _published(draft: Draft, indicator: Indicator) -> Iterator[_Known]:
    """Give the newest yearly figure some source printed of the unit or the province, up to the period."""
    found = [
        item
        for item in draft.plan.history
        if item.indicator == indicator.code
        and item.kind is PublishedKind.ACTUAL
        and item.period.isdigit()
        and int(item.period) <= draft.period.year
        and item.low == item.high > 0
        and _speaks_of(draft, item.unit)
    ]
    if found:
        newest = max(found, key=lambda item: (item.unit == draft.unit.code, int(item.period)))
        year = newest.period
        yield _Known(newest.low, f"số đã công bố năm {year}", f"the figure published for {year}")


def _targets(draft: Draft, indicator: Indicator) -> Iterator[_Known]:
    """Give the levels promised in the indicator's own measure; a range by both its ends."""
    for target in draft.plan.targets:
        own_measure = target.indicator == indicator.code and not target.measure_vi
        if not own_measure or target.type not in _LEVELS or not _speaks_of(draft, target.unit):
            continue
        if target.kind is TargetKind.ANNUAL_PLAN and target.horizon != str(draft.period.year):
            continue
        ends = (target.low, target.high) if target.operator is Operator.RANGE else (target.low,)
        for value in ends:
            if value is not None and value > 0:
                yield _Known(value, "mục tiêu đã giao", "the target")


def _speaks_of(draft: Draft, unit: str) -> bool:
    return unit == draft.unit.code or draft.plan.unit(unit).level is UnitLevel.PROVINCE
