"""The number as a code for a telephone's camera: dark on light whatever the theme is, or no camera reads it."""

from __future__ import annotations

from collections.abc import Sequence

from dialdeck.tui.cells import Line, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed, inner_width


def code_panel(code: Sequence[str], number: str, width: int, height: int, palette: Palette) -> list[Line]:
    """Return `height` lines with the code in their middle; it is never cut, a window too small is said."""
    inner, room = inner_width(width), max(0, height - 2)
    foot: Line = (("any key leaves", palette.muted),)
    wide = max((width_of(line) for line in code), default=0)
    if wide > inner or len(code) > room:
        words = f"This code needs a window of {wide + 2} × {len(code) + 2}: make the window larger."
        lines = [*wrap(((words, palette.base),), inner), foot]
    else:
        left = " " * ((inner - wide) // 2)
        lines = [()] * ((room - len(code)) // 2)
        lines += [((left, palette.base), (line, palette.code)) for line in code]
        lines += [()] * (room - 1 - len(lines)) + ([foot] if len(lines) < room else [])
    return framed(((f" {clean(number)} ", palette.verdict),), lines, width, height, palette)
