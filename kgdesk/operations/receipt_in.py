"""Taking in the receipt that the receiver sent back for a sealed return of this unit."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.receipt import Decision, Receipt
from kgdesk.domain.verdict import Fact, Verdict, VerdictWord
from kgdesk.files import read_bytes
from kgdesk.messages import VIETNAM
from kgdesk.operations.verify import load_anchors, say_reason
from kgdesk.operations.workspace import Workspace
from kgdesk.store import receipts, sealed

if TYPE_CHECKING:
    from datetime import datetime

    from kgdesk.consolidation.examination import Examination


@dataclass(frozen=True, slots=True)
class GotReceipt:
    """A receipt that answers a return of ours; `known` says that it was here before."""

    receipt: Receipt
    known: bool = False


def take_receipt(workspace: Workspace, path: Path, *, trust: Path | None = None) -> Outcome[GotReceipt]:
    """Verify a receipt as strictly as a return, find the sealed return it answers, and keep it.

    Raises Fault `receipt.not_a_receipt`, `receipt.not_believed`, `receipt.other_unit`,
    `receipt.other_receiver`, `receipt.no_such_return`, `receipt.wrong_phrase`, those of the trust
    anchors and of the disk.
    """
    from kgdesk.consolidation.examination import SIZE_LIMIT
    from kgdesk.operations.judging import judge  # late: the first screen needs no processes
    from kgdesk.store import enrolments

    data = read_bytes(path, limit=SIZE_LIMIT)
    seen = judge(
        data,
        path.name,
        anchors=load_anchors(trust, workspace),
        at=workspace.clock(),
        plan=workspace.plan,
        enrolments=enrolments.every(workspace.store),
    )
    if seen.receipt is None:
        raise Fault("receipt.not_a_receipt", file=path)
    got = keep_receipt(workspace, seen, data, path)
    return Outcome(got, ChangeSet(returns=not got.known))


def keep_receipt(
    workspace: Workspace, seen: "Examination", content: bytes, path: Path, *, dry_run: bool = False
) -> GotReceipt:
    """Keep an examined receipt where it is proved and answers us; raises the Faults of `take_receipt`."""
    if seen.receipt is None:
        raise Fault("receipt.not_a_receipt", file=path)
    if seen.verdict.word is not VerdictWord.VALID or seen.verdict.authority is not Fact.PASSED:
        raise Fault("receipt.not_believed", file=path, **_reasons(seen.verdict))
    _answers_us(workspace, seen.receipt, path)
    known = receipts.content(workspace.store, seen.sha256) is not None
    if not known and not dry_run:
        _keep(workspace, seen.receipt, seen.sha256, content)
    return GotReceipt(seen.receipt, known)


def newest_answer(workspace: Workspace, period: Period) -> receipts.KeptReceipt | None:
    """Return the latest decision got for the latest sealed return of a period, or None."""
    unit = workspace.unit.code
    latest = sealed.latest(workspace.store, unit, period.code)
    got = [
        item
        for item in receipts.of_return(workspace.store, unit, period.code)
        if latest is not None and item.direction is receipts.Direction.GOT and item.identity.digest == latest.digest
    ]
    return max(got, key=_decided, default=None)


def comments_on(workspace: Workspace, period: Period) -> dict[str, tuple[str, ...]]:
    """Return what the receiver wants corrected, by indicator (empty: the whole return)."""
    answer = newest_answer(workspace, period)
    told: dict[str, tuple[str, ...]] = {}
    if answer is not None and answer.decision is Decision.SENT_BACK:
        for item in answer.comments:
            told[item.indicator] = (*told.get(item.indicator, ()), item.text)
    return told


def _decided(item: receipts.KeptReceipt) -> "datetime":
    return item.decided_at


def _reasons(verdict: Verdict) -> dict[str, object]:
    """Say why, in both languages; a verdict without a reason is one that lacks a proof."""
    codes = verdict.reasons or ("receipt.unproved",)
    return {
        f"why_{lang}": " ".join(say_reason(code, lang, **verdict.params) for code in codes) for lang in ("vi", "en")
    }


def _answers_us(workspace: Workspace, receipt: Receipt, path: Path) -> None:
    """Refuse what answers somebody else, comes from somebody else, or answers nothing that was sealed here."""
    from kgdesk.returns.receipt_phrase import check_phrase

    identity, unit = receipt.identity, workspace.unit
    if identity.unit != unit.code:
        raise Fault("receipt.other_unit", file=path, unit=receipt.unit_name_vi)
    days = (
        Period.parse(identity.period).dates(Calendar.ADMINISTRATIVE)[1],
        receipt.decided_at.astimezone(VIETNAM).date(),
    )
    focal = {found.code for day in days if (found := workspace.plan.focal_unit(day)) is not None}
    if receipt.receiver not in {unit.parent, *focal}:
        raise Fault("receipt.other_receiver", file=path, receiver=receipt.receiver_name_vi)
    ours = any(
        (item.period, item.revision, item.digest) == (identity.period, identity.revision, identity.digest)
        for item in sealed.every(workspace.store, unit.code)
    )
    if not ours:
        raise Fault("receipt.no_such_return", file=path, period=receipt.period_label_vi, revision=identity.revision)
    if receipt.phrase != check_phrase(identity.digest):
        raise Fault("receipt.wrong_phrase", file=path)


def _keep(workspace: Workspace, receipt: Receipt, sha256: str, content: bytes) -> None:
    kept = receipts.KeptReceipt(
        receipts.Direction.GOT,
        receipt.identity,
        receipt.decision,
        receipt.decided_at,
        receipt.decided_by,
        receipt.phrase,
        receipt.comments,
        sha256,
    )
    identity = receipt.identity
    detail = {"digest": identity.digest, "decision": receipt.decision.value, "sha256": sha256}
    subject = f"{identity.period} r{identity.revision}"
    with workspace.transaction("receipt", subject=subject, detail=detail) as transaction:
        receipts.put(transaction, kept, content=content)
