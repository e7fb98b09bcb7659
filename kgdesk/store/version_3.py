"""Schema version 3: what can be taken back, remarks, attached files, more time for a return, letters, the outbox.

Signed files are kept, and of received ones where they came from.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    "ALTER TABLE escalation ADD COLUMN retracted INTEGER CHECK (retracted = 1)",
    """
CREATE TABLE comment (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    place       TEXT NOT NULL CHECK (place IN ('indicator', 'task', 'return')),
    code        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('said', 'resolved', 'reopened')),
    text        TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX comment_place ON comment (unit, period, place, code, id)",
    """
CREATE TABLE attachment_content (
    sha256     TEXT NOT NULL PRIMARY KEY,
    size       INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    content    BLOB
) STRICT""",
    """
CREATE TABLE attachment (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    place       TEXT NOT NULL CHECK (place IN ('indicator', 'task', 'escalation', 'return')),
    code        TEXT NOT NULL,
    sha256      TEXT NOT NULL REFERENCES attachment_content (sha256),
    name        TEXT NOT NULL,
    removes     INTEGER UNIQUE REFERENCES attachment (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX attachment_place ON attachment (unit, period, place, code, id)",
    "CREATE INDEX attachment_bytes ON attachment (sha256)",
    """
CREATE TABLE undo_step (
    id      INTEGER PRIMARY KEY,
    unit    TEXT NOT NULL REFERENCES reporting_unit (code),
    period  TEXT NOT NULL,
    kind    TEXT NOT NULL
            CHECK (kind IN ('cell', 'block', 'clear', 'import', 'narrative', 'escalation', 'warning')),
    count   INTEGER NOT NULL,
    part    TEXT NOT NULL,
    undone  INTEGER NOT NULL CHECK (undone IN (0, 1)),
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_in INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX undo_step_period ON undo_step (unit, period, id)",
    """
CREATE TABLE undo_item (
    step   INTEGER NOT NULL REFERENCES undo_step (id) ON DELETE CASCADE,
    noun   TEXT NOT NULL CHECK (noun IN ('observation', 'narrative', 'progress', 'escalation', 'accepted_warning')),
    place  TEXT NOT NULL,
    before INTEGER,
    after  INTEGER NOT NULL,
    PRIMARY KEY (step, noun, place)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE extension (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    until       TEXT,
    reason      TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX extension_place ON extension (period, unit, id)",
    """
CREATE TABLE letter (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('reminder', 'send_back')),
    ordinal     INTEGER NOT NULL,
    subject     TEXT NOT NULL,
    day         TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (unit, period, kind, subject, ordinal)
) STRICT""",
    """
CREATE TABLE sealed_file (
    id      INTEGER PRIMARY KEY,
    digest  TEXT NOT NULL REFERENCES sealed_return (digest),
    name    TEXT NOT NULL,
    sha256  TEXT NOT NULL,
    content BLOB NOT NULL,
    roles   TEXT NOT NULL,
    entry   INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX sealed_file_return ON sealed_file (digest, entry)",
    """
CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('return', 'receipt')),
    item        TEXT NOT NULL,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    step        TEXT NOT NULL CHECK (step IN ('mail_made', 'saved', 'handing_over', 'handed_over', 'failed')),
    recipient   TEXT NOT NULL,
    message_id  TEXT NOT NULL,
    detail      TEXT NOT NULL,
    files       TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    "CREATE INDEX outbox_item ON outbox (item, id)",
    "CREATE INDEX outbox_period ON outbox (period, kind, id)",
    "ALTER TABLE received_file ADD COLUMN origin TEXT",
    "DROP TRIGGER received_file_fixed",
    """
CREATE TRIGGER received_file_fixed BEFORE UPDATE OF sha256, name, size, received_at, content, origin ON received_file
BEGIN SELECT RAISE(ABORT, 'append-only: received_file'); END""",
    """
CREATE TRIGGER attachment_content_fixed BEFORE UPDATE ON attachment_content
WHEN new.sha256 <> old.sha256 OR new.size <> old.size OR new.media_type <> old.media_type
    OR (old.content IS NOT NULL AND new.content IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'append-only: attachment_content'); END""",
    """
CREATE TRIGGER attachment_content_no_delete BEFORE DELETE ON attachment_content
BEGIN SELECT RAISE(ABORT, 'append-only: attachment_content'); END""",
)

_FIXED = ("comment", "attachment", "extension", "letter", "sealed_file", "outbox")


def _triggers() -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        for table in _FIXED
        for action in ("UPDATE", "DELETE")
    )


def step(database: "Database") -> None:
    """Add the tables, and to matters the mark of having been taken back; nothing that was there changes."""
    for statement in (*_STATEMENTS, *_triggers()):
        database.execute(statement)
