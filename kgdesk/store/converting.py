"""Writing a workspace anew under another key, or under none: beside itself, compared row by row, then renamed."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.files import disk_faults
from kgdesk.store import encryption
from kgdesk.store.cipher_connection import open_encrypted
from kgdesk.store.cipher_key import CipherKey
from kgdesk.store.creation import is_open_here, new_file
from kgdesk.store.faults import sqlite_faults
from kgdesk.store.locking import FileLock

_WAIT = 1.0  # seconds for somebody else's lock


@contextmanager
def converted(path: Path, key: CipherKey | None) -> Iterator[Path]:
    """Give the file as it will be, still under another name; it takes the place of the old one at the end.

    Nobody else may have the file open. `key` None writes a plain file. The new file has been compared with the old
    one and checked when it is given. Where anything is raised the old file stays as it was, byte for byte. Raises
    Fault `workspace.in_use`, `.damaged`, `.disk_full`, `.io_error`, `encryption.locked`, `encryption.differs`.
    """
    path = path.resolve()  # replacing a link would leave the file it leads to as it was
    if is_open_here(path):
        raise Fault("workspace.in_use", file=path)
    lock = FileLock(path)
    try:
        with new_file(path, replacing=True) as fresh:
            with sqlite_faults(path), closing(_alone(path)) as old:
                _export(old, fresh, key)
                if key is not None:
                    encryption.remember(key)
                _compare(old, fresh, path)
            yield fresh
            with sqlite_faults(path):
                _alone(path).close()
            _tidy(path)
    finally:
        lock.release()


def follow(fresh: Path, path: Path) -> None:
    """Encrypt what is to take the place of an encrypted file whose key is known: an older copy may be a plain one."""
    if not path.is_file() or encryption.salt_of(fresh) is not None:
        return
    salt = encryption.salt_of(path, open_here=is_open_here(path))
    key = None if salt is None else encryption.known_key(salt)
    if key is not None:
        with converted(fresh, key):
            pass


def _alone(path: Path) -> sqlite3.Connection:
    """Connect by SQLCipher and keep all others out, readers, too.

    One that had the old file open would, on closing, take away the log that then stands under its name: the new one's.
    """
    salt = encryption.salt_of(path)
    own = None if salt is None else encryption.known_key(salt)
    if salt is not None and own is None:
        raise Fault("encryption.locked", file=path)
    connection = open_encrypted(path, own, isolation_level=None, timeout=_WAIT)
    try:
        connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")  # the lock stays until the connection is closed
    except BaseException:
        connection.close()
        raise
    return connection


def _export(old: sqlite3.Connection, fresh: Path, key: CipherKey | None) -> None:
    """Let SQLCipher write all tables, and then what it leaves out: the two numbers and the write-ahead log."""
    # as bytes: a name on Linux need not be UTF-8
    old.execute("ATTACH ? AS fresh KEY ?", (os.fsencode(fresh), "" if key is None else key.sql))
    old.execute("SELECT sqlcipher_export('fresh')")
    for name in ("application_id", "user_version"):
        number = int(old.execute(f"PRAGMA main.{name}").fetchone()[0])
        old.execute(f"PRAGMA fresh.{name} = {number}")
    old.execute("PRAGMA fresh.journal_mode = WAL")
    old.execute("DETACH fresh")


def _compare(old: sqlite3.Connection, fresh: Path, path: Path) -> None:
    """Raise Fault `encryption.differs` unless both hold the same rows and the new one is sound."""
    with closing(encryption.connect(fresh)) as new:
        sound = new.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        if not sound or list(_digests(old)) != list(_digests(new)):
            raise Fault("encryption.differs", file=path)


def _digests(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """Digest what makes a database: its numbers, its schema, and every row of every table in its order."""
    for name in ("application_id", "user_version"):
        yield (name, connection.execute(f"PRAGMA {name}").fetchone()[0])
    schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    yield from map(tuple, schema)
    for kind, name, *_ in schema:
        if kind == "table":
            digest = hashlib.sha256()
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - names of our own schema
                digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
            yield (name, digest.hexdigest())


def _tidy(path: Path) -> None:
    """Take away what the old file's log left behind; a log that still holds something must not meet the new file."""
    log = path.with_name(f"{path.name}-wal")
    with disk_faults(path):
        if log.exists() and log.stat().st_size:
            raise Fault("workspace.in_use", file=path)
        log.unlink(missing_ok=True)
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


def first_entry(path: Path) -> str | None:
    """Give the hash of the first journal row, the same in a workspace and its copies; None for any other file.

    Only for files this process has not open. Raises Fault `encryption.locked`.
    """
    row = _entry(path, "ASC")
    return None if row is None else row[1]


def last_entry(path: Path) -> tuple[int, str] | None:
    """Give number and hash of the last journal row of a file without a log; None where there is none to read.

    Only for files this process has not open. Raises Fault `encryption.locked`.
    """
    return _entry(path, "DESC")


def _entry(path: Path, order: str) -> tuple[int, str] | None:
    try:
        with closing(encryption.connect(path, mode="ro&immutable=1")) as connection:
            row = connection.execute(f"SELECT seq, hash FROM journal ORDER BY seq {order} LIMIT 1").fetchone()  # noqa: S608 - two words
    except sqlite3.Error:
        return None
    return None if row is None else (int(row[0]), str(row[1]))
