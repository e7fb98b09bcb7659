"""Whom we believe: the authorities' certificates, and the path from a signer's certificate to one of them."""

from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.signing.names import quiet_certificates
from kgdesk.signing.quiet import silence_libraries
from kgdesk.signing.reasons import Reason
from kgdesk.signing.revocation import is_known, is_revoked, is_stamp_worthless

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from cryptography import x509
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.path import ValidationPath

_PEM = b"-----BEGIN "
_CRL = b"-----BEGIN X509 CRL-----"
_CERTIFICATE = b"-----BEGIN CERTIFICATE-----"
_USUAL = 8_000  # bytes; larger certificates of strangers are not kept

# Purposes under which certificates for signing documents are issued; absent purposes forbid nothing.
_PURPOSES = {
    "email_protection",
    "client_auth",
    "microsoft_document_signing",
    "1.3.6.1.4.1.311.10.3.12",
    "1.3.6.1.5.5.7.3.36",  # document signing, RFC 9336
    "adobe_authentic_documents_trust",
    "any_extended_key_usage",
}


@dataclass(frozen=True, slots=True)
class TrustAnchors:
    """Certificates of authorities, their revocation lists and their answers about certificates (OCSP), all DER.

    `status_needed` says that somebody asked for the status: where no list and no answer tells it, trust stays
    undecided. Without it nothing is said where nothing is known, for offline there is often nothing.
    """

    certificates: tuple[bytes, ...] = ()
    revocation_lists: tuple[bytes, ...] = field(default=(), repr=False)
    ocsp_responses: tuple[bytes, ...] = field(default=(), repr=False)
    status_needed: bool = False

    @classmethod
    def empty(cls) -> "TrustAnchors":
        """No authority at all: nothing can be trusted, nothing is refused for it."""
        return cls()

    @classmethod
    def from_pem(cls, *blobs: bytes | tuple[str, bytes]) -> "TrustAnchors":
        """Read PEM bundles, single DER certificates and revocation lists.

        A blob may come with the name of its file, for the sentence. Raises Fault `signature.bad_anchor`
        when one holds no certificate, an unreadable one, or one that is no authority's.
        """
        certificates: dict[bytes, None] = {}
        lists: dict[bytes, None] = {}
        for number, blob in enumerate(blobs, start=1):
            name, data = blob if isinstance(blob, tuple) else (str(number), blob)
            try:
                with quiet_certificates():
                    found, revoked = _read_blob(data)
            except ValueError as error:
                raise Fault("signature.bad_anchor", file=name) from error
            certificates.update(dict.fromkeys(found))
            lists.update(dict.fromkeys(revoked))
        return cls(tuple(certificates), tuple(lists))

    def including(self, other: "TrustAnchors") -> "TrustAnchors":
        """Both sets together, each certificate once."""
        return TrustAnchors(
            tuple(dict.fromkeys(self.certificates + other.certificates)),
            tuple(dict.fromkeys(self.revocation_lists + other.revocation_lists)),
            tuple(dict.fromkeys(self.ocsp_responses + other.ocsp_responses)),
            self.status_needed or other.status_needed,
        )

    def __bool__(self) -> bool:
        """Whether there is any authority."""
        return bool(self.certificates)


def _read_blob(blob: bytes) -> tuple[list[bytes], list[bytes]]:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    if _PEM not in blob:
        certificates, lists = _read_der(blob)
    else:
        certificates = x509.load_pem_x509_certificates(blob) if _CERTIFICATE in blob else []
        blocks = [_CRL + block for block in blob.split(_CRL)[1:]]
        lists = [x509.load_pem_x509_crl(block).public_bytes(Encoding.DER) for block in blocks]
        if not certificates and not lists:
            raise ValueError("neither certificate nor revocation list")
    if not all(_is_authority(certificate) for certificate in certificates):
        raise ValueError("not an authority's certificate")
    return [certificate.public_bytes(Encoding.DER) for certificate in certificates], lists


def _read_der(blob: bytes) -> "tuple[list[x509.Certificate], list[bytes]]":
    """Read a single certificate, or a single revocation list."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        return [x509.load_der_x509_certificate(blob)], []
    except ValueError:
        return [], [x509.load_der_x509_crl(blob).public_bytes(Encoding.DER)]


def _is_authority(certificate: "x509.Certificate") -> bool:
    from cryptography import x509

    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def context(anchors: TrustAnchors, *, moment: datetime, others: tuple[bytes, ...] = ()) -> "ValidationContext":
    """Give the library's view of the anchors at a moment; it fetches nothing."""
    from asn1crypto.x509 import Certificate
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=[_parsed(der) for der in anchors.certificates],
        other_certs=[Certificate.load(der) for der in others],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


