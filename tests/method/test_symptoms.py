"""The seven signs that a follow-up goes wrong, at their thresholds."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialdeck.method.hours import DAY
from dialdeck.method.symptoms import (
    USUAL,
    Symptom,
    Thresholds,
    symptom_line,
    symptoms,
)
from dialdeck.method.variants import cadence_for
from dialdeck.model.cadence import Variant
from dialdeck.model.codes import Bucket, Detail, Plan, PromiseKind, Stage
from dialdeck.model.facts import Ledger, NextStep, Objection, PersonFacts, PromiseFact, Result
from dialdeck.model.replacing import replace
from tests.method.people import (
    CHICAGO,
    LEFT,
    RANG_OUT,
    SILENT,
    after,
    answered,
    at,
    cadences,
    context,
    local_day,
    person,
    silent,
)

CTX = context()
CONVERSATION = answered(Detail.CONVERSATION)
EMPTY = Ledger(issues=0, person_facts=0, reasons=(), costs=0, motive=False, objections=(), returned=())
FULL = EMPTY._replace(issues=1, person_facts=1, reasons=("2026-03-01",), costs=1, motive=True)


def lived(*results: Result) -> PersonFacts:
    return after(CTX, person(), results)


def now_of(facts: PersonFacts, days: int = 0) -> int:
    """The instant of the last dial, or so many days later."""
    return (facts.dials[-1].at if facts.dials else at("2026-03-10 10:05")) + days * DAY


def sign(
    number: int, facts: PersonFacts, ledger: Ledger = FULL, days: int = 0, limits: Thresholds = USUAL
) -> Symptom | None:
    found = symptoms(CTX, facts, now_of(facts, days), ledger, limits)
    return next((one for one in found if one.number == number), None)


def at_hand(found: Symptom | None) -> Symptom:
    assert found is not None
    return found


# 1


def test_the_third_dial_since_a_date_was_agreed_is_sign_1() -> None:
    assert sign(1, lived(CONVERSATION, LEFT, LEFT)) is None
    found = at_hand(sign(1, lived(CONVERSATION, LEFT, LEFT, SILENT)))
    assert found.evidence == "3 dials since a next step with a date was last agreed, Tue 10 Mar"
    assert found.missing == "next step"


def test_a_dial_that_did_not_ring_is_no_dial_without_a_next_step() -> None:
    assert sign(1, lived(CONVERSATION, LEFT, LEFT, silent(Detail.BUSY))) is None


def test_a_callback_is_a_next_step_with_a_date() -> None:
    facts = lived(CONVERSATION, LEFT, LEFT, answered(Detail.CALLBACK), SILENT, SILENT)
    assert facts.state.stage is Stage.FOLLOW_UP
    assert sign(1, facts) is None


def test_a_promise_ahead_is_a_next_step() -> None:
    facts = lived(CONVERSATION, LEFT, LEFT, SILENT)
    today = local_day(now_of(facts))
    ahead = PromiseFact(1, PromiseKind.CLOCK, now_of(facts), today, None)
    assert sign(1, replace(facts, promises=(ahead,))) is None
    assert sign(1, replace(facts, promises=(replace(ahead, day="2026-03-10"),))) is not None


def test_strangers_have_no_next_step_to_miss() -> None:
    assert sign(1, lived(LEFT, SILENT, SILENT, SILENT)) is None


def test_a_next_step_on_record_counts_from_when_it_was_agreed() -> None:
    facts = lived(CONVERSATION, LEFT, LEFT, SILENT)
    third = facts.dials[-2].at
    assert sign(1, facts, FULL._replace(next_steps=(NextStep(third, "2026-03-12"),))) is None
    ahead = FULL._replace(next_steps=(NextStep(facts.dials[0].at, "2026-06-01"),))
    assert sign(1, facts, ahead) is None
    today = FULL._replace(next_steps=(NextStep(facts.dials[0].at, local_day(now_of(facts))),))
    assert sign(1, facts, today) is None
    past = FULL._replace(next_steps=(NextStep(facts.dials[0].at, "2026-03-12"),))
    assert sign(1, facts, past) is not None


def test_without_any_next_step_dials_count_from_the_conversation() -> None:
    none = FULL._replace(next_steps=())
    assert sign(1, lived(CONVERSATION, LEFT, LEFT), none) is None
    found = at_hand(sign(1, lived(LEFT, CONVERSATION, LEFT, LEFT, SILENT), none))
    assert found.evidence == "3 dials and no next step with a date agreed"


def test_in_a_follow_up_without_a_conversation_all_dials_count() -> None:
    facts = lived(LEFT, SILENT, SILENT)
    facts = replace(facts, state=replace(facts.state, stage=Stage.FOLLOW_UP))
    assert sign(1, facts) is not None


# 2


def test_somebody_not_dialed_yet_lacks_no_preparation() -> None:
    assert sign(2, person(), EMPTY) is None
    assert sign(2, lived(silent(Detail.BUSY)), EMPTY) is None


def test_a_stranger_without_an_issue_is_sign_2() -> None:
    found = at_hand(sign(2, lived(LEFT), EMPTY))
    assert found.evidence == "no issue on record after 1 dial"
    assert found.missing == "issue"
    assert sign(2, lived(LEFT), EMPTY._replace(issues=1)) is None


def test_after_a_conversation_reason_and_person_are_missed_too() -> None:
    found = at_hand(sign(2, lived(CONVERSATION), EMPTY))
    assert found.evidence == "no issue and no reason of theirs and no fact about the person on record after 1 dial"
    assert found.missing == "issue, reason, person"
    assert at_hand(sign(2, lived(CONVERSATION), EMPTY._replace(issues=2))).remedy == "ask, and note"


def test_what_nobody_keeps_is_not_missed() -> None:
    assert sign(2, lived(CONVERSATION), Ledger()) is None


def test_reasons_of_more_than_twelve_months_do_not_count() -> None:
    facts = lived(CONVERSATION)
    assert sign(2, facts, FULL._replace(reasons=("2025-03-10",))) is None
    assert at_hand(sign(2, facts, FULL._replace(reasons=("2025-03-09",)))).missing == "reason"


@pytest.mark.parametrize(
    ("when", "kept", "gone"), [("2024-02-29", "2023-02-28", "2023-02-27"), ("2026-12-31", "2025-12-31", "2025-12-30")]
)
def test_twelve_months_before_a_day_that_the_year_lacks_is_the_last_of_the_month(
    when: str, kept: str, gone: str
) -> None:
    facts = lived(CONVERSATION)
    at_day = at(f"{when} 12:00")
    for day, numbers in ((kept, []), (gone, [2])):
        found = symptoms(CTX, facts, at_day, FULL._replace(reasons=(day,)))
        assert [one.number for one in found if one.number == 2] == numbers


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    facts = lived(CONVERSATION)
    limits = Thresholds(reason_months=3)
    found = symptoms(CTX, facts, at("2026-02-28 12:00"), FULL._replace(reasons=("2025-11-28",)), limits)
    assert 2 not in [one.number for one in found]
    found = symptoms(CTX, facts, at("2026-02-28 12:00"), FULL._replace(reasons=("2025-11-27",)), limits)
    assert 2 in [one.number for one in found]


# 3


def test_the_second_machine_without_a_planned_message_is_sign_3() -> None:
    assert sign(3, lived(SILENT)) is None
    found = at_hand(sign(3, lived(SILENT, SILENT)))
    assert found.evidence.startswith("2 times the machine came on and no message was left where one was planned")
    assert found.script_family == "opening"


def test_silent_steps_and_calls_that_rang_out_are_as_planned() -> None:
    assert sign(3, lived(LEFT, SILENT, SILENT, SILENT)) is None
    assert sign(3, lived(RANG_OUT, RANG_OUT, RANG_OUT)) is None


def test_what_is_planned_is_what_their_variant_of_the_cadence_plans() -> None:
    follow_up = cadences()["follow-up"]
    quiet = follow_up.steps[:1] + tuple(replace(step, plan=Plan.SILENT) for step in follow_up.steps[1:])
    both = replace(follow_up, variants=(Variant("as_is", follow_up.steps), Variant("quiet", quiet)))
    ctx = CTX._replace(cadences={**cadences(), "follow-up": both})
    facts = lived(CONVERSATION, LEFT)
    found = {}
    for person_id in range(20):
        chosen = cadence_for(both, person_id).hash.rpartition(":")[2]
        found[chosen] = 4 in [
            one.number for one in symptoms(ctx, replace(facts, person_id=person_id), now_of(facts, 14), FULL)
        ]
    assert found == {"as_is": False, "quiet": True}


def test_a_new_cadence_begins_without_blame() -> None:
    assert sign(3, lived(SILENT, SILENT, CONVERSATION, SILENT)) is None
    assert at_hand(sign(3, lived(SILENT, SILENT, CONVERSATION, SILENT, SILENT))).script_family == "follow_up"


# 4

ALL_LEFT = (CONVERSATION, LEFT, LEFT, SILENT, LEFT, LEFT, LEFT)


def test_fourteen_days_after_every_kind_of_message_are_sign_4() -> None:
    facts = lived(*ALL_LEFT)
    assert sign(4, facts, days=13) is None
    found = at_hand(sign(4, facts, days=14))
    assert found.evidence == (
        "every kind of message was left (5, the last Mon 6 Apr) and nothing came back for 14 days"
    )


def test_one_kind_not_left_is_no_sign_4() -> None:
    assert sign(4, lived(CONVERSATION, LEFT, LEFT, SILENT, LEFT, SILENT, LEFT), days=30) is None
    assert sign(4, lived(CONVERSATION), days=30) is None


def test_something_that_came_back_starts_the_fourteen_days_anew() -> None:
    facts = lived(*ALL_LEFT)
    back = FULL._replace(returned=(now_of(facts, 3),))
    assert sign(4, facts, back, days=16) is None
    assert "for 14 days" in at_hand(sign(4, facts, back, days=17)).evidence
    returned = replace(facts, state=replace(facts.state, bucket=Bucket.RETURNED))
    assert sign(4, returned, days=20) is None


def test_after_a_no_the_messages_of_the_win_back_count() -> None:
    facts = lived(answered(Detail.NOT_INTERESTED), LEFT, SILENT, LEFT)
    assert sign(4, facts, days=20) is None
    facts = replace(facts, state=replace(facts.state, stage=Stage.WIN_BACK))
    # The last message ends the cadence; somebody moved back into play by hand still shows it.
    over = lived(answered(Detail.NOT_INTERESTED), LEFT, SILENT, LEFT, LEFT)
    assert sign(4, replace(over, state=facts.state), days=20) is not None


def test_strangers_have_no_sign_4() -> None:
    assert sign(4, lived(LEFT, SILENT, SILENT, SILENT, LEFT), days=30) is None


# 5


def test_one_working_day_after_the_decision_is_sign_5() -> None:
    facts = lived(CONVERSATION)
    friday = FULL._replace(decision_day="2026-03-13")
    for day, holds in (("13", False), ("14", False), ("15", False), ("16", True)):
        found = symptoms(CTX, facts, at(f"2026-03-{day} 10:00"), friday)
        assert (5 in [one.number for one in found]) is holds, day


def test_sign_5_says_what_was_promised_and_how_long_ago() -> None:
    found = symptoms(CTX, lived(CONVERSATION), at("2026-03-17 10:00"), FULL._replace(decision_day="2026-03-11"))
    [fifth] = [one for one in found if one.number == 5]
    assert fifth.evidence == "decision promised Wed 11 Mar, 6 days ago, nothing heard"


def test_a_decision_that_was_heard_of_is_no_sign() -> None:
    facts = lived(CONVERSATION)
    named = FULL._replace(decision_day="2026-03-11")
    heard = named._replace(returned=(at("2026-03-11 08:00"),))
    before = named._replace(returned=(at("2026-03-10 23:00"),))
    assert 5 not in [one.number for one in symptoms(CTX, facts, at("2026-03-17 10:00"), heard)]
    assert 5 in [one.number for one in symptoms(CTX, facts, at("2026-03-17 10:00"), before)]


def test_without_any_contact_and_without_a_zone_the_decision_still_passes() -> None:
    facts = person(place=replace(CHICAGO, zones=()))
    named = FULL._replace(decision_day="2026-03-11", returned=())
    assert 5 in [one.number for one in symptoms(CTX, facts, at("2026-03-12 10:00"), named)]


def test_no_decision_named_is_no_sign_5() -> None:
    assert sign(5, lived(CONVERSATION), days=60) is None


def test_with_no_days_of_grace_the_day_itself_is_still_theirs() -> None:
    limits = Thresholds(decision_working_days=0)
    named = FULL._replace(decision_day="2026-03-12")
    facts = lived(CONVERSATION)
    assert 5 not in [one.number for one in symptoms(CTX, facts, at("2026-03-12 10:00"), named, limits)]
    assert 5 in [one.number for one in symptoms(CTX, facts, at("2026-03-13 10:00"), named, limits)]


# 6

STALL, NO = Objection(at("2026-03-10 10:00"), "stall"), Objection(at("2026-03-12 10:00"), "no")


@pytest.mark.parametrize(
    ("objections", "holds"),
    [
        ((), False),
        ((STALL,), False),
        ((STALL, STALL), True),
        ((STALL, NO, STALL), False),
        ((NO, STALL, STALL), True),
        ((STALL, STALL, NO), False),
        ((STALL, STALL._replace(real_reason=True)), False),
        ((STALL._replace(real_reason=True), STALL, STALL), True),
    ],
)
def test_two_stalls_in_a_row_without_the_real_reason_are_sign_6(objections: tuple[Objection, ...], holds: bool) -> None:
    assert (sign(6, lived(CONVERSATION), FULL._replace(objections=objections)) is not None) is holds


def test_sign_6_counts_and_dates_the_stalls() -> None:
    stalls = (STALL, STALL._replace(at=at("2026-03-12 10:00")), STALL._replace(at=at("2026-03-16 10:00")))
    found = at_hand(sign(6, lived(CONVERSATION), FULL._replace(objections=stalls)))
    assert found.evidence == "3 stalls accepted in a row (Tue 10 Mar to Mon 16 Mar), the real reason not found"


def test_objections_nobody_keeps_are_no_sign_6() -> None:
    assert sign(6, lived(CONVERSATION), Ledger()) is None
    assert sign(6, lived(CONVERSATION), FULL, limits=Thresholds(stalls=0)) is None


# 7


@pytest.mark.parametrize("kept", [{"reasons": ("2026-03-10",)}, {"costs": 1}, {"motive": True}])
def test_any_one_of_their_own_reasons_is_enough_against_sign_7(kept: dict[str, object]) -> None:
    found = at_hand(sign(7, lived(CONVERSATION), EMPTY))
    assert found.evidence == "no reason, cost or motive of theirs on record after the conversation of Tue 10 Mar"
    assert sign(7, lived(CONVERSATION), replace(EMPTY, **kept)) is None


@pytest.mark.parametrize("unknown", ["reasons", "costs", "motive"])
def test_sign_7_is_not_judged_while_one_of_them_is_not_kept(unknown: str) -> None:
    assert sign(7, lived(CONVERSATION), replace(EMPTY, **{unknown: None})) is None


def test_before_a_conversation_nothing_of_theirs_can_be_known() -> None:
    assert sign(7, lived(LEFT, SILENT), EMPTY) is None


# all


def test_who_is_let_go_has_no_signs() -> None:
    named = EMPTY._replace(decision_day="2026-03-11")
    for detail in (Detail.NOT_A_FIT, Detail.DO_NOT_CALL):
        facts = lived(CONVERSATION, answered(detail))
        assert symptoms(CTX, facts, now_of(facts, 30), named) == ()


def test_a_sign_is_one_line_with_its_remedy() -> None:
    assert symptom_line(Symptom(3, "this", "that")) == "sign 3: this → that"


RESULTS = st.sampled_from([LEFT, SILENT, RANG_OUT, CONVERSATION, answered(Detail.CALLBACK), silent(Detail.BUSY),
                           answered(Detail.GATEKEEPER), answered(Detail.MESSAGE_TAKEN)])  # fmt: skip
DAYS = st.dates(date(2025, 1, 1), date(2026, 6, 1)).map(date.isoformat)
LEDGERS = st.builds(
    Ledger,
    issues=st.none() | st.integers(0, 2),
    person_facts=st.none() | st.integers(0, 2),
    reasons=st.none() | st.lists(DAYS, max_size=3).map(tuple),
    costs=st.none() | st.integers(0, 2),
    motive=st.none() | st.booleans(),
    objections=st.none() | st.lists(st.sampled_from([STALL, NO]), max_size=4).map(tuple),
    decision_day=st.none() | DAYS,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(RESULTS, max_size=9), LEDGERS, st.integers(0, 40))
def test_signs_come_once_each_in_order_and_say_something(results: list[Result], ledger: Ledger, days: int) -> None:
    facts = person()
    for result in results:
        if facts.state.due_at is not None:
            facts = after(CTX, facts, [result])
    found = symptoms(CTX, facts, now_of(facts, days), ledger)
    numbers = [one.number for one in found]
    assert numbers == sorted(set(numbers))
    assert all(one.evidence and one.remedy and "\n" not in symptom_line(one) for one in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(RESULTS, max_size=9), LEDGERS, st.integers(0, 40))
def test_higher_thresholds_never_find_more(results: list[Result], ledger: Ledger, days: int) -> None:
    facts = person()
    for result in results:
        if facts.state.due_at is not None:
            facts = after(CTX, facts, [result])
    lax = Thresholds(4, 3, 20, 3, 3, 24)
    usual = {one.number for one in symptoms(CTX, facts, now_of(facts, days), ledger)}
    assert {one.number for one in symptoms(CTX, facts, now_of(facts, days), ledger, lax)} <= usual
