"""Returns that came in, their states, and their figures ready for totals."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.observation import Observation
from kgdesk.domain.return_cycle import ReceivedState
from kgdesk.domain.written_text import clean_text
from kgdesk.store.connection import Store
from kgdesk.store.encoding import decimal_text, moment_of, moment_text, pack, unpack
from kgdesk.store.observations import observation_of
from kgdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ReceivedReturn:
    """A received return without its document. `key` is 0 before it is kept.

    `file` is the SHA-256 of the file, `annex` that of the workbook it vouches for ('' for none).
    """

    file: str
    unit: str
    period: str
    revision: int
    digest: str
    plan_digest: str
    state: ReceivedState
    signer: str
    received_at: datetime
    decided_at: datetime | None = None
    decided_by: str | None = None
    annex: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class ReceivedFigure:
    """One figure with the return it came in. `observation.source` and `.note` stay in the document."""

    unit: str
    revision: int
    digest: str
    observation: Observation


IN_FORCE = (ReceivedState.TAKEN_IN, ReceivedState.ACCEPTED)

_COLUMNS = (
    "id, file, unit, period, revision, digest, plan_digest, state, signer, annex, received_at, decided_at, decided_by"
)


def add(
    transaction: Transaction, received: ReceivedReturn, *, document: bytes, observations: Iterable[Observation]
) -> int:
    """Keep a return with its figures; returns its key.

    The same unit, period, revision and digest twice raises IntegrityError: ask `find` first.
    """
    (added,) = transaction.change(
        "received_return",
        "INSERT INTO received_return (file, unit, period, revision, digest, plan_digest, state, signer, annex,"
        " received_at, decided_at, decided_by, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            received.file,
            received.unit,
            received.period,
            received.revision,
            received.digest,
            received.plan_digest,
            received.state.value,
            clean_text(received.signer),
            received.annex,
            moment_text(received.received_at),
            None if received.decided_at is None else moment_text(received.decided_at),
            received.decided_by,
            pack(document),
        ),
    )
    key = int(added or 0)
    transaction.add_parts(
        "INSERT INTO received_figure (return_id, indicator, state, value, numerator, denominator, status)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((key, *figure_row(item)) for item in observations),
    )
    return key


def figure_row(item: Observation) -> tuple[str, str, str | None, str | None, str | None, str]:
    """Write a figure as its row has it: indicator, state, value, numerator, denominator, status."""
    numbers = (decimal_text(item.value), decimal_text(item.numerator), decimal_text(item.denominator))
    return (item.indicator, item.state.value, *numbers, item.status.value)


def figure_rows(store: Store | Transaction, key: int) -> frozenset[tuple[object, ...]]:
    """Give the rows kept of a return's figures, as `figure_row` writes them."""
    rows = store.read(
        "SELECT indicator, state, value, numerator, denominator, status FROM received_figure WHERE return_id = ?",
        (key,),
    )
    return frozenset(map(tuple, rows))


def set_state(transaction: Transaction, key: int, state: ReceivedState) -> None:
    """Move a return to another state; the transaction's actor and time become the decision's."""
    transaction.change(
        "received_return",
        "UPDATE received_return SET state = ?, decided_at = ?, decided_by = ? WHERE id = ?",
        (state.value, moment_text(transaction.at), clean_text(transaction.actor), key),
    )


def get(store: Store | Transaction, key: int) -> ReceivedReturn | None:
    """Look a return up by its key."""
    return _first(store.read(f"SELECT {_COLUMNS} FROM received_return WHERE id = ?", (key,)))  # noqa: S608 - constant


def find(store: Store | Transaction, *, unit: str, period: str, revision: int, digest: str) -> ReceivedReturn | None:
    """Look for the very same return."""
    return _first(
        store.read(
            f"SELECT {_COLUMNS} FROM received_return WHERE unit = ? AND period = ? AND revision = ? AND digest = ?",  # noqa: S608
            (unit, period, revision, digest),
        )
    )


def by_annex(store: Store | Transaction, sha256: str) -> ReceivedReturn | None:
    """Look for the newest return whose signed pages vouch for a workbook with that SHA-256."""
    return _first(
        store.read(
            f"SELECT {_COLUMNS} FROM received_return WHERE annex = ? AND annex <> '' ORDER BY id DESC LIMIT 1",  # noqa: S608
            (sha256,),
        )
    )


