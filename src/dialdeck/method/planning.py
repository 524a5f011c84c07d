"""The coming days, simulated: what falls due, what a day's dials can do of it, and what stays undone.

Everybody goes through the transition that records real dials, in the order of the queue, at the opening of the part of
the day that was chosen for them. Pure: people, limits, odds and the present moment are arguments, so that a plan can be
made again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from dialdeck.method.caps import refusal
from dialdeck.method.case import Context
from dialdeck.method.hours import day_bounds, local_date
from dialdeck.method.planning_dice import Odds, dice_of, result_of
from dialdeck.method.planning_hours import Stretch, alike, stretches
from dialdeck.method.planning_line import Line, Prospect, serve
from dialdeck.method.planning_turns import Memory
from dialdeck.method.queueing import WAITING
from dialdeck.model.codes import Bucket, Outcome
from dialdeck.model.facts import PersonFacts, Place

FURTHEST = 40
"""Days in which places must have the same hours to share answers, however short the plan: the search goes on."""
Looked = Callable[[], None]
"""Called at every simulated dial; may raise to stop."""
_PROMISED = frozenset({Bucket.CALLBACK, Bucket.PROMISE})


class PlanDay(NamedTuple):
    """One day of the caller in a plan. What is counted are dials; nobody is dialed twice on a day."""

    day: date
    due: int
    """What could be dialed on this day: what fell due, and what was left from the days before."""
    dialed: int
    backlog: int
    """Due and not dialed when the day ends, whoever's hours were closed all day included."""
    by_part: Mapping[str, int]
    """Dials by part of the day, in the person's place; "" for hours outside all parts."""
    promises: int
    """Of those due: promised for the day, agreed for a time, or promised before and not called."""
    promises_left: int
    """Of those due, not dialed."""
    messages: int
    """Messages left."""
    answered: int
    fresh: int
    """First dials to a person."""


class World(NamedTuple):
    """What a plan rests on besides its people."""

    memory: Memory
    places: tuple[Place, ...]
    """One place for each kind of hours."""
    odds: Odds
    seed: int
    now: int
    """The present moment, ms UTC."""
    days: int
    """How many days of the caller are planned, today the first."""

    @property
    def zone(self) -> str:
        """Return the zone in which the plan's days are counted: the caller's."""
        return self.memory.ctx.calendar.policy.caller.zone

    def day(self, number: int) -> date:
        """Return a day of the plan, counted from 0."""
        return local_date(self.zone, self.now) + timedelta(days=number)

    @property
    def end(self) -> int:
        """Return when the last day ends (ms UTC)."""
        return day_bounds(self.zone, self.day(self.days - 1))[1]


def world(ctx: Context, places: Iterable[Place], odds: Odds, seed: int, now: int, days: int) -> World:
    """Return the world of a plan for people of these places, so many days of the caller long from `now` (ms UTC)."""
    first = local_date(ctx.calendar.policy.caller.zone, now)
    same = alike(ctx.calendar, places, first, max(days, FURTHEST))
    return World(Memory(ctx, same), tuple(dict.fromkeys(same.values())), odds, seed, now, days)


def prospect(world: World, facts: PersonFacts) -> Prospect | None:
    """Return somebody as they stand in the queue; None for who is out of it.

    Raises LookupError, when the plan comes to them, for a cadence that is not known.
    """
    state = facts.state
    if state.bucket is None or state.due_at is None:
        return None
    situation = world.memory.situation(facts, world.now)
    found = Prospect(facts.person_id, situation, state.bucket, state.due_at, state.due_day, facts.fit_gap)
    at = world.now if state.bucket in WAITING else max(world.now, state.due_at)
    capped = refusal(world.memory.ctx.calendar, facts, at)
    found.ready_at = at if capped is None or capped.until is None else capped.until
    return found


