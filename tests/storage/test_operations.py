"""A use case is written whole or not at all, and the log only grows."""

import contextlib
import json

import pytest

from dialdeck.errors import DataError, MissingError, RefusedError, StorageError
from dialdeck.model.codes import Bucket, EventKind, Outcome
from dialdeck.model.state import State
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.store import Store
from tests.storage.making import NOW, add, due_tomorrow, number, record, snooze, start, visible


def everything(store: Store) -> list[str]:
    """The file as statements."""
    return list(store.conn.iterdump())


@pytest.mark.parametrize("table", ["events"])
@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE {} SET kind = 'x'",
        "DELETE FROM {}",
        "REPLACE INTO {0} SELECT * FROM {0} WHERE seq = 1",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0} WHERE seq = 1",
        "UPDATE OR REPLACE {} SET seq = 2 WHERE seq = 1",
    ],
)
def test_the_log_refuses_whatever_would_change_it(store: Store, table: str, attack: str) -> None:
    person = add(store, "Dana Whitfield", number(1))
    snooze(store, person)
    snooze(store, person, 4)
    before = store.rows(f"SELECT * FROM {table}")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.conn.execute(attack.format(table))
    assert store.rows(f"SELECT * FROM {table}") == before


def test_what_an_operation_began_is_gone_when_it_fails(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    before = everything(store)
    with contextlib.suppress(ZeroDivisionError), store.operation("edit", person_id=person) as tx:
        tx.update("people", person, {"title": "COO"})
        tx.insert("notes", {"person_id": person, "at": NOW, "text": "gone"})
        tx.event(EventKind.SNOOZED, at=NOW, person_id=person, state=due_tomorrow(1))
        raise ZeroDivisionError
    assert everything(store) == before


def test_an_operation_is_one_transaction_from_its_first_row_to_its_last(store: Store) -> None:
    dial = start(store, add(store, "Dana Whitfield", number(1)))
    said: list[str] = []
    store.conn.set_trace_callback(said.append)
    record(store, dial, note="rang for long")
    store.conn.set_trace_callback(None)
    writes = [one.split()[0] for one in said if not one.lstrip().upper().startswith(("SELECT", "PRAGMA", "--"))]
    assert (writes[0], writes[-1]) == ("BEGIN", "COMMIT")
    assert set(writes[1:-1]) == {"INSERT", "UPDATE", "DELETE"}  # the words of the note are among them


def test_an_operation_that_touched_nothing_leaves_no_row(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    before = everything(store)
    with store.operation("edit", person_id=person) as tx:
        tx.update("people", person, {"name": "Dana Whitfield"})
    assert everything(store) == before


def test_an_operation_keeps_the_rows_as_they_were_and_what_changed(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    with store.operation("edit", person_id=person) as tx:
        tx.update("people", person, {"title": "COO"})
    kind, images = store.row("SELECT kind, images FROM operations ORDER BY seq DESC LIMIT 1") or ("", "{}")
    (table, key, before, after) = json.loads(images)["rows"][0]
    assert (kind, table, key) == ("edit", "people", person)
    assert before["title"] is None
    assert after == {"title": "COO"}


def test_an_event_moves_the_person_at_once_and_changes_their_revision(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    before = store.state(person)
    assert before.state == State(due_at=NOW)
    snooze(store, person)
    after = store.state(person)
    assert after.state.bucket is Bucket.DUE
    assert after.rev == before.rev + 1


def test_a_dial_takes_one_outcome_and_the_second_is_refused(store: Store) -> None:
    dial = start(store, add(store, "Dana Whitfield", number(1)))
    record(store, dial)
    person = store.dial(dial)
    assert person is not None
    before = everything(store)
    with pytest.raises(RefusedError, match="amend it"), store.operation("record") as tx:
        tx.event(EventKind.OUTCOME, at=NOW, person_id=person.person_id, dial_id=dial, outcome=Outcome.ANSWERED)
    assert everything(store) == before


def test_names_that_are_not_of_the_schema_are_refused(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    with pytest.raises(ValueError, match="directly"), store.operation("edit") as tx:
        tx.insert("events", {"kind": "x"})
    with pytest.raises(ValueError, match="no column"), store.operation("edit") as tx:
        tx.update("people", person, {"name = 'x', title": "y"})
    with pytest.raises(ValueError, match="names it"), store.operation("edit") as tx:
        tx.event(EventKind.STARTED, at=NOW, person_id=person, dial={"status": "open"})


def test_rows_that_are_not_there_are_missed_and_nothing_changes(store: Store) -> None:
    before = visible(store)
    with pytest.raises(MissingError, match="row in people 7"), store.operation("edit") as tx:
        tx.update("people", 7, {"title": "COO"})
    with pytest.raises(MissingError, match="prospect 7"), store.operation("snooze") as tx:
        tx.event(EventKind.SNOOZED, at=NOW, person_id=7, state=due_tomorrow(1))
    assert visible(store) == before


def test_an_operation_inside_another_is_a_fault_of_ours(store: Store) -> None:
    with pytest.raises(RuntimeError, match="one operation"), store.operation("a"), store.operation("b"):
        pass


def test_a_full_disk_says_not_saved_and_leaves_everything_as_it_was(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    pages = store.value("PRAGMA page_count")
    before = everything(store)
    store.value(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match=r"^NOT SAVED: .*the disk is full") as full, store.operation("note") as tx:
        tx.insert("notes", {"person_id": person, "at": NOW, "text": "x" * 100_000})
    assert full.value.exit_code == 74
    store.value(f"PRAGMA max_page_count = {pages + 1000}")
    assert everything(store) == before
    with store.operation("note") as tx:
        tx.insert("notes", {"person_id": person, "at": NOW, "text": "x" * 100_000})


def test_a_read_only_file_says_not_saved(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    store.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageError, match=r"^NOT SAVED: .*read-only"), store.operation("note") as tx:
        tx.insert("notes", {"person_id": person, "at": NOW, "text": "lost"})
    store.conn.execute("PRAGMA query_only = OFF")
    assert store.notes(person) == []


def test_bytes_that_are_no_text_are_not_saved(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    with pytest.raises(DataError, match=r"^NOT SAVED: .*no text"), store.operation("note") as tx:
        tx.insert("notes", {"person_id": person, "at": NOW, "text": "caf\udce9"})
    assert store.notes(person) == []


def test_a_long_day_of_writing_keeps_the_wal_small(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    wal = store.path.with_name(f"{store.path.name}-wal")
    for _ in range(8):
        with store.operation("note") as tx:
            tx.insert("notes", {"person_id": person, "at": NOW, "text": "x" * 1_000_000})
    assert wal.stat().st_size < 6 * 1024 * 1024
