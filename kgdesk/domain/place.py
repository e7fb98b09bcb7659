"""What a remark or an attached file belongs to, inside one unit's period."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What the code of a place names."""

    INDICATOR = "indicator"
    TASK = "task"
    ESCALATION = "escalation"  # files only: a matter is discussed in its own words
    RETURN = "return"  # the whole return of the period; the code is empty


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a period: the code of an indicator or task, the key of an escalation, or '' for the whole return."""

    kind: PlaceKind
    code: str = ""
