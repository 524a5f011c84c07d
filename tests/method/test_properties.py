"""Rules of the method that hold for every life of a person: any results, roles, places, days, in any order."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialdeck.method.cadence import total_attempts
from dialdeck.method.caps import capped, refusal
from dialdeck.method.case import Context
from dialdeck.method.decide import decide, dispositions, previews
from dialdeck.method.hours import DAY, HOUR, MINUTE
from dialdeck.method.parts import part_at
from dialdeck.method.promises import promise_words
from dialdeck.method.queueing import rank
from dialdeck.method.replay import after_dial
from dialdeck.method.results import ROWS, rang
from dialdeck.method.rules_table import switched_on
from dialdeck.method.symptoms import symptoms
from dialdeck.method.verdicts import way_back
from dialdeck.model.codes import Bucket, Detail, Outcome, Role, Stage
from dialdeck.model.facts import Decision, PersonFacts, Place, Result
from dialdeck.model.policy import CallerHours
from dialdeck.model.replacing import replace
from dialdeck.phone.zones import locate
from tests.method.people import (
    CHICAGO,
    LEFT,
    RANG_OUT,
    all_rules,
    at,
    cadences,
    calendar,
    context,
    holidays_on,
    live,
    local_day,
    person,
    policy,
    silent,
)

PLACES = (
    CHICAGO,
    Place(2, ("America/Denver", "America/Los_Angeles"), "US", None),
    Place(3, ("Europe/London",), "GB", None, "mon-thu 9-12; fri 15-17"),
    Place(4, ("Australia/Sydney",), "AU", "NSW"),
    Place(5, ("Asia/Kolkata",), None, None),
    Place(6, ("America/New_York",), "US", "FL"),
    Place(7, ("Europe/Paris",), "FR", None),
)
BUSY_CALLER = CallerHours(
    "America/Chicago",
    blocks=(((720, 780),),) * 7,
    days_off=frozenset({"2026-03-12", "2026-03-13", "2026-03-31"}),
)
CONTEXTS = (
    context(),
    context(
        replace(policy(rules=switched_on(all_rules())), caller=BUSY_CALLER), holidays_on("2026-03-16", "2026-04-03")
    ),
    context(replace(policy(rules=switched_on(all_rules())), audience="consumer")),
)
CADENCE_OF = {
    Stage.PERSISTENCE: {"persistence", "brief"},
    Stage.NEW: {"persistence", "brief"},
    Stage.FOLLOW_UP: {"follow-up"},
    Stage.MEETING: {"follow-up"},
    Stage.RESTING: {"win-back"},
    Stage.WIN_BACK: {"win-back"},
}
"""The stages of somebody in the queue, and the cadences by which they are called."""
CHANGES = ("2026-03-06", "2026-03-27", "2026-04-03", "2026-10-02", "2026-10-23", "2026-10-30")
"""Two days before the clocks change somewhere."""


def sample_zones() -> set[str]:
    """Every zone in which somebody of the sample data may be."""
    with (Path(__file__).parents[2] / "sample_data" / "prospects.csv").open(encoding="utf-8") as file:
        places = [(row["Time zone"], row["Country"], row["State"]) for row in csv.DictReader(file)]
    return {name for zone, country, state in places for name in locate(zone=zone, country=country, region=state).zones}


ENDED = {Stage.RETIRED, Stage.DO_NOT_CALL}
EXACT = {Detail.MEETING}
"""Results whose time is not a dial's and so not bound by calling hours."""

results = st.builds(
    lambda key, days: Result(key[0], key[1], None if days is None else days * 24 * HOUR),
    st.sampled_from(list(ROWS)),
    st.none() | st.integers(0, 20),
)
"""Any result; `when` is still relative and is put after the dial by `lives`."""
some_results = st.lists(results, min_size=1, max_size=25)
people = st.tuples(
    st.sampled_from(PLACES), st.sampled_from(list(Role)), st.integers(0, 3), st.integers(0, 60 * 24 * 21)
)
delays = st.lists(st.integers(0, 3 * 24 * 60), min_size=25, max_size=25)


def lives(
    ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], late: list[int], *, waiting: bool = True
) -> Iterator[tuple[PersonFacts, int, Result, Decision]]:
    """Dial when due or so many minutes later, as soon as hours allow, until the person is out of the queue.

    Without `waiting` so many minutes after the dial before, due or not.
    """
    place, role, numbers, start = who
    facts = person(role, place, numbers=numbers)
    now = at("2026-03-02 00:00") + start * MINUTE
    for result, delay in zip(what, late, strict=False):
        due_at = facts.state.due_at
        if due_at is None:
            return
        now = (max(due_at, now) if waiting else now) + delay * MINUTE
        opening = ctx.calendar.opening(place, now)
        now = now if opening.open or opening.opens_at is None else opening.opens_at
        said = replace(result, when=None if result.when is None else now + result.when)
        decision = decide(ctx, facts, said, now)
        yield facts, now, said, decision
        facts = after_dial(ctx, facts, said, decision, now)


