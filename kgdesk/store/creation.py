"""Making and connecting to the file under a workspace."""

import glob
import os
import secrets
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.files import disk_faults, flush_folder, schema_file
from kgdesk.store import encryption
from kgdesk.store.cipher_key import CipherKey
from kgdesk.store.faults import sqlite_faults
from kgdesk.store.header import APPLICATION_ID, VERSION

SIDE_FILES = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file
_LONGEST_NAME = 255  # bytes, on Windows letters
_WAIT = 5.0  # seconds for a reader's lock; writers never meet
_open_here: dict[int, tuple[int, int]] = {}  # connection -> file; the header of such files must not be read


@contextmanager
def new_file(path: Path, *, replacing: bool = False) -> Iterator[Path]:
    """Give a temporary file of mode 0600 beside `path` and rename it there at the end.

    What a killed attempt at the same name left behind is removed. What replaces a file that a group may read or write
    stays that group's. Raises Fault `workspace.exists` (unless `replacing` what is there), `workspace.is_folder` or
    `file.*`.
    """
    _check_length(path)
    if path.is_dir():
        raise Fault("workspace.is_folder", file=path)
    if path.exists() and not replacing:
        raise Fault("workspace.exists", file=path)
    remove_leftovers(path.parent, glob.escape(path.name))
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with disk_faults(path):
            os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        yield temporary
        with disk_faults(path):
            _ensure_whole(temporary)
            _flush(temporary)
            _share_alike(temporary, path)
            temporary.replace(path)
            flush_folder(path.parent)
    finally:
        for ending in ("", *SIDE_FILES):
            with suppress(OSError):  # what stopped the writing stops the tidying too, and is told already
                temporary.with_name(temporary.name + ending).unlink(missing_ok=True)


def _ensure_whole(temporary: Path) -> None:
    """A log that was not folded in holds what would be lost with it: somebody has not let go of the file."""
    log = temporary.with_name(f"{temporary.name}-wal")
    if log.exists() and log.stat().st_size:
        raise RuntimeError("a connection to the new file is still open")


def _check_length(path: Path) -> None:
    """Raise Fault `file.name_too_long` where the longest name on the way would be too long for the system."""
    length = len(os.fsencode(path.name)) if os.name == "posix" else len(path.name)
    if length + len("..12345678.new") + max(map(len, SIDE_FILES)) > _LONGEST_NAME:
        raise Fault("file.name_too_long", file=path)


def _share_alike(temporary: Path, path: Path) -> None:
    """Give the new file to the group of the one it replaces, with the same rights; where that cannot be, to nobody."""
    if os.name != "posix" or not path.exists():
        return
    found = path.stat()
    rights = stat.S_IMODE(found.st_mode) & 0o060
    if rights:
        with suppress(PermissionError):  # not a member of that group: its owner alone may read it
            os.chown(temporary, -1, found.st_gid)
            temporary.chmod(0o600 | rights)


def remove_leftovers(folder: Path, names: str, *, before: float | None = None) -> None:
    """Remove the temporary files that a killed `new_file` left for files called `names` (a pattern for `glob`).

    With `before` (seconds since 1970) only those last written earlier: on younger ones somebody may be at work.
    """
    for left in folder.glob(f".{names}.{'[0-9a-f]' * 8}.new*"):
        with suppress(OSError):  # tidying is a kindness; what truly is in the way shows when the file is written
            if before is None or left.stat().st_mtime < before:
                left.unlink()


def _flush(path: Path) -> None:
    """SQLite flushed what it wrote itself; a copy made otherwise is flushed here."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def connect(path: Path, *, key: CipherKey | None = None) -> sqlite3.Connection:
    """Connect with the settings every workspace has; reads are allowed, writes are not (`query_only`).

    An empty file with a `key` becomes an encrypted one.

    A reader, too, connects for writing where it may: only such a connection takes SQLite's side
    files away when it is the last to close.
    """
    mode = "rw"
    if not writable(path):
        mode = "ro" if path.with_name(f"{path.name}-wal").exists() else "ro&immutable=1"
    with sqlite_faults(path):
        connection = encryption.connect(
            path,
            mode=mode,
            open_here=is_open_here(path),
            key=key,
            isolation_level=None,
            check_same_thread=False,
            timeout=_WAIT,
        )
        try:
            _settle(connection)
        except BaseException:
            connection.close()
            raise
    _open_here[id(connection)] = identity(path)
    return connection


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
    return identity(path) in _open_here.values()


def identity(path: Path) -> tuple[int, int]:
    """Tell a file from any other that may stand under its name later; `(0, 0)` where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
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
