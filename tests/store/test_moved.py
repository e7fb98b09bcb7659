"""A workspace whose file is taken away while it is open: nothing is committed to a file that has no name."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.observation import Observation
from kgdesk.store import journal, observations
from kgdesk.store.connection import Store
from kgdesk.store.observations import Cell
from tests.store.bench import Bench, make, tamper

CELL = Cell("KG-911", "I01", "2024")


def put(bench: Bench, value: int) -> None:
    with bench.write() as transaction:
        observations.put(transaction, Observation(*CELL, value=Decimal(value)))


def values(store: Store) -> list[int]:
    return [int(item.observation.value or 0) for item in observations.history(store, CELL) if item.observation]


def refused(bench: Bench, value: int) -> str:
    with pytest.raises(Fault) as caught:
        put(bench, value)
    return caught.value.code


def test_what_is_typed_while_the_file_is_away_is_refused_and_goes_in_when_it_is_back(bench: Bench) -> None:
    put(bench, 1)
    away = bench.path.parent.rename(bench.path.parent.with_name("away"))
    assert refused(bench, 2) == "workspace.moved"
    assert values(bench.store) == [1]  # what is open can still be read
    away.rename(bench.path.parent)
    put(bench, 3)
    assert values(bench.store) == [1, 3]


def test_a_file_that_goes_in_the_middle_of_a_transaction_takes_nothing_of_it(bench: Bench) -> None:
    put(bench, 1)
    with pytest.raises(Fault, match=r"workspace\.moved"), bench.write() as transaction:  # noqa: PT012 - the order matters
        observations.put(transaction, Observation(*CELL, value=Decimal(2)))
        away = bench.path.rename(bench.path.with_name("away.kgdesk"))
    assert values(bench.store) == [1]
    away.rename(bench.path)
    put(bench, 3)
    assert values(bench.store) == [1, 3]


def test_a_file_that_was_replaced_or_deleted_takes_no_figure(bench: Bench, tmp_path: Path) -> None:
    put(bench, 1)
    other = tmp_path / "b.kgdesk"
    make(other).close()
    bench.path.rename(tmp_path / "theirs.kgdesk")
    assert refused(bench, 2) == "workspace.moved"
    other.rename(bench.path)
    before = bench.path.read_bytes()
    assert refused(bench, 2) == "workspace.moved"
    assert bench.path.read_bytes() == before


def test_a_stick_put_in_again_is_worked_on_without_opening_anew(bench: Bench, tmp_path: Path) -> None:
    put(bench, 1)
    folder, stick = bench.path.parent, tmp_path.parent / f"{tmp_path.name}-stick"
    bench.store.read("SELECT 1")
    folder.rename(stick)
    assert refused(bench, 2) == "workspace.moved"
    folder.mkdir()
    for item in stick.iterdir():  # the system gives the same file another identity
        if not item.name.endswith((".lock", "-shm")):
            shutil.copy(item, folder / item.name)
    put(bench, 3)
    assert values(bench.store) == [1, 3]
    assert journal.verify_chain(bench.store) is None
    bench.store.close()
    with Store.open(bench.path) as store:
        assert values(store) == [1, 3]


def test_a_newest_record_that_was_changed_is_seen_at_opening(bench: Bench) -> None:
    put(bench, 1)
    bench.store.close()
    tamper(bench.path, "DROP TRIGGER journal_no_update", "UPDATE journal SET actor = 'x' WHERE seq = 2")
    with pytest.raises(Fault) as caught:
        Store.open(bench.path)
    assert (caught.value.code, caught.value.params["cause"]) == ("workspace.damaged", "journal 2")
    Store.open(bench.path, read_only=True).close()  # the doctor looks on
