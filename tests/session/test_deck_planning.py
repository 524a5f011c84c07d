"""The plan ahead as the screen asks for it: nothing is changed by it, and nobody is claimed or given back."""

from __future__ import annotations

import pytest

from dialdeck.errors import RefusedError
from dialdeck.model.plans import Asked
from dialdeck.session.deck import Deck
from dialdeck.session.plan_words import plan_view
from dialdeck.session.planning import plan_ahead
from tests.session.floor import Floor


def on(done: int, total: int) -> bool:
    return True


def test_what_can_be_asked_for_begins_as_things_stand(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    choices = deck.plan_choices()
    assert (choices.goal, choices.cadences, choices.begin) == (60, ("brief", "persistence"), Asked())


def test_the_plan_of_the_screen_is_the_plan_of_the_command(floor: Floor, deck: Deck) -> None:
    floor.person()
    floor.person(phone="+1 800 555 0199", state="")
    deck.open()
    asked = Asked(dials_per_day=5, cadence="brief", seed=3)
    assert deck.plan_ahead(asked, on) == plan_view(plan_ahead(floor.desk, asked), waiting=1)


def test_a_plan_that_nobody_wants_any_more_is_none(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    assert deck.plan_ahead(Asked(), lambda done, total: done < 3) is None


def test_whoever_is_up_stays_this_windows_and_nothing_is_written(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    before = deck.open()
    file = floor.desk.store
    written, held = file.value("SELECT total_changes()", ()), file.holder_of(person)
    deck.plan_choices()
    deck.plan_ahead(Asked(), on)
    assert file.value("SELECT total_changes()", ()) == written
    assert file.holder_of(person) == held
    assert deck.screen() == before
    assert before.person is not None
    assert before.person.person_id == person


def test_no_plan_is_begun_while_a_dial_is_open(floor: Floor, deck: Deck) -> None:
    floor.person()
    deck.open()
    deck.dial()
    with pytest.raises(RefusedError, match="a dial is open"):
        deck.plan_choices()
