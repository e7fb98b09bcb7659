"""What a certificate proves about a signature: whether it is believed, who signs, when it was said to be made."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kgdesk.domain.verdict import Fact, Signer
from kgdesk.signing.names import expiry, quiet_certificates, read_names
from kgdesk.signing.reasons import Reason
from kgdesk.signing.trust import TrustAnchors, chain_problem, usage_problem

if TYPE_CHECKING:
    from cryptography import x509

HASHES = {"sha256", "sha384", "sha512"}
SHORTEST = {"rsa": 2048, "ec": 256}
CLOCK_TOLERANCE = timedelta(minutes=10)

# A path that cannot be found says nothing against the signer; the rest does.
_UNDECIDED = {Reason.NO_ANCHOR, Reason.UNKNOWN_AUTHORITY, Reason.REVOCATION_UNKNOWN}


def trust_in(
    certificate: bytes, others: tuple[bytes, ...], anchors: TrustAnchors, moment: datetime, checked_at: datetime | None
) -> tuple[Fact, tuple[Reason, ...]]:
    """Trust at `moment`; `checked_at` is given when that moment is only claimed."""
    usage = usage_problem(certificate)
    if usage is not None:
        return Fact.FAILED, (usage,)
    problem = chain_problem(certificate, others=others, anchors=anchors, moment=moment, revoked_by=checked_at)
    if problem is not None:
        return (Fact.INDETERMINATE if problem in _UNDECIDED else Fact.FAILED), (problem,)
    if checked_at is not None and checked_at > expiry(certificate):
        # Whoever finds the key of an expired certificate can claim any time: nothing proves the claim.
        return Fact.INDETERMINATE, (Reason.CERTIFICATE_EXPIRED_SINCE,)
    return Fact.PASSED, ()


def all_vouched_for(certificate: bytes, others: tuple[bytes, ...], anchors: TrustAnchors) -> bool:
    """Whether each certificate that came along is needed, and is an anchor or signed by one of them or an anchor.

    Nobody else signs them where they stand: a byte changed in one must not go unnoticed.
    """
    from cryptography import x509

    if not others:
        return True
    with quiet_certificates():
        own = x509.load_der_x509_certificate(certificate)
        along = [x509.load_der_x509_certificate(der) for der in others]
        known = [x509.load_der_x509_certificate(der) for der in anchors.certificates]
        return len(set(others)) == len(others) and all(
            any(_issued(each, below) for below in (own, *along) if below is not each)
            and (each in known or any(_issued(above, each) for above in (*along, *known) if above is not each))
            for each in along
        )


def _issued(issuer: "x509.Certificate", certificate: "x509.Certificate") -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def claimed_time(claimed: datetime | None, at: datetime) -> Reason:
    """Say what a time without a timestamp is worth, looked at `at`."""
    if claimed is None:
        return Reason.TIME_MISSING
    return Reason.TIME_IN_FUTURE if claimed > at + CLOCK_TOLERANCE else Reason.TIME_CLAIMED


def signer_of(certificate: bytes, signed_at: datetime | None, role: str) -> Signer:
    """Name the signer as the certificate does."""
    names = read_names(certificate)
    return Signer(
        subject=names.subject,
        issuer=names.issuer,
        serial=names.serial,
        signed_at=signed_at,
        role=role,
        fingerprint=names.fingerprint,
        common_name=names.common_name,
        unit=names.unit_code,
    )


def worst(facts: list[Fact]) -> Fact:
    """One fact for many signatures: failed if any failed, passed only if all passed and there is one."""
    if Fact.FAILED in facts:
        return Fact.FAILED
    return Fact.PASSED if facts and all(fact is Fact.PASSED for fact in facts) else Fact.INDETERMINATE
