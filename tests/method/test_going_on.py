"""Results after which the cadence goes on: the next step, a promise, a time agreed, an apology."""

import pytest

from dialdeck.method.decide import decide
from dialdeck.model.codes import Bucket, Detail, Outcome, Plan, PromiseKind, Stage
from dialdeck.model.facts import PromiseFact, Result
from dialdeck.model.replacing import replace
from tests.method.people import (
    CHICAGO,
    LEFT,
    NOW,
    RANG_OUT,
    SILENT,
    after,
    all_rules,
    answered,
    at,
    at_attempt,
    cadences,
    context,
    dial,
    dialed,
    holidays_on,
    local_time,
    person,
    policy,
    result,
    silent,
)

CTX = context()


def test_a_message_left_leads_to_the_next_step() -> None:
    decision = result(person(), LEFT)
    assert decision.counts
    assert decision.message_left
    assert not decision.off_plan
    assert (decision.state.attempt, decision.state.step, decision.state.plan) == (2, "curiosity", Plan.SILENT)
    assert decision.state.stage is Stage.PERSISTENCE
    assert decision.state.bucket is Bucket.DUE
    assert local_time(decision.state.due_at) == "2026-03-12 11:30"
    assert (decision.state.due_day, decision.state.part) == ("2026-03-12", "midday")
    assert decision.why == "Thu 12 Mar, midday (not tried yet) · attempt 2, silent"


def test_the_decision_names_rules_and_cadence() -> None:
    decision = result(person(), LEFT)
    assert decision.rules[0] == "result.voicemail_left.message"
    assert decision.cadence_hash == cadences()["persistence"].hash


def test_a_message_on_a_silent_step_is_off_plan_and_goes_on() -> None:
    decision = result(at_attempt(2), LEFT, "2026-03-12 11:30")
    assert decision.off_plan
    assert (decision.state.attempt, decision.state.step, decision.promise) == (3, "curiosity", None)


def test_a_message_on_the_promised_call_never_stands_in_for_the_commitment() -> None:
    decision = result(at_attempt(6), LEFT, "2026-03-24 12:00")
    assert decision.off_plan
    assert decision.promise is None


def test_a_message_via_a_gatekeeper_is_a_message() -> None:
    decision = result(person(), Result(Outcome.VOICEMAIL_LEFT, Detail.VIA_GATEKEEPER))
    assert decision.message_left
    assert decision.state.owed is None


def test_a_message_taken_by_a_person_is_a_message() -> None:
    decision = result(at_attempt(5), answered(Detail.MESSAGE_TAKEN), "2026-03-17 10:00")
    assert decision.message_left
    assert decision.promise is not None


def test_the_commitment_message_promises_tomorrow() -> None:
    facts = at_attempt(5)
    assert facts.state.step == "commitment"
    decision = result(facts, LEFT, "2026-03-17 10:00")
    assert decision.promise is not None
    assert decision.promise.kind is PromiseKind.DAY
    assert decision.promise.day == decision.state.due_day == "2026-03-18"
    assert decision.promise.at == decision.state.due_at
    assert decision.promise.zone == "America/Chicago"
    assert decision.state.bucket is Bucket.PROMISE
    assert (decision.state.attempt, decision.state.step, decision.state.plan) == (6, "promised", Plan.SILENT)
    assert decision.why.startswith("promise: call Wed 18 Mar, ")
    assert decision.why.endswith(" · attempt 6, silent")


def test_left_on_a_friday_the_promise_is_for_monday() -> None:
    decision = result(at_attempt(5), LEFT, "2026-03-20 10:00")
    assert decision.promise is not None
    assert decision.promise.day == "2026-03-23"


def test_the_promised_day_must_be_callable_for_both() -> None:
    ctx = context(holidays=holidays_on("2026-03-18", "2026-03-19"))
    decision = decide(ctx, at_attempt(5), LEFT, at("2026-03-17 10:00"))
    assert decision.promise is not None
    assert decision.promise.day == "2026-03-20"


