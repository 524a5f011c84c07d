"""A narrowed queue shows only who is in the scope, stays true whoever writes, and is read by seeks."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialdeck.errors import RefusedError
from dialdeck.model.codes import Bucket, EventKind, Stage
from dialdeck.model.state import State
from dialdeck.storage import narrowing
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.narrowing import Scope
from dialdeck.storage.queue import Places, Range
from dialdeck.storage.store import Store
from tests.storage.making import NEW_YORK, NOW, add, batcher, draft, landed, number, opened, rows, snooze
from tests.storage.test_queue import large, scanned

__all__ = ["large"]
FAR = NOW + 999 * 86_400_000


def everywhere(store: Store) -> list[Range]:
    """All buckets of all places, however far ahead."""
    ids = tuple(place.id for place in store.places())
    places = Places(ids, json.dumps(ids))
    ranges = [Range(bucket, places, bucket, 0, FAR) for bucket in range(5)]
    return [*ranges, Range(5, places, Bucket.FRESH, 0, FAR, later=True)]


def seen(store: Store) -> set[int]:
    """Whom the queue shows, having made sure that all its reads agree."""
    ranges = everywhere(store)
    keys = store.merged(ranges, 1000)
    assert store.count(ranges) == len(keys)
    firsts = [store.head([one]) for one in ranges]
    assert next((key for key in firsts if key is not None), None) == next(iter(keys), None)
    assert sum(store.count_in_place(place.id, FAR, 1000) for place in store.places()) == len(keys)
    for key in keys:
        assert (key.rev, key.holder_id) == store.row(
            "SELECT rev, holder_id FROM states WHERE person_id = ?", (key.person_id,)
        )
    return {key.person_id for key in keys}


def moved(store: Store, person: int, state: State) -> None:
    """Move somebody, as one operation."""
    with store.operation("move", person_id=person) as tx:
        tx.event(EventKind.PLANNED, at=NOW, person_id=person, state=state)


def promised(store: Store, person: int) -> int:
    """Promise somebody a call; return the promise."""
    with store.operation("callback", person_id=person) as tx:
        values = {"kind": "day", "at": NOW, "day": "2026-03-12", "zone": "UTC", "words": "Thursday", "made_at": NOW}
        return tx.insert("promises", values | {"person_id": person})


@pytest.fixture
def people(store: Store) -> Store:
    """Six people: 1 and 2 on a list, 3 in a niche, 4 in New York, 5 promised, 6 in follow-up."""
    begun = batcher(store, "Cold chain")
    begun.add(rows(draft("Dana Whitfield", number(1)), draft("Tom Okafor", number(2))))
    begun.land()
    add(store, "Ana Ruiz", number(3), niche="dentists")
    add(store, "Wei Chen", number(4), zone=NEW_YORK, region="NY")
    promised(store, add(store, "Olu Adeyemi", number(5)))
    moved(store, add(store, "Priya Raman", number(6)), State(stage=Stage.FOLLOW_UP, bucket=Bucket.DUE, due_at=NOW))
    return store


SCOPES = [
    (Scope("list", "1"), {1, 2}),
    (Scope("niche", "dentists"), {3}),
    (Scope("zone", NEW_YORK), {4}),
    (Scope("promises", ""), {5}),
    (Scope("stage", "follow-up"), {6}),
    (Scope("list", "77"), set()),
    (Scope("niche", "x'; DROP TABLE people"), set()),
]


@pytest.mark.parametrize(("scope", "expected"), SCOPES)
def test_the_queue_shows_only_who_is_in_the_scope(people: Store, scope: Scope, expected: set[int]) -> None:
    people.narrow(scope)
    assert people.scope == scope
    assert seen(people) == expected
    people.narrow(None)
    assert people.scope != scope
    assert seen(people) == {1, 2, 3, 4, 5, 6}


def test_one_scope_after_another_leaves_nothing_of_the_first(people: Store) -> None:
    for scope, expected in SCOPES:
        people.narrow(scope)
        assert seen(people) == expected
    assert people.rows("SELECT name FROM sqlite_temp_master WHERE type = 'trigger' AND name = 'narrowed_taken'") == []


def test_what_this_window_writes_is_followed(people: Store) -> None:
    people.narrow(Scope("stage", "new"))
    assert seen(people) == {1, 2, 3, 4, 5}
    moved(people, 1, State(stage=Stage.RETIRED, bucket=None, due_at=None))
    snooze(people, 2)
    added = add(people, "Leila Holm", number(7))
    assert people.claim(3, people.state(3).rev)
    assert seen(people) == {2, 3, 4, 5, added}
    people.undo()
    people.undo()
    people.undo()
    assert seen(people) == {1, 2, 3, 4, 5}


def test_lists_niches_and_promises_are_followed_where_they_are_written(people: Store) -> None:
    people.narrow(Scope("list", "1"))
    with people.operation("edit") as tx:
        tx.update("people", 1, {"list_id": None})
        tx.update("people", 3, {"list_id": 1})
    assert seen(people) == {2, 3}
    people.narrow(Scope("niche", "dentists"))
    with people.operation("edit") as tx:
        tx.update("people", 1, {"niche": "dentists"})
    assert seen(people) == {1, 3}
    people.narrow(Scope("promises", ""))
    made = promised(people, 4)
    assert seen(people) == {4, 5}
    with people.operation("edit") as tx:
        tx.update("promises", made, {"settled": "kept"})
    assert seen(people) == {5}
    people.undo()
    assert seen(people) == {4, 5}
    people.undo()
    assert seen(people) == {5}


def test_what_fails_is_not_followed(people: Store) -> None:
    people.narrow(Scope("stage", "new"))
    with suppress(ZeroDivisionError), people.operation("move") as tx:
        tx.event(EventKind.PLANNED, at=NOW, person_id=1, state=State(stage=Stage.RETIRED, bucket=None, due_at=None))
        raise ZeroDivisionError
    assert seen(people) == {1, 2, 3, 4, 5}


def test_what_another_window_writes_is_followed(people: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    people.narrow(Scope("stage", "new"))
    with monkeypatch.context() as patch, opened(people.path) as second:
        patch.setattr(people, "_fill", pytest.fail)
        moved(second, 1, State(stage=Stage.RETIRED, bucket=None, due_at=None))
        added = add(second, "Leila Holm", number(7))
        assert second.claim(3, second.state(3).rev)
        assert seen(people) == {2, 3, 4, 5, added}
        second.release(3)
        assert seen(people) == {2, 3, 4, 5, added}
        second.undo()
        assert seen(people) == {2, 3, 4, 5}


def test_a_number_that_another_window_blocks_or_frees_is_followed(
    people: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.narrow(Scope("stage", "new"))
    with monkeypatch.context() as patch, opened(people.path) as second:
        patch.setattr(people, "_fill", pytest.fail)
        with second.operation("dnc") as tx:
            tx.insert("do_not_call", {"e164": number(2), "at": NOW, "reason": "asked", "person_id": None})
        assert seen(people) == {1, 3, 4, 5}
        assert people.count_out_of_reach(9) == 1
        second.undo()
        assert seen(people) == {1, 2, 3, 4, 5}
        assert people.count_out_of_reach(9) == 0


def test_an_import_of_another_window_is_followed_when_it_is_in_and_when_it_is_taken_back(people: Store) -> None:
    people.narrow(Scope("list", "1"))
    with opened(people.path) as second:
        begun = batcher(second, "Cold chain")
        begun.add(rows(draft("Leila Holm", number(7))))
        assert seen(people) == {1, 2}
        begun.land()
        assert seen(people) == {1, 2, 7}
        second.undo()
        assert seen(people) == {1, 2}


def test_while_another_window_lets_an_import_in_everybody_is_not_read_anew_each_time(
    people: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.narrow(Scope("list", "1"))
    now = people._filled
    monkeypatch.setattr(narrowing, "steady", lambda: now)
    with opened(people.path) as second:
        second.conn.execute("UPDATE imports SET status = 'landing'")
        second.conn.execute("UPDATE people SET list_id = 1 WHERE id = 3")
        add(second, "Leila Holm", number(7))
        people._unsettled = True
        assert 3 not in {key.person_id for key in people.merged(everywhere(people), 9)}
        now += narrowing.PATIENCE + 1
        second.conn.execute("UPDATE people SET list_id = 1 WHERE id = 4")
        assert seen(people) == {1, 2, 3, 4}
        second.conn.execute("UPDATE people SET list_id = 1 WHERE id = 5")
        second.conn.execute("UPDATE imports SET status = 'done'")
        assert seen(people) == {1, 2, 3, 4, 5}


def test_an_own_import_is_followed(people: Store) -> None:
    people.narrow(Scope("list", "1"))
    begun = batcher(people, "Cold chain")
    begun.add(rows(draft("Leila Holm", number(7)), draft("Ana Ruiz", number(3), title="CEO")))
    assert seen(people) == {1, 2}
    begun.land()
    assert seen(people) == {1, 2, 7}
    people.undo()
    assert seen(people) == {1, 2}


def test_two_windows_are_narrowed_apart(people: Store) -> None:
    people.narrow(Scope("list", "1"))
    with opened(people.path) as second:
        assert second.scope is None
        second.narrow(Scope("stage", "follow-up"))
        assert (seen(people), seen(second)) == ({1, 2}, {6})


def test_the_file_itself_knows_nothing_of_it(people: Store) -> None:
    before = list(people.conn.iterdump())
    people.narrow(Scope("stage", "new"))
    assert list(people.conn.iterdump()) == before
    assert people.value("PRAGMA temp_store") == 1
    people.narrow(None)
    assert people.value("PRAGMA temp_store") == 2
    assert people.rows("SELECT name FROM sqlite_temp_master") == []


def renumbered(window: Store, name: str, person: int, pick: int) -> None:
    """Put a person's number on the do-not-call list, or let it be dead or alive."""
    with window.operation("edit", person_id=person if name == "dead" else None) as tx:
        if name == "dead":
            tx.update("numbers", person, {"dead": pick % 2})
        else:
            tx.insert("do_not_call", {"e164": number(person - 1), "at": NOW, "reason": "r", "person_id": None})


