"""A file is brought up to date in one piece, after a copy of it was made, and by one process alone."""

from pathlib import Path
from typing import Any

import pytest

from dialdeck.errors import BusyError, DataError, StorageError
from dialdeck.storage import migrations, schema_2, schema_3
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.migrations import copy_to, current_version, statements
from dialdeck.storage.opening import create_file
from dialdeck.storage.schema import TABLES
from dialdeck.storage.store import Store
from tests.storage.making import crowd, opened, snooze, visible


def _step_next(db: Any) -> None:
    """Rebuild a table with triggers, as sqlite-utils' transform does, and add one."""
    db.conn.execute("ALTER TABLE notes ADD COLUMN mood TEXT")
    db.conn.execute("CREATE TABLE further (id INTEGER PRIMARY KEY) STRICT")


def _step_fails(db: Any) -> None:
    db.conn.execute("CREATE TABLE further (id INTEGER PRIMARY KEY) STRICT")
    db.conn.execute("INSERT INTO nowhere VALUES (1)")


def _step_orphans(db: Any) -> None:
    db.conn.execute("DELETE FROM people WHERE id = 1")


@pytest.fixture
def filled(db: Path) -> Path:
    """A file of the present version with some people."""
    with opened(db) as store:
        crowd(store, 20)
        snooze(store, 1)
    return db


def with_step(monkeypatch: pytest.MonkeyPatch, step: Any) -> None:
    """Let the program know one step more."""
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, step])


