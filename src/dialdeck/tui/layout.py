"""Where everything stands at a given size: one page of lines, made anew from the state and compared with the last.

Parts whose inputs have not changed are taken from the last page, so that a second on the timer costs three short lines.
"""

from __future__ import annotations

from typing import NamedTuple

from dialdeck.model.views import Mode
from dialdeck.tui.cells import Line, fill, line_width
from dialdeck.tui.columns import AIRY, NARROW, ROOMY, STACKED
from dialdeck.tui.dial_head import dial_head
from dialdeck.tui.dial_side import HUGE, LARGE
from dialdeck.tui.key_line import field_lines, key_lines, message_lines, told_line, wrapped_lines
from dialdeck.tui.middle import Middle, queue_sight
from dialdeck.tui.outcome_bar import Frame, outcome_bar
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.code import code_panel
from dialdeck.tui.panels.picker import picker_panel
from dialdeck.tui.panels.plan import plan_panel
from dialdeck.tui.panels.queue import queue_line
from dialdeck.tui.panels.research import person_lines
from dialdeck.tui.parts import Parts
from dialdeck.tui.session_bar import session_bar
from dialdeck.tui.small_page import small_page
from dialdeck.tui.state import State

SMALLEST = (20, 5)
SMALL = (60, 20)
_LEAST = 3
"""Lines of the panels below which no window brings them."""
_KEYS = 6
"""Cells of the keys in a bar without a side, where the key that dials stands above the others."""


class Look(NamedTuple):
    """What a page is made for: width and height in cells, `now` in ms UTC, and the styles."""

    width: int
    height: int
    now: int
    palette: Palette


