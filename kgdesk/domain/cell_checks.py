"""Checks that hold for every plan: what a single cell, or a cell against its own past, cannot be."""

from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext

from kgdesk.domain.draft import Draft, remark, rounded
from kgdesk.domain.figure import ARITHMETIC
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.indicator import EntryForm, Indicator, TimeRule, UnitRule
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.own_history import check_outlier
from kgdesk.domain.period import PeriodKind
from kgdesk.domain.plan import RuleKind
from kgdesk.domain.plausibility import check_plausibility
from kgdesk.domain.reporting_unit import UnitLevel

DENOMINATOR_MOVES = Decimal(10)  # per cent; two official counts of the same population lay 26 % apart
CHAIN_TOLERANCE = Decimal("0.5")  # per cent; more than rounding, less than a restatement
_WORTH_COMPARING = Decimal(1000)  # small counts stay the same from year to year without anybody copying


def check_cells(draft: Draft) -> Iterator[Finding]:
    """Check every cell that holds something; what is missing is the plan's rule `required` to ask for."""
    bounded = draft.named_by(RuleKind.PART_WITHIN_WHOLE)
    for indicator in draft.asked.values():
        observation = draft.current.get(indicator.code)
        if observation is None:
            continue
        if observation.state is not ValueState.FIGURE:
            yield from _check_absence(indicator, observation)
            continue
        for check in _CHECKS:
            yield from check(draft, indicator, observation)
        if indicator.part_bounded and indicator.code not in bounded:
            yield from part_within_whole(indicator, observation)


def _check_absence(indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Ask why a figure is not there."""
    if observation.note.strip():
        return
    if observation.state is ValueState.NOT_AVAILABLE:
        yield remark("not_available_without_reason", Severity.BLOCK, indicator)
    else:
        yield remark("not_applicable_without_reason", Severity.WARN, indicator)


def part_within_whole(indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Refuse a part that is more than its whole."""
    part, whole = observation.numerator, observation.denominator
    if part is not None and whole is not None and part > whole:
        yield remark("part_within_whole", Severity.BLOCK, indicator, numerator=part, denominator=whole)


def _check_entry(_draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Find half a pair, a rate without its pair, a cell with a status and no figure."""
    halves = (observation.numerator, observation.denominator)
    if indicator.is_pair and None in halves and any(half is not None for half in halves):
        name = "numerator_missing" if observation.numerator is None else "denominator_missing"
        yield remark(name, Severity.BLOCK, indicator)
    elif indicator.is_pair and halves == (None, None) and observation.value is not None:
        yield remark("bare_rate", Severity.WARN, indicator, value=observation.value)
    elif halves == (None, None) and observation.value is None:
        yield remark("no_figure", Severity.BLOCK, indicator)


def _check_signs(_draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Refuse a rate over nothing; doubt what is below zero, growth excepted."""
    if indicator.is_pair:
        if observation.denominator is not None and observation.denominator <= 0:
            yield remark("denominator_not_positive", Severity.BLOCK, indicator, denominator=observation.denominator)
        if observation.numerator is not None and observation.numerator < 0:
            yield remark("negative", Severity.WARN, indicator, value=observation.numerator)
        return
    grows = indicator.over_time is TimeRule.GEOMETRIC_AVERAGE
    if observation.value is not None and observation.value < 0 and not grows:
        yield remark("negative", Severity.WARN, indicator, value=observation.value)


def _check_truth(draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Refuse anything but 1 or 0 for reached or not; only bodies of the province give the count."""
    answers_for_itself = draft.unit.level in {UnitLevel.DISTRICT, UnitLevel.COMMUNE}
    counted = indicator.over_units is UnitRule.COUNT_TRUE and answers_for_itself
    asks_truth = indicator.entry is EntryForm.BOOLEAN or counted
    if asks_truth and observation.value is not None and observation.value not in {Decimal(0), Decimal(1)}:
        yield remark("not_a_truth", Severity.BLOCK, indicator, value=observation.value)


def check_estimates(draft: Draft) -> Iterator[Finding]:
    """Say once for the whole return which figures of a year are estimates: they will be restated.

    The figures of a year are due in December, so most of them are; one remark each would bury the rest.
    """
    estimates = [
        item.ordinal
        for code, item in draft.asked.items()
        if (observation := draft.current.get(code)) is not None
        and observation.state is ValueState.FIGURE
        and observation.status is FigureStatus.ESTIMATE
    ]
    if estimates and draft.period.kind is PeriodKind.YEAR:
        params = {"year": draft.period.year, "count": len(estimates), "ordinals": tuple(estimates)}
        yield Finding("finding.estimates", Severity.INFO, params=params)


def _check_status(_draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Ask why a figure was restated."""
    if observation.status is FigureStatus.RESTATED and not observation.note.strip():
        yield remark("restated_without_reason", Severity.WARN, indicator)


def _check_denominator(draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Doubt a population that leaps between two years: it was counted by another rule."""
    before = draft.last_year.get(indicator.code)
    if indicator.over_units is not UnitRule.RATIO_OF_SUMS or before is None:
        return
    moved = _difference(observation.denominator, before.denominator)
    if moved is not None and abs(moved) > DENOMINATOR_MOVES:
        yield remark(
            "denominator_moved",
            Severity.WARN,
            indicator,
            denominator=observation.denominator,
            before=before.denominator,
            percent=rounded(moved, 1),
        )


def _check_chain(draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Hold the base of a growth rate against the figure that was reported last year."""
    before = draft.last_year.get(indicator.code)
    if indicator.entry is not EntryForm.GROWTH or before is None:
        return
    moved = _difference(observation.denominator, before.numerator)
    if moved is not None and abs(moved) > CHAIN_TOLERANCE:
        yield remark(
            "chain_broken",
            Severity.WARN,
            indicator,
            denominator=observation.denominator,
            before=before.numerator,
            percent=rounded(moved, 2),
        )


def _check_copied(draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Point at large figures that are the same to the last digit: perhaps copied."""
    figures = (observation.value, observation.numerator, observation.denominator)
    if not any(figure is not None and abs(figure) >= _WORTH_COMPARING for figure in figures):
        return
    for name, stood in (("same_as_last_year", draft.last_year), ("same_as_previous", draft.previous)):
        before = stood.get(indicator.code)
        if before is not None and figures == (before.value, before.numerator, before.denominator):
            yield remark(name, Severity.INFO, indicator)


def _check_doubts(draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Doubt a figure once: what is many times off everything known is not told again by the unit's own past."""
    found = tuple(check_plausibility(draft, indicator, observation))
    yield from found or check_outlier(draft, indicator, observation)


def _difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Compute the change in per cent of what stood before."""
    if now is None or before is None or before <= 0:
        return None
    with localcontext(ARITHMETIC):
        return (now / before - 1) * 100


_CHECKS: tuple[Callable[[Draft, Indicator, Observation], Iterator[Finding]], ...] = (
    _check_entry,
    _check_signs,
    _check_truth,
    _check_status,
    _check_denominator,
    _check_chain,
    _check_copied,
    _check_doubts,
)
