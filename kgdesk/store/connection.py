"""One open workspace file.

SQLite runs with a write-ahead log and `synchronous=FULL`: what a transaction committed survives a
power cut. One process writes (`locking`); others may read meanwhile with `read_only=True`.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from kgdesk import __version__
from kgdesk.domain.errors import Fault
from kgdesk.store import creation, migrations
from kgdesk.store.encoding import moment_text
from kgdesk.store.faults import sqlite_faults
from kgdesk.store.header import VERSION, check_header, check_place
from kgdesk.store.locking import FileLock
from kgdesk.store.shape import check_shape
from kgdesk.store.transaction import Scalar, Transaction

_BATCH = 1000  # rows


class Store:
    """An open workspace file. May be used from several threads; a transaction keeps the others waiting."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, lock: FileLock | None, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._file_lock = lock
        self._threads = threading.RLock()
        self._active: Transaction | None = None

    @classmethod
    def create(
        cls, path: Path, *, unit: str, actor: str, at: datetime, fill: Callable[[Transaction], None] | None = None
    ) -> Self:
        """Make a new workspace and open it; `fill` writes its first content in the same transaction.

        The file appears under its name only when it is whole. Raises Fault `workspace.exists`,
        `.is_folder`, `.read_only`, `.disk_full`, `.io_error`, `file.missing` (no such folder).
        """
        lock = FileLock(path)
        try:
            with creation.new_file(path) as temporary:
                store = cls(temporary, creation.connect(temporary), lock=None, read_only=False)
                try:
                    store._lay_out(unit=unit, actor=actor, at=at, fill=fill)
                finally:
                    store.close()
            return cls._open_locked(path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a workspace. With `read_only` no lock is taken and another process may have it open.

        Raises Fault `workspace.missing`, `.is_folder`, `.not_a_workspace`, `.damaged`, `.newer`,
        `.older` (reading only, and an upgrade is due), `.read_only`, `.in_use`, `.io_error`.
        """
        check_place(path)
        if read_only:
            return cls._open_beside(path)
        lock = FileLock(path)
        try:
            return cls._open_locked(path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_locked(cls, path: Path, lock: FileLock) -> Self:
        if not creation.writable(path):
            raise Fault("workspace.read_only", file=path)
        if check_header(path) < VERSION:
            migrations.upgrade(path)
        return cls(path, _checked(path), lock=lock, read_only=False)

    @classmethod
    def _open_beside(cls, path: Path) -> Self:
        if not creation.is_open_here(path) and check_header(path) < VERSION:
            raise Fault("workspace.older", file=path)
        return cls(path, _checked(path), lock=None, read_only=True)

    def _lay_out(self, *, unit: str, actor: str, at: datetime, fill: Callable[[Transaction], None] | None) -> None:
        with sqlite_faults(self.path):
            creation.lay_out(self._connection)
        with self.transaction(actor=actor, action="workspace.create", subject=unit, at=at) as transaction:
            transaction.execute_many(
                "INSERT INTO workspace (key, value) VALUES (?, ?)",
                [("unit", unit), ("created_at", moment_text(at)), ("program", __version__)],
            )
            if fill is not None:
                fill(transaction)

    def close(self) -> None:
        """Close the file and let go of the lock; safe to call twice."""
        with self._threads:
            creation.disconnect(self._connection)
            if self._file_lock is not None:
                self._file_lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(
        self, *, actor: str, action: str, at: datetime, subject: str = "", detail: Mapping[str, object] | None = None
    ) -> Iterator[Transaction]:
        """All or nothing: commits at the end, rolls back when anything is raised.

        One journal row is written, and only if something was. Raises Fault `workspace.read_only`,
        `.disk_full`, `.io_error`, `.damaged`; RuntimeError when transactions are nested.
        """
        with self._threads:
            if self._active is not None:
                raise RuntimeError("transactions do not nest")
            if self.read_only:
                raise Fault("workspace.read_only", file=self.path)
            try:
                with sqlite_faults(self.path), self._writing():
                    self._active = Transaction(
                        self._connection, actor=actor, action=action, subject=subject, detail=detail or {}, at=at
                    )
                    yield self._active
                    self._active.close_journal()
            finally:
                self._active = None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Outside of this the connection refuses every write."""
        connection = self._connection
        connection.execute("PRAGMA query_only = OFF")
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute("PRAGMA query_only = ON")

    def read(self, sql: str, params: Sequence[Scalar] = ()) -> list[sqlite3.Row]:
        """All rows of a query. A statement that writes raises RuntimeError: writing needs a transaction."""
        with self._threads, sqlite_faults(self.path):
            try:
                return self._connection.execute(sql, params).fetchall()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname == "SQLITE_READONLY" and not self.read_only:
                    raise RuntimeError("a write outside a transaction") from error
                raise

    def each(self, sql: str, params: Sequence[Scalar] = ()) -> Iterator[sqlite3.Row]:
        """Rows of a query a batch at a time, for results that would not fit in memory."""
        with self._threads, sqlite_faults(self.path):
            cursor = self._connection.execute(sql, params)
        while True:
            with self._threads, sqlite_faults(self.path):
                batch = cursor.fetchmany(_BATCH)
            yield from batch
            if len(batch) < _BATCH:
                return

    def read_one(self, sql: str, params: Sequence[Scalar] = ()) -> sqlite3.Row | None:
        """Return the first row of a query, or None."""
        rows = self.read(sql, params)
        return rows[0] if rows else None

    def copy_to(self, path: Path) -> None:
        """Copy the whole file, consistent while in use, by SQLite's backup; `path` must not be open."""
        with self._threads, sqlite_faults(path):
            target = sqlite3.connect(path)
            try:
                self._connection.backup(target)
            finally:
                target.close()


def _checked(path: Path) -> sqlite3.Connection:
    """Connect to a file that has the shape of a workspace."""
    connection = creation.connect(path)
    try:
        with sqlite_faults(path):
            check_shape(connection, path)
    except BaseException:
        creation.disconnect(connection)
        raise
    return connection
