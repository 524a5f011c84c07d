"""How well people fit follows from what is on record about them, whatever writes it; the queue goes by it."""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialdeck.errors import DialdeckError
from dialdeck.method.worthiness import Fit, worth
from dialdeck.model.codes import Bucket
from dialdeck.model.facts import NOT_RESEARCHED
from dialdeck.storage.projection import compare, rebuild
from dialdeck.storage.queue import Places, QueueKey, Range
from dialdeck.storage.store import Store
from tests.conftest import FULL
from tests.storage.making import NOW, add, draft, landed, number, opened

ISSUE = {"kind": "issue", "text": "the night run", "source": "their site", "noted_at": NOW, "uid": "x"}


def researched(name: str, last: int, met: int, known: int = 5) -> Any:
    """A person with a niche, a fit and an issue with its source."""
    fact = {"kind": "issue", "text": "the night run", "source": "their site"}
    return draft(name, number(last), niche="cold-chain", fit_met=met, fit_known=known, facts=[fact])


def expected(store: Store, person_id: int) -> int:
    """The fit of somebody, by the rules of the method from what is on record."""
    person = store.person(person_id)
    assert person is not None
    custom = json.loads(person.custom or "{}")
    answers = [custom[name] for name in custom if name.startswith("fit.") and custom[name] in {"yes", "no"}]
    found = Fit(answers.count("yes"), len(answers)) if answers else Fit(person.fit_met or 0, person.fit_known or 0)
    sourced = sum(1 for fact in store.research(person_id) if fact.kind == "issue" and fact.source)
    niche = (person.niche or "").strip()
    return 100 - 100 * found.met // found.known if worth(niche, found, sourced).researched else NOT_RESEARCHED


def fit_gap(store: Store, person_id: int) -> int:
    return store.facts(person_id).fit_gap


def fresh(store: Store, *, later: bool) -> list[QueueKey]:
    """The fresh people who may be dialed, in serving order."""
    ids = tuple(place.id for place in store.places())
    ranges = [Range(0, Places(ids, json.dumps(ids)), Bucket.FRESH, 0, NOW, later=later)]
    keys = store.merged(ranges, 1000)
    assert store.head(ranges) == next(iter(keys), None)
    assert store.count(ranges) == len(keys)
    behind = [store.head(ranges, key) for key in keys]
    assert behind == [*keys[1:], None][: len(keys)]
    return keys


def test_among_those_who_came_together_the_better_fit_goes_first_and_the_unresearched_apart(store: Store) -> None:
    landed(
        store,
        researched("Two of five", 1, 2),
        draft("Not researched", number(2)),
        researched("All of them", 3, 5),
        researched("Four of five", 4, 4),
        researched("Two of five too", 5, 2),
    )
    assert [key.person_id for key in fresh(store, later=False)] == [3, 4, 1, 5]
    assert [key.fit_gap for key in fresh(store, later=False)] == [0, 20, 60, 60]
    assert [key.person_id for key in fresh(store, later=True)] == [2]
    assert store.count_later(9) == 1


def test_pages_and_places_keep_that_order(store: Store) -> None:
    people = [researched(f"Dana {index}", index, index % 6) for index in range(60)]
    for index, person in enumerate(people):
        person.region = ("IL", "WI", "NY")[index % 3]
    landed(store, *people)
    keys = fresh(store, later=False)
    assert [(key.fit_gap, key.person_id) for key in keys] == sorted((key.fit_gap, key.person_id) for key in keys)
    ids = tuple(place.id for place in store.places())
    ranges = [Range(0, Places(ids, json.dumps(ids)), Bucket.FRESH, 0, NOW)]
    found: list[QueueKey] = []
    while page := store.merged(ranges, 7, found[-1] if found else None):
        found += page
    assert found == keys


def test_a_change_of_what_is_on_record_is_something_that_happened_to_the_person(store: Store) -> None:
    landed(store, researched("Dana", 1, 4))
    seen = store.state(1).rev
    with store.operation("edit") as tx:
        tx.update("people", 1, {"fit_met": 1})
    assert fit_gap(store, 1) == 80
    assert not store.claim(1, seen)


def test_who_is_no_longer_fresh_waits_behind_nobody(store: Store) -> None:
    person = add(store, "Dana", number(1))
    assert store.value("SELECT later FROM states WHERE person_id = ?", (person,)) == 1
    with store.write() as conn:
        conn.execute("UPDATE states SET bucket = 3 WHERE person_id = ?", (person,))
    assert store.value("SELECT later FROM states WHERE person_id = ?", (person,)) == 0


