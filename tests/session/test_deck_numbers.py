"""Choosing a number, what a greeting and a menu told, handing over, and numbers that never leave."""

from __future__ import annotations

import pytest

from dialdeck.errors import DataError, MissingError, RefusedError
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import CallScreen, Handed, Mode
from dialdeck.session.deck import Deck
from dialdeck.session.editing import edit_person
from dialdeck.session.people import block
from tests.session.floor import SILENT, Floor

SECOND = "+1 312 555 0188"


def current_number(screen: CallScreen) -> str:
    assert screen.person is not None
    return next(number.e164 for number in screen.person.numbers if number.current)


def with_two_numbers(floor: Floor, deck: Deck) -> tuple[int, CallScreen]:
    person = floor.person("Ana Ruiz")
    edit_person(floor.desk, person, {"mobile": SECOND})
    return person, deck.open()


def test_the_chosen_number_is_the_one_that_is_dialed(floor: Floor, deck: Deck) -> None:
    _, screen = with_two_numbers(floor, deck)
    assert screen.person is not None
    screen = deck.choose_number(screen.person.numbers[1].number_id)
    assert current_number(screen) == "+13125550188"
    assert "choice of number" in screen.undo
    dial = deck.dial().dial
    assert dial is not None
    assert dial.e164 == "+13125550188"


def test_the_choice_of_a_number_can_be_undone(floor: Floor, deck: Deck) -> None:
    _, screen = with_two_numbers(floor, deck)
    before = current_number(screen)
    assert screen.person is not None
    deck.choose_number(screen.person.numbers[1].number_id)
    assert current_number(deck.undo()) == before


def test_a_choice_survives_the_correction_of_an_earlier_dial(floor: Floor, deck: Deck) -> None:
    person, screen = with_two_numbers(floor, deck)
    assert screen.person is not None
    deck.dial()
    deck.outcome(SILENT)
    deck.look(person)
    deck.bring_up(person)
    deck.choose_number(screen.person.numbers[1].number_id)
    floor.record(floor.desk.store.dial_rows(person)[0].id, Outcome.VOICEMAIL_LEFT)
    assert floor.desk.facts(person).state.number_id == screen.person.numbers[1].number_id


def test_a_dead_number_cannot_be_chosen(floor: Floor, deck: Deck) -> None:
    _, screen = with_two_numbers(floor, deck)
    assert screen.person is not None
    first = screen.person.numbers[0].number_id
    deck.dial()
    deck.outcome(Outcome.SILENT_HANGUP, Detail.NUMBER_DEAD)
    with pytest.raises(RefusedError, match="dead"):
        deck.choose_number(first)


