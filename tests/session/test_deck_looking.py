"""Looking back, looking around, and acting on somebody who is only looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialdeck.errors import RefusedError
from dialdeck.model.views import CallScreen, Mode
from dialdeck.session.deck import Deck
from tests.session.floor import LEFT, SILENT, Floor


def shown(screen: CallScreen) -> int | None:
    return None if screen.person is None else screen.person.person_id


def opened(floor: Floor, deck: Deck, *names: str) -> list[int]:
    """Bring in people of these names and show the first."""
    people = [floor.person(name) for name in names]
    deck.open()
    deck.words()
    return people


def silent(deck: Deck) -> CallScreen:
    deck.dial()
    return deck.outcome(SILENT)


def test_looking_back_shows_the_person_before_and_the_same_key_returns(floor: Floor, deck: Deck) -> None:
    first, second = opened(floor, deck, "Ana Ruiz", "Tom Okafor")
    assert silent(deck).previous == "Ana Ruiz"
    look = deck.look_back()
    assert (shown(look), look.mode, look.consequences) == (first, Mode.LOOKING, ())
    back = deck.look_back()
    assert (shown(back), back.mode) == (second, Mode.IDLE)


def test_at_the_first_person_there_is_nobody_to_look_back_at(floor: Floor, deck: Deck) -> None:
    opened(floor, deck, "Ana Ruiz")
    assert deck.screen().previous == ""
    with pytest.raises(RefusedError, match="nobody before"):
        deck.look_back()
    with pytest.raises(RefusedError, match="nobody before"):
        deck.note_previous("hm")


def test_a_look_claims_nobody_and_gives_nobody_back(floor: Floor, deck: Deck) -> None:
    first, second = opened(floor, deck, "Ana Ruiz", "Tom Okafor")
    silent(deck)
    deck.look_back()
    holders = {person: floor.desk.store.holder_of(person) for person in (first, second)}
    assert holders[first] is None
    assert holders[second] is not None


def test_nobody_is_dialed_who_is_only_looked_at(floor: Floor, deck: Deck) -> None:
    opened(floor, deck, "Ana Ruiz", "Tom Okafor")
    silent(deck)
    deck.look_back()
    with pytest.raises(RefusedError, match="only a look"):
        deck.dial()
    assert deck.screen().bar.dials == 1


def test_a_note_on_the_one_before_goes_beside_their_last_dial(floor: Floor, deck: Deck) -> None:
    first, second = opened(floor, deck, "Ana Ruiz", "Tom Okafor")
    silent(deck)
    screen = deck.note_previous("her assistant is called Lee")
    assert shown(screen) == second
    (note,) = floor.desk.store.notes(first)
    assert (note.text, note.dial_id) == ("her assistant is called Lee", floor.desk.store.dial_rows(first)[0].id)
    assert floor.desk.store.notes(second) == []


def test_notes_snooze_and_retire_concern_whom_one_looks_at(floor: Floor, deck: Deck) -> None:
    first, second, third = opened(floor, deck, "Ana Ruiz", "Tom Okafor", "Li Na")
    deck.look(third)
    deck.note("met at the fair")
    assert [note.text for note in floor.desk.store.notes(third)] == ["met at the fair"]
    screen = deck.snooze("in two weeks")
    assert (shown(screen), screen.mode) == (first, Mode.IDLE)
    assert floor.state(third).due_day == "2026-03-24"
    deck.look(second)
    deck.retire("sold the company")
    assert floor.state(second).stage == "retired"
    assert floor.state(first).stage == "new"


def test_who_is_retired_can_be_looked_at_and_brought_back_but_not_brought_up(floor: Floor, deck: Deck) -> None:
    first, second = opened(floor, deck, "Ana Ruiz", "Tom Okafor")
    deck.look(second)
    deck.retire("no answer for a year")
    look = deck.pick_person(str(second))
    assert (look.mode, shown(look)) == (Mode.LOOKING, second)
    assert "retired" in look.message
    assert look.person is not None
    assert look.person.can_be_revived
    with pytest.raises(RefusedError, match="x brings them back"):
        deck.bring_up(second)
    assert deck.reviving().startswith("persistence: now")
    revived = deck.revive("a new plant opens in May", "thu 10:30")
    assert "Tom Okafor: Thu 12 Mar 10:30" in revived.message
    assert shown(deck.bring_up(second)) == second
    assert floor.desk.store.holder_of(first) is None


def test_a_dial_that_is_open_keeps_everybody_else_off_the_screen(floor: Floor, deck: Deck) -> None:
    _, second = opened(floor, deck, "Ana Ruiz", "Tom Okafor")
    deck.dial()
    looks: list[Callable[[], CallScreen]] = [
        lambda: deck.look(second),
        lambda: deck.pick_person(str(second)),
        deck.look_back,
    ]
    for look in looks:
        with pytest.raises(RefusedError):
            look()
    assert deck.screen().mode is Mode.DIALING


def test_the_person_before_is_named_after_a_message_too(floor: Floor, deck: Deck) -> None:
    opened(floor, deck, "Ana Ruiz", "Tom Okafor", "Li Na")
    silent(deck)
    deck.dial()
    assert deck.outcome(LEFT).previous == "Tom Okafor"


def test_a_typed_time_at_which_nobody_is_called_is_said_while_it_is_typed(floor: Floor, deck: Deck) -> None:
    opened(floor, deck, "Ana Ruiz")
    assert "nobody is called then" in deck.echo_when("sunday 3am")
    assert "nobody is called then" not in deck.echo_when("tomorrow 10am")
