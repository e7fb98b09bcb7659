"""The unit's own key, opened for one act of signing and checked before anything is written.

Decree 23/2025/ND-CP, article 15: whoever signs checks their certificate and its authority first.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Signer
from kgdesk.operations.clock import confirm_clock, ensure_clock
from kgdesk.operations.key_file import close_key, open_key
from kgdesk.operations.verify import load_anchors
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.signing.keys import SigningKey

_REFUSED = {
    "verify.wrong_signer": "trust.foreign_key",
    "trust.other_role": "trust.key_other_role",
    "trust.not_bound_then": "trust.key_not_bound",
}


@contextmanager
def own_key(
    workspace: Workspace,
    key: Path | str,
    secret: str,
    *,
    roles: Sequence[str],
    at: datetime,
    clock_confirmed: bool = False,
) -> Iterator["SigningKey"]:
    """Open the key that signs for the workspace's unit in `roles` (`head`, `agency`), and close it at the end.

    Raises Fault `seal.clock_back`, unless a person confirmed the clock; the faults of `open_key`, with the
    workspace's anchors and revocation lists where it has any; `trust.foreign_key`, `trust.key_other_role`,
    `trust.key_not_bound` for a certificate that is somebody else's.
    """
    if clock_confirmed:
        confirm_clock(workspace)
    ensure_clock(workspace, at)
    opened = open_key(key, secret, at=at, anchors=load_anchors(None, workspace))
    try:
        ensure_own(workspace, opened, roles, at)
        yield opened
    finally:
        close_key(opened)


def ensure_own(workspace: Workspace, key: "SigningKey", roles: Sequence[str], at: datetime) -> None:
    """Refuse a key whose certificate names another unit, or is bound to another unit or role."""
    from kgdesk.consolidation.authority import authority_of
    from kgdesk.store import enrolments

    signers = [
        Signer(
            key.names.subject, key.names.issuer, key.serial, at, role, key.fingerprint, key.common_name, key.unit_code
        )
        for role in roles
    ]
    bound = enrolments.every(workspace.store)
    # without the plan: a unit the plan does not know is another unit all the same
    _, reasons = authority_of(signers, workspace.unit.code, plan=None, enrolments=bound, at=at)
    for reason in reasons:
        if reason in _REFUSED:
            raise Fault(
                _REFUSED[reason],
                signer=key.signer_name,
                theirs=key.unit_code or key.organization,
                unit=workspace.unit.name_vi,
            )
