"""Who owes what for a period."""

from collections.abc import Mapping
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
    """What one unit owes for one period, and what is here.

    `due` is the day that counts; where more time was granted, `extended_from` is the plan's own day.
    `late_days` counts from `due`; 0 is in time.
    """

    unit: ReportingUnit
    due: date | None
    state: FilingState
    arrival: Arrival | None
    late_days: int
    extended_from: date | None = None

    @property
    def planned(self) -> date | None:
        """The plan's own day, whatever was granted beyond it."""
        return self.due if self.extended_from is None else self.extended_from


_NO_EXTENSIONS: Mapping[str, date] = {}


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
    plan: Plan,
    receiver: str,
    period: Period,
    arrivals: dict[str, Arrival],
    *,
    today: date,
    extended: Mapping[str, date] = _NO_EXTENSIONS,
) -> tuple[UnitFiling, ...]:
    """Match what is expected with what is here, in plan order; `extended` are the days granted, by unit."""
    return tuple(
        _filing(plan, unit, period, arrivals.get(unit.code), today=today, until=extended.get(unit.code))
        for unit in expected_units(plan, receiver, period)
    )


def _filing(
    plan: Plan, unit: ReportingUnit, period: Period, arrival: Arrival | None, *, today: date, until: date | None
) -> UnitFiling:
    rule = plan.period_rule(period.kind, unit.level)
    planned = None if rule is None else due_date(rule, period)
    due = planned if until is None else until
    before = None if until is None else planned
    here = today if arrival is None else arrival.received_at.astimezone(VIETNAM).date()
    late = 0 if due is None else max((here - due).days, 0)
    if arrival is not None:
        return UnitFiling(unit, due, _STATES[arrival.state], arrival, late, before)
    owed = rule is not None and rule.required and late > 0
    state = FilingState.LATE if owed else FilingState.EXPECTED
    return UnitFiling(unit, due, state, None, late if owed else 0, before)
