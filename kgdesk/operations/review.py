"""Accepting a return or sending it back, with a signed receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.receipt import CellComment, Decision, Receipt
from kgdesk.domain.return_cycle import ReceivedState
from kgdesk.domain.verdict import ReturnIdentity
from kgdesk.operations.exporting import export
from kgdesk.operations.intake_keeping import settle_companions
from kgdesk.operations.own_key import own_key
from kgdesk.operations.seal_judging import ensure_verifiable
from kgdesk.operations.seal_pages import SigningAct, sign_once
from kgdesk.operations.seal_request import file_stem
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from datetime import datetime

    from kgdesk.store.received import ReceivedReturn
    from kgdesk.store.transaction import Transaction

_STATES = {Decision.ACCEPTED: ReceivedState.ACCEPTED, Decision.SENT_BACK: ReceivedState.SENT_BACK}


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A receipt and where it lies; `earlier` is where another one of its name went."""

    receipt: Receipt
    path: Path
    earlier: Path | None = None


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """`wanted` names the return: its file stem (`KG-911_2024_r1`) or at least 8 digits of its digest."""

    wanted: str
    decision: Decision
    key: Path | str
    password: str
    folder: Path
    comments: Sequence[tuple[str, str]] = ()
    seal_image: Path | None = None  # a transparent PNG; without one nothing is drawn
    clock_confirmed: bool = False  # a person looked at a clock that seems to have been set back
    note: str = ""  # why, for whoever asks later; kept here, not told to the sender


def review_return(workspace: Workspace, request: ReviewRequest) -> Outcome[ReceiptFile]:
    """Decide on a received return and sign the receipt that says so.

    Raises Fault `review.no_return`, `review.several`, `review.superseded`, `review.note_too_long`,
    `plan.no_indicator` for a comment at an unknown cell, the faults of keys and of the disk.
    """
    if len(request.note) > NOTE_LIMIT:
        raise Fault("review.note_too_long", length=len(request.note), limit=NOTE_LIMIT)
    found = find_received(workspace, request.wanted)
    if found.state is ReceivedState.SUPERSEDED:
        raise Fault("review.superseded", wanted=request.wanted)
    at = workspace.clock().replace(microsecond=0)
    with own_key(
        workspace,
        request.key,
        request.password,
        roles=("agency",),
        at=at,
        clock_confirmed=request.clock_confirmed,
    ) as key:
        receipt = _receipt(workspace, found, request, at)
        images = {"agency": request.seal_image}
        data = _signed(receipt, SigningAct(key, at, workspace.unit.place_vi, receipt.period_label_vi, images))
    name = f"{file_stem(found.unit, found.period, found.revision)}_receipt.pdf"
    _decide(workspace, found, receipt, data, note=request.note.strip())
    file = export(request.folder / name, data)
    return Outcome(ReceiptFile(receipt, file.path, file.earlier), ChangeSet(received=True))


def find_received(workspace: Workspace, wanted: str) -> "ReceivedReturn":
    """Find a received return by its file stem or by digits of its digest.

    Raises Fault `review.no_return`, `review.several`.
    """
    from kgdesk.store import received

    found = [
        item
        for item in received.every(workspace.store)
        if file_stem(item.unit, item.period, item.revision) == wanted
        or (len(wanted) >= _DIGEST_DIGITS and item.digest.startswith(wanted.lower().replace("-", "")))
    ]
    if not found:
        raise Fault("review.no_return", wanted=wanted)
    if len(found) > 1:
        raise Fault("review.several", wanted=wanted, digests=", ".join(item.digest[:16] for item in found))
    return found[0]


_DIGEST_DIGITS = 8
NOTE_LIMIT = 2000  # characters


def _receipt(workspace: Workspace, found: "ReceivedReturn", request: ReviewRequest, at: "datetime") -> Receipt:
    from kgdesk.domain.period import Period
    from kgdesk.returns.canonical import journal_mark
    from kgdesk.returns.receipt import check_phrase
    from kgdesk.store import journal

    plan = workspace.plan
    comments = tuple(
        CellComment(code, plan.indicator(code).name_vi if code else "", text) for code, text in request.comments
    )
    return Receipt(
        identity=ReturnIdentity(found.unit, found.period, found.revision, found.digest),
        unit_name_vi=plan.unit(found.unit).name_vi if plan.has_unit(found.unit) else found.unit,
        period_label_vi=Period.parse(found.period).label(),
        receiver=workspace.unit.code,
        receiver_name_vi=workspace.unit.name_vi,
        decision=request.decision,
        decided_at=at,
        decided_by=workspace.actor,
        comments=comments,
        phrase=check_phrase(found.digest),
        journal=journal_mark(journal.head(workspace.store)),
    )


def _signed(receipt: Receipt, act: SigningAct) -> bytes:
    from kgdesk.returns.receipt import write_receipt

    pages = write_receipt(receipt)
    data = sign_once(pages.data, pages, "agency", act)
    ensure_verifiable(data, "receipt.pdf", ("agency",), at=act.at)
    return data


def _decide(workspace: Workspace, found: "ReceivedReturn", receipt: Receipt, data: bytes, *, note: str) -> None:
    """Record the decision; the journal keeps who decided, why, and which returns step back by it."""
    from hashlib import sha256

    from kgdesk.store import receipts, received

    kept = receipts.KeptReceipt(
        receipts.Direction.GIVEN,
        receipt.identity,
        receipt.decision,
        receipt.decided_at,
        receipt.decided_by,
        receipt.phrase,
        receipt.comments,
        sha256(data).hexdigest(),
    )
    detail: dict[str, object] = {
        "digest": found.digest,
        "decision": receipt.decision.value,
        "comments": len(receipt.comments),
        "note": note,
    }
    stem = file_stem(found.unit, found.period, found.revision)
    with workspace.store.transaction(
        actor=workspace.actor, action="review", subject=stem, detail=detail, at=receipt.decided_at
    ) as transaction:
        if receipt.decision is Decision.ACCEPTED:
            transaction.detail["instead_of"] = _set_aside(transaction, found)
        received.set_state(transaction, found.key, _STATES[receipt.decision])
        settle_companions(transaction, found)
        receipts.put(transaction, kept, content=data)


def _set_aside(transaction: "Transaction", accepted: "ReceivedReturn") -> list[str]:
    """One return of a unit counts for a period: the accepted one. Return the digests of those that step back.

    The others stay, out of force: what counted so far, and what waited for a decision although the
    accepted one says itself that it replaces it.
    """
    from kgdesk.store import received

    others = [
        item for item in received.of_unit(transaction, accepted.unit, accepted.period) if item.key != accepted.key
    ]
    line = _line_of(transaction, accepted, {item.digest: item for item in others})
    waiting = {ReceivedState.HELD, ReceivedState.SENT_BACK}
    back = [item for item in others if item.state in received.IN_FORCE or (item.state in waiting and item in line)]
    for item in back:
        received.set_state(transaction, item.key, ReceivedState.SUPERSEDED)
    return [item.digest for item in back]


def _line_of(
    transaction: "Transaction", newest: "ReceivedReturn", others: "dict[str, ReceivedReturn]"
) -> "list[ReceivedReturn]":
    """Follow what each revision says it replaces, back as far as the revisions are here."""
    from kgdesk.returns import canonical
    from kgdesk.store import received

    line: list[ReceivedReturn] = []
    current: ReceivedReturn | None = newest
    while current is not None:
        data = received.document(transaction, current.key)
        replaces = None if data is None else canonical.from_bytes(data).replaces
        current = None if replaces is None else others.pop(replaces, None)
        if current is not None:
            line.append(current)
    return line
