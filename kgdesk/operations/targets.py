"""Which target stands beside a figure, and which one the figure is judged by."""

from collections.abc import Iterable
from datetime import date

from kgdesk.domain.indicator import UnitRule
from kgdesk.domain.judgement import target_with_measure
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.domain.target import Target, TargetKind

_RATES = {UnitRule.RATIO_OF_SUMS, UnitRule.SUM_THEN_GROWTH}


def resolution_target(plan: Plan, indicator: str, unit: ReportingUnit, *, year: int, day: date) -> Target | None:
    """Return the resolution's target for the unit, else the province's; the newest version in force."""
    found = (item for item in _of(plan, indicator, TargetKind.RESOLUTION, day) if _covers(plan, item, year))
    return _nearest(found, unit, plan)


def annual_target(plan: Plan, indicator: str, unit: ReportingUnit, *, year: int, day: date) -> Target | None:
    """Return the yearly plan's target for the unit, else the province's; the newest version in force."""
    found = (item for item in _of(plan, indicator, TargetKind.ANNUAL_PLAN, day) if item.horizon == str(year))
    return _nearest(found, unit, plan)


def binds(plan: Plan, target: Target, unit: ReportingUnit, day: date) -> bool:
    """Whether the unit's figure is held against the target.

    A target binds the unit it names; one of the province also binds whoever answers for the
    indicator in the whole province. A rate of the province is the measure for every part of it; a
    total is not: a district's part is never judged by the province's total.
    """
    if target.unit == unit.code:
        return True
    if plan.indicator(target.indicator).over_units in _RATES:
        return plan.unit(target.unit).level is UnitLevel.PROVINCE
    lead = plan.lead_of(target.indicator, day)
    return lead is not None and lead.code == unit.code and plan.unit(target.unit).level is UnitLevel.PROVINCE


def written(target: Target | None, lang: str = "vi") -> str:
    """Write a target with its measure where that is not the indicator's own; empty for none."""
    return "" if target is None else target_with_measure(target, lang)


def _of(plan: Plan, indicator: str, kind: TargetKind, day: date) -> Iterable[Target]:
    for item in plan.targets:
        in_force = item.valid_from <= day and (item.valid_to is None or day <= item.valid_to)
        if item.indicator == indicator and item.kind is kind and in_force:
            yield item


def _covers(plan: Plan, target: Target, year: int) -> bool:
    """Tell whether the horizon reaches the year; one at the end of the plan stands over all its years."""
    return plan.first_year <= year <= target.last_year


def _nearest(found: Iterable[Target], unit: ReportingUnit, plan: Plan) -> Target | None:
    """Prefer the indicator's own measure, then the unit's own target, then the newest; other units' do not count."""
    seen = [item for item in found if item.unit == unit.code or plan.unit(item.unit).level is UnitLevel.PROVINCE]
    return max(seen, key=lambda item: (not item.measure_vi, item.unit == unit.code, item.valid_from), default=None)
