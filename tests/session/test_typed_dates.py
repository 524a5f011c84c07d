"""Dates as they are typed or offered: what is said before a key is pressed is the instant that is set then."""

from __future__ import annotations

import pytest

from dialdeck.clock import SteppingClock
from dialdeck.errors import DialdeckError
from dialdeck.model.codes import Detail
from dialdeck.session import dialing, typed_dates
from dialdeck.session.deck import Deck
from dialdeck.words.spans import both_zones
from tests.session.floor import ANSWERED, SILENT, Floor

AWAY = Detail.AWAY_UNTIL


def offers(deck: Deck) -> dict[str, str]:
    return {offer.label: offer.text for offer in deck.snooze_offers()}


# ------------------------------------------------------------------------------------------------------ snooze


def test_a_snooze_offers_later_today_and_tomorrow_on_both_clocks(floor: Floor, deck: Deck) -> None:
    floor.person(state="CA", phone="+14155550101")
    floor.at("2026-03-10 12:00")
    deck.open()
    assert offers(deck) == {
        "later today": "Tue 10 Mar 12:00 Los Angeles / 14:00 here",
        "tomorrow": "Wed 11 Mar 09:00 Los Angeles / 11:00 here",
    }


@pytest.mark.parametrize("moment", ["2026-03-10 10:05", "2026-03-10 16:30", "2026-03-12 17:10"])
@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("state", ["IL", "CA", "NY"])
def test_an_offered_snooze_sets_the_instant_that_was_said(
    floor: Floor, deck: Deck, clock: SteppingClock, moment: str, at: int, state: str
) -> None:
    person = floor.person(state=state)
    floor.at(moment)
    deck.look(person)
    offer = deck.snooze_offers()[at]
    clock.advance(150)
    deck.snooze(offer.when)
    due = floor.state(person).due_at
    assert due is not None
    zone = floor.desk.calendar.zone(floor.desk.facts(person).place)
    assert offer.text.split(" (")[0] == both_zones(due, zone, "America/Chicago", clock.now())


def test_a_snooze_past_their_hours_says_when_it_ends_and_why(floor: Floor, deck: Deck) -> None:
    floor.person()
    floor.at("2026-03-10 17:10")
    deck.open()
    assert offers(deck)["later today"] == "Wed 11 Mar 09:00 Chicago (not 19:10: outside your hours 9-18 in Chicago)"
    assert deck.echo_snooze("today 20:00").startswith("Wed 11 Mar 09:00 Chicago (not 20:00: outside your hours")


def test_a_snooze_that_cannot_be_is_said_before_it_is_tried(floor: Floor, deck: Deck) -> None:
    floor.person()
    floor.at("2026-03-13 10:00")
    deck.open()
    why = "Sat 14 Mar cannot be called; the next day that can be called is Mon 16 Mar"
    assert offers(deck)["tomorrow"] == why
    assert deck.echo_snooze("tomorrow") == why
    assert deck.echo_snooze("soonish").startswith("'soonish' cannot be read")
    with pytest.raises(DialdeckError, match=why):
        deck.snooze("tomorrow")


