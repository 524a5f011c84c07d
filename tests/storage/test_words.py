"""The search indexes hold what is written, whoever wrote it: operations, imports, undo, repairs, foreign programs."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from dialdeck.storage.projection import rebuild
from dialdeck.storage.store import Store
from tests.storage.making import NOW, add, batcher, crowd, draft, landed, number, opened, rows


def words(store: Store) -> bool:
    """Whether the indexes are what the tables say, and nothing waits to be put right."""
    waiting = store.value("SELECT (SELECT count(*) FROM stale_people) + (SELECT count(*) FROM stale_notes)")
    return waiting == 0 and {check.name: check.ok for check in store.examine()}["words"]


def named(store: Store, text: str) -> list[int]:
    """Whom the index of people has for a word."""
    sql = "SELECT rowid FROM people_words WHERE people_words MATCH ? ORDER BY rowid"
    return [row[0] for row in store.rows(sql, (text,))]


def noted(store: Store, person: int, text: str) -> int:
    """Write a note, as one operation."""
    with store.operation("note", person_id=person) as tx:
        return tx.insert("notes", {"person_id": person, "at": NOW, "text": text})


def changed(store: Store, table: str, key: int, **values: object) -> None:
    """Change a row, as one operation."""
    with store.operation("edit") as tx:
        tx.update(table, key, dict(values))


def test_a_name_is_found_as_soon_as_it_is_written_and_its_old_form_no_more(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1), organisation="Kestrel")
    assert named(store, "whitfield") == named(store, "kestrel") == [person]
    changed(store, "people", person, name="Dana Okafor")
    assert (named(store, "whitfield"), named(store, "okafor")) == ([], [person])
    changed(store, "organisations", 1, name="Harrier")
    assert (named(store, "kestrel"), named(store, "harrier")) == ([], [person])
    changed(store, "people", person, organisation_id=None)
    assert named(store, "harrier") == []
    assert words(store)


def test_notes_are_indexed_changed_and_taken_out(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    note = noted(store, person, "asked for a report")
    sql = "SELECT rowid FROM note_words WHERE note_words MATCH ?"
    assert store.rows(sql, ("report",)) == [(note,)]
    changed(store, "notes", note, text="asked for a brochure")
    assert (store.rows(sql, ("report",)), store.rows(sql, ("brochure",))) == ([], [(note,)])
    with store.operation("edit") as tx:
        tx.delete("notes", note)
        tx.delete("notes", tx.insert("notes", {"person_id": person, "at": NOW, "text": "gone at once"}))
    assert store.rows(sql, ("brochure",)) == []
    assert words(store)


def _edit_twice(store: Store) -> None:
    with store.operation("edit") as tx:
        tx.update("people", 1, {"name": "Ana Ruiz"})
        tx.update("people", 1, {"name": "Wei Chen"})
        tx.update("organisations", 1, {"name": "Harrier"})


def _import(store: Store) -> None:
    landed(store, draft("Priya Raman", number(8), organisation="Merlin", note="met in May"), draft("Wei", number(9)))


def _import_with_blocked(store: Store) -> None:
    landed(store, draft("Priya Raman", number(8), do_not_call=True))


@pytest.mark.parametrize(
    "act",
    [
        _edit_twice,
        _import,
        _import_with_blocked,
        lambda store: add(store, "Tom Okafor", number(2), organisation="Merlin"),
        lambda store: noted(store, 1, "called in August"),
        lambda store: changed(store, "people", 1, name="Ana Ruiz"),
    ],
)
def test_undo_and_redo_keep_the_words_true(store: Store, act: Callable[[Store], object]) -> None:
    add(store, "Dana Whitfield", number(1), organisation="Kestrel")
    before = store.rows("SELECT rowid FROM people_words WHERE people_words MATCH 'kestrel OR dana'")
    act(store)
    assert words(store)
    undone = store.undo()
    assert words(store)
    assert store.rows("SELECT rowid FROM people_words WHERE people_words MATCH 'kestrel OR dana'") == before
    if undone.kind != "import":
        store.redo()
        assert words(store)


def test_people_of_an_import_are_found_when_it_has_landed_and_not_before(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(draft("Tom Okafor", number(2))))
    assert named(store, "okafor") == []
    begun.land()
    assert named(store, "okafor") == [1]
    assert words(store)


def test_an_import_that_is_cancelled_leaves_no_word(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(draft("Tom Okafor", number(2), note="met in May")))
    begun.cancel()
    assert named(store, "okafor") == []
    assert store.rows("SELECT rowid FROM note_words WHERE note_words MATCH 'may'") == []
    assert words(store)


def test_a_write_that_fails_changes_no_word(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    with suppress(ZeroDivisionError), store.operation("edit") as tx:
        tx.update("people", person, {"name": "Tom Okafor"})
        raise ZeroDivisionError
    assert (named(store, "whitfield"), named(store, "okafor")) == ([person], [])


def test_what_a_foreign_program_wrote_is_found_after_the_next_write(db: Path) -> None:
    with opened(db) as store:
        person = add(store, "Dana Whitfield", number(1))
        store.conn.execute("UPDATE people SET name = 'Tom Okafor' WHERE id = ?", (person,))
        assert named(store, "okafor") == []
        add(store, "Ana Ruiz", number(2))
        assert (named(store, "whitfield"), named(store, "okafor")) == ([], [person])


def test_doctor_sees_that_words_are_missing_and_a_rebuild_brings_them_back(store: Store) -> None:
    crowd(store, 5)
    store.conn.execute("INSERT INTO people_words (people_words) VALUES ('delete-all')")
    assert not words(store)
    rebuild(store)
    assert words(store)
    assert named(store, "dana") == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "steps",
    [
        ("UPDATE states SET bucket = 9",),
        ("UPDATE states SET bucket = 9", "UPDATE people SET name = 'Tom Okafor'", "UPDATE states SET bucket = 4"),
        ("DELETE FROM people", "DELETE FROM states"),
        ("DELETE FROM people", "INSERT INTO people SELECT * FROM kept"),
        ("DELETE FROM states", "DELETE FROM people", "INSERT INTO people SELECT * FROM kept"),
        ("DELETE FROM people", "UPDATE kept SET name = 'Tom Okafor'", "INSERT INTO people SELECT * FROM kept"),
        ("DELETE FROM organisations", "UPDATE people SET organisation_id = NULL"),
        ("UPDATE organisations SET name = 'Merlin'", "UPDATE people SET organisation_id = NULL"),
        ("UPDATE OR REPLACE people SET name = 'Tom Okafor'", "UPDATE people SET name = 'Dana Whitfield'"),
    ],
)
def test_words_are_true_in_whatever_order_rows_are_written(store: Store, steps: tuple[str, ...]) -> None:
    add(store, "Dana Whitfield", organisation="Kestrel")
    store.conn.execute("CREATE TEMP TABLE kept AS SELECT * FROM people")
    with store.write() as conn:
        conn.execute("PRAGMA defer_foreign_keys = ON")
        for step in steps:
            conn.execute(step)
    assert words(store)


def test_somebody_who_comes_after_their_state_is_found(store: Store) -> None:
    add(store, "Dana Whitfield")
    store.conn.execute("CREATE TEMP TABLE kept AS SELECT * FROM people")
    for step in ("DELETE FROM people", "INSERT INTO people SELECT * FROM kept"):
        with store.write() as conn:
            conn.execute(step)
        assert words(store)
    assert named(store, "dana") == [1]
