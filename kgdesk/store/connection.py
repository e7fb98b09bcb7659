"""One open workspace file.

SQLite runs with a write-ahead log and `synchronous=FULL`: what a transaction committed survives a
power cut. One process writes (`locking`); others may read meanwhile with `read_only=True`.
"""

import glob
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from kgdesk import __version__
from kgdesk.domain.errors import Fault
from kgdesk.store import bringing_back, copying, creation, migrations
from kgdesk.store.cipher_key import CipherKey
from kgdesk.store.digests import Scalar
from kgdesk.store.encoding import moment_text
from kgdesk.store.faults import sqlite_faults
from kgdesk.store.first_look import check_head
from kgdesk.store.header import VERSION, check_header, check_place
from kgdesk.store.locking import FileLock
from kgdesk.store.shape import check_shape
from kgdesk.store.shares import check_local
from kgdesk.store.transaction import Transaction
from kgdesk.store.vouched_rows import has_begun

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
        self._identity = creation.identity(path)
        self._head: str | None = None  # hash of the newest journal row this store knows of
        self._vouches = False  # whether a record is known to vouch for the rows that may change

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        unit: str,
        actor: str,
        at: datetime,
        fill: Callable[[Transaction], None] | None = None,
        key: CipherKey | None = None,
    ) -> Self:
        """Make a new workspace and open it; `fill` writes its first content in the same transaction.

        With a `key` it is encrypted, and never was plain. The file appears under its name only when it is whole.
        Raises Fault `workspace.exists`, `.network`, `.is_folder`, `.read_only`, `.disk_full`, `.io_error`,
        `file.missing` (no such folder), `encryption.no_library`.
        """
        path = path.resolve()  # a link stays a link, and what is written lies where it leads
        check_local(path)
        lock = FileLock(path)
        try:
            with creation.new_file(path) as temporary:
                store = cls(temporary, creation.connect(temporary, key=key), lock=None, read_only=False)
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

        Raises Fault `workspace.missing`, `.is_folder`, `.not_a_workspace`, `.damaged`, `.newer`, `.network` (to
        write on another computer's disk), `.older` (reading only, and an upgrade is due), `.read_only`, `.in_use`,
        `.io_error`.
        """
        check_place(path)
        path = path.resolve()
        if read_only:
            return cls._open_beside(path)
        check_local(path)
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
        creation.remove_leftovers(path.parent, glob.escape(path.name))  # a killed decryption's would be plain text
        bringing_back.discard(bringing_back.temporary_of(path))
        if check_header(path) < VERSION:
            migrations.upgrade(path)
        return cls._opened(path, lock=lock, read_only=False)

    @classmethod
    def _open_beside(cls, path: Path) -> Self:
        if not creation.is_open_here(path) and check_header(path) < VERSION:
            raise Fault("workspace.older", file=path)
        return cls._opened(path, lock=None, read_only=True)

    @classmethod
    def _opened(cls, path: Path, *, lock: FileLock | None, read_only: bool) -> Self:
        connection, head = _checked(path, look=not read_only)
        store = cls(path, connection, lock=lock, read_only=read_only)
        store._head = head
        return store

    def _lay_out(self, *, unit: str, actor: str, at: datetime, fill: Callable[[Transaction], None] | None) -> None:
        with sqlite_faults(self.path):
            creation.lay_out(self._connection)
        with self.transaction(actor=actor, action="workspace.create", subject=unit, at=at) as transaction:
            for pair in (("unit", unit), ("created_at", moment_text(at)), ("program", __version__)):
                transaction.change("workspace", "INSERT INTO workspace (key, value) VALUES (?, ?)", pair)
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
        `.disk_full`, `.io_error`, `.damaged`, `.moved` (the file is no longer under its name);
        RuntimeError when transactions are nested.
        """
        with self._threads:
            if self._active is not None:
                raise RuntimeError("transactions do not nest")
            if self.read_only:
                raise Fault("workspace.read_only", file=self.path)
            self._come_back()
            try:
                with sqlite_faults(self.path), self._writing():
                    self._active = Transaction(
                        self._connection,
                        actor=actor,
                        action=action,
                        subject=subject,
                        detail=detail or {},
                        at=at,
                        vouches=self._vouches or has_begun(self._connection.execute),
                    )
                    yield self._active
                    self._active.close_journal()
                self._head = self._active.head
                self._vouches = self._vouches or self._active.has_written
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
            self._ensure_in_place()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute("PRAGMA query_only = ON")

    def _ensure_in_place(self) -> None:
        """Nobody would find again what is committed to a file that has lost its name."""
        if creation.identity(self.path) != self._identity:
            raise Fault("workspace.moved", file=self.path)

    def _come_back(self) -> None:
        """Where the file was gone and is back as another one (a stick pulled and put in again), connect to it anew.

        Only a file that ends where this one ended is the same work. One that was put in its place while the folder
        stayed is never taken: this store's log lies beside it, and SQLite would read it as that file's own.
        """
        found = creation.identity(self.path)
        if found == self._identity or self._file_lock is None:
            return
        if found == (0, 0) or self._file_lock.is_in_place:
            raise Fault("workspace.moved", file=self.path)
        lock = FileLock(self.path)
        try:
            connection = self._same_work()
        except BaseException:
            lock.release()
            raise
        creation.disconnect(self._connection)
        self._file_lock.abandon()
        self._connection, self._file_lock, self._identity = connection, lock, found

    def _same_work(self) -> sqlite3.Connection:
        check_header(self.path)
        connection, head = _checked(self.path, look=True)
        if head != self._head:
            creation.disconnect(connection)
            raise Fault("workspace.moved", file=self.path)
        return connection

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
        with self._threads:
            copying.copy_into(self._connection, path)

    def keep_copy(self, target: Path) -> None:
        """Make a copy that is whole, flushed and ends where this file ends, under its name only when it is.

        For a store of its own (`read_only`): others write meanwhile. Raises Fault `copy.*`, `workspace.damaged`.
        """
        with self._threads, sqlite_faults(self.path):
            self._connection.execute("BEGIN")  # head and pages of one moment
            try:
                head = copying.head_of(self._connection)
                copying.keep_sound(self._connection, target, check=lambda path: copying.is_sound(path, head=head))
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")


def _checked(path: Path, *, look: bool) -> tuple[sqlite3.Connection, str | None]:
    """Connect to a file that has the shape of a workspace; gives the hash of its newest journal row, too.

    Without `look` a row that does not fit its hash is let pass: the doctor has to name it.
    """
    connection = creation.connect(path)
    try:
        with sqlite_faults(path):
            check_shape(connection, path)
            head = check_head(connection, path) if look else copying.head_of(connection)
    except BaseException:
        creation.disconnect(connection)
        raise
    return connection, head
