"""Who owes what."""

from kgdesk.consolidation.completeness import Arrival, UnitFiling, filings
from kgdesk.domain.period import Period
from kgdesk.domain.return_cycle import FilingState, ReceivedState
from kgdesk.messages import VIETNAM
from kgdesk.operations.workspace import Workspace

__all__ = ["FILED", "Arrival", "UnitFiling", "filing_status", "held_beside", "newest_arrivals"]

_PRECEDENCE = {
    ReceivedState.HELD: 0,
    ReceivedState.SENT_BACK: 1,
    ReceivedState.TAKEN_IN: 2,
    ReceivedState.ACCEPTED: 2,
}
FILED = frozenset({FilingState.RECEIVED, FilingState.HELD, FilingState.ACCEPTED})  # what was sent back is owed again


def filing_status(workspace: Workspace, period: Period) -> tuple[UnitFiling, ...]:
    """List the units under this one with what they owe for the period, in plan order."""
    from kgdesk.store import extensions

    granted = extensions.in_force(workspace.store).items()
    return filings(
        workspace.plan,
        workspace.unit.code,
        period,
        newest_arrivals(workspace, period),
        today=workspace.clock().astimezone(VIETNAM).date(),
        extended={unit: item.until for (unit, code), item in granted if code == period.code and item.until is not None},
    )


def newest_arrivals(workspace: Workspace, period: Period) -> dict[str, Arrival]:
    """Per unit the return that counts: the one whose figures enter totals; where none does, the newest sent back.

    Only where there is neither, the newest that is held.
    """
    best: dict[str, Arrival] = {}
    for arrival in _arrivals(workspace, period):
        known = best.get(arrival.unit)
        if known is None or _rank(arrival) > _rank(known):
            best[arrival.unit] = arrival
    return best


def held_beside(workspace: Workspace, period: Period) -> dict[str, tuple[Arrival, ...]]:
    """Per unit the returns that wait for a decision beside the one that counts, oldest first."""
    counted = {arrival.key for arrival in newest_arrivals(workspace, period).values()}
    waiting: dict[str, tuple[Arrival, ...]] = {}
    for arrival in _arrivals(workspace, period):
        if arrival.state is ReceivedState.HELD and arrival.key not in counted:
            waiting[arrival.unit] = (*waiting.get(arrival.unit, ()), arrival)
    return waiting


def _arrivals(workspace: Workspace, period: Period) -> tuple[Arrival, ...]:
    from kgdesk.store import received

    return tuple(
        Arrival(item.key, item.unit, item.revision, item.state, item.received_at, item.digest, item.signer)
        for item in received.of_period(workspace.store, period.code)
        if item.state is not ReceivedState.SUPERSEDED
    )


def _rank(arrival: Arrival) -> tuple[int, int]:
    """An accepted return counts on while a later one is held or sent back, as it does in totals."""
    return _PRECEDENCE[arrival.state], arrival.revision
