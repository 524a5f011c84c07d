"""What moves a person without a dial: a snooze, an agreed time, a retirement, a revival; and notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialdeck.errors import BusyError, DataError, RefusedError
from dialdeck.model.codes import Bucket, Detail, Stage
from dialdeck.session import dialing, moving, typed_dates
from dialdeck.session.desk import Desk
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def test_a_snooze_keeps_the_step_and_waits_for_its_time(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, LEFT)
    step = floor.state(person).step
    floor.snooze(person, "2026-03-20 14:00")
    assert (floor.due(person), floor.state(person).step) == ("2026-03-20 14:00", step)


def test_a_snooze_to_a_day_waits_for_their_hours_that_day(floor: Floor) -> None:
    person = floor.person()
    floor.snooze(person, "thursday")
    assert floor.due(person) == "2026-03-12 09:00"


def test_a_snooze_to_a_part_of_a_day_waits_for_that_part(floor: Floor) -> None:
    person = floor.person()
    floor.snooze(person, "thursday afternoon")
    assert floor.due(person) == "2026-03-12 13:30"


def test_an_agreed_time_inside_a_lock_is_refused_before_the_dial_and_names_the_first_one_after_it(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.LIVE_DROP)
    with pytest.raises(RefusedError, match=r"locked: they answered and were hung up on\); nearest: Fri 13 Mar 10:05"):
        floor.callback(person, "tomorrow 3pm")
    assert floor.promises(person) == []
    floor.callback(person, "fri 3pm")
    assert floor.due(person) == "2026-03-13 15:00"


def test_a_snooze_to_a_day_nobody_can_be_called_names_the_next(floor: Floor) -> None:
    person = floor.person()
    with pytest.raises(RefusedError, match="Sun 15 Mar cannot be called; the next day that can be called is Mon 16"):
        floor.snooze(person, "sunday")


def test_where_no_day_can_be_called_none_is_named(floor: Floor) -> None:
    person = floor.person(phone="+18005550101", state="", country="")
    with pytest.raises(RefusedError, match=r"cannot be called$"):
        floor.snooze(person, "thursday")


@pytest.mark.parametrize("when", ["today 9am", "2026-03-09 10:00"])
def test_the_past_is_refused(floor: Floor, when: str) -> None:
    person = floor.person()
    for move in (floor.snooze, floor.callback):
        with pytest.raises(DataError, match="past"):
            move(person, when)


def test_a_part_of_today_that_began_already_is_the_past(floor: Floor) -> None:
    person = floor.person()
    floor.at("2026-03-10 17:00")
    for move in (floor.snooze, floor.callback):
        with pytest.raises(DataError, match="in the past"):
            move(person, "today afternoon")


def test_an_agreed_time_is_promised_and_outranks_all(floor: Floor) -> None:
    person = floor.person()
    floor.callback(person, "tomorrow 3pm")
    (promise,) = floor.promises(person)
    assert (floor.state(person).bucket, promise.words, promise.settled) == (Bucket.CALLBACK, "tomorrow 3pm", None)


def test_another_agreed_time_withdraws_the_one_before(floor: Floor) -> None:
    person = floor.person()
    floor.callback(person, "tomorrow 3pm")
    floor.callback(person, "thursday 3pm")
    assert [promise.settled for promise in floor.promises(person)] == ["withdrawn", None]


def test_a_time_outside_their_hours_is_refused_with_the_nearest(floor: Floor) -> None:
    person = floor.person()
    with pytest.raises(RefusedError, match="nearest"):
        floor.callback(person, "tomorrow 8pm")
    assert floor.promises(person) == []


def test_retired_is_out_of_the_queue_with_a_reason_on_file(floor: Floor) -> None:
    person = floor.person()
    floor.callback(person, "tomorrow 3pm")
    floor.retire(person)
    assert (floor.state(person).stage, floor.state(person).bucket) == (Stage.RETIRED, None)
    assert [note.text for note in floor.desk.store.notes(person)] == ["retired: moved abroad"]
    assert [promise.settled for promise in floor.promises(person)] == ["withdrawn"]


@pytest.mark.parametrize("move", ["snooze", "callback", "retire"])
def test_who_is_out_of_play_is_not_moved(floor: Floor, move: str) -> None:
    person = floor.person()
    floor.retire(person)
    again = () if move == "retire" else ("tomorrow 3pm",)
    with pytest.raises(RefusedError, match="revive them first"):
        getattr(floor, move)(person, *again)


def test_a_revival_begins_again_at_attempt_one_and_keeps_the_old_count(floor: Floor) -> None:
    person = floor.person()
    floor.through(person, LEFT, SILENT)
    floor.retire(person)
    floor.revive(person)
    state = floor.state(person)
    assert (state.stage, state.attempt, state.earlier_attempts) == (Stage.PERSISTENCE, 1, 2)
    assert floor.desk.store.notes(person)[-1].text == "revived: back in town"


def test_who_was_talked_to_is_revived_as_a_win_back(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.CONVERSATION)
    floor.retire(person)
    floor.revive(person)
    assert floor.state(person).stage is Stage.WIN_BACK


def test_a_revival_on_a_date_stays_on_it_when_an_earlier_dial_is_corrected(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, LEFT).dial_id
    floor.retire(person)
    moving.revive(floor.desk, person, "new owner", typed_dates.when(floor.desk, person, "fri 10:30"))
    assert (floor.due(person), floor.state(person).stage) == ("2026-03-13 10:30", Stage.PERSISTENCE)
    floor.record(dial, SILENT)
    assert floor.due(person) == "2026-03-13 10:30"


def test_who_rests_is_revived_as_a_win_back(floor: Floor) -> None:
    person = floor.person(title="Owner")
    floor.through(person, LEFT, SILENT, SILENT, SILENT, LEFT, *[SILENT] * 6)
    assert floor.state(person).stage is Stage.RESTING
    assert moving.reviving(floor.desk, person).startswith("win-back: ")
    floor.revive(person)
    assert (floor.state(person).stage, floor.state(person).cadence) == (Stage.WIN_BACK, "win-back")


@pytest.mark.parametrize("detail", [None, Detail.DO_NOT_CALL])
def test_only_the_retired_and_the_resting_are_revived(floor: Floor, detail: Detail | None) -> None:
    person = floor.person()
    if detail is not None:
        floor.dial(person, ANSWERED, detail)
    with pytest.raises(RefusedError, match="not retired or resting"):
        floor.revive(person)


def test_a_reason_is_more_than_blanks(floor: Floor) -> None:
    person = floor.person()
    with pytest.raises(DataError, match="a reason is needed"):
        moving.retire(floor.desk, person, "  ")


def test_nobody_is_moved_while_their_dial_is_open_in_another_window(
    floor: Floor, open_window: Callable[[], Desk]
) -> None:
    person, other = floor.person(), open_window()
    other.store.claim(person, other.store.state(person).rev)
    moving.snooze(floor.desk, person, typed_dates.when(floor.desk, person, "tomorrow 3pm"))
    other.store.claim(person, other.store.state(person).rev)
    dialing.start_dial(other, person, on_screen=False)
    moves: list[Callable[[], None]] = [
        lambda: floor.snooze(person, "tomorrow"),
        lambda: floor.callback(person, "tomorrow 3pm"),
        lambda: floor.retire(person),
        lambda: floor.revive(person),
    ]
    for move in moves:
        with pytest.raises(BusyError, match="another window"):
            move()


def test_a_note_of_blanks_is_not_kept(floor: Floor) -> None:
    person = floor.person()
    moving.write_note(floor.desk, person, "  \n", None)
    assert floor.desk.store.notes(person) == []


@pytest.mark.parametrize("bucket", [Bucket.CALLBACK, Bucket.PROMISE])
def test_a_snooze_beyond_the_day_of_a_promise_withdraws_it(floor: Floor, bucket: Bucket) -> None:
    person = promised(floor, bucket)
    floor.snooze(person, "in 3 days at 10:00")
    assert floor.state(person).bucket is Bucket.DUE
    assert [promise.settled for promise in floor.promises(person)] == ["withdrawn"]


def test_a_snooze_within_the_day_keeps_the_promise_open(floor: Floor) -> None:
    person = promised(floor, Bucket.CALLBACK)
    floor.snooze(person, "today 5pm")
    assert floor.state(person).bucket is Bucket.CALLBACK
    assert [promise.settled for promise in floor.promises(person)] == [None]


def test_who_has_no_number_left_is_not_revived(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    before = floor.state(person)
    assert before.stage is Stage.RETIRED
    with pytest.raises(RefusedError, match="no number left"):
        floor.revive(person)
    assert floor.state(person) == before
    assert floor.desk.store.notes(person) == []


@pytest.mark.parametrize("move", ["callback", "retire"])
def test_a_correction_does_not_reopen_a_promise_that_a_move_by_hand_withdrew(floor: Floor, move: str) -> None:
    person = floor.person()
    dial = floor.dial(person, ANSWERED, Detail.CALLBACK, "thu 3pm").dial_id
    if move == "callback":
        floor.callback(person, "fri 10am")
    else:
        floor.retire(person)
    floor.record(dial, ANSWERED, Detail.CALLBACK, "wed 2pm")
    standing = [promise.words for promise in floor.promises(person) if promise.settled is None]
    assert standing == (["fri 10am"] if move == "callback" else [])


def promised(floor: Floor, bucket: Bucket) -> int:
    """Somebody with a promise that is due today: an agreed time, or a message that said so."""
    person = floor.person()
    if bucket is Bucket.CALLBACK:
        floor.callback(person, "today 4pm")
    else:
        floor.through(person, LEFT, SILENT, SILENT, SILENT, LEFT)
    assert floor.state(person).bucket is bucket
    return person
