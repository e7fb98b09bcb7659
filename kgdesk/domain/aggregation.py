"""How the figures of many reporting units become one. A rate is never the mean of rates.

A unit that is missing is named, not filled in; zero counts; not available leaves the total
incomplete; not applicable does not. One figure per unit enters: the one of its newest revision.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from kgdesk.domain.figure import ARITHMETIC, figure_of, rate_of
from kgdesk.domain.indicator import Indicator, TotalSource, UnitRule
from kgdesk.domain.observation import FigureStatus, ValueState
from kgdesk.domain.period import Period
from kgdesk.domain.roll_up import RollUp, UnitFigure

_TRUTHS = {Decimal(0), Decimal(1)}


@dataclass(frozen=True, slots=True)
class _Total:
    """A value with the pair behind it, where there is one."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Answers:
    """What the asked units gave, each unit in exactly one place."""

    inputs: tuple[UnitFigure, ...]
    missing: tuple[str, ...]
    not_available: tuple[str, ...]
    not_applicable: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.missing and not self.not_available


def roll_up(
    indicator: Indicator, figures: Iterable[UnitFigure], *, expected: Collection[str], lead: str | None
) -> RollUp:
    """Roll one indicator up for one period.

    `figures` may hold several revisions of a unit and units nobody asked: the newest revision
    counts, the unasked do not. `expected` are the codes of the units whose parts make the whole;
    `lead` is the agency that reports the whole itself, and is never a part. `total_source` picks
    between the two; the other stands in where the first is absent, and the lead agency's whole also
    where units are missing from theirs: a part is never given out for the whole while the whole is known.
    """
    newest = _newest_by_unit(figures)
    lead_figure = newest.get(lead) if lead is not None else None
    asked = _asked(indicator, expected, lead)
    answers = _sort_answers(indicator, newest, asked)
    if indicator.over_units is UnitRule.SINGLE_SOURCE and lead in asked:
        units = _Total()
    else:
        units = _units_total(indicator, answers.inputs)
    led = _lead_total(indicator, lead_figure)
    source = _pick_source(indicator.total_source, led, units, units_complete=bool(asked) and answers.complete)
    chosen = {TotalSource.LEAD: led, TotalSource.UNITS: units, None: _Total()}[source]
    with localcontext(ARITHMETIC):
        difference = None if units.value is None or led.value is None else units.value - led.value
    return RollUp(
        indicator=indicator.code,
        rule=indicator.over_units,
        value=chosen.value,
        numerator=chosen.numerator,
        denominator=chosen.denominator,
        inputs=answers.inputs,
        missing=answers.missing,
        not_available=answers.not_available,
        not_applicable=answers.not_applicable,
        estimates=_estimates(answers.inputs, lead_figure if source is TotalSource.LEAD else None),
        units_value=units.value,
        lead=lead_figure,
        lead_value=led.value,
        difference=difference,
        source=source,
        complete=source is TotalSource.LEAD or (bool(asked) and answers.complete),
    )


def _newest_by_unit(figures: Iterable[UnitFigure]) -> dict[str, UnitFigure]:
    """Keep one figure per unit, independent of the order they come in."""
    newest: dict[str, UnitFigure] = {}
    for figure in sorted(figures, key=lambda item: (item.unit, item.revision, item.digest)):
        newest[figure.unit] = figure
    return newest


def _asked(indicator: Indicator, expected: Collection[str], lead: str | None) -> list[str]:
    """Name the units whose answer makes the total, in a fixed order."""
    match indicator.over_units:
        case UnitRule.SINGLE_SOURCE:
            return [lead] if lead is not None else sorted(expected)
        case UnitRule.NAMED_UNIT if indicator.named_unit is not None:
            return [indicator.named_unit]
        case _:
            return sorted(set(expected) - {lead})


