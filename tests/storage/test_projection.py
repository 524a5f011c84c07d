"""States and dials follow from the events alone: what recording folded is what a rebuild folds."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialdeck.model.codes import Bucket, Plan, Stage
from dialdeck.model.state import State
from dialdeck.storage.projection import compare, rebuild
from dialdeck.storage.store import Store
from tests.storage.making import NOW, add, crowd, draft, landed, number, opened, record, snooze, start, visible

STATES = st.builds(
    State,
    stage=st.sampled_from(Stage),
    attempt=st.integers(1, 20),
    position=st.integers(0, 20),
    tries=st.integers(0, 3),
    cadence=st.just("persistence"),
    step=st.just("second"),
    script=st.just("second"),
    owed_left=st.integers(-1, 3),
    number_id=st.none() | st.integers(1, 9),
    earlier_attempts=st.integers(0, 30),
    plan=st.sampled_from(Plan),
    owed=st.none() | st.just("second"),
    bucket=st.none() | st.sampled_from(list(Bucket)[:5]),
    due_at=st.integers(NOW, NOW + 10**9),
    due_day=st.none() | st.just("2026-03-11"),
    part=st.none() | st.just("morning"),
    busy_retried=st.booleans(),
    apology=st.booleans(),
    locked_until=st.none() | st.integers(NOW, NOW + 10**9),
    reason=st.none() | st.just("no_number"),
)


def history(store: Store) -> None:
    """Some people with a bit of everything behind them."""
    crowd(store, 5)
    for person in (1, 2, 3):
        record(store, start(store, person))
    snooze(store, 4)
    store.undo()
    store.undo()
    start(store, 5)


def test_after_any_history_the_file_is_as_the_events_say(store: Store) -> None:
    history(store)
    assert compare(store) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(states=st.lists(STATES, min_size=1, max_size=6))
def test_every_state_is_read_back_as_it_was_recorded(states: list[State], tmp_path: Path) -> None:
    db = tmp_path / "states.db"
    with opened(db) as store:
        person = add(store, f"Dana {store.last_operation()}", number(1))
        for state in states:
            record(store, start(store, person), state=state)
            assert store.state(person).state == state
        assert compare(store) == []


def test_a_rebuild_puts_back_what_differs_and_nothing_else(store: Store) -> None:
    history(store)
    before = visible(store)
    store.conn.execute("UPDATE states SET attempt = 9, due_at = 5, plan = 'silent' WHERE person_id = 1")
    store.conn.execute("UPDATE dials SET outcome = NULL, status = 'over' WHERE id = 2")
    store.conn.execute("DELETE FROM dials WHERE id = 1")
    store.conn.execute("DELETE FROM states WHERE person_id = 4")
    store.conn.execute("INSERT INTO dials SELECT 99, 'u', 1, NULL, status, started_at, NULL, NULL, NULL, 0, 0, 1, "
                       "plan, step, cadence, script, NULL, 1, NULL, 1, 1 FROM dials WHERE id = 2")  # fmt: skip
    told = compare(store)
    assert [line.split(":")[0] for line in told] == ["states 1", "dials 1", "dials 2", "states 4", "dials 99"]
    assert compare(store, most=1) == told[:1]
    assert rebuild(store) == 5
    assert compare(store) == []
    after = visible(store)
    place = store.columns("states").index("place_id")
    assert after["dials"] == before["dials"]
    assert [row[:place] + row[place + 1 :] for row in after["states"]] == [
        row[:place] + row[place + 1 :] for row in before["states"]
    ]
    assert rebuild(store) == 0


def test_people_kept_out_by_an_import_are_as_the_events_say(store: Store) -> None:
    landed(store, draft("Dana Whitfield", number(1), do_not_call=True), draft("Tom Okafor", number(1)))
    assert {store.state(person).state.stage for person in (1, 2)} == {Stage.DO_NOT_CALL}
    assert compare(store) == []
