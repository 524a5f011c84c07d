"""How often a person may be dialed: the house's limits, the law's, and the lock after a dropped person.

With the past fixed every limit lets go at one instant and never closes again, so each is a bound, and the latest rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import accumulate
from typing import NamedTuple

from dialdeck.method.calendar import Calendar
from dialdeck.method.hours import DAY, HOUR, MINUTE, day_bounds, local_date
from dialdeck.method.results import rang
from dialdeck.model.codes import Bucket, Detail, Outcome, Stage
from dialdeck.model.facts import DialFact, PersonFacts
from dialdeck.model.policy import Caps

_REDIAL = frozenset({Detail.DROPPED, Detail.NUMBER_DEAD, Detail.WRONG_NUMBER})


class Refusal(NamedTuple):
    """Why a dial is refused: one line, until when (ms UTC; None for good), and the rule's id."""

    reason: str
    until: int | None
    rule: str


def earliest(calendar: Calendar, facts: PersonFacts, at: int, *, exempt: bool) -> int:
    """Return the first instant from `at` on that no cap forbids; hours are not asked.

    `exempt` lifts the house's caps (agreed callbacks, promises, redials), never the law's nor a lock.
    """
    found = binding(calendar, facts, at, exempt=exempt)
    return at if found is None or found.until is None else found.until


def binding(calendar: Calendar, facts: PersonFacts, at: int, *, exempt: bool) -> Refusal | None:
    """Return the cap that holds the person back longest beyond `at`; None when none does."""
    latest: Refusal | None = None
    until = at
    for bound in _bounds(calendar, facts, at, exempt=exempt):
        if bound.until is not None and bound.until > until:
            latest, until = bound, bound.until
    return latest


def refusal(calendar: Calendar, facts: PersonFacts, at: int) -> Refusal | None:
    """Return why a dial at the instant is refused by stage, lock or caps; None when it is not. Hours are not asked."""
    stage = facts.state.stage
    if stage is Stage.DO_NOT_CALL:
        return Refusal("do not call: they asked for it", None, "do_not_call")
    if stage is Stage.RETIRED:
        return Refusal("retired: revive with a reason first", None, "retired")
    found = binding(calendar, facts, at, exempt=is_exempt(calendar, facts, at))
    ahead = "" if found is None else ahead_of_the_clock(calendar, facts, at)
    return found._replace(reason=ahead) if found is not None and ahead else found


def ahead_of_the_clock(calendar: Calendar, facts: PersonFacts, at: int) -> str:
    """Return the line for a person whose last dial is dated an hour or more after `at` (ms UTC); else empty."""
    if not facts.dials or facts.dials[-1].at < at + HOUR:
        return ""
    day = calendar.local_day(facts.place, facts.dials[-1].at)
    return f"the last dial is dated {day}, ahead of the clock: check the clock, or amend that dial to not placed"


def is_exempt(calendar: Calendar, facts: PersonFacts, at: int) -> bool:
    """Return whether a dial now is free of the house's caps.

    Agreed callbacks (from a few minutes before), promises of the day, people who called us, the next number after a
    dead one, one retry of a busy line, redialing a line that dropped (calling: hours).
    """
    state = facts.state
    last = facts.dials[-1].detail if facts.dials else None
    if last in _REDIAL or (last is Detail.BUSY and state.busy_retried):
        return True
    if state.bucket is Bucket.CALLBACK and state.due_at is not None:
        return at >= state.due_at - calendar.policy.callback_early_minutes * MINUTE
    if state.bucket is Bucket.PROMISE and state.due_day is not None:
        return calendar.local_day(facts.place, at).isoformat() >= state.due_day
    return state.bucket is Bucket.RETURNED


def capped(dial: DialFact) -> bool:
    """Return whether the house's caps count the dial: every attempt, and every hang-up that rang."""
    return dial.counts or (dial.outcome is Outcome.SILENT_HANGUP and rang(dial.outcome, dial.detail))


def _bounds(calendar: Calendar, facts: PersonFacts, at: int, *, exempt: bool) -> Iterator[Refusal]:
    locked = facts.state.locked_until
    if locked is not None:
        yield Refusal("locked: they answered and were hung up on", locked, "lock.live_drop")
    zone = calendar.zone(facts.place)
    if not exempt:
        times = [dial.at for dial in facts.dials if dial.counts or capped(dial)]
        yield from _limits(calendar.policy.caps, _in_order(times), at, zone, "house")
    placed = _in_order([dial.at for dial in facts.dials])
    for rule in calendar.known(facts.place).rules:
        whose = f"{rule.area}: {rule.source}; certainty {rule.certainty}"
        yield from _limits(rule.caps, placed, at, zone, whose)


def _in_order(times: list[int]) -> list[int]:
    """Return the times at which dials were placed one after the other: none later than one that followed it.

    A clock that was ahead and put right would else hold somebody back until that wrong time.
    """
    return times if times == sorted(times) else [*accumulate(reversed(times), min)][::-1]


def _limits(caps: Caps, times: Sequence[int], at: int, zone: str, whose: str) -> Iterator[Refusal]:
    """Yield the limits that hold beyond `at`; no words are made for the others."""
    rule = f"cap.{whose.partition(':')[0]}"
    for most, days in ((caps.per_day, 1), (caps.per_7_days, 7)):
        if most and len(times) >= most and times[-most] + (days + 1) * DAY > at:
            until = day_bounds(zone, local_date(zone, times[-most]) + timedelta(days=days))[0]
            yield Refusal(f"at most {most} in {_days(days)} ({whose})", until, rule)
    for most, days in ((caps.per_24h, 1), (caps.per_30_days, 30)):
        if most and len(times) >= most and times[-most] + days * DAY > at:
            words = "24 hours" if days == 1 else _days(days)
            yield Refusal(f"at most {most} in {words} ({whose})", times[-most] + days * DAY, rule)
    if caps.min_gap_hours and times and times[-1] + caps.min_gap_hours * HOUR > at:
        reason = f"at least {caps.min_gap_hours:g} hours between attempts ({whose})"
        yield Refusal(reason, times[-1] + round(caps.min_gap_hours * HOUR), rule)


def _days(days: int) -> str:
    return "one day" if days == 1 else f"{days} days"
