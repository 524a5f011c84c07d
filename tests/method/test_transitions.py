"""What moves a person besides the outcome of a dial."""

import pytest

from dialdeck.method.endings import restart
from dialdeck.method.transitions import (
    ClosedError,
    agree_callback,
    do_not_call,
    replan,
    retire,
    revive,
    snooze,
)
from dialdeck.model.cadence import Cadence, Step
from dialdeck.model.codes import Bucket, Detail, Outcome, Plan, PromiseKind, Role, Stage
from dialdeck.model.facts import PersonFacts
from dialdeck.model.replacing import replace
from dialdeck.model.state import State
from tests.method.people import (
    CHICAGO,
    LEFT,
    NOW,
    SILENT,
    after,
    answered,
    at,
    calendar,
    context,
    dial,
    dialed,
    local_time,
    person,
    silent,
)

CTX = context()
DENVER = replace(CHICAGO, zones=("America/Denver",))


def due_person() -> PersonFacts:
    """At attempt 2, due on Thursday 12 March at midday."""
    return after(CTX, person(), [LEFT])


def promised() -> PersonFacts:
    return after(CTX, person(), [LEFT, SILENT, SILENT, SILENT, LEFT])


def test_a_cadence_without_a_step_for_the_role_is_refused() -> None:
    only_others = Cadence(
        "odd", "Odd", Stage.PERSISTENCE, (Step("a", Plan.SILENT, "a", (0, 0), not_for_owner=True),), ""
    )
    with pytest.raises(LookupError, match="no step for role owner"):
        restart(replace(CTX, cadences={"odd": only_others}), State(), "odd", Role.OWNER, made=1)


def test_a_snooze_waits_for_its_time() -> None:
    state = snooze(CTX, person(), at("2026-03-12 14:20"), at(NOW))
    assert (state.bucket, state.due_at, state.part) == (Bucket.DUE, at("2026-03-12 14:20"), None)
    assert (state.stage, state.attempt) == (Stage.NEW, 1)


def test_a_snooze_to_a_day_gets_a_part_of_it() -> None:
    state = snooze(CTX, due_person(), at("2026-03-16 00:00"), at(NOW))
    assert (state.due_day, state.part) == ("2026-03-16", "midday")


@pytest.mark.parametrize("until", ["2026-03-14 00:00", "2026-03-14 12:00", "2026-03-13 20:00"])
def test_a_snooze_to_a_closed_time_ends_when_hours_open(until: str) -> None:
    assert local_time(snooze(CTX, due_person(), at(until), at(NOW)).due_at) == "2026-03-16 09:00"


def test_a_snooze_never_lies_in_the_past() -> None:
    assert snooze(CTX, due_person(), at("2026-03-09 10:00"), at(NOW)).due_at == at(NOW)


def test_a_promise_snoozed_within_its_day_keeps_its_rank_and_loses_it_on_a_later_one() -> None:
    now = at("2026-03-24 10:00")
    assert snooze(CTX, promised(), at("2026-03-24 15:00"), now).bucket is Bucket.PROMISE
    assert snooze(CTX, promised(), at("2026-03-25 15:00"), now).bucket is Bucket.DUE


def test_an_agreed_time_is_a_promise_without_using_up_an_attempt() -> None:
    decision = agree_callback(CTX, due_person(), at("2026-03-11 15:00"), at(NOW))
    assert decision.promise is not None
    assert (decision.promise.kind, decision.promise.at) == (PromiseKind.CLOCK, at("2026-03-11 15:00"))
    state = decision.state
    assert (state.attempt, state.position, state.step, state.bucket) == (2, 1, "callback", Bucket.CALLBACK)
    assert (state.due_at, state.stage) == (at("2026-03-11 15:00"), Stage.PERSISTENCE)
    assert not decision.counts


def test_an_agreed_time_outside_hours_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(ClosedError) as refused:
        agree_callback(CTX, person(), at("2026-03-13 19:00"), at(NOW))
    assert str(refused.value) == (
        "Fri 13 Mar 19:00 Chicago is not allowed (outside your hours 9-18 in Chicago); "
        "nearest: Fri 13 Mar 17:59 Chicago or Mon 16 Mar 9:00 Chicago"
    )
    assert (refused.value.before, refused.value.after) == (at("2026-03-13 17:59"), at("2026-03-16 09:00"))


