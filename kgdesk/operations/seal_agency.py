"""The records clerk's part: number, date and the agency's signature on what the head has signed.

Decree 30/2020/ND-CP: the head signs first, then the document gets its number and the agency's seal.
"""

import json
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.files import read_bytes, write_atomically
from kgdesk.operations.apart import read_apart
from kgdesk.operations.own_key import own_key
from kgdesk.operations.seal_annex import sign_annex, write_annex
from kgdesk.operations.seal_judging import ensure_verifiable
from kgdesk.operations.seal_pages import (
    SigningAct,
    issue_fields,
    sign_once,
    soundness_problem,
    write_pages,
)
from kgdesk.operations.seal_request import SealedFiles, SealRequest, file_stem
from kgdesk.operations.sealed_files import ensure_not_in_the_way
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.returns.pdf_return import PdfReturn
    from kgdesk.signing.keys import SigningKey

FILE_LIMIT = 64_000_000  # bytes
_HEAD, _BOTH = ("head",), ("head", "agency")
_LONGEST_SYMBOL = 60


def countersign(workspace: Workspace, request: SealRequest, document: ReturnDocument) -> Outcome[SealedFiles]:
    """Take the file of a sealed return that only the head has signed, fill number and date, sign for the agency.

    The file lies in `request.folder` under the return's name and is replaced there. Raises Fault
    `seal.head_file_missing`, `seal.head_file_refused`, `seal.number_needed`, `seal.already_numbered`,
    `seal.bad_symbol`, `seal.in_the_way` (the workbook), `seal.own_check`, and those of keys, images and the disk.
    """
    at = workspace.clock()
    with own_key(
        workspace, request.key, request.password, roles=("agency",), at=at, clock_confirmed=request.clock_confirmed
    ) as key:
        return _countersign(workspace, request, document, key=key, at=at)


def _countersign(
    workspace: Workspace, request: SealRequest, document: ReturnDocument, *, key: "SigningKey", at: datetime
) -> Outcome[SealedFiles]:
    from kgdesk.returns import canonical

    path = request.folder / f"{file_stem(document.unit, document.period, document.revision)}.pdf"
    data, pages = _head_signed(path, document, at=at)
    number, symbol, day = _issue(request, document, at)
    digest = canonical.digest(canonical.to_bytes(document))
    ensure_not_in_the_way(workspace, digest, [path.with_suffix(".xlsx")])
    images = {"agency": request.seal_image}
    act = SigningAct(key, at, document.issue.place, document.period_label_vi, images, request.timestamp_url)
    data = sign_once(data, pages, "agency", act, fill=issue_fields(pages, number, symbol, day))
    ensure_verifiable(data, path.name, _BOTH, at=at)
    annex = sign_annex(write_annex(document)[0], key=key, at=at, number=number, symbol=symbol, day=day)
    files = {path.name: data, path.with_suffix(".xlsx").name: annex}
    digest = _keep(workspace, document, files, number=number, symbol=symbol, day=day, signer=key.common_name, at=at)
    # The pages last: as long as the head's file lies there, all of this can be done again.
    write_atomically(path.with_suffix(".xlsx"), annex)
    write_atomically(path, data)
    return Outcome(SealedFiles(document, digest, (path, path.with_suffix(".xlsx"))), ChangeSet(returns=True))


def _head_signed(path: Path, document: ReturnDocument, *, at: datetime) -> tuple[bytes, "PdfReturn"]:
    """Read the file and see that it is this sealed return, signed by the head and by nobody else."""
    from kgdesk.returns import canonical, pdf_embedded

    if not path.exists():
        raise Fault("seal.head_file_missing", file=path)
    data = read_bytes(path, limit=FILE_LIMIT)
    embedded = read_apart(path, pdf_embedded.read_embedded, data, str(path))
    if embedded.canonical != canonical.to_bytes(document):
        raise Fault("seal.head_file_refused", file=path, reason="other_return")
    annex = None if embedded.annex_name is None else (embedded.annex_name, embedded.annex_sha256 or "")
    pages = write_pages(document, annex)
    problem = read_apart(path, soundness_problem, data, pages, _HEAD, at=at)
    issue = read_apart(path, pdf_embedded.read_issue, data, str(path))
    if not problem and issue is not None and (issue.number is not None or issue.day is not None):
        problem = "already_filled"
    if problem:
        raise Fault("seal.head_file_refused", file=path, reason=problem)
    return data, pages


def _issue(request: SealRequest, document: ReturnDocument, at: datetime) -> tuple[int, str, date]:
    """Give number, symbol and day of the document: the head's, where they stood before the head signed."""
    from kgdesk.messages import VIETNAM

    known = document.issue
    if known.number is not None:
        if request.number not in {None, known.number}:
            raise Fault("seal.already_numbered", number=known.number)
        return known.number, known.symbol, known.day
    if request.number is None or request.number < 1:
        raise Fault("seal.number_needed")
    symbol = request.symbol or known.symbol
    if not symbol.strip() or any(mark.isspace() for mark in symbol) or len(symbol) > _LONGEST_SYMBOL:
        raise Fault("seal.bad_symbol", symbol=symbol)
    return request.number, symbol, request.day or at.astimezone(VIETNAM).date()


def _keep(
    workspace: Workspace,
    document: ReturnDocument,
    files: dict[str, bytes],
    *,
    number: int,
    symbol: str,
    day: date,
    signer: str,
    at: datetime,
) -> str:
    """Record number, date and signer before the file is written; a sealed return itself is never changed."""
    from kgdesk.returns import canonical
    from kgdesk.store import meta, outbox

    digest = canonical.digest(canonical.to_bytes(document))
    pages = next(data for name, data in files.items() if name.endswith(".pdf"))
    value = {"number": number, "symbol": symbol, "day": day.isoformat(), "sha256": sha256(pages).hexdigest()}
    with workspace.store.transaction(
        actor=workspace.actor,
        action="countersign",
        subject=f"{document.period} r{document.revision}",
        detail={"digest": digest, "signer": signer},
        at=at,
    ) as transaction:
        meta.put(transaction, f"issue:{digest}", json.dumps(value))
        outbox.keep_signed(transaction, digest, files, roles=_BOTH)
    return digest
