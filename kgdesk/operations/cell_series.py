"""One indicator through the years and through the last periods: what a table and a chart show of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from kgdesk.domain import target_choice
from kgdesk.domain.figure import ARITHMETIC, figure_of
from kgdesk.domain.indicator import Indicator, TimeRule
from kgdesk.domain.judgement import percent_of
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.target import Target, TargetKind
from kgdesk.operations.period_figures import published_figures
from kgdesk.operations.workspace import Workspace
from kgdesk.returns.chart_path import ChartPath, Points, path_of, ticks
from kgdesk.store import observations

__all__ = ["ChartPath", "PeriodRow", "Points", "Series", "ValueOrigin", "YearRow", "series_of", "ticks"]

LAST_PERIODS = 12


class ValueOrigin(StrEnum):
    """Whose a yearly figure is."""

    OWN = "own"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in the indicator's measure.

    `required` is the way to the resolution's target, `needed` what a year left must bring; `percent`
    is against the year before, None for rates of growth. `plan` is the yearly plan's target that
    binds the unit.
    """

    year: int
    value: Decimal | None
    origin: ValueOrigin | None
    plan: Target | None
    required: Decimal | None
    needed: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period of the same kind. `percent` is against the same period last year.

    `change` is against the period before: in per cent, or in points for shares (`Series.in_points`).
    """

    period: Period
    observation: Observation | None
    value: Decimal | None
    percent: Decimal | None
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class Series:
    """`chart` is None without a figure; `planned` are yearly plans that bind the unit; `periods` oldest first.

    `periods` is empty for yearly periods: they are in `years`.
    """

    years: tuple[YearRow, ...]
    chart: ChartPath | None
    planned: Points
    periods: tuple[PeriodRow, ...]
    in_points: bool


def series_of(workspace: Workspace, period: Period, indicator: Indicator) -> Series:
    """Read an indicator's figures, later ones than the period's included, with one query."""
    plan = workspace.plan
    published = published_figures(workspace, (indicator,), workspace.day_of(period))
    behind = _behind(period)
    growth = indicator.over_time is TimeRule.GEOMETRIC_AVERAGE  # a rate of growth in per cent of another says nothing
    years = range(plan.base_year, max(plan.last_year, period.year) + 1)
    wanted = {str(year) for year in (years[0] - 1, *years)}
    wanted |= {each.code for row in behind for each in (row, row.previous(), row.same_period_last_year())}
    seen = observations.series(workspace.store, workspace.unit.code, indicator.code, wanted)
    own = {code: value for code, each in seen.items() if (value := figure_of(indicator, each)) is not None}
    known = {name: value for (_, name), value in published.items()} | own
    plans = {year: _annual(workspace, indicator, year) for year in years}
    chart = _chart(workspace, period, indicator, {year: known[str(year)] for year in years if str(year) in known})
    in_points = indicator.measure_vi.startswith("%")
    return Series(
        years=tuple(_year(year, plans[year], known, own.keys(), chart, growth=growth) for year in years),
        chart=chart,
        planned=tuple((year, each.low) for year, each in plans.items() if each is not None and not each.measure_vi),
        periods=_rows(behind, seen, known, in_points=in_points, growth=growth),
        in_points=in_points,
    )


def _behind(period: Period) -> tuple[Period, ...]:
    """List the period and those of its kind before it, oldest first; years have a table of their own."""
    if period.kind is PeriodKind.YEAR:
        return ()
    found = [period]
    while len(found) < LAST_PERIODS:
        found.append(found[-1].previous())
    return tuple(reversed(found))


def _annual(workspace: Workspace, indicator: Indicator, year: int) -> Target | None:
    """Find the yearly plan that binds the unit: a district's part does not stand beside the province's total."""
    plan, unit, day = workspace.plan, workspace.unit, workspace.day_of(Period(year, PeriodKind.YEAR))
    target = target_choice.nearest_target(plan, indicator.code, unit, TargetKind.ANNUAL_PLAN, year=year, day=day)
    return target if target is not None and target_choice.binds(plan, target, unit, day) else None


def _chart(
    workspace: Workspace, period: Period, indicator: Indicator, yearly: Mapping[int, Decimal]
) -> ChartPath | None:
    if not yearly:
        return None
    plan, unit, day = workspace.plan, workspace.unit, workspace.day_of(period)
    target = target_choice.nearest_target(
        plan, indicator.code, unit, TargetKind.RESOLUTION, year=min(period.year, plan.last_year), day=day
    )
    drawn = target is not None and not target.measure_vi and target_choice.binds(plan, target, unit, day)
    return path_of(
        tuple(yearly.items()),
        over_time=indicator.over_time,
        target=target.low if target is not None and drawn else None,
        horizon=range(plan.first_year, plan.last_year + 1),
        measure=indicator.measure_vi,
        places=indicator.places,
    )


def _year(
    year: int,
    plan: Target | None,
    known: Mapping[str, Decimal],
    own: Collection[str],
    chart: ChartPath | None,
    *,
    growth: bool,
) -> YearRow:
    code, value = str(year), known.get(str(year))
    origin = None if value is None else ValueOrigin.OWN if code in own else ValueOrigin.PUBLISHED
    return YearRow(
        year=year,
        value=value,
        origin=origin,
        plan=plan,
        required=None if chart is None else dict(chart.required).get(year),
        needed=None if chart is None else dict(chart.needed[1:]).get(year),
        percent=None if growth else percent_of(value, known.get(str(year - 1))),
    )


def _rows(
    behind: tuple[Period, ...],
    seen: Mapping[str, Observation],
    known: Mapping[str, Decimal],
    *,
    in_points: bool,
    growth: bool,
) -> tuple[PeriodRow, ...]:
    """Make the rows of the last periods, without the empty ones before the first that holds anything."""
    rows = tuple(
        PeriodRow(
            period=each,
            observation=seen.get(each.code),
            value=known.get(each.code),
            percent=None if growth else percent_of(known.get(each.code), known.get(each.same_period_last_year().code)),
            change=_change(known.get(each.code), known.get(each.previous().code), in_points=in_points),
        )
        for each in behind
    )
    filled = [number for number, row in enumerate(rows) if row.value is not None or row.observation is not None]
    return rows[filled[0] :] if filled else ()


def _change(value: Decimal | None, before: Decimal | None, *, in_points: bool) -> Decimal | None:
    if value is None or before is None:
        return None
    if in_points:
        with localcontext(ARITHMETIC):
            return value - before
    percent = percent_of(value, before)
    return None if percent is None else percent - 100
