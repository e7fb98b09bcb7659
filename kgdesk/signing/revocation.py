"""Whether an authority has taken a certificate back, as far as the lists and answers at hand say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kgdesk.signing.ocsp import UNDATED_LIFE, believed_answers

if TYPE_CHECKING:
    from cryptography import x509

_KEY_STAYS_GOOD = {"unspecified", "affiliationChanged", "superseded", "cessationOfOperation"}


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate was taken back at `since` (UTC); `reason` as RFC 5280 names it, empty where none is given."""

    since: datetime
    reason: str = ""


def revocations(
    path: Sequence[bytes], lists: Sequence[bytes], responses: Sequence[bytes] = ()
) -> tuple[Revocation, ...]:
    """Find what the issuers said against the certificates of the path (DER, the anchor first).

    A list counts only when the issuer's own key signed it, and the newest one counts: what was only held may
    be released again. Authorities drop certificates from their lists once they have expired, so the last list
    from before that day counts as well. Of the answers (OCSP) about a certificate the newest counts. Whichever of
    both says so, it is revoked. Raises ValueError on lists or certificates that cannot be read.
    """
    from cryptography import x509

    found: list[Revocation] = []
    for above, below in pairwise(path):
        issuer, certificate = x509.load_der_x509_certificate(above), x509.load_der_x509_certificate(below)
        found += _on_lists(certificate, issuer, lists)
        answers = [each for each in believed_answers(below, above, responses) if each.known] if responses else []
        found += [Revocation(each.revoked_at, each.reason) for each in answers[:1] if each.revoked_at is not None]
    return tuple(found)


def is_revoked(path: Sequence[bytes], lists: Sequence[bytes], responses: Sequence[bytes] = (), *, by: datetime) -> bool:
    """Whether a certificate of the path was taken back with a date up to `by`; see `revocations`."""
    return any(each.since <= by for each in revocations(path, lists, responses))


def is_stamp_worthless(
    path: Sequence[bytes], lists: Sequence[bytes], responses: Sequence[bytes] = (), *, stamped: datetime, by: datetime
) -> bool:
    """Whether a service's certificate was taken back so that its timestamp of the moment `stamped` proves nothing.

    RFC 3161, 4.1: timestamps from before the revocation stay good only where its reason is one that leaves the key
    alone; without a reason none does. Revocations count up to `by`, the moment of checking.
    """
    return any(
        each.since <= stamped or (each.since <= by and each.reason not in _KEY_STAYS_GOOD)
        for each in revocations(path, lists, responses)
    )


def is_known(path: Sequence[bytes], lists: Sequence[bytes], responses: Sequence[bytes] = (), *, by: datetime) -> bool:
    """Whether for each certificate of the path some list or answer speaks of the moment `by`.

    One that was made after the certificate had expired says nothing: by then it may have been dropped.
    """
    from cryptography import x509

    for above, below in pairwise(path):
        issuer, certificate = x509.load_der_x509_certificate(above), x509.load_der_x509_certificate(below)
        made = [
            (_date(each), each.next_update_utc or _date(each) + UNDATED_LIFE)
            for each in _own(certificate, issuer, lists)
        ]
        answers = believed_answers(below, above, responses)
        made += [(each.this_update, each.holds_until) for each in answers if each.known]
        if not any(start <= certificate.not_valid_after_utc and by <= end for start, end in made):
            return False
    return True


def _on_lists(
    certificate: "x509.Certificate", issuer: "x509.Certificate", lists: Sequence[bytes]
) -> Iterator[Revocation]:
    from cryptography import x509

    for each in _deciding(certificate, issuer, lists):
        entry = each.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None:
            try:
                reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason.value
            except x509.ExtensionNotFound:
                reason = ""
            yield Revocation(entry.revocation_date_utc, reason)


def _deciding(
    certificate: "x509.Certificate", issuer: "x509.Certificate", lists: Sequence[bytes]
) -> "list[x509.CertificateRevocationList]":
    """Choose the issuer's newest list, and its newest from the days when the certificate had not expired."""
    own = _own(certificate, issuer, lists)
    own.sort(key=_date, reverse=True)
    living = [each for each in own if _date(each) <= certificate.not_valid_after_utc]
    return own[:1] + living[:1]


def _own(
    certificate: "x509.Certificate", issuer: "x509.Certificate", lists: Sequence[bytes]
) -> "list[x509.CertificateRevocationList]":
    from cryptography.hazmat.primitives.serialization import Encoding

    above = issuer.public_bytes(Encoding.DER)
    return [_read(der) for der in lists if _is_from(der, above) and _speaks_of(_read(der), certificate)]


def _speaks_of(revocation: "x509.CertificateRevocationList", certificate: "x509.Certificate") -> bool:
    """Whether a list that is one of several names the place where the certificate says to look (RFC 5280, 6.3.3)."""
    from cryptography import x509

    try:
        own = revocation.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return True
    if own.full_name is None:
        return True
    named = {name for point in points for name in point.full_name or ()}
    return not named or not named.isdisjoint(own.full_name)


def _date(revocation: "x509.CertificateRevocationList") -> datetime:
    return revocation.last_update_utc


@lru_cache(maxsize=64)
def _read(der: bytes) -> "x509.CertificateRevocationList":
    """Keep lists open: they are the same for all files of an intake, and may be long."""
    from cryptography import x509

    return x509.load_der_x509_crl(der)


@lru_cache(maxsize=256)
def _is_from(der: bytes, issuer: bytes) -> bool:
    """Whether a list bears the name of this issuer (DER) and was signed by its key; no time enters here."""
    from cryptography import x509

    found, authority = _read(der), x509.load_der_x509_certificate(issuer)
    return found.issuer == authority.subject and found.is_signature_valid(
        authority.public_key()  # type: ignore[arg-type]
    )
