"""No forged return is valid; every untouched one is."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from asn1crypto.cms import ContentInfo

from kgdesk.domain.verdict import Fact, Verdict, VerdictWord
from kgdesk.operations.verify import explain_verdict
from kgdesk.returns.pdf_issue import FilledIssue
from kgdesk.signing.cms_form import is_strict_der
from kgdesk.signing.cms_inspection import inspect_cms
from kgdesk.signing.pdf import extend, inspect_pdf, prepare_fields
from tests.signing.pdf_bench import CHECKED_AT, DAY, Bench, gap, small_return, written
from tests.signing.pdf_bench import bench as make_bench
from tests.signing.pdf_forgeries import FORGERIES, Forgery
from tests.signing.signing_samples import AT, stamping_authority


@pytest.fixture(scope="module")
def bench() -> Bench:
    return make_bench()


def numbered(bench: Bench) -> bytes:
    """A return whose number was known before, signed one after the other."""
    document = small_return()
    pages = written(replace(document, issue=replace(document.issue, number=7, day=DAY)))
    data = prepare_fields(pages.data, pages.boxes)
    return bench.sign(bench.sign(data, "head"), "agency", filled=None)


def extended(bench: Bench) -> bytes:
    service = stamping_authority(bench.authority)
    service.fixed_dt = AT + timedelta(minutes=30)
    return extend(bench.both, anchors=bench.anchors, timestamper=service)


CONTROLS: dict[str, Callable[[Bench], bytes]] = {
    "head, then agency with number and date": lambda bench: bench.both,
    "saved by another library before signing": lambda bench: bench.sealed(lambda _: None),
    "an empty update between the signatures": lambda bench: bench.between(lambda _: None),
    "number known before": numbered,
    "number left open": lambda bench: bench.sign(bench.head_signed, "agency", filled=FilledIssue(None, "BC-UBND", DAY)),
    "extended with a timestamp": extended,
    "receipt": lambda bench: bench.receipt(),
}


@pytest.mark.parametrize("name", CONTROLS)
def test_every_untouched_file_is_valid(bench: Bench, name: str) -> None:
    verdict = bench.judge(CONTROLS[name](bench))
    assert verdict.word is VerdictWord.VALID, verdict.reasons


def test_there_are_enough_forgers() -> None:
    assert len(FORGERIES) >= 80
    assert len({item.what for item in FORGERIES.values()}) == len(FORGERIES)


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=lambda item: item.name)
def test_no_forgery_is_valid(bench: Bench, forgery: Forgery) -> None:
    data = forgery.make(bench)
    assert data != bench.both
    verdict = bench.judge(data)
    assert verdict.word is not VerdictWord.VALID
    assert_explained(verdict)


def test_a_foreign_typeface_leaves_the_contents_undecided(bench: Bench) -> None:
    verdict = bench.judge(FORGERIES["font_program_swapped"].make(bench))
    assert (verdict.integrity, verdict.coverage, verdict.trust) == (Fact.PASSED,) * 3
    assert (verdict.word, verdict.consistency) == (VerdictWord.INDETERMINATE, Fact.INDETERMINATE)
    assert "verify.foreign_fonts" in verdict.reasons
    assert "phông" in " ".join(explain_verdict(verdict).reasons)


def assert_explained(verdict: Verdict) -> None:
    """Whoever is refused is told why."""
    text = explain_verdict(verdict)
    assert text.headline
    assert text.reasons


def test_no_flipped_bit_is_believed(bench: Bench) -> None:
    """A sample of the file, its whole length; the value of the last signature is looked at more closely below."""
    step = len(bench.both) // 60
    for number, place in enumerate(range(0, len(bench.both), step)):
        changed = bytearray(bench.both)
        changed[place] ^= 1 << number % 8
        assert bench.judge(bytes(changed)).word is not VerdictWord.VALID, place


def test_no_flipped_bit_of_a_signature_value_is_believed(bench: Bench) -> None:
    """Names, versions and lengths in a CMS are signed by nobody; they may take one form only."""
    start, end = gap(bench.both, 1)
    padded = bytes.fromhex(bench.both[start:end].decode())
    value = padded[: 4 + int.from_bytes(padded[2:4], "big")]  # 30 82 and two bytes of length; it may end in zeros
    ranges = bench.both[: start - 1] + bench.both[end + 1 :]
    believed = []
    for place in range(len(value)):
        changed = bytearray(value)
        changed[place] ^= 1 << place * 5 % 8
        if is_strict_der(bytes(changed)) and _holds(bytes(changed), ranges, bench):
            believed.append(place)
    assert believed == []
    assert _holds(value, ranges, bench)


def _holds(value: bytes, ranges: bytes, bench: Bench) -> bool:
    try:
        signed_data = ContentInfo.load(value, strict=True)["content"]
        facts = inspect_cms(
            signed_data,
            digest=lambda name: hashlib.new(name, ranges).digest(),
            claimed_at=None,
            role="agency",
            anchors=bench.anchors,
            at=CHECKED_AT,
        )
    except ValueError:
        return False
    return (facts.integrity, facts.trust) == (Fact.PASSED, Fact.PASSED)


def test_no_other_writing_of_a_signature_value_is_believed(bench: Bench) -> None:
    """The hexadecimal digits in letters of another size say the same and are not what was written."""
    start, end = gap(bench.both, 1)
    place = next(place for place in range(start, end) if bench.both[place : place + 1].isalpha())
    changed = bench.both[:place] + bench.both[place : place + 1].swapcase() + bench.both[place + 1 :]
    facts = inspect_pdf(changed, anchors=bench.anchors, at=CHECKED_AT, expected_roles=("head", "agency"))
    assert facts.coverage is Fact.FAILED


@pytest.mark.parametrize("data", [b"\x30\x80\x00\x00", b"\x04\x81\x01a", b"\x30\x02\x04\x01", b"\x04", b"\x1f\x01\x00"])
def test_what_is_no_strict_der(data: bytes) -> None:
    assert not is_strict_der(data)
