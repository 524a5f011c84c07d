"""By which kinds of number somebody is reached follows from their numbers alone, whatever writes them."""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialdeck.errors import DialdeckError
from dialdeck.model.codes import REFUSED_KINDS, Bucket, Stage
from dialdeck.phone.leaving import ALLOWED_KINDS, refusal_of_form
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.operations import Transaction
from dialdeck.storage.people import NumberDraft, PersonDraft, add_number
from dialdeck.storage.projection import compare, rebuild
from dialdeck.storage.queue import Places, QueueKey, Range
from dialdeck.storage.reach import BITS, ORDINARY, out_of_reach, reaches
from dialdeck.storage.store import Store
from tests.conftest import FULL
from tests.storage.making import NOW, add, batcher, draft, landed, number, opened, rows

KINDS = sorted(ALLOWED_KINDS | REFUSED_KINDS | {"emergency", "short", "invalid"})
SETTINGS = [kinds for count in range(4) for kinds in combinations(sorted(REFUSED_KINDS), count)]


def with_kinds(name: str, *numbers: tuple[str, str], **fields: str) -> PersonDraft:
    """A person with numbers of these kinds, as (number, kind)."""
    person = draft(name, **fields)
    person.numbers = [NumberDraft(e164=e164, raw=e164, kind=kind) for e164, kind in numbers]
    return person


def expected(store: Store, person: int) -> int:
    """The reach of somebody, from their numbers one by one."""
    kinds = {
        row.kind
        for row in store.numbers(person)
        if not row.dead and row.blocked is None and refusal_of_form(row.e164) is None
    }
    return ORDINARY if kinds & ALLOWED_KINDS else sum(BITS[kind] for kind in kinds & REFUSED_KINDS)


def reach(store: Store, person: int) -> int:
    found: int = store.value("SELECT reach FROM states WHERE person_id = ?", (person,))
    return found


def in_queue(store: Store) -> list[QueueKey]:
    """Everybody fresh who may be dialed, in serving order."""
    ids = tuple(place.id for place in store.places())
    places = Places(ids, json.dumps(ids))
    ranges = [Range(0, places, Bucket.FRESH, 0, NOW, reach=value, later=True) for value in store.present_reach()]
    keys = store.merged(ranges, 1000)
    assert store.head(ranges) == next(iter(keys), None)
    assert store.count(ranges) == len(keys)
    assert sum(store.count_in_place(place.id, NOW, 1000) for place in store.places()) == len(keys)
    return keys


def test_the_kinds_are_those_of_the_model() -> None:
    assert set(BITS) == REFUSED_KINDS
    assert not ALLOWED_KINDS & REFUSED_KINDS


@pytest.mark.parametrize("allowed", SETTINGS)
def test_a_lone_number_is_reached_when_its_kind_is_allowed(store: Store, allowed: tuple[str, ...]) -> None:
    landed(store, *(with_kinds(kind, (number(index), kind)) for index, kind in enumerate(KINDS)))
    store.allow(allowed, lambda e164, kind: None)
    fine = ALLOWED_KINDS.union(allowed)
    assert [KINDS[key.person_id - 1] for key in in_queue(store)] == [kind for kind in KINDS if kind in fine]
    assert store.count_out_of_reach(99) == len(KINDS) - len(fine)


@pytest.mark.parametrize("e164", ["+112", "911", "+0312555014", "+1312555014x", "+1312555014255555", "٣١٢٥٥٥٠١٤٢"])
def test_what_is_no_complete_number_reaches_nobody(store: Store, e164: str) -> None:
    assert reach(store, add(store, "Dana Whitfield", e164)) == 0
    assert refusal_of_form(e164) is not None


def test_one_ordinary_number_is_enough_and_several_kinds_add_up(store: Store) -> None:
    landed(
        store,
        with_kinds("Ordinary", (number(1), "premium"), (number(2), "mobile")),
        with_kinds("Two kinds", (number(3), "premium"), (number(4), "personal"), (number(5), "short")),
        with_kinds("None"),
    )
    assert [reach(store, person) for person in (1, 2, 3)] == [ORDINARY, BITS["premium"] + BITS["personal"], 0]
    for allowed, seen in (((), [1]), (("premium",), [1, 2]), (("shared_cost",), [1]), (("personal",), [1, 2])):
        store.allow(allowed, lambda e164, kind: None)
        assert [key.person_id for key in in_queue(store)] == seen


