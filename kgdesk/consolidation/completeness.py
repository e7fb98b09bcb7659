"""Who owes what for a period."""

from dataclasses import dataclass
from datetime import date, datetime

from kgdesk.domain.deadline import due_date
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.domain.return_cycle import FilingState, ReceivedState
from kgdesk.messages import VIETNAM

_STATES = {
    ReceivedState.HELD: FilingState.HELD,
    ReceivedState.TAKEN_IN: FilingState.RECEIVED,
    ReceivedState.ACCEPTED: FilingState.ACCEPTED,
    ReceivedState.SENT_BACK: FilingState.SENT_BACK,
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A return that is here: the newest of its unit and period that was not superseded."""

    key: int
    unit: str
    revision: int
    state: ReceivedState
    received_at: datetime
    digest: str
    signer: str


@dataclass(frozen=True, slots=True)
class UnitFiling:
    """What one unit owes for one period, and what is here. `late_days` counts from the due date; 0 is in time."""

    unit: ReportingUnit
    due: date | None
    state: FilingState
    arrival: Arrival | None
    late_days: int


def expected_units(plan: Plan, receiver: str, period: Period) -> tuple[ReportingUnit, ...]:
    """The units under `receiver` that exist at the end of the period and are asked for something."""
    day = period.dates(Calendar.ADMINISTRATIVE)[1]
    return tuple(
        unit
        for unit in plan.children(receiver, day)
        if plan.period_rule(period.kind, unit.level) is not None
        and (plan.indicators_of(unit, day) or plan.tasks_of(unit, day))
    )


def filings(
    plan: Plan, receiver: str, period: Period, arrivals: dict[str, Arrival], *, today: date
) -> tuple[UnitFiling, ...]:
    """Match what is expected with what is here, in plan order."""
    return tuple(
        _filing(plan, unit, period, arrivals.get(unit.code), today=today)
        for unit in expected_units(plan, receiver, period)
    )


def _filing(plan: Plan, unit: ReportingUnit, period: Period, arrival: Arrival | None, *, today: date) -> UnitFiling:
    rule = plan.period_rule(period.kind, unit.level)
    due = None if rule is None else due_date(rule, period)
    here = today if arrival is None else arrival.received_at.astimezone(VIETNAM).date()
    late = 0 if due is None else max((here - due).days, 0)
    if arrival is not None:
        return UnitFiling(unit, due, _STATES[arrival.state], arrival, late)
    owed = rule is not None and rule.required and late > 0
    return UnitFiling(unit, due, FilingState.LATE if owed else FilingState.EXPECTED, None, late if owed else 0)
