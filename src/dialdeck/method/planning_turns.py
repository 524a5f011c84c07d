"""What the rules make of planned dials, asked once: people who are alike to the rules share one answer.

The transition itself (`decide`) decides; this room only remembers what it said. Two people share an answer when
everything is the same that can still matter to it: hours, role, step and variant, what is owed, the parts and weekdays
tried, and the dials that a cap still counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from dialdeck.method.calendar import Calendar
from dialdeck.method.caps import capped
from dialdeck.method.decide import Context, decide
from dialdeck.method.hours import DAY, day_bounds, local_date
from dialdeck.method.replay import after_dial
from dialdeck.method.results import rang
from dialdeck.method.variants import cadence_for
from dialdeck.model.codes import Bucket
from dialdeck.model.facts import PersonFacts, Place, Result
from dialdeck.model.policy import Caps
from dialdeck.model.replacing import replace
from dialdeck.model.state import State


class Situation:
    """Where everybody stands who is alike to the rules; `facts` are those of one of them."""

    __slots__ = ("facts", "turns")

    def __init__(self, facts: PersonFacts) -> None:
        """Nothing was asked about it yet."""
        self.facts = facts
        self.turns: dict[tuple[int, Result], _Turn] = {}


class Next(NamedTuple):
    """What a dial leads to: the next situation and when it is due; no bucket when the person left the queue."""

    situation: Situation
    bucket: Bucket | None
    due_at: int
    due_day: str | None


class Memory:
    """Answers of the rules under one context, for as long as it is kept; the load is asked for each time."""

    def __init__(self, ctx: Context, alike: Mapping[Place, Place]) -> None:
        """Nothing is known yet; `alike` names for each place the one that stands for all with the same hours."""
        self.ctx = ctx
        self._alike = alike
        self._varied = [cadence for cadence in ctx.cadences.values() if cadence.variants]
        # Which days are asked for then depends on how full each is: there is no telling before.
        self._days_fill_up = ctx.calendar.policy.due_per_day is not None
        self._situations: dict[Hashable, Situation] = {}

    def situation(self, facts: PersonFacts, now: int) -> Situation:
        """Return the situation of a person who will not be dialed before `now` nor before they are due."""
        place = self._alike.get(facts.place, facts.place)
        facts = replace(facts, place=place) if place is not facts.place else facts
        due_at = facts.state.due_at
        rules = _key(self.ctx.calendar, facts, now if due_at is None else max(now, due_at))
        key = rules, self.variants(facts.person_id)
        found = self._situations.get(key)
        if found is None:
            found = self._situations[key] = Situation(facts)
        return found

    def variants(self, person_id: int) -> tuple[str, ...]:
        """Return which variant of each cadence that has some is a person's."""
        return tuple(cadence_for(cadence, person_id).hash for cadence in self._varied)

    def turn(self, situation: Situation, at: int, result: Result, load: Mapping[str, int]) -> Next:
        """Return what a result of a dial at `at` (ms UTC) leads to, with so many dials due on each ISO day already.

        Raises LookupError when the person's cadence is not known.
        """
        turn = situation.turns.get((at, result))
        if turn is None:
            turn = situation.turns[at, result] = _Turn()
        elif not self._days_fill_up:
            found = turn.answers.get(_above_mean(turn.days, load))
            if found is not None:
                return found
        asked = Asked(load)
        decision = decide(self.ctx._replace(load=asked), situation.facts, result, at)
        turn.days = tuple(asked.days)
        facts = after_dial(self.ctx, situation.facts, result, decision, at)
        state = decision.state
        following = Next(self.situation(facts, at), state.bucket, state.due_at or 0, state.due_day)
        turn.answers[_above_mean(turn.days, load)] = following
        return following


class _Turn:
    """A dial at one instant with one result: the days whose load was asked for, and the answer for each way of it."""

    __slots__ = ("answers", "days")

    def __init__(self) -> None:
        self.days: tuple[str, ...] = ()
        self.answers: dict[tuple[bool, ...], Next] = {}


class Asked(Mapping[str, int]):
    """A load that notes which days were asked for."""

    def __init__(self, load: Mapping[str, int]) -> None:
        """Nothing was asked yet."""
        self._load = load
        self.days: dict[str, None] = {}

    def __getitem__(self, day: str) -> int:
        """Return how many dials are due on an ISO day."""
        self.days[day] = None
        return self._load.get(day, 0)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the days on which anything is due."""
        return iter(self._load)

    def __len__(self) -> int:
        """Return how many those are."""
        return len(self._load)


def _above_mean(days: tuple[str, ...], load: Mapping[str, int]) -> tuple[bool, ...]:
    """Return which days have more than their share: all that a choice of slot asks of the load."""
    counts = [load.get(day, 0) for day in days]
    total = sum(counts)
    return tuple(count * len(counts) > total for count in counts)


def _key(calendar: Calendar, facts: PersonFacts, next_at: int) -> Hashable:
    """Return everything that can matter to a result of a dial from `next_at` on, which will ring."""
    heard = [dial for dial in facts.dials if rang(dial.outcome, dial.detail)]
    zone = calendar.zone(facts.place)
    tried = Counter(dial.part for dial in heard)
    return (
        facts.place,
        facts.role,
        _of_state(facts.state, next_at),
        frozenset(tried.items()),
        frozenset(calendar.local_day(facts.place, dial.at).weekday() for dial in heard),
        tuple(_still_counted(calendar.policy.caps, [d.at for d in facts.dials if capped(d)], zone, next_at)),
        tuple(
            tuple(_still_counted(rule.caps, [d.at for d in facts.dials], zone, next_at))
            for rule in calendar.known(facts.place).rules
        ),
        facts.promises,
    )


def _of_state(state: State, next_at: int) -> Hashable:
    """Return what a state holds beyond when it is due; numbers of attempts are only said, never asked."""
    locked = state.locked_until
    return (
        state.stage,
        state.cadence,
        state.position,
        state.tries,
        state.step,
        state.plan,
        state.owed,
        state.owed_left,
        locked if locked is not None and locked > next_at else None,
    )


def _still_counted(caps: Caps, times: list[int], zone: str, next_at: int) -> Iterator[tuple[int, int]]:
    """Yield the limits that dials made so far can still reach into, the next dial made: (most, until).

    What has let go by `next_at` never counts again, and the dial made then is the last of those that count.
    """
    for most, days in ((caps.per_day, 1), (caps.per_7_days, 7)):
        for at in _before_next(times, most):
            yield from _if_later(days, day_bounds(zone, local_date(zone, at) + timedelta(days=days))[0], next_at)
    for most, days in ((caps.per_24h, 1), (caps.per_30_days, 30)):
        for at in _before_next(times, most):
            yield from _if_later(-days, at + days * DAY, next_at)


def _before_next(times: list[int], most: int | None) -> list[int]:
    return times[1 - most :] if most is not None and most > 1 else []


def _if_later(limit: int, until: int, next_at: int) -> Iterator[tuple[int, int]]:
    if until > next_at:
        yield limit, until
