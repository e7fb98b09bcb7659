"""Which row stands at a place that a step changed, and how an earlier one is written on top again."""

import json

from kgdesk.store import accepted_warnings, escalations, narratives, observations, progress_choices
from kgdesk.store.observations import Cell
from kgdesk.store.transaction import Transaction
from kgdesk.store.undo_steps import Noun


def standing(transaction: Transaction, unit: str, period: str, noun: Noun, place: str) -> int | None:
    """Return the key of the newest row at a place; of progress 1 where it was chosen, else 0."""
    match noun:
        case Noun.OBSERVATION:
            return observations.newest_key(transaction, Cell(unit, place, period))
        case Noun.NARRATIVE:
            return narratives.newest_key(transaction, unit, period, place)
        case Noun.PROGRESS:
            return int(place not in progress_choices.not_chosen(transaction, period))
        case Noun.ESCALATION:
            return escalations.newest_key(transaction, unit, place)
        case Noun.WARNING:
            rule, indicator = json.loads(place)
            return accepted_warnings.newest_key(transaction, unit=unit, period=period, rule=rule, indicator=indicator)


def restore(
    transaction: Transaction, unit: str, period: str, noun: Noun, place: str, *, row: int | None, reason: str | None
) -> int:
    """Write what a row says on top of its place again (None: nothing stood there); returns the new row.

    `reason` is for figures; None keeps that of the row. LookupError where the place has no such row.
    """
    match noun:
        case Noun.OBSERVATION:
            return observations.restore(transaction, Cell(unit, place, period), row, reason=reason)
        case Noun.NARRATIVE:
            return narratives.restore(transaction, unit, period, place, row)
        case Noun.PROGRESS:
            progress_choices.note(transaction, period, place, chosen=row == 1)
            return int(row == 1)
        case Noun.ESCALATION:
            return escalations.restore(transaction, unit, place, row)
        case Noun.WARNING:
            rule, indicator = json.loads(place)
            return accepted_warnings.restore(
                transaction, unit=unit, period=period, rule=rule, indicator=indicator, row=row
            )
