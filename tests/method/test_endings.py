"""Results that end the numbering: a conversation, a meeting, a rest, a retirement, and the end of a cadence."""

import pytest

from dialdeck.method.case import rested
from dialdeck.method.decide import decide
from dialdeck.method.rules_table import switched_on
from dialdeck.model.codes import Bucket, Detail, Role, Stage, TaskKind
from dialdeck.model.facts import Place
from dialdeck.model.replacing import replace
from tests.method.people import (
    CHICAGO,
    LEFT,
    RANG_OUT,
    SILENT,
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


def test_a_conversation_starts_the_follow_up_and_numbering_anew() -> None:
    decision = result(at_attempt(5), answered(Detail.CONVERSATION, at("2026-03-24 14:30")), "2026-03-17 10:00")
    state = decision.state
    assert (state.stage, state.cadence, state.attempt, state.position) == (Stage.FOLLOW_UP, "follow-up", 1, 0)
    assert state.earlier_attempts == 5
    assert (state.due_at, state.part) == (at("2026-03-24 14:30"), None)
    assert decision.withdraws_promises
    assert decision.why == ("next step: Tue 24 Mar 14:30 Chicago · follow-up, attempt 1, the follow-up message then")


def test_a_next_step_on_a_date_alone_gets_its_part_of_the_day() -> None:
    decision = result(at_attempt(5), answered(Detail.CONVERSATION, at("2026-03-24 00:00")), "2026-03-17 10:00")
    assert decision.state.due_day == "2026-03-24"
    assert decision.state.part is not None


def test_a_next_step_on_a_closed_date_moves_to_the_next_callable_day() -> None:
    decision = result(at_attempt(5), answered(Detail.CONVERSATION, at("2026-03-21 00:00")), "2026-03-17 10:00")
    assert decision.state.due_day == "2026-03-23"


def test_a_next_step_without_a_date_is_in_three_callable_days() -> None:
    assert result(person(), answered(Detail.CONVERSATION), "2026-03-12 10:00").state.due_day == "2026-03-17"


def test_a_next_step_at_a_closed_time_opens_when_hours_do() -> None:
    decision = result(person(), answered(Detail.CONVERSATION, at("2026-03-12 20:00")))
    assert local_time(decision.state.due_at) == "2026-03-13 09:00"
    assert decision.warning is not None


def test_a_next_step_too_soon_for_the_house_moves_and_names_its_cap() -> None:
    facts = dialed(person(), dial(at("2026-03-10 09:00")))
    decision = result(facts, answered(Detail.CONVERSATION, at("2026-03-10 15:00")))
    assert local_time(decision.state.due_at) == "2026-03-11 09:00"
    assert decision.warning == "moved to Wed 11 Mar 9:00 Chicago: at most 1 in one day (house)"
    assert decision.rules[-2:] == ("agreed", "cap.house")


def test_a_conversation_where_nothing_is_callable_keeps_a_day() -> None:
    decision = result(person(place=replace(CHICAGO, zones=())), answered(Detail.CONVERSATION))
    assert decision.state.due_at is not None


def test_a_meeting_waits_for_its_time_and_then_follows_up() -> None:
    decision = result(at_attempt(5), answered(Detail.MEETING, at("2026-03-19 19:30")), "2026-03-17 10:00")
    assert (decision.state.stage, decision.state.cadence, decision.state.attempt) == (Stage.MEETING, "follow-up", 1)
    assert decision.state.due_at == at("2026-03-19 19:30")
    assert decision.why == "meeting Thu 19 Mar 19:30 Chicago, then follow-up"
    assert decision.state.earlier_attempts == 5
    later = result(replace(person(), state=decision.state), LEFT, "2026-03-20 10:00")
    assert (later.state.stage, later.state.step) == (Stage.FOLLOW_UP, "agreed_step")


def test_a_meeting_without_a_time_is_in_three_callable_days() -> None:
    assert result(person(), answered(Detail.MEETING)).state.due_day == "2026-03-13"


def test_who_declines_rests_and_comes_back_as_a_win_back() -> None:
    decision = result(at_attempt(2), answered(Detail.NOT_INTERESTED), "2026-03-12 12:00")
    state = decision.state
    assert (state.stage, state.reason, state.cadence, state.attempt) == (Stage.RESTING, "not_interested", "win-back", 1)
    assert state.due_day == "2026-06-10"
    assert (state.bucket, state.earlier_attempts) == (Bucket.DUE, 2)
    assert decision.withdraws_promises
    assert decision.why == "rests until Wed 10 Jun, then win-back"
    back = result(replace(person(), state=state), LEFT, "2026-06-10 12:00")
    assert (back.state.stage, back.state.reason) == (Stage.WIN_BACK, None)


@pytest.mark.parametrize("role", [Role.OWNER, Role.OTHER])
def test_a_rest_asks_for_a_new_fact_and_an_e_mail_by_its_end(role: Role) -> None:
    decision = result(at_attempt(2, role), answered(Detail.NOT_INTERESTED), "2026-03-12 12:00")
    assert [(task.kind, task.due_day, task.reason) for task in decision.homework] == [
        (TaskKind.PREPARE, "2026-06-10", "win-back: one new dated fact, one advantage for them"),
        (TaskKind.SEND, "2026-06-10", "win-back: a short e-mail ahead of the call"),
    ]


@pytest.mark.parametrize(("now", "stage"), [("2026-06-09 12:00", Stage.RESTING), ("2026-06-10 17:00", Stage.WIN_BACK)])
def test_who_has_rested_is_in_the_win_back_also_where_the_line_is_busy(now: str, stage: Stage) -> None:
    state = result(at_attempt(2), answered(Detail.NOT_INTERESTED), "2026-03-12 12:00").state
    assert rested(state, at(now)).stage is stage
    assert result(replace(person(), state=state), silent(Detail.BUSY), now).state.stage is stage


def test_a_return_date_that_was_agreed_is_taken() -> None:
    decision = result(person(), answered(Detail.NOT_INTERESTED, at("2026-05-04 11:00")))
    assert decision.state.due_day == "2026-05-04"


PARIS = Place(9, ("Europe/Paris",), "FR", None)


@pytest.mark.parametrize(
    ("rest_days", "agreed", "due", "words"),
    [
        (30, None, "2026-05-11", "; FR: no call for 60 days after a refusal"),
        (30, "2026-04-01", "2026-05-11", "; FR: no call for 60 days after a refusal"),
        (90, None, "2026-06-10", ""),
        (30, "2026-06-15", "2026-06-15", ""),
    ],
)
def test_a_rule_that_is_on_makes_the_rest_after_a_refusal_no_shorter_than_it_says(
    rest_days: int, agreed: str | None, due: str, words: str
) -> None:
    limits = policy("Europe/Paris", rules=switched_on(all_rules()))
    ctx = context(replace(limits, audience="consumer", rest_days=rest_days))
    when = None if agreed is None else at(agreed, "Europe/Paris")
    facts = person(place=PARIS)
    decision = decide(ctx, facts, answered(Detail.NOT_INTERESTED, when), at("2026-03-12 11:00", "Europe/Paris"))
    assert decision.state.due_day == due
    assert decision.why.endswith(f", then win-back{words}")
    assert ("law.refusal" in decision.rules) is bool(words)
    elsewhere = decide(ctx, person(), answered(Detail.NOT_INTERESTED), at("2026-03-12 12:00"))
    assert elsewhere.state.due_day == ("2026-04-13" if rest_days == 30 else "2026-06-10")


@pytest.mark.parametrize("detail", [Detail.NOT_A_FIT, Detail.LEFT_COMPANY, Detail.WRONG_PERSON])
def test_a_wrong_fit_or_person_is_retired_with_the_reason(detail: Detail) -> None:
    decision = result(at_attempt(2), answered(detail), "2026-03-12 12:00")
    assert (decision.state.stage, decision.state.reason) == (Stage.RETIRED, detail.value)
    assert (decision.state.bucket, decision.state.due_at, decision.state.due_day) == (None, None, None)
    assert decision.withdraws_promises


@pytest.mark.parametrize(
    ("detail", "task"),
    [(Detail.NOT_A_FIT, False), (Detail.LEFT_COMPANY, True), (Detail.WRONG_PERSON, True)],
)
def test_for_a_wrong_person_the_right_one_is_looked_for(detail: Detail, task: bool) -> None:
    decision = result(person(), answered(detail))
    assert (decision.task is not None and decision.task.kind is TaskKind.FIND_CONTACT) is task


def test_do_not_call_is_final() -> None:
    decision = result(at_attempt(2), answered(Detail.DO_NOT_CALL), "2026-03-12 12:00")
    assert (decision.state.stage, decision.state.bucket) == (Stage.DO_NOT_CALL, None)
    assert decision.blocks
    assert decision.withdraws_promises


def test_after_the_last_step_another_contact_is_looked_for() -> None:
    decision = result(at_attempt(12), LEFT, "2026-04-08 16:00")
    assert (decision.state.stage, decision.state.reason) == (Stage.RETIRED, "no_contact")
    assert decision.task is not None
    assert (decision.task.kind, decision.task.reason) == (TaskKind.FIND_CONTACT, "no_contact")
    assert decision.why == (
        "retired: 12 attempts, 4 parts of the day, 3 messages, no contact; task: find another contact"
    )


@pytest.mark.parametrize("role", [Role.OWNER, Role.UNKNOWN])
def test_an_owner_rests_after_the_last_step(role: Role) -> None:
    decision = result(at_attempt(11, role), SILENT, "2026-04-06 14:00")
    assert (decision.state.stage, decision.state.cadence, decision.state.attempt) == (Stage.RESTING, "win-back", 1)
    assert decision.state.reason == "no_contact"
    assert "11 attempts" in decision.why
    assert decision.task is None


def test_a_last_message_that_cannot_be_left_suggests_an_e_mail() -> None:
    facts = after(CTX, at_attempt(12), [RANG_OUT])
    assert (facts.state.step, facts.state.attempt) == ("role_change", 13)
    decision = result(facts, RANG_OUT, "2026-04-10 10:00")
    assert decision.state.stage is Stage.RETIRED
    assert decision.warning == "the last message could not be left: an e-mail may carry it"


def test_a_follow_up_ends_in_a_rest_and_a_win_back_in_retirement() -> None:
    facts = after(CTX, person(), [answered(Detail.CONVERSATION), *[LEFT] * 6])
    assert (facts.state.stage, facts.state.cadence) == (Stage.RESTING, "win-back")
    facts = after(CTX, facts, [LEFT] * 4)
    assert (facts.state.stage, facts.state.reason) == (Stage.RETIRED, "cadence_over")
