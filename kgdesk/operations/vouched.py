"""No verdict and no total rests on rows that somebody changed behind the program's back."""

from kgdesk.domain.errors import Fault
from kgdesk.operations.workspace import Workspace


def ensure_believed_vouched(workspace: Workspace) -> None:
    """Raise Fault `trust.not_vouched` where who is believed, or signs for whom, is not what the journal says."""
    from kgdesk.store.vouched_rows import BELIEVED

    _ensure(workspace, BELIEVED, "trust.not_vouched")


def ensure_returns_vouched(workspace: Workspace) -> None:
    """Raise Fault `consolidate.not_vouched` where a received return, or what was decided, is not what the journal says.

    Also one that is gone, or was put in.
    """
    _ensure(workspace, ("received_return",), "consolidate.not_vouched")


def _ensure(workspace: Workspace, tables: tuple[str, ...], code: str) -> None:
    from kgdesk.store import vouching

    for row in vouching.unvouched(workspace.store, tables):
        raise Fault(code, file=workspace.path, row=vouching.named(row))
