"""What the first hundred bytes of a workspace say, read before SQLite touches anything.

Format: https://www.sqlite.org/fileformat2.html, section 1.3.
"""

from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.files import disk_faults
from kgdesk.store import encryption

APPLICATION_ID = 0x4B474453  # "KGDS"
VERSION = 3  # of the schema; kept in PRAGMA user_version

MAGIC = b"SQLite format 3\x00"
LENGTH = 100


def check_place(path: Path) -> None:
    """Raise Fault `workspace.is_folder` or `workspace.missing` where there is no file."""
    if path.is_dir():
        raise Fault("workspace.is_folder", file=path)
    if not path.exists():
        raise Fault("workspace.missing", file=path)
    if not path.is_file():  # a pipe or device would never end
        raise Fault("workspace.not_a_workspace", file=path)


def check_header(path: Path) -> int:
    """Return the schema version of a workspace that may be opened.

    Call it only where this process has no connection to the file: closing the handle would drop
    SQLite's POSIX locks. Raises Fault `workspace.not_a_workspace`, `.damaged` (not even a header),
    `.newer`, `encryption.locked`. A file cut short further on is noticed by SQLite when it is connected to.
    """
    if encryption.salt_of(path) is not None:
        return _known_version(path, *encryption.numbers(path))
    with disk_faults(path), path.open("rb") as stream:
        head = stream.read(LENGTH)
    if not MAGIC.startswith(head[: len(MAGIC)]):
        raise Fault("workspace.not_a_workspace", file=path)
    if len(head) < LENGTH:
        raise Fault("workspace.damaged", file=path, cause=f"{len(head)} B")
    return _known_version(path, number(head, 68), number(head, 60))


def _known_version(path: Path, application: int, version: int) -> int:
    if application != APPLICATION_ID:
        raise Fault("workspace.not_a_workspace", file=path)
    if version > VERSION:
        raise Fault("workspace.newer", file=path, found=version, known=VERSION)
    return version


def number(head: bytes, offset: int) -> int:
    """Read one of the header's numbers."""
    return int.from_bytes(head[offset : offset + 4], "big")
