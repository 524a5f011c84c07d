"""The queue: who comes next, as many rows as fit, so that a million people cost what thirty cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dialdeck.model.views import QueueRow
from dialdeck.tui.cells import Line, Span, clip, fill, fit, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed

_MARK, _ATTEMPT, _FOOT = 2, 3, 6
_NAME = 7
"""Cells of a name that are enough to know it by, when a note stands beside it."""


class QueueSight(NamedTuple):
    """What the panel shows: the rows known so far, the place of the cursor among them, title and foot."""

    rows: tuple[QueueRow, ...]
    cursor: int
    title: str
    foot: tuple[str, ...]


def queue_panel(sight: QueueSight, width: int, height: int, palette: Palette) -> list[Line]:
    """Return the queue as `height` lines of `width` cells; the row under the cursor is always among them."""
    inner, room = max(0, width - 4), max(0, height - 2)
    wrapped = [line for text in sight.foot for line in wrap(((clean(text), palette.muted),), max(1, inner))]
    foot = clip(wrapped, min(_FOOT, room // 3), palette.faint)
    visible = room - len(foot) - (1 if foot else 0)
    start = window_start(sight.cursor, len(sight.rows), visible)
    shown = sight.rows[start : start + max(0, visible)]
    lines = [row_line(row, inner, palette, chosen=start + at == sight.cursor) for at, row in enumerate(shown)]
    if not sight.rows and visible > 0:
        lines = [(("nobody can be called now", palette.muted),)]
    if foot:
        lines += [()] * (visible - len(lines) + 1) + foot
    title = ((f" {clean(sight.title)} ", palette.muted),)
    return framed(title, lines, width, height, palette)


def window_start(cursor: int, count: int, visible: int) -> int:
    """Return the first row that is shown: the cursor a third from the top once the list is longer than the panel."""
    if visible <= 0 or count <= visible:
        return 0
    return max(0, min(cursor - visible // 3, count - visible))


def row_line(row: QueueRow, width: int, palette: Palette, *, chosen: bool) -> Line:
    """Return one person: ▶ for the current one, › under the cursor, name, short note, attempt and what it leaves."""
    sign = "▶ " if row.current else "› " if chosen else "  "
    mark = fit(clean(row.mark), _MARK)
    name_style = palette.strong if row.current else palette.base
    small = palette.muted
    if chosen:
        name_style = small = palette.chosen
    tail: tuple[Span, ...] = (
        (f"{row.attempt:>{_ATTEMPT}} ", small),
        (mark + " " * (_MARK - width_of(mark)), palette.warn if row.mark == "!" and not chosen else small),
    )
    taken = 2 + _ATTEMPT + 1 + _MARK
    whole, room = clean(row.name), max(0, width - taken)
    note = _note(clean(row.note), room - 1 - min(_NAME, width_of(whole)))
    name = fit(whole, room - width_of(note) - 1 if note else room)
    pad = max(0, width - taken - width_of(name) - width_of(note))
    return ((sign, palette.chosen if chosen else palette.key), (name + " " * pad, name_style), (note, small), *tail)


def _note(note: str, room: int) -> str:
    """Return the note, or its last word (the time of `promised 10:30`), or nothing, as there is room."""
    last = note.rpartition(" ")[2]
    return next((form for form in (note, last) if width_of(form) <= room), "")


def queue_line(rows: Sequence[QueueRow], title: str, width: int, palette: Palette) -> Line:
    """Return the queue as one line, for small screens: the current person, the next two, and the counts."""
    current = next((row for row in rows if row.current), None)
    after = [row for row in rows if row is not current][:2]
    spans: list[Span] = [(" ", palette.base)]
    if current is not None:
        spans += [("▶ ", palette.key), (clean(current.name), palette.strong), (f" {current.attempt}", palette.muted)]
    for row in after:
        spans += [("  then " if row is after[0] else ", ", palette.faint), (clean(row.name), palette.base)]
    spans.append((f"  ·  {clean(title)}", palette.muted))
    return fill(spans, width, palette.base)
