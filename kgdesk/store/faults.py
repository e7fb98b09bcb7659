"""SQLite's errors about the workspace file, as sentences for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgdesk.domain.errors import Fault

_BY_NAME = (
    ("SQLITE_FULL", "workspace.disk_full"),
    ("SQLITE_IOERR", "workspace.io_error"),
    ("SQLITE_CORRUPT", "workspace.damaged"),
    ("SQLITE_NOTADB", "workspace.damaged"),
    ("SQLITE_READONLY", "workspace.read_only"),
    ("SQLITE_BUSY", "workspace.in_use"),
    ("SQLITE_LOCKED", "workspace.in_use"),
    ("SQLITE_CANTOPEN", "workspace.io_error"),
    ("SQLITE_PERM", "workspace.read_only"),
)


@contextmanager
def sqlite_faults(path: Path) -> Iterator[None]:
    """Raise Fault `workspace.*` for trouble with the file; anything else is ours and passes through."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for prefix, code in _BY_NAME:
            if name.startswith(prefix):
                raise Fault(code, file=path, cause=name) from error
        if str(error).startswith("Could not decode"):  # a text that is none: said by Python, without a name
            raise Fault("workspace.damaged", file=path, cause="UTF-8") from error
        raise
