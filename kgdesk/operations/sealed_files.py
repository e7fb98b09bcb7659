"""What was sealed for a period, for whoever comes back to it."""

from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.period import Period
from kgdesk.operations.workspace import Workspace
from kgdesk.store import sealed


@dataclass(frozen=True, slots=True)
class LastSealed:
    """The newest sealed return of a period. `files` are names; where they lie is the person's affair."""

    revision: int
    sealed_at: datetime
    digest: str
    recipient_vi: str
    files: tuple[str, ...]
    changed: bool  # the draft was touched since


def last_sealed(workspace: Workspace, period: Period) -> LastSealed | None:
    """Return the newest sealed return of a period, or None."""
    from kgdesk.operations.seal import latest_sealed

    unit = workspace.unit.code
    kept, document = sealed.latest(workspace.store, unit, period.code), latest_sealed(workspace, period)
    if kept is None or document is None:
        return None
    return LastSealed(
        kept.revision,
        kept.sealed_at,
        kept.digest,
        document.recipient_vi,
        tuple(item.name for item in kept.files),
        sealed.changed_since(workspace.store, unit, period.code),
    )
