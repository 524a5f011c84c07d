"""Plan ahead: the coming weeks from the queue as it is, with the user's own answer rates (command `plan`, key `P`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from dialdeck.errors import MissingError
from dialdeck.method.hours import day_bounds
from dialdeck.method.planning import PlanDay, World, planned, prospect, world
from dialdeck.method.planning_carry import carried
from dialdeck.method.planning_dice import ENOUGH, Odds, odds_from
from dialdeck.method.planning_people import by_cadence
from dialdeck.method.transitions import PERSISTENCE
from dialdeck.method.worthiness import entered, waits_for_preparation
from dialdeck.model.plans import Asked
from dialdeck.session.desk import DAY_MS, RATE_DAYS
from dialdeck.session.going_by import choices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk

__all__ = [
    "ENOUGH",
    "RATE_DAYS",
    "WEEK",
    "Asked",
    "Plan",
    "PlanDay",
    "PlanWeek",
    "Progress",
    "Stopped",
    "plan_ahead",
    "plan_json",
]

WEEK = 7
_SEARCH_STEPS = 14
"""How much of the progress the search for what can be carried takes, in days of the plan."""
_OFTEN = 200
"""People or dials between two questions whether to go on: some hundredths of a second."""

Progress = Callable[[int, int], bool]
"""Told (done, total); says whether to go on."""


class Stopped(Exception):
    """The plan was not finished because nobody wants it any more."""


class PlanWeek(NamedTuple):
    """Seven days of a plan together."""

    number: int
    due: int
    """What fell due in the week; what was left before is not in it."""
    dialed: int
    backlog: int
    """Left when the week ends."""
    promises: int
    """Dials that kept a promise or an agreed time, late ones too."""
    messages: int
    answered: int
    fresh: int


class Plan(NamedTuple):
    """The coming weeks, and what they rest on."""

    asked: Asked
    zone: str
    """The zone in which days are counted: the caller's."""
    prospects: int
    """Everybody in the queue with a time zone and a number."""
    days: tuple[PlanDay, ...]
    weeks: tuple[PlanWeek, ...]
    parts: tuple[tuple[str, str], ...]
    """Id and name of each part of the day, in order."""
    odds: Odds
    carry_dials: int
    """Dials a day that `carry` is about: those asked for, else the goal of a session."""
    carry: int
    """Prospects like those in the queue who can begin now without falling behind (`method.planning_carry`)."""
    carry_cadence: str
    unchanged: int | None
    """Dials when everybody stays in their own cadence; None unless another one was asked for."""

    @property
    def dials(self) -> int:
        """Return the dials of the whole plan."""
        return sum(day.dialed for day in self.days)


