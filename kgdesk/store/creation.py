"""Making and connecting to the file under a workspace."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from kgdesk.domain.errors import Fault
from kgdesk.files import disk_faults, flush_folder, schema_file
from kgdesk.store.faults import sqlite_faults
from kgdesk.store.header import APPLICATION_ID, VERSION

_WAIT = 5.0  # seconds for a reader's lock; writers never meet
_open_here: dict[int, tuple[int, int]] = {}  # connection -> file; the header of such files must not be read


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a temporary file of mode 0600 beside `path` and rename it there at the end.

    Raises Fault `workspace.exists`, `workspace.is_folder` or `file.*`.
    """
    if path.is_dir():
        raise Fault("workspace.is_folder", file=path)
    if path.exists():
        raise Fault("workspace.exists", file=path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with disk_faults(path):
            os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        yield temporary
        with disk_faults(path):
            temporary.replace(path)
            flush_folder(path.parent)
    finally:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):  # what stopped the writing stops the tidying too, and is told already
                temporary.with_name(temporary.name + ending).unlink(missing_ok=True)


def connect(path: Path) -> sqlite3.Connection:
    """Connect with the settings every workspace has; reads are allowed, writes are not (`query_only`).

    A reader, too, connects for writing where it may: only such a connection takes SQLite's side
    files away when it is the last to close.
    """
    mode = "rw"
    if not writable(path):
        mode = "ro" if path.with_name(f"{path.name}-wal").exists() else "ro&immutable=1"
    with sqlite_faults(path):
        connection = sqlite3.connect(
            f"{_address(path)}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=_WAIT,
        )
        try:
            _settle(connection)
        except BaseException:
            connection.close()
            raise
    _open_here[id(connection)] = _identity(path)
    return connection


def _address(path: Path) -> str:
    """Write a path as SQLite's URI. A Windows share (`//server/share`) must not become the URI's authority."""
    name = quote(path.resolve().as_posix())
    return f"file://{name}" if name.startswith("/") else f"file:///{name}"


def _settle(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # INSERT OR REPLACE meets the delete triggers
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # a damaged file says so here
    connection.execute("PRAGMA query_only = ON")


def disconnect(connection: sqlite3.Connection) -> None:
    """Close a connection; the last one folds the write-ahead log into the file."""
    connection.close()
    _open_here.pop(id(connection), None)


def is_open_here(path: Path) -> bool:
    """Whether this process has a connection to the file."""
    return _identity(path) in _open_here.values()


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def writable(path: Path) -> bool:
    """Whether both the file and its folder can be written: SQLite keeps its log beside the file."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent))


def lay_out(connection: sqlite3.Connection) -> None:
    """Write the schema into an empty file."""
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{schema_file().read_text(encoding='utf-8')}\nPRAGMA user_version = {VERSION};\nCOMMIT;"
    )
    connection.execute("PRAGMA query_only = ON")
