"""Whether a file has the tables and indexes of a workspace, and its views and triggers and no others.

A trigger or view that somebody else put into the file would run with our own statements; a table
more (such as that of the migrations) does nothing.
"""

import sqlite3
from functools import cache
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.files import schema_file

_QUERY = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
_CODE = {"trigger", "view"}  # what runs must be ours to the letter; tables grow columns by migration


def check_shape(connection: sqlite3.Connection, path: Path) -> None:
    """Raise Fault `workspace.damaged` naming the first object that is missing, foreign or changed."""
    found, expected = _objects(connection), _expected()
    for name in sorted(found.keys() | expected.keys()):
        more = name not in expected and name[0] not in _CODE
        if found.get(name) != expected.get(name) and not more:
            raise Fault("workspace.damaged", file=path, cause=" ".join(name))


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    return {
        (str(kind), str(name)): " ".join(str(sql).split()) if kind in _CODE else ""
        for kind, name, sql in connection.execute(_QUERY)
    }


@cache
def _expected() -> dict[tuple[str, str], str]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(schema_file().read_text(encoding="utf-8"))
        return _objects(connection)
    finally:
        connection.close()


def expected_tables() -> frozenset[str]:
    """Name the tables a workspace has."""
    return frozenset(name for kind, name in _expected() if kind == "table")
