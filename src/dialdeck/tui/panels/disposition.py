"""The list after a talk: what each key does, told in full; what does not fit is on further pages, its keys are not."""

from __future__ import annotations

from dialdeck.model.views import Disposition
from dialdeck.tui.cells import Line, Span, line_width, paragraph, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import Leaf, inner_width, leaves

_ALIGNED = 66
"""Cells of a line from which what is told stands in a column of its own."""
_LABEL = 23


def disposition_pages(
    items: tuple[Disposition, ...], width: int, height: int, palette: Palette, *, joined: bool = False
) -> list[Leaf]:
    """Return the list in pages of `height` lines; what stands on another page is named on each, with its key.

    A key works whether or not its line is on the page that is shown.
    """
    inner, room = inner_width(width, joined=joined), max(1, height - 2)
    foot = wrap(_foot(palette), inner)[:2]
    room -= len(foot)
    entries = [_entry(item, inner, palette, aligned=inner >= _ALIGNED) for item in items]
    if sum(len(entry) for entry in entries) > room:
        entries = [_entry(item, inner, palette, aligned=False) for item in items]
    title: Line = ((" What came of it? ", palette.verdict),)
    pages: list[list[Line]] = []
    named = len(wrap(_elsewhere(items, 0, 0, palette), inner))
    for first, last in _spans(entries, room, named):
        lines = _listed(entries[first:last], room)
        if last - first < len(items):
            lines += wrap(_elsewhere(items, first, last, palette), inner)[: max(0, room - len(lines))]
        lines += [()] * (room - len(lines))
        pages.append([*lines[:room], *foot])
    return leaves(title, pages, width, height, palette, joined=joined)


def _entry(item: Disposition, inner: int, palette: Palette, *, aligned: bool) -> list[Line]:
    """Return one key, its words and what it does; the date that `enter` takes when there is room beside it."""
    label, told = clean(item.label), clean(item.text)
    key = ((f" {clean(item.key)} ", palette.key), (" ", palette.base))
    if aligned and width_of(label) < _LABEL:
        head = (*key, (label + " " * (_LABEL - width_of(label)), palette.strong))
        lines = paragraph(head, ((told, palette.base),), inner)
    else:
        text: list[Span] = [(label, palette.strong)]
        if told:
            text.append((f" · {told}", palette.muted))
        lines = paragraph(key, text, inner)
    date: Line = ((f"  enter: {clean(item.default_date)}", palette.faint),)
    if item.default_date and line_width(lines[-1]) + line_width(date) <= inner:
        lines[-1] = (*lines[-1], *date)
    return lines


def _listed(entries: list[list[Line]], room: int) -> list[Line]:
    """Return the entries one below the other, apart where there is room for it."""
    gap: list[Line] = [()] if sum(len(entry) + 1 for entry in entries) <= room else []
    return [line for entry in entries for line in (*entry, *gap)]


def _spans(entries: list[list[Line]], room: int, named: int) -> list[tuple[int, int]]:
    """Return the first and the last entry (exclusive) of each page; `named` lines are kept for those elsewhere."""
    if sum(len(entry) for entry in entries) <= room:
        return [(0, len(entries))]
    spans: list[tuple[int, int]] = []
    first, used = 0, 0
    for at, entry in enumerate(entries):
        if at > first and used + len(entry) > room - named:
            spans.append((first, at))
            first, used = at, 0
        used += len(entry)
    return [*spans, (first, len(entries))]


def _elsewhere(items: tuple[Disposition, ...], first: int, last: int, palette: Palette) -> Line:
    """Return the keys that stand on other pages, with their words."""
    spans: list[Span] = [("▼ pgdn: " if last < len(items) else "▲ pgup: ", palette.faint)]
    for item in (*items[last:], *items[:first]):
        words = f" {clean(item.label)}".replace(" ", "\u00a0")
        spans += [(clean(item.key), palette.key), (f"{words}  ", palette.muted)]
    return tuple(spans)


def _foot(palette: Palette) -> Line:
    return (
        ("v h", palette.key),
        (" a machine after all · ", palette.muted),
        ("u", palette.key),
        (" undo · ", palette.muted),
        ("q", palette.key),
        (" later", palette.muted),
    )
