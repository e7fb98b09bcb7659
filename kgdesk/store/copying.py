"""One consistent copy of a workspace, made while it is in use, checked, and only then given its name."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason, copies_folder, copy_name
from kgdesk.files import disk_faults
from kgdesk.store import encryption
from kgdesk.store.creation import new_file, remove_leftovers
from kgdesk.store.faults import OF_COPIES, sqlite_faults, told_as

_SURELY_OVER = 86_400.0  # seconds; no copy takes longer, so what is older was left by a kill


def free_copy(path: Path, at: datetime, reason: CopyReason, *, folder: Path | None = None) -> Path:
    """Name a copy that is not there yet: of two made in one second the later takes the next second."""
    folder = copies_folder(path) if folder is None else folder
    while (target := folder / copy_name(path, at, reason)).exists():
        at += timedelta(seconds=1)
    return target


@contextmanager
def whole_copy(target: Path) -> Iterator[Path]:
    """Give a temporary file beside `target`, mode 0600; it gets the name at the end, flushed to the disk.

    The folder is made where it is missing. Raises Fault `copy.disk_full`, `copy.io_error`, `copy.gone` (the
    folder or the medium is not there any more), `copy.read_only`, and `workspace.exists` for a name that is taken.
    """
    with told_as(OF_COPIES, target):
        with disk_faults(target.parent):
            make_folder(target.parent)
        remove_leftovers(target.parent, f"*-{'[0-9]' * 8}-*.kgdesk", before=time.time() - _SURELY_OVER)
        with new_file(target) as temporary:
            yield temporary


def make_folder(folder: Path) -> None:
    """Make the folder of the copies for its owner alone; one that is there stays as it is."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700)


def copy_into(connection: sqlite3.Connection, path: Path) -> None:
    """Copy what a connection sees into an empty file and flush it. Raises the Faults of the disk."""
    with sqlite_faults(path):
        target = encryption.connect_like(connection, path)
        try:
            connection.backup(target)
        finally:
            target.close()
    _settle(path)


def _settle(path: Path) -> None:
    """Flush, and let go of what the system remembers: the check that follows then reads the disk itself."""
    with disk_faults(path), path.open("rb+") as stream:
        os.fsync(stream.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def keep_sound(connection: sqlite3.Connection, target: Path, *, check: Callable[[Path], bool]) -> None:
    """Make a copy that passes a check; raises Fault `copy.unsound` (nothing is left) and those of `whole_copy`."""
    with whole_copy(target) as temporary:
        copy_into(connection, temporary)
        if not check(temporary):
            raise Fault("copy.unsound", file=target)


def is_sound(path: Path, *, head: str | None) -> bool:
    """Whether a copy is a whole database whose newest journal row has the hash `head`."""
    with sqlite_faults(path):
        connection = encryption.connect(path, mode="ro&immutable=1")
        try:
            newest = connection.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
            if (newest[0] if newest else None) != head:
                return False
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
        finally:
            connection.close()


def head_of(connection: sqlite3.Connection) -> str | None:
    """Give the hash of the newest journal row."""
    newest = connection.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return str(newest[0]) if newest else None
