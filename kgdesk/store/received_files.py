"""Every file that was handed in, as it was, with what was made of it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import json_text, moment_of, moment_text, nfc
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file without its bytes. `reason` is a message code for `params`; `verdict` as `verify --json` says it.

    `origin` tells of the mail or archive it came in (name, SHA-256, way inside, sender, subject); empty for none.
    """

    sha256: str
    name: str
    size: int
    received_at: datetime
    verdict: Mapping[str, object]
    outcome: IntakeOutcome
    reason: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    origin: Mapping[str, object] = field(default_factory=dict)


_COLUMNS = "sha256, name, size, received_at, verdict, outcome, reason, params, origin"


def add(transaction: Transaction, file: ReceivedFile, content: bytes | None) -> bool:
    """Keep a file; False, and nothing written, when the very same bytes are kept already."""
    added = transaction.change(
        "received_file",
        f"INSERT INTO received_file ({_COLUMNS}, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constant
        " ON CONFLICT (sha256) DO NOTHING",
        (
            file.sha256,
            clean_text(file.name),
            file.size,
            moment_text(file.received_at),
            json_text(dict(file.verdict)),
            file.outcome.value,
            file.reason,
            json_text(dict(file.params)),
            nfc(json_text(dict(file.origin))) if file.origin else None,
            content,
        ),
    )
    return bool(added)


def set_outcome(
    transaction: Transaction,
    sha256: str,
    outcome: IntakeOutcome,
    *,
    reason: str = "",
    params: Mapping[str, object] | None = None,
    verdict: Mapping[str, object],
) -> None:
    """Record what became of a file after all: it was looked at anew, with more known than before."""
    transaction.change(
        "received_file",
        "UPDATE received_file SET outcome = ?, reason = ?, params = ?, verdict = ? WHERE sha256 = ?",
        (outcome.value, reason, json_text(dict(params or {})), json_text(dict(verdict)), sha256),
    )


def find(store: Store | Transaction, sha256: str) -> ReceivedFile | None:
    """Look a file up by its bytes' SHA-256."""
    rows = store.read(f"SELECT {_COLUMNS} FROM received_file WHERE sha256 = ?", (sha256,))  # noqa: S608 - constant
    return _file(rows[0]) if rows else None


def content(store: Store | Transaction, sha256: str) -> bytes | None:
    """Return the bytes of a file as it was handed in; None where they were not kept."""
    rows = store.read("SELECT content FROM received_file WHERE sha256 = ?", (sha256,))
    return rows[0]["content"] if rows else None


def by_outcome(store: Store | Transaction, outcome: IntakeOutcome) -> tuple[ReceivedFile, ...]:
    """Files with that outcome, oldest first."""
    rows = store.read(
        f"SELECT {_COLUMNS} FROM received_file WHERE outcome = ? ORDER BY received_at",  # noqa: S608 - constant
        (outcome.value,),
    )
    return tuple(_file(row) for row in rows)


def claiming(store: Store, period: str) -> tuple[ReceivedFile, ...]:
    """Files, held or refused, that say they are of a period; oldest first. Whose they are is only what they say."""
    rows = store.read(
        f"SELECT {_COLUMNS} FROM received_file WHERE outcome IN ('held', 'refused')"  # noqa: S608 - constant
        " AND json_extract(verdict, '$.identity.period') = ? ORDER BY received_at",
        (period,),
    )
    return tuple(_file(row) for row in rows)


def _file(row: sqlite3.Row) -> ReceivedFile:
    return ReceivedFile(
        sha256=row["sha256"],
        name=row["name"],
        size=row["size"],
        received_at=moment_of(row["received_at"]),
        verdict=json.loads(row["verdict"]),
        outcome=IntakeOutcome(row["outcome"]),
        reason=row["reason"],
        params=json.loads(row["params"]),
        origin=json.loads(row["origin"]) if row["origin"] else {},
    )
