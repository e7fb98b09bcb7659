"""Sealing: the draft becomes signed files that are checked before they reach the disk."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.findings import Severity
from kgdesk.domain.period import Period
from kgdesk.domain.return_document import Issue, ReturnDocument
from kgdesk.domain.written_text import one_line
from kgdesk.files import write_atomically
from kgdesk.operations.check import check_period
from kgdesk.operations.draft import SYMBOL, default_issue, draft_document, same_content
from kgdesk.operations.own_key import own_key
from kgdesk.operations.periods import ensure_reports
from kgdesk.operations.seal_agency import countersign
from kgdesk.operations.seal_annex import sign_annex, write_annex
from kgdesk.operations.seal_judging import ensure_verifiable
from kgdesk.operations.seal_pages import SigningAct, sign_pages, write_pages
from kgdesk.operations.seal_request import FORMATS, HIGHEST_NUMBER, ROLES, SealedFiles, SealRequest, file_stem
from kgdesk.operations.sealed_files import ensure_not_in_the_way
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.signing.keys import SigningKey

__all__ = ["SealRequest", "SealedFiles", "file_stem", "latest_sealed", "preview_return", "seal_return"]


def preview_return(workspace: Workspace, *, period: Period, head_name: str = "") -> bytes:
    """Set the pages that would be signed now; nothing is recorded."""
    at = workspace.clock()
    document = _document(workspace, period, at=at, issue=default_issue(workspace, _today(at)), head_name=head_name)
    return write_pages(document, None, open_lines=False).data


def seal_return(workspace: Workspace, request: SealRequest) -> Outcome[SealedFiles]:
    """Seal a period: draft, workbook, pages, signatures, own verification, files, record.

    Role `agency` seals nothing anew: it numbers and signs what the head has sealed (see `seal_agency`).
    Raises Fault `part.only_whole`, `period.unit_ended`, `seal.unknown_format`, `seal.bad_number`,
    `seal.nothing_sealed`, `seal.in_the_way` (another file of that name), the faults of `own_key` and of the disk,
    and `seal.own_check` when our own strict reading refuses what we made.
    """
    workspace.ensure_whole()
    ensure_reports(workspace.unit, request.period)
    if not request.formats or not set(request.formats) <= set(FORMATS):
        raise Fault("seal.unknown_format", format=", ".join(request.formats))
    if request.number is not None and not 1 <= request.number <= HIGHEST_NUMBER:
        raise Fault("seal.bad_number", number=request.number, most=HIGHEST_NUMBER)
    if request.role == "agency":
        return _countersign(workspace, request)
    blocking = tuple(item for item in check_period(workspace, request.period) if item.severity is Severity.BLOCK)
    if blocking:
        return Outcome(SealedFiles(None, "", (), blocking))
    at = workspace.clock()
    with own_key(
        workspace,
        request.key,
        request.password,
        roles=ROLES[request.role],
        at=at,
        clock_confirmed=request.clock_confirmed,
    ) as key:
        fresh = _document(
            workspace, request.period, at=at, issue=_issue(workspace, request, at), head_name=request.head_name
        )
        latest = latest_sealed(workspace, request.period)
        repeated = latest is not None and same_content(latest, fresh)
        document = latest if repeated and latest is not None else fresh
        return _release(workspace, request, document, key=key, at=at, repeated=repeated)


def _issue(workspace: Workspace, request: SealRequest, at: datetime) -> Issue:
    symbol = request.symbol or SYMBOL.format(symbol=workspace.unit.symbol)
    return Issue(request.number, symbol, workspace.unit.place_vi, request.day or _today(at))


def _today(at: datetime) -> date:
    """The day in Vietnam, the only one that stands on a document."""
    from kgdesk.messages import VIETNAM

    return at.astimezone(VIETNAM).date()


def _document(workspace: Workspace, period: Period, *, at: datetime, issue: Issue, head_name: str) -> ReturnDocument:
    from kgdesk.returns import canonical

    latest = latest_sealed(workspace, period)
    draft = draft_document(
        workspace,
        period,
        at=at,
        revision=1 if latest is None else latest.revision + 1,
        replaces=None if latest is None else canonical.digest(canonical.to_bytes(latest)),
        previous=latest,
        issue=issue,
        head_name=one_line(head_name),
        expected_signers=ROLES["both"],
    )
    return _as_received(draft)


def _as_received(draft: ReturnDocument) -> ReturnDocument:
    """Read the document as every receiver will: pages and workbook are set from the very texts that travel.

    What receivers would refuse is never signed: Fault `seal.own_check`.
    """
    from kgdesk.returns import canonical

    data = canonical.to_bytes(draft)
    try:
        return canonical.from_bytes(data)
    except Fault as fault:
        raise Fault(
            "seal.own_check", reason=f"{fault.params.get('place', '')} {fault.params.get('cause', '')}"
        ) from fault


def _countersign(workspace: Workspace, request: SealRequest) -> Outcome[SealedFiles]:
    document = latest_sealed(workspace, request.period)
    if document is None:
        raise Fault("seal.nothing_sealed", period=request.period.label())
    return countersign(workspace, request, document)


def _release(
    workspace: Workspace,
    request: SealRequest,
    document: ReturnDocument,
    *,
    key: "SigningKey",
    at: datetime,
    repeated: bool,
) -> Outcome[SealedFiles]:
    from kgdesk.returns import canonical

    data = canonical.to_bytes(document)
    digest = canonical.digest(data)
    stem = file_stem(document.unit, document.period, document.revision)
    wanted = [ending for ending in FORMATS if ending in request.formats]
    if request.role == "head" and "xlsx" in wanted:
        wanted.remove("xlsx")  # the head's part leaves the numbering to the agency
    ensure_not_in_the_way(workspace, digest, (request.folder / f"{stem}.{ending}" for ending in wanted))
    contents: dict[str, bytes] = {}
    unsigned, annex_sha256 = write_annex(document)
    issue = document.issue
    if "xlsx" in wanted:
        contents[f"{stem}.xlsx"] = sign_annex(
            unsigned, key=key, at=at, number=issue.number, symbol=issue.symbol, day=issue.day
        )
    if "pdf" in wanted:
        images = {"head": request.head_image, "agency": request.seal_image}
        act = SigningAct(key, at, document.issue.place, document.period_label_vi, images, request.timestamp_url)
        pages = write_pages(document, (f"{stem}.xlsx", annex_sha256))
        contents[f"{stem}.pdf"] = sign_pages(pages, document, ROLES[request.role], act)
        ensure_verifiable(contents[f"{stem}.pdf"], f"{stem}.pdf", ROLES[request.role], at=at)
    _keep(
        workspace,
        document,
        data,
        contents,
        signer=key.common_name,
        roles=ROLES[request.role],
        at=at,
        repeated=repeated,
    )
    paths = tuple(_write(request.folder / name, content, document) for name, content in contents.items())
    return Outcome(SealedFiles(document, digest, paths, repeated=repeated), ChangeSet(returns=True))


def _keep(
    workspace: Workspace,
    document: ReturnDocument,
    canonical: bytes,
    contents: dict[str, bytes],
    *,
    signer: str,
    roles: tuple[str, ...],
    at: datetime,
    repeated: bool,
) -> None:
    """Record the sealed return before its files are written; of one that is there already, the files signed anew.

    A kill between the two leaves a sealed return that can be exported again, never a signed file
    that the workspace does not know.
    """
    from hashlib import sha256

    from kgdesk.store import outbox, sealed

    digest = sha256(canonical).hexdigest()
    kept = sealed.SealedReturn(
        unit=document.unit,
        period=document.period,
        revision=document.revision,
        digest=digest,
        replaces=document.replaces,
        sealed_at=document.sealed_at,
        sealed_by=document.sealed_by,
        number=document.issue.number,
        symbol=document.issue.symbol,
        day=document.issue.day,
        indicators=tuple(line.indicator for line in document.lines if line.observation is not None),
        files=tuple(sealed.SealedFile(name, sha256(data).hexdigest()) for name, data in sorted(contents.items())),
    )
    with workspace.store.transaction(
        actor=workspace.actor,
        action="seal",
        subject=f"{document.period} r{document.revision}",
        detail={"digest": digest, "signer": signer},
        at=at,
    ) as transaction:
        if not repeated:
            sealed.put(transaction, kept, document=canonical)
        outbox.keep_signed(transaction, digest, contents, roles=roles)


def latest_sealed(workspace: Workspace, period: Period) -> ReturnDocument | None:
    """The newest sealed revision of a period, or None."""
    from kgdesk.returns import canonical
    from kgdesk.store import sealed

    kept = sealed.latest(workspace.store, workspace.unit.code, period.code)
    data = None if kept is None else sealed.document(workspace.store, kept.digest)
    return None if data is None else canonical.from_bytes(data)


def _write(path: Path, data: bytes, document: ReturnDocument) -> Path:
    try:
        write_atomically(path, data)
    except Fault as fault:
        raise Fault(
            "seal.not_written", file=path, revision=document.revision, cause=fault.params.get("cause", "")
        ) from fault
    return path
