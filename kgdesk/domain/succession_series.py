"""Series of an indicator by unit: as reported, or on the map of another day, with what proves them equal.

What adds up (sums, and pairs of numerator and denominator) is divided and added; a rate without its
pair, a yes or no and the figure of one source only go whole from unit to unit. The figure of the
lead agency follows the responsibility (`plan.lead_of`), not the body. Nothing is lost: what cannot
be placed is listed with the reason, and reported = placed + not placed for every period.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kgdesk.domain.figure import figure_of
from kgdesk.domain.indicator import Indicator, UnitRule
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import SplitBasis, UnitLevel
from kgdesk.domain.succession import WHOLE, Obstacle, Piece, origins, pieces
from kgdesk.domain.succession_figures import (
    FIELDS,
    Amount,
    Balance,
    PlacedFigure,
    Source,
    UnitSeries,
    UnplacedFigure,
    amount_of,
    parts,
)
from kgdesk.domain.succession_split import divide

_FINAL = (FigureStatus.ESTIMATE, FigureStatus.PRELIMINARY, FigureStatus.RESTATED, FigureStatus.OFFICIAL)


@dataclass(slots=True)
class _Heap:
    """What arrives for one unit and period of the map."""

    arrived: list[tuple[Observation, Decimal, date]] = field(default_factory=list)
    divided: bool = False


def series_as_reported(plan: Plan, indicator: Indicator, observations: Iterable[Observation]) -> UnitSeries:
    """List every figure under the unit that reported it, whether or not that unit still exists."""
    given = _in_order(plan, observations)
    figures = tuple(
        PlacedFigure(
            unit=item.unit,
            period=item.period,
            observation=item,
            figure=figure_of(indicator, item),
            sources=(Source(item.unit, WHOLE, amount_of(item)),),
            leads=_leads(plan, indicator, item),
        )
        for item in given
    )
    return UnitSeries(indicator.code, None, figures, (), _balances(plan, indicator, given, figures, ()))


def series_on_map(
    plan: Plan,
    indicator: Indicator,
    observations: Iterable[Observation],
    *,
    day: date,
    basis: SplitBasis | None = None,
) -> UnitSeries:
    """Put every figure on the map of `day`, later or earlier than the figures.

    A divided unit's figures go by `basis`, else by the indicator's own; none of both divides nothing.
    """
    given = _in_order(plan, observations)
    heaps: dict[tuple[str, str, bool], _Heap] = {}
    unplaced: list[UnplacedFigure] = []
    for item in given:
        leads = _leads(plan, indicator, item)
        found = _pieces(plan, indicator, item, day, indicator.split_basis if basis is None else basis)
        for piece, part in _parted(indicator, item, found):
            if piece.unit is None or piece.obstacle is not None:
                unplaced.append(_unplaced(indicator, part, piece, leads=leads))
                continue
            heap = heaps.setdefault((piece.unit, item.period, leads), _Heap())
            heap.arrived.append((part, piece.share, figure_day(plan, item)))
            heap.divided |= piece.share != WHOLE
    placed: list[PlacedFigure] = []
    for key, heap in heaps.items():
        figure, apart = _placed(plan, indicator, key, heap, day)
        unplaced.extend(apart)
        placed.extend(() if figure is None else (figure,))
    order = {item.code: position for position, item in enumerate(plan.units)}
    placed.sort(key=lambda item: (order[item.unit], item.period, item.leads))
    return UnitSeries(
        indicator.code, day, tuple(placed), tuple(unplaced), _balances(plan, indicator, given, placed, unplaced)
    )


def figure_day(plan: Plan, observation: Observation) -> date:
    """Return the day whose map a figure was reported on: the period's last, or the unit's own before that."""
    closes = Period.parse(observation.period).dates(Calendar.ADMINISTRATIVE)[1]
    last = plan.unit(observation.unit).valid_to
    return closes if last is None else min(closes, last)


def _in_order(plan: Plan, observations: Iterable[Observation]) -> tuple[Observation, ...]:
    order = {item.code: position for position, item in enumerate(plan.units)}
    known = (item for item in observations if item.unit in order)
    return tuple(sorted(known, key=lambda item: (order[item.unit], item.period)))


def _leads(plan: Plan, indicator: Indicator, observation: Observation) -> bool:
    lead = plan.lead_of(indicator.code, figure_day(plan, observation))
    return lead is not None and lead.code == observation.unit


def _pieces(plan: Plan, indicator: Indicator, item: Observation, day: date, basis: SplitBasis) -> tuple[Piece, ...]:
    """Follow the figure of a unit by successions, the figure of the lead agency by the responsibility."""
    if _leads(plan, indicator, item):
        lead = plan.lead_of(indicator.code, day)
        if lead is not None:
            return (Piece(lead.code, WHOLE),)
    return pieces(plan, item.unit, since=figure_day(plan, item), until=day, basis=basis)


def _parted(indicator: Indicator, item: Observation, found: Sequence[Piece]) -> Iterable[tuple[Piece, Observation]]:
    """Divide a figure among the pieces; what does not add up is only moved whole."""
    if item.state is not ValueState.FIGURE:
        return [(piece, item) for piece in found]
    why, first = _indivisible(indicator, item), found[0]
    if len(found) == 1:
        # better shares would not help what cannot be divided at all
        told = why if why is not None and first.obstacle in {Obstacle.NO_BASIS, Obstacle.NO_SHARE} else first.obstacle
        return [(replace(first, obstacle=told), item)]
    if why is not None:
        return [(Piece(None, WHOLE, why, item.unit, first.events[0].day if first.events else None), item)]
    shares = [piece.share for piece in found]
    value, numerator, denominator = (
        (None,) * len(found) if number is None else divide(number, shares, places=_places(indicator, name))
        for name, number in zip(FIELDS, parts(item), strict=True)
    )
    return [
        (piece, replace(item, value=one, numerator=above, denominator=below, status=FigureStatus.ESTIMATE))
        for piece, one, above, below in zip(found, value, numerator, denominator, strict=True)
    ]


def _places(indicator: Indicator, name: str) -> int:
    return indicator.places if name == "value" else 0


def _indivisible(indicator: Indicator, item: Observation) -> Obstacle | None:
    """Say why a figure can be neither divided nor added; None where it can."""
    if indicator.is_pair:
        return None if item.numerator is not None and item.denominator is not None else Obstacle.RATE_ALONE
    return None if indicator.over_units is UnitRule.SUM and item.value is not None else Obstacle.NOT_ADDED


def _placed(
    plan: Plan, indicator: Indicator, key: tuple[str, str, bool], heap: _Heap, day: date
) -> tuple[PlacedFigure | None, list[UnplacedFigure]]:
    """Make one figure of what arrived; what cannot be added to the others comes back as not placed."""
    unit, period, leads = key
    kept, apart = _addable(indicator, heap)
    begins = plan.unit(unit).valid_from
    unplaced = [
        _unplaced(indicator, item, Piece(None, share, why, unit, begins), leads=leads) for item, share, why in apart
    ]
    if apart and not kept:
        return None, unplaced
    observation = _together(unit, kept, [item for item, _share, _day in heap.arrived])
    since = max(at for _item, _share, at in heap.arrived)
    answered = {item.unit for item, _share in kept} if kept else {item.unit for item, _share, _day in heap.arrived}
    expected = () if leads else origins(plan, unit, since=since, until=day)
    silent = (code for code in expected if code not in answered and _belongs(plan, indicator, code, since))
    return PlacedFigure(
        unit=unit,
        period=period,
        observation=observation,
        figure=figure_of(indicator, observation),
        sources=tuple(Source(item.unit, share, amount_of(item)) for item, share in kept),
        divided=heap.divided,
        missing=tuple(silent),
        leads=leads,
    ), unplaced


def _addable(
    indicator: Indicator, heap: _Heap
) -> tuple[list[tuple[Observation, Decimal]], list[tuple[Observation, Decimal, Obstacle]]]:
    """Part the figures that can be added from those that cannot; a single one always stands."""
    figures = [(item, share) for item, share, _day in heap.arrived if item.state is ValueState.FIGURE]
    reasons = [_indivisible(indicator, item) if len(figures) > 1 else None for item, _share in figures]
    return (
        [pair for pair, why in zip(figures, reasons, strict=True) if why is None],
        [(*pair, why) for pair, why in zip(figures, reasons, strict=True) if why is not None],
    )


def _belongs(plan: Plan, indicator: Indicator, unit: str, day: date) -> bool:
    """Whether a unit's silence leaves a gap: territories always have something, departments where they are asked."""
    known = plan.unit(unit)
    if known.level is not UnitLevel.DEPARTMENT:
        return indicator.named_unit in {None, unit}
    return any(item.code == indicator.code for item in plan.indicators_of(known, day))


