"""Files attached to places of a period. Which file stood where is append-only; bytes are kept once."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.place import Place, PlaceKind
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class KeptAttachment:
    """A file at a place, without its bytes; `size` in bytes, `sha256` in hex."""

    key: int
    period: str
    place: Place
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str


_STANDING = (
    "SELECT a.*, c.media_type, c.size FROM attachment AS a JOIN attachment_content AS c USING (sha256)"
    " WHERE a.unit = ? AND a.removes IS NULL AND NOT EXISTS (SELECT 1 FROM attachment AS r WHERE r.removes = a.id)"
)


def keep_content(transaction: Transaction, sha256: str, content: bytes, *, media_type: str) -> None:
    """Keep bytes under their SHA-256; bytes that are there stay as they are, bytes let go come back."""
    transaction.change(
        "attachment_content",
        "INSERT INTO attachment_content (sha256, size, media_type, content) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO UPDATE SET content = excluded.content WHERE attachment_content.content IS NULL",
        (sha256, len(content), media_type, content),
    )


def put(transaction: Transaction, *, unit: str, period: str, place: Place, sha256: str, name: str) -> int:
    """Attach kept bytes to a place under a name, which is composed (NFC) first; returns the key."""
    return _append(transaction, unit, period, place, {"sha256": sha256, "name": clean_text(name)})


def remove(transaction: Transaction, unit: str, attachment: KeptAttachment) -> int:
    """Take a file away from its place; the row says which one, what and who."""
    columns: dict[str, str | int] = {"sha256": attachment.sha256, "name": attachment.name, "removes": attachment.key}
    return _append(transaction, unit, attachment.period, attachment.place, columns)


def _append(transaction: Transaction, unit: str, period: str, place: Place, columns: dict[str, str | int]) -> int:
    return transaction.append(
        "attachment",
        {
            "unit": unit,
            "period": period,
            "place": place.kind.value,
            "code": place.code,
            **columns,
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
        },
    )


def of_period(store: Store | Transaction, unit: str, period: str) -> tuple[KeptAttachment, ...]:
    """Return the files that stand in a period, oldest first."""
    rows = store.read(f"{_STANDING} AND a.period = ? ORDER BY a.id", (unit, period))
    return tuple(_attachment(row) for row in rows)


def of_matter(store: Store | Transaction, unit: str, key: str) -> tuple[KeptAttachment, ...]:
    """Return the files of a matter, whatever the period they were attached in, oldest first."""
    rows = store.read(f"{_STANDING} AND a.place = 'escalation' AND a.code = ? ORDER BY a.id", (unit, key))
    return tuple(_attachment(row) for row in rows)


def find(store: Store | Transaction, unit: str, key: int) -> KeptAttachment | None:
    """Return a file that stands, or None where it was taken away or never was."""
    rows = store.read(f"{_STANDING} AND a.id = ?", (unit, key))
    return _attachment(rows[0]) if rows else None


def content(store: Store | Transaction, sha256: str) -> bytes | None:
    """Return kept bytes; None where there are none, or no longer."""
    rows = store.read("SELECT content FROM attachment_content WHERE sha256 = ?", (sha256,))
    return rows[0]["content"] if rows else None


def let_go(transaction: Transaction, unit: str) -> int:
    """Drop the bytes that no return was sealed beside: taken away everywhere, and sealed since. Counts them.

    Bytes that stood at their place when a period was sealed are kept for good: they are what the
    head saw. Until the sealing, what was taken away can be found again.
    """
    dropped = transaction.change(
        "attachment_content",
        "UPDATE attachment_content SET content = NULL WHERE content IS NOT NULL AND NOT EXISTS ("
        " SELECT 1 FROM attachment AS a LEFT JOIN attachment AS r ON r.removes = a.id"
        " WHERE a.sha256 = attachment_content.sha256 AND a.removes IS NULL AND ("
        "  r.id IS NULL"  # it stands
        "  OR NOT EXISTS (SELECT 1 FROM sealed_return AS s"
        "   WHERE s.unit = ?1 AND s.period = a.period AND s.entry > r.entry)"  # not sealed since
        "  OR EXISTS (SELECT 1 FROM sealed_return AS s"
        "   WHERE s.unit = ?1 AND s.entry > a.entry AND s.entry < r.entry)))",  # it stood beside a sealed return
        (unit,),
    )
    return len(dropped)


def _attachment(row: sqlite3.Row) -> KeptAttachment:
    return KeptAttachment(
        key=row["id"],
        period=row["period"],
        place=Place(PlaceKind(row["place"]), row["code"]),
        name=row["name"],
        media_type=row["media_type"],
        size=row["size"],
        sha256=row["sha256"],
        added_at=moment_of(row["recorded_at"]),
        added_by=row["recorded_by"],
    )
