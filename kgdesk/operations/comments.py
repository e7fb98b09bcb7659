"""Talking about a cell, a task or the whole return; what a receipt says stands in the same thread."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.operations.places import place_exists
from kgdesk.operations.workspace import Workspace
from kgdesk.store import comments, receipts

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
    told = _told(workspace, period)
    newest_first = sorted(told.items(), key=lambda item: item[1][-1][0], reverse=True)
    return tuple(_thread(place, remarks) for place, remarks in newest_first)


def thread(workspace: Workspace, period: Period, place: Place) -> Thread:
    """Return the thread of one place, empty (and not resolved) where nothing was said."""
    return _thread(place, _told(workspace, period).get(place, []))


def add_comment(workspace: Workspace, period: Period, place: Place, text: str) -> Outcome[Thread]:
    """Say something at an indicator, a task or the whole return.

    Raises Fault `comment.empty`, `comment.too_long`, `comment.no_such_place`, `entry.not_asked`,
    `entry.task_not_asked`.
    """
    if not text.strip():
        raise Fault("comment.empty")
    if place.kind is PlaceKind.ESCALATION or not place_exists(workspace, period, place):
        raise Fault("comment.no_such_place", place=place.code or place.kind.value, period=period.code)
    return _say(workspace, period, place, RemarkKind.SAID, text)


def resolve_thread(workspace: Workspace, period: Period, place: Place, *, text: str = "") -> Outcome[Thread]:
    """Mark a thread as settled. Raises Fault `comment.nothing_said`, `comment.too_long`; twice writes nothing."""
    found = thread(workspace, period, place)
    if not found.remarks:
        raise Fault("comment.nothing_said", period=period.code)
    if found.resolved:
        return Outcome(found)
    return _say(workspace, period, place, RemarkKind.RESOLVED, text)


def reopen_thread(workspace: Workspace, period: Period, place: Place, *, text: str = "") -> Outcome[Thread]:
    """Take the mark back. Raises Fault `comment.too_long`; on an open thread nothing is written."""
    found = thread(workspace, period, place)
    if not found.resolved:
        return Outcome(found)
    return _say(workspace, period, place, RemarkKind.REOPENED, text)


def _say(workspace: Workspace, period: Period, place: Place, kind: RemarkKind, text: str) -> Outcome[Thread]:
    words = text.strip()
    if len(words) > TEXT_LIMIT:
        raise Fault("comment.too_long", length=len(words), limit=TEXT_LIMIT)
    subject = f"{period.code} {place.code}".strip()
    with workspace.transaction(f"comment.{kind}", subject=subject) as transaction:
        comments.put(
            transaction, unit=workspace.unit.code, period=period.code, place=place, kind=kind.value, text=words
        )
    return Outcome(thread(workspace, period, place), ChangeSet(comments=True))


def _told(workspace: Workspace, period: Period) -> dict[Place, list[tuple[int, Remark]]]:
    """Gather remarks by place in the order of the journal: clocks of two offices do not agree."""
    store, unit = workspace.store, workspace.unit.code
    found: list[tuple[int, Place, Remark]] = []
    for said in comments.of_period(store, unit, period.code):
        remark = Remark(RemarkKind(said.kind), said.text, said.recorded_by, said.recorded_at)
        found.append((said.entry, said.place, remark))
    for got in receipts.comments_got(store, unit, period.code):
        code = got.comment.indicator
        place = Place(PlaceKind.INDICATOR, code) if code else Place(PlaceKind.RETURN)
        remark = Remark(RemarkKind.RECEIPT, got.comment.text, got.decided_by, got.decided_at, got.revision)
        found.append((got.entry, place, remark))
    told: dict[Place, list[tuple[int, Remark]]] = {}
    for entry, place, remark in sorted(found, key=lambda item: item[0]):
        told.setdefault(place, []).append((entry, remark))
    return told


def _thread(place: Place, remarks: list[tuple[int, Remark]]) -> Thread:
    return Thread(
        place=place,
        remarks=tuple(remark for _, remark in remarks),
        resolved=bool(remarks) and remarks[-1][1].kind is RemarkKind.RESOLVED,
    )
