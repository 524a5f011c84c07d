"""What is read while it rings: it saves the next key work, and never shows anybody as they no longer are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.errors import RefusedError
from dialdeck.model.codes import Detail
from dialdeck.model.views import CallScreen
from dialdeck.session import moving, typed_dates
from dialdeck.session.deck import Deck
from dialdeck.session.desk import Desk
from dialdeck.session.editing import edit_person
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def shown(screen: CallScreen) -> str | None:
    return None if screen.person is None else screen.person.name


def ringing(floor: Floor, deck: Deck, *names: str) -> list[int]:
    """Bring in people of these names and dial the first."""
    people = [floor.person(name) for name in names]
    deck.open()
    deck.words()
    deck.dial()
    return people


def test_who_was_read_ahead_is_shown_as_if_they_were_read_at_the_key(floor: Floor, deck: Deck) -> None:
    ringing(floor, deck, "Ana Ruiz", "Tom Okafor")
    coming = deck.ahead()
    assert coming is not None
    after = deck.outcome(LEFT)
    assert (coming.person, coming.script) == (after.person, after.script)
    fresh = deck.screen()
    assert (after.person, after.script, after.consequences) == (fresh.person, fresh.script, fresh.consequences)


def test_nobody_comes_when_nobody_is_left_or_no_dial_is_open(floor: Floor, deck: Deck) -> None:
    ringing(floor, deck, "Ana Ruiz")
    assert deck.ahead() is None
    assert deck.outcome(SILENT).person is None
    assert deck.ahead() is None


def test_the_person_at_hand_is_never_read_ahead(floor: Floor, deck: Deck) -> None:
    ringing(floor, deck, "Ana Ruiz", "Tom Okafor")
    coming = deck.ahead()
    assert coming is not None
    assert coming.person.name == "Tom Okafor"


def test_somebody_whose_promised_time_comes_meanwhile_goes_first(
    floor: Floor, deck: Deck, clock: SteppingClock
) -> None:
    people = ringing(floor, deck, "Ana Ruiz", "Tom Okafor", "Li Na")
    floor.callback(people[2], "2026-03-10 10:12")
    coming = deck.ahead()
    assert coming is not None
    assert coming.person.name == "Tom Okafor"
    clock.advance(4 * 60)
    assert shown(deck.outcome(SILENT)) == "Li Na"


def test_who_was_snoozed_in_another_window_meanwhile_is_not_shown(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    people = ringing(floor, deck, "Ana Ruiz", "Tom Okafor", "Li Na")
    deck.ahead()
    other = open_window()
    moving.snooze(other, people[1], typed_dates.when(other, people[1], "tomorrow"))
    assert shown(deck.outcome(SILENT)) == "Li Na"


def test_who_was_taken_by_another_window_meanwhile_is_not_shown(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    ringing(floor, deck, "Ana Ruiz", "Tom Okafor", "Li Na")
    deck.ahead()
    other = Deck(open_window())
    assert shown(other.open()) == "Tom Okafor"
    assert shown(deck.outcome(SILENT)) == "Li Na"
    other.close()


def test_a_change_by_a_command_beside_the_screen_is_seen_at_once(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    people = ringing(floor, deck, "Ana Ruiz", "Tom Okafor")
    deck.ahead()
    edit_person(open_window(), people[1], {"title": "Owner", "note": "plays the cello"})
    screen = deck.outcome(SILENT)
    assert screen.person is not None
    assert (screen.person.title, screen.person.notes[0].text) == ("Owner", "plays the cello")


def test_after_an_undo_nothing_that_was_read_before_is_shown(floor: Floor, deck: Deck) -> None:
    ringing(floor, deck, "Ana Ruiz", "Tom Okafor")
    deck.outcome(SILENT)
    deck.dial()
    deck.ahead()
    deck.not_placed()
    deck.undo()
    assert shown(deck.screen()) == "Tom Okafor"
    deck.outcome(SILENT)


def test_a_queue_narrowed_meanwhile_serves_nobody_from_outside(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz", list="north")
    floor.person("Tom Okafor", list="south")
    floor.person("Li Na", list="north")
    deck.open()
    deck.dial()
    deck.ahead()
    deck.outcome(SILENT, stay=True)
    deck.narrow(next(row.id for row in deck.scopes() if row.label == "list north"))
    assert shown(deck.go_on()) == "Li Na"


def test_at_the_end_of_the_hours_nobody_read_before_is_served(floor: Floor, deck: Deck, clock: SteppingClock) -> None:
    ringing(floor, deck, "Ana Ruiz", "Tom Okafor")
    deck.ahead()
    clock.advance(9 * 60 * 60)
    assert deck.outcome(SILENT).person is None


def test_who_is_retired_in_another_window_while_shown_is_not_dialed(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    moving.retire(open_window(), person, "sold")
    with pytest.raises(RefusedError, match="bring them back"):
        deck.dial()


def test_the_board_is_read_again_while_it_rings_when_it_grows_old(
    floor: Floor, deck: Deck, clock: SteppingClock
) -> None:
    ringing(floor, deck, "Ana Ruiz", "Tom Okafor")
    floor.person("Li Na")
    assert len(deck.screen().queue) == 2
    clock.advance(30)
    deck.ahead()
    assert len(deck.screen().queue) == 3


def test_a_dead_number_found_while_reading_ahead_passes_that_person_over(
    floor: Floor, deck: Deck, open_window: Callable[[], Desk]
) -> None:
    people = ringing(floor, deck, "Ana Ruiz", "Tom Okafor", "Li Na")
    floor.dial(people[1], SILENT, Detail.NUMBER_DEAD)
    coming = deck.ahead()
    assert coming is not None
    assert coming.person.name == "Li Na"


def test_a_snooze_that_runs_out_meanwhile_goes_before_the_fresh(floor: Floor, deck: Deck, clock: SteppingClock) -> None:
    people = ringing(floor, deck, "Ana Ruiz", "Tom Okafor", "Li Na")
    floor.snooze(people[2], "2026-03-10 10:15")
    coming = deck.ahead()
    assert coming is not None
    assert coming.person.name == "Tom Okafor"
    clock.advance(15 * 60)
    assert shown(deck.outcome(SILENT)) == "Li Na"


def test_a_number_that_was_just_blocked_is_not_offered_to_its_other_bearer(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    second = floor.person("Tom Okafor", phone="+13125550101")
    edit_person(floor.desk, second, {"mobile": "+13125550188"})
    deck.open()
    deck.dial()
    deck.ahead()
    deck.outcome(ANSWERED)
    deck.line_down()
    deck.dispositions()
    screen = deck.dispose(Detail.DO_NOT_CALL)
    assert screen.person is not None
    assert [number.e164 for number in screen.person.numbers if number.current] == ["+13125550188"]


def test_what_was_noted_on_the_one_before_is_seen_when_they_come_again(floor: Floor, deck: Deck) -> None:
    ringing(floor, deck, "Ana Ruiz", "Tom Okafor")
    deck.outcome(SILENT)
    deck.dial()
    deck.ahead()
    deck.not_placed()
    deck.note_previous("her assistant is called Lee")
    look = deck.look_back()
    assert look.person is not None
    assert [note.text for note in look.person.notes] == ["her assistant is called Lee"]