def _together(unit: str, kept: Sequence[tuple[Observation, Decimal]], arrived: Sequence[Observation]) -> Observation:
    """Add the figures, or keep the word for their absence where all say one."""
    first = kept[0][0] if kept else arrived[0]
    if not kept:
        states = {item.state for item in arrived}
        state = ValueState.NOT_APPLICABLE if states == {ValueState.NOT_APPLICABLE} else ValueState.NOT_AVAILABLE
        return replace(first, unit=unit, state=state)
    if len(kept) == 1:
        return replace(first, unit=unit)
    total = Amount()
    for item, _share in kept:
        total = total.plus(amount_of(item))
    least = min((item.status for item, _share in kept), key=_FINAL.index)
    return Observation(unit, first.indicator, first.period, ValueState.FIGURE, *parts(total), status=least)


def _unplaced(indicator: Indicator, item: Observation, piece: Piece, *, leads: bool) -> UnplacedFigure:
    return UnplacedFigure(
        unit=item.unit,
        period=item.period,
        share=piece.share,
        amount=amount_of(item) if _indivisible(indicator, item) is None else Amount(),
        figure=figure_of(indicator, item),
        obstacle=piece.obstacle or Obstacle.NO_SUCCESSOR,
        at=piece.at,
        day=piece.day,
        leads=leads,
    )


def _balances(
    plan: Plan,
    indicator: Indicator,
    given: Sequence[Observation],
    placed: Iterable[PlacedFigure],
    unplaced: Iterable[UnplacedFigure],
) -> tuple[Balance, ...]:
    """Add up per period what can be added; the lead agency's figure of the whole stands apart."""
    reported = [
        (item.period, amount_of(item)) for item in given if _adds(indicator, item) and not _leads(plan, indicator, item)
    ]
    there = [(item.period, source.amount) for item in placed if not item.leads and _adds(indicator, item.observation)
             for source in item.sources]  # fmt: skip
    gone = [(item.period, item.amount) for item in unplaced if not item.leads]
    periods = sorted({period for period, _each in reported}, key=Period.parse)
    return tuple(Balance(period, *(_total(pairs, period) for pairs in (reported, there, gone))) for period in periods)


def _adds(indicator: Indicator, item: Observation) -> bool:
    return item.state is ValueState.FIGURE and _indivisible(indicator, item) is None


def _total(pairs: Iterable[tuple[str, Amount]], wanted: str) -> Amount:
    total = Amount()
    for period, amount in pairs:
        if period == wanted:
            total = total.plus(amount)
    return total
