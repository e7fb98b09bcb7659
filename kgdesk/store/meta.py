"""What is true of the workspace as a whole: its unit, when it was made, and settings by key."""

from kgdesk.store.connection import Store
from kgdesk.store.encoding import storable
from kgdesk.store.transaction import Transaction


def get(store: Store | Transaction, key: str) -> str | None:
    """Return the value of a key, or None."""
    rows = store.read("SELECT value FROM workspace WHERE key = ?", (key,))
    return str(rows[0]["value"]) if rows else None


def put(transaction: Transaction, key: str, value: str) -> None:
    """Set a key; the old value goes into the journal."""
    value = storable(value)  # some name a file
    old = transaction.read("SELECT value FROM workspace WHERE key = ?", (key,))
    transaction.detail[key] = {"old": old[0]["value"] if old else None, "new": value}
    transaction.change(
        "workspace",
        "INSERT INTO workspace (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
