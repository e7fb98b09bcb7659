"""Where things live (source tree, wheel, frozen program) and how bytes reach the disk."""

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgdesk.domain.errors import Fault

_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """The folder that holds `resources/` and `db/`."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """A file under `resources/`."""
    return data_root().joinpath("resources", *parts)


def schema_file() -> Path:
    """The readable schema, `db/schema.sql`."""
    return data_root() / "db" / "schema.sql"


def licence_folder() -> Path | None:
    """Give the folder with the texts of the libraries' licences; None in a source tree, which carries no library."""
    folder = data_root() / "licences"
    return folder if folder.is_dir() else None


def state_folder() -> Path:
    """Where logs go: the platform's own place for a program's state, made when missing."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    folder = base / "kgdesk"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read_bytes(path: Path, *, limit: int) -> bytes:
    """Read a whole file; raises Fault `file.missing`, `file.is_folder`, `file.unreadable`, `file.too_large` (bytes)."""
    with disk_faults(path):
        require_file(path)
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    if len(data) > limit:
        raise Fault("file.too_large", file=path, limit=limit // 1_000_000)
    return data


def require_file(path: Path) -> None:
    """Raise Fault `file.is_folder`, `file.not_regular` (a pipe or device would never end) or `file.missing`."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise Fault("file.is_folder", file=path)
    if not stat.S_ISREG(mode):
        raise Fault("file.not_regular", file=path)


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write to a temporary name, flush to the disk, rename. A reader sees the old file or the whole new one.

    `private` keeps it readable by its owner alone: keys, and what is left of a workspace.
    """
    with disk_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(0o600 if private else 0o644)
            give_name(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        flush_folder(path.parent)


def give_name(temporary: Path, path: Path) -> None:
    """Rename a finished file over what stands there. Raises OSError, and Fault `file.open_elsewhere`.

    Windows lets nobody replace a file that another program has open; it says "access denied" to that.
    """
    try:
        temporary.replace(path)
    except PermissionError as error:
        if sys.platform == "win32" and path.is_file():
            raise Fault("file.open_elsewhere", file=path, cause=error.strerror or "") from error
        raise


def flush_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows neither can nor needs to."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_DISK_FAULTS = {
    errno.ENOENT: "file.missing",
    errno.ENOTDIR: "file.missing",
    errno.EISDIR: "file.is_folder",
    errno.ELOOP: "file.link_loop",
    errno.ENOSPC: "file.disk_full",
    errno.EDQUOT: "file.disk_full",
    errno.EROFS: "file.read_only",
    errno.EACCES: "file.forbidden",
    errno.EPERM: "file.forbidden",
    errno.EEXIST: "file.exists",
    errno.ENAMETOOLONG: "file.name_too_long",
}


@contextmanager
def disk_faults(path: Path) -> Iterator[None]:
    """Turn the system's errors about `path` into sentences for people."""
    try:
        yield
    except OSError as error:
        code = _DISK_FAULTS.get(error.errno or 0, "file.unreadable")
        raise Fault(code, file=path, cause=error.strerror or str(error)) from error
