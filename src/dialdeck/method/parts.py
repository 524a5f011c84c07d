"""Parts of the day: trying a person at different times needs names for the times, cut to the hours that are allowed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dialdeck.method.calendar import Calendar
from dialdeck.method.hours import HOUR, Spans, intersect, spans_of_day
from dialdeck.model.facts import Place
from dialdeck.model.policy import PartRule

SHORTEST = HOUR
"""A part with less open time than this joins its neighbour."""


class Part(NamedTuple):
    """A part of one particular day, from its first to its last callable instant (ms UTC, half open)."""

    id: str
    label: str
    start: int
    end: int


def parts_of(calendar: Calendar, place: Place, day: date) -> tuple[Part, ...]:
    """Return the parts of the local day within which the place may be dialed, in order; none on a closed day."""
    known = calendar.known(place)
    found = known.parts.get(day)
    if found is None:
        found = known.parts[day] = _parts(calendar, known.zone, day, calendar.windows(place, day))
    return found


def part_at(calendar: Calendar, place: Place, at: int) -> str | None:
    """Return the id of the part in which the instant falls on its local day; None outside all of them."""
    part = current_part(calendar, place, at)
    return None if part is None else part.id


def current_part(calendar: Calendar, place: Place, at: int) -> Part | None:
    """Return the part in which the instant falls on its local day; None outside all of them."""
    for part in parts_of(calendar, place, calendar.local_day(place, at)):
        if part.start <= at < part.end:
            return part
    return None


def _parts(calendar: Calendar, zone: str, day: date, windows: Spans) -> tuple[Part, ...]:
    clipped = [(rule, _clip(rule, zone, day, windows)) for rule in calendar.policy.parts]
    rows = [(rule, spans) for rule, spans in clipped if spans]
    while len(rows) > 1:
        short = next((i for i, (_, spans) in enumerate(rows) if _length(spans) < SHORTEST), None)
        if short is None:
            break
        _, spans = rows.pop(short)
        into = min(short, len(rows) - 1)
        rule, others = rows[into]
        rows[into] = (rule, tuple(sorted((*spans, *others))))
    return tuple(Part(rule.id, rule.label, spans[0][0], spans[-1][1]) for rule, spans in rows)


def _clip(rule: PartRule, zone: str, day: date, windows: Spans) -> Spans:
    week = (((rule.start, rule.end),),) * 7
    return intersect(spans_of_day(week, zone, day), windows)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
