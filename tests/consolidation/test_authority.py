"""Who may sign for whom: what a person confirmed goes before what a certificate says of itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kgdesk.consolidation.authority import authority_of
from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.verdict import Fact, Signer
from kgdesk.messages import say
from kgdesk.returns import plan_default, plan_document

AT = datetime(2024, 12, 20, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PLAN = plan_document.from_bytes(plan_default.load())
OURS = Signer("CN=a", "CN=CA", "1", AT, "agency", "aa" * 32, "Phú Quốc", "KG-911")
PUBLIC = replace(OURS, unit="MST:0100109106", fingerprint="bb" * 32)
BOUND = Enrolment("bb" * 32, "KG-911", "agency", "Phú Quốc", AT - 9 * DAY)


def judged(*signers: Signer, enrolments: tuple[Enrolment, ...] = (), unit: str = "KG-911") -> tuple[str, ...]:
    fact, reasons = authority_of(signers, unit, plan=PLAN, enrolments=enrolments, at=AT)
    assert all(say(reason, "vi", theirs="x", ours="y") for reason in reasons)
    return (fact.value, *reasons)


def test_without_a_binding_the_certificate_speaks_for_itself() -> None:
    assert judged(OURS) == ("passed",)
    assert judged(replace(OURS, unit="KG-912")) == ("failed", "verify.wrong_signer")
    assert judged(replace(OURS, unit="")) == ("indeterminate", "trust.not_enrolled")
    assert judged(PUBLIC) == ("indeterminate", "trust.not_enrolled")
    assert judged(OURS, PUBLIC) == ("indeterminate", "trust.not_enrolled")
    assert judged(PUBLIC, replace(OURS, unit="KG-912"))[0] == "failed"
    assert judged(OURS, unit="XX") == ("indeterminate",)
    assert judged() == ("indeterminate",)


@pytest.mark.parametrize(
    ("binding", "expected"),
    [
        (BOUND, ("passed",)),
        (replace(BOUND, unit="KG-912"), ("failed", "verify.wrong_signer")),
        (replace(BOUND, role="head"), ("failed", "trust.other_role")),
        (replace(BOUND, valid_from=AT + DAY), ("failed", "trust.not_bound_then")),
        (replace(BOUND, valid_to=AT - DAY), ("failed", "trust.not_bound_then")),
        (replace(BOUND, valid_to=AT + DAY), ("passed",)),  # ended since: what was signed before stays good
        (replace(BOUND, fingerprint="cc" * 32), ("indeterminate", "trust.not_enrolled")),
    ],
)
def test_a_binding_decides(binding: Enrolment, expected: tuple[str, ...]) -> None:
    assert judged(PUBLIC, enrolments=(binding,)) == expected


def test_a_binding_goes_before_the_certificates_own_words() -> None:
    elsewhere = Enrolment(OURS.fingerprint, "KG-912", "agency", "x", AT - DAY)
    assert judged(OURS, enrolments=(elsewhere,)) == ("failed", "verify.wrong_signer")
    assert judged(OURS, enrolments=(elsewhere,), unit="KG-912") == ("passed",)


def test_a_renewed_certificate_and_the_old_one_each_hold_in_their_time() -> None:
    old = replace(BOUND, valid_to=AT)
    new = replace(BOUND, fingerprint="dd" * 32, valid_from=AT)
    before, after = replace(PUBLIC, signed_at=AT - DAY), replace(PUBLIC, signed_at=AT + DAY)
    renewed = replace(after, fingerprint="dd" * 32)
    assert judged(before, enrolments=(old, new)) == ("passed",)
    assert judged(renewed, enrolments=(old, new)) == ("passed",)
    assert judged(after, enrolments=(old, new)) == ("failed", "trust.not_bound_then")


def test_files_without_roles_need_no_role() -> None:
    assert judged(replace(PUBLIC, role=""), enrolments=(BOUND,)) == ("passed",)


def test_without_a_plan_an_unknown_code_is_another_unit() -> None:
    fact, reasons = authority_of([replace(OURS, unit="KG-X1")], "KG-911", plan=None, at=AT)
    assert (fact, reasons) == (Fact.FAILED, ("verify.wrong_signer",))
    assert authority_of([PUBLIC], "KG-911", plan=None, at=AT)[0] is Fact.INDETERMINATE
