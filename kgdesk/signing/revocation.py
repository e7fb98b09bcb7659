"""Whether an authority has taken a certificate back, as far as the lists at hand say."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509


def is_revoked(path: Sequence[bytes], lists: Sequence[bytes], *, by: datetime) -> bool:
    """Whether a certificate of the path (DER, the anchor first) stands on its issuer's list with a date up to `by`.

    A list counts only when the issuer's own key signed it, and the newest one counts: what was only held may
    be released again. Authorities drop certificates from their lists once they have expired, so the last list
    from before that day counts as well. Raises ValueError on lists or certificates that cannot be read.
    """
    from cryptography import x509

    certificates = [x509.load_der_x509_certificate(der) for der in path]
    revocations = [x509.load_der_x509_crl(der) for der in lists]
    return any(
        _stands_on(certificate, revocation, by)
        for issuer, certificate in pairwise(certificates)
        for revocation in _deciding(certificate, issuer, revocations)
    )


def _deciding(
    certificate: "x509.Certificate", issuer: "x509.Certificate", revocations: "list[x509.CertificateRevocationList]"
) -> "list[x509.CertificateRevocationList]":
    """Choose the issuer's newest list, and its newest from the days when the certificate had not expired."""
    own = [each for each in revocations if each.issuer == issuer.subject and _signed_by(each, issuer)]
    own.sort(key=_date, reverse=True)
    living = [each for each in own if _date(each) <= certificate.not_valid_after_utc]
    return own[:1] + living[:1]


def _date(revocation: "x509.CertificateRevocationList") -> datetime:
    return revocation.last_update_utc


def _signed_by(revocation: "x509.CertificateRevocationList", issuer: "x509.Certificate") -> bool:
    return revocation.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]


def _stands_on(certificate: "x509.Certificate", revocation: "x509.CertificateRevocationList", by: datetime) -> bool:
    entry = revocation.get_revoked_certificate_by_serial_number(certificate.serial_number)
    return entry is not None and entry.revocation_date_utc <= by
