"""What is laid over the panels for a moment: a short list that waits for a key, or lines to read."""

from __future__ import annotations

from dialdeck.model.views import Disposition
from dialdeck.tui.cells import Line, Span, clip, paragraph, wrap
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
    """Return the list after a talk: what each key does, and the date that `enter` takes."""
    inner, room = max(1, width - 4), max(0, height - 2)
    lines: list[Line] = []
    roomy = room >= len(items) * 2
    for item in items:
        head = ((f" {clean(item.key)} ", palette.key), (" ", palette.base))
        text: list[Span] = [(clean(item.label), palette.strong)]
        told = " · ".join(part for part in (clean(item.text), clean(item.default_date)) if part)
        if told:
            text.append((f" · {told}", palette.muted))
        wrapped = paragraph(head, text, inner)
        lines += wrapped if roomy else wrapped[:1]
    return framed(((" What came of it? ", palette.verdict),), clip(lines, room, palette.faint), width, height, palette)


def overlay_panel(overlay: Overlay, width: int, height: int, palette: Palette, scroll: int = 0) -> list[Line]:
    """Return lines to read, from line `scroll`, with how to leave them."""
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
    start = min(scroll, max(0, len(lines) - visible))
    shown = clip(lines[start:], visible, palette.faint)
    shown += [()] * (room - 1 - len(shown)) + [((leave, palette.muted),)]
    return framed(((f" {clean(overlay.title)} ", palette.verdict),), shown, width, height, palette)
