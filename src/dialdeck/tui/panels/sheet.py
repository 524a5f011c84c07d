"""What is laid over the panels for a moment: a short list that waits for a key, or lines to read."""

from __future__ import annotations

from dialdeck.model.views import Disposition
from dialdeck.tui.cells import Line, Span, clip, fill, paragraph, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed
from dialdeck.tui.prompt import Choice, Overlay

_KEY = 12


def choice_panel(choice: Choice, width: int, height: int, palette: Palette) -> list[Line]:
    """Return a short list: key, words, and what it does."""
    inner = max(1, width - 4)
    lines: list[Line] = [()]
    for option in choice.options:
        head = ((f" {clean(option.key)} ", palette.key), (" ", palette.base))
        told = f" · {clean(option.text)}" if option.text else ""
        text = ((clean(option.label), palette.strong), (told, palette.muted))
        lines += paragraph(head, text, inner)
    if choice.can_leave:
        lines += [(), (("esc goes back", palette.faint),)]
    return framed(((f" {clean(choice.title)} ", palette.verdict),), lines, width, height, palette)


def disposition_panel(items: tuple[Disposition, ...], width: int, height: int, palette: Palette) -> list[Line]:
    """Return the list after a talk: what each key does, and the date that `enter` takes.

    Every key is on it; what one does is told in full as far as there are lines for it, else it ends in "…".
    """
    inner, room = max(1, width - 4), max(0, height - 2)
    foot = wrap(_foot(palette), inner)[:2]
    spare = room - len(foot) - len(items)
    lines: list[Line] = []
    for item in items:
        head = ((f" {clean(item.key)} ", palette.key), (" ", palette.base))
        text: list[Span] = [(clean(item.label), palette.strong)]
        told = " · ".join(part for part in (clean(item.text), clean(item.default_date)) if part)
        if told:
            text.append((f" · {told}", palette.muted))
        wrapped = paragraph(head, text, inner)
        if len(wrapped) - 1 <= spare:
            spare -= len(wrapped) - 1
            lines += wrapped
        else:
            lines.append(fill((*head, *text), inner, palette.base))
    lines = clip(lines, room - len(foot), palette.faint)
    lines += [()] * (room - len(foot) - len(lines)) + foot
    return framed(((" What came of it? ", palette.verdict),), lines, width, height, palette)


def _foot(palette: Palette) -> Line:
    return (
        ("v h", palette.key),
        (" a machine after all · ", palette.muted),
        ("u", palette.key),
        (" undo · ", palette.muted),
        ("q", palette.key),
        (" later", palette.muted),
    )


def overlay_panel(
    overlay: Overlay, width: int, height: int, palette: Palette, scroll: int = 0
) -> tuple[list[Line], int, int]:
    """Return lines to read, from line `scroll`; then how far `scroll` can go, and how far a page is."""
    inner, room = max(1, width - 4), max(0, height - 2)
    lines: list[Line] = [()]
    for key, sentence in overlay.lines:
        if key and sentence:
            head: Line = ((f"{clean(key):>{_KEY}}  ", palette.key),)
            lines += paragraph(head, ((clean(sentence), palette.base),), inner)
        elif key:
            lines += [((clean(key), palette.label),)]
        else:
            lines += wrap(((clean(sentence), palette.base),), inner) or [()]
    leave = "enter ends the session · esc goes back" if overlay.quits else "esc goes back"
    visible = max(0, room - 2)
    deepest = max(0, len(lines) - visible)
    start = min(scroll, deepest)
    shown = clip(lines[start:], visible, palette.faint)
    shown += [()] * (room - 1 - len(shown)) + [((leave, palette.muted),)]
    panel = framed(((f" {clean(overlay.title)} ", palette.verdict),), shown, width, height, palette)
    return panel, deepest, max(1, visible - 1)
