"""Letters made to the units below: which reminder this is, and that a return went back; nothing is ever overwritten."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import day_of, day_text, moment_text
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """One letter. `kind` is `reminder` or `send_back`, `ordinal` counts from 1; `subject` is its digest."""

    unit: str
    period: str
    kind: str
    ordinal: int
    subject: str
    day: date


def put(transaction: Transaction, letter: KeptLetter) -> int:
    """Keep that a letter was made; the same ordinal twice raises IntegrityError."""
    return transaction.append(
        "letter",
        {
            "unit": letter.unit,
            "period": letter.period,
            "kind": letter.kind,
            "ordinal": letter.ordinal,
            "subject": letter.subject,
            "day": day_text(letter.day),
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
        },
    )


def newest(
    store: Store | Transaction, *, unit: str, period: str, kind: str, subject: str | None = None
) -> KeptLetter | None:
    """Give the last letter of a kind to a unit about a period; about one return where `subject` is given."""
    rows = store.read(
        "SELECT * FROM letter WHERE unit = ?1 AND period = ?2 AND kind = ?3"
        " AND (?4 IS NULL OR subject = ?4) ORDER BY id DESC LIMIT 1",
        (unit, period, kind, subject),
    )
    return _letter(rows[0]) if rows else None


def of_period(store: Store | Transaction, period: str) -> tuple[KeptLetter, ...]:
    """All letters about a period, oldest first."""
    return tuple(map(_letter, store.read("SELECT * FROM letter WHERE period = ? ORDER BY id", (period,))))


def _letter(row: sqlite3.Row) -> KeptLetter:
    day = day_of(row["day"])
    assert day is not None  # noqa: S101 - the column never is
    return KeptLetter(row["unit"], row["period"], row["kind"], row["ordinal"], row["subject"], day)
