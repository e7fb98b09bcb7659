"""Warnings that were let stand, with the reason given."""

from dataclasses import dataclass
from datetime import datetime

from kgdesk.store.connection import Store
from kgdesk.store.encoding import moment_of, moment_text, nfc
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
            "reason": nfc(reason),
            "recorded_at": moment_text(transaction.at),
            "recorded_by": nfc(transaction.actor),
        },
    )


def current(store: Store | Transaction, unit: str, period: str) -> tuple[Acceptance, ...]:
    """Return the acceptances that stand."""
    rows = store.read(
        "SELECT *, max(id) FROM accepted_warning WHERE unit = ? AND period = ? GROUP BY rule, indicator",
        (unit, period),
    )
    return tuple(
        Acceptance(row["rule"], row["indicator"], row["reason"], moment_of(row["recorded_at"]), row["recorded_by"])
        for row in rows
        if row["reason"]
    )
