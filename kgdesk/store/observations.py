"""Figures of this workspace's cells. A cell is unit x indicator x period; nothing is ever overwritten."""

import sqlite3
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kgdesk.domain.observation import FigureStatus, Observation, RecordedObservation, ValueState
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.digests import Scalar
from kgdesk.store.encoding import decimal_of, decimal_text, moment_of, moment_text
from kgdesk.store.transaction import Transaction

_CLEARED = "cleared"


class Cell(NamedTuple):
    """The place of a figure."""

    unit: str
    indicator: str
    period: str


def put(transaction: Transaction, observation: Observation, *, reason: str = "") -> int:
    """Write a figure on top of its cell's history; returns its key. Text is composed (NFC) first."""
    cell = Cell(observation.unit, observation.indicator, observation.period)
    return _append(
        transaction,
        cell,
        reason,
        {
            "state": observation.state.value,
            "value": decimal_text(observation.value),
            "numerator": decimal_text(observation.numerator),
            "denominator": decimal_text(observation.denominator),
            "status": observation.status.value,
            "source": clean_text(observation.source),
            "note": clean_text(observation.note),
        },
    )


def clear(transaction: Transaction, cell: Cell, *, reason: str = "") -> int:
    """Write that the cell is empty again; returns the key."""
    empty: dict[str, Scalar] = {"state": _CLEARED, "status": FigureStatus.ESTIMATE.value, "source": "", "note": ""}
    return _append(transaction, cell, reason, empty)


def restore(transaction: Transaction, cell: Cell, key: int | None, *, reason: str | None) -> int:
    """Write what the row `key` of this cell says on top of it again (None: empty); returns the new key.

    `reason` None keeps the row's own. LookupError where the cell has no such row.
    """
    if key is None:
        return clear(transaction, cell, reason=reason or "")
    rows = transaction.read(
        f"SELECT {', '.join(_CONTENT)}, reason FROM observation"  # noqa: S608 - names below
        " WHERE id = ? AND unit = ? AND period = ? AND indicator = ?",
        (key, cell.unit, cell.period, cell.indicator),
    )
    if not rows:
        raise LookupError(f"no row {key} in {cell}")
    columns = {name: rows[0][name] for name in _CONTENT}
    return _append(transaction, cell, rows[0]["reason"] if reason is None else reason, columns)


_CONTENT = ("state", "value", "numerator", "denominator", "status", "source", "note")


def newest_key(store: Store | Transaction, cell: Cell) -> int | None:
    """Return the key of a cell's newest row."""
    rows = store.read(
        "SELECT max(id) FROM observation WHERE unit = ? AND period = ? AND indicator = ?",
        (cell.unit, cell.period, cell.indicator),
    )
    found: int | None = rows[0][0]
    return found


def _append(transaction: Transaction, cell: Cell, reason: str, columns: dict[str, Scalar]) -> int:
    return transaction.append(
        "observation",
        {
            **cell._asdict(),
            **columns,
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
            "reason": clean_text(reason),
            "previous_id": newest_key(transaction, cell),
        },
    )


def current(store: Store | Transaction, unit: str, period: str) -> dict[str, RecordedObservation]:
    """Return the newest row of each of the unit's cells in a period, by indicator; cleared cells included."""
    rows = store.read("SELECT * FROM current_observation WHERE unit = ? AND period = ?", (unit, period))
    return {row["indicator"]: _recorded(row) for row in rows}


def newest(store: Store | Transaction, cell: Cell) -> RecordedObservation | None:
    """Return the newest row of one cell, or None where nothing was ever written."""
    rows = store.read(
        "SELECT * FROM observation WHERE unit = ? AND period = ? AND indicator = ? ORDER BY id DESC LIMIT 1",
        (cell.unit, cell.period, cell.indicator),
    )
    return _recorded(rows[0]) if rows else None


