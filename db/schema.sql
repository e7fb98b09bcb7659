-- KGDesk workspace, version 3. One file holds one reporting unit's work.
--
-- Read from top to bottom: who and which plan, what the unit writes, what it sealed, what it
-- received, what it made of that, what was said and attached, and what can be taken back.
--
-- Conventions
--   * Figures are TEXT decimals in plain notation ('1234.5'), never REAL: 7.24 must stay 7.24.
--   * Moments are TEXT, UTC, ISO 8601 with microseconds; days are 'YYYY-MM-DD'; all sort as text.
--   * Text is Unicode NFC. JSON is compact with sorted keys. BLOBs named document or results are
--     zlib streams of the exact bytes; content is a file as it was handed in or given out.
--   * Append-only tables refuse UPDATE and DELETE by trigger. Their column `entry` names the journal
--     row of the transaction that wrote them; the journal row carries a digest of those rows.
--   * Every other row is vouched for one by one: the detail of the journal row of each transaction
--     holds, under `vouched`, a digest of every such row as it left it (kgdesk/store/vouched_rows.py).
--   * The file also carries PRAGMA application_id 0x4B474453 ('KGDS') and PRAGMA user_version;
--     connections set recursive_triggers, so that INSERT OR REPLACE cannot slip past the triggers.

