"""Keys on tokens and cards, through PKCS#11: found, logged in once, and used behind `RawSigner`."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.token import PinState
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.names import read_names
from kgdesk.signing.token_choice import choose_pair
from kgdesk.signing.token_faults import ensure_latin, login_fault, refuse_before_login, token_faults
from kgdesk.signing.token_list import FoundDevice, count_session, devices_of, pin_state, serial_text
from kgdesk.signing.token_modules import installed_modules, module_lock
from kgdesk.signing.token_secret import TokenSecret, public_key_of
from kgdesk.signing.token_uri import TokenUri, parse_token_uri

if TYPE_CHECKING:
    from pkcs11 import Session


def open_token_key(uri: str, pin: str | None, *, modules: Sequence[Path] = ()) -> SigningKey:
    """Log in to the token that `uri` names and give the key it names.

    `pin` None is for tokens with a keypad of their own and for those that ask for no PIN. `modules` are asked
    instead of the installed ones where the URI names none. A wrong PIN is tried once and never again by itself.
    Close the key with `close_token_key`.

    Raises the Faults of `parse_token_uri` and `load_module`; `token.no_module`, `token.none`, `token.not_this`,
    `token.several`; `token.pin_needed`, `token.pin_not_latin`, `token.pin_length`, `token.wrong_pin`,
    `token.wrong_pin_last`, `token.pin_locked`, `token.pin_not_set`, `token.pin_expired`; those of `choose_pair`;
    `token.removed`, `token.failed`.
    """
    wanted = parse_token_uri(uri)
    with module_lock:
        found = find_device(wanted, uri, modules)
        _close_session(found)
        opened = _log_in(found, pin)
        try:
            with token_faults(found.name):
                return _signing_key(opened, wanted, pin)
        except BaseException:
            opened.close()
            raise


def pin_state_of(uri: str, *, modules: Sequence[Path] = ()) -> tuple[str, PinState]:
    """Tell a token's name and what it says of its PIN, before somebody types one.

    Raises the Faults of `open_token_key` about finding the token.
    """
    with module_lock:
        found = find_device(parse_token_uri(uri), uri, modules)
        with token_faults(found.name):
            return found.name, pin_state(found.device)


def close_token_key(key: SigningKey) -> None:
    """Log out of the token behind a key; keys from files need no closing."""
    if isinstance(key.secret, TokenSecret):
        key.secret.close()


def find_device(wanted: TokenUri, uri: str, modules: Sequence[Path]) -> FoundDevice:
    """Find the one token a URI names.

    A module that cannot be loaded is only told when it was named, or when no other shows the token.
    """
    asked = _modules(wanted, modules)
    present: dict[tuple[str, bytes, str, str], FoundDevice] = {}
    fault: Fault | None = None
    for path in asked:
        try:
            for found in devices_of(path):
                present.setdefault(found.identity, found)
        except Fault as error:
            fault = fault or error
    fitting = [found for found in present.values() if _fits(found, wanted)]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(found.name for found in (fitting or present.values()))
    if fitting:
        raise Fault("token.several", tokens=names)
    if fault is not None:
        raise fault
    raise Fault("token.not_this", uri=uri, tokens=names) if names else Fault("token.none")


def _modules(wanted: TokenUri, modules: Sequence[Path]) -> tuple[Path, ...]:
    if wanted.module_path is not None:
        return (wanted.module_path,)
    asked = tuple(modules) or tuple(path for _, path in installed_modules())
    if wanted.module_name is not None:
        asked = tuple(path for path in asked if wanted.module_name in {path.name, path.stem})
    if not asked:
        raise Fault("token.no_module")
    return asked


def _fits(found: FoundDevice, wanted: TokenUri) -> bool:
    device = found.device
    pairs = (
        (wanted.token, device.label),
        (wanted.serial, serial_text(device.serial)),
        (wanted.manufacturer, device.manufacturer_id),
        (wanted.model, device.model),
        (wanted.slot, device.slot.slot_id),
    )
    return all(asked is None or asked == has for asked, has in pairs)


@dataclass(slots=True, eq=False)
class _Opened:
    """A session that is logged in."""

    found: FoundDevice
    session: "Session" = field(repr=False)
    is_open: bool = True

    def close(self) -> None:
        """Close the session, which logs out; safe to call twice and after the token was pulled out."""
        import pkcs11

        with module_lock:
            if not self.is_open:
                return
            self.is_open = False
            count_session(self.found.module, -1)
            _open.pop(self.found.identity, None)
            with contextlib.suppress(pkcs11.PKCS11Error):
                self.session.close()


_open: dict[tuple[str, bytes, str, str], _Opened] = {}


def _close_session(found: FoundDevice) -> None:
    """End an earlier login to the same token: the PIN typed now is the one that counts."""
    earlier = _open.get(found.identity)
    if earlier is not None:
        earlier.close()


def _log_in(found: FoundDevice, pin: str | None) -> _Opened:
    import pkcs11

    with token_faults(found.name):
        secret = _login_secret(found, pin)
        try:
            session = found.device.open(user_pin=secret)
        except pkcs11.PKCS11Error as error:
            raise _failed_login(found, error) from error
    opened = _Opened(found, session)
    _open[found.identity] = opened
    count_session(found.module, 1)
    return opened


def _login_secret(found: FoundDevice, pin: str | None) -> Any:
    """Give what the token is to be told: the PIN, that its own keypad asks, or nothing at all."""
    import pkcs11

    refuse_before_login(pin_state(found.device), found.name)
    flags = found.device.flags
    if not flags & pkcs11.TokenFlag.LOGIN_REQUIRED:
        return None
    if flags & pkcs11.TokenFlag.PROTECTED_AUTHENTICATION_PATH and not pin:
        return pkcs11.PROTECTED_AUTH
    ensure_latin(pin or "", found.name)
    return pin


def _failed_login(found: FoundDevice, error: Exception) -> Fault:
    """Say why, with what the token says of its PIN since."""
    import pkcs11

    try:
        after = pin_state(found.device)
    except pkcs11.PKCS11Error:
        after = PinState.FRESH
    return login_fault(error, found.name, after)


def _signing_key(opened: _Opened, wanted: TokenUri, pin: str | None) -> SigningKey:
    pair = choose_pair(opened.session, wanted, opened.found.name)
    mechanism, bits = public_key_of(pair.certificate, opened.found.name)
    secret = TokenSecret(
        token=opened.found.name,
        key=pair.key,
        certificate=pair.certificate,
        mechanisms=frozenset(opened.found.device.slot.get_mechanisms()),
        pin=pin if pair.asks_each_time else None,
        on_close=opened.close,
    )
    names = read_names(pair.certificate)
    return SigningKey(opened.found.name, pair.certificate, pair.others, names, mechanism, bits, secret)
