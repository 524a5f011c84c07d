"""The call screen without a screen: what each key does, and that what it says beforehand is what it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.errors import DataError, RefusedError
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import Mode
from dialdeck.session import dialing, moving, typed_dates
from dialdeck.session.deck import Deck
from dialdeck.session.desk import Desk
from dialdeck.session.editing import edit_person
from dialdeck.session.people import block
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def on_screen(deck: Deck) -> int | None:
    person = deck.screen().person
    return None if person is None else person.person_id


def test_a_list_without_people_shows_nobody_and_breaks_no_key(deck: Deck) -> None:
    screen = deck.open()
    assert (screen.person, screen.consequences, screen.queue, screen.script) == (None, (), (), None)
    assert deck.words().script is None
    assert (deck.why(), deck.echo_when("tomorrow"), deck.more_queue(10), screen.undo) == ((), "", (), "")
    for key in (deck.dial, lambda: deck.snooze("tomorrow"), lambda: deck.note("hm")):
        with pytest.raises(DataError, match="nobody"):
            key()
    assert deck.summary()[0] == "0 dials · 0 answered · 0 messages · 0 silent · 0 booked"


def test_somebody_who_arrives_appears_on_the_empty_screen(floor: Floor, deck: Deck) -> None:
    deck.open()
    person = floor.person()
    screen = deck.tick()
    assert screen is not None
    assert screen.person is not None
    assert screen.person.person_id == person


def test_an_outcome_leads_to_the_next_person_and_names_what_undo_takes_back(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    second = floor.person()
    deck.open()
    deck.dial()
    screen = deck.outcome(SILENT)
    assert (on_screen(deck), screen.mode, screen.undo) == (second, Mode.IDLE, "silent · Ana Ruiz")


def test_without_an_open_dial_no_outcome_is_taken(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    with pytest.raises(RefusedError, match="no dial is open"):
        deck.outcome(LEFT)


def test_while_a_dial_is_open_nothing_else_moves(floor: Floor, deck: Deck) -> None:
    floor.person()
    other = floor.person()
    deck.open()
    deck.dial()
    for key in (
        deck.dial,
        lambda: deck.snooze("tomorrow"),
        lambda: deck.callback("tomorrow 3pm"),
        lambda: deck.retire("gone"),
        lambda: deck.bring_up(other),
    ):
        with pytest.raises(RefusedError, match="a dial is open"):
            key()


def test_answered_talks_until_its_disposition_is_known(floor: Floor, deck: Deck) -> None:
    person, second = floor.person(), floor.person()
    deck.open()
    deck.dial()
    screen = deck.outcome(ANSWERED)
    assert (screen.mode, on_screen(deck)) == (Mode.TALKING, person)
    assert screen.dial is not None
    assert screen.dial.talked_at is not None
    assert deck.line_down().mode is Mode.DISPOSITION
    assert deck.line_down().mode is Mode.DISPOSITION
    assert deck.dispose(Detail.NO_TALK).mode is Mode.IDLE
    assert on_screen(deck) == second


def test_it_was_a_machine_after_all(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.outcome(LEFT)
    assert floor.desk.store.dial_rows(person)[0].outcome == LEFT
    assert floor.state(person).attempt == 2


def test_the_line_down_first_and_the_outcome_after(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    assert deck.line_down().mode is Mode.OVER
    assert deck.outcome(SILENT).mode is Mode.IDLE


def test_the_planned_key_stays_marked_while_talking(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    screen = deck.outcome(ANSWERED)
    assert [one.outcome for one in screen.consequences if one.planned] == [LEFT]


@pytest.mark.parametrize("outcome", [LEFT, SILENT])
def test_what_a_key_says_is_what_it_does(floor: Floor, deck: Deck, outcome: Outcome) -> None:
    person = floor.person()
    deck.open()
    floor.clock.advance(40)
    said = {one.outcome: one.text for one in deck.dial().consequences}
    floor.clock.advance(90)
    screen = deck.outcome(outcome)
    assert screen.message == ""
    due = floor.state(person)
    assert due.due_at is not None
    day = floor.desk.calendar.local(floor.desk.facts(person).place, due.due_at)
    assert said[outcome].startswith(f"{day:%a} {day.day} {day:%b}")


def test_each_disposition_does_what_its_line_says(floor: Floor, deck: Deck) -> None:
    for number in range(10):
        person = floor.person()
        deck.open()
        deck.bring_up(person)
        deck.dial()
        floor.clock.advance(60)
        deck.outcome(ANSWERED)
        floor.clock.advance(60)
        line = deck.dispositions()[number]
        dial = floor.desk.store.dial_rows(person)[-1]
        taken = dialing.record_outcome(floor.desk, dial.id, dialing.default_result(ANSWERED, line.detail, None))
        assert re.sub(r" \([^()]*\)", "", taken.decision.why) == line.text
        floor.desk.store.undo()
        when = line.default_date or None
        deck.line_down()
        deck.dispose(line.detail, when)
        if when and line.detail is not Detail.NOT_INTERESTED:
            assert f"{datetime.fromisoformat(floor.due(person)):%a %-d %b %H:%M}" == when


def test_what_changed_since_it_was_shown_is_said_in_one_line(floor: Floor, deck: Deck) -> None:
    floor.person(phone="+13125550111")
    deck.open()
    deck.dial()
    block(floor.desk, ("+13125550111",), "wrote to us")
    screen = deck.outcome(SILENT)
    assert screen.message.startswith("changed since it was shown: do not call")


def test_a_warning_of_the_method_is_said_at_once(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    assert "hung up on" in deck.outcome(SILENT, Detail.LIVE_DROP).message


def test_a_line_that_dropped_stays_with_the_same_person(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.dispose(Detail.DROPPED)
    assert on_screen(deck) == person
    assert deck.dial().mode is Mode.DIALING


def test_a_dead_number_stays_with_the_same_person_on_the_next_number(floor: Floor, deck: Deck) -> None:
    person = floor.person(phone="+13125550111; +13125550112")
    floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT, Detail.NUMBER_DEAD)
    assert on_screen(deck) == person
    dial = deck.dial().dial
    assert dial is not None
    assert dial.number == "+1 312 555 0112"


def test_an_absence_told_by_the_greeting_takes_any_day(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT, Detail.AWAY_UNTIL, "2026-03-15")
    assert floor.due(person).startswith("2026-03-16")


def test_a_date_of_blanks_is_none(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.dispose(Detail.CONVERSATION, "  ")
    assert floor.due(person)[:10] == "2026-03-13"


def test_no_call_happened_counts_nothing_and_stays(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    floor.person()
    deck.open()
    deck.dial()
    screen = deck.not_placed()
    assert (on_screen(deck), screen.mode, screen.bar.dials) == (person, Mode.IDLE, 0)


def test_u_v_corrects_an_h(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT)
    screen = deck.undo()
    assert (screen.mode, screen.question, on_screen(deck)) == (Mode.OVER, "Outcome wanted", person)
    deck.outcome(LEFT)
    assert floor.desk.store.dial_rows(person)[0].outcome == LEFT
    assert len(floor.desk.store.dial_rows(person)) == 1


def test_redo_puts_back_what_was_taken_back_and_ends_with_the_next_step(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT)
    after = floor.state(person)
    screen = deck.undo()
    assert screen.redo
    deck.redo()
    assert floor.state(person) == after
    deck.undo()
    deck.outcome(LEFT)
    with pytest.raises(RefusedError, match="nothing to put back"):
        deck.redo()


def test_undo_works_across_a_restart(floor: Floor, deck: Deck, open_window: Callable[[], Desk]) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT)
    deck.close()
    again = Deck(open_window())
    again.open()
    again.undo()
    assert (on_screen(again), again.screen().mode) == (person, Mode.OVER)


def test_snooze_callback_and_retire_lead_to_the_next_person(floor: Floor, deck: Deck) -> None:
    people = [floor.person() for _ in range(4)]
    deck.open()
    deck.snooze("tomorrow")
    assert on_screen(deck) == people[1]
    deck.callback("tomorrow 3pm")
    assert on_screen(deck) == people[2]
    deck.retire("too small")
    assert on_screen(deck) == people[3]


def test_the_newest_note_stands_in_the_panel(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.note("prefers mornings")
    screen = deck.note("assistant is called Kim")
    assert screen.person is not None
    assert {line.text for line in screen.person.notes} == {"prefers mornings", "assistant is called Kim"}


def test_looking_at_somebody_changes_nothing_and_gives_the_other_back(floor: Floor, deck: Deck) -> None:
    first, second = floor.person(), floor.person()
    before = floor.state(first), floor.state(second)
    deck.open()
    deck.bring_up(second)
    deck.bring_up(second)
    assert floor.desk.store.holder_of(first) is None
    assert (floor.state(first), floor.state(second)) == before


def test_two_windows_never_show_the_same_person(floor: Floor, deck: Deck, open_window: Callable[[], Desk]) -> None:
    first, second = floor.person(), floor.person()
    other = Deck(open_window())
    deck.open()
    other.open()
    assert (on_screen(deck), on_screen(other)) == (first, second)
    with pytest.raises(RefusedError, match="another window"):
        deck.bring_up(second)
    deck.dial()
    deck.outcome(SILENT)
    assert on_screen(deck) is None


def test_what_another_window_does_is_noticed(floor: Floor, deck: Deck, open_window: Callable[[], Desk]) -> None:
    person = floor.person()
    deck.open()
    floor.desk.store.foreign_change()
    other = open_window()
    moving.snooze(other, person, typed_dates.when(other, person, "tomorrow"))
    screen = deck.tick()
    assert screen is not None
    assert screen.message == "changed elsewhere"


def test_while_a_dial_is_open_a_tick_without_news_repaints_nothing(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    deck.tick()
    assert deck.tick() is None
    deck.idle()


def test_somebody_taken_out_of_the_file_elsewhere_leaves_the_screen(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    floor.person()
    deck.open()
    with floor.desk.store.write() as conn:
        conn.execute("PRAGMA defer_foreign_keys = ON")
        conn.execute("DELETE FROM states")
        conn.execute("DELETE FROM numbers")
        conn.execute("DELETE FROM people")
    block(open_window(), ("+13125550199",), "asked")
    screen = deck.tick()
    assert screen is not None
    assert screen.person is None


def test_why_explains_rank_and_keys(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    lines = deck.why()
    assert lines[0] == "fresh: not dialed yet; fit not researched, so after those whose was"
    assert len(lines) == 5


def test_a_typed_date_is_echoed_in_both_zones_or_says_what_is_wrong(floor: Floor, deck: Deck) -> None:
    floor.person(state="CA", phone="+14155550101")
    floor.at("2026-03-10 12:00")
    deck.open()
    assert deck.echo_when("tomorrow 3pm") == "Wed 11 Mar 15:00 Los Angeles / 17:00 here"
    assert "cannot be read" in deck.echo_when("soonish")
    assert "cannot be called" in deck.echo_when("sunday")


def test_script_and_verdict_come_with_the_words(floor: Floor, deck: Deck) -> None:
    floor.person(issue="driver turnover 41 %", issue_source="annual report")
    deck.open()
    script = deck.words().script
    assert script is not None
    assert script.heading == "Attempt 1 of 12 · LEAVE THE OPENING MESSAGE"
    assert any("driver turnover" in word.text for word in script.if_voicemail)


def test_the_bar_counts_this_session_and_the_nearest_promise(floor: Floor, deck: Deck, clock: SteppingClock) -> None:
    floor.person("Ana Ruiz"), floor.person(), floor.person()
    deck.open()
    deck.callback("today 4pm")
    deck.dial()
    deck.outcome(LEFT)
    deck.dial()
    deck.outcome(ANSWERED)
    screen = deck.dispose(Detail.MEETING, "thu 11:00")
    bar = screen.bar
    assert (bar.dials, bar.messages, bar.answered, bar.booked) == (2, 1, 1, 1)
    assert bar.promise_name == "Ana Ruiz"
    assert any("Ana Ruiz" in line for line in deck.summary())


def test_a_promise_of_a_day_gone_by_does_not_hide_the_one_of_today(floor: Floor, deck: Deck) -> None:
    forgotten, today = floor.person("Forgotten"), floor.person("Ana Ruiz")
    floor.callback(forgotten, "today 4pm")
    floor.snooze(forgotten, "2026-03-20 10:00")
    floor.at("2026-03-11 10:00")
    floor.callback(today, "today 3pm")
    assert deck.open().bar.promise_name == "Ana Ruiz"


def test_a_person_outside_their_hours_shows_why_they_cannot_be_dialed(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    deck.open()
    floor.at("2026-03-10 19:00")
    screen = deck.bring_up(person)
    assert screen.person is not None
    assert screen.person.refusal is not None
    assert "outside your hours" in screen.person.refusal


def test_a_person_edited_elsewhere_is_shown_as_they_are_now(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    deck.open()
    edit_person(floor.desk, person, {"title": "CEO"})
    screen = deck.screen()
    assert screen.person is not None
    assert screen.person.role == "owner or CEO"
