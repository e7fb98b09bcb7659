"""A workspace with rows in every table, written as the program writes, whatever the schema comes to hold."""

# ruff: noqa: S608 - names are the schema's own

import re
import sqlite3
from functools import cache
from pathlib import Path

from kgdesk.files import schema_file
from kgdesk.store import journal
from kgdesk.store.connection import Store
from kgdesk.store.digests import Scalar
from kgdesk.store.transaction import Transaction
from kgdesk.store.vouched_rows import KEPT, OWNERS
from tests.store.bench import AT, make

ROWS = (1, 2)  # of each table, one in each transaction
# Columns whose rules are no list of choices.
_ODD: dict[str, Scalar] = {"retracted": 1, "value": "1", "numerator": "2", "denominator": "3"}
_EMPTY = {"removes", "previous_id"}  # name a row of their own table


@cache
def schema() -> sqlite3.Connection:
    """The present schema, without rows."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.executescript(schema_file().read_text(encoding="utf-8"))
    return connection


@cache
def tables() -> tuple[str, ...]:
    """Every table, parents before children."""
    found = tuple(row[0] for row in schema().execute("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    return tuple(name for name in found if not name.startswith("sqlite_"))


@cache
def columns(table: str) -> tuple[sqlite3.Row, ...]:
    """The columns of a table, as SQLite lists them."""
    return tuple(schema().execute(f"PRAGMA table_info({table})"))


def fill(path: Path) -> None:
    """Make the workspace; a table that no record would hold raises."""
    with make(path) as store:
        for number in ROWS:
            with store.transaction(actor="Hoa", action="test", at=AT) as transaction:
                for table in tables():
                    if table != "journal":
                        _write(store, transaction, table, number)


def _write(store: Store, transaction: Transaction, table: str, number: int) -> None:
    values = {row["name"]: value for row in columns(table) if (value := _value(store, transaction, table, row, number))}
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    if table in journal.APPEND_ONLY:
        values.pop("entry")
        transaction.append(table, values)
    elif table in OWNERS:
        transaction.add_parts(statement, [tuple(values.values())])
    elif table in KEPT:
        transaction.change(table, statement, tuple(values.values()))
    else:
        raise AssertionError(f"{table}: no record holds its rows; add it to KEPT, OWNERS or APPEND_ONLY")


def _value(store: Store, transaction: Transaction, table: str, column: sqlite3.Row, number: int) -> Scalar:
    """Make something that satisfies the column's rules."""
    name = column["name"]
    if name == "id" or name in _EMPTY:
        return None
    for link in schema().execute(f"PRAGMA foreign_key_list({table})"):
        if link["from"] == name:
            if link["table"] == "journal":
                return transaction.entry
            found: Scalar = transaction.read(f"SELECT max({link['to']}) FROM {link['table']}")[0][0]
            return found
    sql = store.read("SELECT sql FROM sqlite_schema WHERE name = ?", (table,))[0][0]
    choice = re.search(rf"\b{name} IN \(([^)]*)\)", sql)
    if choice is not None:
        first = choice[1].split(",")[0].strip()
        return first.strip("'") if first.startswith("'") else int(first) or 1
    if name in _ODD:
        return _ODD[name]
    by_type: dict[str, Scalar] = {"INTEGER": number, "BLOB": b"bytes %d" % number}
    return by_type.get(column["type"], f"{name} {number}")
