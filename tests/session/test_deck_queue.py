"""Acting on several people, finding, narrowing, tasks, the break, and what the session came to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.errors import DataError, MissingError, RefusedError, StorageError
from dialdeck.model.codes import Detail
from dialdeck.model.views import CallScreen, Mode
from dialdeck.session import moving
from dialdeck.session.deck import Deck
from dialdeck.session.desk import Desk
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor

MINUTE = 60


def shown(screen: CallScreen) -> int | None:
    return None if screen.person is None else screen.person.person_id


def test_several_people_are_snoozed_and_taken_back_as_one(floor: Floor, deck: Deck) -> None:
    people = [floor.person() for _ in range(4)]
    deck.open()
    screen = deck.snooze_all(people[:3], "tomorrow")
    assert shown(screen) == people[3]
    assert [floor.state(person).due_day for person in people[:3]] == ["2026-03-11"] * 3
    assert screen.undo == "snooze · 3 people"
    deck.undo()
    assert all(floor.state(person).due_day == floor.state(people[3]).due_day for person in people)


def test_when_one_of_several_cannot_be_moved_nobody_is(floor: Floor, deck: Deck) -> None:
    people = [floor.person() for _ in range(3)]
    moving.retire(floor.desk, people[2], "sold")
    deck.open()
    with pytest.raises(RefusedError):
        deck.snooze_all(people, "tomorrow")
    assert [floor.state(person).bucket is None for person in people] == [False, False, True]
    assert len({floor.state(person).due_day for person in people[:2]}) == 1


def test_retiring_others_leaves_the_person_on_the_screen(floor: Floor, deck: Deck) -> None:
    people = [floor.person() for _ in range(3)]
    deck.open()
    screen = deck.retire_all(people[1:], "no budget this year")
    assert shown(screen) == people[0]
    assert len(screen.queue) == 1
    deck.undo()
    assert floor.state(people[2]).stage == "new"


def test_who_is_added_is_brought_up_at_once(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    screen = deck.add_person({"name": "Kim Dorsey", "phone": "+1 312 555 0170", "organisation": "", "title": "Owner"})
    assert screen.person is not None
    assert (screen.person.name, screen.mode) == ("Kim Dorsey", Mode.IDLE)
    assert screen.undo == "new person · Kim Dorsey"


def test_who_is_added_without_a_number_is_refused_and_nothing_is_kept(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    with pytest.raises(DataError):
        deck.add_person({"name": "Kim Dorsey", "phone": "soon"})
    assert list(floor.desk.store.person_ids()) == [person]


def test_people_are_found_by_name_and_by_the_end_of_their_number(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    wanted = floor.person("Tomás Okafor", phone="+13125550199")
    deck.open()
    for text in ("tomas", "OKA", "0199", "555-0199"):
        assert [row.id for row in deck.find(text)] == [str(wanted)], text
    assert deck.find("") == ()
    screen = deck.pick_person(str(wanted))
    assert shown(screen) == wanted


def test_the_queue_narrowed_to_a_list_serves_nobody_else(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz", list="north")
    south = [floor.person(list="south") for _ in range(2)]
    floor.person("Li Na", list="north")
    deck.open()
    scope = next(row for row in deck.scopes() if row.label == "list south")
    screen = deck.narrow(scope.id)
    assert [row.person_id for row in screen.queue if not row.current] == south
    assert screen.bar.scope == "list south"
    deck.dial()
    assert shown(deck.outcome(SILENT)) == south[0]
    deck.dial()
    assert shown(deck.outcome(SILENT)) == south[1]
    wide = deck.narrow("all")
    assert wide.bar.scope == ""
    assert len(wide.queue) == 2


def test_the_scope_in_force_is_marked(floor: Floor, deck: Deck) -> None:
    floor.person(list="north")
    deck.open()
    assert [row.label for row in deck.scopes() if row.current] == ["everybody"]
    deck.narrow(next(row.id for row in deck.scopes() if row.label == "list north"))
    assert [row.label for row in deck.scopes() if row.current] == ["list north"]


def test_a_task_names_its_person_leads_to_them_and_is_ticked_off(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    floor.person("Tom Okafor")
    deck.open()
    deck.dial()
    deck.outcome(SILENT, Detail.NUMBER_DEAD)
    (task,) = deck.tasks()
    assert task.label == "Ana Ruiz · find a number"
    assert deck.screen().bar.tasks_due == 1
    look = deck.pick_task(task.id)
    assert (shown(look), look.mode) == (person, Mode.LOOKING)
    assert deck.task_done(task.id).bar.tasks_due == 0
    assert deck.tasks() == ()
    assert deck.undo().bar.tasks_due == 1


def test_a_break_stops_the_clock_of_the_session_and_takes_no_dial(
    floor: Floor, deck: Deck, clock: SteppingClock
) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    clock.advance(10 * MINUTE)
    assert deck.pause().mode is Mode.PAUSED
    clock.advance(5 * MINUTE)
    with pytest.raises(RefusedError, match="stands still"):
        deck.dial()
    screen = deck.pause()
    assert (screen.mode, shown(screen), screen.bar.paused_ms) == (Mode.IDLE, person, 5 * MINUTE * 1000)
    clock.advance(10 * MINUTE)
    assert "20 min, and 5 min of breaks" in deck.summary()[1]


def test_no_break_begins_while_a_dial_is_open(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    with pytest.raises(RefusedError, match="say how it ended"):
        deck.pause()


def test_the_summary_names_who_is_hot_what_is_promised_and_what_to_prepare(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.line_down()
    deck.dispositions()
    deck.dispose(Detail.MEETING, "2026-03-12 14:00")
    lines = deck.summary()
    assert lines[0] == "1 dial · 1 answered · 0 messages · 0 silent · 1 booked"
    assert lines[lines.index("hot:") + 1] == "Ana Ruiz  meeting agreed, Thu 12 Mar 14:00"
    assert "Ana Ruiz" in lines[lines.index("prepare:") + 1]
    assert "no issue" in lines[lines.index("prepare:") + 1]


def test_a_promised_day_is_told_without_a_time_that_nobody_said(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    floor.through(person, LEFT, SILENT, SILENT, SILENT, LEFT)
    deck.open()
    lines = deck.summary()
    (promise,) = (one for one in floor.promises(person) if one.settled is None)
    day = date.fromisoformat(promise.day)
    assert f"{day:%a %d %b}, any time  Ana Ruiz" in lines


def test_sessions_are_listed_with_what_was_done_the_present_one_marked(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    deck.outcome(SILENT)
    (row,) = deck.sessions()
    assert row.current
    assert "1 dial · 0 answered · 0 messages · 1 silent" in row.note


def test_an_empty_file_says_so_and_a_full_one_does_not(floor: Floor, deck: Deck) -> None:
    assert deck.open().nobody_on_file
    floor.person("Ana Ruiz")
    assert not Deck(floor.desk).open().nobody_on_file


def test_a_task_about_nobody_on_file_leads_nowhere(floor: Floor, deck: Deck) -> None:
    deck.open()
    with pytest.raises(MissingError, match="nobody on file"):
        deck.pick_task("7")


def test_a_task_says_since_when_it_is_overdue(floor: Floor, deck: Deck, clock: SteppingClock) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    deck.outcome(SILENT, Detail.NUMBER_DEAD)
    assert deck.tasks()[0].note.startswith("today")
    clock.advance(3 * 24 * 60 * MINUTE)
    assert deck.tasks()[0].note.startswith("overdue since Tue 10 Mar")


def test_promises_zones_and_stages_are_scopes_in_words(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz", niche="cold-chain", fit="3 of 5")
    floor.callback(person, "2026-03-10 10:08")
    deck.open()
    labels = {row.label: row.id for row in deck.scopes()}
    assert {"everybody", "promises", "stage persistence", "niche cold-chain", "zone Chicago"} <= labels.keys()
    assert deck.narrow(labels["promises"]).bar.scope == "promises"
    assert deck.narrow(labels["zone Chicago"]).bar.scope == "zone Chicago"


def test_why_somebody_stands_where_they_stand_is_said_while_looking_too(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    second = floor.person("Tom Okafor")
    deck.open()
    deck.look(second)
    assert deck.why()
    assert not any(line.startswith("voicemail left") for line in deck.why())


def test_housekeeping_can_be_asked_for_at_any_time(deck: Deck) -> None:
    deck.open()
    deck.idle()
    assert deck.screen().person is None


def test_the_words_of_only_a_few_people_are_remembered(floor: Floor, deck: Deck) -> None:
    people = [floor.person(f"Name{number} Ruiz") for number in range(8)]
    deck.open()
    deck.words()
    scripts = [deck.look(person).script for person in people]
    assert len({script.if_answered for script in scripts if script is not None}) == len(people)


def test_taking_back_what_concerned_several_leaves_the_person_on_the_screen(floor: Floor, deck: Deck) -> None:
    people = [floor.person() for _ in range(4)]
    deck.open()
    deck.snooze_all(people[1:3], "tomorrow")
    assert shown(deck.undo()) == people[0]


def test_a_session_begins_with_the_first_people_not_with_an_empty_file(floor: Floor, deck: Deck) -> None:
    deck.open()
    assert floor.desk.store.session_rows(9) == []
    deck.add_person({"name": "Kim Dorsey", "phone": "+1 312 555 0170"})
    deck.dial()
    deck.outcome(SILENT)
    (row,) = deck.sessions()
    assert "1 dial" in row.note


def test_do_not_call_is_only_taken_back_for_a_reason_which_is_kept(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.line_down()
    deck.dispositions()
    screen = deck.dispose(Detail.DO_NOT_CALL)
    assert screen.undo_wants_reason
    with pytest.raises(RefusedError, match="do not call is final"):
        deck.undo()
    assert floor.state(person).stage == "do not call"
    deck.undo("it was said about a colleague")
    assert floor.state(person).stage != "do not call"
    assert "it was said about a colleague" in floor.desk.store.notes(person)[0].text


def test_other_things_are_taken_back_without_a_reason(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    assert not deck.outcome(SILENT).undo_wants_reason
    deck.undo()


def test_what_was_saved_is_said_with_its_date(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    floor.person("Tom Okafor")
    deck.open()
    assert "Ana Ruiz: Wed 11 Mar" in deck.callback("tomorrow 2pm").message
    deck.dial()
    deck.outcome(ANSWERED)
    deck.line_down()
    deck.dispositions()
    assert deck.dispose(Detail.NOT_A_FIT).message == "Tom Okafor: retired: not a fit"


def test_an_outcome_that_was_taken_back_by_a_slip_is_done_again(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    deck.outcome(SILENT)
    assert deck.undo().mode is Mode.OVER
    assert deck.redo().mode is Mode.IDLE
    assert floor.state(person).attempt == 2


def test_somebody_looked_at_who_is_removed_elsewhere_is_left(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    first = floor.person("Ana Ruiz")
    deck.open()
    other = Deck(open_window())
    other.open()
    added = other.add_person({"name": "Kim Dorsey", "phone": "+1 312 555 0170"})
    assert added.person is not None
    deck.look(added.person.person_id)
    other.undo()
    screen = deck.tick()
    assert screen is not None
    assert (shown(screen), screen.mode) == (first, Mode.IDLE)
    other.close()


def test_a_break_that_lasts_to_the_end_of_the_session_is_no_work(
    floor: Floor, deck: Deck, clock: SteppingClock, open_window: Callable[[], Desk]
) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    deck.pause()
    clock.advance(5 * MINUTE)
    deck.close()
    (row,) = open_window().store.session_rows(1)
    assert row.paused_ms == 5 * MINUTE * 1000


def test_a_scope_is_in_force_also_when_nobody_new_can_be_brought_up(
    floor: Floor, deck: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = floor.person("Ana Ruiz", list="north")
    deck.open()
    deck.snooze("tomorrow")
    floor.snooze(person, "2026-03-10 10:06")
    floor.at("2026-03-10 10:10")

    def claim(person_id: int, rev: int) -> bool:
        message = f"NOT SAVED: the disk is full (person {person_id}, revision {rev})"
        raise StorageError(message)

    monkeypatch.setattr(floor.desk.store, "claim", claim)
    screen = deck.narrow(next(row.id for row in deck.scopes() if row.label == "list north"))
    assert screen.message.startswith("saved; but nobody new could be brought up: NOT SAVED")
    assert screen.bar.scope == "list north"


def test_going_on_without_an_outcome_that_stayed_shows_who_is_next(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    assert shown(deck.go_on()) == person


def test_a_long_queue_is_filled_up_while_it_rings(floor: Floor, deck: Deck) -> None:
    for _ in range(70):
        floor.person()
    deck.open()
    for _ in range(32):
        deck.dial()
        deck.ahead()
        deck.outcome(SILENT)
    assert len(deck.screen().queue) >= 30


def test_somebody_whose_zone_is_gone_is_not_served_and_says_so_when_brought_up(floor: Floor, deck: Deck) -> None:
    served, gone = floor.person(), floor.person(zone="America/New_York")
    with floor.desk.store.write() as file:
        file.execute("UPDATE places SET zones = 'Mars/Olympus' WHERE zones = 'America/New_York'")
    floor.desk.store.rolled_back()  # the places are read anew, as when the program starts

    assert shown(deck.open()) == served
    screen = deck.bring_up(gone)

    assert screen.person is not None
    assert screen.person.refusal == "time zone Mars/Olympus is not known here: confirm it"
    with pytest.raises(RefusedError, match="Mars/Olympus is not known here"):
        deck.dial()
