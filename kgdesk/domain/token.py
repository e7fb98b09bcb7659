"""What is known of a signing token before anybody typed a PIN."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kgdesk.domain.errors import Fault

TOKEN_SCHEME = "pkcs11:"  # noqa: S105 - how an address begins


class PinState(StrEnum):
    """What a token says about its PIN. The standard knows no number of tries left, only these steps."""

    FRESH = "fresh"  # the last PIN typed was right
    WRONG_BEFORE = "wrong_before"  # at least one wrong PIN since
    LAST_TRY = "last_try"  # one more wrong PIN locks it
    LOCKED = "locked"
    TO_BE_CHANGED = "to_be_changed"  # still the PIN it was issued with
    NOT_SET = "not_set"


@dataclass(frozen=True, slots=True)
class TokenCertificate:
    """A certificate on a token. `uri` chooses exactly this one; `fingerprint` is its SHA-256 in hex."""

    uri: str
    label: str
    identifier: str
    common_name: str
    organization: str
    issuer: str
    fingerprint: str
    not_before: datetime
    not_after: datetime
    is_authority: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A token that is plugged in. `uri` chooses it; `slot` is its place in the module."""

    uri: str
    module: Path
    label: str
    serial: str
    manufacturer: str
    model: str
    slot: int
    pin: PinState
    certificates: tuple[TokenCertificate, ...]


@dataclass(frozen=True, slots=True)
class TokenList:
    """Tokens that were found, the modules that were asked, and what stood in the way of those that failed."""

    tokens: tuple[Token, ...]
    modules: tuple[Path, ...]
    failed: tuple[tuple[Path, Fault], ...] = ()


def is_token(key: object) -> bool:
    """Whether a key is named by a PKCS#11 URI and not by a file."""
    return isinstance(key, str) and key.lower().startswith(TOKEN_SCHEME)
