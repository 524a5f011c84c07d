"""Instants that were agreed: whether they are allowed, and the nearest ones that are."""

from __future__ import annotations

from dialdeck.method.calendar import Calendar
from dialdeck.method.case import Context
from dialdeck.method.hours import ONE_DAY
from dialdeck.method.wording import time_words
from dialdeck.model.codes import PromiseKind
from dialdeck.model.facts import Place, PromiseDraft

_DAYS_BACK = 30


def allowed_from(ctx: Context, place: Place, at: int) -> tuple[int, str | None]:
    """Return the instant itself, or the next one that hours allow with a line saying so.

    Where nothing is open for 30 days the instant stays, with a line saying that: nobody is lost.
    """
    calendar = ctx.calendar
    opening = calendar.opening(place, at)
    if opening.open:
        return at, None
    reason = calendar.why_closed(place, at)
    if opening.opens_at is None:
        return at, f"never open in the next 30 days: {reason}"
    words = time_words(calendar.local(place, opening.opens_at), calendar.zone(place))
    return opening.opens_at, f"moved to {words}: {reason}"


def nearest_allowed(calendar: Calendar, place: Place, at: int) -> tuple[int | None, int | None]:
    """Return the last allowed instant before `at` (a minute before closing at most) and the first one from `at` on.

    Both are `at` when it is allowed; None where there is none within 30 days.
    """
    opening = calendar.opening(place, at)
    if opening.open:
        return at, at
    day = calendar.local_day(place, at)
    for _ in range(_DAYS_BACK):
        ends = [end for _, end in calendar.windows(place, day) if end <= at]
        if ends:
            return ends[-1] - 60_000, opening.opens_at
        day -= ONE_DAY
    return None, opening.opens_at


def clock_promise(ctx: Context, place: Place, at: int) -> PromiseDraft:
    """Return the promise to call at an instant."""
    calendar = ctx.calendar
    day = calendar.local_day(place, at).isoformat()
    return PromiseDraft(PromiseKind.CLOCK, at, day, None, calendar.zone(place))
