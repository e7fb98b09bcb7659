"""Certificates bound to reporting units. Rows are only added; the newest per certificate, unit and role counts."""

import sqlite3
from dataclasses import dataclass, field, replace
from datetime import datetime

from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text
from kgdesk.store.transaction import Transaction

_CURRENT = (
    "SELECT * FROM certificate_binding AS b WHERE NOT EXISTS (SELECT 1 FROM certificate_binding AS n"
    " WHERE n.fingerprint = b.fingerprint AND n.unit = b.unit AND n.role = b.role AND n.id > b.id) ORDER BY b.id"
)


@dataclass(frozen=True, slots=True)
class KeptEnrolment:
    """One row as it was written: the binding as it then stood, its certificate (DER), when and by whom."""

    enrolment: Enrolment
    certificate: bytes = field(repr=False)
    recorded_at: datetime
    recorded_by: str


def put(transaction: Transaction, item: Enrolment, *, certificate: bytes) -> None:
    """Record a binding, or a newer state of it; `certificate` is DER."""
    transaction.append(
        "certificate_binding",
        {
            "fingerprint": item.fingerprint,
            "certificate": certificate,
            "unit": item.unit,
            "role": item.role,
            "name": clean_text(item.name),
            "valid_from": moment_text(item.valid_from),
            "valid_to": None if item.valid_to is None else moment_text(item.valid_to),
            "reason": clean_text(item.reason),
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
        },
    )


def end(transaction: Transaction, item: Enrolment, *, at: datetime, reason: str) -> Enrolment:
    """End a binding at a moment; what was signed before stays good."""
    ended = replace(item, valid_to=max(at, item.valid_from), reason=reason)
    put(transaction, ended, certificate=_certificate(transaction, item))
    return ended


def reopen(transaction: Transaction, item: Enrolment) -> Enrolment:
    """Let a binding that ended hold again as if it had not; the rows of its ending stay."""
    again = replace(item, valid_to=None, reason="")
    put(transaction, again, certificate=_certificate(transaction, item))
    return again


def _certificate(transaction: Transaction, item: Enrolment) -> bytes:
    rows = transaction.read(
        "SELECT certificate FROM certificate_binding WHERE fingerprint = ? LIMIT 1", (item.fingerprint,)
    )
    found: bytes = rows[0]["certificate"]
    return found


def every(store: Store | Transaction) -> tuple[Enrolment, ...]:
    """All bindings as they stand, ended ones too, in the order they were made."""
    return tuple(_enrolment(row) for row in store.read(_CURRENT))


def history(store: Store | Transaction) -> tuple[KeptEnrolment, ...]:
    """Every row, also those that newer ones replaced, in the order they were written."""
    rows = store.read("SELECT * FROM certificate_binding ORDER BY id")
    return tuple(
        KeptEnrolment(_enrolment(row), row["certificate"], moment_of(row["recorded_at"]), row["recorded_by"])
        for row in rows
    )


def _enrolment(row: sqlite3.Row) -> Enrolment:
    return Enrolment(
        fingerprint=row["fingerprint"],
        unit=row["unit"],
        role=row["role"],
        name=row["name"],
        valid_from=moment_of(row["valid_from"]),
        valid_to=None if row["valid_to"] is None else moment_of(row["valid_to"]),
        reason=row["reason"],
    )
