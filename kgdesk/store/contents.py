"""What a workspace holds, in numbers: to tell one copy of it from another."""

from dataclasses import dataclass
from datetime import datetime

from kgdesk.store import journal, meta
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of


@dataclass(frozen=True, slots=True)
class Contents:
    """`periods` are those with figures, newest first; `figures` are cells that hold something now.

    `entries` and `head` are number and hash of the newest journal row, `last_*` who wrote it and when.
    """

    unit: str
    entries: int
    head: str
    last_at: datetime | None
    last_by: str
    periods: tuple[str, ...]
    figures: int
    narratives: int
    sealed: int
    received: int


@dataclass(frozen=True, slots=True)
class Written:
    """What was written after a journal row: transactions, and rows of each kind."""

    entries: int
    figures: int
    narratives: int
    sealed: int
    received: int


def contents(store: Store) -> Contents:
    """Count what is in a workspace."""
    newest = journal.entries(store, newest=1)
    head = journal.head(store)
    figures = store.read(
        "SELECT period, count(*) AS cells FROM current_observation WHERE state <> 'cleared' GROUP BY period"
    )
    return Contents(
        unit=meta.get(store, "unit") or "",
        entries=head[0] if head else 0,
        head=head[1] if head else "",
        last_at=newest[0].at if newest else None,
        last_by=newest[0].actor if newest else "",
        periods=tuple(sorted((row["period"] for row in figures), reverse=True)),
        figures=sum(row["cells"] for row in figures),
        narratives=_count(store, "SELECT count(*) FROM (SELECT DISTINCT unit, period, task FROM narrative)"),
        sealed=_count(store, "SELECT count(*) FROM sealed_return"),
        received=_count(store, "SELECT count(*) FROM received_file"),
    )


def written_after(store: Store, seq: int) -> Written:
    """Count what the transactions after a journal row wrote."""
    row = store.read_one("SELECT at FROM journal WHERE seq = ?", (seq,))
    since = row["at"] if row else ""
    after = "SELECT count(*) FROM {} WHERE entry > ?"
    return Written(
        entries=_count(store, "SELECT count(*) FROM journal WHERE seq > ?", seq),
        figures=_count(store, after.format("observation"), seq),
        narratives=_count(store, after.format("narrative"), seq),
        sealed=_count(store, after.format("sealed_return"), seq),
        received=_count(store, "SELECT count(*) FROM received_file WHERE received_at > ?", since),
    )


def moment_of_entry(store: Store, seq: int) -> datetime | None:
    """Tell when a journal row was written."""
    row = store.read_one("SELECT at FROM journal WHERE seq = ?", (seq,))
    return None if row is None else moment_of(row["at"])


def _count(store: Store, sql: str, *params: int | str) -> int:
    return int(store.read(sql, params)[0][0])
