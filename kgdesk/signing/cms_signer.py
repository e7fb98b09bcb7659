"""Our key as the signer that pyHanko asks for."""

from functools import cache
from typing import TYPE_CHECKING, Any

from kgdesk.signing.keys import SigningKey
from kgdesk.signing.quiet import silence_libraries

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


def cms_signer(key: SigningKey) -> "Signer":
    """Make a pyHanko signer that hands the bytes to the key's own secret and embeds the chain without its root."""
    silence_libraries()
    signer: Signer = _signer_class()(key)
    return signer


@cache
def _signer_class() -> Any:
    """Made on first use: importing pyHanko costs more than starting the desk may."""
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class KeySigner(Signer):
        """Signs with a `SigningKey`; a trial run never reaches the secret, which may be a card that counts."""

        def __init__(self, key: SigningKey) -> None:
            store = SimpleCertificateStore()
            store.register_multiple([Certificate.load(der) for der in key.chain])
            super().__init__(signing_cert=Certificate.load(key.certificate), cert_registry=store, embed_roots=False)
            self._key = key

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002
            if dry_run:
                return bytes(self._key.longest_signature)
            return self._key.secret.sign(data, digest_algorithm)

    return KeySigner
