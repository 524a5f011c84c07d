"""Sessions are looked back on by an index, with their breaks and what was dialed in them."""

from contextlib import suppress
from pathlib import Path

from dialdeck.model.codes import DialStatus, EventKind
from dialdeck.storage.store import Store
from tests.storage.making import NOW, add, number, opened, record, start
from tests.storage.test_queue import large, scanned

__all__ = ["large"]


def ended(store: Store, person: int, outcome: str | None, detail: str | None, status: str = DialStatus.DONE) -> None:
    """Place a dial that ended so."""
    dial = start(store, person)
    with store.operation("record", person_id=person, dial_id=dial) as tx:
        values = {"status": status, "outcome": outcome, "detail": detail, "ended_at": NOW}
        tx.event(EventKind.OUTCOME, at=NOW, person_id=person, dial_id=dial, dial=values)


def test_sessions_come_newest_first_with_what_was_dialed(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    first = store.start_session(goal=60)
    for outcome, detail in (("answered", "meeting"), ("answered", "callback"), ("voicemail_left", "message")):
        ended(store, person, outcome, detail)
    ended(store, person, "silent_hangup", "rang_out")
    ended(store, person, None, None, DialStatus.VOID)
    store.set_paused(90_000)
    store.end_session()
    second = store.start_session()
    rows = store.session_rows(10)
    assert [row.id for row in rows] == [second, first]
    row = rows[1]
    assert (row.goal, row.paused_ms, row.rep_name) == (60, 90_000, "me")
    assert (row.dials, row.answered, row.messages, row.silent, row.booked) == (4, 2, 1, 1, 1)
    assert (row.started_at, row.ended_at is None, rows[0].ended_at) == (NOW, False, None)
    assert rows[0][7:] == (0, 0, 0, 0, 0)
    assert [one.id for one in store.session_rows(1)] == [second]
    tally = store.session_tally(first)
    assert (tally.dials, tally.details["meeting"]) == (4, 1)


def test_a_break_belongs_to_the_session_that_runs(store: Store) -> None:
    store.set_paused(5)
    store.start_session()
    store.set_paused(5)
    store.set_paused(7)
    store.end_session()
    store.set_paused(9)
    assert [row.paused_ms for row in store.session_rows()] == [7]


def test_the_dials_of_a_session_are_its_own(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    start(store, person)
    session = store.start_session()
    dials = [start(store, person), start(store, person)]
    assert [dial.id for dial in store.session_dials(session)] == dials


def test_tasks_are_counted_by_their_day(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    with store.operation("task") as tx:
        values = {"person_id": person, "kind": "send", "reason": "asked", "made_at": NOW}
        days = ("2026-03-09", "2026-03-10", "2026-03-11")
        ids = [tx.insert("tasks", values | {"due_day": day}) for day in days]
    assert [store.tasks_due(day) for day in ("2026-03-08", "2026-03-10", "2026-03-12")] == [0, 2, 3]
    with store.operation("done") as tx:
        tx.update("tasks", ids[-1], {"done_at": NOW})
    assert store.tasks_due("2026-03-12") == 2


def test_the_newest_notes_and_dials_are_had_alone_and_in_their_order(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    dials = [start(store, person) for _ in range(4)]
    record(store, dials[0])
    for index in range(4):
        with store.operation("note", person_id=person) as tx:
            tx.insert("notes", {"person_id": person, "at": NOW + index // 2, "text": f"note {index}"})
    assert [row.id for row in store.dial_rows(person)] == dials
    assert [row.id for row in store.dial_rows(person, newest=2)] == dials[2:]
    assert [row.text for row in store.notes(person)] == ["note 0", "note 1", "note 2", "note 3"]
    assert [row.text for row in store.notes(person, newest=3)] == ["note 1", "note 2", "note 3"]
    assert store.notes(person, newest=0) == []


def test_lists_are_remembered_until_somebody_writes(store: Store) -> None:
    def made(window: Store, name: str) -> None:
        with window.operation("list") as tx:
            tx.insert("lists", {"name": name})

    made(store, "B")
    assert store.lists() == {1: "B"}
    said: list[str] = []
    store.conn.set_trace_callback(said.append)
    store.lists().clear()
    store.conn.set_trace_callback(None)
    assert not [sql for sql in said if "lists" in sql]
    made(store, "A")
    assert list(store.lists().items()) == [(2, "A"), (1, "B")]
    with opened(store.path) as second:
        made(second, "C")
        assert store.lists()[3] == "C"
    with suppress(ZeroDivisionError), store.operation("list") as tx:
        tx.insert("lists", {"name": "D"})
        assert 4 in store.lists()
        raise ZeroDivisionError
    assert 4 not in store.lists()


def test_sessions_tasks_and_tallies_read_no_large_table_through(large: Path) -> None:
    with opened(large) as store:
        session = store.start_session()
        start(store, 1)

        def reads() -> None:
            store.session_rows(20)
            store.session_tally(session)
            store.session_dials(session)
            store.tasks_due("2026-03-12")
            store.notes(1, newest=5)
            store.dial_rows(1, newest=5)

        assert scanned(store, reads) == {}
        plan = store.rows(
            "EXPLAIN QUERY PLAN SELECT outcome, detail, count(*) FROM dials WHERE session_id = 1 AND started_at >= 0 "
            "AND status <> 'void' GROUP BY outcome, detail"
        )
        assert "COVERING INDEX dials_tally" in plan[0][3]
