"""What a certificate says about its holder."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509


@dataclass(frozen=True, slots=True)
class CertificateNames:
    """Names are RFC 4514 strings, `serial` and `fingerprint` (SHA-256) hexadecimal, the limits of validity UTC.

    `unit_code` is the subject's UID: the code of the reporting unit the certificate was issued for.
    """

    subject: str
    issuer: str
    common_name: str
    organization: str
    organizational_unit: str
    unit_code: str
    serial: str
    fingerprint: str
    not_before: datetime
    not_after: datetime


def read_names(certificate: bytes) -> CertificateNames:
    """Read a DER certificate; raises ValueError when it is not one."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509.oid import NameOID

    with quiet_certificates():
        parsed = x509.load_der_x509_certificate(certificate)
        return CertificateNames(
            subject=parsed.subject.rfc4514_string(),
            issuer=parsed.issuer.rfc4514_string(),
            common_name=_only(parsed.subject, NameOID.COMMON_NAME),
            organization=_only(parsed.subject, NameOID.ORGANIZATION_NAME),
            organizational_unit=_only(parsed.subject, NameOID.ORGANIZATIONAL_UNIT_NAME),
            unit_code=_only(parsed.subject, NameOID.USER_ID),
            serial=f"{parsed.serial_number:x}",
            fingerprint=parsed.fingerprint(SHA256()).hex(),
            not_before=parsed.not_valid_before_utc,
            not_after=parsed.not_valid_after_utc,
        )


def expiry(certificate: bytes) -> datetime:
    """Read only the end of a DER certificate's validity (UTC); raises ValueError when it is not one."""
    from cryptography import x509

    with quiet_certificates():
        return x509.load_der_x509_certificate(certificate).not_valid_after_utc


def unit_code(subject: str) -> str:
    """Read the reporting unit's code in an RFC 4514 subject; empty when there is none, or more than one."""
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    with quiet_certificates():
        try:
            return _only(x509.Name.from_rfc4514_string(subject), NameOID.USER_ID)
        except ValueError:
            return ""


def _only(name: "x509.Name", oid: "x509.ObjectIdentifier") -> str:
    """Take the value of an attribute that stands once: two would let a certificate speak for two units."""
    found = name.get_attributes_for_oid(oid)
    return str(found[0].value) if len(found) == 1 else ""


@contextmanager
def quiet_certificates() -> Iterator[None]:
    """Certificates of other makers break small rules (long names, odd serials): no reason to speak on stderr."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
