"""What is narrated on the tasks; nothing is ever overwritten."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RecordedNarrative:
    """A narrative with who wrote it and when."""

    narrative: Narrative
    recorded_at: datetime
    recorded_by: str


def put(transaction: Transaction, narrative: Narrative) -> int:
    """Write a narrative on top of its history; an empty one takes it back. Text is composed (NFC) first."""
    return transaction.append(
        "narrative",
        {
            "unit": narrative.unit,
            "task": narrative.task,
            "period": narrative.period,
            "results": clean_text(narrative.results),
            "difficulties": clean_text(narrative.difficulties),
            "next_steps": clean_text(narrative.next_steps),
            "progress": narrative.progress.value,
            "percent": narrative.percent,
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
        },
    )


def restore(transaction: Transaction, unit: str, period: str, task: str, key: int | None) -> int:
    """Write what the row `key` of this task says on top again (None: nothing); returns the new key.

    LookupError where the task has no such row in the period.
    """
    if key is None:
        return put(transaction, Narrative(unit, task, period))
    rows = transaction.read(
        "SELECT * FROM narrative WHERE id = ? AND unit = ? AND period = ? AND task = ?", (key, unit, period, task)
    )
    if not rows:
        raise LookupError(f"no row {key} on {task}")
    return put(transaction, _recorded(rows[0]).narrative)


def newest_key(store: Store | Transaction, unit: str, period: str, task: str) -> int | None:
    """Return the key of the newest row on a task."""
    rows = store.read("SELECT max(id) FROM narrative WHERE unit = ? AND period = ? AND task = ?", (unit, period, task))
    found: int | None = rows[0][0]
    return found


def at(store: Store | Transaction, key: int) -> Narrative:
    """Return what a row says; LookupError where there is none."""
    rows = store.read("SELECT * FROM narrative WHERE id = ?", (key,))
    if not rows:
        raise LookupError(f"no narrative {key}")
    return _recorded(rows[0]).narrative


def current(store: Store | Transaction, unit: str, period: str) -> dict[str, RecordedNarrative]:
    """Return the newest narrative of each task, by task code."""
    rows = store.read(
        "SELECT *, max(id) FROM narrative WHERE unit = ? AND period = ? GROUP BY task", (unit, period)
    )  # SQLite takes the other columns from the row of the maximum
    return {row["task"]: _recorded(row) for row in rows}


def history(store: Store, unit: str, period: str, task: str) -> tuple[RecordedNarrative, ...]:
    """Everything ever written on a task in a period, oldest first."""
    rows = store.read(
        "SELECT * FROM narrative WHERE unit = ? AND period = ? AND task = ? ORDER BY id", (unit, period, task)
    )
    return tuple(_recorded(row) for row in rows)


def _recorded(row: sqlite3.Row) -> RecordedNarrative:
    narrative = Narrative(
        unit=row["unit"],
        task=row["task"],
        period=row["period"],
        results=row["results"],
        difficulties=row["difficulties"],
        next_steps=row["next_steps"],
        progress=TaskProgress(row["progress"]),
        percent=row["percent"],
    )
    return RecordedNarrative(narrative, moment_of(row["recorded_at"]), row["recorded_by"])