def test_an_agreed_time_in_the_past_is_refused() -> None:
    with pytest.raises(ClosedError, match="past"):
        agree_callback(CTX, person(), at("2026-03-09 10:00"), at(NOW))


def test_an_agreed_time_for_somebody_never_open_says_so() -> None:
    with pytest.raises(ClosedError, match="no time within 30 days"):
        agree_callback(CTX, person(place=replace(CHICAGO, zones=())), at("2026-03-11 10:00"), at(NOW))


def test_an_agreed_time_inside_a_lock_is_refused_with_the_first_one_after_it() -> None:
    facts = person(state=replace(person().state, locked_until=at("2026-03-13 10:00")))
    with pytest.raises(ClosedError) as refused:
        agree_callback(CTX, facts, at("2026-03-12 15:00"), at(NOW))
    assert str(refused.value) == (
        "Thu 12 Mar 15:00 Chicago is not allowed (locked: they answered and were hung up on); "
        "nearest: Fri 13 Mar 10:00 Chicago"
    )
    assert (refused.value.before, refused.value.after) == (None, at("2026-03-13 10:00"))
    assert agree_callback(CTX, facts, at("2026-03-13 10:00"), at(NOW)).promise is not None


def test_an_agreed_time_beyond_the_caps_of_the_house_is_allowed() -> None:
    facts = dialed(person(), dial(at("2026-03-10 10:00")))
    assert agree_callback(CTX, facts, at("2026-03-10 15:00"), at(NOW)).state.due_at == at("2026-03-10 15:00")


def test_of_the_nearest_times_none_is_past() -> None:
    with pytest.raises(ClosedError, match=r"nearest: Wed 11 Mar 9:00 Chicago$"):
        agree_callback(CTX, person(), at("2026-03-11 08:00"), at("2026-03-10 19:00"))


def test_retiring_takes_a_person_out_of_the_queue_with_the_reason() -> None:
    decision = retire(CTX, promised(), "sold the company")
    state = decision.state
    assert (state.stage, state.reason) == (Stage.RETIRED, "sold the company")
    assert (state.bucket, state.due_at, state.due_day, state.part) == (None, None, None, None)
    assert decision.withdraws_promises
    assert decision.why == "retired: sold the company"


def test_do_not_call_blocks_every_number() -> None:
    decision = do_not_call(CTX, due_person())
    assert (decision.state.stage, decision.state.bucket) == (Stage.DO_NOT_CALL, None)
    assert decision.blocks
    assert decision.withdraws_promises


def test_who_was_never_talked_to_is_revived_at_attempt_1_now() -> None:
    facts = due_person()
    facts = replace(facts, state=retire(CTX, facts, "no_contact").state)
    state = revive(CTX, facts, at("2026-05-04 10:00")).state
    assert (state.stage, state.cadence, state.attempt, state.step) == (Stage.PERSISTENCE, "persistence", 1, "opening")
    assert (state.bucket, state.due_at, state.reason) == (Bucket.DUE, at("2026-05-04 10:00"), None)
    assert state.earlier_attempts == 1


def test_who_was_talked_to_is_revived_as_a_win_back_after_its_gap() -> None:
    facts = dialed(person(), dial(at("2026-03-02 10:00"), Outcome.ANSWERED, Detail.CONVERSATION, "mid-morning"))
    decision = revive(CTX, facts, at("2026-05-04 10:00"))
    assert (decision.state.stage, decision.state.cadence) == (Stage.WIN_BACK, "win-back")
    assert decision.state.due_day == "2026-05-06"
    assert decision.why.startswith("win-back: Wed 6 May")


def resting(role: Role = Role.OWNER) -> PersonFacts:
    """Somebody who was never talked to and rests after twelve attempts."""
    return after(CTX, person(role), [LEFT, SILENT, SILENT, SILENT, LEFT, *[SILENT] * 6])


