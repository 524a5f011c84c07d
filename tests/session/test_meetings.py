"""The question at the time of a meeting, on the screen and by hand: it is asked, answered, undone and kept."""

from __future__ import annotations

import pytest

from dialdeck.errors import DataError, RefusedError
from dialdeck.model.codes import Bucket, Detail, EventKind, Met, Stage
from dialdeck.model.views import Mode
from dialdeck.session import meetings, moving, typed_dates
from dialdeck.session.deck import Deck
from dialdeck.session.recording import record_meeting
from dialdeck.storage.projection import compare
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def met_at(floor: Floor, when: str = "thu 15:00") -> int:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.MEETING, when)
    return person


def when_its_time_has_come(floor: Floor, person: int) -> None:
    due = floor.state(person).due_at
    assert due is not None
    floor.clock.move_to(due)


@pytest.mark.parametrize(
    ("what", "when", "due"),
    [
        (Met.HELD, None, "2026-03-17"),
        (Met.HELD, "wed 10:30", "2026-03-18 10:30"),
        (Met.NO_SHOW, None, "2026-03-12 15:00"),
        (Met.NO_SHOW, " ", "2026-03-12 15:00"),
    ],
)
def test_held_and_no_show_lead_to_the_follow_up_with_its_first_step(
    floor: Floor, what: Met, when: str | None, due: str
) -> None:
    person = met_at(floor)
    when_its_time_has_come(floor, person)
    meetings.answer(floor.desk, person, what, when)
    state = floor.state(person)
    assert (state.stage, state.attempt, state.step) == (Stage.FOLLOW_UP, 1, "agreed_step")
    assert floor.due(person).startswith(due)


def test_moved_stays_a_meeting_at_the_other_time_and_is_undone_as_one(floor: Floor) -> None:
    person = met_at(floor)
    before = floor.state(person)
    meetings.answer(floor.desk, person, Met.MOVED, "fri 19:00")
    state = floor.state(person)
    assert (state.stage, state.bucket, floor.due(person)) == (Stage.MEETING, Bucket.CALLBACK, "2026-03-13 19:00")
    assert floor.desk.store.events(person)[-1].kind == EventKind.STAGE
    moving.undo(floor.desk)
    assert floor.state(person) == before
    assert compare(floor.desk.store) == []


@pytest.mark.parametrize("what", [Met.HELD, Met.NO_SHOW])
def test_before_its_time_a_meeting_can_only_be_moved(floor: Floor, what: Met) -> None:
    person = met_at(floor)
    with pytest.raises(RefusedError, match="Thu 12 Mar 15:00 Chicago: until then it can only be moved"):
        meetings.answer(floor.desk, person, what)
    assert [offer.when for offer in meetings.offers(floor.desk, person)] == [Met.MOVED]


@pytest.mark.parametrize(("when", "words"), [(None, "say when"), ("2026-03-09 10:00", "is past")])
def test_a_meeting_is_moved_to_a_time_ahead(floor: Floor, when: str | None, words: str) -> None:
    person = met_at(floor)
    with pytest.raises(DataError, match=words):
        meetings.answer(floor.desk, person, Met.MOVED, when)


def test_a_part_of_today_that_began_already_is_the_past(floor: Floor) -> None:
    person = met_at(floor)
    floor.at("2026-03-10 17:00")
    with pytest.raises(DataError, match="is in the past"):
        meetings.answer(floor.desk, person, Met.MOVED, "today afternoon")


def test_without_a_meeting_there_is_nothing_to_answer(floor: Floor) -> None:
    person = floor.person()
    with pytest.raises(RefusedError, match="no meeting is agreed"):
        meetings.offers(floor.desk, person)
    assert "no meeting is agreed" in meetings.echo(floor.desk, person, Met.MOVED, "fri 10:00")