def test_a_number_heard_in_the_greeting_is_kept_and_comes_next(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    screen = deck.greeting_number("312 555 0177")
    assert "+13125550177" in screen.message
    look = deck.look(person)
    assert current_number(look) == "+13125550177"
    row = floor.desk.store.numbers(person)[1]
    assert row.source == "heard in the greeting"
    assert floor.desk.store.dial_rows(person)[0].outcome == "silent_hangup"


def test_one_undo_takes_back_the_dial_and_the_number_that_was_heard(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    deck.greeting_number("312 555 0177")
    assert deck.undo().mode is Mode.OVER
    assert len(floor.desk.store.numbers(person)) == 1


@pytest.mark.parametrize("text", ["soon", "", "12", "312 555 0177; 312 555 0178"])
def test_what_is_not_one_number_records_nothing(floor: Floor, deck: Deck, text: str) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    with pytest.raises(DataError, match=r"\+1 312 555 0142"):
        deck.greeting_number(text)
    assert deck.screen().mode is Mode.DIALING
    assert len(floor.desk.store.numbers(person)) == 1


def test_the_way_through_a_menu_is_kept_with_the_number_that_was_dialed(floor: Floor, deck: Deck) -> None:
    person, second = floor.person("Ana Ruiz"), floor.person("Tom Okafor")
    deck.open()
    deck.dial()
    deck.outcome(Outcome.SILENT_HANGUP, Detail.MENU, stay=True)
    screen = deck.menu_way("4, then 2")
    assert screen.person is not None
    assert screen.person.person_id == second
    assert floor.desk.store.numbers(person)[0].menu_path == "4, then 2"


def test_no_way_through_the_menu_keeps_none_and_goes_on(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    floor.person("Tom Okafor")
    deck.open()
    deck.dial()
    deck.outcome(Outcome.SILENT_HANGUP, Detail.MENU, stay=True)
    screen = deck.menu_way("")
    assert screen.person is not None
    assert screen.person.name == "Tom Okafor"
    assert floor.desk.store.numbers(person)[0].menu_path is None


def test_a_number_that_costs_the_caller_money_is_refused_with_the_reason(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    deck.open()
    # Somebody else's program wrote it: an import would have known its kind.
    number = floor.desk.store.numbers(person)[0].id
    with floor.desk.store.operation("edit", person_id=person) as tx:
        tx.update("numbers", number, {"e164": "+19005550142", "backwards": "24105550091+", "kind": "fixed"})
    with pytest.raises(RefusedError, match="premium"):
        deck.dial()
    assert floor.desk.store.dial_rows(person) == []


class Phone:
    """A dialer that remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def hand_over(self, e164: str) -> Handed:
        self.given.append(e164)
        return Handed("ringing")


def test_the_number_goes_to_the_dialer_and_its_words_come_back(floor: Floor) -> None:
    floor.person("Ana Ruiz")
    phone = Phone()
    deck = Deck(floor.desk, phone)
    deck.open()
    dial = deck.dial().dial
    assert dial is not None
    assert deck.hand_over(dial.e164) == Handed("ringing")
    assert phone.given == ["+13125550101"]


def test_without_a_dialer_in_the_settings_the_number_is_only_shown(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    handed = deck.hand_over("+13125550101")
    assert (handed.clipboard, handed.failed) == ("", False)


def test_the_number_can_be_shown_as_a_qr_code(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    lines = deck.qr()
    assert (len(lines), {len(line) for line in lines}) == (17, {33})


def test_nobody_has_no_qr_code(deck: Deck) -> None:
    deck.open()
    with pytest.raises(DataError, match="nobody"):
        deck.qr()


def test_a_number_that_is_not_dialed_is_not_shown_as_a_code_and_the_key_says_so(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    number = floor.desk.store.numbers(person)[0].id
    with floor.desk.store.operation("edit", person_id=person) as tx:
        tx.update("numbers", number, {"e164": "+19005550142", "backwards": "24105550091+", "kind": "fixed"})
    assert deck.open().person is None
    screen = deck.look(person)
    assert screen.person is not None
    assert "premium" in (screen.person.refusal or "")
    with pytest.raises(RefusedError, match="premium"):
        deck.qr()


def test_a_dead_number_that_is_named_in_the_greeting_lives(floor: Floor, deck: Deck) -> None:
    person, _ = with_two_numbers(floor, deck)
    deck.dial()
    deck.outcome(Outcome.SILENT_HANGUP, Detail.NUMBER_DEAD)
    deck.dial()
    screen = deck.greeting_number("+1 312 555 0101")
    assert "comes next" in screen.message
    assert current_number(deck.look(person)) == "+13125550101"


def test_a_number_on_the_do_not_call_list_is_kept_but_said_not_to_be_dialed(floor: Floor, deck: Deck) -> None:
    person = floor.person("Ana Ruiz")
    block(floor.desk, ("+13125550177",), "asked")
    deck.open()
    deck.dial()
    screen = deck.greeting_number("+1 312 555 0177")
    assert "not dialed: do not call" in screen.message
    assert current_number(deck.look(person)) == "+13125550101"


def test_a_number_that_is_gone_cannot_be_chosen(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    with pytest.raises(MissingError, match="no longer on file"):
        deck.choose_number(999)


def test_a_number_that_was_known_already_is_not_kept_twice(floor: Floor, deck: Deck) -> None:
    person, _ = with_two_numbers(floor, deck)
    deck.dial()
    deck.greeting_number(SECOND)
    assert len(floor.desk.store.numbers(person)) == 2
    assert current_number(deck.look(person)) == "+13125550188"


def test_a_result_without_a_day_offers_no_date(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    deck.outcome(Outcome.ANSWERED)
    deck.line_down()
    lines = {line.detail: line for line in deck.dispositions()}
    assert lines[Detail.NOT_A_FIT].default_date == ""
    assert lines[Detail.CALLBACK].default_date.startswith("Wed 11 Mar")
    assert [line.key for line in lines.values() if line.key == "8"] == ["8", "8"]