def test_what_is_wrong_is_found_by_the_doctor_and_put_right_by_a_rebuild(store: Store) -> None:
    landed(store, researched("Dana", 1, 4))
    with store.write() as conn:
        conn.execute("UPDATE states SET fit_gap = 0")
    assert {check.name: check.ok for check in store.examine()}["fit"] is False
    rebuild(store)
    assert {check.name: check.ok for check in store.examine()}["fit"] is True
    assert fit_gap(store, 1) == 20


PEOPLE = st.integers(1, 3)
ANSWERS = st.dictionaries(st.sampled_from(["fit.a", "fit.b", "fitting"]), st.sampled_from(["yes", "no", "?"]))
ACTS = st.one_of(
    st.tuples(st.just("niche"), PEOPLE, st.sampled_from([None, "", " ", "cold-chain"])),
    st.tuples(st.just("fit"), PEOPLE, st.none() | st.integers(0, 5), st.none() | st.integers(0, 5)),
    st.tuples(st.just("answers"), PEOPLE, ANSWERS),
    st.tuples(st.just("joins"), PEOPLE, st.none() | st.just(1)),
    st.tuples(st.just("found"), PEOPLE, st.sampled_from(["issue", "person"]), st.sampled_from([None, "", "site"])),
    st.tuples(st.just("found there"), st.sampled_from([None, "site"])),
    st.tuples(st.just("source"), st.integers(1, 6), st.sampled_from([None, "site"])),
    st.tuples(st.just("moved"), st.integers(1, 6), PEOPLE),
    st.tuples(st.just("gone"), st.integers(1, 6)),
    st.tuples(st.sampled_from(["undo", "redo"])),
)
_uids = iter(range(1 << 60))


def _fact(**fields: object) -> dict[str, object]:
    return ISSUE | {"uid": f"fact {next(_uids)}"} | fields


WRITTEN: dict[str, Callable[..., object]] = {
    "niche": lambda tx, person, niche: tx.update("people", person, {"niche": niche}),
    "fit": lambda tx, person, met, known: tx.update("people", person, {"fit_met": met, "fit_known": known}),
    "answers": lambda tx, person, answers: tx.update("people", person, {"custom": json.dumps(answers)}),
    "joins": lambda tx, person, where: tx.update("people", person, {"organisation_id": where}),
    "found": lambda tx, person, kind, source: tx.insert("research", _fact(person_id=person, kind=kind, source=source)),
    "found there": lambda tx, source: tx.insert("research", _fact(organisation_id=1, source=source)),
    "source": lambda tx, row, source: tx.update("research", row, {"source": source}),
    "moved": lambda tx, row, person: tx.update("research", row, {"person_id": person}),
    "gone": lambda tx, row: tx.delete("research", row),
}


def act(store: Store, name: str, given: tuple[Any, ...]) -> None:
    """Write something about people or what was found about them, as a use case does."""
    if name in {"undo", "redo"}:
        undoing = store.next_undo() if name == "undo" else None
        if undoing is None or undoing.kind != "import":
            getattr(store, name)()
        return
    with store.operation("edit") as tx:
        WRITTEN[name](tx, *given)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of three people, two of one organisation, to be copied."""
    db = tmp_path_factory.mktemp("three") / "list.db"
    with opened(db) as store:
        landed(
            store,
            researched("Dana", 1, 4),
            draft("Tom", number(2), organisation="Kestrel", niche="cold-chain", fit_met=3, fit_known=4),
            draft("Ana", number(3), organisation="Kestrel"),
        )
    return db


@settings(max_examples=400 if FULL else 60, deadline=None)
@given(acts=st.lists(ACTS, min_size=1, max_size=12))
def test_after_any_writes_everybodys_fit_is_what_is_on_record(
    three: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[Any, ...]]
) -> None:
    db = tmp_path_factory.mktemp("fit") / "list.db"
    shutil.copy(three, db)
    with opened(db) as store:
        for name, *given_ in acts:
            with suppress(DialdeckError):
                act(store, name, tuple(given_))
            there = [person for person in (1, 2, 3) if store.person(person) is not None]
            assert [fit_gap(store, person) for person in there] == [expected(store, person) for person in there]
        assert compare(store) == []
