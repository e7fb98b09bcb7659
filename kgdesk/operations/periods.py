"""Which periods of a workspace hold something."""

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Calendar, Period, PeriodKind
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.operations.workspace import Workspace
from kgdesk.store import observations, received


def periods_in_use(workspace: Workspace) -> tuple[Period, ...]:
    """List the periods with own figures or with received returns, newest first."""
    codes = {*observations.periods_written(workspace.store, workspace.unit.code), *received.periods(workspace.store)}
    return tuple(sorted(map(Period.parse, codes), reverse=True))


def has_ended(unit: ReportingUnit, period: Period) -> bool:
    """Whether the unit is no more when the period closes: then its successors report, and it is asked for nothing."""
    return unit.valid_to is not None and unit.valid_to < period.dates(Calendar.ADMINISTRATIVE)[1]


def ensure_reports(unit: ReportingUnit, period: Period) -> None:
    """Raise Fault `period.unit_ended` where the unit is no more when the period closes."""
    if has_ended(unit, period):
        raise Fault("period.unit_ended", unit=unit.name_vi, last=unit.valid_to, period=period.label())


def asked_for_anything(workspace: Workspace) -> bool:
    """Whether the unit itself reports indicators or tasks in any year of the plan."""
    plan = workspace.plan
    years = (Period(year, PeriodKind.YEAR) for year in range(plan.first_year, plan.last_year + 1))
    return any(workspace.indicators(year) or workspace.tasks(year) for year in years)
