"""Plans as they were installed; the newest is in force."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.plan import Plan
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text, pack, unpack
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class InstalledPlan:
    """A plan document as it lies in the file; `digest` is its SHA-256 in hex."""

    code: str
    version: int
    digest: str
    installed_at: datetime


def install(transaction: Transaction, document: bytes, *, plan: Plan, digest: str) -> None:
    """Put a plan in force and make its codes known. `plan` is what `document` says."""
    transaction.append(
        "plan",
        {
            "code": plan.code,
            "version": plan.version,
            "digest": digest,
            "document": pack(document),
            "installed_at": moment_text(transaction.at),
        },
    )
    for table, codes in (
        ("indicator", [item.code for item in plan.indicators]),
        ("reporting_unit", [item.code for item in plan.units]),
        ("task", [item.code for item in plan.tasks]),
    ):
        for code in codes:
            transaction.change(table, f"INSERT INTO {table} (code) VALUES (?) ON CONFLICT DO NOTHING", (code,))  # noqa: S608 - three names above


def current(store: Store) -> tuple[InstalledPlan, bytes]:
    """Return the plan in force and its document; a workspace without a plan is a defect (LookupError)."""
    row = store.read_one("SELECT * FROM plan ORDER BY id DESC LIMIT 1")
    if row is None:
        raise LookupError("no plan installed")
    return _installed(row), unpack(row["document"])


def by_digest(store: Store, digest: str) -> bytes | None:
    """Return the document of an installed plan, in force or not."""
    row = store.read_one("SELECT document FROM plan WHERE digest = ? ORDER BY id DESC LIMIT 1", (digest,))
    return None if row is None else unpack(row["document"])


def installed(store: Store) -> tuple[InstalledPlan, ...]:
    """All installations, newest first."""
    rows = store.read("SELECT code, version, digest, installed_at FROM plan ORDER BY id DESC")
    return tuple(_installed(row) for row in rows)


def _installed(row: sqlite3.Row) -> InstalledPlan:
    return InstalledPlan(row["code"], row["version"], row["digest"], moment_of(row["installed_at"]))
