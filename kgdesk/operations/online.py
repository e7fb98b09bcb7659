"""Asking the authorities over the network, because a person said so: verifying online, fetching revocation lists.

Nothing else in KGDesk needs the internet. What was fetched is kept by the workspace, so that it helps offline later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.files import read_bytes
from kgdesk.operations.apart import read_apart
from kgdesk.operations.verify import load_anchors
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.signing.evidence import Evidence
    from kgdesk.signing.revocation_lists import RevocationList
    from kgdesk.signing.revocation_sources import RevocationSource
    from kgdesk.signing.signature_certificates import Carried
    from kgdesk.signing.trust import TrustAnchors


@dataclass(frozen=True, slots=True)
class FetchedList:
    """A revocation list that was fetched; `is_new` False where the workspace had it already."""

    issuer: str
    this_update: datetime
    next_update: datetime | None
    revoked: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """What `update_lists` brought."""

    lists: tuple[FetchedList, ...]
    problems: tuple[Fault, ...]


def online_source() -> "RevocationSource":
    """Make the source that asks over HTTP; one for many files, so that nobody is asked twice."""
    from kgdesk.signing.revocation_sources import Online

    return Online()


class Asking:
    """Asks before each verdict: `verify_file(path, ask=Asking())`.

    Where nobody tells whether a certificate was revoked, trust is undecided. `evidence` is all that was learnt,
    with one sentence for each place that did not answer, or not usably.
    """

    def __init__(self, source: "RevocationSource | None" = None) -> None:
        from kgdesk.signing.evidence import Evidence

        self._source = source or online_source()
        self.evidence = Evidence()

    def __call__(self, data: bytes, anchors: "TrustAnchors", at: datetime) -> "TrustAnchors":
        """Give the anchors with what the authorities say of the signers of a file."""
        found = gather_for(data, anchors=anchors, source=self._source, at=at)
        self.evidence = self.evidence.including(found)
        return found.added_to(anchors)


def gather_for(data: bytes, *, anchors: "TrustAnchors", source: "RevocationSource", at: datetime) -> "Evidence":
    """Ask about the certificates that a file's signatures carry; a file that cannot be read gives nothing."""
    from kgdesk.signing.evidence import gather

    try:
        carried = read_apart("", carried_in, data)
    except Fault:  # judging, which follows, says it better
        carried = ()
    return gather(carried, anchors=anchors, source=source, at=at)


def carried_in(data: bytes) -> "tuple[Carried, ...]":
    """Take the signers' certificates out of a file: of a plan pack those of its detached signature."""
    from kgdesk.returns import plan_pack
    from kgdesk.signing.signature_certificates import carried_by

    try:
        return carried_by(plan_pack.read(data, "").signature or b"" if data[:2] == b"PK" else data)
    except Fault:
        return carried_by(data)


def keep_lists(workspace: Workspace, lists: "Iterable[RevocationList]") -> frozenset[str]:
    """Keep fetched lists, whose signatures were checked; gives the SHA-256 of those that are new."""
    from kgdesk.store import revocations

    known = {item.sha256 for item in revocations.every(workspace.store)}
    fresh = {item.sha256: item for item in lists if item.sha256 not in known}
    if not fresh:
        return frozenset()
    with workspace.transaction("fetch_lists", detail={"lists": sorted(fresh)}) as transaction:
        for item in fresh.values():
            kept = revocations.KeptRevocationList(
                item.sha256, item.issuer, item.number, item.this_update, item.next_update, item.revoked, item.der
            )
            revocations.add(transaction, kept)
    return frozenset(fresh)


def update_lists(
    workspace: Workspace, files: Sequence[Path] = (), *, source: "RevocationSource | None" = None
) -> Outcome[Fetched]:
    """Fetch the revocation lists that certificates name: the authorities', those enrolled, the signers' of `files`.

    `files` are signed files or certificates. Raises Fault `online.no_list_place` where no certificate names a
    place, and the faults of the disk; a place that fails is a problem in the result.
    """
    from kgdesk.signing.evidence import gather

    at = workspace.clock()
    anchors = load_anchors(None, workspace)
    carried = [*_of_workspace(workspace, anchors), *(each for path in files for each in _of_file(path))]
    found = gather(carried, anchors=anchors, source=source or online_source(), at=at, lists_only=True)
    if not found.lists and all(problem.code == "online.no_place" for problem in found.problems):
        raise Fault("online.no_list_place")
    new = keep_lists(workspace, found.lists)
    lists = tuple(
        FetchedList(item.issuer, item.this_update, item.next_update, item.revoked, item.sha256 in new)
        for item in found.lists
    )
    problems = tuple(problem for problem in found.problems if problem.code != "online.no_place")
    return Outcome(Fetched(lists, problems), ChangeSet(received=bool(new)))


def _of_workspace(workspace: Workspace, anchors: "TrustAnchors") -> list["Carried"]:
    from kgdesk.signing.signature_certificates import Carried
    from kgdesk.store import enrolments

    own = (*anchors.certificates, *(row.certificate for row in enrolments.history(workspace.store)))
    return [Carried(der) for der in dict.fromkeys(own)]


def _of_file(path: Path) -> tuple["Carried", ...]:
    """Read a signed file, or the certificates in it; raises Fault `trust.bad_certificate` for anything else."""
    from kgdesk.consolidation.examination import SIZE_LIMIT
    from kgdesk.signing.certificate_file import read_certificates
    from kgdesk.signing.signature_certificates import Carried

    data = read_bytes(path, limit=SIZE_LIMIT)
    found = read_apart(path, carried_in, data)
    return found or tuple(Carried(der) for der, _ in read_apart(path, read_certificates, data, str(path)))
