"""An import is taken back as one step: whoever it brought goes, unless something happened to them since."""

from pathlib import Path

import pytest

from dialdeck.errors import RefusedError
from dialdeck.storage.projection import compare
from dialdeck.storage.reverting import revert
from dialdeck.storage.store import Store
from tests.storage.dying import Died, dead, stop_after
from tests.storage.making import add, batcher, draft, landed, number, opened, rows, snooze, start, visible

DANA = draft("Dana Whitfield", number(1))


def test_revert_removes_whom_it_brought_and_restores_whom_it_changed(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    before = visible(store)
    record = landed(
        store,
        draft("Dana Whitfield", number(1), number(2), title="COO", note="n", facts=[{"kind": "issue", "text": "late"}]),
        draft("Tom Okafor", number(3), organisation="Kestrel", note="m"),
    )
    assert visible(store) != before
    done = revert(store, record.id)
    assert (done.removed, done.restored, done.kept) == (1, 1, [])
    assert visible(store) == before
    assert store.import_list()[0].status == "reverted"
    with pytest.raises(RefusedError):
        revert(store, record.id)


def test_a_revert_that_was_killed_is_finished_and_one_that_goes_on_is_left_alone(db: Path) -> None:
    with opened(db) as store:
        importing = opened(db)
        record = landed(importing, *(draft(f"Tom {index}", number(index)) for index in range(600)))
        importing.close()
        store.identity()
        stop_after(store, 2)
        with pytest.raises(Died):
            revert(store, record.id)
        del store.write
        with opened(db) as second:
            assert second.import_list()[0].status == "reverting"
        dead(store, record.id)
        with opened(db) as second:
            assert second.import_list()[0].status == "reverted"
            assert second.rows("SELECT id FROM people") == []
            assert second.value("SELECT count(*) FROM operations WHERE kind = 'undo'") == 1


def test_revert_takes_lists_back_that_came_with_it_and_have_nobody(store: Store) -> None:
    begun = batcher(store, "Whole")
    begun.add(
        rows(draft("Tom 0", number(0)), *(draft(f"Tom {at}", number(at), list_name=f"List {at}") for at in (1, 2)))
    )
    record = begun.land()
    store.clock.advance(1)  # type: ignore[attr-defined]
    snooze(store, 3)
    revert(store, record.id)
    assert list(store.lists().values()) == ["List 2"]
    assert [one.list_id for one in store.import_list()] == [None]


def test_revert_leaves_a_list_that_another_import_is_on(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(draft("Tom", number(0), list_name="Shared")))
    record = begun.land()
    store.clock.advance(1)  # type: ignore[attr-defined]
    batcher(store, "Shared").land()
    revert(store, record.id)
    assert list(store.lists().values()) == ["Shared"]


def test_revert_keeps_and_names_people_to_whom_something_happened_since(store: Store) -> None:
    record = landed(store, *(draft(f"Tom {index}", number(index), organisation="Kestrel") for index in range(6)))
    start(store, 1)
    snooze(store, 2)
    with store.operation("note", person_id=3) as tx:
        tx.insert("notes", {"person_id": 3, "at": 0, "text": "n"})
    landed(store, draft("Tom 3", number(3), number(33)))
    with opened(store.path) as second:
        assert second.claim(5, second.state(5).rev)
        done = revert(store, record.id)
    assert done.kept == [1, 2, 3, 4, 5]
    assert done.removed == 1
    assert store.person(1) is not None
    assert store.value("SELECT count(*) FROM organisations") == 1
    assert compare(store) == []


def test_revert_keeps_what_was_changed_by_hand_since(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    record = landed(store, draft("Dana Whitfield", number(1), title="COO", city="Chicago"))
    with store.operation("edit", person_id=1) as tx:
        tx.update("people", 1, {"title": "CEO"})
    revert(store, record.id)
    person = store.person(1)
    assert person is not None
    assert (person.title, person.city) == ("CEO", None)


def test_revert_keeps_a_number_that_was_dialed(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    record = landed(store, draft("Dana Whitfield", number(1), number(2)))
    dial = start(store, 1)
    added = store.numbers(1)[1].id
    store.conn.execute("UPDATE dials SET number_id = ? WHERE id = ?", (added, dial))
    revert(store, record.id)
    assert [one.e164 for one in store.numbers(1)] == [number(1), number(2)]


def test_an_organisation_that_another_import_uses_stays(store: Store) -> None:
    first = landed(store, draft("Dana Whitfield", number(1), organisation="Kestrel"))
    landed(store, draft("Tom Okafor", number(2), organisation="KESTREL"))
    revert(store, first.id)
    person = store.person(2)
    assert person is not None
    assert person.organisation == "Kestrel"


def test_ids_of_people_who_went_are_never_given_again(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(DANA, draft("Tom Okafor", number(2))))
    begun.cancel()
    record = landed(store, DANA)
    assert list(store.person_ids()) == [3]
    revert(store, record.id)
    assert add(store, "Ana Ruiz", number(4)) == 4


def test_numbers_that_an_import_blocked_stay_blocked_when_it_is_taken_back(store: Store) -> None:
    record = landed(store, draft("Dana Whitfield", number(1), do_not_call=True))
    revert(store, record.id)
    assert store.do_not_call_reason(number(1)) is not None
