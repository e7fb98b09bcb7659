"""Parts of a return among divisions, under keys of the workspace; no table of their own.

`part` says whose part this workspace is, `part_answer` what it answered last. In the unit's own
workspace `part:<identity>` remembers a part that was given out, and what was taken back of it.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from kgdesk.store import meta
from kgdesk.store.connection import Store
from kgdesk.store.encoding import json_text
from kgdesk.store.transaction import Transaction

_REQUEST, _ANSWER, _GIVEN = "part", "part_answer", "part:"


@dataclass(frozen=True, slots=True)
class TakenAnswer:
    """An answer that was taken back: its digest, its number, when and by whom."""

    digest: str
    number: int
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class GivenPart:
    """A part that was given out. `ancestor` is what both sides last had in common, as JSON; '' before an answer."""

    identity: str
    division: str
    period: str
    made_at: str
    made_by: str
    indicators: list[str]
    tasks: list[str]
    taken: list[TakenAnswer] = field(default_factory=list)
    ancestor: str = ""


def request(store: Store) -> str | None:
    """Return the part document this workspace was made for, or None: it is the unit's own."""
    return meta.get(store, _REQUEST)


def put_request(transaction: Transaction, document: str) -> None:
    """Say whose part a new workspace is."""
    _put(transaction, _REQUEST, document)


def answer(store: Store | Transaction) -> str | None:
    """Return the part document that was given back last."""
    return meta.get(store, _ANSWER)


def put_answer(transaction: Transaction, document: str) -> None:
    """Remember what was given back."""
    _put(transaction, _ANSWER, document)


def put_given(transaction: Transaction, given: GivenPart) -> None:
    """Remember a part that was given out, or what was taken back of it since."""
    value = {name: item for name, item in asdict(given).items() if name != "identity"}
    _put(transaction, f"{_GIVEN}{given.identity}", json_text(value))


def given(store: Store | Transaction, identity: str) -> GivenPart | None:
    """Return a part that was given out, or None where this workspace never gave it."""
    text = meta.get(store, f"{_GIVEN}{identity}")
    return None if text is None else _given(identity, text)


def all_given(store: Store) -> tuple[GivenPart, ...]:
    """Return the parts that were given out, oldest first."""
    rows = store.read("SELECT key, value FROM workspace WHERE key LIKE 'part:%'")
    found = (_given(str(row["key"]).removeprefix(_GIVEN), str(row["value"])) for row in rows)
    return tuple(sorted(found, key=lambda item: (item.made_at, item.identity)))


def _given(identity: str, text: str) -> GivenPart:
    value = json.loads(text)
    return GivenPart(**{**value, "identity": identity, "taken": [TakenAnswer(**item) for item in value["taken"]]})


def _put(transaction: Transaction, key: str, value: str) -> None:
    """Set a key; the journal keeps the digest: the values are whole documents."""
    transaction.detail[key] = hashlib.sha256(value.encode()).hexdigest()
    transaction.change(
        "workspace",
        "INSERT INTO workspace (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
