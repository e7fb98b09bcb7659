"""A copy put in a workspace's place, in an order that leaves either the old file or the new one, whatever happens."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason
from kgdesk.files import disk_faults, flush_folder
from kgdesk.store import copying, creation, migrations
from kgdesk.store.faults import OF_COPIES, told_as
from kgdesk.store.header import VERSION, check_header, check_place


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
    """Give `fresh` the name `path`; what was there, its log included, lies among the copies and is returned.

    Call it under the lock of `path`. Where the disk knows hard links the name is never without a file.
    """
    kept = _set_aside(path, at) if path.exists() else None
    with disk_faults(path):
        fresh.replace(path)
        flush_folder(path.parent)
    return kept


def discard(path: Path) -> None:
    """Take a file away that a restore made, with SQLite's files beside it."""
    for ending in ("", "-wal", "-shm", ".lock"):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _set_aside(path: Path, at: datetime) -> Path:
    kept = copying.free_copy(path, at, CopyReason.RESTORE)
    with told_as(OF_COPIES, kept), disk_faults(kept):
        copying.make_folder(kept.parent)
    with suppress(Fault):  # a damaged file keeps its log beside it
        creation.disconnect(creation.connect(path))
    log = path.with_name(f"{path.name}-wal")
    with disk_faults(path):
        if log.exists():  # it may hold what the file does not, and must not be taken for the new file's
            log.replace(kept.with_name(f"{kept.name}-wal"))
            path.replace(kept)
        else:
            _link_or_rename(path, kept)
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
        with suppress(OSError):
            kept.chmod(0o600)
        flush_folder(kept.parent)
    return kept


def _link_or_rename(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except OSError:  # the disk of a stick knows no second name
        path.replace(kept)
