"""Files that wait because nobody has said yet for whom their signer signs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.files import read_bytes, write_atomically
from kgdesk.operations.workspace import Workspace

NOBODYS_SIGNER = "trust.not_enrolled"  # the reason in a verdict
HELD_FOR_SIGNER = "trust.hold_unknown_signer"  # the reason of an intake


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A kept file; `unit` is the code it names itself, `signer` the name in the certificate."""

    sha256: str
    name: str
    received_at: datetime
    unit: str
    signer: str


def waiting_files(workspace: Workspace) -> tuple[WaitingFile, ...]:
    """List them, oldest first."""
    from kgdesk.store import received_files

    return tuple(
        WaitingFile(item.sha256, item.name, item.received_at, _unit(item.verdict), str(item.params.get("signer", "")))
        for item in received_files.by_outcome(workspace.store, IntakeOutcome.HELD)
        if item.reason == HELD_FOR_SIGNER
    )


def is_waiting(workspace: Workspace, path: Path) -> bool:
    """Whether these very bytes are among them; raises the faults of the disk."""
    from hashlib import sha256

    from kgdesk.consolidation.examination import SIZE_LIMIT

    digest = sha256(read_bytes(path, limit=SIZE_LIMIT)).hexdigest()
    return any(item.sha256 == digest for item in waiting_files(workspace))


def _unit(verdict: Mapping[str, object]) -> str:
    identity = verdict.get("identity")
    return str(identity.get("unit", "")) if isinstance(identity, Mapping) else ""


def export_waiting(workspace: Workspace, sha256: str, folder: Path) -> Path:
    """Write a kept file into a folder under its own name, byte for byte as it came.

    Raises Fault `review.file_gone` (not kept, or no longer the bytes that were judged) and those of the disk.
    """
    import hashlib

    from kgdesk.store import received_files

    kept = received_files.find(workspace.store, sha256)
    content = received_files.content(workspace.store, sha256)
    if kept is None or content is None or hashlib.sha256(content).hexdigest() != sha256:
        raise Fault("review.file_gone", wanted=sha256[:16] if kept is None else kept.name)
    path = folder / (Path(kept.name.replace("\\", "/")).name or sha256[:16])
    write_atomically(path, content)
    return path
