"""Which tokens are plugged in, and what they show without a PIN."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.token import PinState, Token, TokenCertificate, TokenList
from kgdesk.signing.names import quiet_certificates, read_names
from kgdesk.signing.token_faults import token_faults
from kgdesk.signing.token_modules import installed_modules, load_module, module_lock, start_again
from kgdesk.signing.token_uri import TokenUri

if TYPE_CHECKING:
    from pkcs11 import Session
    from pkcs11 import Token as Device
    from pkcs11._pkcs11 import lib as Library  # noqa: N812 - the library's class has a small name


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A token with the module that shows it."""

    module: Path
    library: "Library"
    device: "Device"

    @property
    def name(self) -> str:
        """The token as people know it: its label, and the serial that stands on its back."""
        return f"{self.device.label} ({serial_text(self.device.serial)})"

    @property
    def identity(self) -> tuple[str, bytes, str, str]:
        """The same token through two modules is one token."""
        device = self.device
        return (device.label, device.serial, device.manufacturer_id, device.model)


def serial_text(serial: bytes) -> str:
    """Write a serial number; tokens pad it in their own ways."""
    return serial.decode("utf-8", "replace").strip("\0 ")


def list_tokens(modules: Sequence[Path] = ()) -> TokenList:
    """List what is plugged in, asking the given modules or all that are installed; never asks for a PIN."""
    asked = tuple(modules) or tuple(path for _, path in installed_modules())
    found: dict[tuple[str, bytes, str, str], Token] = {}
    failed: list[tuple[Path, Fault]] = []
    with module_lock:
        for path in asked:
            try:
                devices = devices_of(path)
                for each in devices:
                    if each.identity not in found:
                        found[each.identity] = _described(each)
            except Fault as fault:
                failed.append((path, fault))
    return TokenList(tuple(found.values()), asked, tuple(failed))


def devices_of(path: Path) -> tuple[FoundDevice, ...]:
    """Give the initialised tokens of a module; raises the Faults of `load_module` and `token.failed`."""
    library = load_module(path)
    with token_faults(path.name):
        found = tuple(_present(path, library))
        if not found and not sessions_open(path):
            start_again(library)
            found = tuple(_present(path, library))
    return found


def _present(path: Path, library: "Library") -> Iterator[FoundDevice]:
    import pkcs11

    for slot in library.get_slots(token_present=True):
        try:
            device = slot.get_token()
        except (pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised):
            continue
        if device.flags & pkcs11.TokenFlag.TOKEN_INITIALIZED:
            yield FoundDevice(path, library, device)


# Modules in which this process is logged in; those are not begun anew.
_logged_in: dict[Path, int] = {}


def sessions_open(path: Path) -> bool:
    """Whether a key on a token of this module is open."""
    return _logged_in.get(path, 0) > 0


def count_session(path: Path, step: int) -> None:
    """Note that a session was opened (1) or closed (-1)."""
    _logged_in[path] = max(0, _logged_in.get(path, 0) + step)


def pin_state(device: "Device") -> PinState:
    """Ask a token anew what it says of its PIN."""
    import pkcs11

    flags = device.slot.get_token().flags
    steps = (
        (pkcs11.TokenFlag.USER_PIN_LOCKED, PinState.LOCKED),
        (pkcs11.TokenFlag.USER_PIN_FINAL_TRY, PinState.LAST_TRY),
        (pkcs11.TokenFlag.USER_PIN_COUNT_LOW, PinState.WRONG_BEFORE),
        (pkcs11.TokenFlag.USER_PIN_TO_BE_CHANGED, PinState.TO_BE_CHANGED),
    )
    for flag, state in steps:
        if flags & flag:
            return state
    needs_login = flags & pkcs11.TokenFlag.LOGIN_REQUIRED
    if needs_login and not flags & pkcs11.TokenFlag.USER_PIN_INITIALIZED:
        return PinState.NOT_SET
    return PinState.FRESH


def _described(found: FoundDevice) -> Token:
    device = found.device
    base = TokenUri(
        token=device.label,
        serial=serial_text(device.serial),
        manufacturer=None,
        module_path=found.module,
    )
    with token_faults(found.name), device.open() as session:
        certificates = tuple(_certificate(base, item) for item in certificates_on(session))
    return Token(
        uri=base.text(),
        module=found.module,
        label=device.label,
        serial=serial_text(device.serial),
        manufacturer=device.manufacturer_id,
        model=device.model,
        slot=device.slot.slot_id,
        pin=pin_state(device),
        certificates=certificates,
    )


@dataclass(frozen=True, slots=True)
class StoredCertificate:
    """A certificate as it lies on the token: CKA_ID, CKA_LABEL, DER."""

    identifier: bytes
    label: str
    der: bytes


def certificates_on(session: "Session") -> tuple[StoredCertificate, ...]:
    """Read the X.509 certificates a session may see; what cannot be read is passed over.

    Tokens give them in no order of their own: here they come by identifier, so that a list stays as it was.
    """
    from pkcs11 import Attribute, ObjectClass

    found = []
    for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        stored = StoredCertificate(
            attribute(item, Attribute.ID) or b"",
            attribute(item, Attribute.LABEL) or "",
            bytes(attribute(item, Attribute.VALUE) or b""),
        )
        with contextlib.suppress(ValueError):
            read_names(stored.der)
            found.append(stored)
    return tuple(sorted(found, key=lambda item: (item.identifier, item.label, item.der)))


def attribute(item: Any, name: Any) -> Any:
    """Read an attribute that an object may lack."""
    import pkcs11

    try:
        return item[name]
    except (pkcs11.AttributeTypeInvalid, pkcs11.AttributeSensitive, pkcs11.FunctionFailed, KeyError):
        return None


def is_authority(der: bytes) -> bool:
    """Whether a certificate is an authority's: it stands on tokens beside the holder's own."""
    from cryptography import x509

    with quiet_certificates():
        try:
            extension = x509.load_der_x509_certificate(der).extensions.get_extension_for_class(x509.BasicConstraints)
        except (x509.ExtensionNotFound, ValueError):
            return False
        return extension.value.ca


def _certificate(base: TokenUri, stored: StoredCertificate) -> TokenCertificate:
    from dataclasses import replace

    names = read_names(stored.der)
    uri = replace(base, identifier=stored.identifier or None, label=None if stored.identifier else stored.label)
    return TokenCertificate(
        uri=uri.text(),
        label=stored.label,
        identifier=stored.identifier.hex(),
        common_name=names.common_name or names.organization,
        organization=names.organization,
        issuer=names.issuer,
        fingerprint=names.fingerprint,
        not_before=names.not_before,
        not_after=names.not_after,
        is_authority=is_authority(stored.der),
    )