def test_who_is_out_of_the_queue_is_said_to_stay_there(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    floor.retire(person)
    deck.look(person)
    assert set(offers(deck).values()) == {"this person is retired and cannot be snoozed; revive them first"}


def test_a_typed_snooze_says_what_had_to_be_decided(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    assert deck.echo_snooze("tomorrow 3").startswith("Wed 11 Mar 15:00 Chicago (3 is taken as 15:00")


def test_several_are_told_from_when_to_when_they_are_due(floor: Floor, deck: Deck) -> None:
    people = [floor.person(), floor.person(state="CA", phone="+14155550101")]
    floor.at("2026-03-10 12:00")
    deck.open()
    later, tomorrow = deck.snooze_offers(people)
    assert later.text == "Tue 10 Mar 14:00 here"
    assert tomorrow.text == "from Wed 11 Mar 09:00 here to Wed 11 Mar 11:00 here, each in their hours"
    assert deck.echo_snooze("tomorrow", people) == tomorrow.text
    deck.snooze_all(people, tomorrow.when)
    assert [floor.due(person) for person in people] == ["2026-03-11 09:00", "2026-03-11 09:00"]


def test_tomorrow_stays_the_day_that_was_shown_when_their_midnight_passes(floor: Floor, deck: Deck) -> None:
    person = floor.person(phone="+61255501234", country="AU", zone="Australia/Sydney")
    floor.at("2026-03-10 07:59")  # 23:59 in Sydney
    deck.open()
    tomorrow = deck.snooze_offers([person])[1]
    assert tomorrow.text.startswith("Wed 11 Mar 09:00 Sydney")
    floor.at("2026-03-10 08:01")
    deck.snooze_all([person], tomorrow.when)
    assert floor.desk.facts(person).state.due_day == "2026-03-11"


def test_on_an_empty_screen_a_typed_date_means_nothing(deck: Deck) -> None:
    deck.open()
    assert (deck.echo_snooze("tomorrow"), deck.echo_result(AWAY, "tomorrow")) == ("", "")
    with pytest.raises(DialdeckError, match="nobody"):
        deck.snooze_offers()


# ----------------------------------------------------------------------------------------------------- absence


@pytest.mark.parametrize("typed", ["sun", "2026-03-15", "sunday 3pm"])
def test_an_absence_is_echoed_as_the_day_after_it_on_which_they_are_due(floor: Floor, deck: Deck, typed: str) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    said = deck.echo_result(AWAY, typed)
    assert said == ("away until Sun 15 Mar: rests until Mon 16 Mar, midday · attempt 1, the opening message then")
    deck.outcome(SILENT, AWAY, typed)
    assert floor.due(person) == "2026-03-16 11:30"


def test_an_absence_that_cannot_be_read_says_so(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    assert "cannot be read" in deck.echo_result(AWAY, "soonish")


def test_after_the_line_is_down_an_absence_is_echoed_too(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    deck.line_down()
    assert deck.echo_result(AWAY, "sun").startswith("away until Sun 15 Mar: rests until Mon 16 Mar, ")


def test_a_rest_is_echoed_as_the_day_it_ends_and_an_agreed_time_as_that_time(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.line_down()
    assert deck.echo_result(Detail.NOT_INTERESTED, "2026-06-07") == "rests until Mon 8 Jun, then win-back"
    assert deck.echo_result(Detail.CALLBACK, "tomorrow 3pm") == "Wed 11 Mar 15:00 Chicago"


@pytest.mark.parametrize("detail", [Detail.CONVERSATION, Detail.CALLBACK, Detail.GATEKEEPER])
def test_a_time_that_cannot_be_dialed_is_echoed_as_the_one_that_will_be(
    floor: Floor, deck: Deck, detail: Detail
) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.line_down()
    said = deck.echo_result(detail, "sat 3pm")
    assert said.startswith("Mon 16 Mar 09:00 Chicago (not 15:00: ")
    deck.dispose(detail, "sat 3pm")
    assert floor.due(person) == "2026-03-16 09:00"


def test_a_time_inside_a_lock_is_echoed_as_its_end(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.LIVE_DROP)
    assert "nobody is called then" in typed_dates.echo(floor.desk, person, "tomorrow 3pm")
    dial = dialing.start_dial(floor.desk, person, on_screen=False)
    said = typed_dates.echo_result(floor.desk, dial, Detail.CALLBACK, "tomorrow 3pm")
    assert said == "Fri 13 Mar 10:05 Chicago (not 15:00: locked: they answered and were hung up on)"


def test_a_meeting_is_echoed_as_its_time_whenever_that_is(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.line_down()
    assert deck.echo_result(Detail.MEETING, "tomorrow 7pm") == "Wed 11 Mar 19:00 Chicago"
    deck.dispose(Detail.MEETING, "tomorrow 7pm")
    assert floor.due(person) == "2026-03-11 19:00"


def test_a_dial_that_ended_elsewhere_meanwhile_says_so(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    deck._seat.dial = 4711
    assert "there is no dial" in deck.echo_result(AWAY, "sun")


def test_a_closed_time_is_answered_with_the_nearest_open_ones_while_it_is_typed(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    assert deck.echo_when("sat 3pm") == (
        "Sat 14 Mar 15:00 Chicago (nobody is called then, nearest Fri 13 Mar 17:59 or Mon 16 Mar 09:00)"
    )
    floor.at("2026-03-10 18:30")
    assert deck.echo_when("today 8pm") == "Tue 10 Mar 20:00 Chicago (nobody is called then, nearest Wed 11 Mar 09:00)"
