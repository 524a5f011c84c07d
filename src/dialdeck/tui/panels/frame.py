"""A panel's frame: a thin line with the title in it, so that the content is what is seen."""

from __future__ import annotations

from collections.abc import Sequence

from dialdeck.tui.cells import Line, Span, fill, fit, line_width
from dialdeck.tui.palette import Palette


def framed(title: Line, content: Sequence[Line], width: int, height: int, palette: Palette) -> list[Line]:
    """Return `height` lines of exactly `width` cells: the frame with `content` inside, cut or padded to fit.

    A title too long for its frame is cut.
    """
    border, base = palette.border, palette.base
    inner = max(0, width - 4)
    lines = [_top(title, width, palette)]
    for number in range(max(0, height - 2)):
        body = content[number] if number < len(content) else ()
        lines.append((("│ ", border), *fill(body, inner, base), (" │", border)))
    lines.append((("└" + "─" * max(0, width - 2) + "┘", border),))
    return lines[:height]


def _top(title: Line, width: int, palette: Palette) -> Line:
    spans: list[Span] = []
    used = 0
    for text, style in title:
        cut = fit(text, width - 4 - used)
        if cut:
            spans.append((cut, style))
            used += line_width(((cut, style),))
    return (("┌─", palette.border), *spans, ("─" * max(0, width - 3 - used) + "┐", palette.border))


def rule(words: str, width: int, palette: Palette) -> Line:
    """Return a thin line with words in it, between two parts of a panel."""
    head = f"── {words} "
    return fill(((head, palette.faint), ("─" * max(0, width - len(head)), palette.border)), width, palette.base)
