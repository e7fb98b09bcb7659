"""Whether the rows that may change are what the journal says of them (`vouched_rows`)."""

import json
from collections.abc import Collection, Iterator

from kgdesk.store import vouched_rows
from kgdesk.store.connection import Store
from kgdesk.store.digests import journal_hash
from kgdesk.store.vouched_rows import KEPT, VOUCHED, VOUCHED_ALL, Digests


def has_begun(store: Store) -> bool:
    """Whether any record vouches: in a file of an earlier program none does before it is written to."""
    return bool(store.read("SELECT 1 FROM journal WHERE instr(detail, ?) LIMIT 1", (f'"{VOUCHED_ALL}":{{',)))


def unvouched(store: Store, tables: Collection[str] = tuple(KEPT)) -> Iterator[tuple[str, str]]:
    """Name the rows that changed, came or went without a record, as table and key.

    A record that is no longer what was written is named as ("journal", its number). Nothing is found in a workspace
    in which no record vouches yet. One row is in memory at a time, and of all others their digests.
    """
    stated: Digests | None = None
    for seq, sound, detail in _records(store, tables):
        if not sound:
            yield "journal", str(seq)
        if stated is None or VOUCHED_ALL in detail:
            stated = {table: dict(detail.get(VOUCHED_ALL, {}).get(table, {})) for table in tables}
        for table, digests in detail.get(VOUCHED, {}).items():
            if table in stated:
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


def _records(store: Store, tables: Collection[str]) -> Iterator[tuple[int, bool, dict]]:  # type: ignore[type-arg]  # as JSON has it
    """Give the records that vouch for rows of these tables, whether each still has its hash, and its detail."""
    named = " OR ".join("instr(detail, ?)" for _ in (VOUCHED_ALL, *tables))
    wanted = (f'"{VOUCHED_ALL}":{{', *(f'"{table}":{{' for table in tables))
    for row in store.each(
        "SELECT *, (SELECT previous_hash FROM journal AS next WHERE next.seq = journal.seq + 1) AS following"  # noqa: S608
        f" FROM journal WHERE {named} ORDER BY seq",
        wanted,
    ):
        columns = dict(row)
        following, stated = columns.pop("following"), columns.pop("hash")
        sound = journal_hash(columns) == stated and following in (None, stated)
        yield columns["seq"], sound, json.loads(columns["detail"]) if sound else {}


def named(row: tuple[str, str]) -> str:
    """Name a row for whoever looks into it: its table and its key, of long keys the beginning."""
    table, key = row
    return f"{table} {key[:12]}".rstrip()