def test_the_offers_say_what_each_answer_does(floor: Floor) -> None:
    person = met_at(floor)
    when_its_time_has_come(floor, person)
    told = {offer.when: offer.text for offer in meetings.offers(floor.desk, person)}
    assert told[Met.HELD].startswith("follow-up: Tue 17 Mar")
    assert told[Met.NO_SHOW].startswith("follow-up: now")
    assert told[Met.MOVED] == "to another time"


def test_a_typed_date_says_when_that_is(floor: Floor) -> None:
    person = met_at(floor)
    when_its_time_has_come(floor, person)
    assert meetings.echo(floor.desk, person, Met.MOVED, " ") == ""
    assert "Fri 13 Mar 19:00" in meetings.echo(floor.desk, person, Met.MOVED, "fri 19:00")
    assert "moved to Mon 16 Mar 9:00" in meetings.echo(floor.desk, person, Met.HELD, "sat 12:00")


@pytest.mark.parametrize("moment", ["2026-03-12 19:00", "2026-03-15 11:00"])
def test_the_question_comes_up_before_all_others_whatever_the_hours(floor: Floor, moment: str) -> None:
    person = met_at(floor, moment)
    floor.through(floor.person(), LEFT)
    when_its_time_has_come(floor, person)
    screen = Deck(floor.desk).open()
    assert screen.person is not None
    assert (screen.person.person_id, screen.person.meeting, screen.question) == (person, True, meetings.QUESTION)
    assert screen.person.refusal is not None


def test_the_queue_says_meeting_and_not_promised(floor: Floor) -> None:
    person = met_at(floor)
    when_its_time_has_come(floor, person)
    row = next(row for row in Deck(floor.desk).open().queue if row.person_id == person)
    assert (row.mark, row.note) == ("!", "meeting 15:00")


def test_the_answer_on_the_screen_goes_on_to_the_next(floor: Floor, deck: Deck) -> None:
    person, other = met_at(floor), floor.person()
    when_its_time_has_come(floor, person)
    deck.open()
    assert len(deck.meeting_offers()) == len(Met)
    assert "Wed 18 Mar 10:30" in deck.echo_meeting(Met.HELD, "wed 10:30")
    screen = deck.meeting(Met.HELD, "wed 10:30")
    assert screen.person is not None
    assert (screen.person.person_id, screen.mode, screen.question) == (other, Mode.IDLE, "")
    assert screen.undo.startswith("meeting · ")
    assert deck.undo().question == meetings.QUESTION


def test_nobody_on_the_screen_has_no_meeting_to_echo(deck: Deck) -> None:
    deck.open()
    assert deck.echo_meeting(Met.MOVED, "fri") == ""


def test_a_correction_of_the_dial_before_keeps_the_answer(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, ANSWERED, Detail.MEETING, "thu 15:00").dial_id
    when_its_time_has_come(floor, person)
    meetings.answer(floor.desk, person, Met.NO_SHOW)
    after = floor.state(person)
    floor.record(dial, ANSWERED, Detail.MEETING, "thu 14:00")
    assert floor.state(person)[:4] == after[:4]
    floor.record(dial, SILENT)
    assert floor.state(person).stage is Stage.PERSISTENCE


def test_a_command_answers_too(floor: Floor) -> None:
    person = met_at(floor)
    uid = floor.desk.store.uid_of(person)
    assert uid is not None
    done = record_meeting(floor.desk, uid, Met.MOVED, "fri 10:00")
    assert (done["dial"], done["prospect"]["stage"]) == (None, "meeting")
    assert "Fri 13 Mar 10:00" in done["words"]


def test_neither_a_snooze_nor_a_callback_loses_a_meeting(floor: Floor) -> None:
    person = met_at(floor)
    before = floor.state(person)
    for lose in (
        floor.callback,
        lambda one, when: moving.snooze(floor.desk, one, typed_dates.when(floor.desk, one, when)),
    ):
        with pytest.raises(RefusedError, match="it was moved"):
            lose(person, "wed 10:00")
    assert floor.state(person) == before
