"""A break, said large and calm in place of everything that could be worked on."""

from __future__ import annotations

from dialdeck.tui.cells import Line, fill, line_width
from dialdeck.tui.digits import large, span_of
from dialdeck.tui.palette import Palette

_BIG = 12
"""Lines from which the time is written large."""


def paused_panel(paused_ms: int, key: str, width: int, height: int, palette: Palette) -> list[Line]:
    """Return `height` lines that say that the session stands, for how long so far, and which key goes on."""
    time = span_of(paused_ms // 1000)
    words: list[Line] = [((" Paused ", palette.verdict),), ()]
    if height >= _BIG:
        words += [((row, palette.strong),) for row in large(time)]
        words.append((("break in this session", palette.muted),))
    else:
        words.append(((time, palette.strong), (" break in this session", palette.muted)))
    words += [
        (),
        (("The clock of the session stands; nobody is dialed.", palette.base),),
        ((f"{key} ", palette.key), ("goes on with the same person", palette.muted)),
    ]
    above = max(0, (height - len(words)) // 2)
    lines = [*([()] * above), *(_centred(line, width, palette) for line in words[:height])]
    return [fill(line, width, palette.base) for line in (*lines, *([()] * max(0, height - len(lines))))]


def _centred(line: Line, width: int, palette: Palette) -> Line:
    return ((" " * max(0, (width - line_width(line)) // 2), palette.base), *line)
