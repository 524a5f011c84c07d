"""How wide the panels are in a window of some width, and what stands in them: the one place with such numbers."""

from __future__ import annotations

from typing import NamedTuple

STACKED = 76
"""Below this width panels do not stand side by side."""
NARROW = 100
"""Below this width the queue is one line."""
WIDE = 170
"""From this width history has a column of its own."""
ROOMY = 30
"""From this height on the bar keeps a spare line, so that the panels stand still from one person to the next."""
AIRY = 46
"""From this height on the rows of the bar stand apart."""
_SCRIPT_MOST, _RESEARCH_MOST = 84, 72
"""Cells beyond which a column is no longer easy to read: what is left goes to history."""


class Columns(NamedTuple):
    """The widths of the columns in cells, 0 for one that is not there; together they are as wide as the window."""

    queue: int
    research: int
    right: int
    """The script, or the list that waits for a key in its place."""
    history: int


def columns_for(width: int, *, listing: bool = False) -> Columns:
    """Return the columns of a window; while `listing` what came of a talk, its list has the place of the queue too."""
    if width < NARROW:
        research = width * 3 // 7
        return Columns(0, research, width - research, 0)
    if width < WIDE:
        queue = 0 if listing else min(34, width // 4 + 2)
        rest = width - queue
        research = width * 3 // 10 if listing else rest * 3 // 7
        return Columns(queue, research, rest - research, 0)
    queue, history = 40, 44
    rest = width - queue - history
    research = min(_RESEARCH_MOST, rest * 9 // 20)
    right = min(_SCRIPT_MOST, rest - research)
    return Columns(queue, research, right, width - queue - research - right)
