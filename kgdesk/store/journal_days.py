"""The journal by days and by people."""

from datetime import datetime

from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_text
from kgdesk.store.journal import JournalEntry, entry_of


def between(store: Store, since: datetime, until: datetime) -> tuple[JournalEntry, ...]:
    """Give the entries from `since` on and before `until`, oldest first."""
    rows = store.read(
        "SELECT seq, at, actor, action, subject, detail FROM journal WHERE at >= ? AND at < ? ORDER BY seq",
        (moment_text(since), moment_text(until)),
    )
    return tuple(map(entry_of, rows))


def actors(store: Store, *, most: int) -> tuple[str, ...]:
    """Give the names that stand in the journal, the newest first."""
    rows = store.read(
        "SELECT actor FROM journal WHERE actor <> '' GROUP BY actor ORDER BY max(seq) DESC LIMIT ?", (most,)
    )
    return tuple(str(row["actor"]) for row in rows)
