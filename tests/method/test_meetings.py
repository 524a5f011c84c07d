"""What became of a meeting: its rank, the answers held, no-show and moved, and dials around its time."""

from __future__ import annotations

import pytest

from dialdeck.method.decide import decide
from dialdeck.method.meetings import is_over, meeting_over, met
from dialdeck.method.queueing import Rank, explain, rank
from dialdeck.model.codes import Bucket, Detail, Met, Stage
from dialdeck.model.facts import PersonFacts, Result
from dialdeck.model.replacing import replace
from tests.method.people import LEFT, NOW, SILENT, after, answered, at, context, local_time, person, silent

CTX = context()
TIME = at("2026-03-12 15:00")
LATER = at("2026-03-12 16:00")


def agreed(when: int = TIME) -> PersonFacts:
    return after(CTX, person(), [answered(Detail.MEETING, when)])


def test_a_meeting_ranks_as_an_agreed_time_from_five_minutes_before() -> None:
    state, day_end = agreed().state, at("2026-03-13 00:00")
    assert state.bucket is Bucket.CALLBACK
    assert rank(state, at("2026-03-12 14:55"), None, day_end) is Rank.CALLBACK
    early = rank(state, at("2026-03-12 14:54"), None, day_end)
    assert (early, explain(state, early, "2026-03-12")) == (Rank.NOT_DUE, "meeting until 2026-03-12")


@pytest.mark.parametrize(("now", "over"), [(TIME - 1, False), (TIME, True)])
def test_what_became_of_it_is_asked_from_its_time_on(now: int, over: bool) -> None:
    assert is_over(agreed().state, now) is over
    assert not is_over(person().state, now)


def test_after_a_meeting_the_follow_up_begins_now_or_as_agreed() -> None:
    facts = agreed()
    state = meeting_over(CTX, facts, LATER).state
    assert (state.stage, state.attempt, state.step, state.due_at) == (Stage.FOLLOW_UP, 1, "agreed_step", LATER)
    assert state.earlier_attempts == facts.state.earlier_attempts
    decision = meeting_over(CTX, facts, LATER, at("2026-03-14 12:00"))
    assert local_time(decision.state.due_at) == "2026-03-16 09:00"
    assert decision.warning is not None


def test_held_without_a_date_goes_on_in_three_callable_days() -> None:
    decision = met(CTX, agreed(), Met.HELD, LATER)
    state = decision.state
    assert (state.stage, state.step, state.due_day, state.bucket) == (
        Stage.FOLLOW_UP, "agreed_step", "2026-03-17", Bucket.DUE
    )  # fmt: skip
    assert decision.why.startswith("follow-up: Tue 17 Mar")


def test_held_where_nothing_opens_still_has_a_day() -> None:
    nowhere = replace(agreed(), place=replace(agreed().place, zones=()))
    assert met(CTX, nowhere, Met.HELD, LATER).state.due_day is not None


def test_held_with_a_date_goes_on_then() -> None:
    state = met(CTX, agreed(), Met.HELD, LATER, at("2026-03-18 10:30")).state
    assert (state.step, local_time(state.due_at)) == ("agreed_step", "2026-03-18 10:30")


def test_a_no_show_begins_the_follow_up_at_once() -> None:
    state = met(CTX, agreed(), Met.NO_SHOW, LATER).state
    assert (state.stage, state.step, state.due_at) == (Stage.FOLLOW_UP, "agreed_step", LATER)


def test_a_moved_meeting_stays_one_at_any_hour() -> None:
    decision = met(CTX, agreed(), Met.MOVED, LATER, at("2026-03-14 19:00"))
    state = decision.state
    assert (state.stage, state.bucket, local_time(state.due_at)) == (
        Stage.MEETING, Bucket.CALLBACK, "2026-03-14 19:00"
    )  # fmt: skip
    assert decision.why == "meeting Sat 14 Mar 19:00 Chicago, then follow-up"


def test_a_meeting_is_moved_to_a_time() -> None:
    with pytest.raises(ValueError, match="moved to a time"):
        met(CTX, agreed(), Met.MOVED, LATER)


@pytest.mark.parametrize("result", [SILENT, LEFT])
def test_a_dial_that_reaches_nobody_at_its_time_uses_up_no_step(result: Result) -> None:
    decision = decide(CTX, agreed(), result, TIME)
    state = decision.state
    assert (state.stage, state.attempt, state.step) == (Stage.FOLLOW_UP, 1, "agreed_step")
    assert (state.due_day, state.earlier_attempts) == ("2026-03-13", agreed().state.earlier_attempts + 1)
    assert decision.why.startswith("no-show: ")


def test_a_time_heard_at_a_missed_meeting_is_promised() -> None:
    decision = decide(CTX, agreed(), answered(Detail.NO_TALK, at("2026-03-13 11:00")), TIME)
    assert (decision.state.stage, decision.state.bucket) == (Stage.FOLLOW_UP, Bucket.CALLBACK)
    assert (decision.state.step, local_time(decision.state.due_at)) == ("agreed_step", "2026-03-13 11:00")


def test_a_dial_ahead_of_its_time_leaves_a_meeting_where_it_is() -> None:
    decision = decide(CTX, agreed(), SILENT, at(NOW) + 3_600_000)
    assert (decision.state.stage, decision.state.due_at) == (Stage.MEETING, TIME)
    assert decision.why == "meeting stands: Thu 12 Mar 15:00 Chicago"


@pytest.mark.parametrize(
    "detail", [Detail.BUSY, Detail.NUMBER_DEAD, Detail.OTHER_NAME, Detail.AWAY_UNTIL, Detail.RANG_OUT]
)
def test_a_dial_ahead_of_a_meeting_leaves_it_where_it_is_whatever_the_line_did(detail: Detail) -> None:
    facts = after(CTX, person(numbers=2), [answered(Detail.MEETING, TIME)])
    decision = decide(CTX, facts, silent(detail), at("2026-03-11 10:00"))
    state = decision.state
    assert (state.stage, state.due_at, state.bucket) == (Stage.MEETING, TIME, Bucket.CALLBACK)
    assert "meeting stands" in decision.why
    assert not state.busy_retried
    assert state.number_id == {Detail.NUMBER_DEAD: 2, Detail.BUSY: 1}.get(detail)


def test_a_meeting_agreed_anew_ahead_of_the_first_is_the_one_that_counts() -> None:
    decision = decide(CTX, agreed(), answered(Detail.MEETING, LATER), at("2026-03-11 10:00"))
    assert decision.state.due_at == LATER


def test_a_line_that_is_busy_at_the_time_of_the_meeting_is_tried_again() -> None:
    decision = decide(CTX, agreed(), silent(Detail.BUSY), TIME)
    assert decision.state.due_at == TIME + 30 * 60_000


def test_a_no_show_outside_hours_goes_on_at_the_first_time_they_allow() -> None:
    saturday = at("2026-03-14 15:00")
    decision = meeting_over(CTX, agreed(saturday), saturday)
    assert decision.state.due_at == at("2026-03-16 09:00")
    assert decision.warning is not None
