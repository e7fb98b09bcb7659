"""What was sealed for a period, for whoever comes back to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.return_document import ReturnDocument
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
    changed: bool  # what would be sealed now says something else


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
        _differs(workspace, period, document),
    )


def changed_since_sealing(workspace: Workspace, period: Period) -> bool:
    """Whether what would be sealed now says something else than the latest sealed return; False without one.

    What was taken back leaves records behind, but no change.
    """
    if not sealed.changed_since(workspace.store, workspace.unit.code, period.code):
        return False
    from kgdesk.operations.seal import latest_sealed

    try:
        document = latest_sealed(workspace, period)
    except Fault:  # a sealed return that cannot be read is never called the same
        return True
    return document is None or _differs(workspace, period, document)


def _differs(workspace: Workspace, period: Period, document: ReturnDocument) -> bool:
    """Set the draft anew only where something was recorded after the sealing: it takes a while."""
    from kgdesk.operations.draft import draft_document, same_content

    if not sealed.changed_since(workspace.store, workspace.unit.code, period.code):
        return False
    try:
        draft = draft_document(
            workspace,
            period,
            at=document.sealed_at,
            revision=document.revision,
            replaces=document.replaces,
            issue=document.issue,  # number, day and signer are chosen at sealing, not recorded
            head_name=document.head_name,
            expected_signers=document.expected_signers,
        )
    except Fault:  # no draft can be set, so none is the same
        return True
    return not same_content(document, replace(draft, layout=document.layout))


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
