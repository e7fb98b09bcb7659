"""Which periods of a workspace hold something."""

from kgdesk.domain.period import Period
from kgdesk.operations.workspace import Workspace
from kgdesk.store import observations, received


def periods_in_use(workspace: Workspace) -> tuple[Period, ...]:
    """List the periods with own figures or with received returns, newest first."""
    codes = {*observations.periods_written(workspace.store, workspace.unit.code), *received.periods(workspace.store)}
    return tuple(sorted(map(Period.parse, codes), reverse=True))