def test_the_values_of_those_in_and_out_of_reach_are_all_there_are() -> None:
    for allowed in SETTINGS:
        within = reaches(allowed)
        assert sorted((*within, *out_of_reach(within))) == [0, 1, 2, 4, 6, 8, 10, 12, 14]
        assert within[0] == ORDINARY
        assert 0 not in within


def test_people_of_several_reaches_come_in_one_order_page_by_page(store: Store) -> None:
    kinds = ["mobile", "premium", "personal", "fixed"] * 6
    landed(
        store,
        *(with_kinds(f"Dana {i}", (number(i), kind), region=("IL", "WI")[i % 2]) for i, kind in enumerate(kinds)),
    )
    store.allow(["premium", "personal"], lambda e164, kind: None)
    ids = tuple(place.id for place in store.places())
    ranges = [
        Range(0, Places(ids, json.dumps(ids)), Bucket.FRESH, 0, NOW, reach=value, later=True)
        for value in store.present_reach()
    ]
    assert len(ranges) == 3
    found: list[QueueKey] = []
    while page := store.merged(ranges, 5, found[-1] if found else None):
        found += page
    assert [key.person_id for key in found] == list(range(1, 25))


def test_only_values_that_somebody_has_are_looked_for_and_a_new_one_is_seen_at_once(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    store.allow(["premium", "personal"], lambda e164, kind: None)
    assert store.present_reach() == (ORDINARY,)
    with opened(store.path) as second, second.operation("edit") as tx:
        tx.update("numbers", 1, {"kind": "premium"})
    assert store.present_reach() == (ORDINARY, BITS["premium"])
    assert [key.person_id for key in in_queue(store)] == [1]


def test_a_changed_number_is_something_that_happened_to_the_person(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    seen = store.state(person).rev
    with store.operation("edit") as tx:
        tx.update("numbers", 1, {"dead": 1})
    assert not store.claim(person, seen)


def test_whoever_waits_for_a_zone_is_not_counted_as_without_a_number(store: Store) -> None:
    landed(store, with_kinds("No zone", (number(1), "premium"), zone=""), with_kinds("Zone", (number(2), "premium")))
    with store.write() as conn:
        nowhere = store.place_for((), None, None, None)
        conn.execute("UPDATE states SET place_id = ? WHERE person_id = 1", (nowhere,))
    assert (store.count_without_zone(9), store.count_out_of_reach(9)) == (1, 1)


def test_counting_those_without_a_number_stops_at_its_cap(store: Store) -> None:
    landed(store, *(with_kinds(f"Dana {index}", (number(index), "premium")) for index in range(5)))
    assert (store.count_out_of_reach(3), store.count_out_of_reach(99)) == (3, 5)


def test_people_who_are_arriving_are_not_counted(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(with_kinds("Dana Whitfield", (number(1), "premium"))))
    assert store.count_out_of_reach(9) == 0
    begun.land()
    assert store.count_out_of_reach(9) == 1


def test_who_asked_not_to_be_called_while_their_row_arrived_is_kept_out(store: Store) -> None:
    begun = batcher(store)
    begun.add(rows(draft("Dana Whitfield", number(1)), draft("Tom Okafor", number(2)), with_kinds("None")))
    with store.operation("dnc") as tx:
        tx.insert("do_not_call", {"e164": number(1), "at": NOW, "reason": "asked", "person_id": None})
    begun.land()
    assert [store.state(person).state.stage for person in (1, 2, 3)] == [Stage.DO_NOT_CALL, Stage.NEW, Stage.NEW]
    assert [key.person_id for key in in_queue(store)] == [2]
    assert store.count_out_of_reach(9) == 1
    assert compare(store) == []


def test_nobody_stays_in_the_queue_by_a_dead_number_beside_one_that_an_import_blocks(store: Store) -> None:
    person = add(store, "Tom Okafor", number(1), number(2))
    with store.operation("edit") as tx:
        tx.update("numbers", 1, {"dead": 1})
    landed(store, draft("Dana Whitfield", number(2), do_not_call=True))
    assert store.state(person).state.stage is Stage.DO_NOT_CALL


def test_what_is_wrong_is_found_by_the_doctor_and_put_right_by_a_rebuild(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    with store.write() as conn:
        conn.execute("UPDATE states SET reach = 0")
    assert {check.name: check.ok for check in store.examine()}["reach"] is False
    rebuild(store)
    assert {check.name: check.ok for check in store.examine()}["reach"] is True
    assert reach(store, 1) == ORDINARY


PEOPLE = st.integers(1, 3)
ACTS = st.one_of(
    st.tuples(st.just("number"), PEOPLE, st.integers(1, 4), st.sampled_from(KINDS)),
    st.tuples(st.just("kind"), st.integers(1, 8), st.sampled_from(KINDS)),
    st.tuples(st.just("dead"), st.integers(1, 8), st.integers(0, 1)),
    st.tuples(st.just("gone"), st.integers(1, 8)),
    st.tuples(st.just("moved"), st.integers(1, 8), st.integers(1, 4)),
    st.tuples(st.just("block"), st.integers(1, 4)),
    st.tuples(st.just("free"), st.integers(1, 4)),
    st.tuples(st.just("person"), st.integers(1, 4)),
    st.tuples(st.sampled_from(["undo", "redo"])),
)


def act(store: Store, name: str, given: tuple[Any, ...]) -> None:
    """Write something about numbers, as a use case does."""
    if name in {"undo", "redo"}:
        getattr(store, name)()
    elif name == "person":
        add(store, "Leila Holm", number(given[0]))
    else:
        with store.operation("edit") as tx:
            WRITTEN[name](store, tx, *given)


def _add(store: Store, tx: Transaction, person: int, last: int, kind: str) -> None:
    add_number(store, tx, person, NumberDraft(e164=number(last), raw="", kind=kind))


def _block(store: Store, tx: Transaction, last: int) -> None:
    tx.insert("do_not_call", {"e164": number(last), "at": NOW, "reason": "r", "person_id": None})


WRITTEN: dict[str, Callable[..., None]] = {
    "number": _add,
    "kind": lambda store, tx, row, kind: tx.update("numbers", row, {"kind": kind}),
    "dead": lambda store, tx, row, dead: tx.update("numbers", row, {"dead": dead}),
    "gone": lambda store, tx, row: tx.delete("numbers", row),
    "moved": lambda store, tx, row, last: tx.update("numbers", row, {"e164": number(last)}),
    "block": _block,
    "free": lambda store, tx, last: tx.delete("do_not_call", number(last)),
}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of three people with numbers of all sorts, to be copied."""
    db = tmp_path_factory.mktemp("three") / "list.db"
    with opened(db) as store:
        landed(
            store,
            with_kinds("Dana", (number(1), "fixed"), (number(2), "premium")),
            with_kinds("Tom", (number(1), "mobile")),
            with_kinds("Ana", (number(3), "personal"), (number(4), "shared_cost")),
        )
    return db


@settings(max_examples=400 if FULL else 60, deadline=None)
@given(acts=st.lists(ACTS, min_size=1, max_size=12))
def test_after_any_writes_everybodys_reach_is_what_their_numbers_say(
    three: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[Any, ...]]
) -> None:
    db = tmp_path_factory.mktemp("reach") / "list.db"
    shutil.copy(three, db)
    with opened(db) as store:
        for name, *given in acts:
            before = store.rows("SELECT person_id, reach FROM states")
            with suppress(DialdeckError, sqlite3.IntegrityError):  # nothing to undo, no such row, blocked already
                act(store, name, tuple(given))
                before = store.rows("SELECT person_id, reach FROM states")
            assert store.rows("SELECT person_id, reach FROM states") == before
            assert dict(before) == {person: expected(store, person) for person, _ in before}
