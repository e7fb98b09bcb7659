"""Whatever is rewritten in the past of a workspace is found: every cell of every table, rows put in, out or about."""

# ruff: noqa: S608 - names are the schema's own

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.observation import Observation
from kgdesk.store import health, journal, observations, vouching
from kgdesk.store.connection import Store
from kgdesk.store.vouched_rows import BELIEVED
from tests.store.bench import Bench, tamper
from tests.store.full_workspace import columns, fill, tables

Tamper = Callable[[sqlite3.Connection, str], None]

# Tables with a key alone: their rows are a set, so that two that change places are the same two.
SETS = {"indicator", "reporting_unit", "task"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("full") / "a.kgdesk"
    fill(path)
    return path


@pytest.fixture
def path(full: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(full, tmp_path / "a.kgdesk"))


def sound(path: Path) -> bool:
    """What the doctor asks; the rules of single columns are not called upon: a forger keeps to them."""
    with Store.open(path, read_only=True) as store:
        held = journal.verify_chain(store) is None and not list(vouching.unvouched(store))
        return held and health.broken_references(store) == 0


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as somebody would who knows SQLite: no trigger and no rule is in the way."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = OFF")
        triggers = list(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def rows_of(connection: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")]


def put(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def other(value: object, kind: str) -> object:
    match value:
        case None:
            return 1 if kind == "INTEGER" else "1"
        case int():
            return value + 50
        case bytes():
            return value + b"x"
    return f"{value}x"


def keys_of(connection: sqlite3.Connection, table: str) -> set[str]:
    """Columns in which two rows must differ."""
    found = {row["name"] for row in columns(table) if row["pk"]}
    for index in connection.execute(f"PRAGMA index_list({table})").fetchall():
        if index["unique"]:
            found |= {row["name"] for row in connection.execute(f"PRAGMA index_info({index['name']})")}
    return found


def add(connection: sqlite3.Connection, table: str) -> None:
    row = rows_of(connection, table)[-1]
    put(connection, table, row | {name: other(row[name], "") for name in keys_of(connection, table)})


def take_out_the_first(connection: sqlite3.Connection, table: str) -> None:
    _take_out(connection, table, 0)


def take_out_the_last(connection: sqlite3.Connection, table: str) -> None:
    _take_out(connection, table, -1)


def _take_out(connection: sqlite3.Connection, table: str, which: int) -> None:
    rows = rows_of(connection, table)
    rows.pop(which)
    connection.execute(f"DELETE FROM {table}")
    for row in rows:
        put(connection, table, row)


def swap(connection: sqlite3.Connection, table: str) -> None:
    """Two rows change keys, and what else they have stays."""
    rows = rows_of(connection, table)
    keys = [row["name"] for row in columns(table) if row["pk"]]
    first, last = rows[-2], rows[-1]
    for name in keys:
        first[name], last[name] = last[name], first[name]
    connection.execute(f"DELETE FROM {table}")
    for row in rows:
        put(connection, table, row)


def test_the_untouched_file_is_sound_and_no_table_is_empty(path: Path) -> None:
    assert sound(path)
    with opened(path) as connection:
        assert {table for table in tables() if len(rows_of(connection, table)) < 2} == set()
    assert sound(path)


@pytest.mark.parametrize(
    ("table", "column", "kind"), [(table, row["name"], row["type"]) for table in tables() for row in columns(table)]
)
@pytest.mark.parametrize("which", ["first", "last"])
def test_every_column_of_every_table_is_held(path: Path, table: str, column: str, kind: str, which: str) -> None:
    with opened(path) as connection:
        rows = rows_of(connection, table)
        row = rows[-1 if which == "last" else 0]
        connection.execute(f"DELETE FROM {table}")
        row[column] = other(row[column], kind)
        for item in rows:
            put(connection, table, item)
    assert not sound(path)


@pytest.mark.parametrize("table", tables())
@pytest.mark.parametrize("change", [add, take_out_the_first, take_out_the_last, swap])
def test_rows_that_come_go_or_change_places_are_found(path: Path, table: str, change: Tamper) -> None:
    if change is swap and table in SETS:
        return
    with opened(path) as connection:
        change(connection, table)
    assert not sound(path)


def test_whom_one_believes_is_held_without_reading_all_there_is(path: Path) -> None:
    with opened(path) as connection:
        connection.execute("DELETE FROM certificate_binding WHERE id = 2")
        connection.execute("UPDATE journal SET detail = replace(detail, '0', '1') WHERE seq = 2")
        connection.execute("UPDATE workspace SET value = 'x'")
    with Store.open(path, read_only=True) as store:
        found = list(vouching.unvouched(store, BELIEVED))
    assert found[0] == ("journal", "2")  # what it vouched for counts no more
    assert ("certificate_binding", "2") in list(found)
    assert {table for table, _ in found} == {"journal", *BELIEVED}


def test_writing_goes_on_and_stays_sound(path: Path) -> None:
    with Store.open(path) as store, Bench(path, store).write() as transaction:
        observations.put(transaction, Observation("KG-911", "I01", "2024", value=Decimal(9)))
    assert sound(path)


def test_an_older_figure_in_the_newer_ones_place_is_found(bench: Bench) -> None:
    for number in range(4):
        with bench.write("entry.record") as transaction:
            observations.put(transaction, Observation("KG-911", "I01", "2024", value=Decimal(number)))
    bench.store.close()
    tamper(
        bench.path,
        "DROP TRIGGER observation_no_update",
        "UPDATE observation SET id = 100 WHERE id = 1",
        "UPDATE observation SET id = 1 WHERE id = 3",
        "UPDATE observation SET id = 3 WHERE id = 100",
    )
    assert not sound(bench.path)
