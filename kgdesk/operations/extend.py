"""Making a signed PDF checkable for longer: what the authorities say of its signers, and a timestamp over all of it.

The consolidator does this with what was taken in, the sender where a timestamping service is at hand. The file that
was given stays as it is; the copy is released only after our own strict reading calls it valid with its time proved.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, Verdict, VerdictWord
from kgdesk.files import read_bytes, write_atomically
from kgdesk.operations.judging import judge
from kgdesk.operations.online import gather_for, keep_lists, online_source
from kgdesk.operations.verify import load_anchors
from kgdesk.operations.workspace import Clock, Workspace, utc_now

if TYPE_CHECKING:
    from kgdesk.signing.evidence import Evidence
    from kgdesk.signing.http_timestamper import TimeStamper
    from kgdesk.signing.revocation_sources import RevocationSource
    from kgdesk.signing.trust import TrustAnchors

TIMESTAMP_VARIABLE = "KGDESK_TIMESTAMP_URL"
_UNBELIEVED = {"timestamp_untrusted", "timestamp_false", "timestamp_revoked"}


@dataclass(frozen=True, slots=True)
class Extended:
    """A copy with its verdict. `lists` and `answers` count what was added; `problems` say who did not answer."""

    source: Path
    path: Path
    verdict: Verdict
    lists: int
    answers: int
    problems: tuple[Fault, ...]


class Extender:
    """Extends files with one timestamping service and one source, so that nobody is asked twice the same.

    `url` is the service's address, by default that in the variable `KGDESK_TIMESTAMP_URL`. `trust` is a file or
    folder of authorities and revocation lists, used with those of the `workspace`, which also keeps the lists
    that are fetched. Raises Fault `extend.no_timestamper`, `online.bad_address`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        url: str = "",
        trust: Path | None = None,
        workspace: Workspace | None = None,
        source: "RevocationSource | None" = None,
        clock: Clock = utc_now,
    ) -> None:
        self._folder, self._workspace, self._clock = folder, workspace, clock
        self._url = url or os.environ.get(TIMESTAMP_VARIABLE, "")
        self._timestamper = timestamper_at(self._url)
        self._anchors = load_anchors(trust, workspace)
        self._source = source or online_source()
        self._service: Evidence | None = None

    def extend(self, path: Path) -> Extended:
        """Write an extended copy of a signed PDF into the folder, under the same name.

        Raises Fault `extend.not_pdf`, `extend.exists`, `extend.not_valid`, `extend.untrusted`,
        `extend.own_check`, those of timestamping (`online.*`, `pdf.timestamp_failed`) and of the disk; then nothing
        was written.
        """
        from kgdesk.consolidation.examination import SIZE_LIMIT
        from kgdesk.signing.pdf import extend

        target = self._folder / path.name
        data = read_bytes(path, limit=SIZE_LIMIT)
        if b"%PDF-" not in data[:1024]:
            raise Fault("extend.not_pdf", file=path)
        if target.exists():
            raise Fault("extend.exists", file=target)
        at = self._clock()
        found = gather_for(data, anchors=self._anchors, source=self._source, at=at)
        self._ensure_valid(data, path, found.added_to(self._anchors, status_needed=False), at)
        found = found.including(self._of_service(at))
        known = found.added_to(self._anchors, status_needed=False)
        material = _relevant(known, found)
        made = extend(data, anchors=material, timestamper=self._timestamper, certificates=found.certificates)
        verdict = self._checked(made, path, known)
        if self._workspace is not None:
            keep_lists(self._workspace, found.lists)
        write_atomically(target, made)
        counts = len(material.revocation_lists), len(material.ocsp_responses)
        return Extended(path, target, verdict, *counts, found.problems)

    def _of_service(self, at: datetime) -> "Evidence":
        """Ask once who stamps, and what its authority says of it: that belongs into the files too."""
        from kgdesk.signing.evidence import gather
        from kgdesk.signing.http_timestamper import certificates_of

        if self._service is None:
            carried = certificates_of(self._timestamper)
            self._service = gather(carried, anchors=self._anchors, source=self._source, at=at)
        return self._service

    def _ensure_valid(self, data: bytes, path: Path, anchors: "TrustAnchors", at: datetime) -> None:
        verdict = self._verdict(data, path, anchors, at)
        if verdict.word is not VerdictWord.VALID:
            raise Fault("extend.not_valid", file=path, reason=", ".join(verdict.reasons) or verdict.word.value)

    def _checked(self, made: bytes, path: Path, anchors: "TrustAnchors") -> Verdict:
        """Read what was made as strictly as a receiver does."""
        verdict = self._verdict(made, path, anchors, self._clock())
        if _UNBELIEVED.intersection(verdict.reasons):
            raise Fault("extend.untrusted", file=path, place=self._url)
        if verdict.word is not VerdictWord.VALID or verdict.time is not Fact.PASSED:
            raise Fault("extend.own_check", file=path, reason=", ".join(verdict.reasons) or verdict.word.value)
        return verdict

    def _verdict(self, data: bytes, path: Path, anchors: "TrustAnchors", at: datetime) -> Verdict:
        from kgdesk.store import enrolments

        if self._workspace is None:
            return judge(data, str(path), anchors=anchors, at=at).verdict
        bound = enrolments.every(self._workspace.store)
        return judge(data, str(path), anchors=anchors, at=at, plan=self._workspace.plan, enrolments=bound).verdict


def timestamper_at(url: str) -> "TimeStamper":
    """Make the timestamper of an address; raises Fault `extend.no_timestamper`, `online.bad_address`."""
    from kgdesk.signing.http_timestamper import http_timestamper

    if not url:
        raise Fault("extend.no_timestamper")
    return http_timestamper(url)


def _relevant(known: "TrustAnchors", found: "Evidence") -> "TrustAnchors":
    """Choose what belongs to the paths: a workspace may keep lists of years and authorities without end."""
    from kgdesk.signing.revocation_lists import newest_of
    from kgdesk.signing.trust import TrustAnchors

    lists = newest_of(known.revocation_lists, issuers=found.certificates)
    return TrustAnchors(found.certificates, lists, found.ocsp_responses)


def extend_files(paths: Sequence[Path], extender: Extender) -> list[Extended | Fault]:
    """Extend one after the other; what cannot be extended gives its Fault and does not stop the rest."""
    results: list[Extended | Fault] = []
    for path in paths:
        try:
            results.append(extender.extend(path))
        except Fault as fault:
            results.append(fault)
    return results
