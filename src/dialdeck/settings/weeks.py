"""Weeks and spans of time as people write them, turned into the minutes that the rules reckon with."""

from __future__ import annotations

import re

from dialdeck.model.policy import Span, Week

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?", re.ASCII)
_DASH = re.compile(r"\s*[-–]\s*")
_END_OF_DAY = 24 * 60


def parse_week(text: str) -> Week:
    """Return the week that `text` describes, e.g. `mon-thu 09:00-12:00, 13:00-17:00; fri 9-15`.

    Groups are parted by `;`, the spans of a group by `,`; a group without days means every day, and groups that
    name the same day add up. Spans are sorted, and joined where they touch. Raises ValueError with a sentence.
    """
    week: list[list[Span]] = [[] for _ in DAYS]
    groups = [group.strip() for group in text.lower().split(";") if group.strip()]
    if not groups:
        raise ValueError("it is empty; write it like mon-fri 09:00-18:00")
    for group in groups:
        days, spans = _group(_DASH.sub("-", group))
        for day in days:
            week[day] += spans
    return tuple(_joined(spans) for spans in week)


def parse_span(text: str) -> Span:
    """Return the minutes after midnight of `09:30-11:30`; raise ValueError with a sentence."""
    start, dash, end = _DASH.sub("-", text.strip()).partition("-")
    if not dash:
        message = f"{text.strip()!r} is not a span of time; write it like 09:30-11:30"
        raise ValueError(message)
    span = (_minutes(start), _minutes(end))
    if span[0] >= span[1]:
        message = f"{text.strip()!r} ends before it begins; a span lies within one day"
        raise ValueError(message)
    return span


def _group(text: str) -> tuple[list[int], list[Span]]:
    """The days (0 is Monday) and the spans of one group such as `mon-fri,sun 9-12, 13-17`."""
    found = re.match(r"[a-z][a-z,\s-]*", text)
    days = _days(found.group()) if found else list(range(len(DAYS)))
    spans = text[found.end() :] if found else text
    if not spans.strip():
        message = f"{text!r} has days but no times; write it like mon-fri 09:00-18:00"
        raise ValueError(message)
    return days, [parse_span(span) for span in spans.split(",")]


def _days(text: str) -> list[int]:
    days: list[int] = []
    for item in re.split(r"[,\s]+", text.strip(" ,")):
        first, dash, last = item.partition("-")
        start = _day(first)
        # A range may run over the end of the week: sat-mon.
        count = (_day(last) - start) % len(DAYS) if dash else 0
        days += [(start + step) % len(DAYS) for step in range(count + 1)]
    return days


def _day(text: str) -> int:
    for names in (DAYS, _FULL_DAYS):
        if text in names:
            return names.index(text)
    message = f"{text!r} is not a day of the week; the days are {', '.join(DAYS)}"
    raise ValueError(message)


def _minutes(text: str) -> int:
    found = _CLOCK.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if minute > 59 or hour * 60 + minute > _END_OF_DAY:
        message = f"{text.strip()!r} is not a time of day; write it like 09:30, up to 24:00"
        raise ValueError(message)
    return hour * 60 + minute


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