@given(ctx=st.sampled_from(CONTEXTS), who=people, what=some_results, late=delays)
def test_every_result_leaves_one_complete_state(
    ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], late: list[int]
) -> None:
    for facts, now, said, decision in lives(ctx, who, what, late):
        state = decision.state
        assert (state.bucket is None) == (state.stage in ENDED)
        assert (state.due_at is None) == (state.due_day is None) == (state.bucket is None)
        if state.due_at is not None:
            assert state.due_at >= now
            assert state.due_day == ctx.calendar.local_day(facts.place, state.due_at).isoformat()
            assert state.bucket in {Bucket.CALLBACK, Bucket.PROMISE, Bucket.DUE}
        assert decision.counts == ROWS[said.outcome, _detail(said)].counts
        assert decision.why
        assert "\n" not in decision.why
        assert decision.rules


@given(ctx=st.sampled_from(CONTEXTS), who=people, what=some_results, late=delays)
def test_nobody_is_due_outside_hours(
    ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], late: list[int]
) -> None:
    for facts, now, said, decision in lives(ctx, who, what, late):
        due_at = decision.state.due_at
        if due_at is None or said.detail in EXACT or due_at == now:
            continue
        assert ctx.calendar.is_open(facts.place, due_at), (decision.why, ctx.calendar.why_closed(facts.place, due_at))


@pytest.mark.parametrize("waiting", [True, False])
@given(ctx=st.sampled_from(CONTEXTS), who=people, what=some_results, late=delays)
def test_nobody_is_planned_for_a_time_at_which_a_cap_refuses_them(
    waiting: bool, ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], late: list[int]
) -> None:
    for facts, now, said, decision in lives(ctx, who, what, late, waiting=waiting):
        state = decision.state
        # a meeting is no dial of ours
        if state.due_at is None or state.stage is Stage.MEETING or state.due_at == now:
            continue
        later = after_dial(ctx, facts, said, decision, now)
        assert refusal(ctx.calendar, later, state.due_at) is None, (decision.why, decision.rules)


@given(ctx=st.sampled_from(CONTEXTS), who=people, what=some_results, late=delays)
def test_the_preview_is_what_happens(
    ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], late: list[int]
) -> None:
    for facts, now, said, decision in lives(ctx, who, what, late):
        if said.when is None:
            shown = previews(ctx, facts, now)
            talks = dispositions(ctx, facts, now)
            if said.outcome is Outcome.ANSWERED and said.detail is not None:
                assert talks[said.detail] == decision
            elif said.detail in {None, Detail.VOICEMAIL, Detail.MESSAGE}:
                assert shown[said.outcome] == decision


@given(ctx=st.sampled_from(CONTEXTS), who=people, what=some_results, late=delays)
def test_attempts_are_counted_without_gap_and_never_beyond_n(
    ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], late: list[int]
) -> None:
    made = 0
    for facts, _now, _said, decision in lives(ctx, who, what, late):
        state = decision.state
        made += decision.counts
        assert state.earlier_attempts + state.attempt - 1 == made
        assert 1 <= facts.state.attempt <= total_attempts(cadences()[facts.state.cadence], facts.state, facts.role)


@given(ctx=st.sampled_from(CONTEXTS), who=people, what=some_results, late=delays)
def test_a_promise_is_for_a_callable_day_and_is_what_is_due(
    ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], late: list[int]
) -> None:
    for facts, now, _said, decision in lives(ctx, who, what, late):
        promise = decision.promise
        if promise is None:
            continue
        day = ctx.calendar.local_day(facts.place, promise.at)
        assert promise.day == day.isoformat() == decision.state.due_day
        assert promise.at == decision.state.due_at
        assert decision.state.bucket in {Bucket.PROMISE, Bucket.CALLBACK}
        assert ctx.calendar.callable_day(facts.place, day)
        assert day >= ctx.calendar.local_day(facts.place, now)


