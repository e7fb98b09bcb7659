"""A unit's own figures of other periods, in each indicator's measure: what the checks hold a new figure against."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from weakref import WeakKeyDictionary

from kgdesk.domain import own_history, year_checks
from kgdesk.domain.figure import rate_of
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.period import Period
from kgdesk.operations.workspace import Workspace
from kgdesk.store import observations
from kgdesk.store.connection import Store

Past = Mapping[str, Mapping[Period, Decimal]]
Published = Mapping[tuple[str, str], Decimal]


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was read last: for which plan and period, and the newest row there was then."""

    question: tuple[str, str]
    newest: int
    past: Past


# While one types, only the cells of the period itself change: the rest is read once.
_memories: WeakKeyDictionary[Store, _Memory] = WeakKeyDictionary()


def past_of(workspace: Workspace, period: Period, asked: Iterable[Indicator], published: Published) -> Past:
    """Read what the checks of a period look back at; a published yearly figure stands where the unit has no own."""
    store, unit, question = workspace.store, workspace.unit.code, (workspace.plan_digest, period.code)
    known = _memories.get(store)
    if (
        known is not None
        and known.question == question
        and not observations.written_elsewhere(store, unit, period.code, since=known.newest)
    ):
        return known.past
    newest = observations.newest_row(store)
    wanted = own_history.periods_wanted(period) | year_checks.periods_wanted(period)
    past = figures_in(workspace, wanted - {period}, asked, published)
    _memories[store] = _Memory(question, newest, past)
    return past


def figures_in(
    workspace: Workspace, periods: Collection[Period], indicators: Iterable[Indicator], published: Published
) -> Past:
    """Read the figures of some periods, by indicator and period, with one query."""
    by_code = {each.code: each for each in periods}
    asked = {item.code: item for item in indicators}
    found: dict[str, dict[Period, Decimal]] = {code: {} for code in asked}
    for (code, name), figure in published.items():
        if code in asked and name in by_code:
            found[code][by_code[name]] = figure
    for code, name, *texts in observations.figures_of(workspace.store, workspace.unit.code, by_code):
        value = _figure(asked[code], *texts) if code in asked else None
        if value is not None:
            found[code][by_code[name]] = value
    return found


def _figure(item: Indicator, value: str | None, numerator: str | None, denominator: str | None) -> Decimal | None:
    """Do what `figure_of` does, from the stored texts: thousands of cells are read at once."""
    if not item.is_pair or (numerator is None and denominator is None):
        return None if value is None else Decimal(value)
    if numerator is None or denominator is None:
        return None
    return rate_of(item, Decimal(numerator), Decimal(denominator))
