"""Signing with a private key that never leaves its token."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.signing.keys import CURVES, LONGEST_RSA, SHORTEST_RSA, Mechanism
from kgdesk.signing.names import quiet_certificates
from kgdesk.signing.token_faults import token_faults
from kgdesk.signing.token_modules import module_lock

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

# DigestInfo before the digest: RFC 8017, section 9.2, note 1
_DIGEST_INFO = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}


def _nothing() -> None:
    """Close nothing."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TokenSecret:
    """A private key on a token, as `RawSigner`.

    `mechanisms` are those the token knows; `pin` is held only for a token that wants it each time.
    """

    token: str
    key: Any
    certificate: bytes
    mechanisms: frozenset[Any]
    pin: str | None = None
    on_close: Callable[[], None] = field(default=_nothing)

    def sign(self, data: bytes, hash_name: str) -> bytes:
        """As `RawSigner.sign`. What the token gives is verified with the certificate before it is used.

        Raises Fault `token.removed`, `token.failed`, `token.key_mismatch`, `token.unsupported`.
        """
        public = _public_key(self.certificate)
        with module_lock, token_faults(self.token):
            signature = self._sign_rsa(data, hash_name) if _is_rsa(public) else self._sign_ec(data, hash_name, public)
        _ensure_own(public, signature, data, hash_name, self.token)
        return signature

    def close(self) -> None:
        """Log out."""
        self.on_close()

    def _sign_rsa(self, data: bytes, hash_name: str) -> bytes:
        from pkcs11 import Mechanism as Way

        hashing = Way[f"{hash_name.upper()}_RSA_PKCS"]
        if hashing in self.mechanisms:
            return self._use(data, hashing)
        if Way.RSA_PKCS in self.mechanisms:
            return self._use(_DIGEST_INFO[hash_name] + _digest(data, hash_name), Way.RSA_PKCS)
        raise Fault("token.unsupported", token=self.token)

    def _sign_ec(self, data: bytes, hash_name: str, public: "EllipticCurvePublicKey") -> bytes:
        from pkcs11 import Mechanism as Way
        from pkcs11.util.ec import encode_ecdsa_signature

        hashing = Way[f"ECDSA_{hash_name.upper()}"]
        if Way.ECDSA in self.mechanisms:  # older tokens and SoftHSM know only this one
            length = (public.curve.key_size + 7) // 8
            return encode_ecdsa_signature(self._use(_digest(data, hash_name)[:length], Way.ECDSA))
        if hashing in self.mechanisms:
            return encode_ecdsa_signature(self._use(data, hashing))
        raise Fault("token.unsupported", token=self.token)

    def _use(self, data: bytes, way: Any) -> bytes:
        options = {} if self.pin is None else {"pin": self.pin}
        return bytes(self.key.sign(data, mechanism=way, **options))


def public_key_of(certificate: bytes, token: str) -> tuple[Mechanism, int]:
    """Tell the kind and length of a certificate's key; raises Fault `token.weak`, `token.unsupported`."""
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    public = _public_key(certificate)
    if isinstance(public, rsa.RSAPublicKey) and public.key_size <= LONGEST_RSA:
        if public.key_size < SHORTEST_RSA:
            raise Fault("token.weak", token=token, bits=public.key_size)
        return Mechanism.RSA, public.key_size
    if isinstance(public, ec.EllipticCurvePublicKey) and public.curve.name in CURVES:
        return Mechanism.ECDSA, public.key_size
    raise Fault("token.unsupported", token=token)


def modulus_of(certificate: bytes) -> bytes | None:
    """Give the modulus of an RSA certificate as CKA_MODULUS holds it; None for other keys."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    public = _public_key(certificate)
    if not isinstance(public, RSAPublicKey):
        return None
    modulus: int = public.public_numbers().n
    return modulus.to_bytes((modulus.bit_length() + 7) // 8, "big")


def _public_key(certificate: bytes) -> Any:
    from cryptography import x509

    with quiet_certificates():
        return x509.load_der_x509_certificate(certificate).public_key()


def _is_rsa(public: object) -> bool:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    return isinstance(public, RSAPublicKey)


def _digest(data: bytes, hash_name: str) -> bytes:
    import hashlib

    return hashlib.new(hash_name, data).digest()


def _ensure_own(
    public: "RSAPublicKey | EllipticCurvePublicKey", signature: bytes, data: bytes, hash_name: str, token: str
) -> None:
    """Refuse what the certificate's key does not confirm: key and certificate are two objects on a token."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    algorithm = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[hash_name]
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), algorithm)
        else:
            public.verify(signature, data, ec.ECDSA(algorithm))
    except InvalidSignature as error:
        raise Fault("token.key_mismatch", token=token) from error
