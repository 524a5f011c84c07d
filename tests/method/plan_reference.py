"""The coming days without any planning: everybody asked one by one, moment after moment, of the rules themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from dialdeck.method.caps import refusal
from dialdeck.method.case import Context
from dialdeck.method.decide import decide
from dialdeck.method.hours import day_bounds, local_date
from dialdeck.method.parts import current_part, part_at, parts_of
from dialdeck.method.planning_dice import Odds, dice_of, result_of
from dialdeck.method.queueing import Rank, rank
from dialdeck.method.replay import after_dial
from dialdeck.model.codes import Bucket, Outcome
from dialdeck.model.facts import PersonFacts, Place
from dialdeck.model.replacing import replace

DUE = (Rank.CALLBACK, Rank.RETURNED, Rank.PROMISE, Rank.IN_PART, Rank.PART_PASSED, Rank.FRESH, Rank.UNRESEARCHED)
Made = tuple[date, int, str | None, Outcome]
"""Day of the caller, person, part of the day and outcome of a dial."""


def lived(
    ctx: Context, people: Sequence[PersonFacts], odds: Odds, seed: int, now: int, days: int, most: int | None = None
) -> list[Made]:
    """Every dial of so many days, in order; the load is counted anew for each of them."""
    facts = {one.person_id: one for one in people}
    numbers: Counter[int] = Counter()
    made: list[Made] = []
    zone = ctx.calendar.policy.caller.zone
    for ahead in range(days):
        day = local_date(zone, now) + timedelta(days=ahead)
        begin, end = day_bounds(zone, day)
        moments = _moments(ctx, {one.place for one in people}, max(begin, now), end)
        spans = [(start, until) for start, until in moments if any(_open(ctx, one, start) for one in people)]
        whole, passed, today = sum(until - start for start, until in spans), 0, 0
        for start, until in spans:
            passed += until - start
            left = len(facts) if most is None else -(-most * passed // whole) - today
            for person_id in _order(ctx, facts, start, until)[:left]:
                one = facts[person_id]
                at = _free(ctx, one, start)
                result = result_of(
                    odds, one.state.plan, _part(ctx, one, start), dice_of(seed, person_id, numbers[person_id])
                )
                load = Counter(o.state.due_day or "" for o in facts.values() if o.state.bucket is Bucket.DUE)
                decision = decide(replace(ctx, load=load), one, result, at)
                facts[person_id] = after_dial(ctx, one, result, decision, at)
                numbers[person_id] += 1
                today += 1
                made.append((day, person_id, _part(ctx, one, start), result.outcome))
    return made


def _moments(ctx: Context, places: set[Place], start: int, end: int) -> list[tuple[int, int]]:
    edges = {start, end}
    for place in places:
        for ahead in (-1, 0, 1):
            day = ctx.calendar.local_day(place, start) + timedelta(days=ahead)
            edges.update(edge for span in ctx.calendar.windows(place, day) for edge in span)
            edges.update(edge for part in parts_of(ctx.calendar, place, day) for edge in (part.start, part.end))
    kept = sorted(edge for edge in edges if start <= edge <= end)
    return list(pairwise(kept))


def _open(ctx: Context, one: PersonFacts, at: int) -> bool:
    return ctx.calendar.is_open(one.place, at)


def _free(ctx: Context, one: PersonFacts, start: int) -> int:
    due_at = one.state.due_at
    assert due_at is not None
    refused = refusal(ctx.calendar, one, max(start, due_at))
    return max(start, due_at) if refused is None else refused.until or 1 << 62


def _order(ctx: Context, facts: Mapping[int, PersonFacts], start: int, until: int) -> list[int]:
    found = []
    for one in facts.values():
        due_at = one.state.due_at
        if due_at is None or not _open(ctx, one, start) or _free(ctx, one, start) >= until:
            continue
        day = ctx.calendar.local_day(one.place, start)
        begun = [part.start for part in parts_of(ctx.calendar, one.place, day) if part.start <= start]
        at = _free(ctx, one, start)
        day_end = day_bounds(ctx.calendar.zone(one.place), day)[1]
        order = rank(one.state, at, max(begun, default=start), day_end, researched=one.researched)
        if order in DUE:
            found.append((order, due_at, one.fit_gap, one.person_id))
    return [person_id for *_, person_id in sorted(found)]


def _part(ctx: Context, one: PersonFacts, at: int) -> str | None:
    assert (part_at(ctx.calendar, one.place, at) is None) == (current_part(ctx.calendar, one.place, at) is None)
    return part_at(ctx.calendar, one.place, at)
