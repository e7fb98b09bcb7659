"""The rows that are vouched for one by one, and their digests as they stand.

Rows that are only added are held by the digest `contents` of the record that wrote them. All others (settings, what
came in and what became of it, steps that can be taken back) may change: the detail of a record holds, under
`vouched`, table by table and key by key the digest of each row its transaction touched, null where it took the row
away; the newest word on a row counts. `vouched_all` speaks for every row there is and ends all earlier words: it
stands in the first record of a workspace, in the first that was written into one of a program that did not vouch
yet, and in the record of a salvage. Who is believed is held in both ways, so that it can be checked without reading
all there is.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kgdesk.store.digests import Scalar, row_line

VOUCHED, VOUCHED_ALL = "vouched", "vouched_all"
_SPEAKS_FOR_ALL = f'"{VOUCHED_ALL}"'  # as it stands in a detail, however that is spaced
Read = Callable[[str, tuple[Scalar, ...]], Iterable[sqlite3.Row]]
Digests = dict[str, dict[str, str | None]]  # table -> key -> digest of the row, None where it is gone


@dataclass(frozen=True, slots=True)
class Part:
    """A table whose rows belong to one row of another, named in the column `owner`."""

    table: str
    owner: str
    order: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What tells the rows of a table apart, and the rows elsewhere that are part of each."""

    key: str
    part: Part | None = None


_WHOLE = Kept("''")  # one digest for all rows: codes come by hundreds with a plan and then stay
KEPT = {
    "workspace": Kept("key"),
    "indicator": _WHOLE,
    "reporting_unit": _WHOLE,
    "task": _WHOLE,
    "trust_anchor": Kept("fingerprint"),
    "certificate_binding": Kept("id"),
    "revocation_list": Kept("id"),
    "received_file": Kept("sha256"),
    "received_return": Kept("id", Part("received_figure", "return_id", "indicator")),
    "attachment_content": Kept("sha256"),
    "undo_step": Kept("id", Part("undo_item", "step", "noun, place")),
}
BELIEVED = ("trust_anchor", "certificate_binding", "revocation_list")
OWNERS = {kept.part.table: (table, kept.part.owner) for table, kept in KEPT.items() if kept.part is not None}


def keys(read: Read, table: str) -> list[Scalar]:
    """Give the keys of a table's rows."""
    key = KEPT[table].key
    return [row[0] for row in read(f"SELECT DISTINCT {key} FROM {table} ORDER BY 1", ())]  # noqa: S608 - names above


def digest(read: Read, table: str, key: Scalar) -> str | None:
    """Digest a row with its parts as it stands; None where there is none."""
    kept = KEPT[table]
    rows = list(read(f"SELECT * FROM {table} WHERE {kept.key} = ? ORDER BY 1", (key,)))  # noqa: S608 - names above
    if not rows:
        return None
    part = kept.part
    if part is not None:
        rows += read(f"SELECT * FROM {part.table} WHERE {part.owner} = ? ORDER BY {part.order}", (key,))  # noqa: S608
    state = hashlib.sha256()
    for row in rows:
        state.update(row_line(dict(row)))
    return state.hexdigest()


def all_digests(read: Read) -> Digests:
    """Digest every row there is."""
    return {table: {str(key): digest(read, table, key) for key in keys(read, table)} for table in KEPT}


def has_begun(read: Read) -> bool:
    """Whether any record vouches for all rows there were: those of earlier programs do not."""
    found = read("SELECT 1 FROM journal WHERE instr(detail, ?) ORDER BY seq LIMIT 1", (_SPEAKS_FOR_ALL,))
    return next(iter(found), None) is not None
