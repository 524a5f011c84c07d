"""Which days an attempt may fall on: the gap of the step, moved to callable days, and tomorrow when it was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dialdeck.method.calendar import HORIZON, Calendar
from dialdeck.method.hours import ONE_DAY
from dialdeck.method.tomorrow import tomorrow_is_true
from dialdeck.model.facts import PersonFacts, Place


class Ask(NamedTuple):
    """What is asked of a slot: how many days after which day, and what the step needs of them."""

    after_day: date
    """The local day of the last attempt."""
    gap: tuple[int, int]
    working: bool = False
    """The gap counts callable days; else calendar days."""
    next_day_callable: bool = False
    """Only days whose next calendar day is callable too: the message promises a call "tomorrow"."""
    wait: int = 0
    """Up to this many days after `after_day` it may wait for such a day."""
    ahead: tuple[int, int] | None = None
    """Gap of a following step that promises tomorrow: days from which it finds a good day are preferred."""
    ahead_working: bool = False
    """That gap counts callable days."""
    days: tuple[date, ...] = ()
    """These days and no others, whatever the gap says (an agreed day, a promise)."""
    exempt: bool = False
    """The house's caps do not hold for this attempt."""


def candidate_days(calendar: Calendar, facts: PersonFacts, ask: Ask) -> tuple[date, ...]:
    """Return the days to choose from, in order: callable days within the gap, else the next two callable days.

    Empty when nothing is callable in `HORIZON` days (method: gaps; tomorrow is true). Caps are asked only about the day
    after a message that promises tomorrow.
    """
    if ask.days:
        return ask.days
    if ask.next_day_callable:
        good = _promising_days(calendar, facts, ask)
        if good:
            return good
    place = facts.place
    gap = _gap_days(calendar, place, ask.after_day, ask.gap, working=ask.working)
    days = [day for day in gap if calendar.callable_day(place, day)]
    days = days or _next_two(calendar, place, gap[-1] if gap else ask.after_day)
    if ask.ahead is not None:
        days = [day for day in days if _leads_to_promise(calendar, place, day, ask)] or days
    return tuple(days)


def _promising_days(calendar: Calendar, facts: PersonFacts, ask: Ask) -> tuple[date, ...]:
    gap = _gap_days(calendar, facts.place, ask.after_day, ask.gap, working=ask.working)
    inside = tuple(day for day in gap if tomorrow_is_true(calendar, facts, day))
    if inside:
        return inside
    beyond = (gap[-1] - ask.after_day).days + 1 if gap else 0
    waiting = (day for day in _range(ask.after_day, beyond, ask.wait) if tomorrow_is_true(calendar, facts, day))
    return tuple(day for day, _ in zip(waiting, range(2), strict=False))


def _promising(calendar: Calendar, place: Place, day: date) -> bool:
    return calendar.callable_day(place, day) and calendar.callable_day(place, day + ONE_DAY)


def _leads_to_promise(calendar: Calendar, place: Place, day: date, ask: Ask) -> bool:
    gap = _gap_days(calendar, place, day, ask.ahead or (0, 0), working=ask.ahead_working)
    return any(_promising(calendar, place, later) for later in gap)


def _gap_days(calendar: Calendar, place: Place, day: date, gap: tuple[int, int], *, working: bool) -> list[date]:
    """Return the days of a gap after `day`, callable or not; those of a working gap are, except `day` itself."""
    least, most = gap
    if not working:
        return list(_range(day, least, most))
    callable_days = (later for later in _range(day, 1, HORIZON) if calendar.callable_day(place, later))
    counted = [day, *(later for later, _ in zip(callable_days, range(most), strict=False))]
    return counted[least:]


def _next_two(calendar: Calendar, place: Place, after: date) -> list[date]:
    found: list[date] = []
    for day in _range(after, 1, HORIZON):
        if calendar.callable_day(place, day):
            found.append(day)
            if len(found) == 2:
                break
    return found


def _range(day: date, least: int, most: int) -> Iterator[date]:
    return (day + timedelta(days=ahead) for ahead in range(least, most + 1))
