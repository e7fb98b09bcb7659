"""Talking about a cell, a task or the whole return; what a receipt says stands in the same thread."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kgdesk.domain.changes import Outcome
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place
from kgdesk.operations.workspace import Workspace

TEXT_LIMIT = 4000  # characters of one remark


class RemarkKind(StrEnum):
    """What an entry of a thread is."""

    SAID = "said"
    RESOLVED = "resolved"  # settled, perhaps with a closing word
    REOPENED = "reopened"
    RECEIPT = "receipt"  # the receiver's words, from a receipt


@dataclass(frozen=True, slots=True)
class Remark:
    """One entry of a thread. `text` may be empty for resolved and reopened; `revision` is what a receipt answers."""

    kind: RemarkKind
    text: str
    by: str
    at: datetime
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """All that was said at one place, oldest first. A new remark, or a new receipt, opens a resolved thread again."""

    place: Place
    remarks: tuple[Remark, ...]
    resolved: bool


def threads(workspace: Workspace, period: Period) -> tuple[Thread, ...]:
    """Return the threads of a period, those with the newest remark first; places without one are not listed."""
    raise NotImplementedError


def thread(workspace: Workspace, period: Period, place: Place) -> Thread:
    """Return the thread of one place, empty (and not resolved) where nothing was said."""
    raise NotImplementedError


def add_comment(workspace: Workspace, period: Period, place: Place, text: str) -> Outcome[Thread]:
    """Say something at an indicator, a task or the whole return.

    Raises Fault `comment.empty`, `comment.too_long`, `comment.no_such_place`, `entry.not_asked`,
    `entry.task_not_asked`.
    """
    raise NotImplementedError


def resolve_thread(workspace: Workspace, period: Period, place: Place, *, text: str = "") -> Outcome[Thread]:
    """Mark a thread as settled. Raises Fault `comment.nothing_said`, `comment.too_long`; twice writes nothing."""
    raise NotImplementedError


def reopen_thread(workspace: Workspace, period: Period, place: Place, *, text: str = "") -> Outcome[Thread]:
    """Take the mark back. Raises Fault `comment.too_long`; on an open thread nothing is written."""
    raise NotImplementedError