@given(ctx=st.sampled_from(CONTEXTS), who=people, marks=st.lists(st.booleans(), min_size=14, max_size=14))
def test_the_commitment_message_is_planned_only_for_days_on_which_tomorrow_is_true(
    ctx: Context, who: tuple[Place, Role, int, int], marks: list[bool]
) -> None:
    what = [LEFT if mark else silent(Detail.RANG_OUT) for mark in marks]
    for facts, now, said, decision in lives(ctx, who, what, [0] * 14):
        if facts.state.script != "commitment" or facts.state.due_at != now:
            continue
        today = ctx.calendar.local_day(facts.place, now)
        reachable = _good_day_within(ctx, facts)
        if said.outcome is Outcome.VOICEMAIL_LEFT and reachable:
            assert decision.promise is not None
            day = ctx.calendar.local_day(facts.place, decision.promise.at)
            assert day == today + timedelta(days=1)
            assert promise_words(today, day) == "tomorrow"


@given(ctx=st.sampled_from(CONTEXTS), who=people, marks=st.lists(st.booleans(), min_size=14, max_size=14))
def test_no_two_attempts_in_a_row_fall_on_the_same_weekday_and_part(
    ctx: Context, who: tuple[Place, Role, int, int], marks: list[bool]
) -> None:
    what = [LEFT if mark else silent(Detail.RANG_OUT) for mark in marks]
    for facts, now, said, decision in lives(ctx, who, what, [0] * 14):
        if decision.state.part is None or decision.state.stage is Stage.RESTING or facts.place.wish is not None:
            continue
        last = after_dial(ctx, facts, said, decision, now).dials[-1]
        day = ctx.calendar.local_day(facts.place, decision.state.due_at or 0)
        weekday = ctx.calendar.local_day(facts.place, now).weekday()
        assert (weekday, last.part) != (day.weekday(), decision.state.part)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("marks", range(2**6))
def test_every_way_through_the_messages_ends_at_its_own_n(role: Role, marks: int) -> None:
    """All ways in which attempts 1 to 6 reach a machine or not; everything later reaches one."""
    what = [LEFT if i >= 6 or marks >> i & 1 else silent(Detail.RANG_OUT) for i in range(14)]
    facts = person(role)
    ctx = context()
    n = 0
    promises = 0
    while facts.state.stage in {Stage.NEW, Stage.PERSISTENCE}:
        n += 1
        # The rep leaves a message only where one is planned.
        said = what[n - 1] if facts.state.plan == "voicemail" else silent(Detail.RANG_OUT)
        [(before, now, decision)] = live(ctx, facts, [said])
        promises += decision.promise is not None
        facts = after_dial(ctx, before, said, decision, now)
    no_chance_at_5 = not marks & 0b010000
    assert n == 11 + no_chance_at_5 + (role is Role.OTHER)
    assert promises == 1
    assert facts.state.stage is (Stage.RETIRED if role is Role.OTHER else Stage.RESTING)


@given(ctx=st.sampled_from(CONTEXTS), who=people, what=some_results, late=delays)
def test_the_house_caps_hold_over_a_whole_life_for_who_is_merely_due(
    ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], late: list[int]
) -> None:
    for facts, now, _said, _decision in lives(ctx, who, what, late):
        if refusal(ctx.calendar, facts, now) is not None or facts.state.bucket is not Bucket.DUE:
            continue
        today = local_day(now, facts.place)
        capped_today = [d for d in facts.dials if capped(d) and local_day(d.at, facts.place) == today]
        redial = facts.dials and (
            not rang(facts.dials[-1].outcome, facts.dials[-1].detail) or not facts.dials[-1].counts
        )
        assert not capped_today or redial


@given(who=people, what=some_results, late=delays)
def test_whoever_is_due_has_a_rank(who: tuple[Place, Role, int, int], what: list[Result], late: list[int]) -> None:
    ctx = CONTEXTS[0]
    for _facts, _now, _said, decision in lives(ctx, who, what, late):
        state = decision.state
        if state.due_at is not None:
            assert rank(state, state.due_at, state.due_at, state.due_at + HOUR) < 9


@given(ctx=st.sampled_from(CONTEXTS), who=people, what=some_results, late=delays)
def test_no_sequence_of_results_loses_anybody(
    ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], late: list[int]
) -> None:
    for facts, now, said, decision in lives(ctx, who, what, late):
        state = decision.state
        if state.stage is Stage.RETIRED:
            # Out of the queue for a reason that can be told, and with a way back.
            assert state.reason
            back = way_back(ctx, after_dial(ctx, facts, said, decision, now), now)
            assert back is not None
            assert back.day is not None
        elif state.stage is Stage.DO_NOT_CALL:
            assert decision.blocks or facts.state.stage is Stage.DO_NOT_CALL
        else:
            assert state.stage in CADENCE_OF
            assert state.cadence in CADENCE_OF[state.stage]
            assert state.due_day is not None


