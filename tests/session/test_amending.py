"""A correction is decided as if it had been said at once, and what came after it stands on the corrected past."""

from __future__ import annotations

import pytest

from dialdeck.errors import RefusedError
from dialdeck.model.codes import Bucket, Detail, Plan, Stage, TaskKind
from dialdeck.session import past
from dialdeck.session.editing import edit_person
from dialdeck.session.people import block
from dialdeck.storage.projection import compare
from tests.session.floor import ANSWERED, LEFT, SILENT, Floor


@pytest.fixture(autouse=True)
def projection_holds(floor: Floor) -> object:
    """Whatever a test here does, the projection is what the events say."""
    yield
    assert compare(floor.desk.store) == []


def committed(floor: Floor) -> tuple[int, int]:
    """Somebody to whom the commitment message was left, and the dial that left it."""
    person = floor.person()
    return person, floor.through(person, LEFT, SILENT, SILENT, SILENT, LEFT)[-1]


def test_a_message_corrected_to_a_hang_up_withdraws_the_promise_it_made(floor: Floor) -> None:
    person, dial = committed(floor)
    floor.record(dial, SILENT)
    assert floor.promises(person) == []
    state = floor.state(person)
    assert (state.attempt, state.step, state.plan, state.bucket) == (6, "commitment", Plan.VOICEMAIL, Bucket.DUE)


def test_a_message_taken_back_and_said_again_as_a_hang_up_withdraws_the_promise_too(floor: Floor) -> None:
    person, dial = committed(floor)
    floor.desk.store.undo()
    floor.record(dial, SILENT)
    assert floor.promises(person) == []
    assert floor.state(person).step == "commitment"


def test_a_promise_is_kept_also_by_a_dial_whose_outcome_was_taken_back_and_said_again(floor: Floor) -> None:
    person, _ = committed(floor)
    dial = floor.when_due(person, LEFT).dial_id
    floor.desk.store.undo()
    assert [promise.settled for promise in floor.promises(person)] == [None]
    floor.record(dial, SILENT)
    assert [promise.settled for promise in floor.promises(person)] == ["kept"]


def test_correcting_the_dial_that_kept_a_promise_leaves_it_kept(floor: Floor) -> None:
    person, _ = committed(floor)
    dial = floor.when_due(person, SILENT).dial_id
    floor.record(dial, SILENT, Detail.RANG_OUT)
    assert [promise.settled for promise in floor.promises(person)] == ["kept"]


def test_correcting_the_message_behind_a_kept_promise_keeps_promise_and_words(floor: Floor) -> None:
    person, dial = committed(floor)
    floor.when_due(person, SILENT)
    floor.record(dial, LEFT, Detail.VIA_GATEKEEPER)
    assert [(promise.settled, promise.words) for promise in floor.promises(person)] == [("kept", "tomorrow")]


def test_a_hang_up_corrected_to_the_commitment_message_made_a_promise_that_the_next_day_broke(floor: Floor) -> None:
    person = floor.person()
    dials = floor.through(person, LEFT, SILENT, SILENT, SILENT, SILENT, SILENT)
    floor.record(dials[4], LEFT)
    assert [promise.settled for promise in floor.promises(person)] == ["broken"]
    assert floor.state(person).step == "persist"


def test_a_correction_before_a_conversation_that_withdrew_the_promise_is_whole(floor: Floor) -> None:
    person = floor.person()
    dials = floor.through(person, LEFT, SILENT, SILENT, SILENT, SILENT)
    floor.dial(person, ANSWERED, Detail.CONVERSATION, "fri 10am")
    floor.record(dials[4], LEFT)
    assert [promise.settled for promise in floor.promises(person)] == ["withdrawn"]
    assert floor.state(person).stage is Stage.FOLLOW_UP


def test_the_attempts_after_a_correction_are_numbered_again(floor: Floor) -> None:
    person = floor.person()
    first, second, third = floor.through(person, LEFT, SILENT, SILENT)
    floor.record(first, SILENT, Detail.BUSY)
    rows = [floor.dial_row(dial) for dial in (first, second, third)]
    assert [(row.attempt, row.plan) for row in rows] == [(1, "voicemail"), (1, "voicemail"), (2, "voicemail")]
    assert floor.state(person).attempt == 3


def test_dates_after_a_correction_are_derived_from_the_newest_dial(floor: Floor) -> None:
    person = floor.person()
    first, second = floor.through(person, LEFT, SILENT)
    due = floor.state(person).due_day
    floor.record(first, SILENT)
    assert floor.state(person).due_day == due
    assert floor.state(person).plan is Plan.VOICEMAIL
    assert floor.dial_row(second).off_plan


