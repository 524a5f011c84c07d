"""How often a person may be dialed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.caps import Refusal, binding, capped, earliest, is_exempt, refusal
from dialdeck.method.hours import HOUR
from dialdeck.model.codes import Bucket, Detail, Outcome, Stage
from dialdeck.model.facts import DialFact, PersonFacts
from dialdeck.model.policy import Caps, Policy
from dialdeck.model.replacing import replace
from tests.method.people import CHICAGO, all_rules, at, calendar, dial, dialed, person, policy

FLORIDA = replace(CHICAGO, zones=("America/New_York",), region="FL")


def florida() -> Policy:
    return policy(rules=[rule for rule in all_rules() if rule.area == "US-FL"])


def refused(facts: PersonFacts, when: str, limits: Policy | None = None) -> Refusal | None:
    return refusal(calendar(limits), facts, at(when))


def test_a_fresh_person_is_not_refused() -> None:
    assert refused(person(), "2026-03-10 10:05") is None


def test_one_attempt_a_local_day() -> None:
    facts = dialed(person(), dial(at("2026-03-10 05:00")))
    assert refused(facts, "2026-03-10 17:59") == Refusal(
        "at most 1 in one day (house)", at("2026-03-11 00:00"), "cap.house"
    )
    assert refused(facts, "2026-03-11 00:00") is None


def test_twelve_hours_between_attempts() -> None:
    facts = dialed(person(), dial(at("2026-03-10 17:30")))
    found = refused(facts, "2026-03-11 05:00")
    assert found is not None
    assert found.until == at("2026-03-11 05:30")
    assert "12 hours" in found.reason


def test_five_attempts_in_seven_days() -> None:
    facts = dialed(person(), *(dial(at(f"2026-03-{day:02d} 10:00")) for day in (10, 11, 12, 13, 14)))
    found = refused(facts, "2026-03-16 17:00")
    assert found is not None
    assert found.until == at("2026-03-17 00:00")
    assert "7 days" in found.reason


@pytest.mark.parametrize(
    ("detail", "counts", "held"),
    [
        (Detail.VOICEMAIL, True, True),
        (Detail.OTHER_NAME, False, True),
        (Detail.AWAY_UNTIL, False, True),
        (Detail.BUSY, False, False),
        (Detail.NUMBER_DEAD, False, False),
    ],
)
def test_every_hang_up_that_rang_counts_in_the_house_caps(detail: Detail, counts: bool, held: bool) -> None:
    assert capped(dial(0, detail=detail, counts=counts)) is held


def test_the_law_counts_every_placed_dial() -> None:
    dials = [dial(at(f"2026-03-10 {hour}:00"), detail=Detail.BUSY, counts=False) for hour in (10, 11, 12)]
    facts = dialed(person(place=FLORIDA), *dials)
    found = refused(facts, "2026-03-10 13:00", florida())
    assert found is not None
    assert found.until == at("2026-03-11 10:00")
    assert found.reason == "at most 3 in 24 hours (US-FL: Fla. Stat. 501.616(6)(a),(b); certainty high)"
    assert found.rule == "cap.US-FL"


def test_a_law_by_thirty_days_lets_go_after_thirty_days() -> None:
    limits = replace(policy(rules=[rule for rule in all_rules() if rule.area == "FR"]), audience="consumer")
    place = replace(CHICAGO, zones=("Europe/Paris",), country="FR", region=None)
    dials = [dial(at(f"2026-03-{day:02d} 11:00", "Europe/Paris")) for day in (2, 9, 16, 23)]
    found = binding(calendar(limits), dialed(person(place=place), *dials), at("2026-03-27 11:00"), exempt=True)
    assert found is not None
    assert found.until == at("2026-03-02 11:00", "Europe/Paris") + 30 * 24 * HOUR
    law = "FR: Code conso. D.223-9 (decret 2022-1313); loi 2025-594 art.13; certainty high"
    assert found.reason == f"at most 4 in 30 days ({law})"


def test_a_law_that_is_not_certain_says_how_certain_it_is() -> None:
    rule = next(rule for rule in all_rules() if rule.area == "US-FL")._replace(certainty="low")
    dials = [dial(at(f"2026-03-10 {hour}:00")) for hour in (10, 11, 12)]
    found = refused(dialed(person(place=FLORIDA), *dials), "2026-03-10 13:00", policy(rules=[rule]))
    assert found is not None
    assert found.reason.endswith("; certainty low)")


def test_an_exemption_never_lifts_the_law() -> None:
    dials = [dial(at(f"2026-03-10 {hour}:00")) for hour in (10, 11, 12)]
    facts = dialed(person(place=FLORIDA), *dials)
    days = calendar(florida())
    assert earliest(days, facts, at("2026-03-10 13:00"), exempt=True) == at("2026-03-11 10:00")
    assert earliest(calendar(), facts, at("2026-03-10 13:00"), exempt=True) == at("2026-03-10 13:00")


def test_all_limits_of_a_rule_hold_together() -> None:
    rule = next(rule for rule in all_rules() if rule.area == "US-FL")
    strict = replace(rule, caps=Caps(per_day=2, min_gap_hours=1.5, per_7_days=3))
    facts = dialed(person(place=FLORIDA), dial(at("2026-03-10 10:00")))
    days = calendar(policy(rules=[strict]))
    assert earliest(days, facts, at("2026-03-10 10:30"), exempt=True) == at("2026-03-10 11:30")


def test_without_limits_nothing_is_held_back() -> None:
    limits = replace(policy(), caps=Caps(None, None, None, None, None))
    facts = dialed(person(), dial(at("2026-03-10 10:00")))
    assert refused(facts, "2026-03-10 10:01", limits) is None


@pytest.mark.parametrize("detail", [Detail.DROPPED, Detail.NUMBER_DEAD, Detail.WRONG_NUMBER])
def test_a_redial_is_exempt(detail: Detail) -> None:
    facts = dialed(person(), dial(at("2026-03-10 10:00")), dial(at("2026-03-10 12:00"), None, detail, counts=False))
    assert is_exempt(calendar(), facts, at("2026-03-10 12:01"))
    assert refused(facts, "2026-03-10 12:01") is None


@pytest.mark.parametrize("retried", [True, False])
def test_one_busy_retry_is_exempt(retried: bool) -> None:
    facts = person(state=replace(person().state, busy_retried=retried, bucket=Bucket.DUE))
    facts = dialed(facts, dial(at("2026-03-10 12:00"), detail=Detail.BUSY, counts=False))
    assert is_exempt(calendar(), facts, at("2026-03-10 12:31")) is retried


@pytest.mark.parametrize(("when", "exempt"), [("2026-03-10 14:54", False), ("2026-03-10 14:55", True)])
def test_an_agreed_callback_is_exempt_from_five_minutes_before(when: str, exempt: bool) -> None:
    state = replace(person().state, bucket=Bucket.CALLBACK, due_at=at("2026-03-10 15:00"))
    facts = dialed(person(state=state), dial(at("2026-03-10 10:00")))
    assert is_exempt(calendar(), facts, at(when)) is exempt


@pytest.mark.parametrize(("when", "exempt"), [("2026-03-10 17:00", False), ("2026-03-11 00:00", True)])
def test_a_promise_is_exempt_on_its_day(when: str, exempt: bool) -> None:
    state = replace(person().state, bucket=Bucket.PROMISE, due_day="2026-03-11")
    assert is_exempt(calendar(), person(state=state), at(when)) is exempt


def test_somebody_who_called_us_may_be_called_back() -> None:
    facts = dialed(person(), dial(at("2026-03-10 10:00")))
    returned = replace(facts, state=replace(facts.state, bucket=Bucket.RETURNED))
    assert refused(returned, "2026-03-10 10:30") is None
    assert refused(facts, "2026-03-10 10:30") is not None


def test_a_lock_holds_even_for_exempt_dials() -> None:
    state = replace(person().state, bucket=Bucket.RETURNED, locked_until=at("2026-03-13 10:00"))
    found = refused(person(state=state), "2026-03-12 10:00")
    assert found is not None
    assert (found.until, found.rule) == (at("2026-03-13 10:00"), "lock.live_drop")


@pytest.mark.parametrize("stage", [Stage.DO_NOT_CALL, Stage.RETIRED])
def test_who_is_out_of_the_method_is_refused_for_good(stage: Stage) -> None:
    found = refused(person(state=replace(person().state, stage=stage)), "2026-03-10 10:00")
    assert found is not None
    assert found.until is None


@given(
    gaps=st.lists(st.integers(1, 100 * 60), max_size=12),
    wait=st.integers(0, 40 * 24 * 60),
    exempt=st.booleans(),
)
def test_nothing_holds_back_from_the_earliest_instant_on(gaps: list[int], wait: int, exempt: bool) -> None:
    days = calendar(florida())
    now = at("2026-02-20 09:00")
    dials: list[DialFact] = []
    for gap in gaps:
        now += gap * 60_000
        dials.append(dial(now, Outcome.VOICEMAIL_LEFT, Detail.MESSAGE))
    facts = dialed(person(place=FLORIDA), *dials)
    first = earliest(days, facts, now + wait * 60_000, exempt=exempt)
    assert earliest(days, facts, first, exempt=exempt) == first
    assert binding(days, facts, first, exempt=exempt) is None
    if first > now + wait * 60_000:
        assert binding(days, facts, first - 1, exempt=exempt) is not None


def test_a_dial_dated_ahead_of_the_clock_is_named_as_what_holds_them_back() -> None:
    facts = dialed(person(), dial(at("2027-06-01 10:00")))
    found = refused(facts, "2026-03-10 10:05")
    assert found is not None
    assert found.reason == (
        "the last dial is dated 2027-06-01, ahead of the clock: check the clock, or amend that dial to not placed"
    )


def test_a_clock_that_is_a_few_minutes_behind_the_last_dial_is_no_fault() -> None:
    facts = dialed(person(), dial(at("2026-03-10 10:10")))
    found = refused(facts, "2026-03-10 10:05")
    assert found is not None
    assert found.reason == "at most 1 in one day (house)"


def test_a_dial_dated_ahead_holds_nobody_back_once_others_followed() -> None:
    days = (10, 11, 12, 13)
    facts = dialed(person(), dial(at("2027-06-01 10:00")), *(dial(at(f"2026-03-{day:02d} 10:00")) for day in days))
    found = refused(facts, "2026-03-16 10:00")
    assert found is not None
    assert found.until == at("2026-03-17 00:00")
