"""Every way a return can arrive ends in its own place, and nothing wins silently."""

from dataclasses import replace

import pytest

from kgdesk.consolidation.matching import KnownReturn, Placement, place
from kgdesk.domain.figure import figure_of
from kgdesk.domain.plan import Plan
from kgdesk.domain.return_cycle import IntakeOutcome, ReceivedState
from kgdesk.domain.return_document import ReturnDocument, ReturnLine
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
        authority=Fact.PASSED,
        signers=(signer,),
    )


def _return(plan: Plan, **changes: object) -> ReturnDocument:
    """The sample return with its lines as the plan names them."""
    document = sample_return()
    reference = replace(document.plan, code=plan.code, version=plan.version)
    lines = tuple(_planned(plan, line) for line in document.lines)
    changes = {"plan": reference, "lines": lines, "revision": 1, "replaces": None, **changes}
    return replace(document, **changes)  # type: ignore[arg-type]


def _planned(plan: Plan, line: ReturnLine) -> ReturnLine:
    indicator = plan.indicator(line.indicator)
    return replace(
        line,
        ordinal=indicator.ordinal,
        name_vi=indicator.name_vi,
        measure_vi=indicator.measure_vi,
        places=indicator.places,
        group=indicator.group,
        value=figure_of(indicator, line.observation),
    )


def _place(
    plan: Plan, verdict: Verdict, document: ReturnDocument, *known: KnownReturn, receiver: str = "KG"
) -> Placement:
    return place(
        verdict,
        document,
        DIGEST,
        plan=plan,
        plan_digest=document.plan.digest,
        receiver=receiver,
        known=known,
    )


def test_first_return_is_taken_in(plan: Plan, verdict: Verdict) -> None:
    assert _place(plan, verdict, _return(plan)).outcome is IntakeOutcome.TAKEN_IN


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"integrity": Fact.FAILED}, IntakeOutcome.REFUSED),
        ({"coverage": Fact.FAILED}, IntakeOutcome.REFUSED),
        ({"consistency": Fact.FAILED}, IntakeOutcome.REFUSED),
        ({"authority": Fact.FAILED}, IntakeOutcome.REFUSED),
        ({"authority": Fact.INDETERMINATE}, IntakeOutcome.HELD),
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


def _with_line(document: ReturnDocument, code: str, **changes: object) -> ReturnDocument:
    lines = tuple(
        replace(line, **changes) if line.indicator == code else line  # type: ignore[arg-type]
        for line in document.lines
    )
    return replace(document, lines=lines)


@pytest.mark.parametrize(
    "changes", [{"name_vi": "Thu nhập"}, {"measure_vi": "triệu đồng"}, {"places": 0}, {"ordinal": "99"}]
)
def test_a_line_that_prints_what_the_plan_does_not_say_is_refused(
    plan: Plan, verdict: Verdict, changes: dict[str, object]
) -> None:
    document = _with_line(_return(plan), "XH12", **changes)
    placed = _place(plan, verdict, document)
    assert (placed.outcome, placed.reason) == (IntakeOutcome.REFUSED, "intake.line_differs")


def test_a_printed_rate_that_does_not_follow_from_the_imported_pair_is_refused(plan: Plan, verdict: Verdict) -> None:
    document = _return(plan)
    line = next(item for item in document.lines if item.observation and item.observation.numerator)
    assert line.observation is not None
    assert line.observation.numerator is not None
    tripled = replace(line.observation, numerator=line.observation.numerator * 3)
    placed = _place(plan, verdict, _with_line(document, line.indicator, observation=tripled))
    assert (placed.outcome, placed.reason) == (IntakeOutcome.REFUSED, "intake.line_differs")


def test_a_plan_of_the_same_version_with_other_contents_is_held(plan: Plan, verdict: Verdict) -> None:
    document = _return(plan)
    placed = place(verdict, document, DIGEST, plan=plan, plan_digest="f" * 64, receiver="KG", known=())
    assert (placed.outcome, placed.reason) == (IntakeOutcome.HELD, "intake.other_contents")


def test_a_revision_without_its_ancestors_waits(plan: Plan, verdict: Verdict) -> None:
    placed = _place(plan, verdict, _return(plan, revision=999_999, replaces=OLDER))
    assert (placed.outcome, placed.reason) == (IntakeOutcome.HELD, "intake.ancestors_missing")


def test_a_held_return_is_still_held_the_second_time(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(1, 1, DIGEST, ReceivedState.HELD)
    assert _place(plan, verdict, _return(plan), known).reason == "intake.still_held"


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


def test_what_was_accepted_does_not_step_back_because_a_later_one_was_sent_back(plan: Plan, verdict: Verdict) -> None:
    known = (KnownReturn(7, 1, "1" * 64, ReceivedState.ACCEPTED), KnownReturn(8, 2, OLDER, ReceivedState.SENT_BACK))
    placed = _place(plan, verdict, _return(plan, revision=3, replaces=OLDER), *known)
    assert (placed.outcome, placed.reason, placed.params["accepted"]) == (
        IntakeOutcome.HELD,
        "intake.after_acceptance",
        1,
    )


def test_one_of_two_returns_of_a_revision_is_known_again(plan: Plan, verdict: Verdict) -> None:
    known = (KnownReturn(7, 1, OLDER, ReceivedState.TAKEN_IN), KnownReturn(8, 1, DIGEST, ReceivedState.HELD))
    assert _place(plan, verdict, _return(plan), *known).reason == "intake.still_held"


def test_revision_after_sending_back_follows(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(7, 1, OLDER, ReceivedState.SENT_BACK)
    assert _place(plan, verdict, _return(plan, revision=2, replaces=OLDER), known).supersedes == 7


def test_older_revision_is_held(plan: Plan, verdict: Verdict) -> None:
    known = KnownReturn(7, 3, OLDER, ReceivedState.TAKEN_IN)
    assert _place(plan, verdict, _return(plan, revision=2, replaces=OLDER), known).reason == "intake.older"
