"""More time granted for a unit's return of a period; nothing is ever overwritten."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import day_of, day_text, moment_of, moment_text
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class KeptExtension:
    """One row. `until` None takes back what was granted before."""

    unit: str
    period: str
    until: date | None
    reason: str
    recorded_at: datetime
    recorded_by: str


def put(transaction: Transaction, *, unit: str, period: str, until: date | None, reason: str) -> int:
    """Grant more time, or take it back (`until` None)."""
    return transaction.append(
        "extension",
        {
            "unit": unit,
            "period": period,
            "until": day_text(until),
            "reason": clean_text(reason),
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
        },
    )


def every(store: Store | Transaction) -> tuple[KeptExtension, ...]:
    """All rows, oldest first."""
    return tuple(map(_extension, store.read("SELECT * FROM extension ORDER BY id")))


def in_force(store: Store | Transaction) -> dict[tuple[str, str], KeptExtension]:
    """What holds now, by unit and period: the newest row of each, unless it takes the time back."""
    newest = {(item.unit, item.period): item for item in every(store)}
    return {place: item for place, item in newest.items() if item.until is not None}


def _extension(row: sqlite3.Row) -> KeptExtension:
    return KeptExtension(
        unit=row["unit"],
        period=row["period"],
        until=day_of(row["until"]),
        reason=row["reason"],
        recorded_at=moment_of(row["recorded_at"]),
        recorded_by=row["recorded_by"],
    )
