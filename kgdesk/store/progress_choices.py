"""On which tasks a text was written before anybody chose how the task stands.

Kept under one key of the workspace: periods with the codes of the tasks.
"""

import json

from kgdesk.store import meta
from kgdesk.store.connection import Store
from kgdesk.store.transaction import Transaction

_KEY = "progress_not_chosen"


def not_chosen(store: Store | Transaction, period: str) -> frozenset[str]:
    """Return the tasks whose progress waits for a choice."""
    return frozenset(_noted(store).get(period, ()))


def note(transaction: Transaction, period: str, task: str, *, chosen: bool) -> bool:
    """Remember whether the progress was chosen; tells whether that is news."""
    noted = _noted(transaction)
    tasks = set(noted.get(period, ()))
    if chosen == (task not in tasks):
        return False
    tasks ^= {task}
    meta.put(transaction, _KEY, json.dumps({**noted, period: sorted(tasks)}))
    return True


def _noted(store: Store | Transaction) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(meta.get(store, _KEY) or "{}")
    return found
