"""Where an examined file belongs, and the one transaction that keeps it."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from kgdesk.consolidation.examination import Examination
from kgdesk.consolidation.matching import KnownReturn, Placement, place
from kgdesk.consolidation.saved_again import is_saved_again
from kgdesk.domain.plain import plain
from kgdesk.domain.return_cycle import IntakeOutcome, ReceivedState
from kgdesk.domain.verdict import Fact, FileKind, VerdictWord
from kgdesk.messages import printable
from kgdesk.operations.intake_result import IntakeResult
from kgdesk.operations.received_check import verdict_digest
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.store.received import ReceivedReturn
    from kgdesk.store.transaction import Transaction

_KEPT = {IntakeOutcome.TAKEN_IN: ReceivedState.TAKEN_IN, IntakeOutcome.HELD: ReceivedState.HELD}
_COMPANION_HELD = "intake.companion_held"


def placement_of(workspace: Workspace, seen: Examination) -> Placement:
    """Decide where an examined file belongs."""
    if seen.verdict.unreadable:
        return Placement(IntakeOutcome.REFUSED, "intake.unreadable", {"why": seen.verdict.reasons[0]})
    if seen.document is None and is_saved_again(seen.verdict):
        return Placement(IntakeOutcome.REFUSED, "intake.saved_again")
    if seen.document is None:
        return Placement(IntakeOutcome.REFUSED, "intake.not_a_return", {"kind": seen.verdict.kind.value})
    if seen.verdict.kind is FileKind.XLSX:
        return _annex_placement(workspace, seen)
    assert seen.verdict.identity is not None  # noqa: S101 - a document always has one
    return place(
        seen.verdict,
        seen.document,
        seen.verdict.identity.digest,
        plan=workspace.plan,
        plan_digest=workspace.plan_digest,
        receiver=workspace.unit.code,
        known=_known(workspace, seen.document.unit, seen.document.period),
    )


def _known(workspace: Workspace, unit: str, period: str) -> tuple[KnownReturn, ...]:
    from kgdesk.store import received

    return tuple(
        KnownReturn(item.key, item.revision, item.digest, item.state)
        for item in received.of_unit(workspace.store, unit, period)
    )


def _annex_placement(workspace: Workspace, seen: Examination) -> Placement:
    """A workbook belongs to a return that is here when it is signed itself, or the signed pages name its SHA-256."""
    from kgdesk.store import received

    if is_saved_again(seen.verdict):
        return Placement(IntakeOutcome.REFUSED, "intake.saved_again")
    if seen.verdict.word is VerdictWord.INVALID:
        return Placement(IntakeOutcome.REFUSED, "intake.invalid")
    identity = seen.verdict.identity
    pages = None if identity is None else received.by_digest(workspace.store, identity.digest)
    # the newest that vouches for it: a revision held beside an accepted one has pages and workbook of its own
    proved = pages if seen.verdict.word is VerdictWord.VALID else None
    owner = proved or received.by_annex(workspace.store, seen.sha256)
    if owner is not None and owner.state is ReceivedState.HELD:
        return Placement(IntakeOutcome.HELD, _COMPANION_HELD, {"revision": owner.revision})
    if owner is not None:
        return Placement(IntakeOutcome.COMPANION, "intake.companion")
    if pages is not None:
        return Placement(IntakeOutcome.REFUSED, "intake.annex_differs", {"revision": pages.revision})
    return Placement(IntakeOutcome.HELD, "intake.workbook_alone")


def keep(
    workspace: Workspace, data: bytes, seen: Examination, placement: Placement, result: IntakeResult
) -> IntakeResult:
    """Keep the file as it came and, where it is one, the return: all in one transaction."""
    from kgdesk.store import received, received_files

    if placement.outcome is IntakeOutcome.DUPLICATE:
        return result
    at = workspace.clock()
    name = printable(result.file.name)  # as the sender called it, harmless to show and to store
    file = received_files.ReceivedFile(
        seen.sha256,
        name,
        len(data),
        at,
        _plain(seen.verdict),
        placement.outcome,
        placement.reason,
        _plain(placement.params),
        result.origin,
    )
    detail: dict[str, object] = {"sha256": seen.sha256, "outcome": placement.outcome.value, "reason": placement.reason}
    detail |= {"verdict": verdict_digest(file.verdict), "annex": seen.annex_sha256 or ""}  # the doctor compares them
    if result.origin:
        detail["origin"] = dict(result.origin)
    with workspace.store.transaction(
        actor=workspace.actor, action="intake", subject=name, detail=detail, at=at
    ) as transaction:
        if not received_files.add(transaction, file, data):
            received_files.set_outcome(
                transaction, file.sha256, file.outcome, reason=file.reason, params=file.params, verdict=file.verdict
            )
        new = _received_return(workspace, seen, placement, at)
        if new is None or seen.document is None:
            return result
        if placement.supersedes is not None:
            received.set_state(transaction, placement.supersedes, ReceivedState.SUPERSEDED)
        observations = [line.observation for line in seen.document.lines if line.observation is not None]
        key = received.add(transaction, new, document=seen.canonical, observations=observations)
        _settle_annex(transaction, new.annex)
    return replace(result, received_key=key)


def _settle_annex(transaction: "Transaction", annex: str) -> None:
    """A workbook that came before the pages that vouch for it is their companion now."""
    from kgdesk.store import received_files

    waiting = received_files.find(transaction, annex) if annex else None
    if waiting is not None and waiting.outcome is not IntakeOutcome.COMPANION:
        received_files.set_outcome(
            transaction, annex, IntakeOutcome.COMPANION, reason="intake.companion", verdict=waiting.verdict
        )


def settle_companions(transaction: "Transaction", decided: "ReceivedReturn") -> None:
    """Workbooks held with a return are its companions once somebody has decided about the return."""
    from kgdesk.store import received_files

    for file in received_files.by_outcome(transaction, IntakeOutcome.HELD):
        identity = file.verdict.get("identity")
        own = file.sha256 == decided.annex or (isinstance(identity, dict) and identity.get("digest") == decided.digest)
        if own and file.reason == _COMPANION_HELD:
            received_files.set_outcome(
                transaction, file.sha256, IntakeOutcome.COMPANION, reason="intake.companion", verdict=file.verdict
            )


def _received_return(
    workspace: Workspace, seen: Examination, placement: Placement, at: datetime
) -> "ReceivedReturn | None":
    """The record of a return that stays; None for what is only kept as a file.

    Only a valid file becomes a return: what an unproved one says of itself is believed nowhere.
    """
    from kgdesk.store import received
    from kgdesk.store.received import ReceivedReturn

    document, identity = seen.document, seen.verdict.identity
    if document is None or identity is None or seen.verdict.kind is not FileKind.PDF:
        return None
    if placement.outcome not in _KEPT or seen.verdict.word is not VerdictWord.VALID:
        return None
    if seen.verdict.authority is not Fact.PASSED:
        return None  # a stranger's good signature proves nothing about this unit
    if not workspace.plan.has_unit(document.unit):
        return None
    if received.find(
        workspace.store,
        unit=document.unit,
        period=document.period,
        revision=document.revision,
        digest=identity.digest,
    ):
        return None  # it is held already, and still is
    return ReceivedReturn(
        file=seen.sha256,
        unit=document.unit,
        period=document.period,
        revision=document.revision,
        digest=identity.digest,
        plan_digest=document.plan.digest,
        state=_KEPT[placement.outcome],
        signer=", ".join(dict.fromkeys(item.common_name or item.subject for item in seen.verdict.signers)),
        received_at=at,
        annex=seen.annex_sha256 or "",
    )


def _plain(value: object) -> dict[str, object]:
    found = plain(value)
    return found if isinstance(found, dict) else {}
