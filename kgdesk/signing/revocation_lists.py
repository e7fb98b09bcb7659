"""Revocation lists as files: what a list says of itself, and whether an authority we believe signed it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.signing.names import quiet_certificates

if TYPE_CHECKING:
    from cryptography import x509

    from kgdesk.signing.trust import TrustAnchors

_PEM = b"-----BEGIN X509 CRL-----"
_TOLERANCE = timedelta(minutes=10)  # clocks differ


@dataclass(frozen=True, slots=True)
class RevocationList:
    """A list (DER). `number` is the authority's own count, `revoked` how many certificates stand on it."""

    der: bytes = field(repr=False)
    issuer: str
    number: str | None
    this_update: datetime
    next_update: datetime | None
    revoked: int

    @property
    def sha256(self) -> str:
        """Of the DER bytes, hexadecimal."""
        import hashlib

        return hashlib.sha256(self.der).hexdigest()


def read_lists(data: bytes, name: str) -> tuple[RevocationList, ...]:
    """Read the lists of a PEM bundle, or one in DER; empty where the file holds none.

    Raises Fault `trust.bad_list` for one that cannot be read.
    """
    from cryptography import x509

    try:
        with quiet_certificates():
            if _PEM in data:
                lists = [x509.load_pem_x509_crl(_PEM + block) for block in data.split(_PEM)[1:]]
            elif data[:1] == b"\x30" and not _is_certificate(data):
                lists = [x509.load_der_x509_crl(data)]
            else:
                return ()
            return tuple(_read(each) for each in lists)
    except ValueError as error:
        raise Fault("trust.bad_list", file=name) from error


def _is_certificate(data: bytes) -> bool:
    from cryptography import x509

    try:
        x509.load_der_x509_certificate(data)
    except ValueError:
        return False
    return True


def _read(found: "x509.CertificateRevocationList") -> RevocationList:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        number = str(found.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number)
    except x509.ExtensionNotFound:
        number = None
    return RevocationList(
        found.public_bytes(Encoding.DER),
        found.issuer.rfc4514_string(),
        number,
        found.last_update_utc,
        found.next_update_utc,
        len(found),
    )


def ensure_from_authority(found: RevocationList, *, anchors: "TrustAnchors", name: str, at: datetime) -> None:
    """Refuse a list that no believed authority signed, a partial one, and one from the future.

    Raises Fault `trust.list_unknown_issuer`, `trust.list_false`, `trust.list_partial`,
    `trust.list_in_future`.
    """
    from cryptography import x509

    with quiet_certificates():
        parsed = x509.load_der_x509_crl(found.der)
        authorities = [x509.load_der_x509_certificate(der) for der in anchors.certificates]
        named = [each for each in authorities if each.subject == parsed.issuer]
        if not named:
            raise Fault("trust.list_unknown_issuer", file=name, issuer=found.issuer)
        if not any(_signed_by(parsed, each) for each in named):
            raise Fault("trust.list_false", file=name, issuer=found.issuer)
        if _is_partial(parsed):
            raise Fault("trust.list_partial", file=name)
    if found.this_update > at + _TOLERANCE:
        raise Fault("trust.list_in_future", file=name, date=found.this_update)


def _signed_by(parsed: "x509.CertificateRevocationList", authority: "x509.Certificate") -> bool:
    try:
        return parsed.is_signature_valid(authority.public_key())  # type: ignore[arg-type] # any key an authority has
    except (TypeError, ValueError):
        return False


def _is_partial(parsed: "x509.CertificateRevocationList") -> bool:
    """Whether it lists only changes, or only some certificates: taken for the whole, it would clear the others."""
    from cryptography import x509

    return any(
        isinstance(each.value, x509.DeltaCRLIndicator)
        or (
            isinstance(each.value, x509.IssuingDistributionPoint)
            and (
                each.value.indirect_crl
                or each.value.only_contains_ca_certs
                or each.value.only_contains_attribute_certs
                or each.value.only_some_reasons
            )
        )
        for each in parsed.extensions
    )


def newest_of(lists: Sequence[bytes], *, issuers: Sequence[bytes]) -> tuple[bytes, ...]:
    """Choose the newest list (DER) of each of the `issuers` (certificates, DER); lists of others are left out."""
    from cryptography import x509

    chosen: list[bytes] = []
    with quiet_certificates():
        parsed = [(der, x509.load_der_x509_crl(der)) for der in lists]
        for issuer in (x509.load_der_x509_certificate(der) for der in issuers):
            own = [item for item in parsed if item[1].issuer == issuer.subject and _signed_by(item[1], issuer)]
            chosen += [max(own, key=lambda item: item[1].last_update_utc)[0]] if own else []
    return tuple(dict.fromkeys(chosen))
