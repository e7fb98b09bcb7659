"""SQLCipher behind the face of `sqlite3`: what the store does with a connection works, and errors have the same class.

The only place that imports `sqlcipher3`, and only when an encrypted file is met.
"""

import sqlite3
from functools import cache, wraps
from pathlib import Path
from typing import Any, cast

from kgdesk.domain.errors import Fault
from kgdesk.store.cipher_key import CipherKey


def open_encrypted(address: str | Path, key: CipherKey | None, **settings: Any) -> sqlite3.Connection:
    """Connect to an encrypted file, or with SQLCipher's own program to a plain one (`key` None).

    Whether the key fits is known at the first query. Raises Fault `encryption.no_library`.
    """
    connection = _kinds(address)(address, **settings)
    connection.cipher_key = key
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the screen of whoever works
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.sql}"')
        connection.execute("PRAGMA cipher_compatibility = 4")  # whatever a later SQLCipher takes for usual
    return cast("sqlite3.Connection", connection)


def key_of(connection: sqlite3.Connection) -> CipherKey | None:
    """Give the key of a connection; None of a plain one."""
    key: CipherKey | None = getattr(connection, "cipher_key", None)
    return key


def _translated(method: Any, library: Any) -> Any:
    """Let a method raise SQLCipher's errors as the ones of the standard library, with their names."""

    @wraps(method)
    def call(*args: Any, **options: Any) -> Any:
        try:
            return method(*args, **options)
        except library.Error as error:
            own = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)(*error.args)
            for name in ("sqlite_errorcode", "sqlite_errorname"):
                if hasattr(error, name):
                    setattr(own, name, getattr(error, name))
            try:
                raise own from error
            finally:
                del own  # its traceback leads back here: a circle that would keep the cursor, and the file, open

    return call


def _translating(base: Any, names: tuple[str, ...], library: Any) -> Any:
    return type(base.__name__, (base,), {name: _translated(getattr(base, name), library) for name in names})


def _kinds(file: str | Path) -> type[Any]:
    try:
        return _connection_class()
    except ImportError as error:
        raise Fault("encryption.no_library", file=file) from error


@cache
def _connection_class() -> type[Any]:
    """Make the class when it is wanted first: its base comes with the library."""
    from sqlcipher3 import dbapi2 as library

    asking = ("execute", "executemany", "executescript", "fetchone", "fetchmany", "fetchall", "__next__")
    cursors = _translating(library.Cursor, asking, library)
    connections = _translating(library.Connection, ("__init__", "backup", "commit", "rollback"), library)

    def cursor(self: Any) -> Any:
        made = library.Connection.cursor(self, cursors)
        if self.row_factory is sqlite3.Row:  # the standard library's takes its own cursors only
            made.row_factory = library.Row
        return made

    connections.cursor = cursor
    made: type[Any] = connections
    return made
