"""The key somebody signs with: from a PKCS#12 file now; a token can stand behind the same `RawSigner`."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from kgdesk.domain.errors import Fault
from kgdesk.signing.names import CertificateNames, quiet_certificates, read_names
from kgdesk.signing.reasons import Reason
from kgdesk.signing.trust import TrustAnchors, chain_problem, usage_problem

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates

SHORTEST_RSA = 2048
LONGEST_RSA = 8192
CURVES = ("secp256r1", "secp384r1")


class Mechanism(StrEnum):
    """How a key signs; always over SHA-256, or SHA-384 for the longer keys."""

    RSA = "rsa"  # PKCS#1 v1.5: what every office program and token understands
    ECDSA = "ecdsa"  # DER encoded


class RawSigner(Protocol):
    """Where the secret is used. A PIN, a card, a lock: whatever it takes happens behind `sign`."""

    def sign(self, data: bytes, hash_name: str) -> bytes:
        """Hash `data` with `sha256`, `sha384` or `sha512` and sign: PKCS#1 v1.5 for RSA, DER for ECDSA."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class HeldSecret:
    """A private key in memory, parsed once: parsing RSA again for each signature costs more than signing."""

    key: "RSAPrivateKey | EllipticCurvePrivateKey"

    def sign(self, data: bytes, hash_name: str) -> bytes:
        """As `RawSigner.sign`."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

        algorithm = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[hash_name]
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), algorithm)
        return self.key.sign(data, ec.ECDSA(algorithm))


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A certificate (DER), the certificates above it, and the secret behind it. `bits` is the key's length."""

    name: str
    certificate: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)
    names: CertificateNames = field(repr=False)
    mechanism: Mechanism
    bits: int
    secret: RawSigner = field(repr=False)

    @property
    def common_name(self) -> str:
        """CN of the holder."""
        return self.names.common_name

    @property
    def signer_name(self) -> str:
        """The holder as shown to people."""
        return self.names.common_name or self.names.organization or self.names.subject

    @property
    def organization(self) -> str:
        """O of the holder: the reporting unit's name."""
        return self.names.organization

    @property
    def organizational_unit(self) -> str:
        """OU of the holder: the role, in keys of the demonstration."""
        return self.names.organizational_unit

    @property
    def unit_code(self) -> str:
        """UID of the holder: the reporting unit's code, empty in certificates that carry none."""
        return self.names.unit_code

    @property
    def serial(self) -> str:
        """Serial number of the certificate, hexadecimal."""
        return self.names.serial

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, hexadecimal."""
        return self.names.fingerprint

    @property
    def not_before(self) -> datetime:
        """First moment of validity, UTC."""
        return self.names.not_before

    @property
    def not_after(self) -> datetime:
        """Last moment of validity, UTC."""
        return self.names.not_after

    @property
    def hash_name(self) -> str:
        """The digest that matches the key's strength."""
        longer = self.bits > (3072 if self.mechanism is Mechanism.RSA else 256)
        return "sha384" if longer else "sha256"

    @property
    def longest_signature(self) -> int:
        """Bytes a raw signature can take."""
        size = (self.bits + 7) // 8
        return size if self.mechanism is Mechanism.RSA else 2 * size + 9


def load_pkcs12(data: bytes, password: str | None, name: str) -> SigningKey:
    """Open a PKCS#12 file (`.p12`, `.pfx`); `name` is the file for the sentences.

    Raises Fault `key.unreadable`, `key.wrong_password`, `key.no_private_key`, `key.no_certificate`,
    `key.weak` (RSA below 2048 bits), `key.unsupported` (neither RSA nor ECDSA P-256 or P-384).
    """
    store = _open_pkcs12(data, password, name)
    if store.key is None:
        raise Fault("key.no_private_key", file=name)
    mechanism, bits, secret = _held(store.key, name)
    certificate, others = _own_certificate(store, name)
    try:
        names = read_names(certificate)
    except ValueError as error:
        raise Fault("key.unreadable", file=name) from error
    return SigningKey(name, certificate, others, names, mechanism, bits, secret)


def _open_pkcs12(data: bytes, password: str | None, name: str) -> "PKCS12KeyAndCertificates":
    from asn1crypto.pkcs12 import Pfx
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12 as read

    try:
        # A file cut short or of another kind must not be blamed on the password.
        Pfx.load(data, strict=True)["auth_safe"]["content"].native  # noqa: B018 - reading is the check
    except (ValueError, TypeError, KeyError) as error:
        raise Fault("key.unreadable", file=name) from error
    failures: list[str] = []
    for secret in _spellings(password):
        try:
            with quiet_certificates():
                return read(data, secret)
        except UnsupportedAlgorithm as error:
            raise Fault("key.unsupported", file=name) from error
        except (ValueError, TypeError) as error:
            failures.append(str(error).lower())
    raise Fault("key.wrong_password" if any("password" in said for said in failures) else "key.unreadable", file=name)


def _spellings(password: str | None) -> tuple[bytes | None, ...]:
    """Give what the typed password may mean: no password has two forms, and keyboards compose letters differently."""
    if not password:
        return (None, b"")
    return tuple(dict.fromkeys(text.encode() for text in (password, unicodedata.normalize("NFC", password))))


def _held(key: object, name: str) -> tuple[Mechanism, int, RawSigner]:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(key, rsa.RSAPrivateKey):
        if key.key_size < SHORTEST_RSA:
            raise Fault("key.weak", file=name, bits=key.key_size)
        if key.key_size <= LONGEST_RSA:
            return Mechanism.RSA, key.key_size, HeldSecret(key)
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in CURVES:
        return Mechanism.ECDSA, key.key_size, HeldSecret(key)
    raise Fault("key.unsupported", file=name)


def _own_certificate(store: "PKCS12KeyAndCertificates", name: str) -> tuple[bytes, tuple[bytes, ...]]:
    """Find the certificate of the private key, and the rest: some programs mark the wrong one as the holder's."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    def public(certificate: "x509.Certificate") -> bytes:
        return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    held = [store.cert, *store.additional_certs] if store.cert else list(store.additional_certs)
    certificates = [entry.certificate for entry in held]
    wanted = store.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[union-attr]
    with quiet_certificates():
        own = next((certificate for certificate in certificates if public(certificate) == wanted), None)
    if own is None:
        raise Fault("key.no_certificate", file=name)
    rest = tuple(certificate.public_bytes(Encoding.DER) for certificate in certificates if certificate != own)
    return own.public_bytes(Encoding.DER), rest


def ensure_usable(key: SigningKey, at: datetime, anchors: TrustAnchors | None = None) -> None:
    """Refuse a key that may not sign at `at` (Decree 23/2025/ND-CP, article 15: check one's own certificate first).

    Raises Fault `key.expired`, `key.not_yet_valid`, `key.not_for_signing`; with `anchors` also
    `key.unknown_authority` and `key.revoked`.
    """
    if at > key.not_after:
        raise Fault("key.expired", file=key.name, signer=key.signer_name, date=key.not_after)
    if at < key.not_before:
        raise Fault("key.not_yet_valid", file=key.name, signer=key.signer_name, date=key.not_before)
    if usage_problem(key.certificate) is not None:
        raise Fault("key.not_for_signing", file=key.name, signer=key.signer_name)
    if not anchors:
        return
    problem = chain_problem(key.certificate, others=key.chain, anchors=anchors, moment=at)
    if problem is Reason.CERTIFICATE_REVOKED:
        raise Fault("key.revoked", file=key.name, signer=key.signer_name)
    if problem is not None:
        raise Fault("key.unknown_authority", file=key.name, issuer=key.names.issuer)
