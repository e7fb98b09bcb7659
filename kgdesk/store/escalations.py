"""Matters beyond the unit's authority: revisions by key, carried over until answered."""

import sqlite3
from datetime import date

from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.store.connection import Store
from kgdesk.store.encoding import day_of, day_text, moment_text, nfc
from kgdesk.store.transaction import Transaction


def put(transaction: Transaction, escalation: Escalation) -> int:
    """Write a revision of a matter. Text is composed (NFC) first."""
    return transaction.append(
        "escalation",
        {
            "key": escalation.key,
            "unit": escalation.unit,
            "opened_period": escalation.opened_period,
            "opened_on": day_text(escalation.opened_on),
            "matter": nfc(escalation.matter),
            "legal_limit": nfc(escalation.legal_limit),
            "proposal": nfc(escalation.proposal),
            "addressee": nfc(escalation.addressee),
            "decision_wanted_by": day_text(escalation.decision_wanted_by),
            "task": escalation.task,
            "state": escalation.state.value,
            "answer": nfc(escalation.answer),
            "recorded_at": moment_text(transaction.at),
            "recorded_by": nfc(transaction.actor),
        },
    )


def current(store: Store | Transaction, unit: str) -> tuple[Escalation, ...]:
    """Return the newest revision of every matter of the unit, in the order they were opened."""
    rows = store.read(
        "SELECT e.*, first.id AS opened FROM escalation AS e"
        " JOIN (SELECT key, min(id) AS id, max(id) AS newest FROM escalation WHERE unit = ? GROUP BY key) AS first"
        " ON e.id = first.newest ORDER BY opened",
        (unit,),
    )
    return tuple(_escalation(row) for row in rows)


def history(store: Store, unit: str, key: str) -> tuple[Escalation, ...]:
    """Every revision of a matter, oldest first."""
    rows = store.read("SELECT * FROM escalation WHERE unit = ? AND key = ? ORDER BY id", (unit, key))
    return tuple(_escalation(row) for row in rows)


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
