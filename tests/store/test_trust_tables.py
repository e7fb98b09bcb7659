"""Bindings of certificates and revocation lists: rows are only added, the newest state counts."""

from dataclasses import replace
from datetime import timedelta

from kgdesk.domain.enrolment import Enrolment, of_certificate
from kgdesk.store import enrolments, journal, revocations
from kgdesk.store.revocations import KeptRevocationList
from tests.store.bench import AT, Bench

HEAD = Enrolment("ab" * 32, "KG-911", "head", "Trần Minh Khoa", AT - timedelta(days=30))
LIST = KeptRevocationList("01" * 32, "CN=CA", "9" * 40, AT, AT + timedelta(days=7), 3, b"first")


def test_an_ended_binding_keeps_its_past_and_the_journal_fits(bench: Bench) -> None:
    with bench.write() as transaction:
        enrolments.put(transaction, HEAD, certificate=b"der")
        enrolments.put(transaction, replace(HEAD, role="agency"), certificate=b"der")
    with bench.write() as transaction:
        enrolments.end(transaction, HEAD, at=AT, reason="gia hạn")
    found = {item.role: item for item in of_certificate(enrolments.every(bench.store), HEAD.fingerprint)}
    assert (found["head"].valid_to, found["head"].reason) == (AT, "gia hạn")
    assert found["head"].holds_at(AT - timedelta(seconds=1))
    assert not found["head"].holds_at(AT)
    assert found["agency"].valid_to is None
    assert bench.store.read_one("SELECT count(*) FROM certificate_binding")[0] == 3  # type: ignore[index]
    assert journal.verify_chain(bench.store) is None


def test_a_binding_never_ends_before_it_begins(bench: Bench) -> None:
    with bench.write() as transaction:
        enrolments.put(transaction, HEAD, certificate=b"der")
        ended = enrolments.end(transaction, HEAD, at=HEAD.valid_from - timedelta(days=1), reason="nhầm")
    assert ended.valid_to == HEAD.valid_from
    assert not ended.holds_at(HEAD.valid_from)


def test_lists_are_kept_once_newest_first(bench: Bench) -> None:
    newer = replace(LIST, sha256="02" * 32, this_update=AT + timedelta(days=1), next_update=None, content=b"second")
    with bench.write() as transaction:
        assert revocations.add(transaction, LIST)
        assert revocations.add(transaction, newer)
        assert not revocations.add(transaction, LIST)
    assert revocations.every(bench.store) == (newer, LIST)
    assert journal.verify_chain(bench.store) is None
