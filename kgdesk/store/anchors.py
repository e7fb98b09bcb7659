"""Certificates whose signatures this workspace believes."""

from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class KeptAnchor:
    """A certificate in PEM; `fingerprint` is its SHA-256 in hex."""

    fingerprint: str
    pem: str
    name: str
    added_at: datetime


def add(transaction: Transaction, *, fingerprint: str, pem: str, name: str) -> bool:
    """Believe a certificate; False when it is believed already."""
    added = transaction.change(
        "trust_anchor",
        "INSERT INTO trust_anchor (fingerprint, pem, name, added_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (fingerprint, pem, clean_text(name), moment_text(transaction.at)),
    )
    return bool(added)


def remove(transaction: Transaction, fingerprint: str) -> bool:
    """Believe a certificate no longer; the journal keeps that it was. False when it was not."""
    return bool(transaction.change("trust_anchor", "DELETE FROM trust_anchor WHERE fingerprint = ?", (fingerprint,)))


def every(store: Store | Transaction) -> tuple[KeptAnchor, ...]:
    """All certificates that are believed, oldest first."""
    rows = store.read("SELECT * FROM trust_anchor ORDER BY added_at, fingerprint")
    return tuple(KeptAnchor(row["fingerprint"], row["pem"], row["name"], moment_of(row["added_at"])) for row in rows)