class Layout:
    """Makes pages; remembers each part with what it was made from."""

    def __init__(self, parts: Parts | None = None) -> None:
        """Keep what is made in `parts`, by default in its own."""
        self._parts = Parts() if parts is None else parts
        self._middle = Middle(self._parts)

    def page(self, state: State, look: Look) -> list[Line]:
        """Return `height` lines of exactly `width` cells each."""
        width, height, base = look.width, look.height, look.palette.base
        if not readable(width, height):
            lines: list[Line] = [(("make the window", base),), (("larger", base),)]
        elif state.qr:
            dialed = state.view.person.numbers if state.view.person is not None else ()
            number = next((one.shown for one in dialed if one.current), "")
            lines = code_panel(state.qr, number, width, height, look.palette)
            said = message_lines(state, width, look.now, look.palette)
            lines = [*lines[: height - len(said)], *said]
        elif state.picker is not None or state.plan is not None:
            lines = _whole_page(state, look)
        elif width < SMALL[0] or height < SMALL[1]:
            lines = small_page(state, width, height, look.now, look.palette)
        else:
            return self._full_page(state, look)
        lines = [line if line_width(line) == width else fill(line, width, base) for line in lines[:height]]
        return lines + [fill((), width, base)] * (height - len(lines))

    def _full_page(self, state: State, look: Look) -> list[Line]:
        """Return the page for a window with room for panels; every part fills its lines exactly."""
        top = self._top(state, look)
        frame, tall = _frame(state, look), look.height >= ROOMY
        keys = self._keys(state, look)
        usual, more = frame.least, len(keys) - 1
        frame = frame._replace(least=max(usual - more, min(usual, _LEAST)))
        told = told_line(state, look.palette)
        head, said_there = dial_head(state.view, frame, look.now, look.palette, told, tall=tall)
        said = [] if said_there else wrapped_lines(told, look.width, look.palette)
        bar = self._bottom(state, look, frame, head)
        room = look.height - len(top) - len(bar) - _LEAST
        if len(keys) > max(1, room):
            keys = self._keys(state, look, max(1, room))
        bottom = [*bar, *keys]
        # What more lines of keys take comes from the spare lines around the bar first, so that the panels stand still.
        apart = tall and look.width >= NARROW and (not more or len(bottom) <= len(head) + usual + 1)
        # On a low window the number takes the place of the line below the panels, so that it costs them nothing; what
        # stays there to be read must then not cover their last words.
        taken = 1 if head and not tall else 0
        room = look.height - len(top) - len(bottom) - (1 if apart else 0) + taken
        kept = max(0, min(len(said), room - _LEAST)) if taken and not state.flash else 0
        panels = self._middle.lines(state, look.width, max(_LEAST, room - kept), look.now, look.palette)
        panels = panels[: max(0, room - kept)]
        if apart:
            panels = [*panels, fill((), look.width, look.palette.base)]
        covered = taken + len(said) - kept
        return [*top, *panels[: max(0, len(panels) - covered)], *said, *bottom][: look.height]

    def _top(self, state: State, look: Look) -> list[Line]:
        """Return the session bar, and below it what stands for panels where there is no room for them."""
        view, width, palette = state.view, look.width, look.palette
        lines = self._parts.one(
            "bar",
            (view.bar, width, look.now // 1000, palette),
            lambda: [session_bar(view.bar, width, look.now, palette)],
        )
        if width >= NARROW or view.mode is Mode.PAUSED:
            return lines
        sight = queue_sight(state)
        key = (sight, view.person, view.mode, width, palette)
        return [*lines, *self._parts.one("top", key, lambda: _narrow_top(state, width, palette))]

    def _bottom(self, state: State, look: Look, frame: Frame, head: list[Line]) -> list[Line]:
        """Return an open field, the `head` of the outcome bar, and the bar."""
        view, width, palette = state.view, look.width, look.palette
        seconds = look.now // 1000 if view.dial is not None else 0
        lines = field_lines(state.field, width, palette) if state.field is not None else []
        bar = self._parts.one(
            "outcome", (view, frame, seconds, palette), lambda: outcome_bar(view, frame, look.now, palette)
        )
        return [*lines, *head, *bar]

    def _keys(self, state: State, look: Look, most: int = 99) -> list[Line]:
        """Return the keys of the present state, blank while something else says which there are."""
        view, width, palette = state.view, look.width, look.palette
        held = state.field is not None or state.choice is not None
        return self._parts.one(
            "keys",
            (view, width, palette, held, most),
            lambda: key_lines(view, width, palette, typing=held, most=most),
        )


def readable(width: int, height: int) -> bool:
    """Return whether a window of so many cells shows more than the request for a larger one."""
    return width >= SMALLEST[0] and height >= SMALLEST[1]


def _frame(state: State, look: Look) -> Frame:
    """Return what the bar is made for; its least height is the usual one, so that the panels stand still."""
    width, wide = look.width, look.width >= NARROW
    least = 3
    if look.height >= ROOMY and wide:
        least = 5 if LARGE <= width < HUGE else 4
    if state.view.mode in {Mode.DISPOSITION, Mode.PAUSED} and not wide:
        least = 1
    air = look.height >= AIRY and wide
    typing = state.field is not None
    keys = 2 if width >= LARGE else _KEYS
    return Frame(width, least + 2 if air else least, air, keys, typing=typing, recorded=state.recorded)


def _whole_page(state: State, look: Look) -> list[Line]:
    """Return a long list or the plan ahead over the whole page, below the bar where there is room for it."""
    top = [session_bar(state.view.bar, look.width, look.now, look.palette)] if look.height >= SMALL[1] else []
    said = message_lines(state, look.width, look.now, look.palette) or [()]
    room = look.height - len(top) - len(said)
    if state.picker is not None:
        panel = picker_panel(state.picker, look.width, room, look.palette)
    elif state.plan is not None:
        panel = plan_panel(state.plan, look.width, room, look.palette)
    else:
        panel = []
    return [*top, *panel, *said]


def _narrow_top(state: State, width: int, palette: Palette) -> list[Line]:
    """Return the queue as one line, and where panels cannot stand side by side, who is on the screen."""
    lines = [queue_line(queue_sight(state), width, palette, loud=width < STACKED)]
    crowded = state.view.mode in {Mode.LOOKING, Mode.DISPOSITION}
    if width < STACKED and state.view.person is not None and not crowded:
        lines += person_lines(state.view.person, palette)
    return [fill(line, width, palette.base) for line in lines]
