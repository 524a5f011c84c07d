"""The number and its time above the outcome bar, in a window that is too narrow for them beside it."""

from __future__ import annotations

from dialdeck.model.views import CallScreen, Mode
from dialdeck.tui.cells import Line, Span, fill, line_width
from dialdeck.tui.dial_side import can_be_dialed, dial_key, side_width, standing_of
from dialdeck.tui.digits import large_number, stretched
from dialdeck.tui.outcome_bar import Frame, words_from
from dialdeck.tui.palette import Palette

_BESIDE = 17
"""Cells kept for what stands beside a large number."""


def dial_head(
    view: CallScreen, frame: Frame, now: int, palette: Palette, told: Line, *, tall: bool
) -> tuple[list[Line], bool]:
    """Return the lines above the bar at `now` (ms UTC), and whether `told`, the one thing to say, stands in them.

    One line, or where the window is `tall` three with the number large; none where there is a side or no number.
    """
    standing = standing_of(view, now, palette)
    if standing is None or side_width(frame.width) or view.mode is Mode.DISPOSITION or frame.recorded:
        return [], False
    running = f"{standing.time} {standing.state}" if standing.time else standing.state
    lead: Line = ((f" {running}", standing.style),)
    words: Span = (standing.words, standing.style)
    if view.mode is Mode.IDLE:
        lead = dial_key(view, palette, typing=frame.typing)
        words = words if can_be_dialed(view) else ("not now", palette.muted)
    if tall:
        return _large(standing.number, lead, words, frame.width, palette), False
    lead = fill(lead, words_from(frame), palette.base)
    style = palette.name if view.mode is Mode.DIALING else palette.strong
    number = (stretched(standing.number, frame.width - words_from(frame)), style)
    rows: list[Line] = [(*lead, number, ("   ", palette.base), words)]
    if told:
        rows = [(*lead, number, *told), *([(*lead, *told)] if view.mode is Mode.IDLE else ()), *rows]
    shown = next((row for row in rows if line_width(row) <= frame.width), rows[-1])
    return [fill(shown, frame.width, palette.base)], shown is not rows[-1]


def _large(number: str, lead: Line, words: Span, width: int, palette: Palette) -> list[Line]:
    """Return the number large, and beside it what is going on."""
    beside: tuple[Line, Line, Line] = (lead, ((" ", palette.base), words), ())
    return [
        fill(((f" {row}  ", palette.strong), *text), width, palette.base)
        for row, text in zip(large_number(number, width - _BESIDE), beside, strict=True)
    ]
