"""Which row belongs to which table of a damaged workspace: by the trees where they can be followed, else by shape."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache

from kgdesk.files import schema_file
from kgdesk.store.digests import Scalar
from kgdesk.store.salvage_pages import PageFile
from kgdesk.store.salvage_records import (
    INDEX_INNER,
    INDEX_LEAF,
    TABLE_INNER,
    TABLE_LEAF,
    Cell,
    UnreadableError,
    cells,
    kind_of,
    last_child,
    record,
)

Row = dict[str, Scalar]
_TYPES: dict[str, type] = {"TEXT": str, "INTEGER": int, "BLOB": bytes}


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as it lies in the file: columns as stored, with type and whether they may be empty.

    `key` is the column that is the row's number itself, '' where there is none; `rowless` tables lie in an index.
    """

    name: str
    columns: tuple[tuple[str, str, bool], ...]
    key: str
    rowless: bool

    def row(self, rowid: int, values: list[Scalar]) -> Row | None:
        """Name the values; None where they are no row of this table. Columns added later may be missing."""
        if not values or len(values) > len(self.columns):
            return None
        found: Row = {}
        for (name, kind, required), value in zip(self.columns, values, strict=False):
            if name == self.key:
                if value is not None:
                    return None
                found[name] = rowid
            elif value is None:
                if required:
                    return None
                found[name] = None
            elif type(value) is not _TYPES[kind]:
                return None
            else:
                found[name] = value
        if any(required and name not in found for name, _, required in self.columns):
            return None
        return {name: found.get(name) for name, _, _ in self.columns}


@dataclass(slots=True)
class Recovered:
    """What was read: rows by table and number, and what was not.

    `broken` are pages of a table (or below it) that could not be read, `cells` single rows of it that could not;
    `lost_pages` are broken pages of unknown use, `strays` pages with rows of more than one possible table.
    """

    rows: dict[str, dict[int, Row]]
    broken: dict[str, list[int]] = field(default_factory=dict)
    cells: dict[str, int] = field(default_factory=dict)
    lost_pages: list[int] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)


@cache
def shapes() -> dict[str, Shape]:
    """Give the tables of a workspace as `db/schema.sql` has them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema_file().read_text(encoding="utf-8"))
        names = connection.execute(
            "SELECT name, wr FROM pragma_table_list"
            " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        return {name: _shape(connection, name, rowless=bool(rowless)) for name, rowless in names}


def _shape(connection: sqlite3.Connection, name: str, *, rowless: bool) -> Shape:
    found = connection.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (name,)).fetchall()
    if rowless:  # the key comes first
        found = sorted((row for row in found if row[3]), key=lambda row: int(row[3])) + [r for r in found if not r[3]]
    keys = [(row[0], row[1]) for row in found if row[3]]
    key = keys[0][0] if not rowless and len(keys) == 1 and keys[0][1] == "INTEGER" else ""
    columns = tuple((row[0], row[1], bool(row[2]) and row[0] != key) for row in found)
    return Shape(name, columns, key, rowless)


def read_tables(pages: PageFile) -> Recovered:
    """Read every row that can be read. Nothing is raised, whatever the pages hold."""
    found = Recovered({name: {} for name in shapes()})
    seen: set[int] = set()
    for name, root in _roots(pages, seen).items():
        if name in shapes():
            _Walk(pages, shapes()[name], found, seen).tree(root)
        else:
            _mark(pages, root, seen)
    _read_orphans(pages, found, seen)
    return found


def _roots(pages: PageFile, seen: set[int]) -> dict[str, int]:
    """Find where each table and index begins, wherever a leaf of the list of tables is still readable."""
    roots: dict[str, int] = {}
    for number in range(1, pages.count + 1):
        if number in pages.free or kind_of(pages, number) not in {TABLE_LEAF, TABLE_INNER}:
            continue
        for _, values in _rows_on(pages, number):
            match values:
                case ["table" | "index" | "trigger" | "view", str(name), str(), int(root), *_]:
                    seen.add(number)
                    roots.setdefault(name, root)
                case _:
                    break
    seen.add(1)
    return {name: root for name, root in roots.items() if root}


def _mark(pages: PageFile, number: int, seen: set[int]) -> None:
    """Go through an index only to know its pages."""
    if number in seen or not kind_of(pages, number):
        return
    seen.add(number)
    if kind_of(pages, number) in {INDEX_INNER, TABLE_INNER}:
        for cell in cells(pages, number):
            if isinstance(cell, Cell):
                _mark(pages, cell.child, seen)
        _mark(pages, last_child(pages, number), seen)


class _Walk:
    """Follows one table's tree and keeps its rows."""

    def __init__(self, pages: PageFile, shape: Shape, found: Recovered, seen: set[int]) -> None:
        self._pages, self._shape, self._found, self._seen = pages, shape, found, seen
        self._leaf, self._inner = (INDEX_LEAF, INDEX_INNER) if shape.rowless else (TABLE_LEAF, TABLE_INNER)

    def tree(self, number: int, depth: int = 0) -> None:
        """Read a page and all below it."""
        kind = kind_of(self._pages, number)
        if kind not in {self._leaf, self._inner} or number in self._seen or number in self._pages.free or depth > 20:  # noqa: PLR2004 - no tree is so deep
            self._broken(number)
            return
        if kind == TABLE_LEAF and not _fits(self._pages, number, self._shape):
            self._broken(number)  # another table's, which may find it again
            return
        self._seen.add(number)
        for cell in cells(self._pages, number):
            if not isinstance(cell, Cell):
                self._cell_lost()
                continue
            if kind == self._inner:
                self.tree(cell.child, depth + 1)
            if kind != TABLE_INNER:
                self._keep(cell)
        if kind == self._inner:
            self.tree(last_child(self._pages, number), depth + 1)

    def _keep(self, cell: Cell) -> None:
        rows = self._found.rows[self._shape.name]
        try:
            row = self._shape.row(cell.rowid, record(cell.payload))
        except UnreadableError:
            row = None
        if row is None:
            self._cell_lost()
        else:
            rows[len(rows) if self._shape.rowless else cell.rowid] = row

    def _broken(self, number: int) -> None:
        self._found.broken.setdefault(self._shape.name, []).append(number)

    def _cell_lost(self) -> None:
        self._found.cells[self._shape.name] = self._found.cells.get(self._shape.name, 0) + 1


