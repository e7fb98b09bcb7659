"""Files beside figures, narratives and matters: scans, decisions, tables.

They stay in the workspace and do not travel with the return. A file of 10 MB at most, a period of
50 MB at most; pictures, PDF, Word and Excel without macros. What a file is, its bytes say.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kgdesk.domain.changes import Outcome
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place
from kgdesk.operations.workspace import Workspace

FILE_LIMIT = 10_000_000  # bytes
PERIOD_LIMIT = 50_000_000  # bytes of all different files attached in a period


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file at a place. `key` names it to the operations; `size` in bytes; `sha256` in hex."""

    key: int
    period: str
    place: Place
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str


def attachments(workspace: Workspace, period: Period, place: Place | None = None) -> tuple[Attachment, ...]:
    """Return the files of a period, or of one place in it, oldest first.

    A matter carries its files through the periods: at the place of an escalation those of every period are given.
    """
    raise NotImplementedError


def attach(workspace: Workspace, period: Period, place: Place, path: Path, *, name: str = "") -> Outcome[Attachment]:
    """Take a file in at a place; `name` where it should be called otherwise than `path`.

    The same bytes at the same place are attached once: the attachment that is there is returned and
    nothing is written. Raises Fault `attachment.empty`, `.too_large`, `.period_full`, `.executable`,
    `.macros`, `.kind_not_allowed`, `.no_such_place`, `entry.not_asked`, `entry.task_not_asked`, `file.*`.
    """
    raise NotImplementedError


def detach(workspace: Workspace, key: int) -> Outcome[Attachment]:
    """Take a file away from its place; that it was there stays known. Raises Fault `attachment.gone`."""
    raise NotImplementedError


def content_of(workspace: Workspace, key: int) -> bytes:
    """Return the bytes of an attached file. Raises Fault `attachment.gone`, `attachment.spoiled`."""
    raise NotImplementedError


def save_copy(workspace: Workspace, key: int, path: Path, *, overwrite: bool = False) -> Path:
    """Write a copy of an attached file, whole or not at all; into a folder under its own name. Returns the path.

    Raises Fault `attachment.gone`, `attachment.spoiled`, `file.exists` (without `overwrite`) and those of the disk.
    """
    raise NotImplementedError
