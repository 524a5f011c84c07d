"""The line on top: the time, what this session has done so far, and the nearest promise with a clock time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dialdeck.model.views import SessionBar
from dialdeck.tui.cells import Line, Span, fit, line_width, spread, width_of
from dialdeck.tui.clean import clean
from dialdeck.tui.digits import span_of
from dialdeck.tui.palette import Palette

COUNTDOWN_MS = 60 * 60_000
"""A promise is counted down within this time; before that its clock time is shown."""
URGENT_MS = 10 * 60_000
"""From here on the countdown is emphasised (screens: a promise with a clock time)."""
_PACE_AFTER_MS = 5 * 60_000
_LEFT = ("app", "day", "time", "set", "title")
_GROUPS = (("dials", "gauge", "pace"), ("answered", "messages", "silent", "booked"), ("tasks",), ("promise",))
"""What stands on the right, in groups."""
_DROPPED = ("app", "title", "silent", "booked", "pace", "day", "tasks", "gauge", "answered", "messages", "dials")
"""What is left out when short words do not help, in this order; the time and the promise stay."""
_NAME = 24
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Terse(NamedTuple):
    """How few words are made: each step is taken only when the one before it was too long."""

    short: bool
    """Short words for the counts."""
    gauge: int
    """Cells of the gauge."""
    month: bool
    dials: bool
    """Whether the word stands beside the figure of the dials when there is a goal."""
    name: int
    title: int


_STEPS = (
    _Terse(short=False, gauge=8, month=True, dials=True, name=24, title=60),
    _Terse(short=True, gauge=8, month=True, dials=True, name=24, title=30),
    _Terse(short=True, gauge=8, month=True, dials=False, name=16, title=20),
    _Terse(short=True, gauge=8, month=False, dials=False, name=12, title=16),
    _Terse(short=True, gauge=8, month=False, dials=False, name=8, title=16),
    _Terse(short=True, gauge=5, month=False, dials=False, name=8, title=16),
    _Terse(short=True, gauge=5, month=False, dials=False, name=8, title=12),
)


def session_bar(bar: SessionBar, width: int, now: int, palette: Palette) -> Line:
    """Return the bar as one line of `width` cells at `now` (ms UTC); words are shortened first, promises go last."""
    parts: dict[str, Line] = {}
    for terse in _STEPS:
        parts = _parts(bar, now, palette, terse)
        if _fits(parts, width, palette, terse):
            break
    whole, dropped = dict(parts), []
    for name in _DROPPED:
        if _fits(parts, width, palette, terse):
            break
        parts[name] = ()
        dropped.append(name)
    for name in reversed(dropped):
        parts[name] = whole[name]
        if not _fits(parts, width, palette, terse):
            parts[name] = ()
    return spread(*_halves(parts, palette, terse), width, palette.bar)


def pace(bar: SessionBar, now: int) -> int | None:
    """Return the dials an hour of this session without its breaks, None in its first five minutes."""
    elapsed = now - bar.started_at - bar.paused_ms
    return round(bar.dials * 3_600_000 / elapsed) if elapsed >= _PACE_AFTER_MS else None


def _parts(bar: SessionBar, now: int, palette: Palette, terse: _Terse) -> dict[str, Line]:
    zone = _zone(bar.zone)
    speed = pace(bar, now)
    day = f"{_local(now, zone):%a %d %b}" if terse.month else f"{_local(now, zone):%a %d}"
    title = clean(bar.title, 60).removeprefix("list: ") if terse.short else clean(bar.title, 60)
    set_words = " (set)" if terse.short else " · the clock is set"
    return {
        "app": ((" dialdeck ·", palette.bar_strong),),
        "day": ((f" {day}", palette.bar),),
        "time": ((f" {_local(now, zone):%H:%M}", palette.bar_strong),),
        "set": ((set_words, palette.bar_warn),) if bar.clock_is_set else (),
        "title": ((f" · {fit(title, terse.title)}", palette.bar_muted),) if bar.title else (),
        "dials": _dials(bar, palette, terse),
        "gauge": _gauge(bar, palette, terse.gauge),
        "pace": _count("" if speed is None else str(speed), "/h", palette),
        "answered": _count(str(bar.answered), " ans" if terse.short else " answered", palette),
        "messages": _count(str(bar.messages), " msg" if terse.short else " messages", palette),
        "silent": _count(str(bar.silent), " sil" if terse.short else " silent", palette),
        "booked": _count(str(bar.booked), " booked", palette),
        "tasks": _count(str(bar.tasks_due or ""), " task" if bar.tasks_due == 1 else " tasks", palette),
        "promise": _promise(bar, now, palette, terse.name),
    }


def _fits(parts: dict[str, Line], width: int, palette: Palette, terse: _Terse) -> bool:
    left, right = _halves(parts, palette, terse)
    return line_width(left) + line_width(right) + 2 <= width


def _count(figure: str, word: str, palette: Palette) -> Line:
    return ((figure, palette.bar_strong), (word, palette.bar_muted)) if figure else ()


def _dials(bar: SessionBar, palette: Palette, terse: _Terse) -> Line:
    goal = f"/{bar.goal}" if bar.goal > 0 else ""
    word = " dials" if terse.dials or not goal else ""
    return ((str(bar.dials), palette.bar_strong), (f"{goal}{word}", palette.bar_muted))


def _gauge(bar: SessionBar, palette: Palette, cells: int) -> Line:
    if bar.goal <= 0:
        return ()
    full = min(cells, bar.dials * cells // bar.goal)
    return (("▓" * full, palette.bar_gauge), ("░" * (cells - full), palette.bar_muted))


def _promise(bar: SessionBar, now: int, palette: Palette, room: int) -> Line:
    if bar.promise_at is None:
        return ()
    left = bar.promise_at - now
    name = _short_name(clean(bar.promise_name, _NAME), room)
    at = f"{_local(bar.promise_at, _zone(bar.zone)):%H:%M}"
    if left > COUNTDOWN_MS:
        return ((f"{name} {at}", palette.bar_muted),)
    if left > URGENT_MS:
        return ((f"{name} in {span_of(left // 1000)}", palette.bar),)
    words = f"! {name} in {span_of(left // 1000)}" if left > 0 else f"! {name} was promised {at}"
    return ((words, palette.bar_warn),)


def _short_name(name: str, room: int) -> str:
    """Return the name, or its first word when it is too long, cut when even that is."""
    return name if width_of(name) <= room else fit(name.partition(" ")[0], room)


def _halves(parts: dict[str, Line], palette: Palette, terse: _Terse) -> tuple[Line, Line]:
    """Return the left and the right half: two cells between groups, one between short words of a group."""
    left = tuple(span for part in _LEFT for span in parts[part])
    groups = [_joined([parts[name] for name in group], " " if terse.short else "  ", palette) for group in _GROUPS]
    return left, (*_joined(groups, "  ", palette), (" ", palette.bar))


def _joined(parts: list[Line], between: str, palette: Palette) -> Line:
    spans: list[Span] = []
    for part in parts:
        if part:
            spans += [(between, palette.bar), *part] if spans else [*part]
    return tuple(spans)


def _local(instant: int, zone: tzinfo) -> datetime:
    return (_EPOCH + timedelta(milliseconds=instant)).astimezone(zone)


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