def test_two_corrections_one_after_the_other_stand_on_each_other(floor: Floor) -> None:
    person, other = floor.person(), floor.person()
    first, second = floor.through(person, LEFT, SILENT)
    floor.record(first, SILENT)
    floor.record(second, SILENT, Detail.RANG_OUT)
    floor.clock.advance(1)
    assert floor.state(person).plan is Plan.VOICEMAIL
    assert floor.state(other).attempt == 1


def test_undo_of_a_correction_puts_the_later_dials_back_as_well(floor: Floor) -> None:
    person = floor.person()
    first, second = floor.through(person, LEFT, SILENT)
    before = floor.state(person), floor.dial_row(first), floor.dial_row(second)
    floor.record(first, SILENT)
    floor.desk.store.undo()
    assert (floor.state(person), floor.dial_row(first), floor.dial_row(second)) == before
    floor.record(second, SILENT, Detail.RANG_OUT)
    assert floor.state(person).plan is Plan.SILENT


def test_redo_of_a_correction_counts_again_for_the_next_one(floor: Floor) -> None:
    person = floor.person()
    first, second = floor.through(person, LEFT, SILENT)
    floor.record(first, SILENT)
    floor.desk.store.undo()
    floor.desk.store.redo()
    floor.record(second, SILENT, Detail.RANG_OUT)
    assert floor.state(person).plan is Plan.VOICEMAIL


def test_a_correction_to_a_number_dead_does_not_bury_the_number_of_a_later_dial(floor: Floor) -> None:
    person = floor.person(phone="+13125550111; +13125550112")
    first = floor.dial(person, SILENT, Detail.NUMBER_DEAD).dial_id
    floor.dial(person, SILENT, Detail.NUMBER_DEAD)
    floor.record(first, SILENT, Detail.RANG_OUT)
    assert [number.dead for number in floor.desk.store.numbers(person)] == [False, True]


def test_a_number_called_dead_by_mistake_lives_again_and_its_task_is_gone(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, SILENT, Detail.NUMBER_DEAD).dial_id
    floor.record(dial, SILENT)
    assert [number.dead for number in floor.desk.store.numbers(person)] == [False]
    assert floor.tasks(person) == []
    assert floor.state(person).bucket is Bucket.DUE


def test_a_task_that_was_done_is_not_asked_for_again_by_a_correction(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, ANSWERED, Detail.WRONG_PERSON).dial_id
    with floor.desk.store.operation("task", person_id=person) as tx:
        tx.update("tasks", floor.tasks(person)[0].id, {"done_at": floor.clock.now()})
    floor.record(dial, ANSWERED, Detail.LEFT_COMPANY)
    assert [task.kind for task in floor.tasks(person)] == [TaskKind.FIND_CONTACT]


def test_an_agreed_time_of_a_later_dial_keeps_time_and_words(floor: Floor) -> None:
    person = floor.person()
    first = floor.dial(person, LEFT).dial_id
    floor.at("2026-03-12 12:00")
    floor.dial(person, ANSWERED, Detail.CALLBACK, "fri 3pm")
    floor.record(first, SILENT)
    (promise,) = floor.promises(person)
    assert (promise.words, floor.due(person)) == ("fri 3pm", "2026-03-13 15:00")


def test_an_agreed_time_is_the_present_one_after_a_correction_of_it_was_taken_back(floor: Floor) -> None:
    person = floor.person()
    first = floor.dial(person, LEFT).dial_id
    floor.at("2026-03-12 12:00")
    second = floor.dial(person, ANSWERED, Detail.CALLBACK, "fri 3pm").dial_id
    floor.record(second, SILENT)
    floor.desk.store.undo()
    floor.record(first, SILENT)
    assert floor.due(person) == "2026-03-13 15:00"


def test_a_snooze_after_a_dial_survives_its_correction(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, LEFT).dial_id
    floor.snooze(person, "2026-03-20 14:00")
    floor.record(dial, SILENT)
    assert (floor.due(person), floor.state(person).plan) == ("2026-03-20 14:00", Plan.VOICEMAIL)


def test_a_callback_agreed_after_a_dial_survives_its_correction_with_its_promise(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, LEFT).dial_id
    floor.callback(person, "2026-03-13 15:00")
    floor.record(dial, ANSWERED, Detail.CONVERSATION, "2026-03-18 10:00")
    assert (floor.due(person), floor.state(person).bucket) == ("2026-03-13 15:00", Bucket.CALLBACK)
    assert [promise.settled for promise in floor.promises(person)] == [None]


