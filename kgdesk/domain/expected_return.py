"""A return that is expected: when it is due, what became of it, and how a unit did over many of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kgdesk.domain.period import Period
from kgdesk.domain.reporting_unit import ReportingUnit


class Standing(StrEnum):
    """Where an expected return stands."""

    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    MISSING = "missing"  # the deadline has passed and nothing is here
    RECEIVED = "received"
    HELD = "held"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


HERE = frozenset({Standing.RECEIVED, Standing.HELD, Standing.ACCEPTED, Standing.SENT_BACK})


@dataclass(frozen=True, slots=True)
class Extension:
    """More time that was granted: until when, why, by whom and when."""

    until: date
    reason: str
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class ExpectedReturn:
    """One unit's return of one period.

    `due` is the plan's day, `extension` what was granted beyond it; `first_at` when the first return
    came that was not kept apart, by which it is in time or late; `late_days` counts calendar days, until
    today where nothing came. `key` is the return that counts now, `revision` its number; `superseded`
    how many older ones it replaced, `sent_back` how often one was sent back. `required` False: it
    may be given and is not chased.
    """

    unit: ReportingUnit
    period: Period
    closes: date
    due: date
    standing: Standing
    required: bool = True
    extension: Extension | None = None
    first_at: datetime | None = None
    late_days: int = 0
    key: int | None = None
    revision: int = 0
    superseded: int = 0
    sent_back: int = 0

    @property
    def deadline(self) -> date:
        """The day that counts."""
        return self.due if self.extension is None else self.extension.until

    @property
    def on_time(self) -> bool | None:
        """Whether it came in time; None while nothing came and nothing is late."""
        if self.standing in HERE or self.standing is Standing.MISSING:
            return self.late_days == 0
        return None


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is expected of whom: `rows` per unit in plan order, one cell a period, None where nothing is asked."""

    periods: tuple[Period, ...]
    units: tuple[ReportingUnit, ...]
    cells: dict[tuple[str, str], ExpectedReturn] = field(default_factory=dict)

    def cell(self, unit: str, period: Period) -> ExpectedReturn | None:
        """Look one up by the unit's code and the period."""
        return self.cells.get((unit, period.code))


@dataclass(frozen=True, slots=True)
class Weights:
    """What takes points from a return's 100. Nothing is below 0, and one that is missing gets none."""

    late_day: Decimal = Decimal(5)
    late_most: Decimal = Decimal(50)
    sent_back: Decimal = Decimal(10)
    blocking: Decimal = Decimal(10)
    blocking_most: Decimal = Decimal(30)


@dataclass(frozen=True, slots=True)
class UnitRank:
    """How a unit did: its place, its points (the mean over the returns that were due or came), and their parts.

    Equal points share a place. `blocking` counts findings that should have stopped the first
    return of a period; `unchecked` the first returns that could not be looked at again.
    """

    place: int
    unit: ReportingUnit
    points: Decimal
    counted: int
    on_time: int
    late: int
    missing: int
    late_days: int
    sent_back: int
    blocking: int
    unchecked: int = 0
