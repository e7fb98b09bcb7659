"""Certificates this workspace believes."""

from dataclasses import dataclass
from pathlib import Path

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.files import read_bytes
from kgdesk.operations.verify import ANCHOR_LIMIT
from kgdesk.operations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BelievedCertificate:
    """A trust anchor; `fingerprint` is its SHA-256 in hex, `is_new` False where it was believed already."""

    fingerprint: str
    name: str
    is_new: bool


def believe(workspace: Workspace, path: Path) -> Outcome[tuple[BelievedCertificate, ...]]:
    """Believe the certificates of a PEM or DER file. Raises Fault `signature.bad_anchor` and the disk's."""
    from ssl import DER_cert_to_PEM_cert

    from kgdesk.signing.names import read_names
    from kgdesk.signing.trust import TrustAnchors
    from kgdesk.store import anchors

    found = TrustAnchors.from_pem((str(path), read_bytes(path, limit=ANCHOR_LIMIT)))
    believed = []
    with workspace.store.transaction(
        actor=workspace.actor, action="trust", subject=path.name, at=workspace.clock()
    ) as transaction:
        for certificate in found.certificates:
            names = read_names(certificate)
            pem = DER_cert_to_PEM_cert(certificate)
            is_new = anchors.add(transaction, fingerprint=names.fingerprint, pem=pem, name=names.common_name)
            believed.append(BelievedCertificate(names.fingerprint, names.common_name, is_new))
    return Outcome(tuple(believed), ChangeSet(received=True))
