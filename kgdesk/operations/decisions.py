"""Who decided on a received return, when and why, as the journal keeps it."""

from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.receipt import Decision
from kgdesk.operations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision on a received return: who, when, why (`note` may be empty), and the digests that stepped back."""

    decision: Decision
    at: datetime
    by: str
    note: str
    instead_of: tuple[str, ...]


def decisions_on(workspace: Workspace, digest: str) -> tuple[DecisionMade, ...]:
    """Return the decisions on a return, newest first, as the journal keeps them."""
    from kgdesk.store import journal

    return tuple(
        DecisionMade(
            Decision(str(entry.detail["decision"])),
            entry.at,
            entry.actor,
            str(entry.detail.get("note", "")),
            tuple(map(str, _list_of(entry.detail.get("instead_of")))),
        )
        for entry in journal.of_action(workspace.store, "review")
        if entry.detail.get("digest") == digest
    )


def _list_of(value: object) -> list[object]:
    return value if isinstance(value, list) else []
