"""A panel's frame: a thin line with the title in it, and one thin line to its neighbour, so that the content is seen.

Panels stand side by side and share the line between them; the outer sides are open, so that no cell goes to a border
that separates nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from dialdeck.tui.cells import Line, Span, fill, fit, line_width
from dialdeck.tui.palette import Palette


class Leaf:
    """A page of a panel that is made when it is looked at, and only once: few ever turn to the last of fifty."""

    __slots__ = ("_lines", "_make")

    def __init__(self, make: Callable[[], list[Line]]) -> None:
        """Make nothing yet."""
        self._make = make
        self._lines: list[Line] | None = None

    @property
    def lines(self) -> list[Line]:
        """The lines of the page, the same list every time."""
        if self._lines is None:
            self._lines = self._make()
        return self._lines


def leaves(
    title: Line, contents: Sequence[Sequence[Line]], width: int, height: int, palette: Palette, *, joined: bool = False
) -> list[Leaf]:
    """Return the pages of a panel, each framed as `framed` does."""
    frame = partial(framed, title, width=width, height=height, palette=palette, joined=joined)
    return [Leaf(partial(frame, content)) for content in contents]


def inner_width(width: int, *, joined: bool = False) -> int:
    """Return the cells of a line inside a panel of `width` cells; a `joined` one has a panel to its left."""
    return max(1, width - 2 - joined)


def framed(
    title: Line, content: Sequence[Line], width: int, height: int, palette: Palette, *, joined: bool = False
) -> list[Line]:
    """Return `height` lines of exactly `width` cells: title, `content` cut or padded to fit, and a line below.

    A title too long for its frame is cut.
    """
    border, base = palette.border, palette.base
    left = ("│ ", border) if joined else (" ", base)
    inner = max(0, width - 1 - len(left[0]))
    lines = [_top(title, width, palette, joined=joined)]
    for number in range(max(0, height - 2)):
        body = content[number] if number < len(content) else ()
        lines.append((left, *fill(body, inner, base), (" ", base)))
    lines.append(((("┴" if joined else "─") + "─" * max(0, width - 1), border),))
    return lines[:height]


def _top(title: Line, width: int, palette: Palette, *, joined: bool) -> Line:
    spans: list[Span] = [("┬", palette.border)] if joined else []
    used = len(spans)
    for text, style in title:
        cut = fit(text, width - 1 - used)
        if cut:
            spans.append((cut, style))
            used += line_width(((cut, style),))
    return (*spans, ("─" * max(0, width - used), palette.border))


def rule(words: str, width: int, palette: Palette) -> Line:
    """Return a thin line with words in it, between two parts of a panel."""
    head = f"── {words} "
    return fill(((head, palette.faint), ("─" * max(0, width - len(head)), palette.border)), width, palette.base)
