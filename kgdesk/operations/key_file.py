"""Opening the key somebody signs with."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.files import read_bytes

if TYPE_CHECKING:
    from kgdesk.signing.keys import SigningKey

KEY_LIMIT = 1_000_000  # bytes; a PKCS#12 file holds a key and a few certificates


def open_key(path: Path, password: str, *, at: datetime) -> "SigningKey":
    """Open a PKCS#12 key that may sign at `at`; raises the faults of `signing.keys` and of the disk."""
    from kgdesk.signing import keys

    key = keys.load_pkcs12(read_bytes(path, limit=KEY_LIMIT), password, str(path))
    keys.ensure_usable(key, at)
    return key
