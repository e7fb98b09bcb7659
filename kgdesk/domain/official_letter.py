"""Letters to the units below: a return is late, a return goes back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kgdesk.domain.receipt import CellComment
from kgdesk.domain.return_document import Issue


class LetterKind(StrEnum):
    """Why a letter is written."""

    REMINDER = "reminder"
    SEND_BACK = "send_back"


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Who writes: the bodies above the text, who signs, and whom the issuer itself reports to."""

    superior_vi: str
    issuer_vi: str
    issuer_name_vi: str
    head_post_vi: str
    above_vi: str
    issue: Issue


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """One letter. `ordinal` counts reminders from 1, `reminded_on` is the day of the one before.

    Of a return that goes back `revision`, `short_digest` and `received_at` say which, `comments` why.
    """

    kind: LetterKind
    head: LetterHead
    unit: str
    to_vi: str
    plan_name_vi: str
    period_label_vi: str
    due: date | None
    late_days: int
    answer_by: date
    ordinal: int
    reminded_on: date | None = None
    revision: int = 0
    short_digest: str = ""
    received_at: datetime | None = None
    comments: tuple[CellComment, ...] = ()
