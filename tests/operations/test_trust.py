"""Whom the workspace believes, who signs for whom, and keys that are refused before anything is written."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.domain.verdict import Fact, VerdictWord
from kgdesk.messages import say
from kgdesk.operations.clock import confirm_clock
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.enrolment import EnrolRequest, enrol, withdraw
from kgdesk.operations.intake import take_in
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.trust import add_trust, forget, trust_overview
from kgdesk.operations.verify import verify_file
from kgdesk.operations.workspace import Workspace
from kgdesk.signing.keys import load_pkcs12
from kgdesk.store import journal
from tests.operations.after_demo import NOW, TurnedClock, change

DAY = timedelta(days=1)
PHU_QUOC = "KG-911"


def example(folder: Path, name: str, ending: str = "p12") -> Path:
    return folder / "keys" / "examples" / f"{name}.{ending}"


def fingerprint(folder: Path, name: str) -> str:
    return load_pkcs12(example(folder, name).read_bytes(), PASSWORD, name).fingerprint


def seal(workspace: Workspace, folder: Path, key: Path | str, /, **changes: object) -> Path:
    request = SealRequest(period=PERIOD, key=key, password=PASSWORD, folder=folder / "out", head_name="Trần Minh Khoa")
    return seal_return(workspace, replace(request, **changes)).result.files[0].with_suffix(".pdf")  # type: ignore[arg-type]


def refused(workspace: Workspace, folder: Path, key: Path | str, /, **changes: object) -> str:
    """Seal, expecting a fault, and see that nothing was written anywhere."""
    before = journal.entries(workspace.store)
    with pytest.raises(Fault) as caught:
        seal(workspace, folder, key, **changes)
    for lang in ("vi", "en"):
        assert "{" not in say(caught.value.code, lang, **caught.value.params)
    assert not (folder / "out").exists()
    assert journal.entries(workspace.store) == before
    return caught.value.code


# --- one's own certificate, before signing


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("expired", "key.expired"),
        ("future", "key.not_yet_valid"),
        ("enciphering", "key.not_for_signing"),
        ("foreign", "trust.foreign_key"),
    ],
)
def test_a_certificate_that_may_not_sign_is_refused(demo_copy: Path, phu_quoc: Workspace, name: str, code: str) -> None:
    assert refused(phu_quoc, demo_copy, example(demo_copy, name)) == code


def test_with_anchors_the_chain_and_the_lists_count(demo_copy: Path, phu_quoc: Workspace) -> None:
    seal(phu_quoc, demo_copy / "before", example(demo_copy, "stranger"))
    add_trust(phu_quoc, demo_copy / "keys" / "ca.pem")
    assert refused(phu_quoc, demo_copy, example(demo_copy, "stranger")) == "key.unknown_authority"
    change(phu_quoc)
    seal(phu_quoc, demo_copy / "revoked", example(demo_copy, "revoked"))  # nobody said so here yet
    add_trust(phu_quoc, demo_copy / "keys" / "revoked.crl")
    assert refused(phu_quoc, demo_copy, example(demo_copy, "revoked")) == "key.revoked"
    assert seal(phu_quoc, demo_copy, example(demo_copy, "agency")).exists()


def test_the_receipt_is_signed_by_the_own_unit_only(demo_copy: Path, province: Workspace) -> None:
    request = ReviewRequest(
        "SYT_2024_r1", Decision.ACCEPTED, demo_copy / "keys" / "KG-911.p12", PASSWORD, demo_copy / "receipts2"
    )
    with pytest.raises(Fault, match=r"trust\.foreign_key"):
        review_return(province, request)
    assert not (demo_copy / "receipts2").exists()


def test_a_key_bound_to_another_role_or_no_longer_bound_is_refused(demo_copy: Path, phu_quoc: Workspace) -> None:
    add_head(phu_quoc, demo_copy)
    assert refused(phu_quoc, demo_copy, example(demo_copy, "head")) == "trust.key_other_role"
    assert seal(phu_quoc, demo_copy / "a", example(demo_copy, "head"), role="head").exists()
    withdraw(phu_quoc, fingerprint(demo_copy, "head"), unit=PHU_QUOC, reason="nghỉ hưu")
    assert refused(phu_quoc, demo_copy, example(demo_copy, "head"), role="head") == "trust.key_not_bound"


def add_head(workspace: Workspace, folder: Path, name: str = "head", role: str = "head", **options: object) -> None:
    enrol(
        workspace,
        EnrolRequest(example(folder, name, "cer"), PHU_QUOC, role, fingerprint(folder, name), **options),  # type: ignore[arg-type]
    )


# --- the clock


def test_a_clock_set_back_is_noticed_after_more_work(demo_copy: Path, phu_quoc: Workspace, clock: TurnedClock) -> None:
    change(phu_quoc)
    clock.now = NOW - 40 * DAY
    key = demo_copy / "keys" / "KG-911.p12"
    assert refused(phu_quoc, demo_copy, key) == "seal.clock_back"
    change(phu_quoc)
    assert refused(phu_quoc, demo_copy, key) == "seal.clock_back"
    clock.now = NOW - timedelta(minutes=4)
    assert seal(phu_quoc, demo_copy, key).exists()


def test_a_person_may_call_the_clock_right(demo_copy: Path, phu_quoc: Workspace, clock: TurnedClock) -> None:
    change(phu_quoc)
    clock.now = NOW - timedelta(hours=2)
    assert seal(phu_quoc, demo_copy, demo_copy / "keys" / "KG-911.p12", clock_confirmed=True).exists()
    assert "clock.confirm" in {item.action for item in journal.entries(phu_quoc.store)}
    change(phu_quoc)
    assert seal(phu_quoc, demo_copy, demo_copy / "keys" / "KG-911.p12").exists()
    clock.now -= timedelta(hours=1)
    with pytest.raises(Fault, match=r"seal\.clock_back"):
        seal(phu_quoc, demo_copy, demo_copy / "keys" / "KG-911.p12")
    confirm_clock(phu_quoc)
    assert journal.verify_chain(phu_quoc.store) is None


# --- anchors and lists


def test_anchors_come_and_go_with_a_trace(demo_copy: Path, province: Workspace) -> None:
    pages = demo_copy / "returns" / "KG-911_2024_r1.pdf"
    (anchor,) = trust_overview(province).anchors
    assert verify_file(pages, workspace=province, at=NOW).trust is Fact.PASSED
    with pytest.raises(Fault, match=r"trust\.no_anchor"):
        forget(province, "deadbeef")
    with pytest.raises(Fault, match=r"trust\.fingerprint_short"):
        forget(province, "dead")
    spaced = ":".join(anchor.fingerprint[place : place + 2] for place in range(0, 64, 2)).upper()
    assert forget(province, spaced).result == anchor
    assert "no_anchor" in verify_file(pages, workspace=province, at=NOW).reasons
    assert add_trust(province, demo_copy / "keys" / "ca.pem").result.certificates[0].is_new
    assert not add_trust(province, demo_copy / "keys" / "ca.pem").result.certificates[0].is_new
    found = {item.action: item.detail for item in journal.entries(province.store, newest=2)}
    assert found["distrust"] == {"fingerprint": anchor.fingerprint}
    assert found["trust"] == {"certificates": [anchor.fingerprint], "lists": []}


def test_a_list_needs_its_authority_and_serves_verification_and_intake(
    demo_copy: Path, phu_quoc: Workspace, province: Workspace, tmp_path: Path
) -> None:
    change(phu_quoc)
    pages = seal(phu_quoc, demo_copy, example(demo_copy, "revoked"))
    crl = demo_copy / "keys" / "revoked.crl"
    assert verify_file(pages, trust=demo_copy / "keys" / "ca.pem", at=NOW).word is VerdictWord.VALID
    assert "certificate_revoked" in verify_file(pages, trust=demo_copy / "keys", at=NOW).reasons
    verdict = verify_file(pages, workspace=province, at=NOW)  # the demonstration gave the province the list
    assert (verdict.trust, verdict.word) == (Fact.FAILED, VerdictWord.INVALID)
    taken = take_in(province, [pages]).result[0]
    assert (taken.outcome, taken.reason) == (IntakeOutcome.REFUSED, "intake.invalid")
    (known,) = trust_overview(province).lists
    assert (known.revoked, known.is_newest) == (1, True)
    shutil.copy(crl, tmp_path / "again.crl")
    assert not add_trust(province, tmp_path / "again.crl").result.lists[0].is_new
    with pytest.raises(Fault, match=r"trust\.list_unknown_issuer"):
        add_trust(phu_quoc, crl)
    assert trust_overview(phu_quoc).lists == ()
    assert journal.verify_chain(province.store) is None


# --- bindings


def test_a_public_certificate_is_bound_after_comparing_fingerprints(
    demo_copy: Path, phu_quoc: Workspace, province: Workspace
) -> None:
    change(phu_quoc)
    pages = seal(phu_quoc, demo_copy, example(demo_copy, "public"))
    before = verify_file(pages, workspace=province, at=NOW)
    assert (before.authority, before.reasons[-1]) == (Fact.INDETERMINATE, "trust.not_enrolled")
    held = take_in(province, [pages]).result[0]
    assert (held.outcome, held.reason) == (IntakeOutcome.HELD, "trust.hold_unknown_signer")
    own = fingerprint(demo_copy, "public")
    wrong = EnrolRequest(
        example(demo_copy, "public", "cer"), PHU_QUOC, "agency", own[:-1] + ("0" if own[-1] != "0" else "1")
    )
    for request in (wrong, replace(wrong, fingerprint=own[:32])):
        with pytest.raises(Fault, match=r"trust\.fingerprint_differs"):
            enrol(province, request)
    add_head(province, demo_copy, "public")
    enrol(province, EnrolRequest(pages, PHU_QUOC, "agency", own))  # the signed pages carry the certificate
    assert verify_file(pages, workspace=province, at=NOW).authority is Fact.PASSED
    assert take_in(province, [pages]).result[0].reason == "intake.after_acceptance"  # no longer held for its signer
    with pytest.raises(Fault, match=r"trust\.enrolled_elsewhere"):
        enrol(province, EnrolRequest(example(demo_copy, "public", "cer"), "KG-912", "agency", own))
    with pytest.raises(Fault, match=r"plan\.no_unit"):
        enrol(province, EnrolRequest(example(demo_copy, "public", "cer"), "KG-999", "agency", own))
    assert len(trust_overview(province).enrolments) == 2
    add_head(province, demo_copy, "public")  # again: nothing new
    assert len(trust_overview(province).enrolments) == 2
    assert journal.verify_chain(province.store) is None


def test_renewal_keeps_what_the_old_certificate_signed(
    demo_copy: Path, phu_quoc: Workspace, province: Workspace, clock: TurnedClock
) -> None:
    for role in ("agency", "head"):
        add_head(province, demo_copy, "public", role)
    change(phu_quoc)
    old = seal(phu_quoc, demo_copy, example(demo_copy, "public"))
    clock.now = NOW + 2 * DAY
    renewed = {"replaces": fingerprint(demo_copy, "public")[:12], "valid_from": NOW + DAY}
    for role in ("agency", "head"):
        add_head(province, demo_copy, "agency", role, **renewed)
    ends = {item.valid_to for item in trust_overview(province).enrolments if item.name}
    assert ends == {None, NOW + 2 * DAY}
    clock.now = NOW + 3 * DAY
    assert verify_file(old, workspace=province, at=clock.now).authority is Fact.PASSED
    change(phu_quoc)
    late = seal(phu_quoc, demo_copy / "late", example(demo_copy, "public"))
    verdict = verify_file(late, workspace=province, at=clock.now)
    assert (verdict.authority, verdict.reasons[-1]) == (Fact.FAILED, "trust.not_bound_then")
    new = seal(phu_quoc, demo_copy / "new", example(demo_copy, "agency"))
    assert verify_file(new, workspace=province, at=clock.now).authority is Fact.PASSED


def test_a_withdrawn_certificate_signs_no_more(
    demo_copy: Path, phu_quoc: Workspace, province: Workspace, clock: TurnedClock
) -> None:
    for role in ("agency", "head"):
        add_head(province, demo_copy, "agency", role)
    before = seal(phu_quoc, demo_copy, example(demo_copy, "agency"))
    clock.now = NOW + DAY
    ended = withdraw(province, fingerprint(demo_copy, "agency"), unit=PHU_QUOC, reason="mất thiết bị").result
    assert {item.valid_to for item in ended} == {clock.now}
    change(phu_quoc)
    after = seal(phu_quoc, demo_copy / "after", example(demo_copy, "agency"))
    later = clock.now + DAY
    assert verify_file(before, workspace=province, at=later).authority is Fact.PASSED
    assert verify_file(after, workspace=province, at=later).authority is Fact.FAILED
    with pytest.raises(Fault, match=r"trust\.not_enrolled_here"):
        withdraw(province, fingerprint(demo_copy, "agency"), unit=PHU_QUOC)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ca.pem", "trust.bad_certificate"),
        ("KG.p12", "trust.bad_certificate"),
        ("examples/enciphering.cer", "trust.not_for_signing"),
    ],
)
def test_what_is_no_signers_certificate(demo_copy: Path, province: Workspace, name: str, code: str) -> None:
    typed = fingerprint(demo_copy, "enciphering")
    with pytest.raises(Fault) as caught:
        enrol(province, EnrolRequest(demo_copy / "keys" / name, PHU_QUOC, "head", typed))
    assert caught.value.code == code
