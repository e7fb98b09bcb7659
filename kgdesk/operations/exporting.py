"""Writing what is made for people: a file of other contents under the same name is kept beside it, never lost.

Letters are made to be changed by hand, a receipt is signed anew, a folder may hold another workspace's report of that
name. Sealing has a stricter rule of its own (`sealed_files`): where it writes, what was signed is never even moved.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.files import disk_faults, write_atomically

_MARK = "earlier"  # KG_2024_run1_earlier1.docx; ASCII like all names


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file, and where another one of its name went; None where there was none, or the same."""

    path: Path
    earlier: Path | None = None


def export(path: Path, data: bytes) -> WrittenFile:
    """Write a file; what stood there with other contents gets a name of its own.

    Raises Fault `file.not_folder`, `file.folder_in_the_way` and those of the disk.
    """
    with disk_faults(path):
        if path.parent.exists() and not path.parent.is_dir():
            raise Fault("file.not_folder", file=path.parent)
        if path.is_dir():
            raise Fault("file.folder_in_the_way", file=path)
        there = path.is_file()
        if there and path.stat().st_size == len(data) and path.read_bytes() == data:
            return WrittenFile(path)
    if not there:
        write_atomically(path, data)
        return WrittenFile(path)
    kept = _keep(path)
    try:
        write_atomically(path, data)
    except BaseException:
        if path.exists():  # under both names
            kept.unlink()
        else:
            kept.rename(path)
        raise
    return WrittenFile(path, kept)


def ensure_apart(target: Path, source: Path) -> None:
    """Raise Fault `file.is_source` where a file would take the place of the very one that it is made from."""
    with disk_faults(target):
        if target.exists() and source.exists() and target.samefile(source):
            raise Fault("file.is_source", file=target)


def earlier_of(files: Iterable[WrittenFile]) -> tuple[Path, ...]:
    """List the files that were kept under another name."""
    return tuple(item.earlier for item in files if item.earlier is not None)


def _keep(path: Path) -> Path:
    """Give a file a second name, so that it is never without one; a stick without links gives it the new name only."""
    number = 1
    while (kept := path.with_name(f"{path.stem}_{_MARK}{number}{path.suffix}")).exists():
        number += 1
    with disk_faults(path):
        try:
            os.link(path, kept)
        except OSError:
            path.rename(kept)
    return kept
