"""Copies of a workspace, bringing one back, and telling whether a file is sound."""

from dataclasses import dataclass, field
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason, copy_name
from kgdesk.operations import received_check
from kgdesk.operations.workspace import Clock, utc_now
from kgdesk.store import bringing_back, converting, health, journal, meta, vouching
from kgdesk.store.connection import Store
from kgdesk.store.copying import whole_copy
from kgdesk.store.faults import OF_RECOVERY, told_as
from kgdesk.store.header import check_place
from kgdesk.store.locking import FileLock
from kgdesk.store.shares import check_local
from kgdesk.store.vouched_rows import has_begun

RESTORED = "workspace.restore"


@dataclass(frozen=True, slots=True)
class DoctorFact:
    """One thing that was looked at; `code` and `params` its sentence."""

    name: str
    passed: bool
    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """What is known of the file, fact by fact."""

    facts: tuple[DoctorFact, ...]

    @property
    def healthy(self) -> bool:
        """Whether every fact is good."""
        return all(fact.passed for fact in self.facts)


def backup(path: Path, folder: Path, *, clock: Clock = utc_now) -> Path:
    """Copy a workspace into a folder, also while it is open; returns the copy, which was opened and checked.

    Raises the Faults of opening, `workspace.exists` (a second copy in the same second),
    `workspace.backup_bad`, and `copy.*` for those of the disk.
    """
    copy = folder / copy_name(path, clock(), CopyReason.ASKED)
    with Store.open(path, read_only=True) as store:
        _copy(store, copy)
    return copy


def restore(copy: Path, path: Path, *, actor: str = "", clock: Clock = utc_now) -> Path | None:
    """Put a copy in a workspace's place; what was there is kept among the copies, and its name returned.

    The workspace's journal says that it was brought back, from which file and by whom (`actor`). Raises the Faults
    of opening the copy, `workspace.backup_bad` and `copy.other_unit` (then nothing is changed), `workspace.in_use`,
    `workspace.is_folder`, `workspace.not_a_workspace` (what is there is something else), `copy.recover_full`,
    `copy.recover_failed`.
    """
    if path.is_dir():
        raise Fault("workspace.is_folder", file=path)
    path = path.resolve()
    bringing_back.check_replaceable(path)
    check_local(path)
    fresh = bringing_back.temporary_of(path)
    lock = FileLock(path)
    try:
        with told_as(OF_RECOVERY, path):
            bringing_back.discard(fresh)  # left by a restore that was killed
            bringing_back.fetch(copy, fresh)
            _check_fetched(fresh, copy, path)
            converting.follow(fresh, path)
            with (
                Store.open(fresh) as store,
                store.transaction(actor=actor, action=RESTORED, subject=copy.name, at=clock()) as transaction,
            ):
                meta.put(transaction, "restored_from", copy.name)
            return bringing_back.put_in_place(fresh, path, clock())
    finally:
        bringing_back.discard(fresh)
        lock.release()


def _check_fetched(fresh: Path, copy: Path, path: Path) -> None:
    with Store.open(fresh, read_only=True) as store:
        if not _examine(store).healthy:
            raise Fault("workspace.backup_bad", file=copy)
        unit = meta.get(store, "unit")
    own = _unit_of(path)
    if own is not None and unit != own:
        raise Fault("copy.other_unit", file=copy, found=unit, own=own)


def _unit_of(path: Path) -> str | None:
    """Whose workspace stands there now; None where there is none that can be read."""
    try:
        with Store.open(path, read_only=True) as store:
            return meta.get(store, "unit")
    except Fault:
        return None


def doctor(path: Path) -> DoctorReport:
    """Look a workspace over without changing it, also while it is open.

    A damaged file is a report, not a Fault; the other Faults of opening are raised.
    """
    check_place(path)
    try:
        store = Store.open(path, read_only=True)
    except Fault as fault:
        if fault.code != "workspace.damaged":
            raise
        return DoctorReport((_structure(str(fault.params.get("cause", ""))),))
    with store:
        return _examine(store)


def _examine(store: Store) -> DoctorReport:
    broken = health.structure(store)
    if broken is not None:
        return DoctorReport((_structure(broken),))
    facts: list[DoctorFact] = []
    for look in (_references, _chain, _rows, _documents, _received):
        try:
            facts.append(look(store))
        except Exception as error:  # noqa: BLE001 - whatever a damaged file makes the reading raise is its damage
            if all(fact.passed for fact in facts):  # else it is told already what makes the reading fail
                return DoctorReport((_structure(_cause(error)), *facts))
    return DoctorReport((_structure(None), *facts))


def _cause(error: Exception) -> str:
    if isinstance(error, Fault):
        return str(error.params.get("cause", error.code))
    return type(error).__name__


def _structure(found: str | None) -> DoctorFact:
    if found is None:
        return DoctorFact("structure", passed=True, code="workspace.structure_sound")
    return DoctorFact("structure", passed=False, code="workspace.structure_broken", params={"found": found})


def _references(store: Store) -> DoctorFact:
    broken = health.broken_references(store)
    if not broken:
        return DoctorFact("references", passed=True, code="workspace.references_sound")
    return DoctorFact("references", passed=False, code="workspace.references_broken", params={"rows": broken})


def _chain(store: Store) -> DoctorFact:
    from kgdesk.returns.canonical import journal_mark

    broken = journal.verify_chain(store)
    if broken is None:
        newest = journal.entries(store, newest=1)
        length = newest[0].seq if newest else 0
        head = journal_mark(journal.head(store))
        return DoctorFact(
            "chain", passed=True, code="workspace.chain_sound", params={"entries": length, "head": head or "—"}
        )
    return DoctorFact("chain", passed=False, code="workspace.chain_broken", params={"entry": broken})


def _rows(store: Store) -> DoctorFact:
    changed = tuple(vouching.unvouched(store))
    if not changed:
        code = "workspace.rows_sound" if has_begun(store.read) else "workspace.rows_not_yet"
        return DoctorFact("rows", passed=True, code=code)
    params: dict[str, object] = {"count": len(changed), "first": vouching.named(changed[0])}
    return DoctorFact("rows", passed=False, code="workspace.rows_changed", params=params)


def _documents(store: Store) -> DoctorFact:
    spoiled = health.spoiled_documents(store)
    if not spoiled:
        return DoctorFact("documents", passed=True, code="workspace.documents_sound")
    params: dict[str, object] = {"count": len(spoiled), "first": spoiled[0]}
    return DoctorFact("documents", passed=False, code="workspace.documents_spoiled", params=params)


def _received(store: Store) -> DoctorFact:
    doubtful = tuple(received_check.doubtful(store))
    if not doubtful:
        return DoctorFact("received", passed=True, code="workspace.received_sound")
    params: dict[str, object] = {"count": len(doubtful), "first": doubtful[0]}
    return DoctorFact("received", passed=False, code="workspace.received_changed", params=params)


def _copy(store: Store, target: Path) -> None:
    """Copy and check; the target appears only when the copy is sound."""
    with whole_copy(target) as temporary:
        store.copy_to(temporary)
        with Store.open(temporary, read_only=True) as copied:
            if not _examine(copied).healthy:
                raise Fault("workspace.backup_bad", file=store.path)
