"""Which certificate signs for which reporting unit, as a person confirmed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

ROLES = ("head", "agency")


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A certificate (its SHA-256 in hex) bound to a unit in a role.

    It holds from `valid_from` (inside) to `valid_to` (outside; None: until further notice). What was
    signed while it held stays good after it ended.
    """

    fingerprint: str
    unit: str
    role: str
    name: str
    valid_from: datetime
    valid_to: datetime | None = None
    reason: str = ""

    def holds_at(self, moment: datetime) -> bool:
        """Whether the binding holds at a moment."""
        return self.valid_from <= moment and (self.valid_to is None or moment < self.valid_to)


def of_certificate(enrolments: Iterable[Enrolment], fingerprint: str) -> tuple[Enrolment, ...]:
    """All bindings of one certificate."""
    return tuple(item for item in enrolments if item.fingerprint == fingerprint)
