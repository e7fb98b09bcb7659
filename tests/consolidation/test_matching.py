"""Every way a return can arrive ends in its own place, and nothing wins silently."""

from dataclasses import replace

import pytest

from kgdesk.consolidation.matching import KnownReturn, Placement, place
from kgdesk.domain.plan import Plan
from kgdesk.domain.return_cycle import IntakeOutcome, ReceivedState
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.domain.verdict import Fact, FileKind, Signer, Verdict
from kgdesk.returns import plan_default, plan_document
from tests.samples import sample_return

DIGEST = "d" * 64
OLDER = "0" * 64


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_document.from_bytes(plan_default.load())


@pytest.fixture
def verdict() -> Verdict:
    signer = Signer("CN=x", "CN=ca", "01", None, "agency")
    return Verdict(
        "r.pdf",
        FileKind.PDF,
        integrity=Fact.PASSED,
        coverage=Fact.PASSED,
        consistency=Fact.PASSED,
        trust=Fact.PASSED,
        signers=(signer,),
    )


def _return(plan: Plan, **changes: object) -> ReturnDocument:
    document = sample_return()
    reference = replace(document.plan, code=plan.code, version=plan.version)
    return replace(document, **{"plan": reference, "revision": 1, "replaces": None, **changes})  # type: ignore[arg-type]


def _place(
    plan: Plan, verdict: Verdict, document: ReturnDocument, *known: KnownReturn, receiver: str = "KG"
) -> Placement:
    return place(verdict, document, DIGEST, plan=plan, receiver=receiver, known=known)


def test_first_return_is_taken_in(plan: Plan, verdict: Verdict) -> None:
    assert _place(plan, verdict, _return(plan)).outcome is IntakeOutcome.TAKEN_IN


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"integrity": Fact.FAILED}, IntakeOutcome.REFUSED),
        ({"coverage": Fact.FAILED}, IntakeOutcome.REFUSED),
        ({"consistency": Fact.FAILED}, IntakeOutcome.REFUSED),
        ({"authority": Fact.FAILED}, IntakeOutcome.REFUSED),
        ({"trust": Fact.INDETERMINATE}, IntakeOutcome.HELD),
        ({"signers": ()}, IntakeOutcome.HELD),
    ],
)
def test_verdict_decides_first(plan: Plan, verdict: Verdict, facts: dict[str, object], outcome: IntakeOutcome) -> None:
    assert _place(plan, replace(verdict, **facts), _return(plan)).outcome is outcome  # type: ignore[arg-type]


def test_unknown_unit_is_held(plan: Plan, verdict: Verdict) -> None:
    assert _place(plan, verdict, _return(plan, unit="KG-000")).reason == "intake.unknown_unit"


def test_unit_of_somebody_else_is_held(plan: Plan, verdict: Verdict) -> None:
    assert _place(plan, verdict, _return(plan), receiver="KG-899").reason == "intake.not_ours"


def test_unit_that_ended_is_held(plan: Plan, verdict: Verdict) -> None:
    assert _place(plan, verdict, _return(plan, period="2025")).reason == "intake.unit_ended"


def test_figures_of_another_unit_are_refused(plan: Plan, verdict: Verdict) -> None:
    document = _return(plan)
    lines = tuple(
        replace(line, observation=line.observation and replace(line.observation, unit="KG-912"))
        for line in document.lines
    )
    placed = _place(plan, verdict, replace(document, lines=lines))
    assert (placed.outcome, placed.reason) == (IntakeOutcome.REFUSED, "intake.foreign_figures")


def test_other_plan_version_is_held(plan: Plan, verdict: Verdict) -> None:
    document = _return(plan)
    other = replace(document, plan=replace(document.plan, version=plan.version + 1))
    assert _place(plan, verdict, other).reason == "intake.other_version"


def test_same_return_twice_is_a_duplicate(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(1, 1, DIGEST, ReceivedState.TAKEN_IN)
    assert _place(plan, verdict, _return(plan), known).outcome is IntakeOutcome.DUPLICATE


def test_same_revision_with_other_contents_is_held(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(1, 1, OLDER, ReceivedState.TAKEN_IN)
    assert _place(plan, verdict, _return(plan), known).reason == "intake.same_revision_differs"


def test_next_revision_supersedes_its_ancestor(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(7, 1, OLDER, ReceivedState.TAKEN_IN)
    placed = _place(plan, verdict, _return(plan, revision=2, replaces=OLDER), known)
    assert (placed.outcome, placed.supersedes) == (IntakeOutcome.TAKEN_IN, 7)


def test_next_revision_of_another_line_is_held(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(7, 1, OLDER, ReceivedState.TAKEN_IN)
    placed = _place(plan, verdict, _return(plan, revision=2, replaces="1" * 64), known)
    assert (placed.outcome, placed.reason, placed.supersedes) == (IntakeOutcome.HELD, "intake.broken_line", None)


def test_revision_after_acceptance_waits(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(7, 1, OLDER, ReceivedState.ACCEPTED)
    placed = _place(plan, verdict, _return(plan, revision=2, replaces=OLDER), known)
    assert (placed.outcome, placed.reason) == (IntakeOutcome.HELD, "intake.after_acceptance")


def test_revision_after_sending_back_follows(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(7, 1, OLDER, ReceivedState.SENT_BACK)
    assert _place(plan, verdict, _return(plan, revision=2, replaces=OLDER), known).supersedes == 7


def test_older_revision_is_held(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(7, 3, OLDER, ReceivedState.TAKEN_IN)
    assert _place(plan, verdict, _return(plan, revision=2, replaces=OLDER), known).reason == "intake.older"