def _rows_on(pages: PageFile, number: int) -> Iterator[tuple[int, list[Scalar]]]:
    for cell in cells(pages, number):
        if isinstance(cell, Cell):
            try:
                yield cell.rowid, record(cell.payload)
            except UnreadableError:
                continue


def _fits(pages: PageFile, number: int, shape: Shape) -> bool:
    """Whether a leaf's readable rows are rows of a table; a page without any readable row fits everywhere."""
    found = list(_rows_on(pages, number))
    return not found or any(shape.row(rowid, values) is not None for rowid, values in found)


def _read_orphans(pages: PageFile, found: Recovered, seen: set[int]) -> None:
    """Read the leaves that no tree leads to any more; what is then left over is lost."""
    left = [number for number in range(2, pages.count + 1) if number not in seen and number not in pages.free]
    with closing(_trial()) as trial:
        for number in left:
            if kind_of(pages, number) == TABLE_LEAF:
                _read_orphan(pages, found, number, trial)
    found.lost_pages += [number for number in left if not kind_of(pages, number) and number not in pages.overflow]


def _read_orphan(pages: PageFile, found: Recovered, number: int, trial: sqlite3.Connection) -> None:
    all_cells, rows = list(cells(pages, number)), list(_rows_on(pages, number))
    if not all_cells:
        return  # an empty table
    fitting = [shape for shape in shapes().values() if not shape.rowless and _accepts(trial, shape, rows)]
    if not rows:
        found.lost_pages.append(number)
    elif len(fitting) == 1:
        shape = fitting[0]
        for rowid, values in rows:
            row = shape.row(rowid, values)
            if row is not None:
                found.rows[shape.name].setdefault(rowid, row)
        if len(all_cells) > len(rows):
            found.cells[shape.name] = found.cells.get(shape.name, 0) + len(all_cells) - len(rows)
    else:
        found.strays.append(number)


def _trial() -> sqlite3.Connection:
    """A table of each kind that holds nothing to its references and keeps nothing."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(schema_file().read_text(encoding="utf-8"))
    return connection


def _accepts(trial: sqlite3.Connection, shape: Shape, rows: list[tuple[int, list[Scalar]]]) -> bool:
    """Whether each row of a page is one of this table, by its columns and by all its own rules."""
    trial.execute("BEGIN")
    try:
        for rowid, values in rows:
            row = shape.row(rowid, values)
            if row is None:
                return False
            trial.execute(insertion(shape.name, tuple(row)), tuple(row.values()))
    except (sqlite3.Error, OverflowError):
        return False
    finally:
        trial.execute("ROLLBACK")
    return True


@cache
def insertion(table: str, columns: tuple[str, ...]) -> str:
    """Write the statement that puts a row into a table."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names of the schema
