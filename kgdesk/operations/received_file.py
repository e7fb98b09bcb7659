"""Reading a received return before deciding on it: its file as it came, and its figures."""

from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.files import write_atomically
from kgdesk.operations.seal_request import file_stem
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.store.received import ReceivedReturn


def export_received(workspace: Workspace, key: int, folder: Path) -> Path:
    """Write the kept file of a return into a folder, byte for byte as it came; returns its path.

    Raises Fault `review.no_return`, `review.file_gone` (not kept, or no longer the bytes that were
    judged) and those of the disk.
    """
    from hashlib import sha256

    from kgdesk.store import received_files

    found = _found(workspace, key)
    stem = file_stem(found.unit, found.period, found.revision)
    content = received_files.content(workspace.store, found.file)
    if content is None or sha256(content).hexdigest() != found.file:
        raise Fault("review.file_gone", wanted=stem)
    path = folder / f"{stem}_{found.digest[:8]}.pdf"
    write_atomically(path, content)
    return path


def received_document(workspace: Workspace, key: int) -> ReturnDocument:
    """Return what a received return says; raises Fault `review.no_return` and those of a damaged document."""
    from kgdesk.returns import canonical
    from kgdesk.store import received

    found = _found(workspace, key)
    data = received.document(workspace.store, key)
    if data is None:
        raise Fault("review.no_return", wanted=file_stem(found.unit, found.period, found.revision))
    return canonical.from_bytes(data)


def _found(workspace: Workspace, key: int) -> "ReceivedReturn":
    from kgdesk.store import received

    found = received.get(workspace.store, key)
    if found is None:
        raise Fault("review.no_return", wanted=str(key))
    return found
