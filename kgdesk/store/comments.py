"""What was said at cells and tasks, and on the whole return; nothing is ever overwritten."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.place import Place, PlaceKind
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class KeptComment:
    """One row. `kind` is said, resolved or reopened; `entry` its journal row, which orders it among receipts."""

    place: Place
    kind: str
    text: str
    recorded_at: datetime
    recorded_by: str
    entry: int


def put(transaction: Transaction, *, unit: str, period: str, place: Place, kind: str, text: str) -> int:
    """Add a row to a thread. Text is composed (NFC) first."""
    return transaction.append(
        "comment",
        {
            "unit": unit,
            "period": period,
            "place": place.kind.value,
            "code": place.code,
            "kind": kind,
            "text": clean_text(text),
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
        },
    )


def of_period(store: Store | Transaction, unit: str, period: str) -> tuple[KeptComment, ...]:
    """Everything said in a period, oldest first."""
    rows = store.read("SELECT * FROM comment WHERE unit = ? AND period = ? ORDER BY id", (unit, period))
    return tuple(_comment(row) for row in rows)


def _comment(row: sqlite3.Row) -> KeptComment:
    return KeptComment(
        place=Place(PlaceKind(row["place"]), row["code"]),
        kind=row["kind"],
        text=row["text"],
        recorded_at=moment_of(row["recorded_at"]),
        recorded_by=row["recorded_by"],
        entry=row["entry"],
    )
