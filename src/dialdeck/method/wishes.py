"""Reading a person's own hours: apart from other hours because only places with a wish need it."""

from __future__ import annotations

import re

from dialdeck.method.hours import union
from dialdeck.model.policy import Span, Week

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RANGE = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?")
_GROUP = re.compile(r"(?P<days>[a-z][a-z ,–-]*?)?\s*(?P<ranges>\d.*)")


def parse_wish(text: str) -> Week | None:
    """Read a person's own hours: `09:00-12:00` or `mon-fri 9-12, 14-16; sat 10:00-11:00`; None for empty text.

    Days not named are closed once any day is named. Raises ValueError saying what was not understood.
    """
    week: list[list[Span]] = [[] for _ in WEEKDAYS]
    groups = [group.strip().lower() for group in text.split(";") if group.strip()]
    for group in groups:
        match = _GROUP.fullmatch(group)
        if match is None:
            raise ValueError(f"hours {text!r}: {group!r} is not like 'mon-fri 09:00-12:00'")
        spans = [_span(part.strip(), text) for part in match["ranges"].split(",")]
        for weekday in _weekdays(match["days"], text):
            week[weekday].extend(spans)
    return tuple(union(tuple(spans)) for spans in week) if groups else None


def _span(part: str, text: str) -> Span:
    match = _RANGE.fullmatch(part)
    if match is None:
        raise ValueError(f"hours {text!r}: {part!r} is not a range like 09:00-12:00")
    start, end = (int(match[i]) * 60 + int(match[i + 1] or 0) for i in (1, 3))
    if not 0 <= start < end <= 1440 or int(match[2] or 0) > 59 or int(match[4] or 0) > 59:
        raise ValueError(f"hours {text!r}: {part!r} must lie within one day and end after it starts")
    return start, end


def _weekdays(days: str | None, text: str) -> list[int]:
    if days is None:
        return list(range(7))
    found: list[int] = []
    for item in re.split(r"[,\s]+(?![-–])", re.sub(r"\s*[-–]\s*", "-", days.strip(" ,"))):
        names = [name[:3] for name in item.split("-")]
        if len(names) > 2 or any(name not in WEEKDAYS for name in names):
            raise ValueError(f"hours {text!r}: {item!r} is not a weekday (mon, tue, wed, thu, fri, sat, sun)")
        first, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
        found.extend((first + i) % 7 for i in range((last - first) % 7 + 1))
    return found
