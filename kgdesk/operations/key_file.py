"""Opening the key somebody signs with: a file or a token."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.token import is_token
from kgdesk.files import read_bytes

if TYPE_CHECKING:
    from kgdesk.signing.keys import SigningKey
    from kgdesk.signing.trust import TrustAnchors

KEY_LIMIT = 1_000_000  # bytes; a PKCS#12 file holds a key and a few certificates


def open_key(key: Path | str, secret: str, *, at: datetime, anchors: "TrustAnchors | None" = None) -> "SigningKey":
    """Open a key that may sign at `at`: a PKCS#12 file with its password, or a PKCS#11 URI with the PIN.

    With `anchors` its chain must lead to one of them and must not be revoked. Close it with `close_key`.
    Raises the faults of `signing.keys`, of `signing.token` and of the disk.
    """
    from kgdesk.signing import keys

    opened = _opened(key, secret)
    try:
        keys.ensure_usable(opened, at, anchors)
    except Fault:
        close_key(opened)
        raise
    return opened


def close_key(key: "SigningKey") -> None:
    """Log out of a token; a key from a file needs no closing."""
    from kgdesk.signing.token import close_token_key

    close_token_key(key)


def _opened(key: Path | str, secret: str) -> "SigningKey":
    if isinstance(key, str) and is_token(key):
        from kgdesk.signing.token import open_token_key

        return open_token_key(key, secret or None)
    from kgdesk.signing.key_cost import ensure_affordable
    from kgdesk.signing.keys import load_pkcs12

    path = Path(key)
    data = read_bytes(path, limit=KEY_LIMIT)
    ensure_affordable(data, str(path))  # here and not in another process: a password does not travel
    return load_pkcs12(data, secret, str(path))
