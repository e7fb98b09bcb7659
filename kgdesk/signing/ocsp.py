"""Answers of an authority about one certificate (OCSP, RFC 6960): the question, and which answers are believed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.signing.names import quiet_certificates

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.x509.ocsp import OCSPResponse, OCSPSingleResponse

_HASHES = {"sha256", "sha384", "sha512"}
CLOCK_TOLERANCE = timedelta(minutes=10)
# How long an answer holds that does not say when the next is due: "newer information is always available".
UNDATED_LIFE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OcspAnswer:
    """What was said of a certificate at `this_update` (UTC); `revoked_at` is None unless it was taken back.

    `known` is False where the authority says that it knows nothing of such a certificate; `reason` is the name
    of the reason of a revocation, empty where none is given.
    """

    known: bool
    revoked_at: datetime | None
    this_update: datetime
    next_update: datetime | None
    reason: str = ""

    @property
    def holds_until(self) -> datetime:
        """The last moment the answer speaks of."""
        return self.next_update or self.this_update + UNDATED_LIFE


def build_request(certificate: bytes, issuer: bytes) -> bytes:
    """Ask about a certificate (DER). SHA-1 names the issuer, as RFC 5019 has it: it protects nothing here."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.ocsp import OCSPRequestBuilder

    with quiet_certificates():
        about, above = x509.load_der_x509_certificate(certificate), x509.load_der_x509_certificate(issuer)
        builder = OCSPRequestBuilder().add_certificate(about, above, SHA1())  # noqa: S303 - see above
        return builder.build().public_bytes(Encoding.DER)


def read_answer(data: bytes, *, certificate: bytes, issuer: bytes, place: str = "") -> OcspAnswer:
    """Read an answer about `certificate`, signed by its `issuer` or by whom the issuer made its responder.

    `place` is where it came from, for the sentence. Raises Fault `online.answer_unreadable`,
    `online.answer_refused`, `online.answer_other` (about another certificate), `online.answer_false` (signed by
    somebody else, or weakly). Whether it is recent is the caller's question.
    """
    from cryptography import x509
    from cryptography.x509 import ocsp

    try:
        with quiet_certificates():
            about, above = x509.load_der_x509_certificate(certificate), x509.load_der_x509_certificate(issuer)
            response = ocsp.load_der_ocsp_response(data)
            if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
                raise Fault("online.answer_refused", place=place, status=response.response_status.name.lower())
            single = next((each for each in response.responses if _is_about(each, about, above)), None)
            if single is None:
                raise Fault("online.answer_other", place=place)
            if not _believed(response, above):
                raise Fault("online.answer_false", place=place)
            return _answer(single)
    except (ValueError, TypeError) as error:
        raise Fault("online.answer_unreadable", place=place) from error


def _answer(single: "OCSPSingleResponse") -> OcspAnswer:
    from cryptography.x509.ocsp import OCSPCertStatus

    revoked = single.certificate_status is OCSPCertStatus.REVOKED
    return OcspAnswer(
        known=single.certificate_status is not OCSPCertStatus.UNKNOWN,
        revoked_at=single.revocation_time_utc if revoked else None,
        this_update=single.this_update_utc,
        next_update=single.next_update_utc,
        reason=single.revocation_reason.value if revoked and single.revocation_reason else "",
    )


def _is_about(single: "OCSPSingleResponse", certificate: "x509.Certificate", issuer: "x509.Certificate") -> bool:
    from asn1crypto.keys import PublicKeyInfo
    from cryptography.hazmat.primitives.hashes import Hash
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    def hashed(data: bytes) -> bytes:
        hasher = Hash(single.hash_algorithm)
        hasher.update(data)
        return hasher.finalize()

    key = issuer.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    bits = bytes(PublicKeyInfo.load(key)["public_key"])
    return (
        single.serial_number == certificate.serial_number
        and single.issuer_name_hash == hashed(issuer.subject.public_bytes())
        and single.issuer_key_hash == hashed(bits)
    )


def _believed(response: "OCSPResponse", issuer: "x509.Certificate") -> bool:
    """Whether the issuer signed, or a responder that the issuer itself certified for it (RFC 6960, 4.2.2.2)."""
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        hashed_with = response.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return False
    if hashed_with is None or hashed_with.name not in _HASHES:
        return False
    return _signed_by(response, issuer) or any(
        _may_answer(each, issuer, response.produced_at_utc) and _signed_by(response, each)
        for each in response.certificates
    )


def _may_answer(responder: "x509.Certificate", issuer: "x509.Certificate", moment: datetime) -> bool:
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.x509.oid import ExtendedKeyUsageOID

    try:
        responder.verify_directly_issued_by(issuer)
        purposes = responder.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    lives = responder.not_valid_before_utc <= moment <= responder.not_valid_after_utc
    return lives and ExtendedKeyUsageOID.OCSP_SIGNING in purposes


def _signed_by(response: "OCSPResponse", signer: "x509.Certificate") -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    key, hashed_with = signer.public_key(), response.signature_hash_algorithm
    if hashed_with is None:
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(response.signature, response.tbs_response_bytes, padding.PKCS1v15(), hashed_with)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(response.signature, response.tbs_response_bytes, ec.ECDSA(hashed_with))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def believed_answers(certificate: bytes, issuer: bytes, responses: Iterable[bytes]) -> tuple[OcspAnswer, ...]:
    """Read those of the answers at hand that are about `certificate` and believed, the newest first."""
    found = []
    for data in responses:
        try:
            found.append(read_answer(data, certificate=certificate, issuer=issuer))
        except Fault:  # about another certificate, mostly
            continue
    return tuple(sorted(found, key=lambda answer: answer.this_update, reverse=True))
