"""Scopes are offered with how many people in play they have, counted in bounded time."""

from pathlib import Path

import pytest

from dialdeck.model.codes import Bucket, Stage
from dialdeck.model.state import State
from dialdeck.storage.narrowing import Scope
from dialdeck.storage.scopes import ScopeRow
from dialdeck.storage.store import Store
from tests.storage.making import NEW_YORK, NOW, crowd, opened
from tests.storage.test_narrowing import moved, people, seen
from tests.storage.test_queue import large, scanned

__all__ = ["large", "people"]


def test_scopes_are_what_people_in_play_have(people: Store) -> None:
    assert people.scopes() == [
        ScopeRow("promises", "", "promises", 1),
        ScopeRow("list", "1", "Cold chain", 2),
        ScopeRow("stage", "new", "new", 5),
        ScopeRow("stage", "follow-up", "follow-up", 1),
        ScopeRow("niche", "dentists", "dentists", 1),
        ScopeRow("zone", "America/Chicago", "America/Chicago", 5),
        ScopeRow("zone", NEW_YORK, NEW_YORK, 1),
    ]
    moved(people, 6, State(stage=Stage.RETIRED, bucket=None, due_at=None))
    assert "follow-up" not in [row.value for row in people.scopes()]
    assert "retired" not in [row.value for row in people.scopes()]


def test_who_has_rested_counts_and_is_seen_as_win_back(people: Store) -> None:
    for person, due_at in ((1, NOW), (2, NOW + 1)):
        state = State(stage=Stage.RESTING, cadence="win-back", bucket=Bucket.DUE, due_at=due_at)
        moved(people, person, state)
    counts = {row.value: row.count for row in people.scopes() if row.kind == "stage"}
    assert (counts["win-back"], counts["resting"]) == (1, 1)
    people.narrow(Scope("stage", "win-back"))
    assert seen(people) == {1, 2}
    moved(people, 3, State(stage=Stage.WIN_BACK, cadence="win-back", bucket=Bucket.DUE, due_at=NOW))
    moved(people, 2, State(stage=Stage.RETIRED, bucket=None, due_at=None))
    assert seen(people) == {1, 3}
    people.narrow(Scope("stage", "resting"))
    assert seen(people) == {1}


def test_scopes_are_counted_up_to_a_cap_and_less_when_time_runs_out(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(large) as store:
        assert {row.count for row in store.scopes()} == {1000}
        assert scanned(store, store.scopes) == {}
        late = iter(range(0, 99, 1))
        monkeypatch.setattr("dialdeck.storage.scopes.steady", lambda: next(late) * 0.6)
        assert {row.count for row in store.scopes()} == {1}


def test_every_scope_that_is_offered_shows_as_many_as_it_says(store: Store) -> None:
    crowd(store, 40)
    for row in store.scopes():
        store.narrow(Scope(row.kind, row.value))
        assert len(seen(store)) == row.count
