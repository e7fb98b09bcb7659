"""The rows of the entry grid."""

from dataclasses import dataclass
from decimal import Decimal

from kgdesk.domain import target_choice
from kgdesk.domain.figure import figure_of
from kgdesk.domain.findings import Finding
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.judgement import Judgement, judge_in_plan, percent_of
from kgdesk.domain.observation import RecordedObservation, ValueState
from kgdesk.domain.period import PeriodKind
from kgdesk.domain.series import roll_up_years
from kgdesk.domain.target import Target, TargetKind, TargetType
from kgdesk.operations.period_figures import PeriodFigures


@dataclass(frozen=True, slots=True)
class GridRow:
    """One indicator in one period, all figures in its measure, percentages in per cent.

    `target` and `annual_plan` are the nearest there are; their texts, `judgement` and
    `percent_of_plan` are given only where they bind this unit: a district's part does not stand
    beside the province's total. `sealed` says that a change needs a reason.
    """

    indicator: Indicator
    target: Target | None
    target_text: str
    annual_plan: Target | None
    annual_plan_text: str
    previous: Decimal | None
    same_period: Decimal | None
    recorded: RecordedObservation | None
    value: Decimal | None
    percent_of_plan: Decimal | None
    percent_of_same_period: Decimal | None
    judgement: Judgement
    findings: tuple[Finding, ...]
    sealed: bool


def grid_row(figures: PeriodFigures, indicator: Indicator, findings: tuple[Finding, ...]) -> GridRow:
    """Compute one row; `findings` are all of the period, the row takes its own."""
    plan, unit = figures.workspace.plan, figures.workspace.unit
    period, day = figures.period, figures.day
    target = target_choice.nearest_target(plan, indicator.code, unit, TargetKind.RESOLUTION, year=period.year, day=day)
    annual = target_choice.nearest_target(plan, indicator.code, unit, TargetKind.ANNUAL_PLAN, year=period.year, day=day)
    value = figure_of(indicator, figures.current.get(indicator.code))
    same_period = figures.figure(indicator, period.same_period_last_year().code)
    return GridRow(
        indicator=indicator,
        target=target,
        target_text=_written(figures, target),
        annual_plan=annual,
        annual_plan_text=_written(figures, annual),
        previous=figures.figure(indicator, period.previous().code),
        same_period=same_period,
        recorded=figures.recorded.get(indicator.code),
        value=value,
        percent_of_plan=percent_of(value, _comparable(figures, annual)),
        percent_of_same_period=percent_of(value, same_period),
        judgement=_judgement(figures, indicator, target, value),
        findings=tuple(item for item in findings if item.indicator == indicator.code),
        sealed=indicator.code in figures.sealed_cells,
    )


def _written(figures: PeriodFigures, target: Target | None) -> str:
    workspace = figures.workspace
    if target is None or not target_choice.binds(workspace.plan, target, workspace.unit, figures.day):
        return ""
    return target_choice.written(target)


def _comparable(figures: PeriodFigures, annual: Target | None) -> Decimal | None:
    """Return the base of the percentage: a single planned value, in the same measure, that binds the unit."""
    if annual is None or annual.measure_vi or annual.high is not None:
        return None
    workspace = figures.workspace
    return annual.low if target_choice.binds(workspace.plan, annual, workspace.unit, figures.day) else None


def _judgement(figures: PeriodFigures, indicator: Indicator, target: Target | None, value: Decimal | None) -> Judgement:
    """Hold the figure, or what the years up to it make together, against the resolution's target.

    A period shorter than a year says nothing yet on a yearly floor or an average; a level or a
    running total is then judged as of the year before, so that nothing is called missed in June.
    Why there is no figure goes before everything else, a target or none.
    """
    plan, period = figures.workspace.plan, figures.period
    observation = figures.current.get(indicator.code)
    if observation is not None and observation.state is not ValueState.FIGURE:
        return Judgement.NOT_APPLICABLE if observation.state is ValueState.NOT_APPLICABLE else Judgement.NO_DATA
    if target is None or not target_choice.binds(plan, target, figures.workspace.unit, figures.day):
        return Judgement.NO_TARGET
    full_year = period.kind is PeriodKind.YEAR
    match target.type:
        case TargetType.AVERAGE | TargetType.EVERY_YEAR if not full_year:
            return Judgement.NOT_JUDGED
        case TargetType.AVERAGE | TargetType.PERIOD_TOTAL if value is not None:
            value = _so_far(figures, indicator, target)
            if value is None:
                return Judgement.INCOMPLETE
        case _:
            pass
    return judge_in_plan(
        plan,
        target,
        value,
        at_year=period.year if full_year else period.year - 1,
        base=figures.figure(indicator, str(plan.base_year)),
    )


def _so_far(figures: PeriodFigures, indicator: Indicator, target: Target) -> Decimal | None:
    """Return the average or total over the horizon so far; None while a year of it is unknown."""
    rolled = roll_up_years(
        indicator,
        figures.yearly(indicator),
        first_year=target.first_year,
        last_year=target.last_year,
        target=target,
    )
    return None if rolled.missing else rolled.value
