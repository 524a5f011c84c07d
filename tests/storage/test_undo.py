"""Undo takes back what this rep did last on this device, across restarts, and never that a call was placed."""

import json
from pathlib import Path

import pytest

from dialdeck.errors import RefusedError
from dialdeck.model.codes import DialStatus
from dialdeck.storage import leases
from dialdeck.storage.opening import open_store
from dialdeck.storage.projection import compare
from dialdeck.storage.store import Store
from tests.storage.making import (
    NOW,
    add,
    draft,
    due_tomorrow,
    landed,
    number,
    opened,
    record,
    snooze,
    start,
    visible,
)


def title(store: Store, person: int, text: str) -> None:
    """Edit somebody's title."""
    with store.operation("edit", person_id=person) as tx:
        tx.update("people", person, {"title": text})


def test_undo_puts_back_what_was_there_and_redo_what_came_of_it(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    before = visible(store)
    snooze(store, person)
    after = visible(store)
    undone = store.undo()
    assert (undone.kind, undone.person_id) == ("snooze", person)
    assert visible(store) == before
    assert store.redo().kind == "snooze"
    assert visible(store) == after
    assert compare(store) == []


def test_undo_says_beforehand_what_it_would_take_back(store: Store) -> None:
    assert store.next_undo() is None
    person = add(store, "Dana Whitfield", number(1))
    snooze(store, person)
    would = store.next_undo()
    assert would is not None
    assert (would.kind, would.person_id, would.by) == ("snooze", person, 0)
    done = store.undo()
    assert done == would._replace(by=done.by)
    redo = store.next_redo()
    assert redo is not None
    assert redo.kind == "snooze"


def test_a_hundred_steps_can_be_taken_back_after_restarts(db: Path) -> None:
    with opened(db) as store:
        person = add(store, "Dana Whitfield", number(1))
        states = []
        for step in range(120):
            states.append(visible(store))
            title(store, person, f"title {step}")
    for start_at in range(0, 120, 30):
        with opened(db) as store:
            for step in range(30):
                store.undo()
                assert visible(store) == states[-1 - start_at - step]


def test_what_another_living_window_did_is_left_to_it(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    other = add(store, "Tom Okafor", number(2))
    with opened(store.path) as second:
        snooze(second, other)
        title(store, person, "COO")
        assert store.undo().kind == "edit"
        mine = store.next_undo()
        assert mine is not None
        assert (mine.kind, mine.person_id) == ("add", other)
        would = second.next_undo()
        assert would is not None
        assert would.kind == "snooze"
    after = store.next_undo()
    assert after is not None
    assert after.kind == "snooze"


def test_other_reps_and_other_devices_are_left_alone(db: Path) -> None:
    with opened(db) as store:
        clock = store.clock
        add(store, "Dana Whitfield", number(1))
    with open_store(db, clock, rep="somebody else") as store:
        assert store.next_undo() is None
        with pytest.raises(RefusedError, match="nothing to take back"):
            store.undo()
    with open_store(db, clock, device="another machine") as store:
        assert store.next_undo() is None


def test_undo_refuses_when_somebody_else_moved_on_and_changes_nothing(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    title(store, person, "COO")
    with opened(store.path) as second:
        title(second, person, "CEO")
        before = list(store.conn.iterdump())
        with pytest.raises(RefusedError, match="has changed since"):
            store.undo()
        assert list(store.conn.iterdump()) == before


def test_being_looked_at_is_no_change(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    snooze(store, person)
    with opened(store.path) as second:
        assert second.claim(person, second.state(person).rev)
        assert store.undo().kind == "snooze"
        assert store.state(person).holder_id == second.identity().holder_id


def test_a_placed_dial_stays_and_wants_its_outcome_again(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    dial = start(store, person)
    before = store.state(person).state
    record(store, dial, note="rang for long")
    store.undo()
    row = store.dial(dial)
    assert row is not None
    assert (row.status, row.outcome, row.counts) == (DialStatus.OVER, None, 0)
    assert [one.id for one in store.unfinished_dials()] == [dial]
    assert store.state(person).state == before
    assert store.notes(person) == []
    assert compare(store) == []


def test_the_start_of_a_dial_is_passed_over(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    start(store, person)
    with pytest.raises(RefusedError):
        store.undo()
    assert len(store.dial_rows(person)) == 1


def test_an_outcome_taken_back_can_be_given_anew(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    dial = start(store, person)
    record(store, dial)
    store.undo()
    assert store.has_outcome(dial)
    record(store, dial, state=due_tomorrow(5))
    assert store.state(person).state.attempt == 5
    assert [event.kind for event in store.events(person)] == ["started", "outcome", "taken_back", "amended"]
    store.undo()
    assert store.dial_rows(person)[0].status == DialStatus.OVER
    assert compare(store) == []


def test_redo_ends_with_the_next_operation(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    snooze(store, person)
    store.undo()
    title(store, person, "COO")
    assert store.next_redo() is None
    with pytest.raises(RefusedError, match="nothing to put back"):
        store.redo()


def test_several_steps_are_put_back_in_the_order_in_which_they_were_made(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    shown = []
    for text in ("one", "two", "three"):
        title(store, person, text)
        shown.append(visible(store))
    for _ in range(3):
        store.undo()
    for expected in shown:
        store.redo()
        assert visible(store) == expected
    store.undo()
    assert visible(store) == shown[1]


def test_a_new_person_goes_with_all_that_was_written_with_them(store: Store) -> None:
    before = visible(store)
    add(store, "Dana Whitfield", number(1), organisation="Kestrel")
    after = visible(store)
    store.undo()
    assert visible(store) == before
    store.redo()
    assert visible(store) == after


def test_a_new_person_who_was_dialed_since_stays(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    start(store, person)
    assert store.person(person) is not None
    with pytest.raises(RefusedError, match="changed since"):
        store.undo()
    assert store.person(person) is not None


def test_a_new_organisation_that_others_joined_stays(store: Store) -> None:
    add(store, "Dana Whitfield", number(1), organisation="Kestrel")
    with opened(store.path) as second:
        add(second, "Tom Okafor", number(2), organisation="Kestrel")
        with pytest.raises(RefusedError, match="belongs to it"):
            store.undo()
    assert store.value("SELECT count(*) FROM people") == 2


def test_the_log_is_never_shortened(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    snooze(store, person)
    log = store.rows("SELECT * FROM events ORDER BY seq")
    store.undo()
    store.redo()
    kept = store.rows("SELECT * FROM events ORDER BY seq")
    assert kept[: len(log)] == log
    assert [row[3] for row in kept[len(log) :]] == ["taken_back", "restored"]


def test_undo_takes_a_whole_import_back_and_that_is_final(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    before = visible(store)
    landed(store, draft("Dana Whitfield", number(1), number(2)), draft("Tom Okafor", number(3)))
    would = store.next_undo()
    assert would is not None
    assert would.kind == "import"
    undone = store.undo()
    assert undone.kind == "import"
    assert undone.by > 0
    assert visible(store) == before
    with pytest.raises(RefusedError, match="import the file again"):
        store.redo()
    assert store.undo().kind == "add"


def test_a_block_list_row_is_taken_back_and_put_back(store: Store) -> None:
    with store.operation("dnc") as tx:
        tx.insert("do_not_call", {"e164": number(1), "at": NOW, "reason": "asked", "person_id": None})
    store.undo()
    assert store.do_not_call_reason(number(1)) is None
    store.redo()
    assert store.do_not_call_reason(number(1)) == "asked"


def test_the_titles_of_undo_and_redo_are_read_without_what_is_to_be_put_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = add(store, "Dana Whitfield", number(1))
    title(store, person, "COO")
    store.undo()
    with monkeypatch.context() as patch:
        patch.setattr(json, "loads", pytest.fail)
        undo, redo = store.next_undo(), store.next_redo()
    assert undo is not None
    assert redo is not None
    assert (undo.kind, undo.person_id, redo.kind, redo.person_id) == ("add", person, "edit", person)


def test_titles_ask_once_a_second_who_is_alive_or_when_somebody_came(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "Dana Whitfield", number(1))
    now, asked, ask = 0.0, 0, store.living_others

    def living_others() -> frozenset[int]:
        nonlocal asked
        asked += 1
        return ask()

    monkeypatch.setattr(leases, "steady", lambda: now)
    monkeypatch.setattr(store, "living_others", living_others)
    for _ in range(3):
        store.next_undo()
        store.next_redo()
    assert asked == 1
    now += leases.LATELY
    store.next_undo()
    assert asked == 2
    with opened(store.path) as second:
        snooze(second, 1)
        would = store.next_undo()
        assert asked == 3
    assert would is not None
    assert would.kind == "add"
