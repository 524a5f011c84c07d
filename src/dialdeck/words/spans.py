"""Spans of time and moments, as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def countdown(at: int, now: int) -> str:
    """Return how far an instant is away, to the second: `in 24:50`, `in 1:05:00`, and `2:10 ago` once it is past."""
    seconds = abs(at - now) // 1000 if at < now else -((now - at) // 1000)
    hours, rest = divmod(seconds, 3600)
    clock = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
    return f"in {clock}" if at >= now else f"{clock} ago"


def ago(at: int, now: int) -> str:
    """Return roughly how long ago an instant was, or how far it is away: `3 days ago`, `2 hours from now`."""
    import humanize

    return humanize.naturaltime(timedelta(milliseconds=now - at))


def local_text(at: int, zone: str) -> str:
    """Return an instant as a clock in `zone` shows it: `Tue 10 Mar 15:00`."""
    return f"{datetime.fromtimestamp(at / 1000, ZoneInfo(zone)):%a %d %b %H:%M}"


def both_zones(at: int, theirs: str, mine: str) -> str:
    """Return an instant on both clocks: `Tue 10 Mar 15:00 Chicago / 13:00 here`, my day only if it is another."""
    shown, own = (datetime.fromtimestamp(at / 1000, ZoneInfo(zone)) for zone in (theirs, mine))
    text = f"{shown:%a %d %b %H:%M} {place(theirs)}"
    if shown.utcoffset() == own.utcoffset():
        return text
    return f"{text} / {own:%H:%M} here" if own.date() == shown.date() else f"{text} / {own:%a %H:%M} here"


def place(zone: str) -> str:
    """Return the place in a zone's name: `America/Los_Angeles` is `Los Angeles`."""
    return zone.rpartition("/")[2].replace("_", " ")


def ordinal_day(day: date) -> str:
    """Return the day of the month as it is said in a script: `the 3rd`."""
    ending = "th" if day.day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"the {day.day}{ending}"
