"""The unit's own sealed returns; a revision is never changed, only followed by the next."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import day_text, json_text, moment_of, moment_text, pack, unpack
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file that was written for a sealed return; `sha256` in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SealedReturn:
    """A sealed return without its document. `indicators` are the cells it holds; `replaces` a digest."""

    unit: str
    period: str
    revision: int
    digest: str
    replaces: str | None
    sealed_at: datetime
    sealed_by: str
    number: int | None
    symbol: str
    day: date
    indicators: tuple[str, ...]
    files: tuple[SealedFile, ...]


_COLUMNS = "unit, period, revision, digest, replaces, sealed_at, sealed_by, number, symbol, day, indicators, files"


def put(transaction: Transaction, sealed: SealedReturn, *, document: bytes) -> int:
    """Keep a sealed return; `document` is its canonical form. A revision that exists raises IntegrityError."""
    return transaction.append(
        "sealed_return",
        {
            "unit": sealed.unit,
            "period": sealed.period,
            "revision": sealed.revision,
            "digest": sealed.digest,
            "document": pack(document),
            "replaces": sealed.replaces,
            "sealed_at": moment_text(sealed.sealed_at),
            "sealed_by": clean_text(sealed.sealed_by),
            "number": sealed.number,
            "symbol": clean_text(sealed.symbol),
            "day": day_text(sealed.day),
            "indicators": json_text(sealed.indicators),
            "files": json_text([{"name": item.name, "sha256": item.sha256} for item in sealed.files]),
        },
    )


def every(store: Store | Transaction, unit: str) -> tuple[SealedReturn, ...]:
    """All sealed returns of a unit, oldest first."""
    rows = store.read(f"SELECT {_COLUMNS} FROM sealed_return WHERE unit = ? ORDER BY id", (unit,))  # noqa: S608 - constant
    return tuple(_sealed(row) for row in rows)


def latest(store: Store | Transaction, unit: str, period: str) -> SealedReturn | None:
    """Return the newest revision of a period, or None where nothing is sealed."""
    rows = store.read(
        f"SELECT {_COLUMNS} FROM sealed_return WHERE unit = ? AND period = ? ORDER BY revision DESC LIMIT 1",  # noqa: S608
        (unit, period),
    )
    return _sealed(rows[0]) if rows else None


def document(store: Store | Transaction, digest: str) -> bytes | None:
    """Return the canonical bytes of a sealed return."""
    rows = store.read("SELECT document FROM sealed_return WHERE digest = ?", (digest,))
    return unpack(rows[0]["document"]) if rows else None


def changed_since(store: Store | Transaction, unit: str, period: str) -> bool:
    """Whether the draft was touched after its latest sealing; False where nothing is sealed.

    The order is that of the journal, not of the clocks.
    """
    rows = store.read(
        "SELECT max(entry) AS sealed,"
        " (SELECT max(entry) FROM observation WHERE unit = ?1 AND period = ?2) AS figures,"
        " (SELECT max(entry) FROM narrative WHERE unit = ?1 AND period = ?2) AS narratives,"
        " (SELECT max(entry) FROM accepted_warning WHERE unit = ?1 AND period = ?2) AS warnings,"
        " (SELECT max(entry) FROM escalation WHERE unit = ?1) AS escalations"
        " FROM sealed_return WHERE unit = ?1 AND period = ?2",
        (unit, period),
    )
    last = rows[0]["sealed"]
    touched = [rows[0][name] or 0 for name in ("figures", "narratives", "warnings", "escalations")]
    return last is not None and max(touched) > last


def _sealed(row: sqlite3.Row) -> SealedReturn:
    return SealedReturn(
        unit=row["unit"],
        period=row["period"],
        revision=row["revision"],
        digest=row["digest"],
        replaces=row["replaces"],
        sealed_at=moment_of(row["sealed_at"]),
        sealed_by=row["sealed_by"],
        number=row["number"],
        symbol=row["symbol"],
        day=date.fromisoformat(row["day"]),
        indicators=tuple(json.loads(row["indicators"])),
        files=tuple(SealedFile(item["name"], item["sha256"]) for item in json.loads(row["files"])),
    )
