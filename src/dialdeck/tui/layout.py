"""Where everything stands at a given size: one page of lines, made anew from the state and compared with the last.

Parts whose inputs have not changed are taken from the last page, so that a second on the timer costs three short lines.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

from dialdeck.model.views import Mode
from dialdeck.tui.cells import Line, fill, line_width
from dialdeck.tui.clean import clean
from dialdeck.tui.key_line import field_lines, key_line, message_line
from dialdeck.tui.outcome_bar import outcome_bar
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.queue import QueueSight, queue_line, queue_panel
from dialdeck.tui.panels.research import history_panel, number_spans, research_panel
from dialdeck.tui.panels.script import script_panel
from dialdeck.tui.panels.sheet import choice_panel, disposition_panel, overlay_panel
from dialdeck.tui.session_bar import session_bar
from dialdeck.tui.state import State

SMALLEST = (20, 5)
SMALL = (60, 20)
NARROW = 100
WIDE = 170
ROOMY = 30
"""From this height on the bar keeps a spare line, so that the panels stand still from one person to the next."""


class Look(NamedTuple):
    """What a page is made for: width and height in cells, `now` in ms UTC, and the styles."""

    width: int
    height: int
    now: int
    palette: Palette


class Layout:
    """Makes pages; remembers each part with what it was made from."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._made: dict[str, tuple[Hashable, list[Line]]] = {}

    def page(self, state: State, look: Look) -> list[Line]:
        """Return `height` lines of exactly `width` cells each."""
        width, height, base = look.width, look.height, look.palette.base
        if width < SMALLEST[0] or height < SMALLEST[1]:
            lines: list[Line] = [(("make the window", base),), (("larger", base),)]
        elif width < SMALL[0] or height < SMALL[1]:
            lines = small_page(state, look)
        else:
            lines = self._full_page(state, look)
        lines = [line if _exact(line, width) else fill(line, width, base) for line in lines[:height]]
        return lines + [fill((), width, base)] * (height - len(lines))

    def _full_page(self, state: State, look: Look) -> list[Line]:
        view, palette, width = state.view, look.palette, look.width
        top = [session_bar(view.bar, width, look.now, palette)]
        if width < NARROW:
            top.append(queue_line(state.rows, view.queue_title, width, palette))
        bottom = [message_line(state, width, look.now, palette)]
        if state.field is not None:
            bottom += field_lines(state.field, width, palette)
        least = 4 if look.height >= ROOMY and width >= NARROW else 3
        typing, held = state.field is not None, state.held
        bottom += outcome_bar(view, width, look.now, palette, typing=typing, held=held, least=least)
        bottom.append(self._part("keys", (view, width, palette), lambda: [key_line(view, width, palette)])[0])
        room = max(3, look.height - len(top) - len(bottom))
        return [*top, *self._panels(state, width, room, palette), *bottom]

    def _panels(self, state: State, width: int, height: int, palette: Palette) -> list[Line]:
        if state.overlay is not None:
            return overlay_panel(state.overlay, width, height, palette, state.scroll)
        view = state.view
        queue_width, history_width = _sides(width)
        rest = width - queue_width - history_width
        research_width = rest * 3 // 7
        script_width = rest - research_width
        columns: list[list[Line]] = []
        if queue_width:
            sight = QueueSight(tuple(state.rows), state.cursor_index(), view.queue_title, view.queue_foot)
            columns.append(
                self._part(
                    "queue",
                    (sight, queue_width, height, palette),
                    lambda: queue_panel(sight, queue_width, height, palette),
                )
            )
        columns.append(
            self._part(
                "research",
                (view.person, research_width, height, palette),
                lambda: research_panel(view.person, research_width, height, palette, history=not history_width),
            )
        )
        columns.append(self._right(state, script_width, height, palette))
        if history_width:
            columns.append(
                self._part(
                    "history",
                    (view.person, history_width, height, palette),
                    lambda: history_panel(view.person, history_width, height, palette),
                )
            )
        return [tuple(span for column in columns for span in column[row]) for row in range(height)]

    def _right(self, state: State, width: int, height: int, palette: Palette) -> list[Line]:
        """Return the script, or the list that waits for a key in its place."""
        if state.choice is not None:
            return choice_panel(state.choice, width, height, palette)
        if state.view.mode is Mode.DISPOSITION and state.dispositions:
            return disposition_panel(state.dispositions, width, height, palette)
        script, scroll = state.view.script, state.scroll
        talking = state.view.mode is Mode.TALKING
        return self._part(
            "script",
            (script, width, height, palette, scroll, talking),
            lambda: script_panel(script, width, height, palette, talking=talking, scroll=scroll),
        )

    def _part(self, name: str, made_from: Hashable, make: Callable[[], list[Line]]) -> list[Line]:
        known = self._made.get(name)
        if known is not None and known[0] == made_from:
            return known[1]
        lines = make()
        self._made[name] = (made_from, lines)
        return lines


def small_page(state: State, look: Look) -> list[Line]:
    """Return name, number, verdict and the outcome keys, for a window too small for panels."""
    view, palette, width = state.view, look.palette, look.width
    head: list[Line] = []
    if view.person is not None:
        head.append(((clean(view.person.name), palette.name),))
        head += [number_spans(number, palette) for number in view.person.numbers if number.current]
    else:
        head.append((("Nobody is up.", palette.strong),))
    if view.script is not None:
        head.append(((clean(view.script.heading), palette.verdict),))
    if state.choice is not None:
        head += [((f"{option.key} ", palette.key), (option.label, palette.base)) for option in state.choice.options]
    elif view.mode is Mode.DISPOSITION:
        head += [((f"{item.key} ", palette.key), (clean(item.label), palette.base)) for item in state.dispositions]
    elif state.overlay is not None:
        return overlay_panel(state.overlay, width, look.height, palette, state.scroll)
    head.append(message_line(state, width, look.now, palette))
    if state.field is not None:
        return [*head, *field_lines(state.field, width, palette)]
    return [*head, *outcome_bar(view, width, look.now, palette)]


def _sides(width: int) -> tuple[int, int]:
    """Return the widths of the queue and of the history column, 0 where there is none."""
    if width < NARROW:
        return 0, 0
    if width < WIDE:
        return max(29, width // 5), 0
    return 38, 44


def _exact(line: Line, width: int) -> bool:
    return line_width(line) == width
