"""The line on top: the time, what this session has done so far, and the nearest promise with a clock time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dialdeck.model.views import SessionBar
from dialdeck.tui.cells import Line, Span, line_width, spread
from dialdeck.tui.clean import clean
from dialdeck.tui.digits import span_of
from dialdeck.tui.palette import Palette

COUNTDOWN_MS = 60 * 60_000
"""A promise is counted down within this time; before that its clock time is shown."""
URGENT_MS = 10 * 60_000
"""From here on the countdown is emphasised (screens: a promise with a clock time)."""
_PACE_AFTER_MS = 5 * 60_000
_GAUGE = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def session_bar(bar: SessionBar, width: int, now: int, palette: Palette) -> Line:
    """Return the bar as one line of `width` cells at `now` (ms UTC); what does not fit is left out, promises last."""
    zone = _zone(bar.zone)
    title = f" · {clean(bar.title)}" if bar.title else ""
    clock = " · the clock is set" if bar.clock_is_set else ""
    left: Line = (
        (" dialdeck", palette.bar_strong),
        (f" · {_local(now, zone):%a %d %b %H:%M}", palette.bar),
        (title, palette.bar_muted),
        (clock, palette.bar_warn),
    )
    parts = [*_counts(bar, now, palette), _goal(bar, palette), _promise(bar, now, zone, palette)]
    keep = [3, 2, 4, 1, 5, 6, 0, 7]  # dropped in this order when the line is too long; the promise goes last
    shown = dict(enumerate(parts))
    right = _joined(shown)
    for number in keep:
        if line_width(left) + line_width(right) + 1 <= width:
            break
        shown.pop(number, None)
        right = _joined(shown)
    return spread(left, right, width, palette.bar)


def pace(bar: SessionBar, now: int) -> int | None:
    """Return the dials an hour of this session, None in its first five minutes."""
    elapsed = now - bar.started_at
    return round(bar.dials * 3_600_000 / elapsed) if elapsed >= _PACE_AFTER_MS else None


def _counts(bar: SessionBar, now: int, palette: Palette) -> list[Line]:
    speed = pace(bar, now)
    counted = (
        (str(bar.dials), "dials"),
        ("" if speed is None else f"{speed}", "/h"),
        (str(bar.answered), "answered"),
        (str(bar.messages), "messages"),
        (str(bar.silent), "silent"),
        (str(bar.booked), "booked"),
    )
    return [
        ((figure, palette.bar_strong), (word if word == "/h" else f" {word}", palette.bar_muted)) if figure else ()
        for figure, word in counted
    ]


def _goal(bar: SessionBar, palette: Palette) -> Line:
    if bar.goal <= 0:
        return ()
    full = min(_GAUGE, bar.dials * _GAUGE // bar.goal)
    return (
        (f"{bar.dials}/{bar.goal} ", palette.bar_muted),
        ("▓" * full, palette.bar),
        ("░" * (_GAUGE - full), palette.bar_muted),
    )


def _promise(bar: SessionBar, now: int, zone: tzinfo, palette: Palette) -> Line:
    if bar.promise_at is None:
        return ()
    left = bar.promise_at - now
    name = clean(bar.promise_name, 24)
    at = f"{_local(bar.promise_at, zone):%H:%M}"
    if left > COUNTDOWN_MS:
        return ((f"{name} {at}", palette.bar_muted),)
    if left > URGENT_MS:
        return ((f"{name} in {span_of(left // 1000)}", palette.bar),)
    words = f"! {name} in {span_of(left // 1000)}" if left > 0 else f"! {name} was promised {at}"
    return ((words, palette.bar_warn),)


def _joined(parts: dict[int, Line]) -> Line:
    spans: list[Span] = []
    for part in parts.values():
        if part:
            if spans:
                spans.append(("   ", part[0][1]))
            spans += part
    if spans:
        spans.append((" ", spans[-1][1]))
    return tuple(spans)


def _local(instant: int, zone: tzinfo) -> datetime:
    return (_EPOCH + timedelta(milliseconds=instant)).astimezone(zone)


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
