"""The hours of a planned day: stretches in which nothing opens or closes, and places whose hours are the same.

A plan works a stretch at a time, not a minute, and places with the same hours share every answer of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from dialdeck.method.calendar import HORIZON, Calendar
from dialdeck.method.hours import ONE_DAY, Spans
from dialdeck.method.parts import current_part, parts_of
from dialdeck.model.facts import Place


class OpenPlace(NamedTuple):
    """A place that is open throughout a stretch: since when its part of the day runs, and which part that is."""

    place: Place
    part_start: int
    part: str | None


class Stretch(NamedTuple):
    """A stretch of time (ms UTC, half open) and the places where people may be dialed all through it."""

    start: int
    end: int
    open: tuple[OpenPlace, ...]


def alike(calendar: Calendar, places: Iterable[Place], first: date, days: int) -> dict[Place, Place]:
    """Return for each place the first one with the same hours, zone and caps from `first` on, for so many days.

    Days beyond are looked at as far as a rule may look from the last of them.
    """
    found: dict[tuple[object, ...], Place] = {}
    return {place: found.setdefault(_hours(calendar, place, first, days), place) for place in places}


def stretches(calendar: Calendar, places: Iterable[Place], start: int, end: int) -> Iterator[Stretch]:
    """Yield the stretches between two instants in which any of the places is open, in order."""
    known = tuple(places)
    edges = {start, end}
    for place in known:
        edges.update(edge for edge in _edges(calendar, place, start, end) if start < edge < end)
    for begin, until in pairwise(sorted(edges)):
        opened = tuple(_open_at(calendar, place, begin) for place in known if calendar.is_open(place, begin))
        if opened:
            yield Stretch(begin, until, opened)


def _hours(calendar: Calendar, place: Place, first: date, days: int) -> tuple[object, ...]:
    known = calendar.known(place)
    ahead = range(-1, days + HORIZON)
    windows: tuple[Spans, ...] = tuple(calendar.windows(place, first + timedelta(days=n)) for n in ahead)
    return known.zone, tuple(rule.caps for rule in known.rules), windows


def _edges(calendar: Calendar, place: Place, start: int, end: int) -> Iterator[int]:
    day, last = calendar.local_day(place, start), calendar.local_day(place, end)
    while day <= last:
        for span in calendar.windows(place, day):
            yield from span
        for part in parts_of(calendar, place, day):
            yield from (part.start, part.end)
        day += ONE_DAY


def _open_at(calendar: Calendar, place: Place, at: int) -> OpenPlace:
    """Between two parts, what is due counts as waiting since the last part that began, as in the queue."""
    part = current_part(calendar, place, at)
    if part is not None:
        return OpenPlace(place, part.start, part.id)
    begun = (one.start for one in parts_of(calendar, place, calendar.local_day(place, at)) if one.start <= at)
    return OpenPlace(place, max(begun, default=at), None)
