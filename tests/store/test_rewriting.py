"""Whatever is rewritten in the past of a workspace is found: every column of the journal and of the figures."""

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.observation import Observation
from kgdesk.files import schema_file
from kgdesk.store import health, journal, observations
from kgdesk.store.connection import Store
from tests.store.bench import Bench, tamper

FIGURES = 4


def _columns(table: str) -> tuple[tuple[str, str], ...]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema_file().read_text(encoding="utf-8"))
    found = tuple((row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table})"))
    connection.close()
    return found


# What a forger would write: fits the column's own rules, so that only the chain can tell.
VALUES = {
    "unit": "'KG'",
    "indicator": "CASE indicator WHEN 'I02' THEN 'I01' ELSE 'I02' END",
    "period": "'2023'",
    "state": "'not_available', value = NULL",
    "value": "'43'",
    "numerator": "'1'",
    "denominator": "'2'",
    "status": "'official'",
    "recorded_at": "'2024-01-01T00:00:00.000000+00:00'",
    "at": "'2024-01-01T00:00:00.000000+00:00'",
    "previous_id": "CASE WHEN previous_id IS NULL THEN 4 END",
    "detail": "'{\"x\":1}'",
}


def _changed(column: str, kind: str) -> str:
    if column in VALUES:
        return VALUES[column]
    return f"{column} + 50" if kind == "INTEGER" else f"{column} || 'x'"


@pytest.fixture
def written(bench: Bench) -> Bench:
    """Four figures of two cells, each in a transaction of its own; entries 2 to 5, rows 1 to 4."""
    for number in range(FIGURES):
        with bench.write("entry.record") as transaction:
            observations.put(
                transaction, Observation("KG-911", f"I0{number % 2 + 1}", "2024", value=Decimal(number + 1))
            )
    bench.store.close()
    return bench


def sound(path: Path) -> bool:
    with Store.open(path, read_only=True) as store:
        return journal.verify_chain(store) is None and health.broken_references(store) == 0


def test_the_untouched_file_is_sound(written: Bench) -> None:
    assert sound(written.path)


@pytest.mark.parametrize("row", [1, 3, FIGURES])
@pytest.mark.parametrize(("column", "kind"), _columns("observation"))
def test_every_column_of_every_figure_is_held(written: Bench, column: str, kind: str, row: int) -> None:
    change = f"UPDATE observation SET {column} = {_changed(column, kind)} WHERE id = {row}"  # noqa: S608 - names above
    tamper(written.path, "DROP TRIGGER observation_no_update", change)
    assert not sound(written.path)


@pytest.mark.parametrize("seq", [1, 3, FIGURES + 1])
@pytest.mark.parametrize(("column", "kind"), _columns("journal"))
def test_every_column_of_every_journal_row_is_held(written: Bench, column: str, kind: str, seq: int) -> None:
    change = f"UPDATE journal SET {column} = {_changed(column, kind)} WHERE seq = {seq}"  # noqa: S608 - names above
    tamper(written.path, "DROP TRIGGER journal_no_update", change)
    assert not sound(written.path)


SWAP = (
    "DROP TRIGGER observation_no_update",
    "UPDATE observation SET id = 100 WHERE id = 1",
    "UPDATE observation SET id = 1 WHERE id = 3",
    "UPDATE observation SET id = 3 WHERE id = 100",
)


ADDED = (
    "INSERT INTO observation SELECT 9, unit, indicator, '2020', state, value, numerator, denominator, status,"
    " source, note, recorded_at, recorded_by, reason, NULL, 5 FROM observation WHERE id = 1"
)


@pytest.mark.parametrize(
    "statements",
    [
        SWAP,
        ("DROP TRIGGER observation_no_delete", "DELETE FROM observation WHERE id = 4"),
        ("DROP TRIGGER journal_no_delete", "DELETE FROM journal WHERE seq = 3"),
        (ADDED,),
    ],
    ids=["an older figure in the newer one's place", "a figure taken out", "a record taken out", "a figure put in"],
)
def test_rows_that_change_places_vanish_or_appear_are_found(written: Bench, statements: tuple[str, ...]) -> None:
    tamper(written.path, *statements)
    assert not sound(written.path)


def test_writing_goes_on_and_stays_sound(written: Bench) -> None:
    with Store.open(written.path) as store, Bench(written.path, store).write() as transaction:
        observations.put(transaction, Observation("KG-911", "I01", "2024", value=Decimal(9)))
    assert sound(written.path)