@lru_cache(maxsize=32)
def _parsed(der: bytes) -> "Certificate":
    """Keep certificates parsed: preparing their names for comparison takes half of a validation."""
    from asn1crypto.x509 import Certificate

    return Certificate.load(der)


def _own_parsed(der: bytes) -> "Certificate":
    from asn1crypto.x509 import Certificate

    return _parsed(der) if len(der) <= _USUAL else Certificate.load(der)


@cache
def _usage() -> "KeyUsageConstraints":
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    return KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"},
        extd_key_usage=_PURPOSES,
        explicit_extd_key_usage_required=False,
    )


def usage_problem(certificate: bytes) -> Reason | None:
    """Whether the certificate's own words forbid signing documents."""
    from pyhanko_certvalidator.errors import InvalidCertificateError

    try:
        _usage().validate(_own_parsed(certificate))
    except (InvalidCertificateError, ValueError):
        return Reason.CERTIFICATE_NOT_FOR_SIGNING
    return None


def chain_problem(
    certificate: bytes,
    *,
    others: tuple[bytes, ...],
    anchors: TrustAnchors,
    moment: datetime,
    revoked_by: datetime | None = None,
) -> Reason | None:
    """Look for a path to an anchor, valid at `moment` (UTC); None when there is one.

    Revocations count up to `revoked_by`, which is later than `moment` when that is only claimed.
    `others` are certificates that came along; they help to build the path and are never believed by themselves.
    """
    if not anchors:
        return Reason.NO_ANCHOR
    try:
        found = path_to_anchor(certificate, others=others, anchors=anchors, moment=moment)
        return _status_problem(found, anchors, by=revoked_by or moment)
    except Exception as error:  # noqa: BLE001 - hostile certificates fail in many ways, each of them is a "no"
        return _chain_reason(error)


def path_to_anchor(
    certificate: bytes, *, others: tuple[bytes, ...], anchors: TrustAnchors, moment: datetime
) -> tuple[bytes, ...]:
    """Give the path (DER, the anchor first) that holds at `moment`; raises what the library raises without one."""
    from pyhanko_certvalidator import CertificateValidator

    silence_libraries()
    known = context(anchors, moment=moment, others=others)
    validator = CertificateValidator(_own_parsed(certificate), validation_context=known)
    path = _at_once(validator.async_validate_path())
    return tuple(each.dump() for each in path.iter_certs(include_root=True))


def _status_problem(path: tuple[bytes, ...], anchors: TrustAnchors, *, by: datetime) -> Reason | None:
    lists, answers = anchors.revocation_lists, anchors.ocsp_responses
    with quiet_certificates():
        if is_revoked(path, lists, answers, by=by):
            return Reason.CERTIFICATE_REVOKED
        if anchors.status_needed and not is_known(path, lists, answers, by=by):
            return Reason.REVOCATION_UNKNOWN
    return None


def stamp_problem(path: "ValidationPath", anchors: TrustAnchors, *, stamped: datetime, at: datetime) -> Reason | None:
    """Say whether a believed service's timestamp is worth nothing, because its certificate was taken back."""
    found = tuple(each.dump() for each in path.iter_certs(include_root=True))
    with quiet_certificates():
        worthless = is_stamp_worthless(found, anchors.revocation_lists, anchors.ocsp_responses, stamped=stamped, by=at)
    return Reason.TIMESTAMP_REVOKED if worthless else None


def _at_once(work: "Coroutine[Any, Any, ValidationPath]") -> "ValidationPath":
    """Run what only waits when it fetches, and here it fetches nothing: an event loop takes longer than the work."""
    try:
        work.send(None)
    except StopIteration as done:
        path: ValidationPath = done.value
        return path
    work.close()
    raise RuntimeError("the validation of a certificate waits for something")


def _chain_reason(error: Exception) -> Reason:
    from pyhanko_certvalidator import errors

    match error:
        case errors.NotYetValidError():
            return Reason.CERTIFICATE_NOT_YET_VALID
        case errors.ExpiredError():
            return Reason.CERTIFICATE_EXPIRED
        case errors.PathBuildingError():
            return Reason.UNKNOWN_AUTHORITY
        case _:
            return Reason.CHAIN_BROKEN
