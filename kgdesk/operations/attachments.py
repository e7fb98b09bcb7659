"""Files beside figures, narratives and matters: scans, decisions, tables.

They stay in the workspace and do not travel with the return. A file of 10 MB at most, a period of
50 MB at most; pictures, PDF, Word and Excel without macros. What a file is, its bytes say.
"""

from hashlib import sha256
from pathlib import Path

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.files import read_bytes, write_atomically
from kgdesk.operations.attachment_kind import has_macros, is_program, media_type_of, name_for
from kgdesk.operations.places import place_exists
from kgdesk.operations.workspace import Workspace
from kgdesk.store import attachments as kept
from kgdesk.store.attachments import KeptAttachment as Attachment
from kgdesk.store.connection import Store
from kgdesk.store.transaction import Transaction

__all__ = [
    "FILE_LIMIT", "PERIOD_LIMIT", "Attachment", "attach", "attachments", "content_of", "detach", "save_copy",
]  # fmt: skip

FILE_LIMIT = 10_000_000  # bytes
PERIOD_LIMIT = 50_000_000  # bytes of all different files attached in a period
_MEGABYTE = 1_000_000


def attachments(workspace: Workspace, period: Period, place: Place | None = None) -> tuple[Attachment, ...]:
    """Return the files of a period, or of one place in it, oldest first.

    A matter carries its files through the periods: at the place of an escalation those of every period are given.
    """
    store, unit = workspace.store, workspace.unit.code
    if place is not None and place.kind is PlaceKind.ESCALATION:
        return kept.of_matter(store, unit, place.code)
    return tuple(item for item in kept.of_period(store, unit, period.code) if place in {None, item.place})


def attach(workspace: Workspace, period: Period, place: Place, path: Path, *, name: str = "") -> Outcome[Attachment]:
    """Take a file in at a place; `name` where it should be called otherwise than `path`.

    The same bytes at the same place are attached once: the attachment that is there is returned and
    nothing is written. Raises Fault `attachment.empty`, `.too_large`, `.period_full`, `.executable`,
    `.macros`, `.kind_not_allowed`, `.no_such_place`, `entry.not_asked`, `entry.task_not_asked`, `file.*`.
    """
    if not place_exists(workspace, period, place):
        raise Fault("attachment.no_such_place", place=place.code or place.kind.value, file=path, period=period.code)
    data = _read(path)
    media_type = _allowed(data, path, name or path.name)
    digest = sha256(data).hexdigest()
    for item in attachments(workspace, period, place):
        if item.sha256 == digest:
            return Outcome(item)
    unit, called = workspace.unit.code, name_for(name or path.name, media_type)
    detail = {"name": called, "sha256": digest}
    with workspace.transaction("attachment.add", subject=_subject(period.code, place), detail=detail) as transaction:
        _ensure_room(transaction, unit, period, {digest: len(data)}, path)
        kept.keep_content(transaction, digest, data, media_type=media_type)
        key = kept.put(transaction, unit=unit, period=period.code, place=place, sha256=digest, name=called)
        kept.let_go(transaction, unit)
        added = _found(transaction, unit, key)
    return Outcome(added, ChangeSet(attachments=True))


def detach(workspace: Workspace, key: int) -> Outcome[Attachment]:
    """Take a file away from its place; that it was there stays known. Raises Fault `attachment.gone`."""
    unit = workspace.unit.code
    item = _found(workspace.store, unit, key)
    detail = {"name": item.name, "sha256": item.sha256}
    with workspace.transaction(
        "attachment.remove", subject=_subject(item.period, item.place), detail=detail
    ) as transaction:
        kept.remove(transaction, unit, item)
        kept.let_go(transaction, unit)
    return Outcome(item, ChangeSet(attachments=True))


def content_of(workspace: Workspace, key: int) -> bytes:
    """Return the bytes of an attached file. Raises Fault `attachment.gone`, `attachment.spoiled`."""
    item = _found(workspace.store, workspace.unit.code, key)
    data = kept.content(workspace.store, item.sha256)
    if data is None or sha256(data).hexdigest() != item.sha256:
        raise Fault("attachment.spoiled", name=item.name, file=workspace.path)
    return data


def save_copy(workspace: Workspace, key: int, path: Path, *, overwrite: bool = False) -> Path:
    """Write a copy of an attached file, whole or not at all; into a folder under its own name. Returns the path.

    Raises Fault `attachment.gone`, `attachment.spoiled`, `file.exists` (without `overwrite`) and those of the disk.
    """
    data = content_of(workspace, key)
    target = path / _found(workspace.store, workspace.unit.code, key).name if path.is_dir() else path
    if target.exists() and not overwrite:
        raise Fault("file.exists", file=target)
    write_atomically(target, data)
    return target


def _read(path: Path) -> bytes:
    try:
        data = read_bytes(path, limit=FILE_LIMIT)
    except Fault as fault:
        if fault.code != "file.too_large":
            raise
        raise Fault("attachment.too_large", file=path, limit=FILE_LIMIT // _MEGABYTE) from fault
    if not data:
        raise Fault("attachment.empty", file=path)
    return data


def _allowed(data: bytes, path: Path, name: str) -> str:
    """Return the media type, or refuse the file."""
    if is_program(data, path.name) or is_program(data, name):
        raise Fault("attachment.executable", file=path)
    media_type = media_type_of(data)
    if media_type is None:
        raise Fault("attachment.kind_not_allowed", file=path)
    if has_macros(data):
        raise Fault("attachment.macros", file=path)
    return media_type


def _ensure_room(transaction: Transaction, unit: str, period: Period, added: dict[str, int], path: Path) -> None:
    """Count each content of the period once, the added one included."""
    sizes = {item.sha256: item.size for item in kept.of_period(transaction, unit, period.code)} | added
    if sum(sizes.values()) > PERIOD_LIMIT:
        raise Fault("attachment.period_full", file=path, period=period.code, limit=PERIOD_LIMIT // _MEGABYTE)


def _found(store: Store | Transaction, unit: str, key: int) -> Attachment:
    item = kept.find(store, unit, key)
    if item is None:
        raise Fault("attachment.gone", key=key)
    return item


def _subject(period: str, place: Place) -> str:
    return f"{period} {place.code}".strip()
