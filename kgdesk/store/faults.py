"""SQLite's errors about the workspace file, as sentences for people."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
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
_LITTLE = 100_000  # bytes
# While a copy is made nothing that was typed is at stake, and the sentences must not say so.
OF_COPIES = {
    "workspace.disk_full": "copy.disk_full",
    "file.disk_full": "copy.disk_full",
    "workspace.io_error": "copy.io_error",
    "file.unreadable": "copy.io_error",
    "file.missing": "copy.gone",
    "workspace.read_only": "copy.read_only",
    "file.read_only": "copy.read_only",
    "file.forbidden": "copy.read_only",
}
# While a copy takes the place of a workspace, the workspace stands until the last step.
OF_RECOVERY = {
    "workspace.disk_full": "copy.recover_full",
    "file.disk_full": "copy.recover_full",
    "copy.disk_full": "copy.recover_full",
    "workspace.io_error": "copy.recover_failed",
    "file.unreadable": "copy.recover_failed",
    "copy.io_error": "copy.recover_failed",
}


@contextmanager
def sqlite_faults(path: Path) -> Iterator[None]:
    """Raise Fault `workspace.*` for trouble with the file; anything else is ours and passes through."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name == "SQLITE_IOERR_SHMSIZE" and _is_full(path):  # no room for the log's index; says an I/O error
            raise Fault("workspace.disk_full", file=path, cause=name) from error
        for prefix, code in _BY_NAME:
            if name.startswith(prefix):
                raise Fault(code, file=path, cause=name) from error
        if str(error).startswith("Could not decode"):  # a text that is none: said by Python, without a name
            raise Fault("workspace.damaged", file=path, cause="UTF-8") from error
        raise
    except UnicodeDecodeError as error:  # SQLite's own message quotes a spoiled name
        raise Fault("workspace.damaged", file=path, cause="UTF-8") from error


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE
    except OSError:
        return False


@contextmanager
def told_as(codes: Mapping[str, str], file: Path) -> Iterator[None]:
    """Tell Faults of `codes` by another sentence, about another file than the one that was written to."""
    try:
        yield
    except Fault as fault:
        if fault.code not in codes:
            raise
        raise Fault(codes[fault.code], file=file, cause=fault.params.get("cause", "")) from fault