def test_a_callback_stands_also_when_hours_were_narrowed_since(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, LEFT).dial_id
    floor.callback(person, "2026-03-13 15:00")
    edit_person(floor.desk, person, {"wish": "09:00-12:00"})
    floor.record(dial, SILENT)
    assert (floor.due(person), floor.state(person).bucket) == ("2026-03-13 15:00", Bucket.CALLBACK)


def test_a_retirement_after_a_dial_survives_its_correction(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, SILENT).dial_id
    floor.retire(person)
    floor.record(dial, ANSWERED, Detail.CALLBACK, "2026-03-13 15:00")
    assert (floor.state(person).stage, floor.state(person).reason) == (Stage.RETIRED, "by_hand")
    assert [promise.settled for promise in floor.promises(person)] == ["withdrawn"]


def test_a_revival_after_a_dial_survives_its_correction(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, ANSWERED, Detail.NOT_A_FIT).dial_id
    floor.revive(person)
    due = floor.due(person)
    floor.record(dial, ANSWERED, Detail.WRONG_PERSON)
    assert (floor.state(person).stage, floor.due(person)) == (Stage.PERSISTENCE, due)


def test_a_snooze_does_not_bring_back_whom_the_correction_takes_out(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, LEFT).dial_id
    floor.callback(person, "2026-03-13 15:00")
    floor.record(dial, ANSWERED, Detail.NOT_A_FIT)
    assert floor.state(person).stage is Stage.RETIRED
    assert [promise.settled for promise in floor.promises(person)] == ["withdrawn"]


def test_an_edit_that_planned_anew_is_planned_anew_after_a_correction(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, LEFT).dial_id
    edit_person(floor.desk, person, {"wish": "09:00-10:00"})
    floor.record(dial, SILENT)
    assert floor.due(person)[11:] == "09:00"


def test_do_not_call_on_their_number_is_final_for_a_correction_too(floor: Floor) -> None:
    person = floor.person(phone="+13125550111")
    dial = floor.dial(person, SILENT).dial_id
    block(floor.desk, ("+13125550111",), "wrote to us")
    floor.record(dial, ANSWERED, Detail.NOT_A_FIT)
    assert floor.state(person).stage is Stage.DO_NOT_CALL


def test_an_earlier_dial_corrected_to_a_retirement_does_not_undo_do_not_call(floor: Floor) -> None:
    person = floor.person()
    first, _ = floor.through(person, LEFT, SILENT)
    floor.dial(person, ANSWERED, Detail.DO_NOT_CALL)
    floor.record(first, ANSWERED, Detail.NOT_A_FIT)
    assert floor.state(person).stage is Stage.DO_NOT_CALL


def test_do_not_call_itself_is_corrected_by_undo_alone(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, ANSWERED, Detail.DO_NOT_CALL).dial_id
    with pytest.raises(RefusedError, match="only undo"):
        floor.record(dial, SILENT)
    floor.desk.store.undo()
    floor.record(dial, SILENT)
    assert floor.state(person).stage is Stage.PERSISTENCE


def test_a_move_by_hand_between_two_dials_stays_between_them(floor: Floor) -> None:
    person = floor.person()
    first = floor.dial(person, ANSWERED, Detail.NOT_A_FIT).dial_id
    floor.revive(person)
    second = floor.when_due(person, LEFT).dial_id
    floor.record(first, ANSWERED, Detail.WRONG_PERSON)
    assert (floor.state(person).stage, floor.state(person).attempt) == (Stage.PERSISTENCE, 2)
    assert floor.dial_row(second).attempt == 1


def test_a_snooze_that_was_taken_back_is_not_part_of_the_past(floor: Floor) -> None:
    person = floor.person()
    dial = floor.dial(person, LEFT).dial_id
    due = floor.due(person)
    floor.snooze(person, "2026-03-20 14:00")
    floor.desk.store.undo()
    floor.record(dial, SILENT)
    assert floor.due(person)[:10] == due[:10]
    assert [event.kind for event in past.standing_events(floor.desk, person)] == ["started", "outcome", "amended"]


def test_a_talk_without_its_disposition_is_derived_again_and_still_wants_it(floor: Floor) -> None:
    person = floor.person()
    first = floor.dial(person, LEFT).dial_id
    floor.at("2026-03-12 12:00")
    talk = floor.dial(person, ANSWERED).dial_id
    floor.record(first, SILENT)
    assert floor.dial_row(talk).status == "talked"
    floor.record(talk, ANSWERED, Detail.NO_TALK)
    assert (floor.state(person).attempt, floor.state(person).plan) == (3, Plan.VOICEMAIL)
