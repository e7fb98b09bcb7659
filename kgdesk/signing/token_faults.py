"""What a token's module answers, as sentences for people."""

from collections.abc import Iterator
from contextlib import contextmanager

from kgdesk.domain.errors import Fault
from kgdesk.domain.token import PinState

# The token is no longer where it was: pulled out, or its reader was.
_GONE = {
    "DeviceRemoved",
    "TokenNotPresent",
    "TokenNotRecognised",
    "SlotIDInvalid",
    "SessionHandleInvalid",
    "SessionClosed",
    "ObjectHandleInvalid",
    "KeyHandleInvalid",
    "UserNotLoggedIn",  # the session was lost with the token and is a new one
}

_AFTER_WRONG_PIN = {
    PinState.LOCKED: "token.pin_locked",
    PinState.LAST_TRY: "token.wrong_pin_last",
}


@contextmanager
def token_faults(name: str) -> Iterator[None]:
    """Turn the errors of a module about the token `name` into Fault `token.removed` or `token.failed`."""
    import pkcs11

    try:
        yield
    except pkcs11.PKCS11Error as error:
        raise _fault(error, name) from error


def _fault(error: Exception, name: str) -> Fault:
    kind = type(error).__name__
    if kind in _GONE:
        return Fault("token.removed", token=name)
    return Fault("token.failed", token=name, cause=" ".join(part for part in (kind, str(error)) if part))


def login_fault(error: Exception, name: str, after: PinState) -> Fault:
    """Say why a login failed; `after` is what the token says of its PIN since."""
    match type(error).__name__:
        case "PinLocked":
            return Fault("token.pin_locked", token=name)
        case "PinIncorrect" | "PinInvalid":
            return Fault(_AFTER_WRONG_PIN.get(after, "token.wrong_pin"), token=name)
        case "PinLenRange":
            return Fault("token.pin_length", token=name)
        case "PinExpired":
            return Fault("token.pin_expired", token=name)
        case "UserPinNotInitialized":
            return Fault("token.pin_not_set", token=name)
        case _:
            return _fault(error, name)


def refuse_before_login(state: PinState, name: str) -> None:
    """Raise Fault `token.pin_locked` or `token.pin_not_set`: such a token need not be asked."""
    if state is PinState.LOCKED:
        raise Fault("token.pin_locked", token=name)
    if state is PinState.NOT_SET:
        raise Fault("token.pin_not_set", token=name)


def ensure_latin(pin: str, name: str) -> None:
    """Raise Fault `token.pin_needed` or `token.pin_not_latin` before a try is spent on such a PIN.

    A Vietnamese keyboard left on turns `aa` into `â` and digits into marks: the commonest way to lock a token.
    """
    if not pin:
        raise Fault("token.pin_needed", token=name)
    if not (pin.isascii() and pin.isprintable()):
        raise Fault("token.pin_not_latin", token=name)
