"""How many prospects so many dials a day can carry: the most that begin now and never fall behind for good."""

from __future__ import annotations

from collections.abc import Sequence

from dialdeck.method.hours import day_bounds
from dialdeck.method.planning import Looked, World, planned
from dialdeck.method.planning_line import Prospect
from dialdeck.method.planning_people import beginner
from dialdeck.method.planning_turns import Situation
from dialdeck.model.codes import Bucket
from dialdeck.model.facts import PersonFacts

CARRY_WEEKS = 4
"""Weeks that are looked at, whatever the length of the plan: a cadence is at its densest in them."""
WEEK = 7


def carried(world: World, like: Sequence[PersonFacts], cadence_id: str, most: int, looked: Looked) -> int:
    """Return how many prospects `most` dials a day carry; 0 when not even one. `looked` may raise to stop the search.

    Prospects like those given, one after the other and again from the first, begin the cadence together tomorrow. They
    are carried when after the first week no week passes without an evening on which nothing is left undone. Found by
    doubling and halving, to about one in a hundred; the same for the same world.
    """
    start = day_bounds(world.zone, world.day(1))[0]
    world = world._replace(now=start, days=CARRY_WEEKS * WEEK)
    if not like or most < 1:
        return 0
    kinds = _situations(world, like, cadence_id, looked)
    low, high = 0, most
    while high <= most * world.days and _carries(world, kinds, high, most, looked):
        low, high = high, high * 2
    while high - low > max(1, low // 100):
        middle = (low + high) // 2
        if _carries(world, kinds, middle, most, looked):
            low = middle
        else:
            high = middle
    return low


def _situations(world: World, like: Sequence[PersonFacts], cadence_id: str, looked: Looked) -> list[Situation]:
    """Return where each of these people would begin."""
    memory = world.memory
    found: list[Situation] = []
    known: dict[object, Situation] = {}
    for one in like:
        looked()
        kind = one.place, one.role, memory.variants(one.person_id)
        if kind not in known:
            facts = beginner(memory.ctx, one, one.person_id, cadence_id, world.now)
            known[kind] = memory.situation(facts, world.now)
        found.append(known[kind])
    return found


def _carries(world: World, kinds: Sequence[Situation], many: int, most: int, looked: Looked) -> bool:
    people = [Prospect(one, kinds[one % len(kinds)], Bucket.FRESH, world.now, None) for one in range(many)]
    emptied = dialed = 0
    for number, day in enumerate(planned(world, people, {}, most, looked=looked), start=1):
        dialed += day.dialed
        emptied += day.backlog == 0
        if number % WEEK == 0:
            if number > WEEK and not emptied:
                return False
            emptied = 0
    return dialed > 0
