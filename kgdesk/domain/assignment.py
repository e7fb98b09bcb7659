"""Who answers for which indicator or task, and from when to when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """The part a unit takes."""

    LEAD = "lead"  # chủ trì: answers for the province-wide figure
    PART = "part"  # phối hợp: reports its own part
    FOCAL = "focal"  # đầu mối: receives, verifies and consolidates (subject is `*`)


class SubjectKind(StrEnum):
    """What is assigned."""

    INDICATOR = "indicator"
    TASK = "task"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Assignment:
    """`unit` is a unit's code, or `@district`, `@department`, `@commune` for every unit of a level."""

    subject_kind: SubjectKind
    subject: str
    unit: str
    role: Role
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the assignment is in force on that day; both limits are inside."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