def _sort_answers(indicator: Indicator, newest: dict[str, UnitFigure], asked: Sequence[str]) -> _Answers:
    """Put each asked unit into the place its answer belongs to."""
    inputs: list[UnitFigure] = []
    missing: list[str] = []
    apart: dict[ValueState, list[str]] = {ValueState.NOT_AVAILABLE: [], ValueState.NOT_APPLICABLE: []}
    for unit in asked:
        figure = newest.get(unit)
        if figure is None:
            missing.append(unit)
        elif figure.observation.state is not ValueState.FIGURE:
            apart[figure.observation.state].append(unit)
        elif _usable(indicator, figure):
            inputs.append(figure)
        else:
            missing.append(unit)
    return _Answers(
        tuple(inputs),
        tuple(missing),
        tuple(apart[ValueState.NOT_AVAILABLE]),
        tuple(apart[ValueState.NOT_APPLICABLE]),
    )


def _adds_pairs(indicator: Indicator) -> bool:
    """Whether numerators and denominators are added apart; also for a pair whose plan says plain `sum`."""
    rule = indicator.over_units
    return rule in {UnitRule.RATIO_OF_SUMS, UnitRule.SUM_THEN_GROWTH} or (rule is UnitRule.SUM and indicator.is_pair)


def _usable(indicator: Indicator, figure: UnitFigure) -> bool:
    """Whether the rule can use the answer: a bare rate or half a pair cannot enter a ratio of sums."""
    observation = figure.observation
    if _adds_pairs(indicator):
        return observation.numerator is not None and observation.denominator is not None
    value = figure_of(indicator, observation)
    if indicator.over_units is UnitRule.COUNT_TRUE:
        return value in _TRUTHS
    return value is not None


def _units_total(indicator: Indicator, inputs: Sequence[UnitFigure]) -> _Total:
    """Make the total of the units; no inputs, no total."""
    if not inputs:
        return _Total()
    if _adds_pairs(indicator):
        return _total_of_pairs(indicator, inputs)
    values = [value for item in inputs if (value := figure_of(indicator, item.observation)) is not None]
    with localcontext(ARITHMETIC):
        match indicator.over_units:
            case UnitRule.SUM:
                return _Total(sum(values, Decimal(0)))
            case UnitRule.COUNT_TRUE:
                reached = sum(values, Decimal(0))
                return _Total(reached, reached, Decimal(len(values)))
    latest = max(inputs, key=lambda item: (Period.parse(item.observation.period), item.revision, item.unit))
    return _Total(
        figure_of(indicator, latest.observation), latest.observation.numerator, latest.observation.denominator
    )


def _total_of_pairs(indicator: Indicator, inputs: Sequence[UnitFigure]) -> _Total:
    """Add numerators and denominators apart, then compute the rate once."""
    with localcontext(ARITHMETIC):
        numerator = sum((item.observation.numerator or Decimal(0) for item in inputs), Decimal(0))
        denominator = sum((item.observation.denominator or Decimal(0) for item in inputs), Decimal(0))
    return _Total(rate_of(indicator, numerator, denominator), numerator, denominator)


def _lead_total(indicator: Indicator, lead: UnitFigure | None) -> _Total:
    if lead is None:
        return _Total()
    observation = lead.observation
    return _Total(figure_of(indicator, observation), observation.numerator, observation.denominator)


def _pick_source(wanted: TotalSource, led: _Total, units: _Total, *, units_complete: bool) -> TotalSource | None:
    if led.value is None:
        return None if units.value is None else TotalSource.UNITS
    if units.value is None or (wanted is TotalSource.UNITS and not units_complete):
        return TotalSource.LEAD
    return wanted


def _estimates(inputs: Sequence[UnitFigure], lead: UnitFigure | None) -> tuple[str, ...]:
    """Name the units whose figure stands behind the total and is only an estimate."""
    behind = inputs if lead is None else (lead,)
    return tuple(item.unit for item in behind if item.observation.status is FigureStatus.ESTIMATE)
