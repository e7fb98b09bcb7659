"""Which of the targets that stand side by side is held against a figure: the newest in force, the unit's own first."""

from collections.abc import Iterable, Iterator
from datetime import date

from kgdesk.domain.indicator import UnitRule
from kgdesk.domain.judgement import target_with_measure
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.domain.target import Target, TargetKind

_RATES = {UnitRule.RATIO_OF_SUMS, UnitRule.SUM_THEN_GROWTH}


def in_force(plan: Plan, indicator: str, kind: TargetKind, *, year: int, day: date) -> Iterator[Target]:
    """Give the targets of a kind in force on a day whose horizon is the year's.

    A yearly plan is that of the year alone; a target at the end of the plan stands over all its years.
    """
    for item in plan.targets:
        valid = item.valid_from <= day and (item.valid_to is None or day <= item.valid_to)
        if item.indicator == indicator and item.kind is kind and valid and _reaches(plan, item, year):
            yield item


def own_target(plan: Plan, indicator: str, unit: str, kind: TargetKind, *, year: int, day: date) -> Target | None:
    """Choose the target that names the unit itself; None where only others are named."""
    return _newest((item for item in in_force(plan, indicator, kind, year=year, day=day) if item.unit == unit), unit)


def nearest_target(
    plan: Plan, indicator: str, unit: ReportingUnit, kind: TargetKind, *, year: int, day: date
) -> Target | None:
    """Choose the unit's own target, else the province's; `binds` says whether the unit is judged by it."""
    found = in_force(plan, indicator, kind, year=year, day=day)
    return _newest((item for item in found if item.unit == unit.code or _of_province(plan, item)), unit.code)


def binds(plan: Plan, target: Target, unit: ReportingUnit, day: date) -> bool:
    """Whether the unit's figure is held against the target.

    A target binds the unit it names; one of the province also binds whoever answers for the
    indicator in the whole province. A rate of the province is the measure for every part of it; a
    total is not: a district's part is never judged by the province's total.
    """
    if target.unit == unit.code:
        return True
    if plan.indicator(target.indicator).over_units in _RATES:
        return _of_province(plan, target)
    lead = plan.lead_of(target.indicator, day)
    return lead is not None and lead.code == unit.code and _of_province(plan, target)


def written(target: Target | None, lang: str = "vi") -> str:
    """Write a target with its measure where that is not the indicator's own; empty for none."""
    return "" if target is None else target_with_measure(target, lang)


def _reaches(plan: Plan, target: Target, year: int) -> bool:
    if target.kind is TargetKind.ANNUAL_PLAN:
        return target.first_year == target.last_year == year
    return plan.first_year <= year <= target.last_year


def _of_province(plan: Plan, target: Target) -> bool:
    return plan.unit(target.unit).level is UnitLevel.PROVINCE


def _newest(found: Iterable[Target], unit: str) -> Target | None:
    """Prefer the indicator's own measure, then the unit's own target, then the newest."""
    return max(found, key=lambda item: (not item.measure_vi, item.unit == unit, item.valid_from), default=None)
