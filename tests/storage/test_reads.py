"""What is read of a person, of the log, and of the world around them."""

from pathlib import Path

import pytest

from dialdeck.errors import MissingError
from dialdeck.model.codes import Bucket, DialStatus, EventKind, Outcome
from dialdeck.storage.people import NumberDraft, add_number, edit_person
from dialdeck.storage.store import Store
from tests.storage.making import (
    CHICAGO,
    DAY,
    NEW_YORK,
    NOW,
    add,
    draft,
    landed,
    number,
    opened,
    record,
    snooze,
    start,
)


def promise(store: Store, person: int, at: int, kind: str = "clock", settled: str | None = None) -> int:
    """Write a promise."""
    with store.operation("callback", person_id=person) as tx:
        return tx.insert(
            "promises",
            {"person_id": person, "kind": kind, "at": at, "day": "2026-03-11", "zone": CHICAGO, "words": "tomorrow",
             "made_at": NOW, "settled": settled},
        )  # fmt: skip


def task(store: Store, person: int | None, due: str, done: int | None = None) -> int:
    """Write a task."""
    with store.operation("task", person_id=person) as tx:
        values = {"person_id": person, "kind": "send", "due_day": due, "reason": "r", "made_at": NOW, "done_at": done}
        return tx.insert("tasks", values)


def test_a_person_is_read_with_organisation_list_and_numbers(store: Store) -> None:
    landed(
        store, draft("Dana Whitfield", number(1), number(2), organisation="Kestrel", list_name="Spring", title="COO")
    )
    person = store.person(1)
    assert person is not None
    assert (person.name, person.organisation, person.list_name, person.title) == (
        "Dana Whitfield", "Kestrel", "Spring", "COO",
    )  # fmt: skip
    assert [(one.e164, one.rank, one.dead, one.blocked) for one in store.numbers(1)] == [
        (number(1), 0, False, None),
        (number(2), 1, False, None),
    ]
    assert store.person(2) is None
    assert store.uid_of(1) == person.uid
    assert store.uid_of(2) is None


def test_nobody_has_no_state_and_no_facts(store: Store) -> None:
    with pytest.raises(MissingError):
        store.state(5)
    with pytest.raises(MissingError):
        store.facts(5)


def test_facts_leave_out_voided_dials_and_the_one_that_is_on(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1), number(2))
    first = start(store, person, NOW - DAY)
    record(store, first)
    void = start(store, person)
    with store.operation("void") as tx:
        tx.event(EventKind.VOIDED, at=NOW, person_id=person, dial_id=void, dial={"status": DialStatus.VOID})
    last = start(store, person)
    with store.operation("dnc") as tx:
        tx.insert("do_not_call", {"e164": number(2), "at": NOW, "reason": "asked", "person_id": None})
    promise(store, person, NOW + DAY)
    promise(store, person, NOW - DAY, settled="kept")
    facts = store.facts(person, without_dial=last)
    assert [dial.dial_id for dial in facts.dials] == [first]
    assert facts.dials[0].outcome is Outcome.SILENT_HANGUP
    assert [one.blocked for one in facts.numbers] == [False, True]
    assert [one.at for one in facts.promises] == [NOW + DAY]
    assert facts.place.zones == (CHICAGO,)
    assert [dial.dial_id for dial in store.facts(person).dials] == [first, last]


def test_what_is_unfinished_is_asked_for_oldest_first(store: Store) -> None:
    people = [add(store, f"Dana {index}", number(index)) for index in range(3)]
    dials = [start(store, person) for person in people]
    record(store, dials[1])
    assert [dial.id for dial in store.unfinished_dials()] == [dials[0], dials[2]]
    assert [dial.id for dial in store.open_dials()] == [dials[0], dials[2]]
    one = store.open_dial_of(people[2])
    assert one is not None
    assert one.id == dials[2]
    assert store.open_dial_of(people[1]) is None
    assert store.dial(99) is None


