"""Binding certificates to reporting units, renewing and ending such bindings."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.enrolment import ROLES, Enrolment, of_certificate
from kgdesk.domain.errors import Fault
from kgdesk.files import read_bytes
from kgdesk.operations.trust import plain_fingerprint
from kgdesk.operations.workspace import Workspace

CERTIFICATE_LIMIT = 1_000_000  # bytes
_WHOLE = 64  # hexadecimal digits of SHA-256


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """Which certificate signs for whom. `fingerprint` is what a person read or heard, and must match the file's.

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

    Raises Fault `plan.no_unit`, `trust.bad_certificate`, `trust.several_certificates`, `trust.not_for_signing`,
    `trust.fingerprint_short`, `trust.fingerprint_differs`, `trust.enrolled_elsewhere`, `trust.not_enrolled_here`
    (for `replaces`) and the faults of the disk.
    """
    from kgdesk.signing.certificate_file import read_certificate
    from kgdesk.store import enrolments

    unit = workspace.plan.unit(request.unit)
    data = read_bytes(request.certificate, limit=CERTIFICATE_LIMIT)
    der, names = read_certificate(data, str(request.certificate))
    typed = plain_fingerprint(request.fingerprint)
    if len(typed) != _WHOLE or typed != names.fingerprint:
        raise Fault(
            "trust.fingerprint_differs",
            file=request.certificate,
            typed=grouped(typed),
            found=grouped(names.fingerprint),
        )
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


def grouped(fingerprint: str) -> str:
    """Write a fingerprint in groups that can be read out."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


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
