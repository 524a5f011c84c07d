"""The left end of the outcome bar: the number that `space` dials, and while a dial is open that number and its time."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style

from dialdeck.model.views import CallScreen, Mode
from dialdeck.tui.cells import Line
from dialdeck.tui.clean import clean
from dialdeck.tui.digits import large, large_number, span_of, stretched
from dialdeck.tui.palette import Palette

RING_LONG = 15
"""Seconds after which a machine is near; the timer changes its look (calling rules: hours)."""
RING_OUT = 30
"""Seconds after which it is ringing out."""
HUGE, LARGE = 170, 112
"""Widths of the window from which the time, too, is written large beside the number, and from which there is a side."""
_SIDES = ((HUGE, 62, 46), (LARGE, 46, 45))
"""Least width of the window, cells of the side, cells of the number in it."""


class Standing(NamedTuple):
    """The number, and what is going on with it."""

    number: str
    style: Style
    """How what is going on is written."""
    time: str = ""
    """The running time; empty when none runs."""
    state: str = ""
    """How long it has been ringing, as a sign; else what is wanted."""
    words: str = ""
    """What else can be told: where there is room."""


def standing_of(view: CallScreen, now: int, palette: Palette) -> Standing | None:
    """Return what is going on at `now` (ms UTC), None where no number matters."""
    if view.mode in {Mode.LOOKING, Mode.PAUSED}:
        return None
    if view.mode is Mode.IDLE or view.dial is None:
        if view.person is None:
            return None
        chosen = next((one for one in view.person.numbers if one.current), None)
        shown, label = ("", "") if chosen is None else (clean(chosen.shown), clean(chosen.label))
        return Standing(shown, palette.muted, words=label)
    number = clean(view.dial.number)
    if view.mode not in {Mode.DIALING, Mode.TALKING}:
        return Standing(number, palette.warn, state="outcome wanted" if view.mode is Mode.OVER else "talk is over")
    seconds = seconds_of(view, now)
    if view.mode is Mode.TALKING:
        return Standing(number, palette.strong, span_of(seconds), words="talking")
    style = palette.strong if seconds < RING_LONG else palette.key if seconds < RING_OUT else palette.warn
    sign, words = ring_words(seconds)
    return Standing(number, style, span_of(seconds), sign, words)


def side_width(width: int) -> int:
    """Return the cells that the side takes in a window of `width` cells, 0 when there is no room for it."""
    return next((side for least, side, _ in _SIDES if width >= least), 0)


def dial_side(view: CallScreen, now: int, width: int, palette: Palette, *, typing: bool) -> list[Line]:
    """Return the side for a window of `width` cells; `now` in ms UTC runs the timer, `typing` names the other keys."""
    standing = standing_of(view, now, palette)
    if standing is None or not side_width(width):
        return []
    huge = width >= HUGE
    if view.mode in {Mode.TALKING, Mode.DISPOSITION} and not huge:
        return _talk(standing, palette)
    room = next(room for least, _, room in _SIDES if width >= least)
    numbers = large_number(standing.number, room)
    times = large(standing.time) if huge else ("", "", "")
    told = " ".join(filter(None, ("" if huge else standing.time, standing.state, standing.words)))
    if view.mode is Mode.IDLE:
        refused = "" if can_be_dialed(view) else ": not now"
        top: Line = (*dial_key(view, palette, typing=typing), (f"{refused}   {told}", palette.muted))
    else:
        top = ((f" {told}", standing.style),)
    rows = zip(numbers, times, strict=True)
    return [top, *(((f" {number:<{room}}", palette.strong), (f" {time}", standing.style)) for number, time in rows)]


def dial_key(view: CallScreen, palette: Palette, *, typing: bool) -> Line:
    """Return the key that dials, which is another one inside a text field, and its word."""
    ready = can_be_dialed(view)
    key = "F5" if typing else "space"
    return (f" {key} ", palette.key if ready else palette.faint), ("Dial", palette.strong if ready else palette.muted)


def can_be_dialed(view: CallScreen) -> bool:
    """Tell whether the key that dials would dial now."""
    person = view.person
    return person is not None and person.refusal is None and any(number.current for number in person.numbers)


def dial_lines(view: CallScreen, now: int, width: int, palette: Palette) -> tuple[Line, Line]:
    """Return the open dial in two lines of at most `width` cells: its number, and what is going on with it."""
    standing = standing_of(view, now, palette) if view.dial is not None else None
    if standing is None:
        return (), ()
    told = " ".join(filter(None, (standing.time, standing.state, standing.words)))
    return ((f" {stretched(standing.number, width - 1)}", palette.strong),), ((f" {told}", standing.style),)


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


def _talk(standing: Standing, palette: Palette) -> list[Line]:
    """Return the time of a talk large and its number small, since that was dialed already."""
    words = (standing.state or standing.words, standing.style)
    beside = ((standing.number, palette.strong), words, ("", palette.base))
    after = " " if standing.time else ""
    rows = zip(large(standing.time), beside, strict=True)
    return [((f" {row}{after}", standing.style), text) for row, text in rows]
