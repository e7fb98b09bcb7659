"""Signed files and the steps taken with them."""

from datetime import date

from kgdesk.store import journal, outbox, sealed
from kgdesk.store.outbox import ItemKind, OutEvent, OutStep
from tests.store.bench import AT, Bench

DIGEST = "a" * 64
FIRST = OutEvent(ItemKind.RETURN, DIGEST, "KG-911", "2024", 1, OutStep.MAIL_MADE, files=(("a.pdf", "b" * 64),))


def _seal(bench: Bench) -> None:
    kept = sealed.SealedReturn(
        "KG-911", "2024", 1, DIGEST, None, AT, "Hoa", None, "BC-UBND", date(2024, 12, 12), (), ()
    )
    with bench.write() as transaction:
        sealed.put(transaction, kept, document=b"{}")
        outbox.keep_signed(transaction, DIGEST, {"a.pdf": b"%PDF-1"}, roles=("head",))


def test_the_newest_act_of_signing_counts_as_a_whole(bench: Bench) -> None:
    assert outbox.signed_files(bench.store, DIGEST) == ()
    _seal(bench)
    assert [item.roles for item in outbox.signed_files(bench.store, DIGEST)] == [("head",)]
    with bench.write() as transaction:
        outbox.keep_signed(transaction, DIGEST, {"a.xlsx": b"PK", "a.pdf": b"%PDF-2"}, roles=("head", "agency"))
    found = outbox.signed_files(bench.store, DIGEST)
    assert [(item.name, item.content) for item in found] == [("a.pdf", b"%PDF-2"), ("a.xlsx", b"PK")]
    assert {item.roles for item in found} == {("head", "agency")}
    assert journal.verify_chain(bench.store) is None


def test_steps_come_back_in_their_order_with_time_and_person(bench: Bench) -> None:
    with bench.write() as transaction:
        outbox.put(transaction, FIRST)
    failed = OutEvent(
        ItemKind.RETURN, DIGEST, "KG-911", "2024", 1, OutStep.FAILED, "a@b.example", "<1@x>", {"code": "mail.timeout"}
    )
    with bench.write() as transaction:
        outbox.put(transaction, failed)
    first, second = outbox.of_item(bench.store, DIGEST)
    assert (first.step, first.files, first.at, first.by) == (OutStep.MAIL_MADE, FIRST.files, AT, "Lê Thị Hoa")
    assert (second.step, second.recipient, second.detail) == (OutStep.FAILED, "a@b.example", {"code": "mail.timeout"})
    assert journal.verify_chain(bench.store) is None
