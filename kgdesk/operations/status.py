"""Who owes what."""

from kgdesk.consolidation.completeness import Arrival, UnitFiling, filings
from kgdesk.domain.period import Period
from kgdesk.domain.return_cycle import ReceivedState
from kgdesk.messages import VIETNAM
from kgdesk.operations.workspace import Workspace

__all__ = ["UnitFiling", "filing_status", "newest_arrivals"]


def filing_status(workspace: Workspace, period: Period) -> tuple[UnitFiling, ...]:
    """List the units under this one with what they owe for the period, in plan order."""
    today = workspace.clock().astimezone(VIETNAM).date()
    return filings(workspace.plan, workspace.unit.code, period, newest_arrivals(workspace, period), today=today)


def newest_arrivals(workspace: Workspace, period: Period) -> dict[str, Arrival]:
    """Per unit the return that counts: the newest that is in; only where none is in, the newest that is held."""
    from kgdesk.store import received

    best: dict[str, Arrival] = {}
    for item in received.of_period(workspace.store, period.code):
        if item.state is ReceivedState.SUPERSEDED:
            continue
        arrival = Arrival(item.key, item.unit, item.revision, item.state, item.received_at, item.digest, item.signer)
        known = best.get(item.unit)
        if known is None or _rank(arrival) > _rank(known):
            best[item.unit] = arrival
    return best


def _rank(arrival: Arrival) -> tuple[bool, int]:
    return arrival.state is not ReceivedState.HELD, arrival.revision