def by_digest(store: Store | Transaction, digest: str) -> ReceivedReturn | None:
    """Look for a return by the digest of its document."""
    return _first(
        store.read(f"SELECT {_COLUMNS} FROM received_return WHERE digest = ? ORDER BY id DESC LIMIT 1", (digest,))  # noqa: S608
    )


def every(store: Store) -> tuple[ReceivedReturn, ...]:
    """All returns, whatever their state, oldest first."""
    return tuple(_received(row) for row in store.read(f"SELECT {_COLUMNS} FROM received_return ORDER BY id"))  # noqa: S608


def of_unit(store: Store | Transaction, unit: str, period: str) -> tuple[ReceivedReturn, ...]:
    """All returns of a unit for a period, whatever their state, by revision."""
    rows = store.read(
        f"SELECT {_COLUMNS} FROM received_return WHERE unit = ? AND period = ? ORDER BY revision, id",  # noqa: S608
        (unit, period),
    )
    return tuple(_received(row) for row in rows)


def of_period(
    store: Store | Transaction, period: str, states: Collection[ReceivedState] = tuple(ReceivedState)
) -> tuple[ReceivedReturn, ...]:
    """List the returns of a period in any of the states, by unit and revision."""
    rows = store.read(
        f"SELECT {_COLUMNS} FROM received_return WHERE period = ? AND state IN ({_marks(states)})"  # noqa: S608
        " ORDER BY unit, revision, id",
        (period, *states),
    )
    return tuple(_received(row) for row in rows)


def periods(store: Store) -> tuple[str, ...]:
    """Periods for which anything came in."""
    return tuple(row[0] for row in store.read("SELECT DISTINCT period FROM received_return ORDER BY period"))


def figures(
    store: Store, period: str, states: Collection[ReceivedState] = IN_FORCE, *, indicator: str | None = None
) -> Iterator[ReceivedFigure]:
    """Give the figures of the period's returns in those states, by unit and indicator; memory does not grow.

    Those of one indicator where it is given.
    """
    wanted = "" if indicator is None else " AND f.indicator = ?"
    rows = store.each(
        "SELECT r.unit, r.period, r.revision, r.digest, f.indicator, f.state, f.value, f.numerator, f.denominator,"  # noqa: S608 - marks only
        " f.status, '' AS source, '' AS note FROM received_return AS r JOIN received_figure AS f ON f.return_id = r.id"
        f" WHERE r.period = ? AND r.state IN ({_marks(states)}){wanted} ORDER BY r.unit, r.revision, r.id, f.indicator",
        (period, *states, *(() if indicator is None else (indicator,))),
    )
    return (ReceivedFigure(row["unit"], row["revision"], row["digest"], observation_of(row)) for row in rows)


def document(store: Store | Transaction, key: int) -> bytes | None:
    """Return the canonical bytes of a return."""
    rows = store.read("SELECT document FROM received_return WHERE id = ?", (key,))
    return unpack(rows[0]["document"]) if rows else None


def documents(
    store: Store, period: str, states: Collection[ReceivedState] = IN_FORCE
) -> Iterator[tuple[ReceivedReturn, bytes]]:
    """Each return with its document, one in memory at a time."""
    for received in of_period(store, period, states):
        found = document(store, received.key)
        if found is not None:
            yield received, found


def _marks(states: Collection[ReceivedState]) -> str:
    return ", ".join("?" * len(states))


def _first(rows: list[sqlite3.Row]) -> ReceivedReturn | None:
    return _received(rows[0]) if rows else None


def _received(row: sqlite3.Row) -> ReceivedReturn:
    return ReceivedReturn(
        file=row["file"],
        unit=row["unit"],
        period=row["period"],
        revision=row["revision"],
        digest=row["digest"],
        plan_digest=row["plan_digest"],
        state=ReceivedState(row["state"]),
        signer=row["signer"],
        annex=row["annex"],
        received_at=moment_of(row["received_at"]),
        decided_at=None if row["decided_at"] is None else moment_of(row["decided_at"]),
        decided_by=row["decided_by"],
        key=row["id"],
    )
