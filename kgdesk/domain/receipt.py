"""What the consolidator sends back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kgdesk.domain.verdict import ReturnIdentity


class Decision(StrEnum):
    """What the receipt says."""

    TAKEN_IN = "taken_in"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class CellComment:
    """A remark at one cell (`indicator`), or on the whole return (empty)."""

    indicator: str
    name_vi: str
    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt for one return. `phrase` is 12 characters that can be read over the telephone."""

    identity: ReturnIdentity
    unit_name_vi: str
    period_label_vi: str
    receiver: str
    receiver_name_vi: str
    decision: Decision
    decided_at: datetime
    decided_by: str
    comments: tuple[CellComment, ...]
    phrase: str
    journal: str = ""  # number and short hash of the receiver's newest record then; '' on receipts of older programs
