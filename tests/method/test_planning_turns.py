"""People share an answer of the rules only where the rules would answer them alike."""

from collections.abc import Mapping

import pytest

from dialdeck.method.decide import decide
from dialdeck.method.planning_turns import Asked, Memory
from dialdeck.model.codes import Bucket, Plan, PromiseKind, Stage
from dialdeck.model.facts import PersonFacts, PromiseFact, Result
from dialdeck.model.replacing import replace
from tests.method.people import CHICAGO, LEFT, RANG_OUT, SILENT, after, at, at_attempt, calendar, context, policy

CTX = context()
THURSDAY = at("2026-03-26 10:00")


def changed(facts: PersonFacts, **state: object) -> PersonFacts:
    return replace(facts, state=replace(facts.state, **state))


SECOND = at_attempt(2)
FIFTH = at_attempt(5)
PROMISE = PromiseFact(1, PromiseKind.DAY, at("2026-04-01 09:00"), "2026-04-01", "late")
PAIRS: Mapping[str, tuple[PersonFacts, PersonFacts, Result]] = {
    "owed": (changed(SECOND, owed="opening", owed_left=3, plan=Plan.VOICEMAIL), SECOND, RANG_OUT),
    "left": (changed(SECOND, owed="opening", owed_left=1), changed(SECOND, owed="opening", owed_left=2), RANG_OUT),
    "tries": (FIFTH, changed(FIFTH, tries=1), RANG_OUT),
    "agreed": (changed(FIFTH, step="callback"), FIFTH, LEFT),
    "promise": (replace(SECOND, promises=(PROMISE,)), SECOND, SILENT),
    "locked": (changed(SECOND, locked_until=at("2026-04-09 10:00")), SECOND, SILENT),
    "stage": (changed(SECOND, stage=Stage.RETIRED), SECOND, SILENT),
    "position": (changed(SECOND, position=10), SECOND, SILENT),
    "cadence": (changed(SECOND, cadence="win-back"), SECOND, SILENT),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_whom_the_rules_tell_apart_gets_an_answer_of_their_own(pair: str) -> None:
    one, other, result = PAIRS[pair]
    memory = Memory(CTX, {})
    answers = [decide(CTX, facts, result, THURSDAY).state for facts in (one, other)]
    assert answers[0] != answers[1]
    for facts, state in zip((one, other), answers, strict=True):
        following = memory.turn(memory.situation(facts, THURSDAY), THURSDAY, result, {})
        assert (following.bucket, following.due_at, following.due_day) == (
            state.bucket,
            state.due_at or 0,
            state.due_day,
        )
        after_it = following.situation.facts.state
        assert after_it._replace(attempt=0, earlier_attempts=0) == state._replace(attempt=0, earlier_attempts=0)


def test_what_is_only_said_does_not_tell_people_apart() -> None:
    memory = Memory(CTX, {})
    situations = {
        memory.situation(facts, THURSDAY)
        for facts in (
            SECOND,
            changed(SECOND, attempt=4, earlier_attempts=9, reason="x"),
            replace(SECOND, person_id=99),
            changed(SECOND, bucket=Bucket.PROMISE, due_at=THURSDAY - 5, due_day="2026-03-26"),
            changed(SECOND, locked_until=THURSDAY - 1),
        )
    }
    assert len(situations) == 1


def test_the_rules_are_asked_once_for_a_load_that_weighs_the_same() -> None:
    memory = Memory(CTX, {})
    situation = memory.situation(after(CTX, at_attempt(1), [LEFT]), THURSDAY)
    loads: tuple[dict[str, int], ...] = (
        {},
        {"2026-03-28": 9},
        {"2026-03-30": 2, "2026-03-31": 1},
        {"2026-03-30": 1, "2026-03-31": 2},
    )
    days = [memory.turn(situation, THURSDAY, SILENT, load).due_day for load in loads]
    assert days == ["2026-03-30", "2026-03-30", "2026-03-31", "2026-03-30"]
    [turn] = situation.turns.values()
    assert len(turn.answers) == 3


def test_a_place_is_stood_for_by_one_with_the_same_hours() -> None:
    iowa = CHICAGO._replace(id=2, region="IA")
    memory = Memory(CTX, {iowa: CHICAGO})
    assert memory.situation(replace(SECOND, place=iowa), THURSDAY) is memory.situation(SECOND, THURSDAY)


def test_days_that_fill_up_are_asked_for_each_time() -> None:
    full = replace(policy(), due_per_day=2)
    memory = Memory(replace(CTX, calendar=calendar(full)), {})
    situation = memory.situation(after(CTX, at_attempt(1), [LEFT]), THURSDAY)
    loads: tuple[dict[str, int], ...] = (
        {"2026-03-30": 2, "2026-03-31": 2},
        {"2026-03-30": 2, "2026-03-31": 2, "2026-04-01": 2},
        {"2026-03-30": 1, "2026-03-31": 2, "2026-04-01": 2},
    )
    days = [memory.turn(situation, THURSDAY, SILENT, load).due_day for load in loads]
    assert days == ["2026-04-01", "2026-04-02", "2026-03-30"]


def test_what_was_asked_of_a_load_is_noted() -> None:
    asked = Asked({"2026-03-30": 2})
    assert (asked["2026-03-30"], asked.get("2026-03-31"), list(asked), len(asked)) == (2, 0, ["2026-03-30"], 1)
    assert list(asked.days) == ["2026-03-30", "2026-03-31"]
