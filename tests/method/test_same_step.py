"""Results after which the same step is tried again: busy, a dead number, a line that broke, somebody away."""

import pytest

from dialdeck.method.decide import decide
from dialdeck.model.codes import Bucket, Detail, PromiseKind, Stage, TaskKind
from dialdeck.model.facts import NumberFact, PromiseFact, Result
from dialdeck.model.replacing import replace
from tests.method.people import (
    CHICAGO,
    NOW,
    after,
    all_rules,
    answered,
    at,
    at_attempt,
    context,
    dial,
    dialed,
    local_time,
    person,
    policy,
    result,
    silent,
)

CTX = context()


def test_a_busy_line_is_tried_once_more_after_thirty_minutes() -> None:
    decision = result(at_attempt(3), silent(Detail.BUSY), "2026-03-16 13:40")
    assert not decision.counts
    assert local_time(decision.state.due_at) == "2026-03-16 14:10"
    assert (decision.state.attempt, decision.state.step, decision.state.busy_retried) == (3, "curiosity", True)
    assert decision.state.number_id == 1
    assert decision.why == "busy: once more at 14:10 · attempt 3, silent"


def test_a_second_busy_waits_for_the_next_callable_day() -> None:
    facts = after(CTX, at_attempt(3), [silent(Detail.BUSY)])
    decision = result(facts, silent(Detail.BUSY), "2026-03-13 14:10")
    assert (decision.state.due_day, decision.state.busy_retried) == ("2026-03-16", False)
    assert decision.state.step == "curiosity"


@pytest.mark.parametrize("when", ["2026-03-16 17:30", "2026-03-16 17:45"])
def test_a_busy_line_near_closing_waits_for_the_next_callable_day(when: str) -> None:
    decision = result(at_attempt(3), silent(Detail.BUSY), when)
    assert decision.state.due_day == "2026-03-17"
    assert not decision.state.busy_retried


def test_a_busy_retry_keeps_to_the_cap_of_the_law() -> None:
    florida = replace(CHICAGO, zones=("America/New_York",), region="FL")
    ctx = context(policy(rules=[rule for rule in all_rules() if rule.area == "US-FL"]))
    early = [dial(at(f"2026-03-16 {hour}:00"), detail=Detail.BUSY, counts=False) for hour in ("09", "10")]
    decision = decide(ctx, dialed(person(place=florida), *early), silent(Detail.BUSY), at("2026-03-16 11:00"))
    assert decision.state.due_day == "2026-03-17"


def test_a_fresh_person_found_busy_is_due_and_still_new() -> None:
    decision = result(person(), silent(Detail.BUSY))
    assert (decision.state.bucket, decision.state.stage) == (Bucket.DUE, Stage.NEW)


def test_a_busy_promise_keeps_its_rank() -> None:
    decision = result(at_attempt(6), silent(Detail.BUSY), "2026-03-24 12:00")
    assert decision.state.bucket is Bucket.PROMISE


@pytest.mark.parametrize("what", [silent(Detail.NUMBER_DEAD), answered(Detail.WRONG_NUMBER)])
def test_a_dead_number_gives_way_to_the_next_one_at_once(what: Result) -> None:
    decision = result(person(numbers=3), what)
    assert not decision.counts
    assert (decision.dead_number, decision.state.number_id) == (1, 2)
    assert decision.state.due_at == at(NOW)
    assert (decision.state.attempt, decision.state.step, decision.state.stage) == (1, "opening", Stage.NEW)
    assert decision.why == "the next number now · attempt 1, the opening message then"


def test_the_number_that_was_chosen_is_the_dead_one() -> None:
    facts = person(numbers=3)
    facts = replace(facts, state=replace(facts.state, number_id=3))
    decision = result(facts, silent(Detail.NUMBER_DEAD))
    assert (decision.dead_number, decision.state.number_id) == (3, 1)