-- What is true of the file as a whole: unit, created_at, program (version that made it), settings.
CREATE TABLE workspace (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per transaction that wrote something, chained by hash. Append-only.
CREATE TABLE journal (
    seq           INTEGER PRIMARY KEY,
    at            TEXT NOT NULL,
    actor         TEXT NOT NULL,            -- who, as the program was told
    action        TEXT NOT NULL,            -- the operation, such as 'entry.record'
    subject       TEXT NOT NULL,            -- what it was about: a period, a file name; may be empty
    detail        TEXT NOT NULL,            -- JSON: what the operation chose to keep
    contents      TEXT NOT NULL,            -- SHA-256 over the append-only rows written; '' for none
    previous_hash TEXT NOT NULL,            -- '' for the first row
    hash          TEXT NOT NULL UNIQUE      -- SHA-256 over all columns above as canonical JSON
) STRICT;

-- Plans as they were installed; the newest row is the one in force. Append-only.
CREATE TABLE plan (
    id           INTEGER PRIMARY KEY,
    code         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    digest       TEXT NOT NULL,             -- SHA-256 of the plan document, hex
    document     BLOB NOT NULL,
    installed_at TEXT NOT NULL,
    entry        INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Codes known from any installed plan. They stay when a later plan drops them: figures hang on them.
CREATE TABLE indicator (code TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE reporting_unit (code TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE task (code TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Every figure ever written for a cell (unit x indicator x period); the newest counts. Append-only.
CREATE TABLE observation (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    indicator   TEXT NOT NULL REFERENCES indicator (code),
    period      TEXT NOT NULL,              -- '2024', '2024-H1', '2024-9M', '2024-Q3', '2024-M07'
    state       TEXT NOT NULL CHECK (state IN ('figure', 'not_available', 'not_applicable', 'cleared')),
    value       TEXT CHECK (value NOT GLOB '*[^0-9.-]*'),
    numerator   TEXT CHECK (numerator NOT GLOB '*[^0-9.-]*'),
    denominator TEXT CHECK (denominator NOT GLOB '*[^0-9.-]*'),
    status      TEXT NOT NULL CHECK (status IN ('estimate', 'preliminary', 'official', 'restated')),
    source      TEXT NOT NULL,
    note        TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    reason      TEXT NOT NULL,              -- why it was changed; needed once the cell was sealed
    previous_id INTEGER UNIQUE REFERENCES observation (id), -- what it replaces; NULL for the first
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
    CHECK (state = 'figure' OR (value IS NULL AND numerator IS NULL AND denominator IS NULL))
) STRICT;

CREATE INDEX observation_cell ON observation (unit, period, indicator, id);

-- The newest row of every cell, cleared ones included.
CREATE VIEW current_observation AS
SELECT o.* FROM observation AS o
WHERE NOT EXISTS (SELECT 1 FROM observation AS n WHERE n.previous_id = o.id);

-- What is narrated on a task in a period; the newest counts. Append-only.
CREATE TABLE narrative (
    id           INTEGER PRIMARY KEY,
    unit         TEXT NOT NULL REFERENCES reporting_unit (code),
    task         TEXT NOT NULL REFERENCES task (code),
    period       TEXT NOT NULL,
    results      TEXT NOT NULL,
    difficulties TEXT NOT NULL,
    next_steps   TEXT NOT NULL,
    progress     TEXT NOT NULL CHECK (progress IN ('not_started', 'on_track', 'delayed', 'done')),
    percent      INTEGER CHECK (percent BETWEEN 0 AND 100),
    recorded_at  TEXT NOT NULL,
    recorded_by  TEXT NOT NULL,
    entry        INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX narrative_page ON narrative (unit, period, task, id);

-- Matters beyond the unit's authority, one row per revision of a key; the newest counts. Append-only.
CREATE TABLE escalation (
    id                 INTEGER PRIMARY KEY,
    key                TEXT NOT NULL,       -- the same through all periods and revisions
    unit               TEXT NOT NULL REFERENCES reporting_unit (code),
    opened_period      TEXT NOT NULL,
    opened_on          TEXT NOT NULL,
    matter             TEXT NOT NULL,
    legal_limit        TEXT NOT NULL,
    proposal           TEXT NOT NULL,
    addressee          TEXT NOT NULL,
    decision_wanted_by TEXT,
    task               TEXT REFERENCES task (code),
    state              TEXT NOT NULL CHECK (state IN ('open', 'answered', 'withdrawn')),
    answer             TEXT NOT NULL,
    recorded_at        TEXT NOT NULL,
    recorded_by        TEXT NOT NULL,
    entry              INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
    retracted          INTEGER CHECK (retracted = 1) -- its opening was taken back: as if it had never been
) STRICT;

CREATE INDEX escalation_key ON escalation (unit, key, id);

-- Warnings the unit let stand, with the reason; the newest per place counts, an empty reason
-- takes the acceptance back. Append-only.
CREATE TABLE accepted_warning (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    rule        TEXT NOT NULL,              -- the plan's rule, or the finding's code where no rule asked
    indicator   TEXT REFERENCES indicator (code),
    reason      TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX accepted_warning_place ON accepted_warning (unit, period, rule, indicator, id);

-- The unit's own sealed returns. Append-only.
CREATE TABLE sealed_return (
    id         INTEGER PRIMARY KEY,
    unit       TEXT NOT NULL REFERENCES reporting_unit (code),
    period     TEXT NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision >= 1),
    digest     TEXT NOT NULL,               -- SHA-256 of the canonical return document, hex
    document   BLOB NOT NULL,
    replaces   TEXT,                        -- digest of the revision before
    sealed_at  TEXT NOT NULL,
    sealed_by  TEXT NOT NULL,
    number     INTEGER,                     -- of the administrative document; NULL: not numbered yet
    symbol     TEXT NOT NULL,
    day        TEXT NOT NULL,
    indicators TEXT NOT NULL,               -- JSON: codes of the cells it holds
    files      TEXT NOT NULL,               -- JSON: [{"name", "sha256"}] as written
    entry      INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (unit, period, revision),
    UNIQUE (digest)
) STRICT;

-- The files of a sealed return as they were signed, so that they can be handed over without signing
-- again. The rows of one `entry` are one act of signing; the newest act counts. Append-only.
CREATE TABLE sealed_file (
    id      INTEGER PRIMARY KEY,
    digest  TEXT NOT NULL REFERENCES sealed_return (digest),
    name    TEXT NOT NULL,                  -- ASCII
    sha256  TEXT NOT NULL,                  -- of content, hex
    content BLOB NOT NULL,
    roles   TEXT NOT NULL,                  -- who has signed: 'head' or 'head,agency'
    entry   INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX sealed_file_return ON sealed_file (digest, entry);

-- What was done to get a sealed return or a given receipt to the other side, one row per step; the
-- newest says where it stands. That it was received is said by `receipt` alone. Append-only.
CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('return', 'receipt')),
    item        TEXT NOT NULL,              -- digest of the sealed return, SHA-256 of the receipt's file
    unit        TEXT NOT NULL REFERENCES reporting_unit (code), -- whose return it is or answers
    period      TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    step        TEXT NOT NULL CHECK (step IN ('mail_made', 'saved', 'handing_over', 'handed_over', 'failed')),
    recipient   TEXT NOT NULL,              -- mail address, or the folder; '' where the mail names nobody yet
    message_id  TEXT NOT NULL,              -- of the mail; '' for files that were saved
    detail      TEXT NOT NULL,              -- JSON: what the server said, or {"code", "params"} of the sentence why not
    files       TEXT NOT NULL,              -- JSON: [{"name", "sha256"}]
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX outbox_item ON outbox (item, id);
CREATE INDEX outbox_period ON outbox (period, kind, id);

-- Every file that was handed in, as it was; refused ones too. Name, bytes and arrival never change.
CREATE TABLE received_file (
    sha256      TEXT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,              -- what the sender called it; never used as a path
    size        INTEGER NOT NULL,           -- bytes
    received_at TEXT NOT NULL,
    verdict     TEXT NOT NULL,              -- JSON
    outcome     TEXT NOT NULL CHECK (outcome IN ('taken_in', 'held', 'refused', 'companion')),
    reason      TEXT NOT NULL,              -- message code; '' when taken in
    params      TEXT NOT NULL,              -- JSON: fills the blanks of reason
    content     BLOB,                       -- NULL where keeping it was not wanted (too large)
    origin      TEXT                        -- JSON: the mail or archive it came in; NULL when handed in itself
) STRICT;

-- Returns read from those files. Only state and decision may change.
CREATE TABLE received_return (
    id          INTEGER PRIMARY KEY,
    file        TEXT NOT NULL REFERENCES received_file (sha256),
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    digest      TEXT NOT NULL,
    plan_digest TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('held', 'taken_in', 'accepted', 'sent_back', 'superseded')),
    document    BLOB NOT NULL,
    signer      TEXT NOT NULL,
    annex       TEXT NOT NULL,              -- SHA-256 of the workbook the signed pages vouch for; '' for none
    received_at TEXT NOT NULL,
    decided_at  TEXT,
    decided_by  TEXT,
    UNIQUE (unit, period, revision, digest)
) STRICT;

CREATE INDEX received_return_filing ON received_return (period, state, unit);
CREATE INDEX received_return_file ON received_return (file);
CREATE INDEX received_return_digest ON received_return (digest);
CREATE INDEX received_return_annex ON received_return (annex) WHERE annex <> '';

-- Their figures, so that totals need not read the documents again. `indicator` is not a foreign
-- key: a return may come under another version of the plan.
CREATE TABLE received_figure (
    return_id   INTEGER NOT NULL REFERENCES received_return (id),
    indicator   TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('figure', 'not_available', 'not_applicable')),
    value       TEXT,
    numerator   TEXT,
    denominator TEXT,
    status      TEXT NOT NULL,
    PRIMARY KEY (return_id, indicator)
) STRICT, WITHOUT ROWID;

-- Receipts, those given for received returns and those got for our own. Append-only.
CREATE TABLE receipt (
    id         INTEGER PRIMARY KEY,
    direction  TEXT NOT NULL CHECK (direction IN ('given', 'got')),
    unit       TEXT NOT NULL REFERENCES reporting_unit (code), -- whose return it answers
    period     TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    digest     TEXT NOT NULL,
    decision   TEXT NOT NULL CHECK (decision IN ('taken_in', 'accepted', 'sent_back')),
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    phrase     TEXT NOT NULL,               -- 12 characters to be read over the telephone
    comments   TEXT NOT NULL,               -- JSON: [{"indicator", "name_vi", "text"}]
    sha256     TEXT NOT NULL,               -- of the receipt file
    content    BLOB NOT NULL,
    entry      INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX receipt_return ON receipt (unit, period, revision, id);

-- More time for one unit's return of one period, as the receiver granted it; the newest row counts,
-- until NULL takes it back. Append-only.
CREATE TABLE extension (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    until       TEXT,                       -- the day the return must be here instead
    reason      TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX extension_place ON extension (period, unit, id);

-- Letters made to the units: the first, second, third reminder; those that send a return back. Append-only.
CREATE TABLE letter (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('reminder', 'send_back')),
    ordinal     INTEGER NOT NULL,           -- from 1, of its kind, unit, period and subject
    subject     TEXT NOT NULL,              -- digest of the return that goes back; '' for reminders
    day         TEXT NOT NULL,              -- the day on the letter
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (unit, period, kind, subject, ordinal)
) STRICT;

-- Consolidation runs, numbered from 1. Append-only.
CREATE TABLE consolidation_run (
    number  INTEGER PRIMARY KEY,
    period  TEXT NOT NULL,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    inputs  TEXT NOT NULL,                  -- JSON: [{"unit", "revision", "digest"}]
    results BLOB NOT NULL,                  -- the totals with all they are made of, JSON
    digest  TEXT NOT NULL,                  -- SHA-256 over inputs and results
    entry   INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX consolidation_run_period ON consolidation_run (period, number);

-- Certificates whose signatures are believed.
CREATE TABLE trust_anchor (
    fingerprint TEXT NOT NULL PRIMARY KEY,  -- SHA-256 of the certificate, hex
    pem         TEXT NOT NULL,
    name        TEXT NOT NULL,
    added_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Revocation lists of those authorities, as they were signed; the newest per issuer counts. Append-only.
CREATE TABLE revocation_list (
    id          INTEGER PRIMARY KEY,
    sha256      TEXT NOT NULL UNIQUE,       -- of content, hex
    issuer      TEXT NOT NULL,              -- RFC 4514
    number      TEXT,                       -- the authority's own count: up to 20 bytes, so no INTEGER
    this_update TEXT NOT NULL,
    next_update TEXT,                       -- when the authority promised a newer one
    revoked     INTEGER NOT NULL,           -- how many certificates stand on it
    content     BLOB NOT NULL,              -- DER
    added_at    TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Which certificate signs for which unit in which role, as a person confirmed it; the newest row per
-- certificate, unit and role counts, valid_to ends it and what was signed before stays good. Append-only.
CREATE TABLE certificate_binding (
    id          INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,              -- SHA-256 of certificate, hex
    certificate BLOB NOT NULL,              -- DER
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    role        TEXT NOT NULL CHECK (role IN ('head', 'agency')),
    name        TEXT NOT NULL,              -- of the holder
    valid_from  TEXT NOT NULL,
    valid_to    TEXT,                       -- NULL: until further notice
    reason      TEXT NOT NULL,              -- why it was ended; '' while it holds
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX certificate_binding_key ON certificate_binding (fingerprint, unit, role, id);

-- What was said at a place, one row per remark; the newest row says whether the thread is settled.
-- Remarks of a receiver stand in `receipt`. Append-only.
CREATE TABLE comment (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    place       TEXT NOT NULL CHECK (place IN ('indicator', 'task', 'return')),
    code        TEXT NOT NULL,              -- of the indicator or task; '' for the whole return
    kind        TEXT NOT NULL CHECK (kind IN ('said', 'resolved', 'reopened')),
    text        TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX comment_place ON comment (unit, period, place, code, id);

-- Bytes of attached files, each kept once. NULL: taken away from every place before the period was
-- sealed, and let go after.
CREATE TABLE attachment_content (
    sha256     TEXT NOT NULL PRIMARY KEY,
    size       INTEGER NOT NULL,            -- bytes
    media_type TEXT NOT NULL,               -- as the bytes say, not the name
    content    BLOB
) STRICT;

-- Which file stands at which place; a row with `removes` takes an earlier one away. Append-only.
CREATE TABLE attachment (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES reporting_unit (code),
    period      TEXT NOT NULL,
    place       TEXT NOT NULL CHECK (place IN ('indicator', 'task', 'escalation', 'return')),
    code        TEXT NOT NULL,              -- of the indicator or task, key of the matter; '' for the return
    sha256      TEXT NOT NULL REFERENCES attachment_content (sha256),
    name        TEXT NOT NULL,              -- without a folder; never used as a path unasked
    removes     INTEGER UNIQUE REFERENCES attachment (id),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    entry       INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX attachment_place ON attachment (unit, period, place, code, id);
CREATE INDEX attachment_bytes ON attachment (sha256);

-- What a person did, in the order of ids, so that it can be taken back and done again. A step is
-- closed once its period was sealed after `made_in`; a matter's once any period was.
CREATE TABLE undo_step (
    id      INTEGER PRIMARY KEY,
    unit    TEXT NOT NULL REFERENCES reporting_unit (code),
    period  TEXT NOT NULL,
    kind    TEXT NOT NULL
            CHECK (kind IN ('cell', 'block', 'clear', 'import', 'narrative', 'escalation', 'warning')),
    count   INTEGER NOT NULL,               -- texts or cells, for the words of the menu
    part    TEXT NOT NULL,                  -- the one part of a narrative that was written; '' for several
    undone  INTEGER NOT NULL CHECK (undone IN (0, 1)),
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_in INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX undo_step_period ON undo_step (unit, period, id);

-- What a step changed: the row that stood before and the one that stands after, by id. Taking a
-- step back appends a copy; ids that named the original are then turned to the copy, so that a row
-- written by anybody else is always told apart.
CREATE TABLE undo_item (
    step   INTEGER NOT NULL REFERENCES undo_step (id) ON DELETE CASCADE,
    noun   TEXT NOT NULL CHECK (noun IN ('observation', 'narrative', 'progress', 'escalation', 'accepted_warning')),
    place  TEXT NOT NULL,                   -- indicator, task, key, or JSON [rule, indicator]
    before INTEGER,                         -- NULL: nothing stood there. Of progress: 1 chosen, 0 not
    after  INTEGER NOT NULL,
    PRIMARY KEY (step, noun, place)
) STRICT, WITHOUT ROWID;

-- What was written stays written.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'append-only: journal'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append-only: journal'); END;
CREATE TRIGGER plan_no_update BEFORE UPDATE ON plan BEGIN SELECT RAISE(ABORT, 'append-only: plan'); END;
CREATE TRIGGER plan_no_delete BEFORE DELETE ON plan BEGIN SELECT RAISE(ABORT, 'append-only: plan'); END;
CREATE TRIGGER observation_no_update BEFORE UPDATE ON observation BEGIN SELECT RAISE(ABORT, 'append-only: observation'); END;
CREATE TRIGGER observation_no_delete BEFORE DELETE ON observation BEGIN SELECT RAISE(ABORT, 'append-only: observation'); END;
CREATE TRIGGER narrative_no_update BEFORE UPDATE ON narrative BEGIN SELECT RAISE(ABORT, 'append-only: narrative'); END;
CREATE TRIGGER narrative_no_delete BEFORE DELETE ON narrative BEGIN SELECT RAISE(ABORT, 'append-only: narrative'); END;
CREATE TRIGGER escalation_no_update BEFORE UPDATE ON escalation BEGIN SELECT RAISE(ABORT, 'append-only: escalation'); END;
CREATE TRIGGER escalation_no_delete BEFORE DELETE ON escalation BEGIN SELECT RAISE(ABORT, 'append-only: escalation'); END;
CREATE TRIGGER accepted_warning_no_update BEFORE UPDATE ON accepted_warning BEGIN SELECT RAISE(ABORT, 'append-only: accepted_warning'); END;
CREATE TRIGGER accepted_warning_no_delete BEFORE DELETE ON accepted_warning BEGIN SELECT RAISE(ABORT, 'append-only: accepted_warning'); END;
CREATE TRIGGER sealed_return_no_update BEFORE UPDATE ON sealed_return BEGIN SELECT RAISE(ABORT, 'append-only: sealed_return'); END;
CREATE TRIGGER sealed_return_no_delete BEFORE DELETE ON sealed_return BEGIN SELECT RAISE(ABORT, 'append-only: sealed_return'); END;
CREATE TRIGGER sealed_file_no_update BEFORE UPDATE ON sealed_file BEGIN SELECT RAISE(ABORT, 'append-only: sealed_file'); END;
CREATE TRIGGER sealed_file_no_delete BEFORE DELETE ON sealed_file BEGIN SELECT RAISE(ABORT, 'append-only: sealed_file'); END;
CREATE TRIGGER outbox_no_update BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'append-only: outbox'); END;
CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'append-only: outbox'); END;
CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'append-only: receipt'); END;
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'append-only: receipt'); END;
CREATE TRIGGER extension_no_update BEFORE UPDATE ON extension BEGIN SELECT RAISE(ABORT, 'append-only: extension'); END;
CREATE TRIGGER extension_no_delete BEFORE DELETE ON extension BEGIN SELECT RAISE(ABORT, 'append-only: extension'); END;
CREATE TRIGGER letter_no_update BEFORE UPDATE ON letter BEGIN SELECT RAISE(ABORT, 'append-only: letter'); END;
CREATE TRIGGER letter_no_delete BEFORE DELETE ON letter BEGIN SELECT RAISE(ABORT, 'append-only: letter'); END;
CREATE TRIGGER consolidation_run_no_update BEFORE UPDATE ON consolidation_run BEGIN SELECT RAISE(ABORT, 'append-only: consolidation_run'); END;
CREATE TRIGGER consolidation_run_no_delete BEFORE DELETE ON consolidation_run BEGIN SELECT RAISE(ABORT, 'append-only: consolidation_run'); END;
CREATE TRIGGER revocation_list_no_update BEFORE UPDATE ON revocation_list BEGIN SELECT RAISE(ABORT, 'append-only: revocation_list'); END;
CREATE TRIGGER revocation_list_no_delete BEFORE DELETE ON revocation_list BEGIN SELECT RAISE(ABORT, 'append-only: revocation_list'); END;
CREATE TRIGGER certificate_binding_no_update BEFORE UPDATE ON certificate_binding BEGIN SELECT RAISE(ABORT, 'append-only: certificate_binding'); END;
CREATE TRIGGER certificate_binding_no_delete BEFORE DELETE ON certificate_binding BEGIN SELECT RAISE(ABORT, 'append-only: certificate_binding'); END;
CREATE TRIGGER comment_no_update BEFORE UPDATE ON comment BEGIN SELECT RAISE(ABORT, 'append-only: comment'); END;
CREATE TRIGGER comment_no_delete BEFORE DELETE ON comment BEGIN SELECT RAISE(ABORT, 'append-only: comment'); END;
CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'append-only: attachment'); END;
CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'append-only: attachment'); END;

-- What came in stays as it came in; only what was decided about it moves.
CREATE TRIGGER received_file_fixed BEFORE UPDATE OF sha256, name, size, received_at, content, origin ON received_file
BEGIN SELECT RAISE(ABORT, 'append-only: received_file'); END;
CREATE TRIGGER received_file_no_delete BEFORE DELETE ON received_file BEGIN SELECT RAISE(ABORT, 'append-only: received_file'); END;
CREATE TRIGGER received_return_fixed
BEFORE UPDATE OF id, file, unit, period, revision, digest, plan_digest, document, signer, annex, received_at ON received_return
BEGIN SELECT RAISE(ABORT, 'append-only: received_return'); END;
CREATE TRIGGER received_return_no_delete BEFORE DELETE ON received_return BEGIN SELECT RAISE(ABORT, 'append-only: received_return'); END;
CREATE TRIGGER received_figure_no_update BEFORE UPDATE ON received_figure BEGIN SELECT RAISE(ABORT, 'append-only: received_figure'); END;
CREATE TRIGGER received_figure_no_delete BEFORE DELETE ON received_figure BEGIN SELECT RAISE(ABORT, 'append-only: received_figure'); END;
-- The bytes of an attachment are those of its SHA-256 or none.
CREATE TRIGGER attachment_content_fixed BEFORE UPDATE ON attachment_content
WHEN new.sha256 <> old.sha256 OR new.size <> old.size OR new.media_type <> old.media_type
    OR (old.content IS NOT NULL AND new.content IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'append-only: attachment_content'); END;
CREATE TRIGGER attachment_content_no_delete BEFORE DELETE ON attachment_content
BEGIN SELECT RAISE(ABORT, 'append-only: attachment_content'); END;
