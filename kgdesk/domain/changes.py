"""What an operation changed: the one thing every view listens to."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Names what is no longer as it was shown. Empty means: nothing to repaint."""

    cells: frozenset[tuple[str, str]] = frozenset()  # (period, indicator) of this workspace's own unit
    narratives: frozenset[tuple[str, str]] = frozenset()  # (period, task)
    escalations: bool = False
    returns: bool = False  # own sealed returns
    received: bool = False  # intake, review
    runs: bool = False  # consolidation runs
    plan: bool = False
    comments: bool = False
    attachments: bool = False
    outbox: bool = False  # steps of sending

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return self != ChangeSet()


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What an operation gives back: its result and what it changed."""

    result: T
    changes: ChangeSet = field(default_factory=ChangeSet)
