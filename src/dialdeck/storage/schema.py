"""The tables of the first released schema, as they stand before any migration.

`events` is the truth; `dials` and `states` are folded from it and can be rebuilt; the rest are plain tables whose
changes are kept as row images in `operations`. Instants are ms UTC, days ISO text, booleans 0 or 1.

`numbers.backwards` is the number read from its end: one index answers for the whole number and for its last digits.
Every index on a value that is new for each person costs an import dearly: there are only those that a screen asks.

Rows whose ids live on in events or images after they were deleted are AUTOINCREMENT: an id is never given twice.
"""

from __future__ import annotations

APPLICATION_ID = 0x4469_446B
"""`DiDk`: tells our files from other applications' SQLite files."""

TABLES = """
CREATE TABLE reps (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE devices (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE holders (
    id INTEGER PRIMARY KEY AUTOINCREMENT, device_id INTEGER NOT NULL REFERENCES devices, pid INTEGER NOT NULL,
    started TEXT NOT NULL, renewed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, rep_id INTEGER NOT NULL REFERENCES reps,
    device_id INTEGER NOT NULL REFERENCES devices, started_at INTEGER NOT NULL, ended_at INTEGER, goal INTEGER
) STRICT;
CREATE TABLE imports (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, file TEXT NOT NULL, source TEXT NOT NULL,
    list_id INTEGER REFERENCES lists, mapping TEXT NOT NULL, holder_id INTEGER,
    status TEXT NOT NULL CHECK (status IN ('arriving', 'landing', 'done', 'reverting', 'reverted')),
    read INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL DEFAULT 0, updated INTEGER NOT NULL DEFAULT 0,
    duplicate INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0, do_not_call INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE import_rows (
    import_id INTEGER NOT NULL REFERENCES imports, line INTEGER NOT NULL, line_end INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('added', 'updated', 'duplicate', 'rejected')),
    reason TEXT, person_id INTEGER, raw TEXT NOT NULL, changes TEXT,
    PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_rows_updated ON import_rows (person_id) WHERE verdict = 'updated';
CREATE TABLE lists (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE places (
    id INTEGER PRIMARY KEY, zones TEXT NOT NULL, country TEXT, region TEXT, wish TEXT, key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE holidays (area TEXT NOT NULL, day TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (area, day))
STRICT, WITHOUT ROWID;
CREATE TABLE holiday_years (area TEXT NOT NULL, year INTEGER NOT NULL, PRIMARY KEY (area, year)) STRICT, WITHOUT ROWID;
CREATE TABLE organisations (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL, import_id INTEGER REFERENCES imports
) STRICT;
CREATE INDEX organisations_import ON organisations (import_id) WHERE import_id IS NOT NULL;
CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, organisation_id INTEGER REFERENCES organisations,
    list_id INTEGER REFERENCES lists, import_id INTEGER REFERENCES imports, created_at INTEGER NOT NULL,
    name TEXT NOT NULL, name_key TEXT NOT NULL, given_name TEXT, title TEXT, email TEXT,
    role TEXT NOT NULL DEFAULT 'unknown' CHECK (role IN ('owner', 'other', 'unknown')),
    country TEXT, region TEXT, postal TEXT, city TEXT,
    zone TEXT, zones TEXT, zone_source TEXT, wish TEXT,
    project TEXT, offer TEXT, niche TEXT, fit_met INTEGER, fit_known INTEGER,
    custom TEXT
) STRICT;
CREATE INDEX people_organisation ON people (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX people_import ON people (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX people_name ON people (name_key);
CREATE TABLE numbers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER NOT NULL REFERENCES people, e164 TEXT NOT NULL,
    backwards TEXT NOT NULL, extension TEXT, raw TEXT NOT NULL, kind TEXT NOT NULL, label TEXT, source TEXT NOT NULL,
    rank INTEGER NOT NULL, dead INTEGER NOT NULL DEFAULT 0, menu_path TEXT
) STRICT;
CREATE INDEX numbers_person ON numbers (person_id, rank);
CREATE INDEX numbers_backwards ON numbers (backwards);
CREATE TABLE do_not_call (
    e164 TEXT PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL, person_id INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE research (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, person_id INTEGER REFERENCES people,
    organisation_id INTEGER REFERENCES organisations, kind TEXT NOT NULL, issue TEXT, text TEXT NOT NULL,
    source TEXT, url TEXT, dated TEXT, noted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX research_person ON research (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX research_organisation ON research (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, person_id INTEGER NOT NULL REFERENCES people,
    dial_id INTEGER, at INTEGER NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX notes_person ON notes (person_id, at);
CREATE TABLE promises (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, person_id INTEGER NOT NULL REFERENCES people,
    dial_id INTEGER, kind TEXT NOT NULL CHECK (kind IN ('day', 'clock')), at INTEGER NOT NULL,
    day TEXT NOT NULL, part TEXT, zone TEXT NOT NULL, words TEXT NOT NULL, made_at INTEGER NOT NULL,
    settled TEXT CHECK (settled IN ('kept', 'late', 'broken', 'withdrawn')), settled_by INTEGER
) STRICT;
CREATE INDEX promises_person ON promises (person_id);
CREATE INDEX promises_open ON promises (at) WHERE settled IS NULL;
CREATE TABLE tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, person_id INTEGER REFERENCES people,
    dial_id INTEGER, kind TEXT NOT NULL CHECK (kind IN ('find_contact', 'find_number', 'send', 'prepare')),
    due_day TEXT NOT NULL, reason TEXT NOT NULL, made_at INTEGER NOT NULL, done_at INTEGER
) STRICT;
CREATE INDEX tasks_person ON tasks (person_id);
CREATE INDEX tasks_open ON tasks (due_day) WHERE done_at IS NULL;
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, kind TEXT NOT NULL,
    person_id INTEGER NOT NULL, dial_id INTEGER, operation INTEGER NOT NULL,
    rep_id INTEGER NOT NULL, device_id INTEGER NOT NULL, session_id INTEGER,
    outcome TEXT, detail TEXT, data TEXT NOT NULL
) STRICT;
CREATE INDEX events_person ON events (person_id, seq);
CREATE INDEX events_dial ON events (dial_id, seq) WHERE dial_id IS NOT NULL;
CREATE UNIQUE INDEX events_one_outcome ON events (dial_id) WHERE kind = 'outcome';
CREATE TRIGGER events_keep_update BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_keep_delete BEFORE DELETE ON events BEGIN SELECT raise(ABORT, 'events are append-only'); END;
CREATE TABLE operations (
    seq INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, kind TEXT NOT NULL,
    person_id INTEGER, dial_id INTEGER, import_id INTEGER, rep_id INTEGER NOT NULL, device_id INTEGER NOT NULL,
    holder_id INTEGER NOT NULL, session_id INTEGER, undo_of INTEGER REFERENCES operations, images TEXT NOT NULL
) STRICT;
CREATE INDEX operations_person ON operations (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX operations_import ON operations (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX operations_undo ON operations (undo_of) WHERE undo_of IS NOT NULL;
CREATE TABLE dials (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL, person_id INTEGER NOT NULL, number_id INTEGER,
    status TEXT NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER,
    outcome TEXT, detail TEXT, counts INTEGER NOT NULL DEFAULT 0, off_plan INTEGER NOT NULL DEFAULT 0,
    attempt INTEGER NOT NULL, plan TEXT NOT NULL, step TEXT NOT NULL, cadence TEXT NOT NULL, script TEXT NOT NULL,
    part TEXT, weekday INTEGER NOT NULL, session_id INTEGER, rep_id INTEGER NOT NULL, device_id INTEGER NOT NULL
) STRICT;
CREATE INDEX dials_person ON dials (person_id, id);
CREATE INDEX dials_uid_end ON dials (substr(uid, -6));
CREATE INDEX dials_session ON dials (session_id, id);
CREATE INDEX dials_started ON dials (started_at, part, outcome, detail);
CREATE INDEX dials_unfinished ON dials (id) WHERE status IN ('open', 'over', 'talked');
CREATE TABLE states (
    person_id INTEGER PRIMARY KEY, place_id INTEGER REFERENCES places, rev INTEGER NOT NULL DEFAULT 0,
    holder_id INTEGER,
    stage TEXT NOT NULL, cadence TEXT NOT NULL, attempt INTEGER NOT NULL, position INTEGER NOT NULL,
    tries INTEGER NOT NULL, step TEXT NOT NULL, plan TEXT NOT NULL, script TEXT NOT NULL, owed TEXT,
    owed_left INTEGER NOT NULL, bucket INTEGER, due_at INTEGER, due_day TEXT, part TEXT, number_id INTEGER,
    busy_retried INTEGER NOT NULL, locked_until INTEGER, apology INTEGER NOT NULL, earlier_attempts INTEGER NOT NULL,
    reason TEXT, CHECK (bucket IS NULL OR due_at IS NOT NULL)
) STRICT;
CREATE INDEX states_queue ON states (place_id, bucket, due_at, person_id) WHERE bucket IS NOT NULL;
CREATE INDEX states_due_day ON states (due_day) WHERE bucket = 3;
CREATE INDEX states_held ON states (holder_id) WHERE holder_id IS NOT NULL;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