def test_the_history_has_everything_in_the_order_in_which_it_happened(store: Store) -> None:
    landed(store, draft("Dana Whitfield", number(1)))
    record(store, start(store, 1, NOW + 1), note="rang")
    with store.operation("edit", person_id=1) as tx:
        tx.update("people", 1, {"title": "COO"})
        tx.insert("research", {"person_id": 1, "kind": "issue", "text": "late", "noted_at": NOW + 2})
    promise(store, 1, NOW + DAY)
    snooze(store, 1)
    kinds = [entry.kind for entry in store.history(1)]
    assert kinds[0] == "import"
    assert sorted(kinds) == ["dial", "edit", "import", "note", "promise", "research", "snoozed"]


def test_research_covers_the_person_and_their_organisation_newest_first(store: Store) -> None:
    landed(store, draft("Dana Whitfield", number(1), organisation="Kestrel"))
    with store.operation("edit", person_id=1) as tx:
        tx.insert("research", {"person_id": 1, "kind": "issue", "text": "own", "noted_at": NOW})
        tx.insert("research", {"organisation_id": 1, "kind": "issue", "text": "theirs", "noted_at": NOW + 1})
    assert [fact.text for fact in store.research(1)] == ["theirs", "own"]


def test_open_promises_come_nearest_first_up_to_an_instant(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    late = promise(store, person, NOW + 2 * DAY, "day")
    near = promise(store, person, NOW + 1)
    promise(store, person, NOW, settled="kept")
    assert [one.id for one in store.open_promises(NOW + DAY)] == [near]
    assert [one.id for one in store.open_promises(NOW + 9 * DAY)] == [near, late]
    assert [one.id for one in store.open_promises(NOW + 9 * DAY, kind="day")] == [late]
    assert [one.id for one in store.open_promises(NOW + 9 * DAY, since=NOW + 2)] == [late]
    assert len(store.promises(person)) == 3


def test_tasks_are_read_open_or_all_of_one_or_of_everybody(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    later, sooner = task(store, person, "2026-03-12"), task(store, None, "2026-03-11")
    done = task(store, person, "2026-03-10", done=NOW)
    assert [one.id for one in store.tasks()] == [sooner, later]
    assert [one.id for one in store.tasks(open_only=False)] == [done, sooner, later]
    assert [one.id for one in store.tasks(person_id=person)] == [later]


def test_people_are_found_by_uid_end_and_by_number(store: Store) -> None:
    add(store, "Dana Whitfield", number(1), organisation="Kestrel Logistics")
    add(store, "Tom Okafor", number(2), number(1))
    uid = store.uid_of(1) or ""
    assert store.find_by_uid(uid) == store.find_by_uid(uid[-6:].upper()) == [1]
    assert store.find_by_uid(uid[-5:]) == store.find_by_uid("%%%%%%") == store.find_by_uid("______") == []
    assert store.find_by_number(number(2)) == [2]
    assert sorted(store.find_by_number("00001")) == sorted(store.find_by_number(number(1))) == [1, 2]
    assert store.find_by_number("001") == store.find_by_number("+1") == store.find_by_number("") == []


def test_dials_are_found_by_the_end_of_their_uid(store: Store) -> None:
    dial = start(store, add(store, "Dana Whitfield", number(1)))
    row = store.dial(dial)
    assert row is not None
    assert [one.id for one in store.find_dials(row.uid)] == [one.id for one in store.find_dials(row.uid[-8:])] == [dial]
    assert store.find_dials(row.uid[-5:]) == store.find_dials("abcdefgh") == []


def test_a_session_counts_its_own_dials(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    record(store, start(store, person))
    session = store.start_session(goal=60)
    record(store, start(store, person))
    start(store, person, NOW + 5)
    tally = store.session_tally(session)
    assert (tally.dials, tally.silent_hangup, tally.answered, tally.details) == (2, 1, 0, {"rang_out": 1})
    assert store.session_tally(session, NOW + 1).dials == 1
    store.end_session()
    store.end_session()
    assert store.row("SELECT ended_at, goal FROM sessions") == (NOW, 60)
    assert store.session_id is None


def test_answer_rates_leave_out_numbers_that_never_rang(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    for outcome, detail, part in (
        ("answered", "gatekeeper", "morning"),
        ("silent_hangup", "rang_out", "morning"),
        ("silent_hangup", "busy", "morning"),
        ("voicemail_left", "message", "afternoon"),
    ):
        dial = start(store, person)
        values = (outcome, detail, part, dial)
        store.conn.execute("UPDATE dials SET outcome = ?, detail = ?, part = ?, status = 'done' WHERE id = ?", values)
    assert store.answer_rates(NOW) == {"morning": (1, 2), "afternoon": (0, 1)}
    assert store.answer_rates(NOW + 1) == {}


def test_holidays_are_kept_by_area_and_year_empty_ones_too(store: Store) -> None:
    store.add_holidays("US-IL", 2026, {"2026-07-03": "Independence Day"})
    store.add_holidays("US-IL", 2027, {})
    assert store.holidays("US-IL") == {"2026-07-03"}
    assert store.holiday_years("US-IL") == {2026, 2027}
    assert store.holidays("DE") == frozenset()


def test_areas_are_those_that_somebody_lives_in(store: Store) -> None:
    add(store, "Dana Whitfield", number(1))
    add(store, "Ana Ruiz", number(2), zone=NEW_YORK, region=None)
    assert store.areas() == {("US", "IL"), ("US", None)}


def test_the_do_not_call_list_is_read_by_number(store: Store) -> None:
    with store.operation("dnc") as tx:
        tx.insert("do_not_call", {"e164": number(2), "at": NOW, "reason": "asked", "person_id": None})
    assert store.do_not_call_reason(number(2)) == "asked"
    assert store.do_not_call_reason(number(1)) is None


def test_exports_walk_everybody_and_every_dial_in_pages(store: Store) -> None:
    landed(store, *(draft(f"Dana {index}", number(index), list_name=f"List {index % 2}") for index in range(1200)))
    lists = store.lists()
    assert list(lists.values()) == ["List 0", "List 1"]
    assert len(list(store.person_ids())) == len(set(store.person_ids())) == 1200
    assert len(list(store.person_ids(next(iter(lists))))) == 600
    assert len(list(store.ids_in_play())) == 1200
    dials = [start(store, person) for person in (3, 1, 2)]
    assert [dial.id for dial in store.all_dials()] == dials
    assert store.newest_event_at() == NOW


def test_an_edit_moves_a_person_to_the_place_of_their_new_hours(store: Store) -> None:
    person = add(store, "Dana Whitfield", number(1))
    before = store.state(person)
    with store.operation("edit", person_id=person) as tx:
        edit_person(store, tx, person, {"zones": NEW_YORK, "name": "Dana Holm", "organisation": "Kestrel"})
        add_number(store, tx, person, NumberDraft(number(2), "2"))
    row = store.person(person)
    assert row is not None
    assert (row.name, row.name_key, row.organisation) == ("Dana Holm", "dana holm", "Kestrel")
    assert store.place(store.state(person).place_id or 0).zones == (NEW_YORK,)
    assert [(one.e164, one.rank) for one in store.numbers(person)] == [(number(1), 0), (number(2), 1)]
    store.undo()
    assert store.state(person).place_id == before.place_id
    assert len(store.numbers(person)) == 1


def test_somebody_new_with_blocked_numbers_alone_never_enters_the_queue(store: Store) -> None:
    with store.operation("dnc") as tx:
        tx.insert("do_not_call", {"e164": number(1), "at": NOW, "reason": "asked", "person_id": None})
    assert store.state(add(store, "Dana Whitfield", number(1))).state.bucket is None
    assert store.state(add(store, "Tom Okafor", number(1), number(2))).state.bucket is Bucket.FRESH


def test_an_empty_file_answers_every_question(db: Path) -> None:
    with opened(db) as store:
        assert store.newest_event_at() is None
        assert store.last_operation() == 0
        assert store.import_row(1) is None
        assert store.history(1) == []
        assert store.places() == ()
        assert not store.foreign_change()
