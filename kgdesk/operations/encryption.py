"""A workspace kept encrypted: with a password, with another one, or plain again; and the copies that lie beside it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import copies_folder, read_copy_name
from kgdesk.files import disk_faults
from kgdesk.operations.workspace import Clock, Workspace, create_workspace, utc_now
from kgdesk.store import converting, encryption, journal, meta
from kgdesk.store.cipher_key import CIPHER, SHORTEST, CipherKey
from kgdesk.store.connection import Store
from kgdesk.store.creation import SIDE_FILES, is_open_here
from kgdesk.store.header import check_place
from kgdesk.store.locking import FileLock

SHORTEST_PASSWORD = SHORTEST  # letters
_OLD_COPY = re.compile(r"\.v\d+\.bak")  # NAME.v1.bak, which upgrades left beside the workspace


class CopyFate(StrEnum):
    """What is to become of the copies of a workspace whose encryption changes."""

    KEEP = "keep"
    CONVERT = "convert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Converted:
    """What was done. `recovery_code` is shown once and kept nowhere; '' where the file is plain now.

    `copies` are the copies of this workspace that lie beside it and are not as it is now: plain ones, or ones
    under an earlier password; after a decryption the encrypted ones.
    """

    path: Path
    recovery_code: str = field(repr=False)
    copies: tuple[Path, ...]


def is_encrypted(path: Path) -> bool:
    """Whether a file looks like an encrypted workspace; a file that is missing does not."""
    return path.is_file() and encryption.salt_of(path, open_here=is_open_here(path)) is not None


def is_locked(path: Path) -> bool:
    """Whether a file is encrypted and its key has not been given to this process."""
    if not path.is_file():
        return False
    salt = encryption.salt_of(path, open_here=is_open_here(path))
    return salt is not None and encryption.known_key(salt) is None


def unlock(path: Path, secret: str) -> None:
    """Take the password or the recovery code; what opens the file or its copies from now on finds the key.

    Raises Fault `workspace.missing`, `encryption.not_encrypted`, `.wrong_password`, `.wrong_code`, `.code_slip`.
    """
    check_place(path)
    encryption.unlock(path, secret)


def forget_keys(*, but: Path | None = None) -> None:
    """Forget what `unlock` was given, but for the key of one file: opening any other asks again."""
    encryption.forget_all(but=None if but is None else encryption.salt_of(but, open_here=is_open_here(but)))


def check_password(password: str) -> None:
    """Raise Fault `encryption.too_short` for a password that is tried out too quickly."""
    if len(password.strip()) < SHORTEST_PASSWORD:
        raise Fault("encryption.too_short", least=SHORTEST_PASSWORD)


def create_encrypted(
    path: Path, password: str, *, unit: str, actor: str, pack: Path | None = None, clock: Clock = utc_now
) -> tuple[Workspace, str]:
    """Make a workspace that is encrypted from its first byte on, and open it; gives its recovery code, too.

    Raises Fault `encryption.too_short`, `.no_library` and those of `create_workspace`.
    """
    check_password(password)
    key = CipherKey.fresh(password)
    workspace = create_workspace(path, unit=unit, actor=actor, pack=pack, clock=clock, key=key)
    return workspace, key.recovery_code


def encrypt(path: Path, password: str, *, actor: str, clock: Clock = utc_now) -> Converted:
    """Write a plain workspace that nobody has open as an encrypted one in its place.

    Raises Fault `encryption.too_short`, `.already`, `.no_library`, `.differs` and those of opening.
    """
    check_place(path)
    if is_encrypted(path):
        raise Fault("encryption.already", file=path)
    return _under_password(path, password, action="workspace.encrypt", actor=actor, clock=clock)


def change_password(path: Path, password: str, *, actor: str, clock: Clock = utc_now) -> Converted:
    """Write an unlocked workspace under another password; its recovery code is another one, too.

    Raises Fault `encryption.too_short`, `.not_encrypted`, `.locked`, `.differs` and those of opening.
    """
    _ensure_encrypted(path)
    return _under_password(path, password, action="workspace.rekey", actor=actor, clock=clock)


def decrypt(path: Path, *, actor: str, clock: Clock = utc_now) -> Converted:
    """Write an unlocked workspace as a plain one in its place.

    Raises Fault `encryption.not_encrypted`, `.locked`, `.differs` and those of opening.
    """
    _ensure_encrypted(path)
    return _convert(path, None, action="workspace.decrypt", actor=actor, clock=clock)


def _ensure_encrypted(path: Path) -> None:
    check_place(path)
    if not is_encrypted(path):
        raise Fault("encryption.not_encrypted", file=path)


def _under_password(path: Path, password: str, *, action: str, actor: str, clock: Clock) -> Converted:
    check_password(password)
    return _convert(path, CipherKey.fresh(password), action=action, actor=actor, clock=clock)


def _convert(named: Path, key: CipherKey | None, *, action: str, actor: str, clock: Clock) -> Converted:
    path = named.resolve()  # a link is left as it is
    Store.open(path).close()  # a file of an older program is brought up to date first, with its copy
    with converting.converted(path, key) as fresh, Store.open(fresh) as store:
        with store.transaction(actor=actor, action=action, subject=path.stem, at=clock()) as transaction:
            meta.put(transaction, "encryption", "" if key is None else CIPHER)
        origin = converting.first_entry(path)
    return Converted(named, "" if key is None else key.recovery_code, _other_copies(path, origin))


# copies ---------------------------------------------------------------------------------------------------------


def other_copies(path: Path) -> tuple[Path, ...]:
    """Find the copies beside a closed workspace that are not encrypted as it is; see `Converted.copies`."""
    path = path.resolve()
    return _other_copies(path, converting.first_entry(path))


def _other_copies(path: Path, origin: str | None) -> tuple[Path, ...]:
    """In the folder of copies everything plain counts, readable or not: whoever gets it may read what is left."""
    salt = encryption.salt_of(path)
    found = []
    for item in _files_beside(path):
        own = encryption.salt_of(item)
        if own is None and salt is not None and item.parent != path.parent:
            found.append(item)
            continue
        with suppress(Fault):  # locked: a copy under a password that nobody has given is no plain text
            if own != salt and converting.first_entry(item) == origin:
                found.append(item)
    return tuple(found)


def _files_beside(path: Path) -> Iterable[Path]:
    """Also what an interrupted copy left, the copies of earlier versions, and files that salvage put aside."""
    kept = copies_folder(path)
    for folder in (path.parent, kept, path.with_name(f"{path.stem}-tep-roi")):
        with suppress(OSError):
            found = (item for item in sorted(folder.iterdir()) if folder != path.parent or ".kgdesk" in item.name)
            for item in found:
                if item.is_file() and item.name != path.name and not _goes_along(item) and not is_open_here(item):
                    yield item


def _goes_along(item: Path) -> bool:
    """Whether a file says nothing by itself: locks, and what SQLite keeps beside a file that is there."""
    for ending in ("-shm", ".lock"):
        if item.name.endswith(ending):
            return True
    return item.name.endswith("-wal") and item.with_name(item.name.removesuffix("-wal")).exists()


def settle_copies(path: Path, copies: Iterable[Path], fate: CopyFate) -> tuple[Path, ...]:
    """Bring copies under the key of their workspace, or delete them; gives those that are done.

    Deleted is only what the program made itself and the workspace holds wholly; rewritten is only what lies with the
    copies or bears the name of one, and can be read: beside may lie a workspace that somebody works in.
    Others are left for a person to look at. Raises the Faults of converting; what was done before stays done.
    """
    path = path.resolve()
    salt = encryption.salt_of(path, open_here=is_open_here(path))
    key = None if salt is None else encryption.known_key(salt)
    if salt is not None and key is None:
        raise Fault("encryption.locked", file=path)
    if fate is CopyFate.KEEP:
        return ()
    done = []
    with Store.open(path, read_only=True) as store:
        for item in copies:
            if is_open_here(item):
                continue
            if _delete(store, path, item) if fate is CopyFate.DELETE else _rewrite(store, path, item, key):
                done.append(item)
    return tuple(done)


def settle_each(path: Path, copies: Iterable[Path], fate: CopyFate) -> tuple[tuple[Path, Fault | None], ...]:
    """Settle copies one by one; gives those that are as they were, with what stood in the way where that is known."""
    left: list[tuple[Path, Fault | None]] = []
    for item in copies:
        try:
            done = settle_copies(path, (item,), fate)
        except Fault as fault:
            left.append((item, fault))
        else:
            if not done:
                left.append((item, None))
    return tuple(left)


def _rewrite(store: Store, path: Path, item: Path, key: CipherKey | None) -> bool:
    if not _is_copy(path, item):
        return False
    first = store.read_one("SELECT hash FROM journal ORDER BY seq LIMIT 1")
    if first is None or converting.first_entry(item) != first["hash"]:
        return False
    with converting.converted(item, key):
        pass
    return True


def _is_copy(path: Path, item: Path) -> bool:
    """Whether a file is one of the program's copies by its place or its name; a common beginning proves no copy."""
    named = read_copy_name(item, stem=path.stem) is not None
    return (
        item.parent == copies_folder(path)
        or named
        or _OLD_COPY.fullmatch(item.name.removeprefix(path.name)) is not None
    )


def _delete(store: Store, path: Path, item: Path) -> bool:
    """A copy that ends in a row the workspace has, too, holds nothing that would be lost."""
    if item.parent != copies_folder(path) or read_copy_name(item, stem=path.stem) is None:
        return False
    lock = FileLock(item)
    try:
        log = item.with_name(f"{item.name}-wal")
        end = None if log.exists() and log.stat().st_size else converting.last_entry(item)
        if end is None or not journal.has_row(store, *end):
            return False
        with disk_faults(item):
            for ending in ("", *SIDE_FILES):
                item.with_name(item.name + ending).unlink(missing_ok=True)
    finally:
        lock.release()
    return True
