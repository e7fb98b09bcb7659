"""What is in a workspace, asked of SQLite alone: no code of the program takes part."""

import sqlite3
from contextlib import closing
from pathlib import Path

_SETTINGS = {
    "workspace",
    "trust_anchor",
    "undo_step",
    "undo_item",
    "received_file",
    "received_return",
    "_sqlite_migrations",
}


def rows(path: Path) -> set[str]:
    """Every row of every table in which rows only ever come to others."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = set()
        for name in names:
            if name not in _SETTINGS and not name.startswith("sqlite_"):
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
                for row in connection.execute(f"SELECT * FROM {name}"):  # noqa: S608 - names of the file
                    # columns that came with an upgrade are empty in older rows
                    found.add(f"{name} {[(c, v) for c, v in zip(columns, row, strict=True) if v is not None]}")
        return found


def troubles(path: Path) -> list[object]:
    """Everything SQLite finds wrong with the file."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        integrity = [row for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return [*integrity, *connection.execute("PRAGMA foreign_key_check")]
