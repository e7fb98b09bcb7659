"""Whether a workspace is encrypted, the keys this process has been given, and connecting with or without one.

A key is kept in memory under the salt of its file, so that whatever opens the file again or one of its copies
(a backup, a check, an upgrade) finds it. Keys are never written anywhere.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kgdesk.domain.errors import Fault
from kgdesk.files import disk_faults, require_file
from kgdesk.store.cipher_connection import key_of, open_encrypted
from kgdesk.store.cipher_key import KNOWN_BEGINNINGS, PAGE, SALT, CipherKey, key_of_code, looks_like_code
from kgdesk.store.faults import sqlite_faults

_TRIED = 8  # pages a key is tried on
_DISTINCT = 200  # different bytes among 4096 that came by chance: about 256, never below 230

_keys: dict[bytes, CipherKey] = {}  # salt -> key
_open_here: dict[tuple[int, int], bytes | None] = {}  # file -> its salt, None where plain; see `salt_of`


def salt_of(path: Path, *, open_here: bool = False) -> bytes | None:
    """Return the salt of an encrypted file; None where it is plain, or something else altogether.

    `open_here` says that this process has a connection to the file: then it is not read, which would drop
    SQLite's POSIX locks, and what was found when it was connected to is told.
    """
    if open_here and _identity(path) in _open_here:
        return _open_here[_identity(path)]
    try:
        require_file(path)  # a pipe that bears a workspace's name would be waited for
        with path.open("rb") as stream:
            page = stream.read(PAGE)
    except (OSError, Fault):
        return None  # SQLite says it better
    return page[:SALT] if _looks_encrypted(page) else None


def _looks_encrypted(page: bytes) -> bool:
    """Whether a first page can be SQLCipher's: full, without any beginning that is known, and like chance."""
    return len(page) == PAGE and not page.startswith(KNOWN_BEGINNINGS) and looks_like_chance(page)


def looks_like_chance(page: bytes) -> bool:
    """Whether a page has nearly every byte there is: encrypted or compressed."""
    return len(set(page)) >= _DISTINCT


def unlock(path: Path, secret: str) -> None:
    """Take the password or the recovery code of an encrypted file, and keep its key as long as the process lives.

    Takes a good part of a second. Raises Fault `encryption.not_encrypted`, `.wrong_password`, `.code_slip` (a
    recovery code that is mistyped), `.wrong_code`.
    """
    salt = salt_of(path)
    if salt is None:
        raise Fault("encryption.not_encrypted", file=path)
    raw = key_of_code(secret)
    key = CipherKey.of_password(secret, salt) if raw is None else CipherKey(raw, salt)
    if _fits(key, path):
        remember(key)
    elif raw is not None:
        raise Fault("encryption.wrong_code", file=path)
    elif looks_like_code(secret):
        raise Fault("encryption.code_slip", file=path)
    else:
        raise Fault("encryption.wrong_password", file=path)


def _fits(key: CipherKey, path: Path) -> bool:
    """Whether any of the first pages was written with the key: one spoiled page does not make a password wrong."""
    with disk_faults(path), path.open("rb") as stream:
        for number in range(1, _TRIED + 1):
            page = stream.read(PAGE)
            if len(page) == PAGE and key.fits(page, number):
                return True
    return False


def remember(key: CipherKey) -> None:
    """Keep a key until the process ends or `forget_all`."""
    _keys[key.salt] = key


def forget_all(*, but: bytes | None = None) -> None:
    """Forget every key but the one of a salt: the next opening asks again."""
    for salt in [each for each in _keys if each != but]:
        del _keys[salt]


def known_key(salt: bytes) -> CipherKey | None:
    """Give the key of the files with a salt, where it has been given."""
    return _keys.get(salt)


def connect(
    path: Path, *, mode: str = "rw", open_here: bool = False, key: CipherKey | None = None, **settings: Any
) -> sqlite3.Connection:
    """Connect to a file as it is, plain or encrypted; `mode` and what follows it goes into SQLite's URI.

    With `key` the file is empty and is to be encrypted from the first byte on; the key is kept like any other.
    Raises Fault `encryption.locked` where the key has not been given, `encryption.no_library`, `file.*`.
    """
    if key is not None:
        remember(key)
    salt = salt_of(path, open_here=open_here) if key is None else key.salt
    address = f"{_address(path)}?mode={mode}"
    if salt is None:
        connection: sqlite3.Connection = sqlite3.connect(address, uri=True, **settings)
    else:
        key = known_key(salt)
        if key is None:
            raise Fault("encryption.locked", file=path)
        connection = open_encrypted(address, key, uri=True, **settings)
    _open_here[_identity(path)] = salt
    return connection


def connect_like(connection: sqlite3.Connection, path: Path, **settings: Any) -> sqlite3.Connection:
    """Connect to an empty file that is to become a copy of what `connection` sees, encrypted where that is."""
    key = key_of(connection)
    if key is not None:
        return open_encrypted(path, key, **settings)
    plain: sqlite3.Connection = sqlite3.connect(path, **settings)
    return plain


def numbers(path: Path) -> tuple[int, int]:
    """Read `application_id` and `user_version` of an encrypted file; raises `encryption.locked`, `workspace.*`."""
    mode = "ro&immutable=1"
    if path.with_name(f"{path.name}-wal").exists():
        mode = "rw" if all(os.access(place, os.W_OK) for place in (path, path.parent)) else "ro"
    with sqlite_faults(path), closing(connect(path, mode=mode)) as connection:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    return found[0], found[1]


def _address(path: Path) -> str:
    """Write a path as SQLite's URI, byte for byte: a name on Linux need not be UTF-8.

    A Windows share (`//server/share`) must not become the URI's authority.
    """
    name = quote(os.fsencode(path.resolve().as_posix()))
    return f"file://{name}" if name.startswith("/") else f"file:///{name}"


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino
