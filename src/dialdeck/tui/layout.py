"""Where everything stands at a given size: one page of lines, made anew from the state and compared with the last.

Parts whose inputs have not changed are taken from the last page, so that a second on the timer costs three short lines.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

from dialdeck.model.codes import Outcome
from dialdeck.model.views import Mode
from dialdeck.tui.cells import Line, fill, line_width
from dialdeck.tui.clean import clean
from dialdeck.tui.key_line import field_lines, key_lines, message_line
from dialdeck.tui.outcome_bar import outcome_bar, recorded_lines
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.queue import QueueSight, queue_line, queue_panel
from dialdeck.tui.panels.research import history_panel, number_spans, research_panel
from dialdeck.tui.panels.script import ScriptSight, script_pages
from dialdeck.tui.panels.sheet import choice_panel, disposition_panel, overlay_panel
from dialdeck.tui.prompt import Overlay
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
        self._pages: tuple[Hashable, list[list[Line]]] = (None, [])

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
        typing, recorded = state.field is not None, state.recorded
        bottom += outcome_bar(view, width, look.now, palette, typing=typing, recorded=recorded, least=least)
        bottom += self._part(
            "keys", (view, width, palette, typing), lambda: key_lines(view, width, palette, typing=typing)
        )
        room = max(3, look.height - len(top) - len(bottom))
        return [*top, *self._panels(state, width, room, palette), *bottom]

    def _panels(self, state: State, width: int, height: int, palette: Palette) -> list[Line]:
        if state.overlay is not None:
            return overlay(state, state.overlay, width, height, palette)
        if width < NARROW and (state.choice is not None or state.dispositions):
            return self._right(state, width, height, palette)
        view = state.view
        queue_width, history_width = _sides(width)
        rest = width - queue_width - history_width
        research_width = rest * 3 // 7
        script_width = rest - research_width
        opens = view.queue_foot[0] if view.queue_foot else ""
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
                (view.person, opens, research_width, height, palette),
                lambda: research_panel(
                    view.person, research_width, height, palette, history=not history_width, opens=opens
                ),
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
        view = state.view
        planned = any(one.planned and one.outcome is Outcome.VOICEMAIL_LEFT for one in view.consequences)
        sight = ScriptSight(view.script, planned, view.mode is Mode.TALKING)
        if self._pages[0] != (made_from := (sight, width, height, palette)):
            self._pages = (made_from, script_pages(sight, width, height, palette))
        pages = self._pages[1]
        state.deepest, state.leap = len(pages) - 1, 1
        return pages[min(state.scroll, state.deepest)]

    def _part(self, name: str, made_from: Hashable, make: Callable[[], list[Line]]) -> list[Line]:
        known = self._made.get(name)
        if known is not None and known[0] == made_from:
            return known[1]
        lines = make()
        self._made[name] = (made_from, lines)
        return lines


def overlay(state: State, shown: Overlay, width: int, height: int, palette: Palette) -> list[Line]:
    """Return what is laid over the panels, and remember how far it can be scrolled."""
    lines, state.deepest, state.leap = overlay_panel(shown, width, height, palette, state.scroll)
    return lines


def small_page(state: State, look: Look) -> list[Line]:
    """Return name, number, verdict and the outcome keys, for a window too small for panels."""
    view, palette, width = state.view, look.palette, look.width
    head: list[Line] = []
    if view.person is not None:
        head.append(((clean(view.person.name), palette.name),))
        head += [number_spans(number, palette) for number in view.person.numbers if number.current]
    else:
        head.append((("Nobody can be called now.", palette.strong),))
        head += [((clean(opens), palette.base),) for opens in view.queue_foot[:1]]
    if view.script is not None:
        head.append(((clean(view.script.heading), palette.verdict),))
    if state.choice is not None:
        head += [((f"{option.key} ", palette.key), (option.label, palette.base)) for option in state.choice.options]
    elif view.mode is Mode.DISPOSITION:
        head += [((f"{item.key} ", palette.key), (clean(item.label), palette.base)) for item in state.dispositions]
    elif state.overlay is not None:
        return overlay(state, state.overlay, width, look.height, palette)
    if state.recorded:
        head += recorded_lines(state.recorded, palette)
    head.append(message_line(state, width, look.now, palette))
    if state.field is not None:
        return [*head, *field_lines(state.field, width, palette)]
    return [*head, *outcome_bar(view, width, look.now, palette)]


def _sides(width: int) -> tuple[int, int]:
    """Return the widths of the queue and of the history column, 0 where there is none."""
    if width < NARROW:
        return 0, 0
    if width < WIDE:
        return max(29, min(34, width * 2 // 7)), 0
    return 38, 44


def _exact(line: Line, width: int) -> bool:
    return line_width(line) == width
