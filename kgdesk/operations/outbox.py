"""What is to go out and where it stands: "handed over" is said by a server, "received" by a receipt, by nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.receipt import CellComment, Decision
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.messages import say
from kgdesk.operations.seal_request import file_stem
from kgdesk.operations.workspace import Workspace
from kgdesk.store import outbox, receipts, sealed
from kgdesk.store.outbox import ItemKind, OutEvent, OutStep

if TYPE_CHECKING:
    from kgdesk.mail.message import Enclosure

__all__ = ["ItemKind", "OutItem", "OutState", "enclosures", "outbox_items", "state_sentence"]


class OutState(StrEnum):
    """Where something that goes out stands."""

    UNSIGNED = "unsigned"  # the agency's signature is missing
    NOT_KEPT = "not_kept"  # sealed by an older program, which kept no signed files
    NO_PAGES = "no_pages"  # the signed pages were not made
    READY = "ready"
    MAIL_MADE = "mail_made"
    SAVED = "saved"
    HANDING_OVER = "handing_over"  # nobody knows whether the server took it
    HANDED_OVER = "handed_over"
    FAILED = "failed"
    TAKEN_IN = "taken_in"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


BEFORE_SENDING = (OutState.UNSIGNED, OutState.NOT_KEPT, OutState.NO_PAGES)
_ON_THE_WAY = (OutState.MAIL_MADE, OutState.SAVED, OutState.HANDED_OVER)
ANSWERED = (OutState.TAKEN_IN, OutState.ACCEPTED, OutState.SENT_BACK)


@dataclass(frozen=True, slots=True)
class OutItem:
    """A sealed return or a given receipt on its way.

    `key` is the digest of the return or the SHA-256 of the receipt; `address` is the receiver's in the plan, or
    empty; `at` is the time of `state`, `where` an address or a folder, `told` what the server said or why it failed.
    """

    kind: ItemKind
    key: str
    unit: ReportingUnit
    period: Period
    revision: int
    digest: str
    state: OutState
    at: datetime
    receiver_vi: str
    address: str
    files: tuple[str, ...] = ()
    where: str = ""
    told: Mapping[str, object] = field(default_factory=dict)
    decision: Decision | None = None
    comments: tuple[CellComment, ...] = ()

    @property
    def stem(self) -> str:
        """The name of its files without ending."""
        stem = file_stem(self.unit.code, self.period.code, self.revision)
        return stem if self.kind is ItemKind.RETURN else f"{stem}_receipt"

    @property
    def can_go(self) -> bool:
        """Whether there are signed files to send."""
        return self.state not in BEFORE_SENDING


def outbox_items(workspace: Workspace, period: Period | None = None) -> tuple[OutItem, ...]:
    """List the newest sealed return of each period (or of one), then the receipts given, newest first."""
    own = {item.period: item for item in sealed.every(workspace.store, workspace.unit.code)}
    returns = [_return(workspace, kept) for kept in own.values()]
    given = [_receipt(workspace, kept) for kept in receipts.given(workspace.store)]
    given.reverse()
    return tuple(item for item in (*reversed(returns), *given) if period is None or item.period == period)


def _return(workspace: Workspace, kept: sealed.SealedReturn) -> OutItem:
    period = Period.parse(kept.period)
    receiver = workspace.plan.focal_unit(kept.day)  # the one its pages name
    files = outbox.signed_files(workspace.store, kept.digest)
    start = OutItem(
        kind=ItemKind.RETURN,
        key=kept.digest,
        unit=workspace.unit,
        period=period,
        revision=kept.revision,
        digest=kept.digest,
        state=_readiness(files),
        at=kept.sealed_at,
        receiver_vi="" if receiver is None else receiver.name_vi,
        address="" if receiver is None else receiver.email,
        files=tuple(item.name for item in files),
    )
    answer = _answer(workspace, kept)
    if answer is not None:
        return _moved(start, OutState(answer.decision.value), answer.decided_at)
    return _stepped(workspace, start) if start.can_go else start


def _readiness(files: tuple[outbox.SignedFile, ...]) -> OutState:
    if not files:
        return OutState.NOT_KEPT
    if any("agency" not in item.roles for item in files):
        return OutState.UNSIGNED
    return OutState.READY if any(item.name.endswith(".pdf") for item in files) else OutState.NO_PAGES


def _answer(workspace: Workspace, kept: sealed.SealedReturn) -> receipts.KeptReceipt | None:
    got = [
        item
        for item in receipts.of_return(workspace.store, kept.unit, kept.period)
        if item.direction is receipts.Direction.GOT and item.identity.digest == kept.digest
    ]
    return max(got, key=lambda item: item.decided_at, default=None)


def _receipt(workspace: Workspace, kept: receipts.KeptReceipt) -> OutItem:
    plan, identity = workspace.plan, kept.identity
    unit = plan.unit(identity.unit)
    start = OutItem(
        kind=ItemKind.RECEIPT,
        key=kept.sha256,
        unit=unit,
        period=Period.parse(identity.period),
        revision=identity.revision,
        digest=identity.digest,
        state=OutState.READY,
        at=kept.decided_at,
        receiver_vi=unit.name_vi,
        address=unit.email,
        files=(f"{file_stem(identity.unit, identity.period, identity.revision)}_receipt.pdf",),
        decision=kept.decision,
        comments=kept.comments,
    )
    return _stepped(workspace, start)


def _stepped(workspace: Workspace, start: OutItem) -> OutItem:
    """Stand where the newest step left it; what was handed over stays so when only a copy is saved afterwards."""
    steps = outbox.of_item(workspace.store, start.key)
    if not steps:
        return start
    handed = [item for item in steps if item.step is OutStep.HANDED_OVER]
    last: OutEvent = handed[-1] if handed else steps[-1]
    return _moved(start, OutState(last.step.value), last.at or start.at, where=last.recipient, told=last.detail)


def _moved(
    item: OutItem, state: OutState, at: datetime, *, where: str = "", told: Mapping[str, object] | None = None
) -> OutItem:
    return replace(item, state=state, at=at, where=where, told=told or {})


def find_item(workspace: Workspace, key: str) -> OutItem:
    """Find what is to go out by its key; raises Fault `outbox.gone`."""
    found = next((item for item in outbox_items(workspace) if item.key == key), None)
    if found is None:
        raise Fault("outbox.gone", digest=key[:16])
    return found


def enclosures(workspace: Workspace, item: OutItem) -> "tuple[Enclosure, ...]":
    """Fetch the signed files, byte for byte as they were signed. Raises Fault `outbox.<state>` where there are none."""
    from kgdesk.mail.message import Enclosure

    if not item.can_go:
        raise Fault(f"outbox.cannot.{item.state.value}", period=item.period.label(), revision=item.revision)
    if item.kind is ItemKind.RETURN:
        return tuple(Enclosure(file.name, file.content) for file in outbox.signed_files(workspace.store, item.key))
    content = receipts.content(workspace.store, item.key)
    if content is None:
        raise Fault("outbox.gone", digest=item.key[:16])
    return (Enclosure(item.files[0], content),)


def state_sentence(item: OutItem, lang: str) -> str:
    """Say where it stands, in one sentence."""
    params: dict[str, object] = {"at": item.at, "where": item.where, "receiver": item.receiver_vi}
    if item.state is OutState.FAILED:
        return say("outbox.state.failed", lang, at=item.at, why=_why(item.told, lang))
    if item.state is OutState.HANDED_OVER:
        params["reply"] = item.told.get("reply", "")
    # nobody answers a receipt, so its sender is not told to wait for anything
    waits_not = item.kind is ItemKind.RECEIPT and item.state in _ON_THE_WAY
    return say(f"outbox.state.{item.state.value}{'_receipt' if waits_not else ''}", lang, **params)


def _why(told: Mapping[str, object], lang: str) -> str:
    code, params = told.get("code"), told.get("params")
    if not isinstance(code, str) or not isinstance(params, Mapping):
        return ""
    return say(code, lang, **{str(name): value for name, value in params.items()})
