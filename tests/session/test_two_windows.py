"""Two windows on one file: what one says of a dial is never lost to, nor counted again by, the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialdeck.errors import RefusedError
from dialdeck.model.codes import Detail, DialStatus, Outcome, Stage
from dialdeck.model.facts import Result
from dialdeck.session import dialing, moving
from dialdeck.session.deck import Deck
from dialdeck.session.desk import Desk
from dialdeck.session.recording import record_dial
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


@pytest.fixture
def other(open_window: Callable[[], Desk]) -> Desk:
    """Another window on the list of the desk."""
    return open_window()


def ended(outcome: Outcome, detail: Detail | None = None) -> Result:
    return dialing.default_result(outcome, detail, None)


def test_an_outcome_that_the_other_window_recorded_is_not_recorded_again(floor: Floor, other: Desk) -> None:
    person = floor.person()
    dial = dialing.start_dial(floor.desk, person)
    assert floor.dial_row(dial).status == DialStatus.OPEN
    dialing.record_outcome(other, dial, ended(LEFT))
    before, row, newest = floor.state(person), floor.dial_row(dial), floor.desk.store.last_operation()
    with pytest.raises(RefusedError, match="got its outcome meanwhile"):
        dialing.record_outcome(floor.desk, dial, ended(SILENT), note="late", unfinished=True)
    assert (floor.state(person), floor.dial_row(dial), floor.desk.store.last_operation()) == (before, row, newest)
    assert floor.desk.store.notes(person) == []


def test_an_outcome_wanted_still_is_taken_by_whoever_says_it_first(floor: Floor, other: Desk) -> None:
    person = floor.person()
    dial = dialing.start_dial(floor.desk, person)
    dialing.record_outcome(other, dial, ended(ANSWERED), unfinished=True)
    dialing.record_outcome(floor.desk, dial, ended(ANSWERED, Detail.NO_TALK), unfinished=True)
    assert floor.dial_row(dial).status == DialStatus.DONE


def test_a_second_outcome_for_a_dial_corrects_the_first_and_counts_the_attempt_once(floor: Floor, other: Desk) -> None:
    person = floor.person()
    dial = dialing.start_dial(floor.desk, person)
    dialing.record_outcome(other, dial, ended(LEFT))
    dialing.record_outcome(floor.desk, dial, ended(SILENT))
    assert (floor.dial_row(dial).outcome, floor.state(person).attempt) == (SILENT, 2)
    operation = floor.desk.store.next_undo()
    assert operation is not None
    assert operation.kind == "amend"


def test_the_command_line_does_not_apply_what_a_window_recorded_between_its_reading_and_its_writing(
    floor: Floor, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = floor.person()
    dial = dialing.start_dial(floor.desk, person)
    uid = floor.desk.store.uid_of(person)
    assert uid is not None
    check = moving.check_free

    def and_meanwhile(desk: Desk, person_id: int) -> None:
        check(desk, person_id)
        dialing.record_outcome(other, dial, ended(LEFT))

    monkeypatch.setattr(moving, "check_free", and_meanwhile)
    with pytest.raises(RefusedError, match="amend it instead"):
        record_dial(floor.desk, uid, "silent_hangup", note="late")
    assert (floor.dial_row(dial).outcome, floor.state(person).attempt) == (LEFT, 2)


def test_a_dial_voided_in_the_other_window_gets_no_outcome_here(floor: Floor, deck: Deck, other: Desk) -> None:
    person = floor.person()
    before = floor.state(person)
    deck.open()
    deck.dial()
    (row,) = floor.desk.store.dial_rows(person)
    dialing.void_dial(other, row.id)
    with pytest.raises(RefusedError, match="not placed"):
        deck.outcome(SILENT)
    assert (floor.dial_row(row.id).status, floor.state(person)) == (DialStatus.VOID, before)


def test_do_not_call_said_in_the_other_window_is_not_overwritten_here(floor: Floor, deck: Deck, other: Desk) -> None:
    person = floor.person()
    deck.open()
    deck.dial()
    deck.outcome(ANSWERED)
    (row,) = floor.desk.store.dial_rows(person)
    dialing.record_outcome(other, row.id, ended(ANSWERED, Detail.DO_NOT_CALL))
    keys: tuple[Callable[[], object], ...] = (
        lambda: deck.dispose(Detail.CONVERSATION),
        lambda: deck.outcome(SILENT),
        deck.not_placed,
    )
    for key in keys:
        with pytest.raises(RefusedError, match="do not call is final"):
            key()
    assert floor.state(person).stage is Stage.DO_NOT_CALL


def test_a_claim_renewed_in_the_other_window_changes_nothing_here(floor: Floor, deck: Deck, other: Desk) -> None:
    floor.person(), floor.person()
    shown = Deck(other)
    deck.open()
    shown.open()
    deck.dial()
    deck.tick()
    assert shown.tick() is not None
    assert not floor.desk.store.foreign_change()
    other.store.renew()
    assert deck.tick() is None


def test_what_is_recorded_in_the_other_window_is_news_here_once(floor: Floor, deck: Deck, other: Desk) -> None:
    first, second = floor.person(), floor.person()
    deck.open()
    deck.dial()
    assert first != second
    dial = dialing.start_dial(other, second, on_screen=False)
    dialing.record_outcome(other, dial, ended(LEFT))
    screen = deck.tick()
    assert screen is not None
    assert screen.message == "changed elsewhere"
    assert deck.tick() is None


def test_what_is_recorded_here_is_no_news_here(floor: Floor) -> None:
    person = floor.person()
    floor.desk.store.foreign_change()
    floor.dial(person, LEFT)
    assert not floor.desk.store.foreign_change()
