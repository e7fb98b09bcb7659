"""Where a received return belongs: taken in, held for a person, or refused, and why."""

from dataclasses import dataclass, field
from datetime import date

from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.return_cycle import IntakeOutcome, ReceivedState
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.domain.verdict import Verdict, VerdictWord


@dataclass(frozen=True, slots=True)
class KnownReturn:
    """A return of the same unit and period that is here already."""

    key: int
    revision: int
    digest: str
    state: ReceivedState


@dataclass(frozen=True, slots=True)
class Placement:
    """What to do with a return; `supersedes` names the older return that steps back."""

    outcome: IntakeOutcome
    reason: str
    params: dict[str, object] = field(default_factory=dict)
    supersedes: int | None = None


def place(
    verdict: Verdict,
    document: ReturnDocument,
    digest: str,
    *,
    plan: Plan,
    receiver: str,
    known: tuple[KnownReturn, ...],
) -> Placement:
    """Decide by the verdict first, then by who, which plan, which revision. Nothing wins silently."""
    if verdict.word is VerdictWord.INVALID:
        return Placement(IntakeOutcome.REFUSED, "intake.invalid")
    belongs = _belongs(document, plan=plan, receiver=receiver)
    if belongs is not None:
        return belongs
    if verdict.word is not VerdictWord.VALID:
        return Placement(IntakeOutcome.HELD, f"intake.{verdict.word.value}")
    if document.plan.code != plan.code:
        return Placement(IntakeOutcome.HELD, "intake.other_plan", {"plan": document.plan.code})
    if document.plan.version != plan.version:
        return Placement(
            IntakeOutcome.HELD, "intake.other_version", {"theirs": document.plan.version, "ours": plan.version}
        )
    return _by_revision(document, digest, known)


def _belongs(document: ReturnDocument, *, plan: Plan, receiver: str) -> Placement | None:
    if not plan.has_unit(document.unit):
        return Placement(IntakeOutcome.HELD, "intake.unknown_unit", {"unit": document.unit})
    unit = plan.unit(document.unit)
    if unit.parent != receiver:
        return Placement(IntakeOutcome.HELD, "intake.not_ours", {"unit": unit.name_vi})
    if not unit.exists_on(_last_day(document.period)):
        return Placement(
            IntakeOutcome.HELD, "intake.unit_ended", {"unit": unit.name_vi, "period": document.period_label_vi}
        )
    strangers = sorted({line.indicator for line in document.lines} - {item.code for item in plan.indicators})
    if strangers:
        return Placement(IntakeOutcome.HELD, "intake.unknown_indicator", {"indicators": ", ".join(strangers)})
    foreign = sorted({line.observation.unit for line in document.lines if line.observation} - {document.unit})
    if foreign:
        return Placement(IntakeOutcome.REFUSED, "intake.foreign_figures", {"units": ", ".join(foreign)})
    return None


def _by_revision(document: ReturnDocument, digest: str, known: tuple[KnownReturn, ...]) -> Placement:
    live = [item for item in known if item.state not in {ReceivedState.HELD, ReceivedState.SUPERSEDED}]
    same = next((item for item in known if item.revision == document.revision), None)
    if same is not None and same.digest == digest:
        return Placement(IntakeOutcome.DUPLICATE, "intake.same_return", {"revision": document.revision})
    if same is not None:
        return Placement(IntakeOutcome.HELD, "intake.same_revision_differs", {"revision": document.revision})
    newest = max(live, key=lambda item: item.revision, default=None)
    if newest is None:
        return Placement(IntakeOutcome.TAKEN_IN, "intake.taken_in", {"revision": document.revision})
    if newest.revision > document.revision:
        return Placement(IntakeOutcome.HELD, "intake.older", {"revision": document.revision, "newest": newest.revision})
    if newest.state is ReceivedState.ACCEPTED:
        return Placement(
            IntakeOutcome.HELD, "intake.after_acceptance", {"revision": document.revision, "accepted": newest.revision}
        )
    if document.replaces != newest.digest:
        return Placement(
            IntakeOutcome.HELD, "intake.broken_line", {"revision": document.revision, "held": newest.revision}
        )
    return Placement(
        IntakeOutcome.TAKEN_IN,
        "intake.replaces",
        {"revision": document.revision, "older": newest.revision},
        supersedes=newest.key,
    )


def _last_day(period: str) -> date:
    return Period.parse(period).dates(Calendar.ADMINISTRATIVE)[1]
