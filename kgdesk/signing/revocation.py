"""Whether an authority has taken a certificate back, as far as the lists at hand say."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509


def is_revoked(path: Sequence[bytes], lists: Sequence[bytes], *, by: datetime) -> bool:
    """Whether a certificate of the path (DER, the anchor first) stands on its issuer's list with a date up to `by`.

    A list counts only when the issuer's own key signed it. How fresh it is does not matter here: what was
    taken back stays so. Raises ValueError on lists or certificates that cannot be read.
    """
    from cryptography import x509

    certificates = [x509.load_der_x509_certificate(der) for der in path]
    revocations = [x509.load_der_x509_crl(der) for der in lists]
    return any(
        _stands_on(certificate, issuer, revocation, by)
        for issuer, certificate in pairwise(certificates)
        for revocation in revocations
    )


def _stands_on(
    certificate: "x509.Certificate",
    issuer: "x509.Certificate",
    revocation: "x509.CertificateRevocationList",
    by: datetime,
) -> bool:
    if revocation.issuer != issuer.subject or not revocation.is_signature_valid(issuer.public_key()):  # type: ignore[arg-type]
        return False
    entry = revocation.get_revoked_certificate_by_serial_number(certificate.serial_number)
    return entry is not None and entry.revocation_date_utc <= by
