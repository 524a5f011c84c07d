"""A dial is recorded first and asked about after; what its result brings with it is written in the same step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialdeck.errors import BusyError, DataError, MissingError, RefusedError
from dialdeck.model.codes import Bucket, Detail, DialStatus, Outcome, PromiseKind, Stage, TaskKind
from dialdeck.model.facts import Result
from dialdeck.session import dialing
from dialdeck.session.desk import Desk
from dialdeck.session.people import block
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


def test_a_started_dial_is_in_the_file_before_anything_else_happens(floor: Floor) -> None:
    dial_id = dialing.start_dial(floor.desk, floor.person())
    assert floor.dial_row(dial_id).status == DialStatus.OPEN


def test_a_started_dial_knows_attempt_plan_script_part_and_number(floor: Floor) -> None:
    person = floor.person()
    row = floor.dial_row(dialing.start_dial(floor.desk, person))
    number = floor.desk.store.numbers(person)[0].id
    assert (row.attempt, row.plan, row.script, row.part, row.weekday) == (1, "voicemail", "opening", "mid-morning", 1)
    assert row.number_id == number


def test_a_second_dial_with_somebody_whose_dial_is_open_is_refused(floor: Floor) -> None:
    person = floor.person()
    dialing.start_dial(floor.desk, person)
    with pytest.raises(RefusedError, match="still wants its outcome"):
        dialing.start_dial(floor.desk, person)


def test_a_dial_open_in_another_window_is_busy_there(floor: Floor, open_window: Callable[[], Desk]) -> None:
    person, other = floor.person(), open_window()
    other.store.claim(person, other.store.state(person).rev)
    dialing.start_dial(other, person)
    with pytest.raises(BusyError, match="another window"):
        dialing.start_dial(floor.desk, person, on_screen=False)


def test_outside_their_hours_a_dial_on_the_screen_is_refused_by_name(floor: Floor) -> None:
    person = floor.person()
    floor.at("2026-03-10 18:05")
    with pytest.raises(RefusedError, match="outside your hours"):
        dialing.start_dial(floor.desk, person)


def test_a_second_dial_on_one_day_is_refused_on_the_screen_and_kept_from_the_command_line(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT)
    with pytest.raises(RefusedError, match="house"):
        dialing.start_dial(floor.desk, person)
    assert dialing.start_dial(floor.desk, person, on_screen=False)


def test_nobody_without_a_living_number_is_dialed(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    with pytest.raises(RefusedError, match="no number left"):
        dialing.start_dial(floor.desk, person, on_screen=False)


def test_do_not_call_is_never_dialed_not_even_from_the_command_line(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.DO_NOT_CALL)
    with pytest.raises(RefusedError, match="do not call"):
        dialing.start_dial(floor.desk, person, on_screen=False)


def test_a_detail_of_another_outcome_is_refused_and_nothing_is_kept(floor: Floor) -> None:
    dial_id = dialing.start_dial(floor.desk, floor.person())
    with pytest.raises(DataError, match="it can be: message"):
        floor.record(dial_id, LEFT, Detail.BUSY)
    assert floor.dial_row(dial_id).outcome is None


def test_a_dial_that_nobody_knows_is_missing(floor: Floor) -> None:
    for use in (dialing.void_dial, lambda desk, dial: dialing.record_outcome(desk, dial, Result(LEFT))):
        with pytest.raises(MissingError, match="no dial 77"):
            use(floor.desk, 77)


def test_three_tries_of_silence_lead_to_the_commitment_message(floor: Floor) -> None:
    person = floor.person()
    floor.through(person, LEFT, SILENT, SILENT, SILENT)
    state = floor.state(person)
    assert (state.attempt, state.step, state.plan) == (5, "commitment", "voicemail")


def test_the_commitment_message_promises_the_next_day(floor: Floor) -> None:
    person = floor.person()
    floor.through(person, LEFT, SILENT, SILENT, SILENT, LEFT)
    (promise,) = floor.promises(person)
    said_on = floor.desk.calendar.local_day(floor.desk.facts(person).place, floor.clock.now())
    assert promise.words == "tomorrow"
    assert promise.day == said_on.replace(day=said_on.day + 1).isoformat()
    assert floor.state(person).bucket is Bucket.PROMISE


def promised(floor: Floor) -> int:
    person = floor.person()
    floor.through(person, LEFT, SILENT, SILENT, SILENT, LEFT)
    return person


def test_a_promise_dialed_in_its_part_of_its_day_is_kept(floor: Floor) -> None:
    person = promised(floor)
    floor.when_due(person, SILENT)
    assert [promise.settled for promise in floor.promises(person)] == ["kept"]


@pytest.mark.parametrize("hour", [9, 16])
def test_a_promised_day_is_kept_at_any_time_of_it(floor: Floor, hour: int) -> None:
    person = promised(floor)
    (promise,) = floor.promises(person)
    floor.at(f"{promise.day} {hour:02d}:30")
    floor.dial(person, SILENT)
    assert [promise.settled for promise in floor.promises(person)] == ["kept"]


def test_a_promise_dialed_after_midnight_is_broken(floor: Floor) -> None:
    person = promised(floor)
    floor.clock.move_to(floor.promises(person)[0].at + 86_400_000)
    floor.dial(person, SILENT)
    assert [promise.settled for promise in floor.promises(person)] == ["broken"]


def test_a_promise_that_ends_in_a_conversation_was_kept_not_withdrawn(floor: Floor) -> None:
    person = promised(floor)
    floor.when_due(person, ANSWERED, Detail.CONVERSATION)
    assert [promise.settled for promise in floor.promises(person)] == ["kept"]


def test_a_dial_before_the_promised_day_leaves_the_promise_standing(floor: Floor) -> None:
    person = promised(floor)
    due = floor.due(person)
    floor.dial(person, SILENT)
    assert floor.due(person) == due
    assert [promise.settled for promise in floor.promises(person)] == [None]


def test_a_callback_is_promised_at_its_time_in_the_words_typed(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.CALLBACK, "thu 3pm")
    (promise,) = floor.promises(person)
    assert (promise.kind, promise.words, floor.due(person)) == (PromiseKind.CLOCK, "thu 3pm", "2026-03-12 15:00")


def test_a_dead_number_hands_over_the_next_number_at_once(floor: Floor) -> None:
    person = floor.person(phone="+13125550111; +13125550112")
    first, second = (number.id for number in floor.desk.store.numbers(person))
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    again = floor.dial_row(dialing.start_dial(floor.desk, person))
    assert (again.number_id, again.attempt) == (second, 1)
    assert [number.dead for number in floor.desk.store.numbers(person)] == [True, False]
    assert first != second


def test_the_last_number_dead_makes_a_task_and_takes_them_out_of_the_queue(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.WRONG_NUMBER)
    assert floor.state(person).bucket is None
    assert [task.kind for task in floor.tasks(person)] == [TaskKind.FIND_NUMBER]


def test_do_not_call_blocks_every_number_of_theirs(floor: Floor) -> None:
    person = floor.person(phone="+13125550111; +13125550112")
    floor.dial(person, ANSWERED, Detail.DO_NOT_CALL)
    assert all(number.blocked for number in floor.desk.store.numbers(person))
    assert floor.state(person).stage is Stage.DO_NOT_CALL


def test_do_not_call_at_a_switchboard_takes_out_those_whom_nothing_else_reaches(floor: Floor) -> None:
    asked, same, direct = (
        floor.person(phone="+13125550111"),
        floor.person(phone="+13125550111"),
        floor.person(phone="+13125550111; +13125550112"),
    )
    floor.dial(asked, ANSWERED, Detail.DO_NOT_CALL)
    assert floor.state(same).stage is Stage.DO_NOT_CALL
    assert floor.state(direct).stage is Stage.NEW
    usable = floor.desk.store.numbers(direct)[1].id
    assert floor.dial_row(dialing.start_dial(floor.desk, direct)).number_id == usable


def test_undo_of_do_not_call_brings_everybody_at_the_switchboard_back(floor: Floor) -> None:
    asked, same = floor.person(phone="+13125550111"), floor.person(phone="+13125550111")
    floor.dial(asked, ANSWERED, Detail.DO_NOT_CALL)
    floor.desk.store.undo()
    assert floor.state(same).stage is Stage.NEW
    assert floor.desk.store.rows("SELECT e164 FROM do_not_call") == []


def test_somebody_hung_up_on_is_locked_for_three_days_and_gets_an_apology(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.LIVE_DROP)
    floor.at("2026-03-12 16:00")
    with pytest.raises(RefusedError, match="locked"):
        dialing.start_dial(floor.desk, person)
    assert floor.state(person).apology


def test_a_busy_line_counts_no_attempt_and_is_due_in_half_an_hour(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.BUSY)
    assert (floor.state(person).attempt, floor.due(person)) == (1, "2026-03-10 10:35")
    floor.clock.advance(1800)
    assert dialing.start_dial(floor.desk, person)


def test_a_line_that_broke_may_be_dialed_again_at_once(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, ANSWERED, Detail.DROPPED)
    again = floor.dial_row(dialing.start_dial(floor.desk, person))
    assert again.attempt == 1


def test_an_absence_may_end_on_a_sunday(floor: Floor) -> None:
    person = floor.person()
    floor.dial(person, SILENT, Detail.AWAY_UNTIL, "2026-03-15")
    assert floor.due(person).startswith("2026-03-16")


def test_hanging_up_asks_for_the_outcome_and_keeps_when_the_line_went_down(floor: Floor) -> None:
    dial_id = dialing.start_dial(floor.desk, floor.person())
    floor.clock.advance(12)
    down = floor.clock.now()
    dialing.hang_up(floor.desk, dial_id)
    floor.clock.advance(60)
    floor.record(dial_id, SILENT)
    assert floor.dial_row(dial_id).ended_at == down


def test_hanging_up_twice_changes_nothing(floor: Floor) -> None:
    dial_id = dialing.start_dial(floor.desk, floor.person())
    dialing.hang_up(floor.desk, dial_id)
    row = floor.dial_row(dial_id)
    floor.clock.advance(9)
    dialing.hang_up(floor.desk, dial_id)
    assert floor.dial_row(dial_id) == row


def test_a_dial_not_placed_touches_no_cap_and_no_attempt(floor: Floor) -> None:
    person = floor.person()
    before = floor.state(person)
    dialing.void_dial(floor.desk, dialing.start_dial(floor.desk, person))
    assert floor.state(person) == before
    assert dialing.start_dial(floor.desk, person)


def test_not_placed_said_after_an_outcome_takes_back_what_that_brought(floor: Floor) -> None:
    person = promised(floor)
    made_by = floor.promises(person)[0].dial_id
    assert made_by is not None
    dialing.void_dial(floor.desk, made_by)
    assert floor.promises(person) == []
    assert (floor.state(person).attempt, floor.state(person).step) == (5, "commitment")


def test_not_placed_reopens_the_promise_that_the_dial_had_kept(floor: Floor) -> None:
    person = promised(floor)
    dial_id = floor.when_due(person, SILENT).dial_id
    dialing.void_dial(floor.desk, dial_id)
    assert [promise.settled for promise in floor.promises(person)] == [None]
    assert floor.state(person).bucket is Bucket.PROMISE


def test_a_dial_that_others_followed_cannot_be_taken_out(floor: Floor) -> None:
    first, _ = floor.through(floor.person(), LEFT, SILENT)
    with pytest.raises(RefusedError, match="others followed"):
        dialing.void_dial(floor.desk, first)


def test_a_dial_not_placed_takes_no_outcome(floor: Floor) -> None:
    dial_id = dialing.start_dial(floor.desk, floor.person())
    dialing.void_dial(floor.desk, dial_id)
    with pytest.raises(RefusedError, match="not placed"):
        floor.record(dial_id, SILENT)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_somebody_blocked_while_their_dial_was_open_stays_blocked(floor: Floor, outcome: Outcome) -> None:
    person = floor.person(phone="+13125550111")
    dial_id = dialing.start_dial(floor.desk, person)
    block(floor.desk, ("+13125550111",), "wrote to us")
    floor.record(dial_id, outcome)
    assert floor.state(person).stage is Stage.DO_NOT_CALL
