"""SoftHSM2, a token in software, with a place of its own for each test run."""

import itertools
import os
import subprocess
from pathlib import Path
from typing import Any

import pkcs11
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pkcs11 import Attribute
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from kgdesk.signing.token_modules import load_module, start_again

PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
MODULE = next((Path(place) for place in PLACES if Path(place).exists()), None)
PIN = "12345678"
SO_PIN = "87654321"


class SoftHsm:
    """One store of tokens in `folder`."""

    def __init__(self, folder: Path) -> None:
        assert MODULE is not None
        self.module = MODULE
        self.folder = folder
        (folder / "tokens").mkdir(parents=True)
        configuration = folder / "softhsm2.conf"
        configuration.write_text(
            f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
        )
        os.environ["SOFTHSM2_CONF"] = str(configuration)
        self.begin_again()

    def begin_again(self) -> None:
        """Make the module look at the store anew."""
        start_again(load_module(self.module))

    def add_token(self, label: str) -> None:
        """Initialise a token with both PINs."""
        subprocess.run(
            ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", SO_PIN],
            check=True,
            capture_output=True,
        )
        self.begin_again()

    def put(
        self,
        label: str,
        pkcs12: bytes,
        password: str,
        *,
        identifier: bytes = b"\x01",
        bare: bool = False,
    ) -> None:
        """Put the key and certificates of a PKCS#12 file on a token."""
        store = load_pkcs12(pkcs12, password.encode())
        assert store.key is not None
        assert store.cert is not None
        private = store.key.private_bytes(  # type: ignore[union-attr]
            Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()
        )
        decode = decode_rsa_private_key if isinstance(store.key, RSAPrivateKey) else decode_ec_private_key
        named = {Attribute.TOKEN: True, Attribute.ID: identifier, Attribute.LABEL: f"khóa {identifier.hex()}"}
        objects: list[dict[Any, Any]] = [
            decode(private) | named | {Attribute.PRIVATE: True, Attribute.SENSITIVE: True, Attribute.SIGN: True}
        ]
        if not bare:
            objects.append(decode_x509_certificate(store.cert.certificate.public_bytes(Encoding.DER)) | named)
            objects += [
                decode_x509_certificate(each.certificate.public_bytes(Encoding.DER))
                | {Attribute.TOKEN: True, Attribute.LABEL: f"CA {number}"}
                for number, each in zip(itertools.count(1), store.additional_certs, strict=False)
            ]
        with self.device(label).open(rw=True, user_pin=PIN) as session:
            for each in objects:
                session.create_object(each)

    def device(self, label: str) -> Any:
        """Give the token as python-pkcs11 sees it."""
        return load_module(self.module).get_token(token_label=label)

    def uri(self, label: str, more: str = "") -> str:
        """Address a token."""
        return f"pkcs11:token={label.replace(' ', '%20')}{more}?module-path={self.module}"


def counts_wrong_pins(hsm: SoftHsm, label: str) -> bool:
    """Whether SoftHSM says that a wrong PIN was typed."""
    return bool(hsm.device(label).flags & pkcs11.TokenFlag.USER_PIN_COUNT_LOW)
