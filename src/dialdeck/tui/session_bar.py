"""The line on top: the time, what this session has done so far, and the nearest promise with a clock time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dialdeck.model.views import SessionBar
from dialdeck.tui.cells import Line, Span, fit, line_width, spread
from dialdeck.tui.clean import clean
from dialdeck.tui.digits import span_of
from dialdeck.tui.palette import Palette

COUNTDOWN_MS = 60 * 60_000
"""A promise is counted down within this time; before that its clock time is shown."""
URGENT_MS = 10 * 60_000
"""From here on the countdown is emphasised (screens: a promise with a clock time)."""
_PACE_AFTER_MS = 5 * 60_000
_GAUGE = 8
_LEFT = ("app", "day", "time", "title", "set")
_DROPPED = ("gauge", "app", "title")
"""What is left out first when the line is too long, in this order."""
_DROPPED_LATER = ("silent", "booked", "pace", "day", "answered", "messages", "dials")
"""What is left out when short words do not help either; the time and the promise stay."""
_NAME, _SHORT_NAME = 24, 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def session_bar(bar: SessionBar, width: int, now: int, palette: Palette) -> Line:
    """Return the bar as one line of `width` cells at `now` (ms UTC); what does not fit is left out, promises last."""
    parts = _parts(bar, now, palette, short=False)
    if _left_out(parts, _DROPPED, width, palette):
        parts = _parts(bar, now, palette, short=True)
        for name in _DROPPED:
            del parts[name]
        _left_out(parts, _DROPPED_LATER, width, palette)
    return spread(*_halves(parts, palette), width, palette.bar)


def pace(bar: SessionBar, now: int) -> int | None:
    """Return the dials an hour of this session, None in its first five minutes."""
    elapsed = now - bar.started_at
    return round(bar.dials * 3_600_000 / elapsed) if elapsed >= _PACE_AFTER_MS else None


def _parts(bar: SessionBar, now: int, palette: Palette, *, short: bool) -> dict[str, Line]:
    zone = _zone(bar.zone)
    speed = pace(bar, now)
    return {
        "app": ((" dialdeck ·", palette.bar_strong),),
        "day": ((f" {_local(now, zone):%a %d %b}", palette.bar),),
        "time": ((f" {_local(now, zone):%H:%M}", palette.bar),),
        "set": ((" · clock set" if short else " · the clock is set", palette.bar_warn),) if bar.clock_is_set else (),
        "title": ((f" · {clean(bar.title, 60)}", palette.bar_muted),) if bar.title else (),
        "dials": _dials(bar, palette),
        "gauge": _gauge(bar, palette),
        "pace": _count("" if speed is None else str(speed), "/h", palette),
        "answered": _count(str(bar.answered), " ans" if short else " answered", palette),
        "messages": _count(str(bar.messages), " msg" if short else " messages", palette),
        "silent": _count(str(bar.silent), " sil" if short else " silent", palette),
        "booked": _count(str(bar.booked), " booked", palette),
        "promise": _promise(bar, now, palette, _SHORT_NAME if short else _NAME),
    }


def _left_out(parts: dict[str, Line], names: tuple[str, ...], width: int, palette: Palette) -> bool:
    """Take out parts until the line fits; say whether it is still too long without all of `names`."""
    for name in (*names, ""):
        left, right = _halves(parts, palette)
        if line_width(left) + line_width(right) + 2 <= width:
            return False
        parts.pop(name, None)
    return True


def _count(figure: str, word: str, palette: Palette) -> Line:
    return ((figure, palette.bar_strong), (word, palette.bar_muted)) if figure else ()


def _dials(bar: SessionBar, palette: Palette) -> Line:
    goal = f"/{bar.goal}" if bar.goal > 0 else ""
    return ((str(bar.dials), palette.bar_strong), (f"{goal} dials", palette.bar_muted))


def _gauge(bar: SessionBar, palette: Palette) -> Line:
    if bar.goal <= 0:
        return ()
    full = min(_GAUGE, bar.dials * _GAUGE // bar.goal)
    return (("▓" * full, palette.bar), ("░" * (_GAUGE - full), palette.bar_muted))


def _promise(bar: SessionBar, now: int, palette: Palette, room: int) -> Line:
    if bar.promise_at is None:
        return ()
    left = bar.promise_at - now
    name = fit(clean(bar.promise_name, _NAME), room)
    at = f"{_local(bar.promise_at, _zone(bar.zone)):%H:%M}"
    if left > COUNTDOWN_MS:
        return ((f"{name} {at}", palette.bar_muted),)
    if left > URGENT_MS:
        return ((f"{name} in {span_of(left // 1000)}", palette.bar),)
    words = f"! {name} in {span_of(left // 1000)}" if left > 0 else f"! {name} was promised {at}"
    return ((words, palette.bar_warn),)


def _halves(parts: dict[str, Line], palette: Palette) -> tuple[Line, Line]:
    left = tuple(span for part in _LEFT for span in parts.get(part, ()))
    return left, _joined([part for key, part in parts.items() if key not in _LEFT], palette)


def _joined(parts: list[Line], palette: Palette) -> Line:
    spans: list[Span] = []
    for part in parts:
        if part:
            spans += [*part, ("  ", palette.bar)] if part is not parts[-1] else [*part]
    return (*spans, (" ", palette.bar))


def _local(instant: int, zone: tzinfo) -> datetime:
    return (_EPOCH + timedelta(milliseconds=instant)).astimezone(zone)


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
