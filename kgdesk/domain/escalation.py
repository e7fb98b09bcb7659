"""Matters beyond an agency's authority, carried over until answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EscalationState(StrEnum):
    """Where the matter stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Escalation:
    """A matter reported with a proposal. `key` stays the same through all periods."""

    key: str
    unit: str
    opened_period: str
    opened_on: date
    matter: str
    legal_limit: str
    proposal: str
    addressee: str
    decision_wanted_by: date | None = None
    task: str | None = None
    state: EscalationState = EscalationState.OPEN
    answer: str = ""

    def age_days(self, today: date) -> int:
        """Count the days since the matter was opened; it never waits less than none."""
        return max((today - self.opened_on).days, 0)

    def overdue_days(self, today: date) -> int:
        """Count the days past the day a decision was wanted by; 0 while there is time, and once it is answered."""
        if self.state is not EscalationState.OPEN or self.decision_wanted_by is None:
            return 0
        return max((today - self.decision_wanted_by).days, 0)


def by_age(matters: Iterable[Escalation]) -> tuple[Escalation, ...]:
    """Put what waits first, the oldest on top; then what is closed, the newest on top."""
    items = tuple(matters)
    waiting = [item for item in items if item.state is EscalationState.OPEN]
    closed = [item for item in items if item.state is not EscalationState.OPEN]
    return (
        *sorted(waiting, key=lambda item: (item.opened_on, item.key)),
        *sorted(closed, key=lambda item: (item.opened_on, item.key), reverse=True),
    )