def test_a_promise_is_kept_beyond_the_caps_of_the_house() -> None:
    often = [dial(at(f"2026-03-{day} 10:00"), part="mid-morning") for day in (11, 12, 13, 14, 16)]
    facts = replace(at_attempt(5), dials=tuple(often))
    decision = result(facts, LEFT, "2026-03-17 10:00")
    assert decision.promise is not None
    assert decision.promise.day == "2026-03-18"
    assert result(facts, RANG_OUT, "2026-03-17 10:00").state.due_day == "2026-03-19"


def test_where_no_day_is_callable_nothing_is_promised() -> None:
    ctx = context(replace(policy(), house=((),) * 7))
    decision = decide(ctx, at_attempt(5), LEFT, at("2026-03-17 10:00"))
    assert decision.promise is None
    assert decision.state.bucket is Bucket.DUE
    assert decision.state.due_at is not None


def test_a_commitment_not_left_is_tried_again_and_said_on_the_key() -> None:
    decision = result(at_attempt(5), SILENT, "2026-03-17 10:00")
    assert decision.off_plan
    assert (decision.state.attempt, decision.state.step, decision.state.tries) == (6, "commitment", 1)
    assert decision.why.endswith("attempt 6, the commitment message then")


def test_an_owed_commitment_left_on_a_silent_step_is_the_commitment() -> None:
    facts = after(CTX, person(), [LEFT, SILENT, SILENT, SILENT, RANG_OUT, RANG_OUT])
    assert (facts.state.step, facts.state.plan, facts.state.script) == ("promised", Plan.VOICEMAIL, "commitment")
    decision = result(facts, LEFT, "2026-03-24 10:00")
    assert not decision.off_plan
    assert decision.promise is not None
    assert decision.state.owed is None
    assert (decision.state.step, decision.state.bucket) == ("persist", Bucket.PROMISE)


@pytest.mark.parametrize("detail", [Detail.VOICEMAIL, Detail.RANG_OUT, Detail.MENU, Detail.MAILBOX_FULL])
def test_a_silent_attempt_leads_to_the_next_step_and_keeps_the_message_owed(detail: Detail) -> None:
    decision = result(person(), silent(detail))
    assert decision.counts
    assert (decision.state.attempt, decision.state.step) == (2, "curiosity")
    assert (decision.state.owed, decision.state.owed_left) == ("opening", 3)
    assert (decision.state.plan, decision.state.script) == (Plan.VOICEMAIL, "opening")
    assert decision.warning is None


@pytest.mark.parametrize(
    ("detail", "off_plan"),
    [(Detail.VOICEMAIL, True), (Detail.RANG_OUT, False), (Detail.MENU, False), (Detail.MAILBOX_FULL, False)],
)
def test_only_a_machine_left_without_the_planned_message_is_off_plan(detail: Detail, off_plan: bool) -> None:
    assert result(person(), silent(detail)).off_plan is off_plan


def test_a_mailbox_full_twice_warns() -> None:
    facts = after(CTX, person(), [silent(Detail.MAILBOX_FULL)])
    decision = result(facts, silent(Detail.MAILBOX_FULL), "2026-03-12 12:00")
    assert decision.warning == "mailbox full again: try another number or write an e-mail"


def test_a_person_hung_up_on_is_locked_and_apologised_to() -> None:
    decision = result(at_attempt(3), silent(Detail.LIVE_DROP), "2026-03-16 14:00")
    assert decision.counts
    assert decision.state.attempt == 4
    assert decision.state.locked_until == at("2026-03-19 14:00")
    assert decision.state.apology
    assert decision.state.due_at is not None
    assert decision.state.due_at >= at("2026-03-19 14:00")
    assert decision.warning == "a person was hung up on: locked for 72 hours"


def test_the_apology_ends_with_the_next_dial_that_rang_and_the_lock_with_its_time() -> None:
    facts = after(CTX, at_attempt(3), [silent(Detail.LIVE_DROP)])
    assert result(facts, silent(Detail.NUMBER_DEAD), "2026-03-24 10:00").state.apology
    assert not result(facts, RANG_OUT, "2026-03-24 10:00").state.apology
    assert result(facts, RANG_OUT, "2026-03-24 10:00").state.locked_until is None
    assert result(facts, RANG_OUT, "2026-03-13 12:00").state.locked_until is not None


