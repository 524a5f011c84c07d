"""The words of an attempt: what is known stands in them, what is not is a marked gap."""

from __future__ import annotations

from dialdeck.session.deck import Deck
from dialdeck.session.scripting import spoken_number
from tests.session.floor import LEFT, SILENT, Floor


def voicemail(deck: Deck) -> str:
    script = deck.words().script
    assert script is not None
    return "".join(word.text for word in script.if_voicemail)


def test_the_commitment_message_says_the_day_that_is_true(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    floor.through(person, LEFT, SILENT, SILENT, SILENT)
    due = floor.state(person).due_at
    assert due is not None
    floor.clock.move_to(due)
    deck.open()
    assert "tomorrow" in voicemail(deck)


def test_on_a_friday_the_promise_is_for_monday(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    floor.through(person, LEFT, SILENT, SILENT, SILENT)
    floor.at("2026-03-27 10:00")
    deck.open()
    words = voicemail(deck)
    assert "on Monday" in words
    assert "tomorrow" not in words
    deck.dial()
    deck.outcome(LEFT)
    assert floor.promises(person)[-1].day == "2026-03-30"


def test_our_number_is_said_in_groups() -> None:
    assert spoken_number("+1 312-555-0142") == "312 555 0142"
    assert spoken_number("+44 20 7946 0123") == "+44 20 7946 0123"


def test_a_missing_fact_is_a_gap(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    script = deck.words().script
    assert script is not None
    assert any(word.gap for word in script.if_voicemail)
    assert "issue" in script.missing
