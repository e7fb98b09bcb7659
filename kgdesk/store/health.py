"""Whether a workspace file is sound: structure, references, documents. The journal checks itself (`journal`)."""

import hashlib
import zlib

from kgdesk.domain.errors import Fault
from kgdesk.store.connection import Store
from kgdesk.store.encoding import unpack
from kgdesk.store.shape import expected_tables

# Every table that keeps bytes beside their SHA-256; the flag says whether they are packed.
_DOCUMENTS = (
    ("plan", "document", "digest", True),
    ("sealed_return", "document", "digest", True),
    ("sealed_file", "content", "sha256", False),
    ("received_return", "document", "digest", True),
    ("received_file", "content", "sha256", False),
    ("receipt", "content", "sha256", False),
    ("attachment_content", "content", "sha256", False),
)


def structure(store: Store) -> str | None:
    """Return the first thing SQLite's own integrity check finds, or None."""
    try:
        found = str(store.read("PRAGMA integrity_check(1)")[0][0])
    except Fault as fault:
        return str(fault.params.get("cause", fault.code))
    return None if found == "ok" else found.splitlines()[-1]


def broken_references(store: Store) -> int:
    """Count the rows that point to nothing."""
    return len(store.read("PRAGMA foreign_key_check"))


def spoiled_documents(store: Store) -> tuple[str, ...]:
    """Name the kept documents whose bytes no longer have their SHA-256, as `table digest`.

    One document is in memory at a time.
    """
    spoiled = []
    for table, column, digest, packed in _DOCUMENTS:
        for row in store.read(f"SELECT rowid, {digest} FROM {table} WHERE {column} IS NOT NULL"):  # noqa: S608 - names above
            kept = store.read(f"SELECT {column} FROM {table} WHERE rowid = ?", (row[0],))[0][0]  # noqa: S608 - names above
            if not _has_digest(kept, row[1], packed=packed):
                spoiled.append(f"{table} {row[1][:12]}")
    return tuple(spoiled)


def _has_digest(kept: bytes, digest: str, *, packed: bool) -> bool:
    try:
        data = unpack(kept) if packed else kept
    except zlib.error:
        return False
    return hashlib.sha256(data).hexdigest() == digest


def row_counts(store: Store) -> dict[str, int]:
    """Count the rows of every table of ours."""
    names = [
        str(row["name"]) for row in store.read("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    ]
    known = [name for name in names if name in expected_tables()]
    return {name: int(store.read(f'SELECT count(*) AS n FROM "{name}"')[0]["n"]) for name in known}  # noqa: S608 - ours


def sqlite_version() -> str:
    """Give the version of SQLite that the program runs on."""
    import sqlite3

    return sqlite3.sqlite_version
