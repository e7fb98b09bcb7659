"""Whether the computer's clock can be right: what the workspace wrote itself is never later than now."""

from datetime import datetime, timedelta

from kgdesk.domain.errors import Fault
from kgdesk.operations.workspace import Workspace

TOLERANCE = timedelta(minutes=5)  # a clock that is set by the network jumps a little
CONFIRMED = "clock.confirm"


def ensure_clock(workspace: Workspace, at: datetime) -> None:
    """Raise Fault `seal.clock_back` when the workspace was written to at a later time than `at`.

    A signing time is a claim; a clock that was set back makes it a false one.
    """
    from kgdesk.store import journal

    latest = journal.latest_moment(workspace.store, since=CONFIRMED)
    if latest is not None and latest > at + TOLERANCE:
        raise Fault("seal.clock_back", now=at, latest=latest)


def confirm_clock(workspace: Workspace) -> None:
    """Record that a person looked at the clock and calls it right: it ran ahead before."""
    from kgdesk.store import meta

    with workspace.transaction(CONFIRMED) as transaction:
        meta.put(transaction, "clock_confirmed_at", transaction.at.isoformat())
