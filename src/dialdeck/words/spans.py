"""Spans of time and moments, as people say them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def both_zones(at: int, theirs: str, mine: str, now: int) -> str:
    """Return an instant on both clocks: `Tue 10 Mar 15:00 Chicago / 13:00 here`, my day only if it is another.

    The year stands there when it is another than that of `now` (both ms UTC).
    """
    shown, own = (datetime.fromtimestamp(at / 1000, ZoneInfo(zone)) for zone in (theirs, mine))
    this_year = shown.year == datetime.fromtimestamp(now / 1000, ZoneInfo(theirs)).year
    text = f"{shown:{'%a %d %b %H:%M' if this_year else '%a %d %b %Y %H:%M'}} {place(theirs)}"
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
