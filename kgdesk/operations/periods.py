"""Which periods of a workspace hold something."""

from kgdesk.domain.period import Period, PeriodKind
from kgdesk.operations.workspace import Workspace
from kgdesk.store import observations, received


def periods_in_use(workspace: Workspace) -> tuple[Period, ...]:
    """List the periods with own figures or with received returns, newest first."""
    codes = {*observations.periods_written(workspace.store, workspace.unit.code), *received.periods(workspace.store)}
    return tuple(sorted(map(Period.parse, codes), reverse=True))


def asked_for_anything(workspace: Workspace) -> bool:
    """Whether the unit itself reports indicators or tasks in any year of the plan."""
    plan = workspace.plan
    years = (Period(year, PeriodKind.YEAR) for year in range(plan.first_year, plan.last_year + 1))
    return any(workspace.indicators(year) or workspace.tasks(year) for year in years)
