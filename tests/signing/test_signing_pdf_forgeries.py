"""No forged return is valid; every untouched one is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kgdesk.domain.verdict import Verdict, VerdictWord
from kgdesk.operations.verify import explain_verdict
from kgdesk.returns.pdf_issue import FilledIssue
from kgdesk.signing.pdf import extend, prepare_fields
from tests.signing.pdf_bench import DAY, Bench, small_return, written
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


def assert_explained(verdict: Verdict) -> None:
    """Whoever is refused is told why."""
    text = explain_verdict(verdict)
    assert text.headline
    assert text.reasons
