"""Taking a whole import back: what came goes, what was lived with since stays and is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dialdeck.errors import RefusedError
from dialdeck.model.codes import EventKind
from dialdeck.storage import reverting
from dialdeck.storage.projection import compare
from dialdeck.storage.reverting import revert
from dialdeck.storage.store import Store
from tests.storage.making import add, batcher, draft, due_tomorrow, landed, number, opened, rows, start


def test_everybody_whom_an_import_brought_goes_with_what_came_along(store: Store) -> None:
    fact = {"kind": "issue", "text": "freight costs doubled"}
    landed(store, draft("Dana Whitfield", number(1), organisation="New", facts=[fact], note="met at a fair"))
    done = revert(store, 1)
    assert (done.removed, done.restored, done.kept) == (1, 0, [])
    for table in ("people", "numbers", "research", "notes", "states", "organisations"):
        assert store.value(f"SELECT count(*) FROM {table}") == 0
    assert [one.status for one in store.import_list()] == ["reverted"]


def note(store: Store) -> None:
    """Write a note on the first person."""
    with store.operation("note", person_id=1) as tx:
        tx.insert("notes", {"person_id": 1, "at": 0, "text": "asked for a report"})


def dial(store: Store) -> None:
    """Dial the first person."""
    start(store, 1)


def snooze(store: Store) -> None:
    """Move the first person."""
    with store.operation("snooze", person_id=1) as tx:
        tx.event(EventKind.SNOOZED, at=0, person_id=1, state=due_tomorrow(1))


def import_more(store: Store) -> None:
    """Learn more of the first person from another list."""
    landed(store, draft("Dana Whitfield", number(1), title="COO"))


@pytest.mark.parametrize("happening", [note, dial, snooze, import_more])
def test_somebody_to_whom_something_happened_since_is_kept_and_named(
    store: Store, happening: Callable[[Store], None]
) -> None:
    landed(store, draft("Dana Whitfield", number(1)), draft("Tom Okafor", number(2)))
    happening(store)
    done = revert(store, 1)
    assert (done.removed, done.kept) == (1, [1])
    assert list(store.person_ids()) == [1]
    assert compare(store) == []


def test_what_was_taken_back_since_keeps_nobody(store: Store) -> None:
    landed(store, draft("Dana Whitfield", number(1)))
    snooze(store)
    store.undo()
    assert revert(store, 1).kept == []


def test_somebody_whom_another_window_shows_is_kept(db: Path) -> None:
    with opened(db) as store, opened(db) as other:
        landed(store, draft("Dana Whitfield", number(1)))
        assert other.claim(1, other.state(1).rev)
        assert revert(store, 1).kept == [1]


def test_what_was_filled_in_goes_and_what_was_there_stays(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1), organisation="Kestrel", email="dana@example.com")
    landed(store, draft("Dana Whitfield", number(1), number(2), title="COO", email="other@example.com", note="hello"))
    assert revert(store, 1).restored == 1
    known = store.person(person)
    assert known is not None
    assert (known.title, known.email) == (None, "dana@example.com")
    assert [one.e164 for one in store.numbers(person)] == [number(1)]
    assert store.notes(person) == []


def test_what_was_edited_since_stays_edited(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    landed(store, draft("Dana Whitfield", number(1), title="COO"))
    with store.operation("edit", person_id=person) as tx:
        tx.update("people", person, {"title": "Chief of Staff"})
    revert(store, 1)
    known = store.person(person)
    assert known is not None
    assert known.title == "Chief of Staff"


def test_people_kept_out_by_the_import_go_but_their_numbers_stay_blocked(store: Store) -> None:
    landed(store, draft("Dana Whitfield", number(1), do_not_call=True))
    assert revert(store, 1).removed == 1
    assert store.do_not_call_reason(number(1)) is not None
    assert compare(store) == []


def test_an_id_is_never_given_again(store: Store) -> None:
    landed(store, draft("Dana Whitfield", number(1)))
    revert(store, 1)
    assert add(store, "Tom Okafor", number(2)) == 2


def test_an_import_that_is_not_in_cannot_be_taken_back(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(draft("Dana Whitfield", number(1))))
    for import_id in (begun.import_id, 99):
        with pytest.raises(RefusedError, match="nothing changed"):
            revert(store, import_id)


def test_an_import_is_taken_back_once(store: Store) -> None:
    landed(store, draft("Dana Whitfield", number(1)))
    revert(store, 1)
    with pytest.raises(RefusedError):
        revert(store, 1)


def test_taking_back_that_was_cut_off_is_finished_at_the_next_start(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with opened(db) as store:
        landed(store, draft("Dana Whitfield", number(1)))
        with monkeypatch.context() as patch:
            patch.setattr(reverting, "_remove_people", killed)
            with pytest.raises(KeyboardInterrupt):
                revert(store, 1)
    with opened(db) as store:
        assert [one.status for one in store.import_list()] == ["reverted"]
        assert list(store.person_ids()) == []
