"""Warnings that were let stand, with the reason given."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`rule` is the plan's rule or the finding's code; `indicator` None for a warning on the whole period."""

    rule: str
    indicator: str | None
    reason: str
    recorded_at: datetime
    recorded_by: str


def put(transaction: Transaction, *, unit: str, period: str, rule: str, indicator: str | None, reason: str) -> int:
    """Accept a warning; an empty reason takes the acceptance back."""
    return transaction.append(
        "accepted_warning",
        {
            "unit": unit,
            "period": period,
            "rule": rule,
            "indicator": indicator,
            "reason": clean_text(reason),
            "recorded_at": moment_text(transaction.at),
            "recorded_by": clean_text(transaction.actor),
        },
    )


def restore(
    transaction: Transaction, *, unit: str, period: str, rule: str, indicator: str | None, row: int | None
) -> int:
    """Accept again as a row of this place did (None: not at all); returns the new row.

    LookupError where the place has no such row.
    """
    reason = ""
    if row is not None:
        rows = transaction.read(
            "SELECT reason FROM accepted_warning"
            " WHERE id = ? AND unit = ? AND period = ? AND rule = ? AND indicator IS ?",
            (row, unit, period, rule, indicator),
        )
        if not rows:
            raise LookupError(f"no row {row} for {rule}")
        reason = rows[0]["reason"]
    return put(transaction, unit=unit, period=period, rule=rule, indicator=indicator, reason=reason)


def newest_key(store: Store | Transaction, *, unit: str, period: str, rule: str, indicator: str | None) -> int | None:
    """Return the newest row of a place."""
    rows = store.read(
        "SELECT max(id) FROM accepted_warning WHERE unit = ? AND period = ? AND rule = ? AND indicator IS ?",
        (unit, period, rule, indicator),
    )
    found: int | None = rows[0][0]
    return found


_FIGURE = "state || '/' || coalesce(value, '') || '/' || coalesce(numerator, '') || '/' || coalesce(denominator, '')"
_CELL = "FROM observation WHERE unit = ? AND period = ? AND indicator = ?"


def current(store: Store | Transaction, unit: str, period: str) -> tuple[Acceptance, ...]:
    """Return the acceptances that stand: a reason was given for the figure of that day, and ends with it.

    Where the figure comes back, by undo or by typing it again, the reason stands again.
    """
    rows = store.read(
        "SELECT *, max(id) FROM accepted_warning WHERE unit = ? AND period = ? GROUP BY rule, indicator",
        (unit, period),
    )
    return tuple(
        Acceptance(row["rule"], row["indicator"], row["reason"], moment_of(row["recorded_at"]), row["recorded_by"])
        for row in rows
        if row["reason"] and (row["indicator"] is None or _same_figure(store, row))
    )


def _same_figure(store: Store | Transaction, row: sqlite3.Row) -> bool:
    cell = (row["unit"], row["period"], row["indicator"])
    then = store.read(f"SELECT {_FIGURE} {_CELL} AND entry <= ? ORDER BY id DESC LIMIT 1", (*cell, row["entry"]))
    now = store.read(f"SELECT {_FIGURE} {_CELL} ORDER BY id DESC LIMIT 1", cell)
    return _figures(then) == _figures(now)


def _figures(rows: list[sqlite3.Row]) -> list[str]:
    """What stands in the row there is, if any; an emptied cell has none."""
    return [figure for (figure,) in rows if not figure.startswith("cleared")]
