"""The left end of the outcome bar: which number `space` dials, and while a dial is open that number and its time."""

from __future__ import annotations

from dialdeck.model.views import CallScreen, Mode
from dialdeck.tui.cells import Line, Span, width_of
from dialdeck.tui.clean import clean
from dialdeck.tui.digits import large, span_of
from dialdeck.tui.palette import Palette

RING_LONG = 15
"""Seconds after which a machine is near; the timer changes its look (calling rules: hours)."""
RING_OUT = 30
"""Seconds after which it is ringing out."""
HUGE, WIDE, SMALL = 170, 100, 60
"""Widths of the window from which the number is written large, stands beside the time, stands at all."""
_SIDES = ((HUGE, 62), (WIDE, 31), (SMALL, 13))
_NUMBER = 46
"""Cells of a number written large; a longer one is written small."""


def side_width(width: int) -> int:
    """Return the cells that the side takes in a window of `width` cells, 0 when there is no room for it."""
    return next((side for least, side in _SIDES if width >= least), 0)


def dial_side(view: CallScreen, now: int, width: int, palette: Palette, *, typing: bool) -> list[Line]:
    """Return the side for a window of `width` cells; `now` in ms UTC runs the timer, `typing` names the other keys."""
    if view.mode in {Mode.LOOKING, Mode.PAUSED}:
        return []
    if view.dial is None or view.mode is Mode.IDLE:
        return _ready(view, width, palette, typing=typing)
    if view.mode in {Mode.OVER, Mode.DISPOSITION}:
        return _stopped(view, width, palette)
    time = span_of(seconds_of(view, now))
    style, words = palette.strong, _state_words(view.mode)
    if view.mode is Mode.DIALING:
        seconds = seconds_of(view, now)
        words = " ".join(ring_words(seconds))
        style = palette.strong if seconds < RING_LONG else palette.key if seconds < RING_OUT else palette.warn
    figures: list[Line] = [((f" {row} ", style),) for row in large(time)]
    number = clean(view.dial.number)
    if width >= HUGE:
        beside = _large_number(number, palette)
        rows = [(*left, *right) for left, right in zip(beside, figures, strict=True)]
        return [((f" {words}", style),), *rows]
    if width >= WIDE:
        return [(*figures[0], (number, palette.strong)), (*figures[1], (words, style)), figures[2]]
    return figures


def dial_line(view: CallScreen, now: int, palette: Palette) -> Line:
    """Return the open dial in one line: what is going on, the number, the time."""
    if view.dial is None:
        return ()
    spans: list[Span] = [(f" {clean(view.dial.number)}", palette.strong)]
    if view.mode is Mode.DIALING:
        sign, words = ring_words(seconds_of(view, now))
        spans.append((f"  {span_of(seconds_of(view, now))} {sign} {words}", palette.muted))
    elif view.mode is Mode.TALKING:
        spans.append((f"  {span_of(seconds_of(view, now))} {_state_words(view.mode)}", palette.muted))
    else:
        spans.append((f"  {_state_words(view.mode)}", palette.muted))
    return tuple(spans)


def ring_words(seconds: int) -> tuple[str, str]:
    """Return a sign and words for how long it has been ringing: under 15 s, under 30 s, longer."""
    if seconds < RING_LONG:
        return "●○○", "ringing"
    if seconds < RING_OUT:
        return "●●○", "a machine soon"
    return "●●●", "rings out"


def seconds_of(view: CallScreen, now: int) -> int:
    """Return the whole seconds of the talk, else of the dial; 0 without one."""
    if view.dial is None:
        return 0
    talked = view.dial.talked_at
    since = talked if talked is not None and view.mode is Mode.TALKING else view.dial.started_at
    return max(0, now - since) // 1000


def _stopped(view: CallScreen, width: int, palette: Palette) -> list[Line]:
    """After the line is down no time runs: what is wanted, and on which number."""
    words = _state_words(view.mode)
    if width < WIDE or view.dial is None:
        return [((f" {word}", palette.warn),) for word in words.rsplit(" ", 1)]
    number = clean(view.dial.number)
    said: Line = ((f" {words}", palette.warn),)
    return [said, *_large_number(number, palette)] if width >= HUGE else [((f" {number}", palette.strong),), said]


def _ready(view: CallScreen, width: int, palette: Palette, *, typing: bool) -> list[Line]:
    """Before a dial: the key that dials, and the number it dials."""
    if view.person is None:
        return []
    number = next((number for number in view.person.numbers if number.current), None)
    space = "F5" if typing else "space"
    if view.person.refusal is not None or number is None:
        head: Line = ((f" {space} ", palette.faint), ("Dial: not now" if width >= WIDE else "not now", palette.muted))
    else:
        head = ((f" {space} ", palette.key), ("Dial", palette.strong))
    if number is None or width < WIDE:
        return [head]
    label = clean(number.label)
    if width >= HUGE:
        return [(*head, (f"   {label}", palette.muted)), *_large_number(clean(number.shown), palette)]
    return [head, ((f" {clean(number.shown)}", palette.strong),), ((f" {label}", palette.muted),)]


def _large_number(number: str, palette: Palette) -> list[Line]:
    """Return a number in three lines of equal width, small in the middle one when it is too long."""
    rows = large(number)
    if width_of(rows[0]) > _NUMBER:
        rows = ("", number[:_NUMBER], "")
    return [((f" {row}" + " " * (_NUMBER - width_of(row)), palette.strong),) for row in rows]


def _state_words(mode: Mode) -> str:
    return {
        Mode.OVER: "outcome wanted",
        Mode.TALKING: "talking",
        Mode.DISPOSITION: "talk is over",
    }.get(mode, "")
