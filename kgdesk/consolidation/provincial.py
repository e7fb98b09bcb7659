"""Turning accepted returns into the lines of the provincial report. Pure: same inputs, same lines."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kgdesk.consolidation.completeness import expected_units
from kgdesk.consolidation.required import required_words
from kgdesk.domain.aggregation import roll_up
from kgdesk.domain.assignment import Role, SubjectKind
from kgdesk.domain.indicator import Indicator, TimeRule
from kgdesk.domain.judgement import Judgement, judge_in_plan, percent_of, target_with_measure
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Calendar, Period, PeriodKind
from kgdesk.domain.plan import Plan, PublishedKind
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.domain.roll_up import PackedFigures, RollUp, UnitFigure
from kgdesk.domain.series import YearRollUp, roll_up_years
from kgdesk.domain.target import Target, TargetKind
from kgdesk.domain.target_choice import own_target


@dataclass(frozen=True, slots=True)
class Contribution:
    """One figure and the return that brings it."""

    unit: str
    revision: int
    digest: str
    observation: Observation


def totals(
    plan: Plan, receiver: str, period: Period, contributions: Callable[[str], Iterable[Contribution]]
) -> tuple[tuple[RollUp, int], ...]:
    """Roll every indicator up over the units; each total comes with the number of units expected.

    `contributions` gives the figures of one indicator, at most one of a unit: those of one indicator at a time are
    in memory, and what went into a total stays packed.
    """
    day = period.dates(Calendar.ADMINISTRATIVE)[1]
    units = {unit.code: unit for unit in expected_units(plan, receiver, period)}
    return tuple(_total(plan, indicator, units, contributions(indicator.code), day) for indicator in plan.indicators)


def _total(
    plan: Plan,
    indicator: Indicator,
    units: Mapping[str, ReportingUnit],
    contributions: Iterable[Contribution],
    day: date,
) -> tuple[RollUp, int]:
    lead = plan.lead_of(indicator.code, day)
    parts = [unit.code for unit in units.values() if _reports_part(plan, indicator, unit, day)]
    figures = [
        UnitFigure(item.unit, units[item.unit].level, item.observation, item.revision, item.digest)
        for item in contributions
        if item.unit in units
    ]
    total = roll_up(indicator, figures, expected=parts, lead=None if lead is None else lead.code)
    return replace(total, inputs=PackedFigures(total.inputs)), len(parts)


def _reports_part(plan: Plan, indicator: Indicator, unit: ReportingUnit, day: date) -> bool:
    return (indicator.named_unit in {None, unit.code}) and any(
        item.role is Role.PART and item.subject_kind is SubjectKind.INDICATOR and item.subject == indicator.code
        for item in plan.assignments_of(unit, day)
    )


def report_lines(
    plan: Plan,
    receiver: str,
    period: Period,
    rolled: Iterable[tuple[RollUp, int]],
    *,
    earlier: Mapping[str, Mapping[int, Decimal]],
) -> tuple[ReportLine, ...]:
    """Hold the totals against targets, plan and years before.

    `earlier` are the yearly figures known before this run, by indicator and year: earlier runs
    first, published figures where there is no run.
    """
    return tuple(
        _line(plan, receiver, period, total, expected=expected, earlier=earlier.get(total.indicator, {}))
        for total, expected in rolled
    )


def _line(
    plan: Plan, receiver: str, period: Period, total: RollUp, *, expected: int, earlier: Mapping[int, Decimal]
) -> ReportLine:
    indicator = plan.indicator(total.indicator)
    day = period.dates(Calendar.ADMINISTRATIVE)[1]
    bound = indicator.named_unit or receiver
    target = own_target(plan, indicator.code, bound, TargetKind.RESOLUTION, year=period.year, day=day)
    annual = own_target(plan, indicator.code, bound, TargetKind.ANNUAL_PLAN, year=period.year, day=day)
    yearly = {year: value for year, value in earlier.items() if year < period.year}
    if period.kind is PeriodKind.YEAR and total.value is not None and total.complete:
        yearly[period.year] = total.value
    over_years = roll_up_years(indicator, yearly, first_year=plan.first_year, last_year=plan.last_year, target=target)
    previous = yearly.get(period.year - 1) if period.kind is PeriodKind.YEAR else None
    so_far = total.value if indicator.over_time is TimeRule.LEVEL else over_years.value
    comparable = total.value if total.complete else None
    judgement = _judgement(plan, target, total, over_years, at_year=period.year, base=earlier.get(plan.base_year))
    if total.value is None and total.indicator in plan.not_asked_in(period.kind):
        judgement = Judgement.NOT_DUE
    return ReportLine(
        indicator=indicator.code,
        ordinal=indicator.ordinal,
        group=indicator.group,
        name_vi=indicator.name_vi,
        measure_vi=indicator.measure_vi,
        places=indicator.places,
        target_vi="" if target is None else target_with_measure(target),
        annual_plan_vi="" if annual is None else target_with_measure(annual),
        previous=previous,
        value=total.value,
        percent_of_plan=None if annual is None or annual.measure_vi else percent_of(comparable, annual.low),
        percent_of_previous=percent_of(comparable, previous),
        to_date=so_far,
        required_vi=required_words(plan, indicator, target, yearly, year=period.year, judgement=judgement),
        judgement=judgement,
        roll_up=total,
        units_expected=expected,
        yearly=tuple(sorted(yearly.items())),
        over_time=indicator.over_time,
        target_low=None if target is None or target.measure_vi else target.low,
        annual_plan=None if annual is None or annual.measure_vi else annual.low,
        factor=indicator.factor,
    )


def _judgement(
    plan: Plan, target: Target | None, total: RollUp, over_years: YearRollUp, *, at_year: int, base: Decimal | None
) -> Judgement:
    """Judge the figure over the horizon; what lacks units or years is never judged.

    Where all who answered have nothing of the kind and nobody is missing, there is nothing to judge.
    """
    if total.value is None and total.not_applicable and not (total.missing or total.not_available):
        return Judgement.NOT_APPLICABLE
    if target is None or total.value is None:
        return judge_in_plan(plan, target, None, at_year=at_year)
    over_time = over_years.rule in {TimeRule.PERIOD_TOTAL, TimeRule.GEOMETRIC_AVERAGE}
    if not total.complete or (over_time and over_years.missing):
        return Judgement.INCOMPLETE
    value = total.value if over_years.rule is TimeRule.LEVEL else over_years.value
    return judge_in_plan(plan, target, value, at_year=at_year, base=base)


def published_years(plan: Plan, unit: str) -> dict[str, dict[int, Decimal]]:
    """The yearly outcomes some source printed, where series and measure are the indicator's own; the newest counts."""
    years: dict[str, dict[int, Decimal]] = {}
    for figure in plan.history:
        whole_year = figure.period.isdigit()
        if figure.indicator is None or figure.unit != unit or figure.kind is not PublishedKind.ACTUAL or not whole_year:
            continue
        if figure.low == figure.high:
            years.setdefault(figure.indicator, {})[int(figure.period)] = figure.low
    return years
