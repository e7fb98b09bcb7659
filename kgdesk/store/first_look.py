"""The cheap look at a workspace that is opened to be worked on: is its newest journal row what its hash says.

A file that was cut short is noticed by SQLite itself, which holds the number of pages against the file's size;
whether every page is sound takes as long as reading the file and is left to `health` and to the copies.
"""

import sqlite3
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.store.digests import journal_hash
from kgdesk.store.faults import sqlite_faults


def check_head(connection: sqlite3.Connection, path: Path) -> str | None:
    """Return the hash of the newest journal row; raises Fault `workspace.damaged` where the row does not fit it."""
    with sqlite_faults(path):
        rows = connection.execute("SELECT * FROM journal ORDER BY seq DESC LIMIT 1").fetchall()
    if not rows:
        return None
    row = dict(rows[0])
    stated = str(row.pop("hash"))
    if journal_hash(row) != stated:
        raise Fault("workspace.damaged", file=path, cause=f"journal {row['seq']}")
    return stated
