"""Matters beyond an agency's authority, carried over until answered."""

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
