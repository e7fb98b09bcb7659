"""The only way to write: rows go in through a `Transaction`, which ends in one journal row."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache

from kgdesk.store.encoding import json_text, moment_text, storable

Scalar = str | int | bytes | None


class Transaction:
    """One change of the workspace. `detail` and `subject` may be filled until it ends.

    `entry` is the journal row it will write; `at` and `actor` are stamped on what is appended.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        actor: str,
        action: str,
        subject: str,
        detail: Mapping[str, object],
        at: datetime,
    ) -> None:
        self._connection = connection
        self._before = connection.total_changes
        self._digests: dict[str, hashlib._Hash] = {}
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = dict(detail)
        self.at = at
        self._last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        self.entry: int = self._last["seq"] + 1 if self._last else 1
        self.head: str | None = self._last["hash"] if self._last else None

    @property
    def has_written(self) -> bool:
        """Whether any row was inserted, updated or deleted."""
        return self._connection.total_changes != self._before

    def read(self, sql: str, params: Sequence[Scalar] = ()) -> list[sqlite3.Row]:
        """Read inside the transaction."""
        return self._connection.execute(sql, params).fetchall()

    def execute(self, sql: str, params: Sequence[Scalar] = ()) -> sqlite3.Cursor:
        """Write to a table that is not append-only."""
        return self._connection.execute(sql, params)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Scalar]]) -> None:
        """Write many rows to a table that is not append-only."""
        self._connection.executemany(sql, rows)

    def append(self, table: str, columns: Mapping[str, Scalar]) -> int:
        """Add a row to an append-only table and to the digest the journal keeps; returns its id."""
        cursor = self._connection.execute(_insert(table, tuple(columns)), (*columns.values(), self.entry))
        digest = self._digests.setdefault(table, hashlib.sha256())
        digest.update(row_line(columns))
        return int(cursor.lastrowid or 0)

    @contextmanager
    def on_behalf(self, name: str) -> Iterator[None]:
        """Stamp what is appended meanwhile with another's name; the journal still says who wrote it here."""
        actor, self.actor = self.actor, name
        try:
            yield
        finally:
            self.actor = actor

    def close_journal(self) -> None:
        """Write the journal row, if anything was written."""
        if not self.has_written:
            return
        row: dict[str, Scalar] = {
            "seq": self.entry,
            "at": moment_text(self.at),
            "actor": storable(self.actor),
            "action": self.action,
            "subject": storable(self.subject),
            "detail": storable(json_text(self.detail)),
            "contents": contents_digest({name: digest.hexdigest() for name, digest in self._digests.items()}),
            "previous_hash": self._last["hash"] if self._last else "",
        }
        self.head = journal_hash(row)
        self._connection.execute(
            "INSERT INTO journal (seq, at, actor, action, subject, detail, contents, previous_hash, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row.values(), self.head),
        )


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join((*columns, "entry"))
    marks = ", ".join("?" * (len(columns) + 1))
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names come from the verbs, never from data


def row_line(columns: Mapping[str, Scalar]) -> bytes:
    """Write a row as it enters the digest: empty columns do not count, so that later columns change nothing."""
    shown = {name: _shown(value) for name, value in columns.items() if value is not None}
    return json_text(shown).encode() + b"\n"


def _shown(value: Scalar) -> object:
    return {"sha256": hashlib.sha256(value).hexdigest()} if isinstance(value, bytes) else value


def contents_digest(by_table: Mapping[str, str]) -> str:
    """One digest over the digests of the tables; empty where no append-only row was written."""
    return hashlib.sha256(json_text(dict(by_table)).encode()).hexdigest() if by_table else ""


def journal_hash(row: Mapping[str, Scalar]) -> str:
    """Compute the link of the chain: SHA-256 over the row with the hash before it."""
    return hashlib.sha256(json_text(dict(row)).encode()).hexdigest()
