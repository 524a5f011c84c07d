"""What is laid over the panels for a moment: a short list that waits for a key, or lines to read."""

from __future__ import annotations

import re

from dialdeck.tui.cells import Line, clip, paragraph, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed, inner_width
from dialdeck.tui.prompt import Choice, Overlay

_KEY = 12
_SEVERAL = re.compile("^ +| {2,}")


def choice_panel(choice: Choice, width: int, height: int, palette: Palette, *, joined: bool = False) -> list[Line]:
    """Return a short list: key, words, and what it does."""
    inner = inner_width(width, joined=joined)
    lines: list[Line] = [()]
    for option in choice.options:
        head = ((f" {clean(option.key)} ", palette.key), (" ", palette.base))
        told = f" · {clean(option.text)}" if option.text else ""
        text = ((clean(option.label), palette.strong), (told, palette.muted))
        lines += paragraph(head, text, inner)
    if choice.can_leave:
        lines += [(), (("esc goes back", palette.faint),)]
    return framed(((f" {clean(choice.title)} ", palette.verdict),), lines, width, height, palette, joined=joined)


def _columns(text: str) -> str:
    """Return text whose columns stay where they are: blanks that stand together are not taken for one."""
    return _SEVERAL.sub(lambda found: "\N{NO-BREAK SPACE}" * len(found[0]), text)


def overlay_panel(
    overlay: Overlay, width: int, height: int, palette: Palette, scroll: int = 0
) -> tuple[list[Line], int, int]:
    """Return lines to read, from line `scroll`; then how far `scroll` can go, and how far a page is."""
    inner, room = inner_width(width), max(0, height - 2)
    lines: list[Line] = [()]
    for key, sentence in overlay.lines:
        if key and sentence:
            head: Line = ((f"{clean(key):>{_KEY}}  ", palette.key),)
            lines += paragraph(head, ((clean(sentence), palette.base),), inner)
        elif key:
            lines += [((clean(key), palette.label),)]
        else:
            lines += wrap(((_columns(clean(sentence)), palette.base),), inner) or [()]
    leave = "enter ends the session · esc goes back" if overlay.quits else "esc goes back"
    visible = max(0, room - 2)
    deepest = max(0, len(lines) - visible)
    start = min(scroll, deepest)
    shown = clip(lines[start:], visible, palette.faint, "pgdn")
    shown += [()] * (room - 1 - len(shown)) + [((leave, palette.muted),)]
    panel = framed(((f" {clean(overlay.title)} ", palette.verdict),), shown, width, height, palette)
    return panel, deepest, max(1, visible - 1)
