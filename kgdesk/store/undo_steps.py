"""What a person did, step by step, so that it can be taken back and done again.

Written by the operation that did it, in its own transaction: after a power cut there is both or
neither. Of the open steps, those not taken back lie below those that were, in the order of their
keys; a closed one may lie above either.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text
from kgdesk.store.transaction import Transaction

DEPTH = 1000  # steps kept in a workspace


class StepKind(StrEnum):
    """Which intention a step was."""

    CELL = "cell"
    BLOCK = "block"  # several cells pasted or filled at once
    CLEAR = "clear"  # one cell or several emptied
    IMPORT = "import"  # a table read in
    NARRATIVE = "narrative"
    ESCALATION = "escalation"
    WARNING = "warning"  # let stand, or no longer


class Noun(StrEnum):
    """What was changed."""

    OBSERVATION = "observation"
    NARRATIVE = "narrative"
    PROGRESS = "progress"  # whether the progress of a task was chosen
    ESCALATION = "escalation"
    WARNING = "accepted_warning"


@dataclass(frozen=True, slots=True)
class Change:
    """One place and the rows that stood there before and after, by key.

    `place` is an indicator, a task, the key of a matter, or JSON `[rule, indicator]`. Of progress,
    `before` and `after` are 1 for chosen and 0 for not.
    """

    noun: Noun
    place: str
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class Step:
    """One intention. `part` is the one part of a narrative that was written."""

    key: int
    kind: StepKind
    count: int
    part: str
    undone: bool
    made_at: datetime
    made_by: str


def put(
    transaction: Transaction,
    *,
    unit: str,
    period: str,
    kind: StepKind,
    changes: Iterable[Change],
    count: int = 1,
    part: str = "",
) -> None:
    """Keep a step; what could be done again in the period is forgotten, and so are very old steps."""
    transaction.change(
        "undo_step", "DELETE FROM undo_step WHERE unit = ? AND period = ? AND undone = 1", (unit, period)
    )
    (added,) = transaction.change(
        "undo_step",
        "INSERT INTO undo_step (unit, period, kind, count, part, undone, made_at, made_by, made_in)"
        " VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)",
        (
            unit,
            period,
            kind.value,
            count,
            part,
            moment_text(transaction.at),
            clean_text(transaction.actor),
            transaction.entry,
        ),
    )
    key = int(added or 0)
    transaction.add_parts(
        "INSERT INTO undo_item (step, noun, place, before, after) VALUES (?, ?, ?, ?, ?)",
        [(key, item.noun.value, item.place, item.before, item.after) for item in changes],
    )
    transaction.change("undo_step", "DELETE FROM undo_step WHERE id <= ?", (key - DEPTH,))


# A step is open while its period was not sealed after it; a matter stands in the return of every period.
_OPEN = (
    "unit = ?1 AND period = ?2 AND made_in > coalesce((SELECT max(entry) FROM sealed_return AS s"
    " WHERE s.unit = ?1 AND (s.period = ?2 OR undo_step.kind = 'escalation')), 0)"
)


def next_undo(store: Store | Transaction, unit: str, period: str) -> Step | None:
    """Return the newest step that can be taken back."""
    return _first(store, f"{_OPEN} AND undone = 0 ORDER BY id DESC", unit, period)


def next_redo(store: Store | Transaction, unit: str, period: str) -> Step | None:
    """Return the step that was taken back last."""
    return _first(store, f"{_OPEN} AND undone = 1 ORDER BY id", unit, period)


def _first(store: Store | Transaction, condition: str, unit: str, period: str) -> Step | None:
    rows = store.read(f"SELECT * FROM undo_step WHERE {condition} LIMIT 1", (unit, period))  # noqa: S608 - constants
    return _step(rows[0]) if rows else None


def changes_of(store: Store | Transaction, key: int) -> tuple[Change, ...]:
    """Return what a step changed, in a fixed order."""
    rows = store.read("SELECT * FROM undo_item WHERE step = ? ORDER BY noun, place", (key,))
    return tuple(Change(Noun(row["noun"]), row["place"], row["before"], row["after"]) for row in rows)


def lengthen(transaction: Transaction, key: int, changes: Iterable[Change]) -> None:
    """Let a step reach to a newer state of the same places."""
    for item in changes:
        transaction.change(
            "undo_item",
            "UPDATE undo_item SET after = ? WHERE step = ? AND noun = ? AND place = ?",
            (item.after, key, item.noun.value, item.place),
        )


def turn(transaction: Transaction, key: int, *, undone: bool) -> None:
    """Mark a step as taken back, or as done again."""
    transaction.change("undo_step", "UPDATE undo_step SET undone = ? WHERE id = ?", (int(undone), key))


def stand_in(transaction: Transaction, key: int, change: Change, copy: int, *, undone: bool) -> None:
    """Let a copy stand for the row it was made of: in every step, and in this one where there was no row."""
    if change.noun is Noun.PROGRESS:
        return  # not a row
    original = change.before if undone else change.after
    if original is None:
        transaction.change(
            "undo_item",
            "UPDATE undo_item SET before = ? WHERE step = ? AND noun = ? AND place = ?",
            (copy, key, change.noun.value, change.place),
        )
        return
    for column in ("before", "after"):
        transaction.change(
            "undo_item",
            f"UPDATE undo_item SET {column} = ? WHERE noun = ? AND {column} = ?",  # noqa: S608 - two names above
            (copy, change.noun.value, original),
        )


def forget(transaction: Transaction, key: int) -> None:
    """Let go of a step that something else has overtaken."""
    transaction.change("undo_step", "DELETE FROM undo_step WHERE id = ?", (key,))


def _step(row: sqlite3.Row) -> Step:
    return Step(
        key=row["id"],
        kind=StepKind(row["kind"]),
        count=row["count"],
        part=row["part"],
        undone=bool(row["undone"]),
        made_at=moment_of(row["made_at"]),
        made_by=row["made_by"],
    )
