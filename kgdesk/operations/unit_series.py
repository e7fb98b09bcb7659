"""An indicator's figures unit by unit: as reported, or on the map of a day, with the reconciliation."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kgdesk.domain.figure import rate_of
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.numbers import write_number
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import SplitBasis
from kgdesk.domain.succession_figures import Amount, Balance, UnitSeries, UnplacedFigure
from kgdesk.domain.succession_series import series_as_reported, series_on_map
from kgdesk.domain.succession_targets import InheritedTarget, inherited_targets
from kgdesk.domain.target_choice import written
from kgdesk.messages import VIETNAM, say
from kgdesk.operations.consolidate import COUNTED
from kgdesk.operations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's line of the table; `figures` by period code. `whole`: the lead agency's figure for everybody."""

    unit: str
    figures: dict[str, Decimal | None]
    divided: frozenset[str]
    missing: dict[str, tuple[str, ...]]
    whole: bool


def unit_series(
    workspace: Workspace,
    indicator: str,
    *,
    unit: str | None = None,
    on_map: date | None = None,
    basis: SplitBasis | None = None,
) -> UnitSeries:
    """Make the series from the returns in force, or from the own figures of a unit that receives none.

    `on_map` None is as reported; `unit` keeps what lies in one unit. Raises Fault `plan.no_indicator`,
    `plan.no_unit`.
    """
    plan = workspace.plan
    wanted = plan.indicator(indicator)
    if unit is not None:
        plan.unit(unit)
    given = tuple(_figures(workspace, indicator))
    series = (
        series_as_reported(plan, wanted, given)
        if on_map is None
        else series_on_map(plan, wanted, given, day=on_map, basis=basis)
    )
    return series if unit is None else _of_unit(series, unit)


def _figures(workspace: Workspace, indicator: str) -> Iterator[Observation]:
    from kgdesk.store import observations, received

    if workspace.consolidates:
        for period in received.periods(workspace.store):
            for item in received.figures(workspace.store, period, COUNTED, indicator=indicator):
                yield item.observation
        return
    own = workspace.unit.code
    codes = observations.periods_written(workspace.store, own)
    for figures in observations.latest_for(workspace.store, own, list(codes)).values():
        if indicator in figures:
            yield figures[indicator]


def _of_unit(series: UnitSeries, unit: str) -> UnitSeries:
    """Keep what lies in one unit, and what of its own could not be placed; balances are everybody's and left out."""
    return replace(
        series,
        figures=tuple(item for item in series.figures if item.unit == unit),
        unplaced=tuple(item for item in series.unplaced if unit in {item.unit, item.at}),
        balances=(),
    )


def today_of(workspace: Workspace) -> date:
    """The day of today's map, in Vietnam."""
    return workspace.clock().astimezone(VIETNAM).date()


def rows_of(series: UnitSeries) -> tuple[tuple[str, ...], tuple[UnitRow, ...]]:
    """Set the figures as a table: the periods in order, and one row for each unit (the lead agency apart)."""
    codes = {item.period for item in series.figures} | {item.period for item in series.unplaced}
    periods = sorted(codes, key=Period.parse)
    rows: dict[tuple[str, bool], UnitRow] = {}
    for item in series.figures:
        row = rows.setdefault((item.unit, item.leads), UnitRow(item.unit, {}, frozenset(), {}, item.leads))
        row.figures[item.period] = item.figure
        if item.missing:
            row.missing[item.period] = item.missing
        if item.divided:
            rows[item.unit, item.leads] = replace(row, divided=row.divided | {item.period})
    return tuple(periods), tuple(rows.values())


def figure_words(indicator: Indicator, row: UnitRow, period: str, lang: str = "vi") -> str:
    """Write a figure of the table: `~` before one that was divided, a star behind one that lacks a unit's part."""
    if period not in row.figures:
        return ""
    value = row.figures[period]
    text = "—" if value is None else _number(value, indicator.places, lang)
    return f"{'~' if period in row.divided else ''}{text}{'*' if period in row.missing else ''}"


def inherited(workspace: Workspace, unit: str, indicator: str, *, on: date) -> tuple[InheritedTarget, ...]:
    """What a unit inherits of its predecessors' targets for an indicator."""
    found = inherited_targets(workspace.plan, unit, on=on)
    return tuple(item for item in found if item.former[0].indicator == indicator)


def unplaced_words(plan: Plan, item: UnplacedFigure, indicator: Indicator, lang: str = "vi") -> str:
    """Say what is not on the map and why."""
    return say(
        f"succession.{item.obstacle.value}",
        lang,
        unit=name_of(plan, item.unit, lang),
        at=name_of(plan, item.at, lang),
        period=Period.parse(item.period).label(lang),
        amount=_amount_words(indicator, item.amount, item.figure, lang),
        day=item.day or "—",
        basis=say(f"plan.word_SplitBasis_{indicator.split_basis.value}", lang),
    )


def balance_words(indicator: Indicator, item: Balance, lang: str = "vi") -> str:
    """Say that nothing was lost, with the sums on both sides."""
    return say(
        "succession.balance" if item.difference.is_zero else "succession.unbalanced",
        lang,
        period=Period.parse(item.period).label(lang),
        reported=_amount_words(indicator, item.reported, None, lang),
        placed=_amount_words(indicator, item.placed, None, lang),
        unplaced=_amount_words(indicator, item.unplaced, None, lang),
    )


def inherited_words(plan: Plan, item: InheritedTarget, lang: str = "vi") -> str:
    """Say what target came from whom, how, and on what document it rests."""
    former = "; ".join(f"{name_of(plan, each.unit, lang)}: {written(each, lang)}" for each in item.former)
    why = "" if item.obstacle is None else say(f"succession.why.{item.obstacle.value}", lang)
    without = ", ".join(name_of(plan, code, lang) for code in item.without)
    return say(
        f"succession.inherited.{item.how.value}",
        lang,
        unit=name_of(plan, item.unit, lang),
        target=written(item.target, lang),
        former=former,
        document=item.former[-1].document_vi,
        day=item.day,
        why=" ".join(filter(None, (why, without and say("succession.why.without", lang, units=without)))),
    )


def row_name(plan: Plan, row: UnitRow, lang: str = "vi") -> str:
    """Name the unit of a row; the lead agency's figure of the whole is called so."""
    name = name_of(plan, row.unit, lang)
    return say("succession.whole", lang, unit=name) if row.whole else name


def name_of(plan: Plan, code: str, lang: str = "vi") -> str:
    """Name a unit; a code the plan does not know stays as it is."""
    if not plan.has_unit(code):
        return code
    unit = plan.unit(code)
    return unit.name_en if lang == "en" and unit.name_en else unit.name_vi


def _amount_words(indicator: Indicator, amount: Amount, figure: Decimal | None, lang: str) -> str:
    if amount.numerator is not None and amount.denominator is not None:
        rate = rate_of(indicator, amount.numerator, amount.denominator)
        pair = f"{_number(amount.numerator, None, lang)} / {_number(amount.denominator, None, lang)}"
        return pair if rate is None else f"{pair} = {_number(rate, indicator.places, lang)}"
    value = amount.value if amount.value is not None else figure
    return "0" if value is None else _number(value, None if amount.value is not None else indicator.places, lang)


def _number(value: Decimal, places: int | None, lang: str) -> str:
    if lang == "en":
        return f"{value:,f}" if places is None else f"{value:,.{places}f}"
    return write_number(value, places)
