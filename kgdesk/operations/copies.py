"""The copies that the program keeps of a workspace by itself: making one, thinning them, telling what each holds."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kgdesk.domain.copy_thinning import to_keep
from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason, KeptCopy, copies_folder, read_copy_name
from kgdesk.messages import VIETNAM, say
from kgdesk.operations.encryption import is_encrypted
from kgdesk.operations.workspace import Clock, utc_now
from kgdesk.store import contents, journal
from kgdesk.store.connection import Store
from kgdesk.store.contents import Contents, Written
from kgdesk.store.copying import free_copy
from kgdesk.store.header import check_header, check_place

# A copy needs other words than a workspace one wants to work on.
_OF_COPIES = {
    "workspace.damaged": "copy.broken",
    "workspace.not_a_workspace": "copy.broken",
    "workspace.older": "copy.old_version",
}
DAILY = timedelta(hours=20)  # a command run every morning finds that a day has passed


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """A copy and what it holds; `fault` says why it cannot be read, then `contents` is None. `size` is in bytes."""

    copy: KeptCopy
    size: int
    contents: Contents | None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A copy beside the workspace as it is: its sentence, and what a recovery would take away where that is known."""

    code: str
    params: dict[str, object]
    lost: Written | None = None


def list_copies(path: Path) -> tuple[KeptCopy, ...]:
    """Give the copies in the folder beside a workspace, newest first; empty where there is no folder."""
    folder = copies_folder(path)
    try:
        names = sorted(folder.iterdir())
    except OSError:
        return ()
    found = (read_copy_name(item, stem=path.stem) for item in names)
    return tuple(sorted(filter(None, found), key=lambda item: (item.at, item.path.name), reverse=True))


def ensure_workspace(path: Path) -> None:
    """Raise the Faults of `check_place` and `check_header` where a file is no workspace; a locked one passes."""
    check_place(path)
    if not is_encrypted(path):
        check_header(path)


def take_copy(path: Path, reason: CopyReason, *, clock: Clock = utc_now) -> Path:
    """Copy a workspace into the folder beside it, also while it is written to, then thin the copies there.

    The copy was opened, is sound and ends where the workspace ends. Raises the Faults of opening, `copy.*`.
    """
    at = clock()
    target = free_copy(path, at, reason)
    with Store.open(path, read_only=True) as store:
        store.keep_copy(target)
    _thin(path, at)
    return target


def copy_if_changed(
    path: Path, reason: CopyReason, *, after: timedelta | None = None, clock: Clock = utc_now
) -> Path | None:
    """Copy a workspace unless the newest copy holds all of it already, or is younger than `after`.

    Raises the Faults of `take_copy`.
    """
    newest = next(iter(list_copies(path)), None)
    if newest is not None:
        if after is not None and timedelta(0) <= clock() - newest.at < after:
            return None
        if _head_of(newest.path) == _head_of(path):
            return None
    return take_copy(path, reason, clock=clock)


def _head_of(path: Path) -> tuple[int, str] | None:
    try:
        with Store.open(path, read_only=True) as store:
            return journal.head(store)
    except Fault:
        return None


def _thin(path: Path, now: datetime) -> None:
    """Take away what the ladder drops; a file that cannot be taken away is tried again next time."""
    copies = list_copies(path)
    kept = to_keep(copies, now.astimezone(VIETNAM))
    for item in copies:
        if item not in kept:
            with suppress(OSError):
                item.path.unlink()
                item.path.with_name(f"{item.path.name}-wal").unlink(missing_ok=True)


def describe(copy: KeptCopy) -> CopyFacts:
    """Open a copy and count what it holds; one that cannot be read says why."""
    try:
        size = copy.path.stat().st_size
    except OSError:
        return CopyFacts(copy, 0, None, Fault("workspace.missing", file=copy.path))
    try:
        with Store.open(copy.path, read_only=True) as store:
            return CopyFacts(copy, size, contents.contents(store))
    except Fault as fault:
        return CopyFacts(copy, size, None, fault)


def reason_of(reason: CopyReason, lang: str) -> str:
    """Say why a copy was made."""
    return say(f"copy.reason.{reason.name.lower()}", lang)


def problem_of(facts: CopyFacts, lang: str) -> str:
    """Say why a copy cannot be read; empty where it can."""
    fault = facts.fault
    if fault is None:
        return ""
    code = _OF_COPIES.get(fault.code, fault.code)
    return say(code, lang, **({"cause": "", "file": facts.copy.path} | fault.params))


def size_of(size: int) -> str:
    """Write a size for people, in kB or MB."""
    return f"{max(size // 1000, 1)} kB" if size < 1_000_000 else f"{size // 1_000_000} MB"  # noqa: PLR2004 - a megabyte


def compare(copy: Path, path: Path) -> Comparison:
    """Say what a recovery of `copy` would take out of the workspace at `path`.

    Raises the Faults of opening the copy. The workspace may be open, damaged or gone.
    """
    try:
        with Store.open(copy, read_only=True) as store:
            held = contents.contents(store)
    except Fault as fault:
        if fault.code != "workspace.older":
            raise
        return Comparison("copy.older", {"file": copy})
    try:
        with Store.open(path, read_only=True) as present:
            return _beside(held, present)
    except Fault as fault:
        if fault.code == "encryption.locked":
            return Comparison("copy.present_locked", {})
        return Comparison("copy.present_unreadable", {"problem": fault.params.get("cause", fault.code)})


def _beside(held: Contents, present: Store) -> Comparison:
    now = contents.contents(present)
    if now.head == held.head:
        return Comparison("copy.same", {}, contents.written_after(present, now.entries))
    if not journal.has_row(present, held.entries, held.head):
        return Comparison("copy.other", {"present": now.entries, "entries": held.entries})
    lost = contents.written_after(present, held.entries)
    params: dict[str, object] = {
        "entries": lost.entries,
        "since": contents.moment_of_entry(present, held.entries),
        "figures": lost.figures,
        "narratives": lost.narratives,
        "sealed": lost.sealed,
        "received": lost.received,
    }
    return Comparison("copy.loss", params, lost)
