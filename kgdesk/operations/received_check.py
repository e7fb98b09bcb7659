"""Whether what is kept of received returns still is what their documents and the journal say.

Totals are made from columns and figures beside the document, which no digest covers. The document has one, so it is
read again and held against them; what a document cannot say (when and how a file came) stands in the journal.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.domain.return_document import ReturnDocument

if TYPE_CHECKING:
    from kgdesk.store.connection import Store
    from kgdesk.store.received import ReceivedReturn


@dataclass(frozen=True, slots=True)
class _Arrival:
    """What a record of taking a file in says; None where records of earlier versions say nothing."""

    at: datetime
    annex: object
    verdict: object
    settled: tuple[object, object]


def verdict_digest(verdict: object) -> str:
    """Digest a verdict as it is kept; the journal says it, so that nobody changes one unseen."""
    from kgdesk.store.encoding import json_text

    return sha256(json_text(verdict).encode()).hexdigest()


def agrees(store: "Store", kept: "ReceivedReturn") -> bool:
    """Whether unit, period, revision, digest, plan and every figure kept of a return are those of its document."""
    from kgdesk.returns import canonical
    from kgdesk.store import received

    try:
        data = received.document(store, kept.key)
        document = None if data is None else canonical.from_bytes(data)
    except (Fault, zlib.error):
        return False
    if data is None or document is None or canonical.digest(data) != kept.digest:
        return False
    columns = (kept.unit, kept.period, kept.revision, kept.plan_digest)
    stated = (document.unit, document.period, document.revision, document.plan.digest)
    return columns == stated and received.figure_rows(store, kept.key) == _rows(document)


def _rows(document: ReturnDocument) -> frozenset[tuple[object, ...]]:
    from kgdesk.store import received

    return frozenset(received.figure_row(line.observation) for line in document.lines if line.observation is not None)


def doubtful(store: "Store") -> Iterator[str]:
    """Name the received returns and files that are no longer as they came, as `unit period r1` and `file abcd`.

    One document is in memory at a time.
    """
    from kgdesk.store import meta, received

    vouched = meta.get(store, "salvaged_from") is None  # salvage may have lost records, and parts of verdicts
    came = _journalled(store) if vouched else {}
    for kept in received.every(store):
        if not agrees(store, kept) or (vouched and not _came_so(store, kept, came.get(kept.file, []))):
            yield f"{kept.unit} {kept.period} r{kept.revision}"
    for digest, entries in came.items():
        if not _file_is_so(store, digest, entries):
            yield f"received_file {digest[:12]}"


def _journalled(store: "Store") -> dict[str, list[_Arrival]]:
    """Give the records of taking files in, by file, oldest first."""
    from kgdesk.store import journal

    found: dict[str, list[_Arrival]] = defaultdict(list)
    for entry in journal.walk(store, "intake"):
        said = entry.detail
        settled = said.get("outcome"), said.get("reason")
        found[str(said.get("sha256", ""))].append(_Arrival(entry.at, said.get("annex"), said.get("verdict"), settled))
    return found


def _signers(verdict: object) -> str:
    from kgdesk.domain.written_text import clean_text

    signers = verdict.get("signers", ()) if isinstance(verdict, dict) else ()
    return clean_text(", ".join(dict.fromkeys(item.get("common_name") or item.get("subject", "") for item in signers)))


def _came_so(store: "Store", kept: "ReceivedReturn", entries: list[_Arrival]) -> bool:
    """Records of earlier versions do not say the workbook that the pages vouch for."""
    from kgdesk.store import received_files

    try:
        file = received_files.find(store, kept.file)
    except ValueError:  # what is kept of the verdict can no longer be read
        return False
    if kept.signer != ("" if file is None else _signers(file.verdict)):
        return False
    if not entries:
        return True
    then = [entry for entry in entries if entry.at == kept.received_at]
    return any(entry.annex in (None, kept.annex) for entry in then)


def _file_is_so(store: "Store", digest: str, entries: list[_Arrival]) -> bool:
    from kgdesk.store import received_files

    try:
        file = received_files.find(store, digest)
    except (json.JSONDecodeError, ValueError):
        return False
    if file is None or file.received_at != entries[0].at:
        return False
    newest = entries[-1]
    if newest.verdict is not None and newest.verdict != verdict_digest(dict(file.verdict)):
        return False
    settled = file.outcome is IntakeOutcome.COMPANION and file.reason == "intake.companion"
    return settled or (file.outcome.value, file.reason) == newest.settled