@given(
    ctx=st.sampled_from(CONTEXTS), who=people, what=some_results, jumps=st.lists(st.integers(-600, 600), min_size=25)
)
def test_a_clock_that_jumps_back_between_dials_leaves_everybody_one_whole_state(
    ctx: Context, who: tuple[Place, Role, int, int], what: list[Result], jumps: list[int]
) -> None:
    facts = person(who[1], who[0], numbers=who[2])
    now = at("2026-03-02 10:00") + who[3] * MINUTE
    for result, jump in zip(what, jumps, strict=False):
        if facts.state.bucket is None:
            return
        now += jump * HOUR
        said = replace(result, when=None if result.when is None else now + result.when)
        decision = decide(ctx, facts, said, now)
        assert (decision.state.bucket is None) == (decision.state.stage in ENDED)
        assert decision.state.due_at is None or decision.state.due_at >= now
        facts = after_dial(ctx, facts, said, decision, now)
        symptoms(ctx, facts, now)
        refused = refusal(ctx.calendar, facts, now - DAY)
        assert refused is None or "\n" not in refused.reason


@pytest.mark.parametrize(
    "zone", sorted({*sample_zones(), "Australia/Lord_Howe", "Australia/Sydney", "America/Sao_Paulo"})
)
@pytest.mark.parametrize("start", [*CHANGES, "2028-02-25", "2028-02-28", "2100-02-26"])
def test_where_clocks_change_and_on_leap_days_everybody_is_due_inside_hours(zone: str, start: str) -> None:
    """Forward and back on both sides of the equator, and the end of February."""
    place = Place(1, (zone,), None, None)
    facts = person(Role.OTHER, place, start=f"{start} 09:30")
    ctx = context(replace(policy(), house=(((540, 1080),),) * 7))  # clocks change on Sundays
    for before, now, decision in live(ctx, facts, [LEFT, RANG_OUT, RANG_OUT, RANG_OUT, LEFT, RANG_OUT]):
        due = datetime.fromtimestamp((decision.state.due_at or 0) / 1000, ZoneInfo(zone))
        last = datetime.fromtimestamp(now / 1000, ZoneInfo(zone))
        days = (due.date() - last.date()).days
        assert f"{due:%H:%M}" in {"09:00", "11:30", "13:30", "16:00"}
        assert decision.state.due_day == due.date().isoformat()
        assert 1 <= days <= 6, (before.state.step, last, due)
        assert (last.weekday(), part_at(ctx.calendar, place, now)) != (due.weekday(), decision.state.part)


@given(who=people, what=some_results, late=delays)
def test_the_same_life_is_lived_twice_alike(
    who: tuple[Place, Role, int, int], what: list[Result], late: list[int]
) -> None:
    one = [decision for *_, decision in lives(CONTEXTS[1], who, what, late)]
    fresh = Context(calendar(CONTEXTS[1].calendar.policy, CONTEXTS[1].calendar.holidays), cadences())
    assert one == [decision for *_, decision in lives(fresh, who, what, late)]


def _detail(said: Result) -> Detail | None:
    if said.detail is not None or said.outcome is Outcome.ANSWERED:
        return said.detail
    return Detail.VOICEMAIL if said.outcome is Outcome.SILENT_HANGUP else Detail.MESSAGE


def _good_day_within(ctx: Context, facts: PersonFacts) -> bool:
    """Whether within the days of waiting there was a callable day with a callable tomorrow that the law leaves free."""
    last = ctx.calendar.local_day(facts.place, facts.dials[-1].at)
    days = [last + timedelta(days=i) for i in range(2, 7)]
    free = _let_go(ctx, facts, 4)
    if free is not None and free > days[-1]:
        days = [free + timedelta(days=i) for i in range(5)]
    filled = _let_go(ctx, facts, 3)
    known = ctx.calendar
    return any(
        known.callable_day(facts.place, d) and known.callable_day(facts.place, d + timedelta(days=1))
        for d in days
        if (free is None or d >= free) and (filled is None or d + timedelta(days=1) >= filled)
    )


def _let_go(ctx: Context, facts: PersonFacts, back: int) -> date | None:
    """The first whole day on which the law of France for consumers counts one dial fewer than `back` of them."""
    if facts.place.country != "FR" or ctx.calendar.policy.audience != "consumer" or len(facts.dials) < back:
        return None
    return ctx.calendar.local_day(facts.place, facts.dials[-back].at) + timedelta(days=31)
