"""The queue is read by seeks: in serving order, without gaps, at a cost that the number of people does not change."""

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialdeck.model.codes import Bucket, EventKind, Outcome
from dialdeck.model.replacing import replace
from dialdeck.session.deck import Deck
from dialdeck.storage.queue import Places, QueueKey, Range
from dialdeck.storage.store import Store
from tests.storage.making import CHICAGO, DAY, NEW_YORK, NOW, add, batcher, crowd, draft, number, opened, rows, snooze
from tests.trust.harness import fill
from tests.trust.worker import desk_on

LARGE = {
    "people", "states", "events", "dials", "numbers", "operations", "notes", "promises", "tasks", "research",
    "do_not_call", "organisations", "import_rows", "narrowed", "people_words", "note_words",
}  # fmt: skip
"""Tables that grow with the list and its history; places, lists, holders and the like stay small."""


OPEN_ONLY = {"dials_unfinished", "tasks_open", "promises_open"}
"""Indexes that hold nothing but what is open, so that reading one through is what is wanted."""


def newest_first(table: str, sql: str) -> bool:
    """Whether a scan begins at the end of the log and stops at the first row that fits."""
    return table == "operations" and "ORDER BY seq DESC LIMIT 1" in sql


def everybody(store: Store, rank: int = 0, bucket: Bucket = Bucket.FRESH, until: int = NOW) -> Range:
    """The range of all places."""
    ids = tuple(place.id for place in store.places())
    return Range(rank, Places(ids, json.dumps(ids)), bucket, 0, until, later=bucket == Bucket.FRESH)


