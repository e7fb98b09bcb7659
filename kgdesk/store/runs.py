"""Consolidation runs: dated, numbered from 1, never changed."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.verdict import ReturnIdentity
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import json_text, moment_of, moment_text, pack_blocks, unpack
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run without its results. `inputs` are the returns that entered it; `digest` SHA-256 over inputs and results."""

    number: int
    period: str
    at: datetime
    actor: str
    inputs: tuple[ReturnIdentity, ...]
    digest: str


def put(
    transaction: Transaction, *, period: str, inputs: tuple[ReturnIdentity, ...], results: Iterable[bytes], digest: str
) -> KeptRun:
    """Keep a run under the next number; time and actor are the transaction's. `results` is JSON in blocks."""
    number = transaction.read("SELECT coalesce(max(number), 0) + 1 FROM consolidation_run")[0][0]
    kept = KeptRun(number, period, transaction.at, clean_text(transaction.actor), inputs, digest)
    transaction.append(
        "consolidation_run",
        {
            "number": number,
            "period": period,
            "at": moment_text(kept.at),
            "actor": kept.actor,
            "inputs": json_text([{"unit": i.unit, "revision": i.revision, "digest": i.digest} for i in inputs]),
            "results": pack_blocks(results),
            "digest": digest,
        },
    )
    return kept


def every(store: Store | Transaction, period: str | None = None) -> tuple[KeptRun, ...]:
    """All runs, newest first; those of one period where it is given."""
    rows = store.read(
        "SELECT number, period, at, actor, inputs, digest FROM consolidation_run"
        " WHERE ?1 IS NULL OR period = ?1 ORDER BY number DESC",
        (period,),
    )
    return tuple(_run(row) for row in rows)


def get(store: Store | Transaction, number: int) -> KeptRun | None:
    """Look a run up by its number."""
    rows = store.read(
        "SELECT number, period, at, actor, inputs, digest FROM consolidation_run WHERE number = ?", (number,)
    )
    return _run(rows[0]) if rows else None


def journal_row(store: Store | Transaction, number: int) -> tuple[int, str] | None:
    """Return number and hash of the journal row that stands for a run."""
    rows = store.read(
        "SELECT j.seq, j.hash FROM consolidation_run AS r JOIN journal AS j ON j.seq = r.entry WHERE r.number = ?",
        (number,),
    )
    return (rows[0]["seq"], rows[0]["hash"]) if rows else None


def results(store: Store | Transaction, number: int) -> bytes | None:
    """Return the JSON of a run's results."""
    rows = store.read("SELECT results FROM consolidation_run WHERE number = ?", (number,))
    return unpack(rows[0]["results"]) if rows else None


def _run(row: sqlite3.Row) -> KeptRun:
    inputs = tuple(
        ReturnIdentity(item["unit"], row["period"], item["revision"], item["digest"])
        for item in json.loads(row["inputs"])
    )
    return KeptRun(row["number"], row["period"], moment_of(row["at"]), row["actor"], inputs, row["digest"])
