"""The plan agrees with the rules: the same days, parts and counts as asking them one dial after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest

from dialdeck.method.case import Context
from dialdeck.method.decide import decide
from dialdeck.method.hours import HOUR
from dialdeck.method.planning import PlanDay, planned, prospect, world
from dialdeck.method.planning_dice import Odds
from dialdeck.method.planning_people import beginner
from dialdeck.method.replay import after_dial
from dialdeck.method.rules_table import switched_on
from dialdeck.model.codes import Bucket, Detail, Outcome, Role
from dialdeck.model.facts import PersonFacts, Place
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
        found.append(one)
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
