"""The page: one widget that paints finished lines, and a screen that shows them without waiting for a frame.

Only cells that differ from what is on the terminal are written, so that a second on the timer costs a few bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from dialdeck.tui.cells import Line


class Page(Widget):
    """Paints the lines that `make` returns for its width and height."""

    ALLOW_SELECT = False

    def __init__(self, make: Callable[[int, int], list[Line]]) -> None:
        """Paint what `make` makes; it must return exactly as many lines as asked for, each exactly as wide."""
        super().__init__()
        self._make = make
        self._lines: list[Line] = []
        self._strips: list[Strip] = []

    @property
    def painted(self) -> bool:
        """Whether the page was made at least once."""
        return bool(self._lines)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the page."""
        width, height = self.size
        if len(self._lines) != height or (self._strips and self._strips[0].cell_length != width):
            self._lines = self._make(width, height)
            self._strips = [_strip(line, width) for line in self._lines]
        return self._strips[y] if y < len(self._strips) else Strip.blank(width)

    def renew(self) -> list[Region]:
        """Make the page anew; return the regions whose cells changed, none when the size is about to change."""
        width, height = self.size
        if len(self._lines) != height or not height or self._strips[0].cell_length != width:
            return [Region(0, 0, width, height)] if height else []
        changed: list[Region] = []
        for y, line in enumerate(self._make(width, height)):
            old = self._lines[y]
            if line == old:
                continue
            start, end = changed_cells(old, line)
            self._lines[y] = line
            self._strips[y] = _strip(line, width)
            changed.append(Region(start, y, end - start, 1))
        return changed


class PageScreen(Screen[None]):
    """A screen with one page on it."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    def show(self, page: Page) -> None:
        """Paint at once what changed on the page; Textual alone would wait for its next frame, up to 17 ms."""
        regions = page.renew()
        if not regions:
            return
        page.refresh(*regions)
        if page.is_mounted and self.is_current:
            self._dirty_widgets.add(page)
            self._on_timer_update()


def changed_cells(old: Sequence[tuple[str, object]], new: Sequence[tuple[str, object]]) -> tuple[int, int]:
    """Return the first and the last cell (exclusive) between which two lines of equal width differ."""
    start, end = 0, sum(cell_len(text) for text, _ in new)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        start += cell_len(new[first][0])
        first += 1
    last = 1
    while last <= min(len(old), len(new)) - first and old[-last] == new[-last]:
        end -= cell_len(new[-last][0])
        last += 1
    return start, max(start, end)


def _strip(line: Line, width: int) -> Strip:
    return Strip([Segment(text, style) for text, style in line], width)
