"""How rows and records become digests."""

import hashlib
from collections.abc import Mapping

from kgdesk.store.encoding import json_text

Scalar = str | int | bytes | None


def row_line(columns: Mapping[str, Scalar]) -> bytes:
    """Write a row as it enters the digest: empty columns do not count, so that later columns change nothing."""
    shown = {name: _shown(value) for name, value in columns.items() if value is not None}
    return json_text(shown).encode() + b"\n"


def _shown(value: Scalar) -> object:
    return {"sha256": hashlib.sha256(value).hexdigest()} if isinstance(value, bytes) else value


def contents_digest(by_table: Mapping[str, str]) -> str:
    """One digest over the digests of the tables; empty where no append-only row was written."""
    return hashlib.sha256(json_text(dict(by_table)).encode()).hexdigest() if by_table else ""


def journal_hash(row: Mapping[str, Scalar]) -> str:
    """Compute the link of the chain: SHA-256 over the row with the hash before it."""
    return hashlib.sha256(json_text(dict(row)).encode()).hexdigest()
