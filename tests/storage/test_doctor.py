"""Doctor says what is wrong with a file, and changes nothing."""

from pathlib import Path

import pytest

from dialdeck.errors import DialdeckError
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.store import Store
from tests.storage.making import crowd, opened, record, snooze, start


def well(store: Store) -> dict[str, bool]:
    """Whether each check is well."""
    return {name: fine for name, fine, _ in store.examine()}


def filled(store: Store) -> None:
    """Some people, one dial."""
    crowd(store, 40)
    record(store, start(store, 1))
    snooze(store, 2)


def test_a_sound_file_is_well_in_every_respect(store: Store) -> None:
    filled(store)
    assert set(well(store).values()) == {True}
    assert {"integrity", "keys", "projection", "version"} <= set(well(store))


def test_a_state_that_is_not_as_the_events_say_is_found(store: Store) -> None:
    filled(store)
    store.conn.execute("UPDATE states SET attempt = 9 WHERE person_id = 1")
    checks = {name: (fine, detail) for name, fine, detail in store.examine()}
    assert checks["projection"][0] is False
    assert "states 1: attempt" in checks["projection"][1]


def test_a_row_without_what_it_refers_to_is_found(store: Store) -> None:
    filled(store)
    store.conn.execute("PRAGMA foreign_keys = OFF")
    store.conn.execute("DELETE FROM people WHERE id = 3")
    assert well(store)["keys"] is False


def test_examining_changes_nothing(db: Path) -> None:
    with opened(db) as store:
        filled(store)
        before = list(store.conn.iterdump())
        store.examine()
        assert list(store.conn.iterdump()) == before


@pytest.mark.parametrize("index", ["people_name", "numbers_person", "states_queue", "events_person"])
def test_a_page_overwritten_with_garbage_is_found_or_refused(db: Path, index: str) -> None:
    with opened(db) as store:
        filled(store)
    conn = sqlite3.connect(db)
    root = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (index,)).fetchone()[0]
    conn.close()
    content = bytearray(db.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xaa" * 4096
    db.write_bytes(bytes(content))
    try:
        with opened(db) as store:
            assert False in well(store).values()
    except DialdeckError as refused:
        assert "damaged" in str(refused)  # noqa: PT017 - either way is right