def test_dead_and_blocked_numbers_are_passed_over() -> None:
    numbers = (
        NumberFact(1, dead=False, blocked=False),
        NumberFact(2, dead=True, blocked=False),
        NumberFact(3, dead=False, blocked=True),
        NumberFact(4, dead=False, blocked=False),
    )
    decision = result(replace(person(), numbers=numbers), silent(Detail.NUMBER_DEAD))
    assert decision.state.number_id == 4


@pytest.mark.parametrize("what", [silent(Detail.NUMBER_DEAD), answered(Detail.WRONG_NUMBER)])
def test_without_another_number_one_must_be_found(what: Result) -> None:
    decision = result(person(), what)
    assert (decision.state.stage, decision.state.reason) == (Stage.RETIRED, "no_number")
    assert decision.state.bucket is None
    assert decision.state.due_at is None
    assert decision.task is not None
    assert (decision.task.kind, decision.task.due_day) == (TaskKind.FIND_NUMBER, "2026-03-10")
    assert decision.dead_number == 1
    assert decision.why == "retired: no number left; task: find a number"


def test_without_any_number_on_record_one_must_be_found_too() -> None:
    assert result(person(numbers=0), silent(Detail.NUMBER_DEAD)).dead_number is None


def test_a_greeting_with_another_name_asks_and_keeps_the_step() -> None:
    decision = result(at_attempt(3), silent(Detail.OTHER_NAME), "2026-03-16 14:00")
    assert not decision.counts
    assert decision.task is not None
    assert decision.task.kind is TaskKind.PREPARE
    assert decision.task.reason == decision.warning == "greeting names somebody else: wrong number or role changed"
    assert (decision.state.attempt, decision.state.due_day) == (3, "2026-03-17")


def test_where_somebody_else_has_the_role_the_right_one_is_to_be_found() -> None:
    decision = result(at_attempt(3), silent(Detail.ROLE_CHANGED), "2026-03-16 14:00")
    assert (decision.state.stage, decision.state.attempt, decision.counts) == (Stage.RETIRED, 3, False)
    assert decision.task is not None
    assert decision.task.kind is TaskKind.FIND_CONTACT
    assert decision.why == "retired: somebody else has the role"


def test_somebody_away_rests_to_the_callable_day_after_and_keeps_stage_and_step() -> None:
    decision = result(at_attempt(3), silent(Detail.AWAY_UNTIL, at("2026-03-20 00:00")), "2026-03-16 14:00")
    assert not decision.counts
    assert (decision.state.due_day, decision.state.stage) == ("2026-03-23", Stage.PERSISTENCE)
    assert (decision.state.attempt, decision.state.step, decision.state.bucket) == (3, "curiosity", Bucket.DUE)
    assert decision.why == "away until Fri 20 Mar: rests until Mon 23 Mar, late afternoon · attempt 3, silent"


def test_somebody_away_without_a_date_rests_a_week() -> None:
    assert result(at_attempt(3), silent(Detail.AWAY_UNTIL), "2026-03-16 14:00").state.due_day == "2026-03-24"


@pytest.mark.parametrize(("day", "withdrawn"), [("2026-03-18", True), ("2026-03-27", False)])
def test_a_promise_within_an_absence_is_withdrawn(day: str, withdrawn: bool) -> None:
    promise = PromiseFact(1, PromiseKind.DAY, at(f"{day} 09:00"), day, None)
    facts = replace(at_attempt(3), promises=(promise,))
    decision = result(facts, silent(Detail.AWAY_UNTIL, at("2026-03-20 00:00")), "2026-03-16 14:00")
    assert decision.withdraws_promises is withdrawn


def test_a_dropped_line_is_dialed_again_at_once_on_the_same_number() -> None:
    facts = at_attempt(2, numbers=2)
    facts = replace(facts, state=replace(facts.state, number_id=2))
    decision = result(facts, answered(Detail.DROPPED), "2026-03-12 12:00")
    assert not decision.counts
    assert (decision.state.due_at, decision.state.number_id) == (at("2026-03-12 12:00"), 2)
    assert (decision.state.attempt, decision.state.step) == (2, "curiosity")
