"""What the second version of the file adds: words that are found, scopes that the queue is narrowed to, breaks.

`people_words` holds the names of everybody who is there (an import on its way in is not) with their organisation's,
`note_words` what was noted. Triggers write down which rows are stale and what the index holds of them; the writer puts
the index right before it commits (`words.py`): SQLite lets no trigger write a search index while `trusted_schema` is
off, and a hundred rows together cost a third of a hundred rows alone.
"""

from __future__ import annotations

TABLES = """
ALTER TABLE sessions ADD COLUMN paused_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operations ADD COLUMN people INTEGER NOT NULL DEFAULT 1;
DROP INDEX dials_session;
CREATE INDEX dials_tally ON dials (session_id, started_at, status, outcome, detail);
CREATE INDEX states_hot ON states (bucket, due_at) WHERE bucket <= 2;
CREATE INDEX states_stage ON states (stage, bucket) WHERE bucket IS NOT 9;
CREATE INDEX people_list ON people (list_id) WHERE list_id IS NOT NULL;
CREATE INDEX people_niche ON people (niche) WHERE niche IS NOT NULL;
CREATE VIEW people_there AS
    SELECT p.id AS id, p.name AS name, o.name AS organisation
    FROM people p JOIN states s ON s.person_id = p.id LEFT JOIN organisations o ON o.id = p.organisation_id
    WHERE s.bucket IS NOT 9;
CREATE VIRTUAL TABLE people_words USING fts5 (
    name, organisation, content = 'people_there', content_rowid = 'id', prefix = '1 2 3 4', detail = column,
    columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE note_words USING fts5 (
    text, content = 'notes', content_rowid = 'id', prefix = '1 2 3 4', detail = column, columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE stale_people (id INTEGER PRIMARY KEY, name TEXT, organisation TEXT) STRICT;
CREATE TABLE stale_notes (id INTEGER PRIMARY KEY, text TEXT) STRICT;
CREATE TRIGGER words_state_in AFTER INSERT ON states WHEN new.bucket IS NOT 9 BEGIN
    INSERT INTO stale_people (id)
    SELECT new.person_id WHERE NOT EXISTS (SELECT 1 FROM stale_people WHERE id = new.person_id);
END;
CREATE TRIGGER words_state_landed AFTER UPDATE OF bucket ON states WHEN old.bucket IS 9 AND new.bucket IS NOT 9 BEGIN
    INSERT INTO stale_people (id)
    SELECT new.person_id WHERE NOT EXISTS (SELECT 1 FROM stale_people WHERE id = new.person_id);
END;
CREATE TRIGGER words_state_hidden BEFORE UPDATE OF bucket ON states WHEN old.bucket IS NOT 9 AND new.bucket IS 9 BEGIN
    INSERT INTO stale_people (id, name, organisation)
    SELECT p.id, p.name, o.name FROM people p LEFT JOIN organisations o ON o.id = p.organisation_id
    WHERE p.id = old.person_id AND NOT EXISTS (SELECT 1 FROM stale_people WHERE id = p.id);
END;
CREATE TRIGGER words_state_out BEFORE DELETE ON states WHEN old.bucket IS NOT 9 BEGIN
    INSERT INTO stale_people (id, name, organisation)
    SELECT p.id, p.name, o.name FROM people p LEFT JOIN organisations o ON o.id = p.organisation_id
    WHERE p.id = old.person_id AND NOT EXISTS (SELECT 1 FROM stale_people WHERE id = p.id);
END;
CREATE TRIGGER words_person_in AFTER INSERT ON people
WHEN EXISTS (SELECT 1 FROM states WHERE person_id = new.id AND bucket IS NOT 9) BEGIN
    INSERT INTO stale_people (id) SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM stale_people WHERE id = new.id);
END;
CREATE TRIGGER words_person_changed AFTER UPDATE OF name, organisation_id ON people
WHEN (old.name IS NOT new.name OR old.organisation_id IS NOT new.organisation_id)
AND EXISTS (SELECT 1 FROM states WHERE person_id = new.id AND bucket IS NOT 9) BEGIN
    INSERT INTO stale_people (id, name, organisation)
    SELECT old.id, old.name, (SELECT o.name FROM organisations o WHERE o.id = old.organisation_id)
    WHERE NOT EXISTS (SELECT 1 FROM stale_people WHERE id = old.id);
END;
CREATE TRIGGER words_person_out BEFORE DELETE ON people
WHEN EXISTS (SELECT 1 FROM states WHERE person_id = old.id AND bucket IS NOT 9) BEGIN
    INSERT INTO stale_people (id, name, organisation)
    SELECT old.id, old.name, (SELECT o.name FROM organisations o WHERE o.id = old.organisation_id)
    WHERE NOT EXISTS (SELECT 1 FROM stale_people WHERE id = old.id);
END;
CREATE TRIGGER words_organisation_changed AFTER UPDATE OF name ON organisations WHEN old.name IS NOT new.name BEGIN
    INSERT INTO stale_people (id, name, organisation)
    SELECT p.id, p.name, old.name FROM people p JOIN states s ON s.person_id = p.id
    WHERE p.organisation_id = old.id AND s.bucket IS NOT 9
    AND NOT EXISTS (SELECT 1 FROM stale_people WHERE id = p.id);
END;
CREATE TRIGGER words_organisation_out BEFORE DELETE ON organisations BEGIN
    INSERT INTO stale_people (id, name, organisation)
    SELECT p.id, p.name, old.name FROM people p JOIN states s ON s.person_id = p.id
    WHERE p.organisation_id = old.id AND s.bucket IS NOT 9
    AND NOT EXISTS (SELECT 1 FROM stale_people WHERE id = p.id);
END;
CREATE TRIGGER words_note_in AFTER INSERT ON notes BEGIN
    INSERT INTO stale_notes (id) SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM stale_notes WHERE id = new.id);
END;
CREATE TRIGGER words_note_changed AFTER UPDATE OF text ON notes WHEN old.text IS NOT new.text BEGIN
    INSERT INTO stale_notes (id, text)
    SELECT old.id, old.text WHERE NOT EXISTS (SELECT 1 FROM stale_notes WHERE id = old.id);
END;
CREATE TRIGGER words_note_out BEFORE DELETE ON notes BEGIN
    INSERT INTO stale_notes (id, text)
    SELECT old.id, old.text WHERE NOT EXISTS (SELECT 1 FROM stale_notes WHERE id = old.id);
END;
"""

FILL = """
INSERT INTO people_words (people_words) VALUES ('rebuild');
INSERT INTO note_words (note_words) VALUES ('rebuild');
"""
"""Brings the words of a file in that has people already."""