def act(window: Store, name: str, person: int, pick: int) -> None:
    """Let a window do something, as a screen or a command would."""
    if name == "stage":
        state = State(stage=(Stage.NEW, Stage.RESTING)[pick % 2], bucket=Bucket(pick), due_at=NOW)
        moved(window, person, state)
    elif name == "niche":
        with window.operation("edit", person_id=person) as tx:
            tx.update("people", person, {"niche": "abc"[pick % 3]})
    elif name == "promise":
        promised(window, person)
    elif name == "undo":
        would = window.next_undo()
        if would is not None and would.kind != "import":
            with suppress(RefusedError):
                window.undo()
    elif name in {"block", "dead"}:
        with suppress(sqlite3.IntegrityError):
            renumbered(window, name, person, pick)
    elif name == "claim":
        window.claim(person, window.state(person).rev)
    else:
        window.release(person)


ACTS = st.tuples(
    st.booleans(),
    st.sampled_from(["stage", "niche", "promise", "undo", "claim", "release", "block", "dead"]),
    st.integers(1, 9),
    st.integers(0, 4),
    st.booleans(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    scope=st.sampled_from([Scope("stage", "new"), Scope("niche", "b"), Scope("promises", "")]),
    acts=st.lists(ACTS, min_size=1, max_size=10),
)
def test_after_any_writes_of_two_windows_the_table_is_who_is_in_the_scope(
    scope: Scope, acts: list[tuple[bool, str, int, int, bool]], tmp_path: Path
) -> None:
    with opened(tmp_path / "list.db") as first, opened(tmp_path / "list.db") as second:
        if not first.has_people():
            landed(first, *(draft(f"Dana {index}", number(index), niche="abc"[index % 3]) for index in range(9)))
        first.narrow(scope)
        for here, name, person, pick, look in acts:
            act(first if here else second, name, person, pick)
            if look:
                seen(first)
        narrowed = seen(first)
        kept = first.rows("SELECT * FROM narrowed ORDER BY person_id")
        first.narrow(scope)
        assert first.rows("SELECT * FROM narrowed ORDER BY person_id") == kept
        assert seen(first) == narrowed


def test_a_narrowed_queue_is_read_by_seeks(large: Path) -> None:
    with opened(large) as store:
        store.narrow(Scope("stage", "new"))
        ranges = everywhere(store)

        def reads() -> None:
            store.merged(ranges, 600)
            store.count(ranges)
            store.head(ranges)
            store.count_in_place(1, FAR, 1000)
            store.count_out_of_reach(1000)

        assert scanned(store, reads) == {}
