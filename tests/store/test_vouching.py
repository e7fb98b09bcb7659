"""Rows that may change are vouched for by the journal, in files of earlier versions from the first writing on."""

import shutil
from pathlib import Path

import pytest

from kgdesk.store import anchors, journal, meta, undo_steps, vouching
from kgdesk.store.connection import Store
from kgdesk.store.undo_steps import Change, Noun, StepKind
from tests.store.bench import Bench, slip_in, tamper

FIXTURES = Path(__file__).parent / "fixtures"
FOREIGN = "INSERT INTO trust_anchor VALUES ('{0}', 'PEM', 'Kẻ khác', '2024-01-01T00:00:00.000000+00:00')"


def unvouched(path: Path) -> list[tuple[str, str]]:
    with Store.open(path, read_only=True) as store:
        return list(vouching.unvouched(store))


@pytest.mark.parametrize("name", sorted(item.name for item in FIXTURES.glob("*.kgdesk")))
def test_what_stood_in_an_older_file_is_vouched_for_when_it_is_first_written_to(tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(FIXTURES / name, tmp_path / "a.kgdesk"))
    Store.open(path).close()
    assert unvouched(path) == []
    with Store.open(path) as store, Bench(path, store).write() as transaction:
        meta.put(transaction, "reply_days", "3")
    with Store.open(path) as store:
        records = store.read("SELECT count(*) FROM journal WHERE detail LIKE '%\"vouched_all\":%'")[0][0]
        with Bench(path, store).write() as transaction:
            meta.put(transaction, "reply_days", "4")
        assert store.read("SELECT count(*) FROM journal WHERE detail LIKE '%\"vouched_all\":%'")[0][0] == records == 1
        assert journal.verify_chain(store) is None
    assert unvouched(path) == []
    tamper(path, FOREIGN.format("f" * 64), "UPDATE workspace SET value = 'KG' WHERE key = 'unit'")
    assert unvouched(path) == [("workspace", "unit"), ("trust_anchor", "f" * 64)]


def test_what_a_record_vouches_for_is_not_what_it_tells(bench: Bench) -> None:
    with bench.write() as transaction:
        meta.put(transaction, "reply_days", "3")
    (entry,) = journal.entries(bench.store, newest=1)
    assert entry.detail == {"reply_days": {"old": None, "new": "3"}}


def test_whoever_comes_and_goes_stays_vouched_for(bench: Bench) -> None:
    for _ in range(2):
        with bench.write() as transaction:
            assert anchors.add(transaction, fingerprint="a" * 64, pem="PEM", name="Ban Cơ yếu")
        assert list(vouching.unvouched(bench.store)) == []
        with bench.write() as transaction:
            assert anchors.remove(transaction, "a" * 64)
        assert list(vouching.unvouched(bench.store)) == []


def test_a_row_that_is_taken_away_and_slipped_in_again_is_found(bench: Bench) -> None:
    with bench.write() as transaction:
        anchors.add(transaction, fingerprint="a" * 64, pem="PEM", name="Ban Cơ yếu")
    with bench.write() as transaction:
        anchors.remove(transaction, "a" * 64)
    with bench.write() as transaction:
        slip_in(transaction, FOREIGN.format("a" * 64))
    assert list(vouching.unvouched(bench.store)) == [("trust_anchor", "a" * 64)]


def test_a_file_said_to_be_older_than_it_is_is_not_vouched_for_anew(bench: Bench) -> None:
    bench.store.close()
    tamper(bench.path, FOREIGN.format("f" * 64))
    with Store.open(bench.path) as store:
        with Bench(bench.path, store).write() as transaction:
            meta.put(transaction, "reply_days", "3")
        assert list(vouching.unvouched(store)) == [("trust_anchor", "f" * 64)]


def test_steps_stay_vouched_for_while_they_are_made_turned_and_dropped(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_steps, "DEPTH", 2)
    for number in range(5):
        with bench.write() as transaction:
            changes = (Change(Noun.OBSERVATION, "I01", number or None, number + 1),)
            undo_steps.put(transaction, unit="KG-911", period="2024", kind=StepKind.CELL, changes=changes)
        assert list(vouching.unvouched(bench.store)) == []
    with bench.write() as transaction:
        step = undo_steps.next_undo(transaction, "KG-911", "2024")
        assert step is not None
        undo_steps.turn(transaction, step.key, undone=True)
        undo_steps.stand_in(transaction, step.key, Change(Noun.OBSERVATION, "I01", 4, 5), 9, undone=True)
    assert list(vouching.unvouched(bench.store)) == []
    with bench.write() as transaction:
        undo_steps.lengthen(transaction, step.key, [Change(Noun.OBSERVATION, "I01", 4, 11)])
    assert list(vouching.unvouched(bench.store)) == []
    with bench.write() as transaction:
        undo_steps.forget(transaction, step.key)
    assert list(vouching.unvouched(bench.store)) == []
    assert bench.store.read("SELECT count(*) FROM undo_step")[0][0] < 3


@pytest.mark.parametrize(("said", "instead"), [('":{', '": {'), ('"vouched', '"said')])
def test_a_record_that_no_longer_seems_to_vouch_is_found_and_so_is_one_that_is_gone(
    bench: Bench, said: str, instead: str
) -> None:
    with bench.write() as transaction:
        anchors.add(transaction, fingerprint="a" * 64, pem="PEM", name="Ban Cơ yếu")
    with bench.write() as transaction:
        anchors.remove(transaction, "a" * 64)
    with bench.write() as transaction:
        meta.put(transaction, "reply_days", "3")
    bench.store.close()
    gone = shutil.copy(bench.path, bench.path.with_name("gone.kgdesk"))
    tamper(
        bench.path,
        "DROP TRIGGER journal_no_update",
        f"UPDATE journal SET detail = replace(detail, '{said}', '{instead}')",  # noqa: S608 - above
    )
    assert ("journal", "1") in unvouched(bench.path)
    tamper(
        gone,
        "DROP TRIGGER journal_no_delete",
        FOREIGN.format("a" * 64),
        "DELETE FROM journal WHERE seq = (SELECT max(seq) - 1 FROM journal)",
    )
    assert [table for table, _ in unvouched(gone)][:1] == ["journal"]
