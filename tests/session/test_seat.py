"""Nobody is passed over: whoever was left with a dial open comes back as a question, in this window or the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.errors import RefusedError
from dialdeck.model.codes import Detail
from dialdeck.model.views import Mode
from dialdeck.session import dialing
from dialdeck.session.deck import Deck
from dialdeck.session.desk import Desk
from dialdeck.session.people import add_person
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def shown(deck: Deck) -> int:
    person = deck.screen().person
    assert person is not None
    return person.person_id


def test_a_dial_left_without_outcome_comes_back_as_a_question_at_the_next_start(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    first, person = floor.person(), floor.person()
    deck.open()
    deck.bring_up(person)
    dial = deck.dial().dial
    deck.close()
    screen = Deck(open_window()).open()
    assert (screen.mode, screen.question) == (Mode.OVER, "Outcome wanted")
    assert screen.person is not None
    assert screen.person.person_id == person != first
    assert screen.dial == dial


def test_the_question_answered_counts_the_attempt_once(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk], clock: SteppingClock
) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.close()
    clock.advance(86_400)
    desk = open_window()
    again = Deck(desk)
    again.open()
    again.outcome(SILENT)
    assert desk.store.state(person).state.attempt == 2
    assert len(desk.store.dial_rows(person)) == 1


def test_a_talk_without_disposition_is_asked_about_first_at_the_next_start(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    floor.person()
    person = floor.person()
    deck.open()
    deck.bring_up(person)
    deck.dial()
    deck.outcome(ANSWERED)
    deck.close()
    screen = Deck(open_window()).open()
    assert (screen.mode, screen.question) == (Mode.DISPOSITION, "Disposition wanted")
    assert screen.person is not None
    assert screen.person.person_id == person


def test_every_dial_left_unfinished_is_asked_about_before_anybody_new(floor: Floor, deck: Deck) -> None:
    people = [floor.person() for _ in range(3)]
    for person in people[1:]:
        dialing.start_dial(floor.desk, person)
    deck.open()
    assert shown(deck) == people[1]
    deck.outcome(SILENT)
    assert (shown(deck), deck.screen().mode) == (people[2], Mode.OVER)
    assert shown(deck) == people[2]
    deck.outcome(SILENT)
    assert (shown(deck), deck.screen().mode) == (people[0], Mode.IDLE)


def test_a_question_answered_elsewhere_is_not_asked_again(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    first, second, third = floor.person(), floor.person(), floor.person()
    dialing.start_dial(floor.desk, first)
    answered = dialing.start_dial(floor.desk, second)
    deck.open()
    dialing.void_dial(open_window(), answered)
    floor.retire(second)
    deck.outcome(SILENT)
    assert (shown(deck), deck.screen().mode) == (third, Mode.IDLE)


def test_a_dial_open_in_a_living_window_is_not_asked_about_here(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    floor.person(), floor.person()
    other = Deck(open_window())
    other.open()
    other.dial()
    assert deck.open().mode is Mode.IDLE
    assert shown(deck) != shown(other)


def test_bringing_up_somebody_with_an_unfinished_dial_asks_about_it(floor: Floor, deck: Deck) -> None:
    floor.person()
    person = floor.person()
    deck.open()
    dialing.start_dial(floor.desk, person)
    assert deck.bring_up(person).mode is Mode.OVER


def test_somebody_served_with_an_unfinished_dial_is_asked_about(floor: Floor, deck: Deck) -> None:
    deck.open()
    dialing.start_dial(floor.desk, floor.person())
    assert deck.screen().mode is Mode.OVER


def test_not_placed_answers_the_question(floor: Floor, deck: Deck) -> None:
    dialing.start_dial(floor.desk, floor.person())
    deck.open()
    screen = deck.not_placed()
    assert (screen.mode, screen.question, screen.dial) == (Mode.IDLE, "", None)


def test_undo_of_another_dial_leaves_the_present_question_for_later(floor: Floor, deck: Deck) -> None:
    first, second = floor.person(), floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT)
    deck.dial()
    deck.line_down()
    deck.undo()
    assert (shown(deck), deck.screen().mode) == (first, Mode.OVER)
    deck.outcome(LEFT)
    assert (shown(deck), deck.screen().mode) == (second, Mode.OVER)


def test_undo_does_not_leave_a_line_that_is_open_with_somebody_else(floor: Floor, deck: Deck) -> None:
    floor.person(), floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT)
    deck.dial()
    with pytest.raises(RefusedError, match="a dial is open"):
        deck.undo()
    assert deck.screen().mode is Mode.DIALING


def test_undo_of_a_note_leaves_the_open_dial_open(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    deck.note("sounds busy")
    assert deck.undo().mode is Mode.DIALING


def test_undo_steps_back_from_disposition_to_talk_wanted_to_outcome_wanted(floor: Floor, deck: Deck) -> None:
    floor.person(), floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.line_down()
    deck.dispose(Detail.NO_TALK)
    assert deck.undo().mode is Mode.DISPOSITION
    assert deck.undo().mode is Mode.OVER
    assert deck.redo().mode is Mode.DISPOSITION


def test_the_new_person_who_is_taken_back_makes_room_for_the_next(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    kept = floor.person()
    deck.open()
    floor.retire(kept)
    add_person(floor.desk, {"name": "Tom Okafor", "phone": "+13125550177", "state": "IL", "country": "US"})
    gone = floor.desk.store.find_by_number("+13125550177")[0]
    deck.bring_up(gone)
    screen = deck.undo()
    assert screen.person is None
    assert screen.message == "took back: new person · Tom Okafor"
