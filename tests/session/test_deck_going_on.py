"""Between two people: what was said is saved whoever comes next, and what is typed late belongs to the dial before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dialdeck.errors import StorageError
from dialdeck.model.codes import Detail, DialStatus
from dialdeck.model.views import Mode
from dialdeck.session import dialing
from dialdeck.session.deck import Deck
from dialdeck.session.editing import edit_person
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor

SAVED = "saved; but nobody new could be brought up"


def on_screen(deck: Deck) -> int | None:
    person = deck.screen().person
    return None if person is None else person.person_id


@contextmanager
def full_disk(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody can be claimed meanwhile: the file takes no more."""

    def claim(person_id: int, rev: int) -> bool:
        message = f"NOT SAVED: the disk is full (person {person_id}, revision {rev})"
        raise StorageError(message)

    with monkeypatch.context() as patch:
        patch.setattr(floor.desk.store, "claim", claim)
        yield


@pytest.mark.parametrize("key", ["outcome", "dispose", "snooze", "callback", "retire"])
def test_what_was_said_is_saved_when_nobody_new_can_be_brought_up(
    floor: Floor, deck: Deck, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    person, second = floor.person(), floor.person()
    before = floor.state(person)
    deck.open()
    if key in ("outcome", "dispose"):
        deck.dial()
    if key == "dispose":
        deck.outcome(ANSWERED)
    keys = {
        "outcome": lambda: deck.outcome(SILENT),
        "dispose": lambda: deck.dispose(Detail.NOT_A_FIT),
        "snooze": lambda: deck.snooze("tomorrow"),
        "callback": lambda: deck.callback("tomorrow 3pm"),
        "retire": lambda: deck.retire("too small"),
    }
    with full_disk(floor, monkeypatch):
        screen = keys[key]()
    assert screen.message.startswith(SAVED)
    assert (screen.mode, screen.person, screen.dial, screen.question) == (Mode.IDLE, None, None, "")
    assert floor.state(person) != before
    assert all(row.status == DialStatus.DONE for row in floor.desk.store.dial_rows(person))
    shown = deck.tick()
    assert shown is not None
    assert shown.person is not None
    assert shown.person.person_id == second
    assert floor.desk.store.holder_of(person) is None


def test_a_dial_that_wants_its_outcome_is_asked_about_also_after_a_failure(
    floor: Floor, deck: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = floor.person(), floor.person()
    floor.person()
    dialing.start_dial(floor.desk, first)
    dialing.start_dial(floor.desk, second)
    floor.snooze(second, "tomorrow")
    deck.open()
    with full_disk(floor, monkeypatch):
        assert deck.outcome(SILENT).message.startswith(SAVED)
    assert (on_screen(deck), deck.screen().mode) == (second, Mode.OVER)


def test_an_outcome_that_stays_keeps_the_person_until_one_goes_on(floor: Floor, deck: Deck) -> None:
    person, second = floor.person(), floor.person()
    deck.open()
    deck.dial()
    screen = deck.outcome(LEFT, stay=True)
    assert screen.person is not None
    assert (screen.person.person_id, screen.mode, screen.dial) == (person, Mode.IDLE, None)
    assert floor.desk.store.dial_rows(person)[0].outcome == LEFT
    assert all(row.person_id != person or row.current for row in screen.queue)
    screen = deck.go_on()
    assert (on_screen(deck), screen.mode) == (second, Mode.IDLE)


def test_a_note_typed_after_the_outcome_belongs_to_that_dial_and_the_next_does_not(floor: Floor, deck: Deck) -> None:
    person, second = floor.person(), floor.person()
    deck.open()
    deck.dial()
    deck.outcome(LEFT, stay=True)
    deck.note("warm voice")
    deck.go_on()
    deck.note("new here")
    (dial,) = floor.desk.store.dial_rows(person)
    assert [(note.text, note.dial_id) for note in floor.desk.store.notes(person)] == [("warm voice", dial.id)]
    assert [(note.text, note.dial_id) for note in floor.desk.store.notes(second)] == [("new here", None)]


@pytest.mark.parametrize("leave", ["snooze", "bring_up", "dial"])
def test_a_note_on_somebody_else_never_belongs_to_the_dial_that_stayed(floor: Floor, deck: Deck, leave: str) -> None:
    person, second = floor.person(phone="+13125550111; +13125550112"), floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT, Detail.NUMBER_DEAD, stay=True)
    (dial,) = floor.desk.store.dial_rows(person)
    if leave == "snooze":
        deck.snooze("tomorrow")
    elif leave == "bring_up":
        deck.bring_up(second)
    else:
        deck.dial()
        deck.outcome(SILENT)
    assert on_screen(deck) == second
    deck.note("new here")
    assert [note.dial_id for note in floor.desk.store.notes(second)] == [None]
    assert dial.outcome == SILENT


def test_going_on_from_a_dead_number_stays_with_the_person_on_their_next_number(floor: Floor, deck: Deck) -> None:
    hotter, person = floor.person(), floor.person(phone="+13125550111; +13125550112")
    floor.callback(hotter, "in 5 minutes")
    deck.open()
    deck.bring_up(person)
    deck.dial()
    deck.outcome(SILENT, Detail.NUMBER_DEAD, stay=True)
    deck.go_on()
    assert on_screen(deck) == person


def test_what_is_taken_back_is_named_by_what_it_said(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT)
    assert deck.undo().message == "took back: silent · Ana Ruiz"
    deck.outcome(LEFT)
    assert deck.undo().message == "took back: message left · Ana Ruiz"
    assert deck.redo().message == "did again: message left · Ana Ruiz"


def test_a_correction_that_is_taken_back_is_named_and_not_what_it_returned_to(floor: Floor, deck: Deck) -> None:
    floor.person("Ana Ruiz")
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.outcome(LEFT)
    assert deck.undo().message == "took back: message left · Ana Ruiz"
    assert deck.redo().message == "did again: message left · Ana Ruiz"


def test_a_disposition_that_does_another_thing_than_was_shown_says_so(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.line_down()
    shown = {one.detail: one.text for one in deck.dispositions()}
    edit_person(floor.desk, person, {"wish": "mon 10:00-11:00"})
    screen = deck.dispose(Detail.NO_TALK)
    assert screen.message.startswith("Dana Whitfield 1: changed since it was shown: ")
    assert shown[Detail.NO_TALK] not in screen.message


def test_a_disposition_shown_before_midnight_does_the_same_after_it(floor: Floor, deck: Deck) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    deck.line_down()
    shown = {one.detail: one.text for one in deck.dispositions()}
    floor.at("2026-03-11 00:05")
    assert deck.dispose(Detail.NO_TALK).message.startswith("Dana Whitfield 1: Thu 12 Mar")
    assert shown[Detail.NO_TALK].startswith("Thu 12 Mar")
    assert floor.due(person)[:10] == "2026-03-12"


def test_what_was_taken_back_is_said_also_when_nobody_can_be_brought_up(
    floor: Floor, deck: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, second = floor.person("Ana Ruiz"), floor.person()
    deck.open()
    deck.dial()
    deck.outcome(SILENT)
    with full_disk(floor, monkeypatch):
        screen = deck.undo()
    assert screen.message.startswith("took back: silent · Ana Ruiz; but they could not be brought up: NOT SAVED")
    assert screen.person is not None
    assert screen.person.person_id == second
    assert floor.desk.store.dial_rows(person)[0].outcome is None
