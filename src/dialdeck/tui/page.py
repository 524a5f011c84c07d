"""The page: one widget that paints finished lines, and remembers them, so that only cells that changed are written.

Textual composes the page when it starts and when the window changes. In between, the next person is written straight
to the terminal: waiting for the next frame and composing it again is most of what a key costs in an ordinary app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from dialdeck.tui.cells import Line, Span, width_of
from dialdeck.tui.clean import FORBIDDEN

Run = tuple[int, int, list[Span]]
"""Column, row and the spans that are to be written from there."""


class PageScreen(Screen[None]):
    """A screen with one page on it, and nothing that could take the focus."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False


class Page(Widget):
    """Paints the lines that `make` returns for its width and height."""

    ALLOW_SELECT = False

    def __init__(self, make: Callable[[int, int], list[Line]]) -> None:
        """Paint what `make` makes; it must return exactly as many lines as asked for, each exactly as wide."""
        super().__init__()
        self._make = make
        self._lines: list[Line] = []
        self._made_for = (0, 0)

    @property
    def painted(self) -> bool:
        """Whether the page was made at least once."""
        return bool(self._lines)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the page."""
        width, height = self.size
        if self._made_for != (width, height):
            self._lines = self._make(width, height)
            self._made_for = (width, height)
        if y >= len(self._lines):
            return Strip.blank(width)
        return Strip([Segment(text, style) for text, style in self._lines[y]], width)

    def renew(self) -> list[Run]:
        """Make the page anew and return what changed; nothing while the window is changing and Textual will paint."""
        if not self._lines or self._made_for != tuple(self.size):
            return []
        runs: list[Run] = []
        lines = self._make(*self._made_for)
        for y, (old, new) in enumerate(zip(self._lines, lines, strict=True)):
            if old is not new and old != new:
                runs += changed_runs(old, new, y)
        self._lines = lines
        if runs:
            self._styles_cache.clear()
        return runs


class Writer:
    """Turns runs into what a terminal reads; a style's codes are worked out once, through every filter of the app."""

    def __init__(self, filters: Sequence[LineFilter], system: ColorSystem) -> None:
        """Write colours as `system` has them."""
        self._filters = filters
        self._system = system
        self._codes: dict[Style, str] = {}

    def sequence(self, runs: list[Run]) -> str:
        """Return the text that writes all runs and leaves the terminal's style as it was."""
        parts: list[str] = []
        last = ""
        for x, y, spans in runs:
            parts.append(f"\x1b[{y + 1};{x + 1}H")
            for text, style in spans:
                codes = self._codes.get(style)
                if codes is None:
                    codes = self._codes_of(style)
                if codes != last:
                    parts.append(f"\x1b[0;{codes}m" if codes else "\x1b[0m")
                    last = codes
                parts.append(text if text.isascii() and text.isprintable() else FORBIDDEN.sub("", text))
        parts.append("\x1b[0m")
        return "".join(parts)

    def _codes_of(self, style: Style) -> str:
        segments = [Segment("x", style)]
        for line_filter in self._filters:
            segments = line_filter.apply(segments, Color(0, 0, 0))
        codes = Strip.render_ansi(segments[0].style or Style.null(), self._system)
        self._codes[style] = codes
        return codes


def changed_runs(old: Line, new: Line, y: int) -> Iterator[Run]:
    """Yield the run of `new` from the first span that differs from `old` to the last; both lines are equally wide.

    What stands unchanged in between is written again: finding it costs more than writing it.
    """
    shorter = min(len(old), len(new))
    start = x = 0
    while start < shorter and old[start] == new[start]:
        x += width_of(new[start][0])
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if changed := list(new[start : len(new) - end]):
        yield x, y, changed
