"""The inventory of expected returns: from assignments, periods and lives of units to cells with calendar dates."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kgdesk.consolidation.completeness import expected_units
from kgdesk.domain.deadline import close_date, due_date
from kgdesk.domain.expected_return import ExpectedReturn, Extension, Inventory, Standing
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.domain.return_cycle import ReceivedState
from kgdesk.messages import VIETNAM

SOON = 7  # calendar days before the deadline

_STANDINGS = {
    ReceivedState.HELD: Standing.HELD,
    ReceivedState.TAKEN_IN: Standing.RECEIVED,
    ReceivedState.ACCEPTED: Standing.ACCEPTED,
    ReceivedState.SENT_BACK: Standing.SENT_BACK,
}
_PER_YEAR = {
    PeriodKind.YEAR: 1,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.QUARTER: 4,
    PeriodKind.MONTH: 12,
}


@dataclass(frozen=True, slots=True)
class Submission:
    """A return that came in, whatever became of it."""

    key: int
    unit: str
    period: str
    revision: int
    state: ReceivedState
    received_at: datetime


def periods_asked(
    plan: Plan, *, first_year: int, last_year: int, kinds: Collection[PeriodKind] = ()
) -> tuple[Period, ...]:
    """List the periods of the years by their ends, shorter ones first: those of `kinds`, or all that are chased."""
    wanted = set(kinds) or {rule.kind for rule in plan.periods if rule.required}
    return tuple(
        sorted(
            (
                Period(year, kind, index)
                for kind in wanted
                for year in range(first_year, last_year + 1)
                for index in range(1, _PER_YEAR[kind] + 1)
            ),
            key=lambda period: (period.last_month, period.months),
        )
    )


def expected_returns(
    plan: Plan,
    receiver: str,
    periods: Sequence[Period],
    *,
    submissions: Iterable[Submission],
    extensions: Mapping[tuple[str, str], Extension],
    sent_back: Mapping[tuple[str, str], int],
    today: date,
) -> Inventory:
    """Make a cell for everything that is asked of the units under `receiver`; units in plan order."""
    came: dict[tuple[str, str], list[Submission]] = {}
    for item in submissions:
        came.setdefault((item.unit, item.period), []).append(item)
    cells: dict[tuple[str, str], ExpectedReturn] = {}
    for period in periods:
        for unit in expected_units(plan, receiver, period):
            place = (unit.code, period.code)
            cells[place] = _cell(
                plan,
                unit,
                period,
                came.get(place, []),
                extension=extensions.get(place),
                sent_back=sent_back.get(place, 0),
                today=today,
            )
    asked = {unit for unit, _period in cells}
    return Inventory(tuple(periods), tuple(item for item in plan.units if item.code in asked), cells)


def _cell(
    plan: Plan,
    unit: ReportingUnit,
    period: Period,
    came: Sequence[Submission],
    *,
    extension: Extension | None,
    sent_back: int,
    today: date,
) -> ExpectedReturn:
    rule = plan.period_rule(period.kind, unit.level)
    if rule is None:
        raise AssertionError(f"{unit.code} is expected for {period.code} without a rule")
    due = due_date(rule, period)
    deadline = due if extension is None else extension.until
    live = [item for item in came if item.state is not ReceivedState.SUPERSEDED]
    counted = max(live, key=lambda item: (item.state is not ReceivedState.HELD, item.revision, item.key), default=None)
    certain = [item for item in came if item.state is not ReceivedState.HELD] or list(came)
    first = min((item.received_at for item in certain), default=None)
    here = today if first is None else first.astimezone(VIETNAM).date()
    late = max((here - deadline).days, 0)
    standing = _standing(counted, deadline, today, required=rule.required)
    return ExpectedReturn(
        unit=unit,
        period=period,
        closes=close_date(rule, period),
        due=due,
        standing=standing,
        required=rule.required,
        extension=extension,
        first_at=first,
        late_days=late if counted is not None or standing is Standing.MISSING else 0,
        key=None if counted is None else counted.key,
        revision=0 if counted is None else counted.revision,
        superseded=len(came) - len(live),
        sent_back=sent_back,
    )


def _standing(counted: Submission | None, deadline: date, today: date, *, required: bool) -> Standing:
    if counted is not None:
        return _STANDINGS[counted.state]
    left = (deadline - today).days
    if left < 0 and required:
        return Standing.MISSING
    return Standing.DUE_SOON if 0 <= left <= SOON else Standing.NOT_DUE
