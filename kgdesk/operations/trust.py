"""Authorities this workspace believes, and the certificates they took back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.errors import Fault
from kgdesk.files import read_bytes
from kgdesk.operations.apart import read_apart
from kgdesk.operations.verify import ANCHOR_LIMIT, known_anchors
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.signing.revocation_lists import RevocationList
    from kgdesk.store.transaction import Transaction

SHORTEST_FINGERPRINT = 8  # hexadecimal digits that may stand for the whole


@dataclass(frozen=True, slots=True)
class BelievedCertificate:
    """A trust anchor; `fingerprint` is its SHA-256 in hex, `is_new` False where it was believed already."""

    fingerprint: str
    name: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class KnownList:
    """A revocation list. `is_newest` False: a newer one of the same authority is here and counts instead."""

    issuer: str
    this_update: datetime
    next_update: datetime | None
    revoked: int
    is_new: bool
    is_newest: bool


@dataclass(frozen=True, slots=True)
class TrustAdded:
    """What a file brought."""

    certificates: tuple[BelievedCertificate, ...]
    lists: tuple[KnownList, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """An authority that is believed; the limits of its certificate are UTC, `certificate` is DER."""

    fingerprint: str
    name: str
    added_at: datetime
    not_after: datetime
    certificate: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TrustOverview:
    """Whom the workspace believes, and for whom they sign."""

    anchors: tuple[Anchor, ...]
    lists: tuple[KnownList, ...]
    enrolments: tuple[Enrolment, ...]


def believe(workspace: Workspace, path: Path) -> Outcome[tuple[BelievedCertificate, ...]]:
    """Believe the certificates of a PEM or DER file; as `add_trust`."""
    outcome = add_trust(workspace, path)
    return Outcome(outcome.result.certificates, outcome.changes)


def add_trust(workspace: Workspace, path: Path, *, confirmed: Collection[str] | None = None) -> Outcome[TrustAdded]:
    """Believe the authorities in a file and keep the revocation lists in it.

    `confirmed` are the fingerprints (SHA-256) that a person compared; `trust.file_changed` is raised where the
    file holds another certificate by now. None: the person stands for the file as it is.
    Raises Fault `signature.bad_anchor`, and for lists `trust.bad_list`, `trust.list_unknown_issuer`,
    `trust.list_false`, `trust.list_partial`, `trust.list_in_future`; the faults of the disk.
    """
    from kgdesk.signing.revocation_lists import ensure_from_authority, read_lists
    from kgdesk.signing.trust import TrustAnchors

    data = read_bytes(path, limit=ANCHOR_LIMIT)
    lists = read_apart(path, read_lists, data, str(path))
    found = read_apart(path, TrustAnchors.from_pem, (str(path), data))
    _ensure_confirmed(found.certificates, confirmed, path)
    known = known_anchors(workspace).including(found)  # vouched for or not: this puts back what is gone
    at = workspace.clock()
    for each in lists:
        ensure_from_authority(each, anchors=known, name=str(path), at=at)
    with workspace.store.transaction(actor=workspace.actor, action="trust", subject=path.name, at=at) as transaction:
        certificates = tuple(_add_certificate(transaction, der) for der in found.certificates)
        transaction.detail["certificates"] = [item.fingerprint for item in certificates if item.is_new]
        kept = {each.sha256 for each in lists if _add_list(transaction, each)}
        transaction.detail["lists"] = sorted(kept)
    named = {each.sha256 for each in lists}
    overview = tuple(item for sha256, item in _lists(workspace, new=kept) if sha256 in named)
    return Outcome(TrustAdded(certificates, overview), ChangeSet(received=True))


def _ensure_confirmed(certificates: Sequence[bytes], confirmed: Collection[str] | None, path: Path) -> None:
    from hashlib import sha256

    if confirmed is not None and not {sha256(der).hexdigest() for der in certificates} <= set(confirmed):
        raise Fault("trust.file_changed", file=path)


def _add_certificate(transaction: "Transaction", certificate: bytes) -> BelievedCertificate:
    from ssl import DER_cert_to_PEM_cert

    from kgdesk.signing.names import read_names
    from kgdesk.store import anchors

    names = read_names(certificate)
    name = names.common_name or names.subject
    is_new = anchors.add(transaction, fingerprint=names.fingerprint, pem=DER_cert_to_PEM_cert(certificate), name=name)
    return BelievedCertificate(names.fingerprint, name, is_new)


def _add_list(transaction: "Transaction", item: "RevocationList") -> bool:
    from kgdesk.store import revocations

    kept = revocations.KeptRevocationList(
        item.sha256, item.issuer, item.number, item.this_update, item.next_update, item.revoked, item.der
    )
    return revocations.add(transaction, kept)


def _lists(workspace: Workspace, *, new: Sequence[str] | set[str] = ()) -> list[tuple[str, KnownList]]:
    """Every list with its SHA-256; per issuer the first is the newest."""
    from kgdesk.store import revocations

    seen: set[str] = set()
    found = []
    for item in revocations.every(workspace.store):
        described = KnownList(
            item.issuer,
            item.this_update,
            item.next_update,
            item.revoked,
            is_new=item.sha256 in new,
            is_newest=item.issuer not in seen,
        )
        found.append((item.sha256, described))
        seen.add(item.issuer)
    return found


def forget(workspace: Workspace, fingerprint: str, *, reason: str = "") -> Outcome[Anchor]:
    """Believe an authority no longer; what was taken in stays as it is. The reason stays in the journal.

    `believe_again` takes it back. `fingerprint` is the certificate's SHA-256 or at least its first 8 digits.
    Raises Fault `trust.fingerprint_short`, `trust.no_anchor`, `trust.several_anchors`.
    """
    from kgdesk.store import anchors

    wanted = plain_fingerprint(fingerprint)
    fitting = [item for item in _anchors(workspace) if item.fingerprint.startswith(wanted)]
    if not fitting:
        raise Fault("trust.no_anchor", fingerprint=fingerprint)
    if len(fitting) > 1:
        raise Fault("trust.several_anchors", fingerprint=fingerprint, names=", ".join(item.name for item in fitting))
    gone = fitting[0]
    detail = {"fingerprint": gone.fingerprint} | ({"reason": reason} if reason else {})
    with workspace.transaction("distrust", subject=gone.name, detail=detail) as transaction:
        anchors.remove(transaction, gone.fingerprint)
    return Outcome(gone, ChangeSet(received=True))


def believe_again(workspace: Workspace, anchor: Anchor) -> Outcome[BelievedCertificate]:
    """Take `forget` back."""
    with workspace.transaction("trust", subject=anchor.name) as transaction:
        added = _add_certificate(transaction, anchor.certificate)
        transaction.detail["certificates"] = [added.fingerprint] if added.is_new else []
    return Outcome(added, ChangeSet(received=True))


def trust_overview(workspace: Workspace) -> TrustOverview:
    """Whom the workspace believes."""
    from kgdesk.store import enrolments

    return TrustOverview(
        _anchors(workspace), tuple(item for _, item in _lists(workspace)), enrolments.every(workspace.store)
    )


def _anchors(workspace: Workspace) -> tuple[Anchor, ...]:
    from ssl import PEM_cert_to_DER_cert

    from kgdesk.signing.names import read_names
    from kgdesk.store import anchors

    found = []
    for item in anchors.every(workspace.store):
        der = PEM_cert_to_DER_cert(item.pem)
        found.append(Anchor(item.fingerprint, item.name, item.added_at, read_names(der).not_after, der))
    return tuple(found)


def plain_fingerprint(text: str) -> str:
    """Read a fingerprint as it is read out or copied, with colons or blanks; raises `trust.fingerprint_short`."""
    plain = "".join(text.replace(":", "").replace("-", "").split()).lower()
    if len(plain) < SHORTEST_FINGERPRINT or any(letter not in "0123456789abcdef" for letter in plain):
        raise Fault("trust.fingerprint_short", fingerprint=text)
    return plain