def scanned(store: Store, act: Callable[[], object]) -> dict[str, str]:
    """What SQLite would read from end to end for the statements of an act: statement by table."""
    said: set[str] = set()
    store.conn.set_trace_callback(said.add)
    act()
    store.conn.set_trace_callback(None)
    assert said
    found: dict[str, str] = {}
    for sql in said:
        if not sql.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
            continue
        names = dict(re.findall(r"(?:FROM|JOIN|UPDATE|INTO) (\w+)(?: AS)? (\w)\b", sql))
        for *_, step in store.conn.execute(f"EXPLAIN QUERY PLAN {sql}"):
            words = step.split()
            table = {alias: name for name, alias in names.items()}.get(words[1], words[1]) if words[0] == "SCAN" else ""
            if "VIRTUAL TABLE" in step and ":M" in step:
                continue  # SQLite says SCAN for a search of words, too
            if table in LARGE and words[-1] not in OPEN_ONLY and not newest_first(table, sql):
                found[table] = sql
    return found


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of ten thousand people."""
    db = tmp_path_factory.mktemp("large") / "list.db"
    fill(db, 10_000)
    return db


@pytest.fixture
def deck(large: Path) -> Iterator[Deck]:
    """The call screen on the large file."""
    deck = Deck(desk_on(large))
    yield deck
    deck.close()


def test_no_statement_on_the_way_from_one_dial_to_the_next_reads_a_large_table_through(deck: Deck) -> None:
    deck.open()
    deck.words()

    def one_round() -> None:
        for outcome in (Outcome.SILENT_HANGUP, Outcome.VOICEMAIL_LEFT):
            deck.dial()
            deck.note("asked for a report")
            deck.outcome(outcome)
        deck.more_queue(20)
        deck.snooze("tomorrow")
        deck.undo()
        deck.redo()
        deck.screen()

    assert scanned(deck._desk.store, one_round) == {}


def test_what_would_be_read_through_is_noticed(large: Path) -> None:
    with opened(large) as store:
        assert set(scanned(store, lambda: store.rows("SELECT * FROM people WHERE city = 'x'"))) == {"people"}
        assert set(scanned(store, lambda: store.rows("SELECT rowid FROM note_words"))) == {"note_words"}
        assert set(scanned(store, lambda: store.rows("SELECT s.rev FROM states s WHERE s.rev = 9"))) == {"states"}


def test_finding_somebody_and_what_was_not_finished_reads_no_large_table_through(large: Path) -> None:
    with opened(large) as store:
        uid = store.uid_of(77) or ""

        def searches() -> None:
            assert store.find_by_uid(uid) == [77]
            assert store.find_by_number("+13122200076") == [77]
            assert store.find_by_number("2200076") == [77]
            assert store.unfinished_dials() == []
            store.open_promises(NOW, since=NOW)
            store.tasks()

        assert scanned(store, searches) == {}


def test_however_many_have_no_number_to_dial_the_first_who_has_is_found_by_seeks(large: Path) -> None:
    with opened(large) as store, contextlib.suppress(ZeroDivisionError), store.write() as conn:
        conn.execute("UPDATE numbers SET kind = 'premium' WHERE person_id <= 9990")
        said: list[str] = []
        store.conn.set_trace_callback(said.append)
        assert [key.person_id for key in store.merged([everybody(store)], 99)] == list(range(9_991, 10_001))
        first = store.head([everybody(store)])
        store.conn.set_trace_callback(None)
        assert first is not None
        assert first.person_id == 9_991
        assert len(said) < 20

        def reads() -> None:
            for allowed in ((), ("premium",)):
                store.allow(allowed, lambda e164, kind: None)
                ranges = [everybody(store)._replace(reach=value) for value in store.present_reach()]
                assert store.merged(ranges, 9)
                assert store.count(ranges)
                assert store.count_in_place(1, NOW, 1000)
                store.count_out_of_reach(1000)

        assert scanned(store, reads) == {}
        raise ZeroDivisionError


def test_writing_numbers_reads_no_large_table_through(large: Path) -> None:
    with opened(large) as store:

        def writes() -> None:
            with store.operation("edit") as tx:
                tx.update("numbers", 5, {"dead": 1})
                tx.insert("do_not_call", {"e164": "+13122200007", "at": NOW, "reason": "r", "person_id": None})
            store.undo()

        assert scanned(store, writes) == {}


def test_the_queue_comes_by_due_and_id_across_places(store: Store) -> None:
    crowd(store, 30, places=5)
    for person in (3, 7, 11):
        store.conn.execute("UPDATE states SET due_at = due_at - 5 WHERE person_id = ?", (person,))
    keys = store.merged([everybody(store)], 100)
    assert [key.person_id for key in keys][:3] == [3, 7, 11]
    assert all(before < after for before, after in pairwise(keys))
    assert {key.person_id for key in keys} == set(range(1, 31))
    assert store.head([everybody(store)]) == keys[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    dues=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1)), min_size=1, max_size=25),
    page=st.integers(1, 7),
)
def test_pages_behind_a_key_join_without_gap_or_overlap(dues: list[tuple[int, int]], page: int, tmp_path: Path) -> None:
    with opened(tmp_path / "pages.db") as store:
        if store.value("SELECT count(*) FROM people") == 0:
            crowd(store, 25, places=3)
        store.conn.execute("UPDATE states SET bucket = NULL")
        for person, (due, bucket) in enumerate(dues, start=1):
            values = (NOW - due, (Bucket.FRESH, Bucket.DUE)[bucket], person)
            store.conn.execute("UPDATE states SET due_at = ?, bucket = ? WHERE person_id = ?", values)
        ranges = [everybody(store, 1), everybody(store, 0, Bucket.DUE)]
        whole = store.merged(ranges, 1000)
        assert len(whole) == len(dues)
        found: list[QueueKey] = []
        while part := store.merged(ranges, page, found[-1] if found else None):
            found += part
        assert found == whole
        assert store.count(ranges) == len(dues)
        assert store.head(ranges[:1]) == next((key for key in whole if key.rank == 1), None)


def test_people_who_are_arriving_are_in_no_range_and_nowhere_else(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    begun = batcher(store)
    begun.add(rows(draft("Tom Okafor", number(2))))
    assert [key.person_id for key in store.merged([everybody(store)], 9)] == [1]
    assert store.find_by_number(number(2)) == []
    assert list(store.person_ids()) == [1]
    assert list(store.ids_in_play()) == [1]
    begun.cancel()


def test_counting_stops_at_its_cap(store: Store) -> None:
    crowd(store, 12)
    assert store.count([everybody(store)], 5) == 5
    assert store.count([everybody(store), everybody(store)], 20) == 20


def test_dials_due_on_a_day_are_counted_up_to_a_cap(store: Store) -> None:
    crowd(store, 4)
    for person in (1, 2, 3):
        snooze(store, person)
    assert store.due_counts(["2026-03-13", "2026-03-14"]) == {"2026-03-13": 3, "2026-03-14": 0}
    assert store.due_counts(["2026-03-13"], most=2) == {"2026-03-13": 2}


def test_rows_of_the_queue_keep_the_order_asked_for_and_leave_out_who_is_gone(store: Store) -> None:
    crowd(store, 80)
    wanted = [9, 999, 3, *range(10, 80)]
    assert [row.person_id for row in store.queue_rows(wanted)] == [9, 3, *range(10, 80)]
    assert store.queue_rows([]) == []
    row = store.queue_rows([3])[0]
    assert (row.name, row.organisation, row.number) == ("Dana Whitfield 00002", "Org 0", number(2))


def test_equal_hours_share_a_place_and_different_ones_do_not(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    add(store, "Tom Okafor", number(2))
    add(store, "Ana Ruiz", number(3), zone=NEW_YORK, region="NY")
    add(store, "Wei Chen", number(4), wish="09:00-12:00")
    places = [store.state(person).place_id for person in (1, 2, 3, 4)]
    assert len(set(places)) == 3
    assert places[0] == places[1]
    assert store.place(places[3] or 0).wish == "09:00-12:00"
    assert store.place(places[0] or 0).zones == (CHICAGO,)


def test_a_place_made_in_another_window_is_seen_at_once(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    assert len(store.places()) == 1
    with opened(store.path) as second:
        add(second, "Ana Ruiz", number(3), zone=NEW_YORK, region="NY")
        assert len(store.places()) == 2


def test_a_place_of_a_write_that_failed_is_forgotten(store: Store) -> None:
    with contextlib.suppress(ZeroDivisionError), store.operation("add"):
        store.place_for((CHICAGO,), "US", "IL", None)
        assert len(store.places()) == 1
        raise ZeroDivisionError
    assert store.places() == ()


def test_who_is_due_or_waits_for_a_zone_is_counted(store: Store) -> None:
    crowd(store, 6, places=1)
    add(store, "Ana Ruiz", number(90), zone="")
    store.conn.execute("UPDATE people SET zones = NULL WHERE id = 7")
    with store.write() as conn:
        nowhere = store.place_for((), None, None, None)
        conn.execute("UPDATE states SET place_id = ? WHERE person_id = 7", (nowhere,))
    snooze(store, 1)
    place = store.state(2).place_id or 0
    assert store.count_in_place(place, NOW, 99) == 5
    assert store.count_in_place(place, NOW + 9 * DAY, 99) == 6
    assert store.count_in_place(place, NOW, 2) == 2
    assert store.count_without_zone(99) == 1
    assert store.count_in_play() == 6


def test_the_places_are_not_gone_through_for_hot_people_when_none_is_due(store: Store) -> None:
    crowd(store, 12)
    snooze(store, 1)
    state = store.state(2).state
    ranges = [everybody(store, bucket, bucket, NOW) for bucket in (Bucket.CALLBACK, Bucket.RETURNED, Bucket.PROMISE)]
    assert [store.head([one]) for one in ranges] == [None] * 3
    said: list[str] = []
    store.conn.set_trace_callback(said.append)
    assert store.merged(ranges, 9) == []
    assert store.count(ranges) == 0
    store.conn.set_trace_callback(None)
    assert not [sql for sql in said if "json_each" in sql]
    with opened(store.path) as second, second.operation("move") as tx:
        hot = replace(state, bucket=Bucket.PROMISE, due_at=NOW)
        tx.event(EventKind.PLANNED, at=NOW, person_id=2, state=hot)
    assert [key.person_id for key in store.merged(ranges, 9)] == [2]
    assert store.count(ranges) == 1
    store.conn.execute("UPDATE states SET due_at = due_at + 1 WHERE person_id = 2")
    assert store.head(ranges) is None


def test_somebody_hot_in_a_write_that_failed_is_forgotten(store: Store) -> None:
    crowd(store, 2)
    ranges = [everybody(store, 0, Bucket.CALLBACK)]
    with contextlib.suppress(ZeroDivisionError), store.operation("move") as tx:
        hot = replace(store.state(2).state, bucket=Bucket.CALLBACK, due_at=NOW)
        tx.event(EventKind.PLANNED, at=NOW, person_id=2, state=hot)
        assert store.somebody_due(Bucket.CALLBACK, NOW)
        raise ZeroDivisionError
    assert not store.somebody_due(Bucket.CALLBACK, NOW)
    assert store.head(ranges) is None