def schema(store: Store) -> set[tuple[str, str]]:
    """Type and name of everything in the file."""
    return set(store.rows("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))


def test_a_new_file_has_every_table_index_and_trigger_of_the_schema(store: Store) -> None:
    plain = sqlite3.connect(":memory:")
    plain.executescript(TABLES + schema_2.TABLES + schema_3.TABLES)
    wanted = set(plain.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
    plain.close()
    assert wanted <= schema(store)
    triggers = {name for kind, name in schema(store) if kind == "trigger"}
    assert {
        "events_keep_update",
        "events_keep_delete",
        "words_state_in",
        "words_note_out",
        "reach_block_out",
    } <= triggers


def test_all_tables_of_ours_are_strict(store: Store) -> None:
    loose = store.rows("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0")
    assert {name for (name,) in loose if not name.startswith(("sqlite_", "_sqlite_"))} <= {"_sqlite_migrations"}


def test_an_older_file_is_brought_up_to_date_and_kept_as_a_copy(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(filled) as store:
        before, triggers = visible(store), {one for one in schema(store) if one[0] == "trigger"}
    with_step(monkeypatch, _step_next)
    following = f"{filled.name}.before-v{current_version()}"
    with opened(filled) as store:
        after = visible(store)
        assert {one for one in schema(store) if one[0] == "trigger"} == triggers
        assert store.value("PRAGMA user_version") == current_version()
        assert {name: rows for name, rows in after.items() if name != "notes"} == {
            name: rows for name, rows in before.items() if name != "notes"
        }
    copies = list(filled.parent.glob(f"{filled.name}.before-v*"))
    assert [copy.name for copy in copies] == [following]
    assert copies[0].stat().st_mode & 0o777 == 0o600
    monkeypatch.undo()
    with opened(copies[0]) as copy:
        assert visible(copy) == before
    with pytest.raises(DataError, match="newer dialdeck"):
        opened(filled)


def test_a_current_file_is_not_copied(filled: Path) -> None:
    opened(filled).close()
    assert list(filled.parent.glob("*.before-*")) == []


def test_a_step_that_fails_leaves_the_file_as_it_was(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(filled) as store:
        before, shape = visible(store), schema(store)
    with_step(monkeypatch, _step_fails)
    with pytest.raises(StorageError, match="could not be brought up to date"):
        opened(filled)
    monkeypatch.undo()
    with opened(filled) as store:
        assert (visible(store), schema(store)) == (before, shape)


def test_a_step_that_orphans_rows_is_not_kept(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_step(monkeypatch, _step_orphans)
    with pytest.raises(StorageError, match="would lose what they belong to"):
        opened(filled)
    monkeypatch.undo()
    with opened(filled) as store:
        assert store.person(1) is not None


def test_a_file_that_another_window_has_open_is_not_migrated(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(filled) as store:
        with_step(monkeypatch, _step_next)
        with pytest.raises(BusyError, match="is using it"):
            opened(filled)
        assert ("table", "further") not in schema(store)


def test_a_file_whose_pages_are_damaged_is_not_migrated(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conn = sqlite3.connect(filled)
    root = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'people_name'").fetchone()[0]
    conn.close()
    content = bytearray(filled.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    filled.write_bytes(bytes(content))
    with_step(monkeypatch, _step_next)
    with pytest.raises(DataError, match="is damaged"):
        opened(filled)
    assert filled.read_bytes() == bytes(content)


def test_a_copy_that_cannot_be_written_stops_everything(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(filled) as store:
        target = filled.parent / "nowhere" / "copy"
        with pytest.raises(StorageError, match="no copy could be made"):
            copy_to(store.conn, target)
        assert not target.parent.exists()


def test_statements_are_split_at_their_ends_and_not_inside_triggers() -> None:
    found = statements(TABLES)
    assert sum(one.startswith("CREATE TRIGGER") for one in found) == TABLES.count("CREATE TRIGGER")
    assert all(sqlite3.complete_statement(one) for one in found)


def test_a_file_of_the_first_version_with_people_is_brought_up_to_date(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:1])
        create_file(db)
    conn = sqlite3.connect(db)
    assert conn.execute("PRAGMA user_version").fetchone() == (1,)
    conn.executescript(_FIRST_VERSION)
    before = {table: conn.execute(f"SELECT * FROM {table}").fetchall() for table in _FIRST_TABLES}
    conn.close()
    with opened(db) as store:
        assert store.value("PRAGMA user_version") == current_version()
        after = {table: store.rows(f"SELECT * FROM {table}") for table in _FIRST_TABLES}
        bucket = [row[1] for row in store.rows("PRAGMA table_info(states)")].index("bucket")
        # nobody has a number, and nobody was researched
        states = [(*row[:2], 1, *row[3:], 0, 101, int(row[bucket] == 4)) for row in before["states"]]
        assert after == before | {"sessions": [(*before["sessions"][0], 0)], "states": states}
        assert store.rows("SELECT rowid FROM people_words WHERE people_words MATCH 'jor* NOT x'") == [(1,)]
        assert store.rows("SELECT rowid FROM people_words WHERE people_words MATCH 'kest*'") == [(1,)]
        assert store.rows("SELECT rowid FROM people_words WHERE people_words MATCH 'tom'") == []
        assert store.rows("SELECT rowid FROM note_words WHERE note_words MATCH 'august'") == [(1,)]
        assert {check.name: check.ok for check in store.examine()}["words"]


def test_a_file_of_the_second_version_learns_who_can_be_reached(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:2])
        create_file(db)
    conn = sqlite3.connect(db)
    conn.executescript(_FIRST_VERSION + _NUMBERS)
    conn.close()
    with opened(db) as store:
        assert store.value("PRAGMA user_version") == current_version()
        assert store.rows("SELECT person_id, reach FROM states ORDER BY person_id") == [(1, 1), (2, 2)]
        assert store.rows("SELECT name FROM pragma_index_info('states_queue') ORDER BY seqno")[2] == ("reach",)
        assert {check.name: check.ok for check in store.examine()}["reach"]


_FIRST_TABLES = ("people", "states", "notes", "sessions", "organisations")
_FIRST_VERSION = """
INSERT INTO reps VALUES (1, 'r', 'me');
INSERT INTO devices VALUES (1, 'd', 'here');
INSERT INTO sessions (id, uid, rep_id, device_id, started_at, ended_at, goal) VALUES (1, 's', 1, 1, 5, 6, NULL);
INSERT INTO organisations VALUES (1, 'o', 'Kestrel Logistics', 'kestrel logistics', 5, NULL);
INSERT INTO imports (id, uid, at, file, source, mapping, holder_id, status) VALUES (1, 'i', 5, 'f', 'g', '', 1, 'done');
INSERT INTO people (id, uid, organisation_id, import_id, created_at, name, name_key)
VALUES (1, 'p', 1, NULL, 5, 'Jörg Weiß', 'jörg weiß'), (2, 'q', NULL, 1, 5, 'Tom Okafor', 'tom okafor');
INSERT INTO states (person_id, stage, cadence, attempt, position, tries, step, plan, script, owed_left, bucket, due_at,
    busy_retried, apology, earlier_attempts)
VALUES (1, 'new', 'persistence', 1, 0, 0, 'opening', 'voicemail', 'opening', 0, 4, 5, 0, 0, 0),
    (2, 'new', 'persistence', 1, 0, 0, 'opening', 'voicemail', 'opening', 0, 9, 5, 0, 0, 0);
INSERT INTO notes VALUES (1, 'n', 1, NULL, 5, 'ask again in August');
"""
_NUMBERS = """
INSERT INTO numbers (person_id, e164, backwards, raw, kind, source, rank, dead) VALUES
    (1, '+13125550101', '10105552131+', 'x', 'fixed', 'Phone', 0, 0),
    (2, '+19002345678', '87654320091+', 'x', 'premium', 'Phone', 0, 0),
    (2, '+13125550102', '20105552131+', 'x', 'fixed', 'Phone', 1, 1);
"""
