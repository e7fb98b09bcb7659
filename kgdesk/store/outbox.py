"""What is to go out: the signed files themselves, and the steps taken with them. Rows are only added."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import json_text, moment_of, moment_text, nfc
from kgdesk.store.transaction import Transaction


class ItemKind(StrEnum):
    """What goes out."""

    RETURN = "return"
    RECEIPT = "receipt"


class OutStep(StrEnum):
    """What was done. `handing_over` without anything after it: the program was stopped before the server answered."""

    MAIL_MADE = "mail_made"
    SAVED = "saved"
    HANDING_OVER = "handing_over"
    HANDED_OVER = "handed_over"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file as it was signed; `roles` who has signed it."""

    name: str
    sha256: str
    content: bytes = field(repr=False)
    roles: tuple[str, ...] = ("head", "agency")


@dataclass(frozen=True, slots=True)
class OutEvent:
    """One step with one item: the digest of a return, or the SHA-256 of a receipt. `files` are names and SHA-256.

    `detail` holds the server's answer as `reply`, or `code` and `params` of the sentence why it failed.
    """

    kind: ItemKind
    item: str
    unit: str
    period: str
    revision: int
    step: OutStep
    recipient: str = ""
    message_id: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()
    at: datetime | None = None
    by: str = ""


def keep_signed(transaction: Transaction, digest: str, contents: Mapping[str, bytes], *, roles: Iterable[str]) -> None:
    """Keep the files of one act of signing, by name."""
    signed_by = ",".join(roles)
    for name, content in sorted(contents.items()):
        transaction.append(
            "sealed_file",
            {
                "digest": digest,
                "name": name,
                "sha256": sha256(content).hexdigest(),
                "content": content,
                "roles": signed_by,
            },
        )


def signed_files(store: Store | Transaction, digest: str) -> tuple[SignedFile, ...]:
    """Return the files of the newest act of signing of a sealed return, one with all signatures before any other.

    None where the return is older than this table.
    """
    rows = store.read(
        "SELECT name, sha256, content, roles FROM sealed_file WHERE digest = ?1"
        " AND entry = (SELECT entry FROM sealed_file WHERE digest = ?1"
        " ORDER BY roles = 'head,agency' DESC, entry DESC LIMIT 1) ORDER BY name",
        (digest,),
    )
    return tuple(SignedFile(row["name"], row["sha256"], row["content"], tuple(row["roles"].split(","))) for row in rows)


def was_signed(store: Store | Transaction, digest: str, sha256: str) -> bool:
    """Whether a file came out of any act of signing of a sealed return."""
    return bool(store.read("SELECT 1 FROM sealed_file WHERE digest = ? AND sha256 = ? LIMIT 1", (digest, sha256)))


def put(transaction: Transaction, event: OutEvent) -> int:
    """Record a step; time and actor are the transaction's."""
    return transaction.append(
        "outbox",
        {
            "kind": event.kind.value,
            "item": event.item,
            "unit": event.unit,
            "period": event.period,
            "revision": event.revision,
            "step": event.step.value,
            "recipient": clean_text(event.recipient),
            "message_id": event.message_id,
            "detail": nfc(json_text(dict(event.detail))),
            "files": json_text([{"name": name, "sha256": digest} for name, digest in event.files]),
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
        },
    )


def of_item(store: Store | Transaction, item: str) -> tuple[OutEvent, ...]:
    """List the steps taken with one item, oldest first."""
    return tuple(_event(row) for row in store.read("SELECT * FROM outbox WHERE item = ? ORDER BY id", (item,)))


def _event(row: sqlite3.Row) -> OutEvent:
    return OutEvent(
        kind=ItemKind(row["kind"]),
        item=row["item"],
        unit=row["unit"],
        period=row["period"],
        revision=row["revision"],
        step=OutStep(row["step"]),
        recipient=row["recipient"],
        message_id=row["message_id"],
        detail=json.loads(row["detail"]),
        files=tuple((item["name"], item["sha256"]) for item in json.loads(row["files"])),
        at=moment_of(row["recorded_at"]),
        by=row["recorded_by"],
    )