def plan_ahead(desk: Desk, asked: Asked | None = None, progress: Progress | None = None) -> Plan:
    """Return the coming weeks, simulated from the queue as it is now; nothing is changed.

    The same file, time and seed give the same plan. Raises MissingError for a cadence by which no first conversation
    is sought, Stopped when `progress` says not to go on.
    """
    asked = asked or Asked()
    _check_cadence(desk, asked.cadence)
    unresearched = desk.policy.unresearched
    now, zone, length = desk.clock.now(), desk.policy.caller.zone, asked.weeks * WEEK
    steps = _Steps(progress, length * (1 if asked.cadence is None else 2) + _SEARCH_STEPS)
    steps.still()
    everybody = (entered(desk.context, one, unresearched) for one in steps.watched(desk.store.people_to_plan()))
    people = [one for one in everybody if not waits_for_preparation(one, unresearched)]
    since = now - RATE_DAYS * DAY_MS
    odds = odds_from(desk.context.rates, desk.store.machines_reached(since))
    here = world(desk.context, {one.place for one in people}, odds, asked.seed, now, length)
    made_today = desk.store.dials_placed(day_bounds(zone, here.day(0))[0])
    load = desk.store.load_by_day()

    def lived(who: Sequence[PersonFacts]) -> tuple[PlanDay, ...]:
        waiting = filter(None, (prospect(here, one) for one in steps.watched(who)))
        return tuple(steps.each(planned(here, waiting, load, asked.dials_per_day, made_today, steps.often)))

    by_it = (_by(here, asked.cadence, one) for one in steps.watched(people))
    days = lived([one for one in by_it if one is not None])
    unchanged = None if asked.cadence is None else sum(day.dialed for day in lived(people))
    most = asked.dials_per_day or desk.settings.session.goal
    carry_cadence = asked.cadence or PERSISTENCE
    carry = carried(here, people, carry_cadence, most, steps.often)
    steps.finished()
    return Plan(
        asked=asked,
        zone=zone,
        prospects=len(people),
        days=days,
        weeks=tuple(_weeks(days)),
        parts=tuple((part.id, part.label) for part in desk.policy.parts),
        odds=odds,
        carry_dials=most,
        carry=carry,
        carry_cadence=carry_cadence,
        unchanged=unchanged,
    )


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as the JSON object that the documentation of the command line describes."""
    odds = plan.odds
    return {
        "from": plan.days[0].day.isoformat(),
        "zone": plan.zone,
        "weeks": plan.asked.weeks,
        "dials_per_day": plan.asked.dials_per_day,
        "cadence": plan.asked.cadence,
        "seed": plan.asked.seed,
        "prospects": plan.prospects,
        "answer_rate": {
            "rate": round(odds.rate, 4),
            "assumed": odds.assumed,
            "answers": odds.answers,
            "dials": odds.dials,
            "by_part": {part: round(odds.of(part), 4) for part, _ in plan.parts},
        },
        "machine_rate": {
            "rate": round(odds.machine, 4),
            "assumed": odds.machine_dials == 0,
            "dials": odds.machine_dials,
        },
        "days": [
            day._asdict() | {"day": day.day.isoformat(), "by_part": _by_part(plan, day.by_part)} for day in plan.days
        ],
        "by_week": [{"week" if key == "number" else key: n for key, n in one._asdict().items()} for one in plan.weeks],
        "dials": plan.dials,
        "dials_unchanged": plan.unchanged,
        "carry": {"dials_per_day": plan.carry_dials, "cadence": plan.carry_cadence, "prospects": plan.carry},
    }


def _by_part(plan: Plan, dials: Mapping[str, int]) -> dict[str, int]:
    """Return dials by every part there is, and those of no part last, if there are any."""
    known = {part: dials.get(part, 0) for part, _ in plan.parts}
    return known | {"none": dials[""]} if dials.get("") else known


def _check_cadence(desk: Desk, cadence_id: str | None) -> None:
    known = choices(desk)
    if cadence_id is not None and cadence_id not in known:
        message = f"no cadence {cadence_id!r} that seeks a first conversation; there are: {', '.join(known)}"
        raise MissingError(message)


def _by(here: World, cadence_id: str | None, one: PersonFacts) -> PersonFacts | None:
    return one if cadence_id is None else by_cadence(here.memory.ctx, one, cadence_id)


def _weeks(days: Sequence[PlanDay]) -> list[PlanWeek]:
    weeks: list[PlanWeek] = []
    before = 0
    for number in range(len(days) // WEEK):
        week = days[number * WEEK : (number + 1) * WEEK]
        dialed, left = sum(day.dialed for day in week), week[-1].backlog
        weeks.append(
            PlanWeek(
                number=number + 1,
                due=dialed + left - before,
                dialed=dialed,
                backlog=left,
                promises=sum(day.promises - day.promises_left for day in week),
                messages=sum(day.messages for day in week),
                answered=sum(day.answered for day in week),
                fresh=sum(day.fresh for day in week),
            )
        )
        before = left
    return weeks


class _Steps:
    """How far a plan has come, told to whoever waits for it."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self._since_asked = 0

    def each(self, days: Iterable[PlanDay]) -> Iterator[PlanDay]:
        """Yield days, one step each."""
        for day in days:
            self._done += 1
            self.still()
            yield day

    def watched(self, people: Iterable[PersonFacts]) -> Iterator[PersonFacts]:
        """Yield people, asking now and then whether to go on."""
        for one in people:
            self.often()
            yield one

    def often(self) -> None:
        """Ask as `still` does, but not every time: to be called at every person and dial."""
        self._since_asked += 1
        if self._since_asked >= _OFTEN:
            self.still()

    def still(self) -> None:
        """Ask whether to go on; raise Stopped when not."""
        self._since_asked = 0
        if self._progress is not None and not self._progress(self._done, self._total):
            raise Stopped

    def finished(self) -> None:
        """Tell that it is done."""
        self._done = self._total
        self.still()
