"""The plan agrees with the rules: the same days, parts and counts as asking them one dial after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialdeck.method.case import Context
from dialdeck.method.decide import decide
from dialdeck.method.hours import HOUR
from dialdeck.method.planning import PlanDay, planned, prospect, world
from dialdeck.method.planning_dice import Odds
from dialdeck.method.planning_people import beginner
from dialdeck.method.replay import after_dial
from dialdeck.method.rules_table import switched_on
from dialdeck.model.cadence import Variant
from dialdeck.model.codes import Bucket, Detail, Outcome, Role
from dialdeck.model.facts import NOT_RESEARCHED, PersonFacts, Place
from dialdeck.model.policy import CallerHours, Caps
from dialdeck.model.replacing import replace
from dialdeck.model.state import State
from tests.method.people import (
    CHICAGO,
    LEFT,
    NOW,
    RANG_OUT,
    SILENT,
    all_rules,
    answered,
    at,
    context,
    holidays_on,
    policy,
    silent,
)
from tests.method.plan_reference import lived

NEVER = Odds(0.0, {}, 0, 0, True)
OFTEN = Odds(0.2, {"late": 0.4, "midday": 0.0}, 40, 200, False, 0.7, 100)
PLACES = (
    CHICAGO,
    Place(2, ("America/New_York",), "US", "NY"),
    Place(3, ("America/Denver", "America/Los_Angeles"), "US", None),
    Place(4, ("Europe/London",), "GB", None, "mon-thu 9-12; fri 15-17"),
    Place(5, ("America/New_York",), "US", "FL"),
    Place(6, ("Australia/Sydney",), "AU", "NSW"),
    Place(7, ("America/Chicago",), "US", "WI", "mon-fri 17-18"),
    Place(8, ("America/Chicago",), "US", "IA"),
)
CALLER = CallerHours(
    "America/Chicago", blocks=(((720, 780),),) * 7, days_off=frozenset({"2026-03-12", "2026-03-13", "2026-03-31"})
)
BUSY = context(replace(policy(rules=switched_on(all_rules())), caller=CALLER), holidays_on("2026-03-16", "2026-04-03"))
QUIET = context()
FLORIDA = next(rule for rule in all_rules() if rule.area == "US-FL")
TIGHT = context(
    replace(
        policy(rules=[replace(FLORIDA, area="US", applies_to="both", caps=Caps(None, None, None, None, 4))]),
        caps=Caps(per_7_days=2),
    )
)
CONTEXTS = pytest.mark.parametrize("ctx", [QUIET, BUSY, TIGHT], ids=["quiet", "busy", "tight"])
PAST = (
    LEFT, SILENT, RANG_OUT, RANG_OUT, silent(Detail.BUSY), silent(Detail.LIVE_DROP), answered(Detail.NO_TALK),
    answered(Detail.CALLBACK), answered(Detail.CONVERSATION),
)  # fmt: skip
WEEKS = 28


def people(ctx: Context, many: int, seed: int = 3, places: Sequence[Place] = PLACES) -> list[PersonFacts]:
    """People in the middle of their cadences, each with a past of their own, lived by the rules until NOW."""
    dice = Random(seed)
    found = []
    for person_id in range(1, many + 1):
        place, role = dice.choice(places), dice.choice(list(Role))
        now = at(NOW) - dice.randrange(40 * 24) * HOUR
        one = beginner(ctx, PersonFacts(person_id, role, place, State()), person_id, "persistence", now)
        while one.state.due_at is not None:
            due_at = max(one.state.due_at, now) + dice.randrange(120) * 60_000
            opening = ctx.calendar.opening(place, due_at)
            due_at = due_at if opening.open else opening.opens_at or at(NOW)
            if due_at >= at(NOW) or dice.random() < 0.02:
                break
            said = dice.choice(PAST) if dice.random() < 0.4 else LEFT if one.state.plan == "voicemail" else SILENT
            one, now = after_dial(ctx, one, said, decide(ctx, one, said, due_at), due_at), due_at
        found.append(replace(one, fit_gap=(0, 40, NOT_RESEARCHED)[person_id % 3]))
    return found


def plan(
    ctx: Context,
    who: Sequence[PersonFacts],
    odds: Odds = NEVER,
    seed: int = 1,
    most: int | None = None,
    days: int = WEEKS,
) -> list[PlanDay]:
    here = world(ctx, {one.place for one in who}, odds, seed, at(NOW), days)
    load = Counter(one.state.due_day for one in who if one.state.bucket is Bucket.DUE and one.state.due_day)
    return list(planned(here, filter(None, (prospect(here, one) for one in who)), load, most))


def agrees(ctx: Context, who: Sequence[PersonFacts], odds: Odds, seed: int, most: int | None = None) -> None:
    rows = plan(ctx, who, odds, seed, most)
    made = lived(ctx, who, odds, seed, at(NOW), WEEKS, most)
    assert {row.day: row.dialed for row in rows if row.dialed} == Counter(day for day, *_ in made)
    assert Counter({(row.day, part): n for row in rows for part, n in row.by_part.items()}) == Counter(
        (day, part or "") for day, _, part, _ in made
    )
    for outcome, name in ((Outcome.ANSWERED, "answered"), (Outcome.VOICEMAIL_LEFT, "messages")):
        counted = Counter(day for day, *_, what in made if what is outcome)
        assert {row.day: getattr(row, name) for row in rows if getattr(row, name)} == counted


@CONTEXTS
def test_with_nobody_answering_the_days_are_those_of_the_rules(ctx: Context) -> None:
    agrees(ctx, people(ctx, 300), NEVER, 1)


@CONTEXTS
def test_with_the_same_dice_the_counts_are_those_of_the_rules(ctx: Context) -> None:
    agrees(ctx, people(ctx, 300), OFTEN, 5)


@CONTEXTS
def test_with_few_dials_a_day_the_order_is_that_of_the_queue(ctx: Context) -> None:
    agrees(ctx, people(ctx, 120), OFTEN, 7, most=17)


@settings(max_examples=25, deadline=None)
@given(
    ctx=st.sampled_from([QUIET, BUSY, TIGHT]),
    odds=st.sampled_from([NEVER, OFTEN]),
    seed=st.integers(0, 2**32),
    most=st.none() | st.integers(1, 12),
)
def test_any_people_under_any_limit_are_planned_as_the_rules_have_it(
    ctx: Context, odds: Odds, seed: int, most: int | None
) -> None:
    agrees(ctx, people(ctx, 15, seed), odds, seed, most)


def test_the_same_seed_gives_the_same_plan_and_another_one_another() -> None:
    who = people(QUIET, 80)
    assert plan(QUIET, who, OFTEN, 1) == plan(QUIET, who, OFTEN, 1)
    assert plan(QUIET, who, OFTEN, 1) != plan(QUIET, who, OFTEN, 2)


def test_what_is_not_dialed_stays_due_and_is_carried_to_the_next_day() -> None:
    rows = plan(QUIET, fresh(30), most=8)
    assert [(row.day.day, row.due, row.dialed, row.backlog) for row in rows[:3]] == [
        (10, 30, 8, 22),
        (11, 22, 8, 14),
        (12, 14 + 4, 8, 10),
    ]
    assert rows[4].day.weekday() == 5
    assert (rows[4].due, rows[4].dialed, rows[4].backlog) == (0, 0, rows[3].backlog)


def test_everything_due_is_dialed_on_its_day_when_there_is_no_limit() -> None:
    assert all((row.due, row.backlog) == (row.dialed, 0) for row in plan(BUSY, people(BUSY, 60), OFTEN))


def test_dials_made_today_count_against_the_days_number() -> None:
    here = world(QUIET, [CHICAGO], NEVER, 1, at(NOW), 7)
    rows = list(planned(here, filter(None, (prospect(here, one) for one in fresh(30))), {}, 8, 6))
    assert [row.dialed for row in rows[:2]] == [2, 8]
    here = world(QUIET, [CHICAGO], NEVER, 1, at(NOW), 7)
    rows = list(planned(here, filter(None, (prospect(here, one) for one in fresh(30))), {}, 8, 11))
    assert rows[0].dialed == 0


def test_promises_are_dialed_first_and_counted() -> None:
    promised = [promise_for_today(n) for n in (101, 102, 103)]
    rows = plan(QUIET, [*fresh(30), *promised], most=4)
    assert (rows[0].promises, rows[0].promises_left, rows[0].fresh, rows[0].dialed) == (3, 0, 1, 4)
    rows = plan(QUIET, [*fresh(30), *promised], most=2)
    assert (rows[0].promises, rows[0].promises_left, rows[0].fresh) == (3, 1, 0)
    assert rows[1].promises == 1


def test_dials_are_spread_over_the_hours_so_that_the_late_ones_find_room() -> None:
    [row, *_] = plan(QUIET, fresh(400), most=80)
    assert set(row.by_part) == {"mid-morning", "midday", "afternoon", "late"}
    assert sum(row.by_part.values()) == 80


def test_who_is_out_of_the_queue_is_not_in_the_plan() -> None:
    here = world(QUIET, [CHICAGO], NEVER, 1, at(NOW), 7)
    [one] = fresh(1)
    assert prospect(here, replace(one, state=replace(one.state, bucket=None))) is None
    assert prospect(here, one) is not None


def test_who_comes_back_after_the_plan_ends_is_not_in_its_days() -> None:
    [one] = fresh(1)
    far = replace(one, state=replace(one.state, bucket=Bucket.DUE, due_at=at("2026-06-10 09:00"), due_day="2026-06-10"))
    assert sum(row.due for row in plan(QUIET, [far])) == 0


def test_a_cap_holds_somebody_back_who_is_due_already() -> None:
    [one] = fresh(1)
    today = at(NOW) - HOUR
    one = after_dial(QUIET, one, RANG_OUT, decide(QUIET, one, RANG_OUT, today), today)
    one = replace(one, state=replace(one.state, due_at=today, due_day="2026-03-10", part=None))
    assert [row.day.day for row in plan(QUIET, [one], days=3) if row.dialed] == [11]


def test_whoever_leaves_the_queue_is_dialed_no_more() -> None:
    cadences = {
        **QUIET.cadences,
        "persistence": replace(QUIET.cadences["persistence"], steps=SHORT, end_other="retire"),
    }
    rows = plan(QUIET._replace(cadences=cadences), fresh(5), days=14)
    assert sum(row.dialed for row in rows) == 5


def test_hours_outside_all_parts_are_counted_apart() -> None:
    evening = Place(9, ("America/Chicago",), "US", "IL", "mon-fri 19-20")
    ctx = context(replace(policy(), house=(((0, 1440),),) * 7))
    rows = plan(ctx, fresh(3, evening), days=2)
    assert rows[0].by_part == {"": 3}


def test_variants_of_a_cadence_are_kept_apart() -> None:
    long = QUIET.cadences["persistence"]
    both = replace(long, variants=(Variant("all", long.steps), Variant("one", SHORT)))
    ctx = QUIET._replace(cadences={**QUIET.cadences, "persistence": both})
    who = fresh(40)
    assert 40 < sum(row.dialed for row in plan(ctx, who, days=7)) < sum(row.dialed for row in plan(QUIET, who, days=7))
    agrees(ctx, who, OFTEN, 1)


def test_who_came_in_under_a_clock_that_was_ahead_is_planned_for_today() -> None:
    [one] = fresh(1)
    one = replace(one, state=replace(one.state, due_at=at("2026-03-20 10:00"), due_day="2026-03-20"))
    assert plan(QUIET, [one], days=1)[0].dialed == 1


SHORT = (QUIET.cadences["persistence"].steps[0],)


def fresh(many: int, place: Place = CHICAGO) -> list[PersonFacts]:
    like = PersonFacts(0, Role.OTHER, place, State())
    return [beginner(QUIET, like, number, "persistence", at(NOW)) for number in range(1, many + 1)]


def promise_for_today(person_id: int) -> PersonFacts:
    """Somebody to whom the commitment message of yesterday promised a call today."""
    one = beginner(QUIET, PersonFacts(person_id, Role.OTHER, CHICAGO, State()), person_id, "persistence", at(NOW))
    one = replace(one, state=replace(one.state, position=4, attempt=5, step="commitment", script="commitment"))
    yesterday = at("2026-03-09 10:00")
    one = after_dial(QUIET, one, LEFT, decide(QUIET, one, LEFT, yesterday), yesterday)
    assert one.state.bucket is Bucket.PROMISE
    return replace(one, state=replace(one.state, due_at=at("2026-03-10 09:30"), part="mid-morning"))