@pytest.mark.parametrize("detail", [Detail.GATEKEEPER, Detail.NO_TALK])
def test_an_answer_without_a_talk_leads_to_the_next_step(detail: Detail) -> None:
    decision = result(person(), answered(detail))
    assert decision.counts
    assert (decision.state.attempt, decision.state.stage) == (2, Stage.PERSISTENCE)
    assert decision.state.owed == "opening"
    assert decision.promise is None


def test_a_best_time_heard_becomes_a_promise() -> None:
    decision = result(at_attempt(2), answered(Detail.GATEKEEPER, at("2026-03-13 15:10")), "2026-03-12 12:00")
    assert decision.promise is not None
    assert (decision.promise.kind, decision.promise.at) == (PromiseKind.CLOCK, at("2026-03-13 15:10"))
    assert (decision.state.bucket, decision.state.step) == (Bucket.CALLBACK, "curiosity")
    assert decision.why == "promise: call Fri 13 Mar 15:10 Chicago · attempt 3, silent"


def test_a_callback_agreed_at_attempt_n_is_n_plus_1_and_then_the_cadence_goes_on() -> None:
    facts = at_attempt(2)
    asked = result(facts, answered(Detail.CALLBACK, at("2026-03-12 15:00")), "2026-03-12 12:00")
    assert asked.promise is not None
    assert (asked.promise.kind, asked.promise.at, asked.promise.day) == (
        PromiseKind.CLOCK,
        at("2026-03-12 15:00"),
        "2026-03-12",
    )
    assert (asked.state.attempt, asked.state.step, asked.state.script) == (3, "callback", "callback")
    assert (asked.state.bucket, asked.state.due_at) == (Bucket.CALLBACK, at("2026-03-12 15:00"))
    assert asked.why == "promise: call Thu 12 Mar 15:00 Chicago · attempt 3, as they asked"
    later = result(replace(facts, state=asked.state), RANG_OUT, "2026-03-12 15:00")
    assert (later.state.attempt, later.state.position, later.state.step) == (4, 3, "curiosity")


def test_a_time_they_name_takes_the_place_of_what_was_promised_before() -> None:
    assert result(at_attempt(6), answered(Detail.CALLBACK), "2026-03-24 12:00").withdraws_promises


def test_a_callback_without_a_time_is_for_the_same_time_tomorrow() -> None:
    assert local_time(result(person(), answered(Detail.CALLBACK)).state.due_at) == "2026-03-11 10:05"


def test_a_callback_outside_hours_moves_to_the_next_allowed_time_and_says_so() -> None:
    decision = result(person(), answered(Detail.CALLBACK, at("2026-03-10 19:00")))
    assert local_time(decision.state.due_at) == "2026-03-11 09:00"
    assert decision.warning == "moved to Wed 11 Mar 9:00 Chicago: outside your hours 9-18 in Chicago"


@pytest.mark.parametrize("detail", [Detail.CALLBACK, Detail.GATEKEEPER])
def test_a_time_inside_a_lock_moves_to_its_end_and_says_so(detail: Detail) -> None:
    facts = after(CTX, at_attempt(3), [silent(Detail.LIVE_DROP)])
    assert facts.state.locked_until == at("2026-03-19 13:30")
    decision = result(facts, answered(detail, at("2026-03-18 10:00")), "2026-03-17 10:00")
    assert decision.promise is not None
    assert decision.promise.at == decision.state.due_at == at("2026-03-19 13:30")
    assert decision.warning == "moved to Thu 19 Mar 13:30 Chicago: locked: they answered and were hung up on"
    assert "lock.live_drop" in decision.rules


def test_a_cap_of_the_law_moves_a_callback_and_is_named_even_when_no_time_was() -> None:
    rules = [rule for rule in all_rules() if rule.area == "FR"]
    ctx = context(replace(policy(rules=rules), audience="consumer"))
    place = replace(CHICAGO, country="FR", region=None)
    facts = dialed(person(place=place), *(dial(at(f"2026-03-{day:02d} 10:00")) for day in (2, 4, 6)))
    decision = decide(ctx, facts, answered(Detail.CALLBACK), at(NOW))
    assert local_time(decision.state.due_at) == "2026-04-01 11:00"
    assert decision.warning is not None
    assert decision.warning.startswith("moved to Wed 1 Apr 11:00 Chicago: at most 4 in 30 days (FR: ")
    assert "cap.FR" in decision.rules