def history(store: Store, cell: Cell) -> tuple[RecordedObservation, ...]:
    """Everything ever written for a cell, oldest first."""
    rows = store.read(
        "SELECT * FROM observation WHERE unit = ? AND period = ? AND indicator = ? ORDER BY id",
        (cell.unit, cell.period, cell.indicator),
    )
    return tuple(_recorded(row) for row in rows)


def latest_for(store: Store, unit: str, periods: Sequence[str]) -> dict[str, dict[str, Observation]]:
    """Return the standing observations by period and indicator; cleared cells are left out."""
    marks = ", ".join("?" * len(periods))
    rows = store.read(
        f"SELECT * FROM current_observation WHERE unit = ? AND state <> 'cleared' AND period IN ({marks})",  # noqa: S608 - marks only
        (unit, *periods),
    )
    found: dict[str, dict[str, Observation]] = {period: {} for period in periods}
    for row in rows:
        found[row["period"]][row["indicator"]] = observation_of(row)
    return found


def series(store: Store | Transaction, unit: str, indicator: str, periods: Collection[str]) -> dict[str, Observation]:
    """Return one indicator's standing observations by period; cleared cells are left out."""
    marks = ", ".join("?" * len(periods))
    rows = store.read(
        "SELECT * FROM current_observation WHERE unit = ? AND indicator = ? AND state <> 'cleared'"  # noqa: S608 - marks
        f" AND period IN ({marks})",
        (unit, indicator, *periods),
    )
    return {row["period"]: observation_of(row) for row in rows}


def figures_of(
    store: Store | Transaction, unit: str, periods: Collection[str]
) -> tuple[tuple[str, str, str | None, str | None, str | None], ...]:
    """Return the standing figures of many periods without what else is known of them, as decimals in text.

    Each row is indicator, period, value, numerator, denominator; cells without figures are left out.
    """
    marks = ", ".join("?" * len(periods))
    rows = store.read(
        "SELECT indicator, period, value, numerator, denominator FROM current_observation"  # noqa: S608 - marks only
        f" WHERE unit = ? AND state = 'figure' AND period IN ({marks})",
        (unit, *periods),
    )
    return tuple(tuple(row) for row in rows)


def newest_row(store: Store | Transaction) -> int:
    """Return the key of the newest row of any cell, 0 where nothing was ever written."""
    found: int | None = store.read("SELECT max(id) FROM observation")[0][0]
    return found or 0


def written_elsewhere(store: Store | Transaction, unit: str, period: str, *, since: int) -> bool:
    """Whether any row after the key `since` belongs to another period, or another unit, than the one given."""
    rows = store.read(
        "SELECT 1 FROM observation WHERE id > ? AND (unit <> ? OR period <> ?) LIMIT 1", (since, unit, period)
    )
    return bool(rows)


def periods_written(store: Store, unit: str) -> tuple[str, ...]:
    """Periods in which the unit has written anything, in text order."""
    return tuple(
        row[0] for row in store.read("SELECT DISTINCT period FROM observation WHERE unit = ? ORDER BY 1", (unit,))
    )


def observation_of(row: sqlite3.Row) -> Observation:
    """Build the observation of a row that is not cleared."""
    return Observation(
        unit=row["unit"],
        indicator=row["indicator"],
        period=row["period"],
        state=ValueState(row["state"]),
        value=decimal_of(row["value"]),
        numerator=decimal_of(row["numerator"]),
        denominator=decimal_of(row["denominator"]),
        status=FigureStatus(row["status"]),
        source=row["source"],
        note=row["note"],
    )


def _recorded(row: sqlite3.Row) -> RecordedObservation:
    return RecordedObservation(
        key=row["id"],
        observation=None if row["state"] == _CLEARED else observation_of(row),
        recorded_at=moment_of(row["recorded_at"]),
        recorded_by=row["recorded_by"],
        reason=row["reason"],
        previous_key=row["previous_id"],
    )
