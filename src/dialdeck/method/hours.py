"""Arithmetic on opening hours: weeks of local minutes become half-open spans of instants, daylight saving included.

Everything that restricts a dial (house, law, wish, caller) is a set of spans, so that "allowed" is one intersection.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dialdeck.model.policy import Span, Week

Spans = tuple[tuple[int, int], ...]
"""Half-open spans of ms UTC, sorted and disjoint."""

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
ONE_DAY = timedelta(days=1)
WHOLE_DAY: tuple[Span, ...] = ((0, 1440),)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Return whether the time zone database of this machine has a zone of that name; names come and go with it."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def union(spans: Spans) -> Spans:
    """Return the spans sorted, with those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def intersect(left: Spans, right: Spans) -> Spans:
    """Return what lies in both; sorted and disjoint like its arguments."""
    found = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i][0], right[j][0])
        end = min(left[i][1], right[j][1])
        if start < end:
            found.append((start, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def subtract(spans: Spans, away: Spans) -> Spans:
    """Return `spans` without whatever lies in `away`."""
    kept = []
    for start, end in spans:
        at = start
        for gone_from, gone_to in away:
            if gone_to <= at or gone_from >= end:
                continue
            if gone_from > at:
                kept.append((at, gone_from))
            at = max(at, gone_to)
        if at < end:
            kept.append((at, end))
    return tuple(kept)


def intersect_weeks(left: Week, right: Week) -> Week:
    """Return the minutes of the week that both allow."""
    return tuple(intersect(a, b) for a, b in zip(left, right, strict=True))


@lru_cache(maxsize=16384)
def local_date(zone: str, at: int) -> date:
    """Return the calendar day on which the instant falls in the IANA zone."""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).date()


@lru_cache(maxsize=8192)
def day_bounds(zone: str, day: date) -> tuple[int, int]:
    """Return when the local day begins and when the next one does, ms UTC; 23 to 25 hours apart."""
    return _instant(zone, day, 0, 0), _instant(zone, day + ONE_DAY, 0, 0)


def spans_of_day(week: Week, zone: str, day: date) -> Spans:
    """Return the instants of the local day that the week allows.

    Where the clocks change inside a span the narrower reading is taken, so that no instant outside it is ever allowed.
    """
    begin, end = day_bounds(zone, day)
    rows = week[day.weekday()]
    if end - begin == DAY:
        return tuple((begin + start * MINUTE, begin + stop * MINUTE) for start, stop in rows)
    spans = ((_late(zone, day, start), _early(zone, day, stop)) for start, stop in rows)
    return tuple((start, stop) for start, stop in spans if start < stop)


def _late(zone: str, day: date, minute: int) -> int:
    return max(_instant(zone, day, minute, 0), _instant(zone, day, minute, 1))


def _early(zone: str, day: date, minute: int) -> int:
    return min(_instant(zone, day, minute, 0), _instant(zone, day, minute, 1))


def _instant(zone: str, day: date, minute: int, fold: int) -> int:
    """Return the instant of a wall-clock minute; `fold` chooses the reading where clocks skip or repeat it."""
    if minute == 1440:
        day, minute = day + ONE_DAY, 0
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZoneInfo(zone), fold=fold)
    return (wall - _EPOCH) // timedelta(milliseconds=1)
