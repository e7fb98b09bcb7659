"""Where to ask whether a certificate was taken back: one small interface; offline it answers nothing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from kgdesk.domain.errors import Fault
from kgdesk.signing.http_fetch import SECONDS, fetch
from kgdesk.signing.names import quiet_certificates

if TYPE_CHECKING:
    from cryptography import x509

LARGEST_ANSWER = 100_000  # bytes; an answer with its responder's certificate takes about two thousand
LARGEST_LIST = 20_000_000  # bytes; the lists of large public authorities take a few million
_MOST_PLACES = 3  # of one kind in one certificate


class RevocationSource(Protocol):
    """Somebody to ask. What comes back is believed only after its signature and date have been checked."""

    def ocsp_response(self, certificate: bytes, issuer: bytes) -> bytes | None:
        """Give an OCSP response (DER) about a certificate; None where there is nobody to ask."""
        ...

    def revocation_list(self, certificate: bytes, issuer: bytes) -> bytes | None:
        """Give the revocation list (DER or PEM) on which the certificate would stand; None as above."""
        ...


class Offline:
    """The source that knows nothing: KGDesk unless a person asks for more."""

    def ocsp_response(self, certificate: bytes, issuer: bytes) -> None:
        """Give nothing."""

    def revocation_list(self, certificate: bytes, issuer: bytes) -> None:
        """Give nothing."""


class Online:
    """Asks where the certificates themselves say, over HTTP.

    Must only be given certificates whose path to a believed authority holds: they choose whom we call. Each place
    is asked once for the same thing as long as the object lives, and a place that failed is not asked again.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._got: dict[tuple[str, bytes], bytes] = {}
        self._failed: dict[str, Fault] = {}

    def ocsp_response(self, certificate: bytes, issuer: bytes) -> bytes | None:
        """As `RevocationSource`; raises the Faults of `http_fetch.fetch` when every place named fails."""
        from kgdesk.signing.ocsp import build_request

        places = ocsp_places(certificate)
        body = build_request(certificate, issuer) if places else b""
        return self._first(places, body, "application/ocsp-request", LARGEST_ANSWER)

    def revocation_list(self, certificate: bytes, issuer: bytes) -> bytes | None:  # noqa: ARG002 - the place says whose
        """As `ocsp_response`."""
        return self._first(list_places(certificate), b"", "", LARGEST_LIST)

    def _first(self, places: tuple[str, ...], body: bytes, kind: str, most: int) -> bytes | None:
        fault: Fault | None = None
        for place in places:
            try:
                return self._ask(place, body, kind, most)
            except Fault as failed:
                fault = failed
        if fault is not None:
            raise fault
        return None

    def _ask(self, place: str, body: bytes, kind: str, most: int) -> bytes:
        if place in self._failed:
            raise self._failed[place]
        if (place, body) not in self._got:
            try:
                self._got[place, body] = fetch(place, most=most, body=body or None, kind=kind, seconds=self._seconds)
            except Fault as fault:
                self._failed[place] = fault
                raise
        return self._got[place, body]


def ocsp_places(certificate: bytes) -> tuple[str, ...]:
    """Addresses of the authority's OCSP service that a certificate (DER) names."""
    from cryptography import x509
    from cryptography.x509.oid import AuthorityInformationAccessOID

    with quiet_certificates():
        try:
            named = x509.load_der_x509_certificate(certificate).extensions.get_extension_for_class(
                x509.AuthorityInformationAccess
            )
        except (x509.ExtensionNotFound, ValueError):
            return ()
    wanted = AuthorityInformationAccessOID.OCSP
    return _web(each.access_location for each in named.value if each.access_method == wanted)


def list_places(certificate: bytes) -> tuple[str, ...]:
    """Addresses of revocation lists that a certificate (DER) names."""
    from cryptography import x509

    with quiet_certificates():
        try:
            named = x509.load_der_x509_certificate(certificate).extensions.get_extension_for_class(
                x509.CRLDistributionPoints
            )
        except (x509.ExtensionNotFound, ValueError):
            return ()
    # points for some reasons, or of another issuer, are not the whole list
    whole = [point for point in named.value if not point.reasons and not point.crl_issuer]
    return _web(name for point in whole for name in point.full_name or ())


def _web(names: "Iterable[x509.GeneralName]") -> tuple[str, ...]:
    """Keep web addresses: LDAP, which Windows authorities name first, is not asked."""
    from cryptography import x509

    found = [each.value for each in names if isinstance(each, x509.UniformResourceIdentifier)]
    web = (url for url in found if url.lower().startswith(("http://", "https://")))
    return tuple(dict.fromkeys(web))[:_MOST_PLACES]