def test_a_callback_for_somebody_never_open_keeps_its_time_and_says_so() -> None:
    facts = person(place=replace(CHICAGO, zones=()))
    decision = result(facts, answered(Detail.CALLBACK, at("2026-03-10 19:00")))
    assert decision.state.due_at == at("2026-03-10 19:00")
    assert decision.warning is not None
    assert decision.warning.startswith("never open")


def test_a_callback_at_the_last_attempt_still_happens() -> None:
    facts = at_attempt(12)
    asked = result(facts, answered(Detail.CALLBACK), "2026-04-08 10:00")
    facts = replace(facts, state=asked.state)
    again = result(facts, answered(Detail.CALLBACK), "2026-04-09 10:00")
    assert again.state.bucket is Bucket.CALLBACK
    ended = result(replace(facts, state=again.state), RANG_OUT, "2026-04-10 10:00")
    assert ended.state.stage is Stage.RETIRED


def test_a_dial_before_the_promised_day_leaves_the_promise_next() -> None:
    promise = PromiseFact(3, PromiseKind.DAY, at("2026-03-18 09:00"), "2026-03-18", "mid-morning")
    facts = replace(at_attempt(6), promises=(promise,))
    decision = result(facts, RANG_OUT, "2026-03-17 17:00")
    assert (decision.state.bucket, decision.state.due_day) == (Bucket.PROMISE, "2026-03-18")
    assert decision.state.attempt == 7
    assert decision.why == "promise stands: call Wed 18 Mar · attempt 7, silent"


def test_a_dial_before_the_agreed_time_leaves_the_callback_next() -> None:
    facts = after(CTX, person(), [answered(Detail.CALLBACK, at("2026-03-12 15:00"))])
    decision = result(facts, RANG_OUT, "2026-03-12 10:00")
    assert (decision.state.bucket, decision.state.due_at) == (Bucket.CALLBACK, at("2026-03-12 15:00"))
    assert decision.state.step == "callback"
    assert "promise stands: call Thu 12 Mar 15:00 Chicago" in decision.why


@pytest.mark.parametrize(("kind", "bucket"), [(PromiseKind.CLOCK, Bucket.CALLBACK), (PromiseKind.DAY, Bucket.PROMISE)])
def test_a_promise_that_stands_inside_a_lock_is_called_after_it_and_the_word_stays(
    kind: PromiseKind, bucket: Bucket
) -> None:
    promise = PromiseFact(3, kind, at("2026-03-18 09:00"), "2026-03-18", "mid-morning")
    facts = replace(at_attempt(6), promises=(promise,))
    decision = result(facts, silent(Detail.LIVE_DROP), "2026-03-17 14:00")
    assert (decision.promise, decision.withdraws_promises) == (None, False)
    state = decision.state
    assert (state.bucket, state.due_at, state.due_day) == (bucket, at("2026-03-20 14:00"), "2026-03-20")
    assert decision.why.startswith("promise stands: call Wed 18 Mar")
    assert decision.warning == (
        "a person was hung up on: locked for 72 hours; the promised call is moved to Fri 20 Mar 14:00 Chicago: "
        "locked: they answered and were hung up on"
    )
    assert decision.rules[-2:] == ("promise.stands", "lock.live_drop")


def test_a_time_heard_from_a_gatekeeper_keeps_its_ordinary_step() -> None:
    facts = after(CTX, at_attempt(2), [answered(Detail.GATEKEEPER, at("2026-03-13 15:10"))])
    decision = result(facts, RANG_OUT, "2026-03-13 10:00")
    assert (decision.state.bucket, decision.state.step) == (Bucket.CALLBACK, "curiosity")


def test_the_promised_call_has_its_own_words_however_late_the_message_was_left() -> None:
    facts = after(CTX, person(), [LEFT, *[SILENT] * 3, *[RANG_OUT] * 4])
    assert (facts.state.step, facts.state.script) == ("persist", "commitment")
    decision = result(facts, LEFT)
    assert decision.promise is not None
    assert (decision.state.step, decision.state.plan, decision.state.script) == ("persist", Plan.SILENT, "promised")
