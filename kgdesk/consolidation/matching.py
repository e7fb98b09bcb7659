"""Where a received return belongs: taken in, held for a person, or refused, and why."""

from dataclasses import dataclass, field
from datetime import date

from kgdesk.domain.figure import figure_of
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.return_cycle import IntakeOutcome, ReceivedState
from kgdesk.domain.return_document import ReturnDocument, ReturnLine
from kgdesk.domain.verdict import Fact, Verdict, VerdictWord


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
    plan_digest: str,
    receiver: str,
    known: tuple[KnownReturn, ...],
) -> Placement:
    """Decide by the verdict first, then by who, which plan, which revision. Nothing wins silently.

    `known` are the returns of the unit and period whose own verdict was valid: what an unproved file
    says of itself never stands in a proved one's way.
    """
    if verdict.word is VerdictWord.INVALID:
        return Placement(IntakeOutcome.REFUSED, "intake.invalid")
    belongs = _belongs(document, plan=plan, receiver=receiver)
    if belongs is not None:
        return belongs
    if verdict.word is not VerdictWord.VALID:
        return Placement(IntakeOutcome.HELD, f"intake.{verdict.word.value}")
    if verdict.authority is not Fact.PASSED:
        # a good certificate of anybody at all: a public authority issues to everyone
        return Placement(IntakeOutcome.HELD, "trust.hold_unknown_signer", {"signer": _signer_of(verdict)})
    under = _under_plan(document, plan=plan, plan_digest=plan_digest)
    return under if under is not None else _by_revision(document, digest, known)


def _signer_of(verdict: Verdict) -> str:
    return ", ".join(dict.fromkeys(signer.common_name or signer.subject for signer in verdict.signers))


def _belongs(document: ReturnDocument, *, plan: Plan, receiver: str) -> Placement | None:
    if not plan.has_unit(document.unit):
        return Placement(IntakeOutcome.HELD, "intake.unknown_unit", {"unit": document.unit})
    unit = plan.unit(document.unit)
    if unit.parent != receiver:
        return Placement(IntakeOutcome.HELD, "intake.not_ours", {"unit": unit.name_vi})
    if not unit.exists_on(_last_day(document.period)):
        period = Period.parse(document.period).label()
        return Placement(IntakeOutcome.HELD, "intake.unit_ended", {"unit": unit.name_vi, "period": period})
    return None


def _under_plan(document: ReturnDocument, *, plan: Plan, plan_digest: str) -> Placement | None:
    """Hold the document against the plan: what is printed must be what the plan calls it, and what is imported."""
    if document.plan.code != plan.code:
        return Placement(IntakeOutcome.HELD, "intake.other_plan", {"plan": document.plan.code})
    if document.plan.version != plan.version:
        versions: dict[str, object] = {"theirs": document.plan.version, "ours": plan.version}
        return Placement(IntakeOutcome.HELD, "intake.other_version", versions)
    if document.plan.digest != plan_digest:
        return Placement(IntakeOutcome.HELD, "intake.other_contents", {"version": plan.version})
    known = {item.code: item for item in plan.indicators}
    strangers = sorted(line.indicator for line in document.lines if line.indicator not in known)
    if strangers:
        return Placement(IntakeOutcome.HELD, "intake.unknown_indicator", {"indicators": ", ".join(strangers)})
    for line in document.lines:
        if not _says_what_the_plan_says(line, known[line.indicator]):
            return Placement(IntakeOutcome.REFUSED, "intake.line_differs", {"name": line.name_vi})
    return None


def _says_what_the_plan_says(line: ReturnLine, indicator: Indicator) -> bool:
    """Whether name, measure and number are the indicator's, and the figure follows from what is imported."""
    printed = (line.ordinal, line.name_vi, line.measure_vi, line.places, line.group)
    planned = (indicator.ordinal, indicator.name_vi, indicator.measure_vi, indicator.places, indicator.group)
    return printed == planned and line.value == figure_of(indicator, line.observation)


def _by_revision(document: ReturnDocument, digest: str, known: tuple[KnownReturn, ...]) -> Placement:
    revision: dict[str, object] = {"revision": document.revision}
    numbered_so = [item for item in known if item.revision == document.revision]
    same = next((item for item in numbered_so if item.digest == digest), next(iter(numbered_so), None))
    if same is not None and same.digest == digest:
        if same.state is ReceivedState.HELD:
            return Placement(IntakeOutcome.HELD, "intake.still_held", revision)
        return Placement(IntakeOutcome.DUPLICATE, "intake.same_return", revision)
    if same is not None:
        return Placement(IntakeOutcome.HELD, "intake.same_revision_differs", revision)
    live = [item for item in known if item.state not in {ReceivedState.HELD, ReceivedState.SUPERSEDED}]
    newest = max(live, key=lambda item: item.revision, default=None)
    if newest is None:
        return _first(document)
    if newest.revision > document.revision:
        return Placement(IntakeOutcome.HELD, "intake.older", {**revision, "newest": newest.revision})
    accepted = max((item.revision for item in live if item.state is ReceivedState.ACCEPTED), default=None)
    if accepted is not None:  # also where a later one was sent back: what was accepted steps back by a decision only
        return Placement(IntakeOutcome.HELD, "intake.after_acceptance", {**revision, "accepted": accepted})
    if document.replaces != newest.digest:
        return Placement(IntakeOutcome.HELD, "intake.broken_line", {**revision, "held": newest.revision})
    return Placement(
        IntakeOutcome.TAKEN_IN, "intake.replaces", {**revision, "older": newest.revision}, supersedes=newest.key
    )


def _first(document: ReturnDocument) -> Placement:
    """Take the first revision; a later one whose ancestors never came waits for a person."""
    if document.revision == 1:
        return Placement(IntakeOutcome.TAKEN_IN, "intake.taken_in", {"revision": 1})
    return Placement(IntakeOutcome.HELD, "intake.ancestors_missing", {"revision": document.revision})


def _last_day(period: str) -> date:
    return Period.parse(period).dates(Calendar.ADMINISTRATIVE)[1]
