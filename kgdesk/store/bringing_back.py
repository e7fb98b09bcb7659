"""A copy put in a workspace's place, in an order that leaves either the old file or the new one, whatever happens."""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason
from kgdesk.files import disk_faults, flush_folder
from kgdesk.store import copying, creation, migrations
from kgdesk.store.cipher_key import KNOWN_BEGINNINGS
from kgdesk.store.creation import SIDE_FILES
from kgdesk.store.faults import sqlite_faults
from kgdesk.store.header import APPLICATION_ID, LENGTH, MAGIC, VERSION, check_header, check_place, number

_BLOCK = 1 << 20  # bytes


def temporary_of(path: Path) -> Path:
    """Name the file that a restore makes for `path`; whoever has the lock of `path` may remove what is left of one."""
    return path.with_name(f".{path.name}.restored")


def check_replaceable(path: Path) -> None:
    """Raise Fault `workspace.not_a_workspace` where a file is no workspace, not even a damaged one.

    By its name, or by a beginning that only files of another kind have. It may be open here, so that it is not read
    then: what is open is a workspace.
    """
    if path.suffix.lower() != ".kgdesk":
        raise Fault("workspace.not_a_workspace", file=path)
    if not path.exists() or creation.is_open_here(path):
        return
    with disk_faults(path), path.open("rb") as stream:
        head = stream.read(LENGTH)
    other = head.startswith(KNOWN_BEGINNINGS) and not head.startswith(MAGIC)
    if other or (head.startswith(MAGIC) and len(head) == LENGTH and number(head, 68) != APPLICATION_ID):
        raise Fault("workspace.not_a_workspace", file=path)


def fetch(copy: Path, fresh: Path) -> None:
    """Copy a copy, of an older version too, into a file that is not there yet, and bring it to the newest version.

    Raises the Faults of opening the copy, and `workspace.disk_full`, `.io_error` of where `fresh` lies.
    """
    check_place(copy)
    version = VERSION if creation.is_open_here(copy) else check_header(copy)
    with disk_faults(fresh):
        os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    connection = creation.connect(copy)
    try:
        copying.copy_into(connection, fresh)
    finally:
        creation.disconnect(connection)
    if version < VERSION:
        migrations.upgrade(fresh, keep=False)


def put_in_place(fresh: Path, path: Path, at: datetime) -> Path | None:
    """Give `fresh` the name `path`; of what was there a copy, its log included, lies among the copies and is returned.

    Call it under the lock of `path`. Before and after the one rename there is a whole file under the name.
    """
    kept = _set_aside(path, at) if path.exists() else None
    with disk_faults(path):
        for ending in SIDE_FILES:  # beside another file they would be taken for its own
            path.with_name(path.name + ending).unlink(missing_ok=True)
        fresh.replace(path)
        flush_folder(path.parent)
    return kept


def discard(path: Path) -> None:
    """Take a file away that a restore made, with SQLite's files beside it."""
    for ending in ("", *SIDE_FILES, ".lock"):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _set_aside(path: Path, at: datetime) -> Path:
    """Copy what is there byte by byte. A second name for the same file would go on changing with it after a kill."""
    kept = copying.free_copy(path, at, CopyReason.RESTORE)
    _fold_log(path)
    log = path.with_name(f"{path.name}-wal")
    with copying.whole_copy(kept) as temporary, disk_faults(kept):
        if log.exists() and log.stat().st_size:
            _copy_bytes(log, kept.with_name(f"{kept.name}-wal"))
        _copy_bytes(path, temporary)
    return kept


def _fold_log(path: Path) -> None:
    """Bring the log into the file, so that it is whole without it; a damaged file keeps its log beside it."""
    with suppress(Fault), sqlite_faults(path):
        connection = creation.connect(path)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            creation.disconnect(connection)


def _copy_bytes(path: Path, target: Path) -> None:
    with path.open("rb") as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy, _BLOCK)
        copy.flush()
        os.fsync(copy.fileno())
