"""One writing process per workspace: a locked file beside it.

The lock belongs to the process, not to the file's existence: after `kill -9` the system lets go of
it and the left-over file means nothing. It is a separate file because closing any handle on the
database itself would drop SQLite's own POSIX locks.
"""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.files import disk_faults

_REFUSED = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


def lock_path(path: Path) -> Path:
    """Name the lock file of a workspace: one for the file itself, whichever links lead to it."""
    real = path.resolve()
    return real.with_name(f"{real.name}.lock")


class FileLock:
    """Held from construction to `release`; raises Fault `workspace.in_use` or `workspace.read_only`."""

    def __init__(self, path: Path) -> None:
        self._path = lock_path(path)
        self._handle = self._take(path)

    def _take(self, workspace: Path) -> int:
        while True:
            handle = self._open(workspace)
            try:
                _lock(handle)
            except OSError as error:
                os.close(handle)
                if error.errno in _REFUSED:
                    raise Fault("workspace.in_use", file=workspace) from error
                raise Fault("workspace.io_error", file=workspace, cause=error.strerror or "") from error
            if self._is_mine(handle):
                return handle
            os.close(handle)  # the holder before removed the file between our opening and our locking

    def _open(self, workspace: Path) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM}:
                if sys.platform == "win32" and self._path.exists():
                    raise Fault("workspace.in_use", file=workspace) from error
                raise Fault("workspace.read_only", file=workspace) from error
            with disk_faults(workspace):
                raise

    def _is_mine(self, handle: int) -> bool:
        if sys.platform == "win32":
            return True  # an open file cannot be removed there
        try:
            return self._path.stat().st_ino == os.fstat(handle).st_ino
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let go. Removing the file first keeps folders clean; failing to is harmless."""
        if self._handle < 0:
            return
        if sys.platform == "win32":
            _unlock(self._handle)
            os.close(self._handle)
            _remove(self._path)
        else:
            _remove(self._path)
            _unlock(self._handle)  # also for copies of the handle in forked children
            os.close(self._handle)
        self._handle = -1

    @property
    def is_in_place(self) -> bool:
        """Whether the locked file still stands beside the workspace: its folder was not taken away."""
        return self._handle >= 0 and self._is_mine(self._handle)

    def abandon(self) -> None:
        """Let go of a lock whose file is gone with its medium; what stands under the name now is another's."""
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)
        self._handle = -1


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
