"""What is expected of whom over many periods: in time, late, missing; more time granted; who does well."""

from collections import Counter
from datetime import date

from kgdesk.consolidation.inventory import Submission, expected_returns, periods_asked
from kgdesk.consolidation.ranking import rank_units
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.expected_return import ExpectedReturn, Extension, Inventory, UnitRank
from kgdesk.domain.findings import Severity
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import ReceivedState
from kgdesk.domain.validation import check
from kgdesk.messages import VIETNAM
from kgdesk.operations.workspace import Workspace


def inventory(
    workspace: Workspace, *, first_year: int, last_year: int | None = None, kinds: tuple[PeriodKind, ...] = ()
) -> Inventory:
    """Take stock of the periods of one year, or from the first to the last; `kinds` narrows them.

    Without `kinds` it is all that is chased. Raises Fault `inventory.years_reversed`.
    """
    from kgdesk.store import received

    last = first_year if last_year is None else last_year
    if last < first_year:
        raise Fault("inventory.years_reversed", first=first_year, last=last)
    came = (
        Submission(item.key, item.unit, item.period, item.revision, item.state, item.received_at)
        for item in received.every(workspace.store)
    )
    return expected_returns(
        workspace.plan,
        workspace.unit.code,
        periods_asked(workspace.plan, first_year=first_year, last_year=last, kinds=kinds),
        submissions=came,
        extensions=extensions(workspace),
        sent_back=_sent_back(workspace),
        today=workspace.clock().astimezone(VIETNAM).date(),
    )


def extensions(workspace: Workspace) -> dict[tuple[str, str], Extension]:
    """The extensions that hold, by unit and period."""
    from kgdesk.store import extensions as kept

    return {
        place: Extension(item.until, item.reason, item.recorded_by, item.recorded_at)
        for place, item in kept.in_force(workspace.store).items()
        if item.until is not None
    }


def expected_return(workspace: Workspace, unit: str, period: Period) -> ExpectedReturn:
    """Find the one return; raises Fault `plan.no_unit`, `inventory.not_expected`."""
    name = workspace.plan.unit(unit).name_vi
    found = inventory(workspace, first_year=period.year, kinds=(period.kind,)).cell(unit, period)
    if found is None:
        raise Fault("inventory.not_expected", unit=name, period=period.label())
    return found


def grant_extension(
    workspace: Workspace, unit: str, period: Period, *, until: date, reason: str
) -> Outcome[ExpectedReturn]:
    """Give a unit more time for a period's return; the reason stays with it.

    Raises Fault `inventory.reason_missing`, `inventory.not_later` (not after the plan's own day),
    `inventory.not_expected`, `intake.not_a_consolidator`.
    """
    cell = _owed(workspace, unit, period, reason)
    if until <= cell.due:
        raise Fault("inventory.not_later", until=until, due=cell.due, unit=cell.unit.name_vi)
    return _put(workspace, unit, period, until, reason)


def take_back_extension(workspace: Workspace, unit: str, period: Period, *, reason: str) -> Outcome[ExpectedReturn]:
    """Let the plan's own day count again; raises Fault `inventory.no_extension` and those of granting."""
    cell = _owed(workspace, unit, period, reason)
    if cell.extension is None:
        raise Fault("inventory.no_extension", unit=cell.unit.name_vi, period=period.label())
    return _put(workspace, unit, period, None, reason)


def _owed(workspace: Workspace, unit: str, period: Period, reason: str) -> ExpectedReturn:
    if not workspace.consolidates:
        raise Fault("intake.not_a_consolidator", unit=workspace.unit.name_vi)
    if not reason.strip():
        raise Fault("inventory.reason_missing")
    return expected_return(workspace, unit, period)


def _put(workspace: Workspace, unit: str, period: Period, until: date | None, reason: str) -> Outcome[ExpectedReturn]:
    from kgdesk.store import extensions as kept

    detail = {"unit": unit, "until": None if until is None else until.isoformat()}
    with workspace.transaction("deadline.extend", subject=period.code, detail=detail) as transaction:
        kept.put(transaction, unit=unit, period=period.code, until=until, reason=reason.strip())
    return Outcome(expected_return(workspace, unit, period), ChangeSet(received=True))


def ranking(workspace: Workspace, stock: Inventory) -> tuple[UnitRank, ...]:
    """Rank the units; each first return is read once and checked by the plan's rules."""
    return rank_units(stock, {place: _blocking(workspace, cell) for place, cell in stock.cells.items()})


def _sent_back(workspace: Workspace) -> dict[tuple[str, str], int]:
    from kgdesk.store import receipts

    return dict(
        Counter(
            (item.identity.unit, item.identity.period)
            for item in receipts.given(workspace.store)
            if item.decision is Decision.SENT_BACK
        )
    )


def _blocking(workspace: Workspace, cell: ExpectedReturn) -> int | None:
    """Count what should have stopped the first return of a cell; None where it is not under this plan, or not here."""
    from kgdesk.returns import canonical
    from kgdesk.store import received

    came = received.of_unit(workspace.store, cell.unit.code, cell.period.code) if cell.key is not None else ()
    first = min(
        (item for item in came if item.state is not ReceivedState.HELD), key=lambda item: item.key, default=None
    )
    if first is None or first.plan_digest != workspace.plan_digest:
        return None
    data = received.document(workspace.store, first.key)
    if data is None:
        return None
    lines = canonical.from_bytes(data).lines
    current = {line.indicator: line.observation for line in lines if line.observation is not None}
    found = check(workspace.plan, cell.unit, cell.period, current=current)
    return sum(item.severity is Severity.BLOCK for item in found)
