"""Matters beyond the unit's authority, each with a proposal; carried over until answered."""

from dataclasses import replace

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.period import Period
from kgdesk.domain.written_text import clean_text
from kgdesk.operations.workspace import Workspace
from kgdesk.store import escalations as kept
from kgdesk.store import undo_steps
from kgdesk.store.escalations import RecordedEscalation
from kgdesk.store.undo_steps import Change, Noun, StepKind

__all__ = [
    "RecordedEscalation", "escalation_history", "escalations", "next_key", "open_escalations", "record_escalation",
]  # fmt: skip

# What letter 103/UBND-TH asks of every matter: what it is, where authority ends, what is proposed, to whom.
_NEEDED = {
    "matter": ("nội dung vướng mắc", "the matter"),
    "legal_limit": ("giới hạn thẩm quyền", "the limit of authority"),
    "proposal": ("đề xuất", "the proposal"),
    "addressee": ("nơi nhận kiến nghị", "the addressee"),
}


def escalations(workspace: Workspace) -> tuple[Escalation, ...]:
    """Return the newest revision of every matter of the unit, in the order they were opened."""
    return kept.current(workspace.store, workspace.unit.code)


def open_escalations(workspace: Workspace, period: Period | None = None) -> tuple[Escalation, ...]:
    """Return the matters that wait for an answer; those of a `period` are its own and what is carried into it.

    What was opened in a later period, and after this one closed, is no part of it.
    """
    waiting = tuple(item for item in escalations(workspace) if item.state is EscalationState.OPEN)
    if period is None:
        return waiting
    closes = workspace.day_of(period)
    return tuple(item for item in waiting if Period.parse(item.opened_period) <= period or item.opened_on <= closes)


def escalation_history(workspace: Workspace, key: str) -> tuple[RecordedEscalation, ...]:
    """Return every revision of a matter, oldest first: who wrote it, when, and how it stood then."""
    return kept.history(workspace.store, workspace.unit.code, key)


def next_key(workspace: Workspace, period: Period) -> str:
    """Return the key of a new matter: unit, period and a running number, in a division's part with the part's mark."""
    taken = kept.keys(workspace.store, workspace.unit.code)
    number = 1
    while (key := f"{workspace.unit.code}-{period.code}-{workspace.mark}{number}") in taken:
        number += 1
    return key


def record_escalation(
    workspace: Workspace, escalation: Escalation, *, period: Period | None = None
) -> Outcome[Escalation]:
    """Save a matter, new or a revision of its key; saving what stands there writes nothing.

    `period` is the one whose steps this is taken back among; without it the one the matter was opened in.
    Raises Fault `entry.escalation_incomplete`, `entry.escalation_needs_answer`, `plan.no_task`;
    ValueError for another unit's.
    """
    if escalation.unit != workspace.unit.code:
        raise ValueError(f"an escalation of {escalation.unit} in the workspace of {workspace.unit.code}")
    _check(workspace, escalation)
    composed = replace(
        escalation,
        matter=clean_text(escalation.matter),
        legal_limit=clean_text(escalation.legal_limit),
        proposal=clean_text(escalation.proposal),
        addressee=clean_text(escalation.addressee),
        answer=clean_text(escalation.answer),
    )
    with workspace.transaction("escalation.record", subject=escalation.key) as transaction:
        if composed in kept.current(transaction, escalation.unit):
            return Outcome(composed)
        before = kept.newest_key(transaction, composed.unit, composed.key)
        after = kept.put(transaction, composed)
        undo_steps.put(
            transaction,
            unit=composed.unit,
            period=composed.opened_period if period is None else period.code,
            kind=StepKind.ESCALATION,
            changes=(Change(Noun.ESCALATION, composed.key, before, after),),
        )
        transaction.detail["state"] = composed.state.value
    return Outcome(composed, ChangeSet(escalations=True))


def _check(workspace: Workspace, escalation: Escalation) -> None:
    Period.parse(escalation.opened_period)
    if escalation.task is not None:
        workspace.plan.task(escalation.task)
    missing = [words for name, words in _NEEDED.items() if not getattr(escalation, name).strip()]
    if missing:
        raise Fault(
            "entry.escalation_incomplete",
            missing_vi=", ".join(vi for vi, _ in missing),
            missing_en=", ".join(en for _, en in missing),
        )
    if escalation.state is EscalationState.ANSWERED and not escalation.answer.strip():
        raise Fault("entry.escalation_needs_answer")
