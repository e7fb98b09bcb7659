"""Reading and checking the journal: one row per transaction, each holding the hash of the one before."""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kgdesk.store.connection import Store
from kgdesk.store.digests import contents_digest, journal_hash, row_line
from kgdesk.store.encoding import moment_of
from kgdesk.store.vouched_rows import VOUCHED, VOUCHED_ALL

APPEND_ONLY = (
    "accepted_warning", "attachment", "certificate_binding", "comment", "consolidation_run", "escalation", "extension",
    "letter", "narrative", "observation", "outbox", "plan", "receipt", "revocation_list", "sealed_file",
    "sealed_return",
)  # fmt: skip
_BATCH = 500


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One transaction: who did what, when. `detail` is what the operation chose to keep."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, object]


def entries(store: Store, *, newest: int = 200, before: int | None = None) -> tuple[JournalEntry, ...]:
    """Give the newest entries, newest first; `before` pages on from a seq."""
    rows = store.read(
        "SELECT * FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ?", (2**62 if before is None else before, newest)
    )
    return tuple(map(entry_of, rows))


def head(store: Store) -> tuple[int, str] | None:
    """Give number and hash of the newest row: it stands for everything that was ever written before it."""
    row = store.read_one("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    return None if row is None else (row["seq"], row["hash"])


def has_row(store: Store, seq: int, digest: str) -> bool:
    """Whether the chain goes through a row with this number and hash: what ended there is an earlier state."""
    return store.read_one("SELECT 1 FROM journal WHERE seq = ? AND hash = ?", (seq, digest)) is not None


def of_action(store: Store, action: str) -> tuple[JournalEntry, ...]:
    """Give every entry of one action, newest first."""
    return tuple(map(entry_of, store.read("SELECT * FROM journal WHERE action = ? ORDER BY seq DESC", (action,))))


def walk(store: Store, action: str) -> Iterator[JournalEntry]:
    """Give the entries of one action one by one, oldest first."""
    return map(entry_of, store.each("SELECT * FROM journal WHERE action = ? ORDER BY seq", (action,)))


def entry_of(row: sqlite3.Row) -> JournalEntry:
    """Read a row; what it vouches for is not part of what it tells."""
    detail = {name: value for name, value in json.loads(row["detail"]).items() if name not in {VOUCHED, VOUCHED_ALL}}
    return JournalEntry(row["seq"], moment_of(row["at"]), row["actor"], row["action"], row["subject"], detail)


def latest_moment(store: Store, *, since: str) -> datetime | None:
    """Give the latest time any transaction carries, from the newest one with the action `since` on."""
    row = store.read_one(
        "SELECT max(at) AS at FROM journal WHERE seq >= coalesce((SELECT max(seq) FROM journal WHERE action = ?), 0)",
        (since,),
    )
    return None if row is None or row["at"] is None else moment_of(row["at"])


def verify_chain(store: Store) -> int | None:
    """Return the seq of the first journal row that does not fit, or None when all do.

    A row does not fit when its hash or its link is wrong, when the numbers have a gap, or when
    the append-only rows it stands for are no longer what was written, where they were written. Cutting off the newest
    transactions whole cannot be seen from inside the file.
    """
    contents, misplaced = _contents_found(store)
    expected, previous = 1, ""
    for seq, row in _numbered(store, "journal", "seq"):
        stated = str(row.pop("hash"))
        if seq != expected or row["previous_hash"] != previous or journal_hash(row) != stated:
            return expected
        if contents_digest(contents.pop(seq, {})) != row["contents"] or seq == misplaced:
            return expected
        expected, previous = expected + 1, stated
    return min(contents, default=None)  # rows whose journal entry is gone


def _contents_found(store: Store) -> tuple[dict[int, dict[str, str]], int | None]:
    """Digest the append-only rows as they are now, by journal entry and table.

    With them comes the first entry whose rows do not stand where they were written: rows are numbered without
    gaps in the order of the entries, so that a row that was given another number is found too.
    """
    found: dict[int, dict[str, str]] = defaultdict(dict)
    misplaced: int | None = None
    for table in APPEND_ONLY:
        running: dict[int, hashlib._Hash] = {}
        number = newest = 0
        for position, row in _numbered(store, table, "rowid"):
            entry, number = row.pop("entry"), number + 1
            if position != number or entry < newest:
                misplaced = entry if misplaced is None else min(misplaced, entry)
                number = position
            newest = max(newest, entry)
            row.pop("id", None)
            if entry not in running:
                _keep(found, table, running)
                running = {entry: hashlib.sha256()}
            running[entry].update(row_line(row))
        _keep(found, table, running)
    return found, misplaced


def _keep(found: dict[int, dict[str, str]], table: str, running: dict[int, "hashlib._Hash"]) -> None:
    for entry, digest in running.items():
        found[entry][table] = digest.hexdigest()


def _numbered(store: Store, table: str, key: str) -> Iterator[tuple[int, dict]]:  # type: ignore[type-arg]  # column -> any SQLite value
    """Every row in order with its key, a batch at a time, so that memory does not grow with the file."""
    last = -(2**63)
    batch = 1 if _keeps_bytes(store, table) else _BATCH
    while True:
        rows = store.read(
            f"SELECT {key} AS position, * FROM {table} WHERE {key} > ? ORDER BY {key} LIMIT {batch}",  # noqa: S608 - constants
            (last,),
        )
        for row in rows:
            columns = dict(row)
            last = columns.pop("position")
            yield last, columns
        if len(rows) < batch:
            return


def _keeps_bytes(store: Store, table: str) -> bool:
    """Whether rows hold files or documents: of those one is in memory at a time."""
    return any(row["type"] == "BLOB" for row in store.read("SELECT type FROM pragma_table_info(?)", (table,)))
