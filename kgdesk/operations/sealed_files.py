"""What was sealed for a period, for whoever comes back to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.files import disk_faults
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


def ensure_not_in_the_way(workspace: Workspace, digest: str, paths: Iterable[Path]) -> None:
    """Raise Fault `seal.in_the_way` where a file that is to be written is there and never was that return's.

    What was signed for the return before may be replaced: it is kept in the workspace.
    """
    from kgdesk.store import outbox

    for path in paths:
        with disk_faults(path):
            if not path.is_file():
                continue
            with path.open("rb") as stream:
                found = file_digest(stream, "sha256").hexdigest()
        if not outbox.was_signed(workspace.store, digest, found):
            raise Fault("seal.in_the_way", file=path)
