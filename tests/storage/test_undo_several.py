"""What was done to several people in one operation is taken back and put back as one, or not at all."""

from pathlib import Path

import pytest

from dialdeck.errors import BusyError, RefusedError
from dialdeck.model.codes import Bucket, EventKind
from dialdeck.model.state import State
from dialdeck.storage.projection import compare
from dialdeck.storage.store import Store
from tests.storage.making import NOW, add, number, opened, record, snooze, start, visible
from tests.storage.test_undo import title


def snooze_together(store: Store, people: list[int]) -> None:
    """Let several people rest, as one operation with a note on each."""
    with store.operation("snooze") as tx:
        for person in people:
            state = State(bucket=Bucket.DUE, due_at=NOW + person, due_day="2026-03-13")
            tx.event(EventKind.SNOOZED, at=NOW, person_id=person, state=state)
            tx.insert("notes", {"person_id": person, "at": NOW, "text": "away together"})


@pytest.fixture
def three(store: Store) -> list[int]:
    """Three people."""
    return [add(store, f"Dana {index}", number(index)) for index in range(3)]


def test_several_people_of_one_operation_are_taken_back_and_put_back_as_one(store: Store, three: list[int]) -> None:
    before = visible(store)
    snooze_together(store, three)
    after = visible(store)
    would = store.next_undo()
    assert would is not None
    assert (would.kind, would.person_id, would.people) == ("snooze", three[0], 3)
    undone = store.undo()
    assert undone == would._replace(by=undone.by)
    assert visible(store) == before
    assert compare(store) == []
    redo = store.next_redo()
    assert redo is not None
    assert redo.people == 3
    assert store.redo().people == 3
    assert visible(store) == after
    assert compare(store) == []
    store.undo()
    assert visible(store) == before
    kinds = [[event.kind for event in store.events(person)] for person in three]
    assert kinds == [["snoozed", "taken_back", "restored", "taken_back"]] * 3


def test_several_people_are_taken_back_after_a_restart(db: Path) -> None:
    with opened(db) as store:
        people = [add(store, f"Dana {index}", number(index)) for index in range(3)]
        before = visible(store)
        snooze_together(store, people)
    with opened(db) as store:
        assert store.undo().people == 3
        assert visible(store) == before


def test_several_people_stay_when_one_of_them_moved_on(store: Store, three: list[int]) -> None:
    snooze_together(store, three)
    with opened(store.path) as second:
        snooze(second, three[1])
        before = visible(store)
        with pytest.raises(RefusedError, match="changed since"):
            store.undo()
        assert visible(store) == before


def test_several_people_stay_while_one_of_them_is_dialed_in_another_window(store: Store, three: list[int]) -> None:
    snooze_together(store, three)
    with opened(store.path) as second:
        assert second.claim(three[2], second.state(three[2]).rev)
        assert store.undo().people == 3
        assert store.redo().people == 3
        dial = start(second, three[2])
        before = visible(store)
        with pytest.raises(BusyError, match="open in another window"):
            store.undo()
        assert visible(store) == before
        record(second, dial, state=store.state(three[2]).state)
    assert store.holder_of(three[2]) is None


def test_an_operation_about_one_person_says_one(store: Store, three: list[int]) -> None:
    title(store, three[0], "COO")
    would = store.next_undo()
    assert would is not None
    assert would.people == 1
