"""Whether the rows that may change are what the journal says of them (`vouched_rows`)."""

import json
from collections.abc import Collection, Iterator

from kgdesk.store import vouched_rows
from kgdesk.store.connection import Store
from kgdesk.store.digests import journal_hash
from kgdesk.store.vouched_rows import KEPT, VOUCHED, VOUCHED_ALL, Digests

_MARK = f'"{VOUCHED}'  # which the other begins with, too


def unvouched(store: Store, tables: Collection[str] = tuple(KEPT)) -> Iterator[tuple[str, str]]:
    """Name the rows that changed, came or went without a record, as table and key.

    A record that is no longer what was written, or is gone, is named as ("journal", its number). Nothing else is found
    in a workspace in which no record vouches yet. One row is in memory at a time, and of all others their digests.
    """
    stated: Digests | None = None
    for seq, sound, detail in _records(store):
        if not sound:
            yield "journal", str(seq)
        if VOUCHED_ALL in detail or (stated is None and VOUCHED in detail):
            stated = {table: dict(detail.get(VOUCHED_ALL, {}).get(table, {})) for table in tables}
        for table, digests in detail.get(VOUCHED, {}).items():
            if stated is not None and table in stated:
                stated[table].update(digests)
    if stated is not None:
        for table in tables:
            for key in _changed(store, table, stated[table]):
                yield table, key


def _changed(store: Store, table: str, stated: dict[str, str | None]) -> Iterator[str]:
    for key in vouched_rows.keys(store.read, table):
        if vouched_rows.digest(store.read, table, key) != stated.pop(str(key), None):
            yield str(key)
    yield from (key for key, digest in stated.items() if digest is not None)


def _records(store: Store) -> Iterator[tuple[int, bool, dict]]:  # type: ignore[type-arg]  # as JSON has it
    """Give the records that vouch, and those that do not follow the one before: number, whether it fits, detail.

    All are read, not only those that seem to vouch: one that was altered may no longer seem to, and one that was
    taken out is told by the next.
    """
    expected, previous = 1, ""
    for row in store.each("SELECT * FROM journal ORDER BY seq"):
        columns = dict(row)
        seq, stated = columns["seq"], columns.pop("hash")
        sound = seq == expected and columns["previous_hash"] == previous and journal_hash(columns) == stated
        if not sound or _MARK in str(columns["detail"]):
            yield min(seq, expected), sound, json.loads(columns["detail"]) if sound else {}
        expected, previous = seq + 1, stated


def named(row: tuple[str, str]) -> str:
    """Name a row for whoever looks into it: its table and its key, of long keys the beginning."""
    table, key = row
    return f"{table} {key[:12]}".rstrip()
