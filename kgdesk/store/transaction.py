"""The only way to write: rows go in through a `Transaction`, which ends in one journal row."""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache

from kgdesk.store import vouched_rows
from kgdesk.store.digests import Scalar, contents_digest, journal_hash, row_line
from kgdesk.store.encoding import json_text, moment_text, storable
from kgdesk.store.vouched_rows import BELIEVED, KEPT, OWNERS, VOUCHED, VOUCHED_ALL, Digests


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
        vouches: bool,
    ) -> None:
        self._connection = connection
        self._before = connection.total_changes
        self._digests: dict[str, hashlib._Hash] = {}
        self._touched: dict[str, dict[Scalar, None]] = defaultdict(dict)  # table -> keys, in the order of touching
        self._vouches = vouches  # whether an earlier record vouches for all rows there were
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

    def change(self, table: str, sql: str, params: Sequence[Scalar] = ()) -> tuple[Scalar, ...]:
        """Write to a table whose rows may change, by a statement that the keys it touched can be returned from.

        Gives those keys, of rows that are part of another that one's; the journal vouches for the rows.
        """
        owner, key = OWNERS[table] if table in OWNERS else (table, KEPT[table].key)
        found = tuple(row[0] for row in self._connection.execute(f"{sql} RETURNING {key}", params).fetchall())
        self._touched[owner].update(dict.fromkeys(found))
        return found

    def add_parts(self, sql: str, rows: Iterable[Sequence[Scalar]]) -> None:
        """Write many rows that are part of one this transaction added."""
        self._connection.executemany(sql, rows)

    def vouch_for_all(self) -> None:
        """Let the journal row vouch for every row there is, whatever was said of them before."""
        self._vouches = False

    def append(self, table: str, columns: Mapping[str, Scalar]) -> int:
        """Add a row to an append-only table and to the digest the journal keeps; returns its id."""
        cursor = self._connection.execute(_insert(table, tuple(columns)), (*columns.values(), self.entry))
        digest = self._digests.setdefault(table, hashlib.sha256())
        digest.update(row_line(columns))
        if table in BELIEVED:
            self._touched[table][cursor.lastrowid] = None
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
        self._vouch()
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

    def _vouch(self) -> None:
        read = self._connection.execute
        if not self._vouches:
            self.detail[VOUCHED_ALL] = vouched_rows.all_digests(read)
        elif self._touched:
            vouched: Digests = {
                table: {str(key): vouched_rows.digest(read, table, key) for key in keys}
                for table, keys in self._touched.items()
            }
            self.detail[VOUCHED] = vouched


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join((*columns, "entry"))
    marks = ", ".join("?" * (len(columns) + 1))
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names come from the verbs, never from data
