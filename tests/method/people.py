"""People, places and days that the tests of the method are about, and a way to live through many dials."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from dialdeck.method.calendar import Calendar
from dialdeck.method.case import Context, due_at_instant
from dialdeck.method.decide import decide
from dialdeck.method.defaults import default_policy
from dialdeck.method.endings import restart
from dialdeck.method.replay import after_dial
from dialdeck.method.rules_table import rules_from
from dialdeck.model.cadence import Cadence
from dialdeck.model.cadence_file import load_cadence
from dialdeck.model.codes import Bucket, Detail, Outcome, Plan, Role, Stage
from dialdeck.model.facts import Decision, DialFact, NumberFact, PersonFacts, Place, Result
from dialdeck.model.policy import JurisdictionRule, Policy
from dialdeck.model.replacing import replace
from dialdeck.model.state import State

CHICAGO = Place(1, ("America/Chicago",), "US", "IL")
NOW = "2026-03-10 10:05"
"""A Tuesday whose week has no public holiday."""

LEFT = Result(Outcome.VOICEMAIL_LEFT)
SILENT = Result(Outcome.SILENT_HANGUP)
RANG_OUT = Result(Outcome.SILENT_HANGUP, Detail.RANG_OUT)


def silent(detail: Detail, when: int | None = None) -> Result:
    return Result(Outcome.SILENT_HANGUP, detail, when)


def answered(detail: Detail | None = None, when: int | None = None) -> Result:
    return Result(Outcome.ANSWERED, detail, when)


def at(text: str, zone: str = "America/Chicago") -> int:
    """The instant of a wall-clock time like "2026-03-10 10:05"."""
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def never_a_holiday(country: str, region: str | None, day: date) -> bool:
    return False


def holidays_on(*days: str) -> Callable[[str, str | None, date], bool]:
    return lambda country, region, day: day.isoformat() in days


@cache
def cadences() -> dict[str, Cadence]:
    folder = files("dialdeck.library") / "cadences"
    loaded = [load_cadence(file.read_text(), file.name) for file in folder.iterdir() if file.name.endswith(".toml")]
    return {cadence.id: cadence for cadence in loaded}


@cache
def all_rules() -> tuple[JurisdictionRule, ...]:
    text = (files("dialdeck.library") / "calling_rules.json").read_text()
    return rules_from(json.loads(text)["rules"])


def policy(zone: str = "America/Chicago", rules: Iterable[JurisdictionRule] = ()) -> Policy:
    return default_policy(zone, rules)


def calendar(
    limits: Policy | None = None, holidays: Callable[[str, str | None, date], bool] = never_a_holiday
) -> Calendar:
    return Calendar(limits or policy(), holidays)


def context(
    limits: Policy | None = None, holidays: Callable[[str, str | None, date], bool] = never_a_holiday
) -> Context:
    return Context(calendar(limits, holidays), cadences())


def fresh_state(ctx: Context, place: Place, role: Role, now: int) -> State:
    """The state of somebody new: fresh, due since now, at the first step of the persistence cadence."""
    state = restart(ctx, State(), "persistence", role, made=1)
    return due_at_instant(ctx, place, replace(state, stage=Stage.NEW), now, Bucket.FRESH)


def person(
    role: Role = Role.OTHER, place: Place = CHICAGO, state: State | None = None, numbers: int = 1, start: str = NOW
) -> PersonFacts:
    """A fresh person with so many living numbers (ids from 1 on), unless a state is given."""
    state = state or fresh_state(context(), place, role, at(start, place.zones[0] if place.zones else "UTC"))
    return PersonFacts(7, role, place, state, numbers=tuple(NumberFact(i + 1, False, False) for i in range(numbers)))


def dial(
    when: int,
    outcome: Outcome | None = Outcome.SILENT_HANGUP,
    detail: Detail | None = Detail.VOICEMAIL,
    part: str | None = None,
    *,
    counts: bool = True,
) -> DialFact:
    return DialFact(0, when, outcome, detail, counts, 1, Plan.SILENT, "curiosity", part)


def dialed(facts: PersonFacts, *dials: DialFact) -> PersonFacts:
    return replace(facts, dials=(*facts.dials, *dials))


def live(ctx: Context, facts: PersonFacts, results: Iterable[Result]) -> list[tuple[PersonFacts, int, Decision]]:
    """Dial at each due time and record the results; the facts before, the instant and the decision of each dial."""
    lived = []
    for result in results:
        due_at = facts.state.due_at
        assert due_at is not None, facts.state
        now = max([due_at, *(d.at for d in facts.dials)])
        decision = decide(ctx, facts, result, now)
        lived.append((facts, now, decision))
        facts = after_dial(ctx, facts, result, decision, now)
    return lived


def after(ctx: Context, facts: PersonFacts, results: Iterable[Result]) -> PersonFacts:
    """The facts after living through the results."""
    for result in results:
        [(before, now, decision)] = live(ctx, facts, [result])
        facts = after_dial(ctx, before, result, decision, now)
    return facts


def local_day(when: int | None, place: Place = CHICAGO) -> str:
    assert when is not None
    return datetime.fromtimestamp(when / 1000, ZoneInfo(place.zones[0])).date().isoformat()


def local_time(when: int | None, place: Place = CHICAGO) -> str:
    assert when is not None
    return datetime.fromtimestamp(when / 1000, ZoneInfo(place.zones[0])).strftime("%Y-%m-%d %H:%M")


def result(facts: PersonFacts, what: Result, when: str = NOW) -> Decision:
    """The decision about a result at a local time in Chicago, under the usual limits."""
    return decide(context(), facts, what, at(when))


def at_attempt(number: int, role: Role = Role.OTHER, numbers: int = 1) -> PersonFacts:
    """Somebody whose next attempt of the persistence cadence is the given one, every message left."""
    return after(context(), person(role, numbers=numbers), [*[LEFT], *[SILENT] * 3, LEFT, *[SILENT] * 7][: number - 1])