def planned(
    world: World,
    people: Iterable[Prospect],
    load: Mapping[str, int],
    most: int | None = None,
    made_today: int = 0,
    looked: Looked | None = None,
) -> Iterator[PlanDay]:
    """Yield the days of the plan, one after the other; `people` are moved on, so that they serve for one plan only.

    `load` is how many dials are due on each ISO day now. `most` is how many dials a day are made, spread over the hours
    in which anybody may be dialed (None: as many as are due); `made_today` of them were made before `now`. What
    `looked` raises ends the plan.
    """
    plan = _Plan(world, load, looked or _nobody_looks)
    for one in people:
        plan.queue(one)
    for number in range(world.days):
        left = None if most is None else max(0, most - (made_today if number == 0 else 0))
        yield plan.day(number, left)


class _Plan:
    """A plan under way: who waits where, and how many dials are due on each day."""

    def __init__(self, world: World, load: Mapping[str, int], looked: Looked) -> None:
        self._world = world
        self._looked = looked
        self._calendar = world.memory.ctx.calendar
        self._load = Counter(load)
        self._lines = {place: Line() for place in world.places}
        self._end = world.end

    def queue(self, one: Prospect) -> None:
        """Let somebody wait, unless they are not due within the plan."""
        if one.ready_at < self._end:
            self._lines[one.situation.facts.place].add(one)

    def day(self, number: int, most: int | None) -> PlanDay:
        """Dial through one day, `most` dials at most."""
        world = self._world
        today = world.day(number)
        begin, end = day_bounds(world.zone, today)
        hours = list(stretches(self._calendar, self._lines, max(begin, world.now), end))
        count = _Count()
        spans = [one.end - one.start for one in hours]
        passed = 0
        for stretch, span in zip(hours, spans, strict=True):
            passed += span
            # What one stretch did not need is there for the next ones.
            left = None if most is None else -(-most * passed // sum(spans)) - count.dialed
            self._stretch(stretch, left, count)
        return self._closed(today, count, {one.place for stretch in hours for one in stretch.open})

    def _closed(self, today: date, count: _Count, opened: set[Place]) -> PlanDay:
        """Return what became of a day on which these places were open."""
        left = [one for place in opened for one in self._lines[place].everybody_due()]
        promised = sum(one.bucket in _PROMISED for one in left)
        return PlanDay(
            day=today,
            due=count.dialed + len(left),
            dialed=count.dialed,
            backlog=sum(line.count_due() for line in self._lines.values()),
            by_part=dict(count.by_part),
            promises=count.promises + promised,
            promises_left=promised,
            messages=count.messages,
            answered=count.answered,
            fresh=count.fresh,
        )

    def _stretch(self, stretch: Stretch, most: int | None, count: _Count) -> None:
        parts: dict[Place, str | None] = {}
        for one in stretch.open:
            parts[one.place] = one.part
            self._lines[one.place].advance(stretch.end, one.part_start)
        for somebody in serve([self._lines[place] for place in parts], most):
            self._looked()
            self._dial(somebody, stretch.start, parts[somebody.situation.facts.place], count)

    def _dial(self, one: Prospect, start: int, part: str | None, count: _Count) -> None:
        world = self._world
        dice = dice_of(world.seed, one.person_id, one.dials)
        result = result_of(world.odds, one.situation.facts.state.plan, part, dice)
        count.add(one, part, result.outcome)
        following = world.memory.turn(one.situation, max(start, one.ready_at), result, self._load)
        one.dials += 1
        if following.bucket is None:
            return
        one.situation, one.bucket, one.due_day = following.situation, following.bucket, following.due_day
        one.due_at = one.ready_at = following.due_at
        if one.bucket is Bucket.DUE and one.due_day is not None:
            # Days that are over keep theirs: no rule asks for them again.
            self._load[one.due_day] += 1
        self.queue(one)


def _nobody_looks() -> None:
    """Go on."""


class _Count:
    """What was dialed on a day so far."""

    def __init__(self) -> None:
        self.dialed = self.promises = self.messages = self.answered = self.fresh = 0
        self.by_part: Counter[str] = Counter()

    def add(self, one: Prospect, part: str | None, outcome: Outcome) -> None:
        """Count a dial before it moves the person."""
        self.dialed += 1
        self.by_part[part or ""] += 1
        self.promises += one.bucket in _PROMISED
        self.messages += outcome is Outcome.VOICEMAIL_LEFT
        self.answered += outcome is Outcome.ANSWERED
        self.fresh += one.bucket is Bucket.FRESH
