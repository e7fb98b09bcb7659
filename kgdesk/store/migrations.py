"""From an older schema to the present one. Steps are only ever added.

`PRAGMA user_version` says where a file stands; sqlite-utils runs each step in its own transaction
together with that number. `db/schema.sql` is what a new file gets, and a test holds it equal to the
oldest file with all steps applied.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason
from kgdesk.store import encryption, version_2, version_3
from kgdesk.store.copying import free_copy, head_of, is_sound, keep_sound
from kgdesk.store.faults import sqlite_faults

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

Step = Callable[["Database"], None]

STEPS: dict[int, Step] = {
    2: version_2.step,
    3: version_3.step,
}  # schema version -> what leads to it from the version before


def upgrade(path: Path, *, steps: dict[int, Step] | None = None, keep: bool = True, at: datetime | None = None) -> None:
    """Bring a file that nobody has open to the newest version; keeps a checked copy of what it was.

    The copy lies among the others of the workspace (`kept_copy`); without it nothing is changed. `keep` is not
    wanted for what is a copy itself. Raises Fault `workspace.damaged`, `.disk_full`, `.io_error`, `copy.*`;
    a failed step changes nothing.
    """
    from sqlite_utils import Database

    steps = STEPS if steps is None else steps
    with sqlite_faults(path):
        connection = encryption.connect(path)
        try:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if keep:
                _keep_copy(connection, path, at or datetime.now(UTC))
            with _as_told(path):
                _pending(steps, found).apply(Database(connection, execute_plugins=False))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the header is read without the log
        finally:
            connection.close()


@contextmanager
def _as_told(path: Path) -> Iterator[None]:
    """Raise Fault `workspace.damaged` where a file has not the tables of the version it calls itself."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_ERROR":
            raise
        raise Fault("workspace.damaged", file=path, cause=str(error)) from error


def _pending(steps: dict[int, Step], found: int) -> "Migrations":
    from sqlite_utils import Migrations

    pending = Migrations("kgdesk")
    for version in sorted(number for number in steps if number > found):
        pending(name=f"version_{version}")(_with_number(steps[version], version))
    return pending


def _with_number(step: Step, version: int) -> Step:
    def run(database: "Database") -> None:
        step(database)
        database.execute(f"PRAGMA user_version = {version}")

    return run


def _keep_copy(connection: sqlite3.Connection, path: Path, at: datetime) -> None:
    head = head_of(connection)
    target = free_copy(path, at, CopyReason.UPGRADE)
    keep_sound(connection, target, check=lambda copy: is_sound(copy, head=head))