def test_who_rests_is_revived_as_a_win_back_though_nobody_ever_talked() -> None:
    facts = resting()
    assert facts.state.stage is Stage.RESTING
    state = revive(CTX, facts, at("2026-05-04 10:00")).state
    assert (state.stage, state.cadence, state.attempt) == (Stage.WIN_BACK, "win-back", 1)
    assert state.earlier_attempts == facts.state.earlier_attempts


@pytest.mark.parametrize(("when", "due"), [("2026-05-06 10:00", "2026-05-06 10:00"), ("2026-05-09 10:00", None)])
def test_a_revival_can_be_for_a_date(when: str, due: str | None) -> None:
    decision = revive(CTX, resting(), at("2026-05-04 10:00"), at(when))
    assert local_time(decision.state.due_at) == (due or "2026-05-11 09:00")
    assert (decision.warning is None) is (due is not None)


def test_another_zone_moves_the_part_with_the_wall_clock() -> None:
    facts = replace(due_person(), place=DENVER)
    state = replan(CTX, facts, at(NOW)).state
    assert (state.due_day, state.part) == ("2026-03-12", "midday")
    assert state.due_at == at("2026-03-12 11:30", "America/Denver")


def test_a_part_that_the_new_hours_lack_is_chosen_again() -> None:
    facts = replace(due_person(), place=replace(CHICAGO, wish="thu-fri 16-18"))
    state = replan(CTX, facts, at(NOW)).state
    assert (state.due_day, state.part) == ("2026-03-12", "late")


def test_a_promise_stays_a_promise_when_planned_anew() -> None:
    facts = replace(promised(), place=replace(CHICAGO, wish="16-18"))
    state = replan(CTX, facts, at("2026-03-23 12:00")).state
    assert (state.bucket, state.due_day, state.part) == (Bucket.PROMISE, promised().state.due_day, "late")


def test_a_fresh_person_and_an_agreed_instant_stay() -> None:
    fresh = person()
    assert replan(CTX, replace(fresh, place=DENVER), at(NOW)).state == fresh.state
    agreed = agree_callback(CTX, due_person(), at("2026-03-11 15:00"), at(NOW)).state
    facts = replace(due_person(), state=agreed, place=replace(CHICAGO, zones=("Asia/Tokyo",)))
    state = replan(CTX, facts, at(NOW)).state
    assert (state.due_at, state.due_day, state.step) == (at("2026-03-11 15:00"), "2026-03-12", "callback")


def test_a_meeting_stays_at_its_time() -> None:
    facts = after(CTX, person(), [answered(Detail.MEETING, at("2026-03-12 19:00"))])
    assert replan(CTX, replace(facts, place=DENVER), at(NOW)).state.due_at == at("2026-03-12 19:00")


def test_somebody_without_a_zone_gets_a_real_slot_once_it_is_known() -> None:
    unknown = replace(CHICAGO, zones=())
    facts = after(CTX, person(place=unknown), [silent(Detail.RANG_OUT)])
    assert facts.state.part is None
    state = replan(CTX, replace(facts, place=CHICAGO), at(NOW)).state
    assert state.part is not None
    assert calendar().is_open(CHICAGO, state.due_at or 0)


def test_an_owner_found_out_at_the_role_change_rests() -> None:
    facts = after(CTX, person(), [LEFT, SILENT, SILENT, SILENT, LEFT, *[SILENT] * 6])
    assert facts.state.step == "role_change"
    decision = replan(CTX, replace(facts, role=Role.OWNER), at("2026-04-08 10:00"))
    assert (decision.state.stage, decision.state.cadence, decision.state.reason) == (
        Stage.RESTING,
        "win-back",
        "no_contact",
    )
    assert decision.state.due_day == "2026-07-07"
    assert [task.due_day for task in decision.homework] == ["2026-07-07"] * 2
    assert decision.withdraws_promises


def test_who_is_not_in_the_queue_is_not_planned() -> None:
    state = retire(CTX, person(), "no_contact").state
    assert replan(CTX, person(state=state), at(NOW)).state == state
