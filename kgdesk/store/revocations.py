"""Revocation lists of the authorities this workspace believes."""

from dataclasses import dataclass, field
from datetime import datetime

from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class KeptRevocationList:
    """A list in DER; `sha256` in hex, `number` the authority's own count, `revoked` how many stand on it."""

    sha256: str
    issuer: str
    number: str | None
    this_update: datetime
    next_update: datetime | None
    revoked: int
    content: bytes = field(repr=False)


def add(transaction: Transaction, item: KeptRevocationList) -> bool:
    """Keep a list; False when it is kept already."""
    if transaction.read("SELECT 1 FROM revocation_list WHERE sha256 = ?", (item.sha256,)):
        return False
    transaction.append(
        "revocation_list",
        {
            "sha256": item.sha256,
            "issuer": clean_text(item.issuer),
            "number": item.number,
            "this_update": moment_text(item.this_update),
            "next_update": None if item.next_update is None else moment_text(item.next_update),
            "revoked": item.revoked,
            "content": item.content,
            "added_at": moment_text(transaction.at),
        },
    )
    return True


def every(store: Store | Transaction) -> tuple[KeptRevocationList, ...]:
    """All lists, per issuer the newest first."""
    rows = store.read("SELECT * FROM revocation_list ORDER BY issuer, this_update DESC, id DESC")
    return tuple(
        KeptRevocationList(
            row["sha256"],
            row["issuer"],
            row["number"],
            moment_of(row["this_update"]),
            None if row["next_update"] is None else moment_of(row["next_update"]),
            row["revoked"],
            row["content"],
        )
        for row in rows
    )
