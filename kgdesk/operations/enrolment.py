"""Binding certificates to reporting units, renewing and ending such bindings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.enrolment import ROLES, Enrolment, of_certificate
from kgdesk.domain.errors import Fault
from kgdesk.files import read_bytes
from kgdesk.operations.apart import read_apart
from kgdesk.operations.trust import plain_fingerprint
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.signing.names import CertificateNames

CERTIFICATE_LIMIT = 64_000_000  # bytes; a signed return may be the file


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """Which certificate signs for whom. `certificate` is its file, or a PDF that was signed with it.

    `fingerprint` is what a person read or heard; it must be that of a certificate in the file.

    `valid_from` None: since the certificate is valid. `replaces` is the fingerprint (or its beginning) of the
    certificate that this one renews: it ends at `valid_from` or now, whichever is later.
    """

    certificate: Path
    unit: str
    role: str
    fingerprint: str
    valid_from: datetime | None = None
    replaces: str = ""


def enrol(workspace: Workspace, request: EnrolRequest) -> Outcome[Enrolment]:
    """Bind a certificate to a unit in a role; a certificate that is bound so already stays as it is.

    Raises Fault `plan.no_unit`, `trust.no_role`, `trust.bad_certificate`, `trust.not_for_signing`,
    `trust.fingerprint_short`, `trust.fingerprint_differs`, `trust.enrolled_elsewhere`, `trust.not_enrolled_here`
    (for `replaces`) and the faults of the disk.
    """
    from kgdesk.store import enrolments

    unit = workspace.plan.unit(request.unit)
    ensure_role(request.role)
    der, names = _confirmed(request)
    at = workspace.clock()
    known = enrolments.every(workspace.store)
    _ensure_free(workspace, of_certificate(known, names.fingerprint), request.unit, at)
    wanted = Enrolment(
        names.fingerprint,
        unit.code,
        request.role,
        names.common_name or names.organization,
        request.valid_from or names.not_before,
    )
    standing = next((item for item in of_certificate(known, wanted.fingerprint) if _same_holding(item, wanted)), None)
    if standing is not None:
        return Outcome(standing, ChangeSet())
    older = _replaced(known, request, at)
    detail = {"fingerprint": wanted.fingerprint, "role": wanted.role, "replaces": older and older.fingerprint}
    with workspace.store.transaction(
        actor=workspace.actor, action="enrol", subject=unit.code, detail=detail, at=at
    ) as transaction:
        enrolments.put(transaction, wanted, certificate=der)
        if older is not None:
            enrolments.end(transaction, older, at=max(at, wanted.valid_from), reason="renewed")
    return Outcome(wanted, ChangeSet(received=True))


def withdraw(
    workspace: Workspace,
    fingerprint: str,
    *,
    unit: str,
    role: str = "",
    reason: str = "",
    since: datetime | None = None,
) -> Outcome[tuple[Enrolment, ...]]:
    """End the binding of a certificate to a unit (in one role, or all), from now or from an earlier moment.

    What was signed before stays good. Raises Fault `trust.fingerprint_short`, `trust.not_enrolled_here`.
    """
    from kgdesk.store import enrolments

    at = workspace.clock()
    wanted = plain_fingerprint(fingerprint)
    fitting = [
        item
        for item in enrolments.every(workspace.store)
        if item.unit == unit and item.role == (role or item.role) and item.valid_to is None
        if item.fingerprint.startswith(wanted)
    ]
    if not fitting:
        raise Fault("trust.not_enrolled_here", fingerprint=fingerprint, unit=unit)
    with workspace.store.transaction(
        actor=workspace.actor, action="withdraw", subject=unit, detail={"reason": reason}, at=at
    ) as transaction:
        ended = tuple(enrolments.end(transaction, item, at=since or at, reason=reason) for item in fitting)
        transaction.detail["fingerprints"] = sorted({item.fingerprint for item in ended})
    return Outcome(ended, ChangeSet(received=True))


def reinstate(workspace: Workspace, ended: Sequence[Enrolment]) -> Outcome[tuple[Enrolment, ...]]:
    """Take `withdraw` back: bindings that still stand as it left them hold again.

    Raises Fault `trust.enrolled_elsewhere` where a certificate was bound to another unit since.
    """
    from kgdesk.store import enrolments

    at = workspace.clock()
    known = enrolments.every(workspace.store)
    fitting = [item for item in ended if item in known]
    for item in fitting:
        _ensure_free(workspace, of_certificate(known, item.fingerprint), item.unit, at)
    if not fitting:
        return Outcome(())
    detail = {"fingerprints": sorted({item.fingerprint for item in fitting})}
    with workspace.store.transaction(
        actor=workspace.actor, action="reinstate", subject=fitting[0].unit, detail=detail, at=at
    ) as transaction:
        again = tuple(enrolments.reopen(transaction, item) for item in fitting)
    return Outcome(again, ChangeSet(received=True))


def grouped(fingerprint: str) -> str:
    """Write a fingerprint in groups that can be read out."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def _confirmed(request: EnrolRequest) -> "tuple[bytes, CertificateNames]":
    """Find the certificate that has the fingerprint a person gave."""
    from kgdesk.signing.certificate_file import ensure_for_signing, read_certificates

    name = str(request.certificate)
    data = read_bytes(request.certificate, limit=CERTIFICATE_LIMIT)
    found = read_apart(request.certificate, read_certificates, data, name)
    typed = plain_fingerprint(request.fingerprint)
    for der, names in found:
        if names.fingerprint == typed:
            ensure_for_signing(der, name)
            return der, names
    shown = tuple(f"{names.common_name}: {grouped(names.fingerprint)}" for _, names in found)
    raise Fault("trust.fingerprint_differs", file=name, typed=grouped(typed), found=shown)


def _ensure_free(workspace: Workspace, bindings: tuple[Enrolment, ...], unit: str, at: datetime) -> None:
    for item in bindings:
        if item.unit != unit and item.holds_at(at):
            name = workspace.plan.unit(item.unit).name_vi if workspace.plan.has_unit(item.unit) else item.unit
            raise Fault("trust.enrolled_elsewhere", name=item.name, unit=name)


def _same_holding(item: Enrolment, wanted: Enrolment) -> bool:
    return (item.unit, item.role) == (wanted.unit, wanted.role) and item.valid_to is None


def _replaced(known: tuple[Enrolment, ...], request: EnrolRequest, at: datetime) -> Enrolment | None:
    if not request.replaces:
        return None
    wanted = plain_fingerprint(request.replaces)
    for item in known:
        same_place = (item.unit, item.role) == (request.unit, request.role)
        if same_place and item.fingerprint.startswith(wanted) and item.holds_at(at):
            return item
    raise Fault("trust.not_enrolled_here", fingerprint=request.replaces, unit=request.unit)


def ensure_role(role: str) -> str:
    """Give the role back; raises Fault `trust.no_role`."""
    if role not in ROLES:
        raise Fault("trust.no_role", role=role)
    return role
