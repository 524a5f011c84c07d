"""Instants that were agreed: whether hours, locks and the law's caps allow them, and the nearest ones that they do."""

from __future__ import annotations

from typing import NamedTuple

from dialdeck.method.calendar import Calendar
from dialdeck.method.caps import Refusal, binding
from dialdeck.method.case import Context
from dialdeck.method.hours import ONE_DAY
from dialdeck.method.wording import time_words
from dialdeck.model.codes import PromiseKind
from dialdeck.model.facts import PersonFacts, Place, PromiseDraft

_DAYS_BACK = 30


class Allowed(NamedTuple):
    """The instant (ms UTC) that stands for an agreed one, and what moved it there."""

    at: int
    moved: str | None = None
    """A line that tells to when and why; None when the agreed instant is allowed."""
    rules: tuple[str, ...] = ()
    """The id of the cap or lock that moved it; none when hours did."""


def allowed_from(ctx: Context, facts: PersonFacts, at: int, *, exempt: bool = True) -> Allowed:
    """Return the instant itself, or the next one that hours, lock and caps allow with a line saying so.

    `exempt` lifts the house's caps, as they are for agreed calls. `facts.dials` must hold every dial made so far. Where
    nothing is open for 30 days the instant stays, with a line saying that: nobody is lost.
    """
    calendar, place = ctx.calendar, facts.place
    cap = binding(calendar, facts, at, exempt=exempt)
    free = _free(cap, at)
    opening = calendar.opening(place, free)
    when = free if opening.open else opening.opens_at
    if when == at:
        return Allowed(at)
    if when is None:
        return Allowed(at, f"never open in the next 30 days: {calendar.why_closed(place, free)}")
    reason = calendar.why_closed(place, at) if cap is None else cap.reason
    words = time_words(calendar.local(place, when), calendar.zone(place), calendar.local_day(place, at))
    return Allowed(when, f"moved to {words}: {reason}", () if cap is None else (cap.rule,))


def open_from(calendar: Calendar, place: Place, at: int) -> int:
    """Return the instant itself, or the next one that hours allow; itself too where there is none within 30 days."""
    opening = calendar.opening(place, at)
    return at if opening.open or opening.opens_at is None else opening.opens_at


def why_refused(calendar: Calendar, facts: PersonFacts, at: int, *, exempt: bool = True) -> str:
    """Return in one line which cap, lock or fence forbids a dial agreed for the instant; empty when none does."""
    cap = binding(calendar, facts, at, exempt=exempt)
    return calendar.why_closed(facts.place, at) if cap is None else cap.reason


def nearest_allowed(calendar: Calendar, facts: PersonFacts, at: int) -> tuple[int | None, int | None]:
    """Return the last allowed instant before `at` (a minute before closing at most) and the first one from `at` on.

    Both are `at` when it is allowed; None where there is none within 30 days. Before a cap or lock that holds at `at`
    lets go there is none either.
    """
    place = facts.place
    cap = binding(calendar, facts, at, exempt=True)
    free = _free(cap, at)
    opening = calendar.opening(place, free)
    after = free if opening.open else opening.opens_at
    if cap is not None or opening.open:
        return (at if cap is None else None), after
    day = calendar.local_day(place, at)
    for _ in range(_DAYS_BACK):
        ends = [end for _, end in calendar.windows(place, day) if end <= at]
        if ends:
            before = ends[-1] - 60_000
            return (before if binding(calendar, facts, before, exempt=True) is None else None), after
        day -= ONE_DAY
    return None, after


def clock_promise(ctx: Context, place: Place, at: int) -> PromiseDraft:
    """Return the promise to call at an instant."""
    calendar = ctx.calendar
    day = calendar.local_day(place, at).isoformat()
    return PromiseDraft(PromiseKind.CLOCK, at, day, None, calendar.zone(place))


def _free(cap: Refusal | None, at: int) -> int:
    return at if cap is None or cap.until is None else cap.until
