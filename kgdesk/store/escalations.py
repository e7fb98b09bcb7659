"""Matters beyond the unit's authority: revisions by key, carried over until answered."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import day_of, day_text, moment_of, moment_text
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RecordedEscalation:
    """A revision of a matter with who wrote it and when."""

    escalation: Escalation
    recorded_at: datetime
    recorded_by: str


def put(transaction: Transaction, escalation: Escalation, *, retracted: bool = False) -> int:
    """Write a revision of a matter, or (`retracted`) that it was never opened. Text is composed (NFC) first."""
    return transaction.append(
        "escalation",
        {
            "key": escalation.key,
            "unit": escalation.unit,
            "opened_period": escalation.opened_period,
            "opened_on": day_text(escalation.opened_on),
            "matter": clean_text(escalation.matter),
            "legal_limit": clean_text(escalation.legal_limit),
            "proposal": clean_text(escalation.proposal),
            "addressee": clean_text(escalation.addressee),
            "decision_wanted_by": day_text(escalation.decision_wanted_by),
            "task": escalation.task,
            "state": escalation.state.value,
            "answer": clean_text(escalation.answer),
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
            "retracted": 1 if retracted else None,
        },
    )


def restore(transaction: Transaction, unit: str, key: str, row: int | None) -> int:
    """Write what a row of this matter says on top again (None: it was never opened); returns the new row.

    LookupError where the matter has no such row.
    """
    rows = transaction.read(
        "SELECT * FROM escalation WHERE unit = ?1 AND key = ?2 AND (id = ?3 OR ?3 IS NULL) ORDER BY id DESC LIMIT 1",
        (unit, key, row),
    )
    if not rows:
        raise LookupError(f"no row {row} of {key}")
    return put(transaction, _escalation(rows[0]), retracted=row is None or rows[0]["retracted"] is not None)


def newest_key(store: Store | Transaction, unit: str, key: str) -> int | None:
    """Return the newest row of a matter."""
    found: int | None = store.read("SELECT max(id) FROM escalation WHERE unit = ? AND key = ?", (unit, key))[0][0]
    return found


def keys(store: Store | Transaction, unit: str) -> frozenset[str]:
    """Return every key that was ever given, those of matters taken back included."""
    return frozenset(row[0] for row in store.read("SELECT DISTINCT key FROM escalation WHERE unit = ?", (unit,)))


def matter(store: Store | Transaction, row: int) -> str:
    """Return the words of a row; LookupError where there is none."""
    rows = store.read("SELECT matter FROM escalation WHERE id = ?", (row,))
    if not rows:
        raise LookupError(f"no escalation {row}")
    return str(rows[0]["matter"])


def current(store: Store | Transaction, unit: str) -> tuple[Escalation, ...]:
    """Return the newest revision of every matter of the unit, in the order they were opened."""
    rows = store.read(
        "SELECT e.*, first.id AS opened FROM escalation AS e"
        " JOIN (SELECT key, min(id) AS id, max(id) AS newest FROM escalation WHERE unit = ? GROUP BY key) AS first"
        " ON e.id = first.newest WHERE e.retracted IS NULL ORDER BY opened",
        (unit,),
    )
    return tuple(_escalation(row) for row in rows)


def history(store: Store, unit: str, key: str) -> tuple[RecordedEscalation, ...]:
    """Every revision of a matter, oldest first."""
    rows = store.read(
        "SELECT * FROM escalation WHERE unit = ? AND key = ? AND retracted IS NULL ORDER BY id", (unit, key)
    )
    return tuple(
        RecordedEscalation(_escalation(row), moment_of(row["recorded_at"]), row["recorded_by"]) for row in rows
    )


def _escalation(row: sqlite3.Row) -> Escalation:
    return Escalation(
        key=row["key"],
        unit=row["unit"],
        opened_period=row["opened_period"],
        opened_on=date.fromisoformat(row["opened_on"]),
        matter=row["matter"],
        legal_limit=row["legal_limit"],
        proposal=row["proposal"],
        addressee=row["addressee"],
        decision_wanted_by=day_of(row["decision_wanted_by"]),
        task=row["task"],
        state=EscalationState(row["state"]),
        answer=row["answer"],
    )
