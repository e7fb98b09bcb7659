"""Files that were handed in before and still wait for a decision, told as on the day they came."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.domain.verdict import Fact, FileKind, ReturnIdentity, Signer, Verdict
from kgdesk.operations.intake_result import IntakeResult
from kgdesk.operations.verdict_words import FACTS
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.store.received_files import ReceivedFile


def held_files(workspace: Workspace) -> tuple[IntakeResult, ...]:
    """List what is held, newest first. `file` is only its name: where it lay then is not kept."""
    from kgdesk.store import received_files

    kept = received_files.by_outcome(workspace.store, IntakeOutcome.HELD)
    return tuple(_result(item) for item in reversed(kept))


def _result(kept: "ReceivedFile") -> IntakeResult:
    verdict = _verdict(kept.name, kept.verdict)
    identity = verdict.identity
    return IntakeResult(
        file=Path(kept.name),
        outcome=kept.outcome,
        reason=kept.reason,
        params=dict(kept.params),
        verdict=verdict,
        unit="" if identity is None else identity.unit,
        period="" if identity is None else identity.period,
        revision=0 if identity is None else identity.revision,
        sha256=kept.sha256,
        origin=kept.origin,
    )


def _verdict(name: str, kept: Mapping[str, Any]) -> Verdict:
    identity = kept.get("identity")
    return Verdict(
        file=name,
        kind=FileKind(kept.get("kind", FileKind.OTHER)),
        **{fact: Fact(kept.get(fact, Fact.INDETERMINATE)) for fact in FACTS},
        signers=tuple(_signer(item) for item in kept.get("signers", ())),
        identity=None if identity is None else ReturnIdentity(**identity),
        reasons=tuple(kept.get("reasons", ())),
        unreadable=bool(kept.get("unreadable")),
        params=dict(kept.get("params", {})),
    )


def _signer(kept: Mapping[str, Any]) -> Signer:
    at = kept.get("signed_at")
    return Signer(**{**kept, "signed_at": None if at is None else datetime.fromisoformat(at)})
