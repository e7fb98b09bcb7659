"""Schema version 2: revocation lists, and which certificates sign for which reporting unit."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
CREATE TABLE revocation_list (
    id          INTEGER PRIMARY KEY,
    sha256      TEXT NOT NULL UNIQUE,
    issuer      TEXT NOT NULL,
    number      TEXT,
    this_update TEXT NOT NULL,
    next_update TEXT,
    revoked     INTEGER NOT NULL,
    content     BLOB NOT NULL,
    added_at    TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    """
CREATE TABLE certificate_binding (
    id          INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    certificate BLOB NOT NULL,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    role        TEXT NOT NULL CHECK (role IN ('head', 'agency')),
    name        TEXT NOT NULL,
    valid_from  TEXT NOT NULL,
    valid_to    TEXT,
    reason      TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX certificate_binding_key ON certificate_binding (fingerprint, unit, role, id)",
)

_FIXED = ("revocation_list", "certificate_binding")


def _triggers() -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        for table in _FIXED
        for action in ("UPDATE", "DELETE")
    )


def step(database: "Database") -> None:
    """Add the two tables; nothing that was there changes."""
    for statement in (*_STATEMENTS, *_triggers()):
        database.execute(statement)
