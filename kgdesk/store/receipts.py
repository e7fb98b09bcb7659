"""Receipts: those given for received returns and those got for our own."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kgdesk.domain.receipt import CellComment, Decision
from kgdesk.domain.verdict import ReturnIdentity
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import json_text, moment_of, moment_text
from kgdesk.store.transaction import Transaction


class Direction(StrEnum):
    """Whether we gave the receipt or got it."""

    GIVEN = "given"
    GOT = "got"


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """A receipt without its file; `sha256` is that of the file, in hex."""

    direction: Direction
    identity: ReturnIdentity
    decision: Decision
    decided_at: datetime
    decided_by: str
    phrase: str
    comments: tuple[CellComment, ...]
    sha256: str


def put(transaction: Transaction, receipt: KeptReceipt, *, content: bytes) -> int:
    """Keep a receipt with its file."""
    comments = [
        {"indicator": item.indicator, "name_vi": clean_text(item.name_vi), "text": clean_text(item.text)}
        for item in receipt.comments
    ]
    return transaction.append(
        "receipt",
        {
            "direction": receipt.direction.value,
            "unit": receipt.identity.unit,
            "period": receipt.identity.period,
            "revision": receipt.identity.revision,
            "digest": receipt.identity.digest,
            "decision": receipt.decision.value,
            "decided_at": moment_text(receipt.decided_at),
            "decided_by": clean_text(receipt.decided_by),
            "phrase": receipt.phrase,
            "comments": json_text(comments),
            "sha256": receipt.sha256,
            "content": content,
        },
    )


def of_return(store: Store | Transaction, unit: str, period: str) -> tuple[KeptReceipt, ...]:
    """Receipts for a unit's returns of a period, oldest first."""
    rows = store.read("SELECT * FROM receipt WHERE unit = ? AND period = ? ORDER BY id", (unit, period))
    return tuple(_receipt(row) for row in rows)


def given(store: Store | Transaction) -> tuple[KeptReceipt, ...]:
    """Every receipt this workspace gave, oldest first."""
    return tuple(map(_receipt, store.read("SELECT * FROM receipt WHERE direction = 'given' ORDER BY id")))


@dataclass(frozen=True, slots=True)
class GotComment:
    """One remark of a receipt we got; `entry` is the journal row that took the receipt in."""

    comment: CellComment
    revision: int
    decided_at: datetime
    decided_by: str
    entry: int


def comments_got(store: Store | Transaction, unit: str, period: str) -> tuple[GotComment, ...]:
    """Return what receivers remarked on a unit's returns of a period, in the order it came in."""
    rows = store.read(
        "SELECT * FROM receipt WHERE unit = ? AND period = ? AND direction = 'got' ORDER BY id", (unit, period)
    )
    return tuple(
        GotComment(item, receipt.identity.revision, receipt.decided_at, receipt.decided_by, row["entry"])
        for row in rows
        for receipt in (_receipt(row),)
        for item in receipt.comments
    )


def content(store: Store | Transaction, sha256: str) -> bytes | None:
    """Return the file of a receipt; also the way to ask whether it is known."""
    rows = store.read("SELECT content FROM receipt WHERE sha256 = ?", (sha256,))
    return rows[0]["content"] if rows else None


def _receipt(row: sqlite3.Row) -> KeptReceipt:
    return KeptReceipt(
        direction=Direction(row["direction"]),
        identity=ReturnIdentity(row["unit"], row["period"], row["revision"], row["digest"]),
        decision=Decision(row["decision"]),
        decided_at=moment_of(row["decided_at"]),
        decided_by=row["decided_by"],
        phrase=row["phrase"],
        comments=tuple(
            CellComment(item["indicator"], item["name_vi"], item["text"]) for item in json.loads(row["comments"])
        ),
        sha256=row["sha256"],
    )
