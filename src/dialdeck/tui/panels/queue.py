"""The queue: who comes next, as many rows as fit, so that a million people cost what thirty cost."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.style import Style

from dialdeck.model.views import QueueRow
from dialdeck.tui.cells import Line, Span, clip, fill, fit, line_width, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed, inner_width

_SIGNS, _MARK, _ATTEMPT, _FOOT = 2, 2, 3, 6
_NAME = 7
"""Cells of a name that are enough to know it by, when a note stands beside it."""
_AIRY = 38
"""From this width on a row has a second line: the organisation, and why it is due."""
LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The letters of visible rows, from the top: those under the fingers first."""
MARKED = "●"
"""The sign of a row that was marked for one action together with others."""


class QueueSight(NamedTuple):
    """What the panel shows: the rows known so far, the place of the cursor among them, title, foot and scope."""

    rows: tuple[QueueRow, ...]
    cursor: int
    title: str
    foot: tuple[str, ...]
    scope: str = ""
    """What the queue is narrowed to; empty for everybody."""
    marked: frozenset[int] = frozenset()
    """Person ids of the rows that are marked."""
    letters: bool = False
    """Whether a letter stands beside each visible row: pressing it brings that person up."""


class _Plan(NamedTuple):
    head: list[Line]
    foot: list[Line]
    tall: int
    start: int
    rows: tuple[QueueRow, ...]


def queue_panel(sight: QueueSight, width: int, height: int, palette: Palette) -> list[Line]:
    """Return the queue as `height` lines of `width` cells; the row under the cursor is always among them."""
    inner, room = inner_width(width), max(0, height - 2)
    plan = _plan(sight, width, height, palette)
    lines = list(plan.head)
    for number, row in enumerate(plan.rows):
        chosen = plan.start + number == sight.cursor
        signs = _signs(sight, row, number, chosen=chosen)
        if plan.tall == 1:
            lines.append(_row_line(row, signs, inner, palette, chosen=chosen))
        else:
            lines += _row_lines(row, signs, inner, palette, chosen=chosen)
    if not sight.rows and room > len(plan.head) + len(plan.foot):
        lines.append((("nobody can be called now", palette.muted),))
    if plan.foot:
        lines += [()] * (room - len(plan.foot) - len(lines)) + plan.foot
    title = ((f" {clean(sight.title)} ", palette.muted),)
    return framed(title, lines, width, height, palette)


def lettered(sight: QueueSight, width: int, height: int, palette: Palette) -> dict[str, int]:
    """Return the people of the rows that such a panel shows, by the letter beside each."""
    rows = _plan(sight, width, height, palette).rows
    return {letter: row.person_id for letter, row in zip(LETTERS, rows, strict=False)}


def _plan(sight: QueueSight, width: int, height: int, palette: Palette) -> _Plan:
    inner, room = inner_width(width), max(0, height - 2)
    foot = clip(_foot(sight, inner, palette), min(_FOOT, room // 3), palette.faint)
    head = _scope(sight, inner, palette)[: max(0, room - len(foot) - 1)]
    tall = 2 if width >= _AIRY else 1
    visible = max(0, room - len(head) - len(foot) - (1 if foot else 0)) // tall
    start = window_start(sight.cursor, len(sight.rows), visible)
    return _Plan(head, foot, tall, start, sight.rows[start : start + visible])


def window_start(cursor: int, count: int, visible: int) -> int:
    """Return the first row that is shown: the cursor a third from the top once the list is longer than the panel."""
    if visible <= 0 or count <= visible:
        return 0
    return max(0, min(cursor - visible // 3, count - visible))


@lru_cache(maxsize=256)
def _row_line(row: QueueRow, signs: str, width: int, palette: Palette, *, chosen: bool) -> Line:
    """Return one person: signs, name, short note, attempt and what it leaves."""
    sign, name_style, small, tail = _parts(row, signs, palette, chosen=chosen)
    taken = _SIGNS + _ATTEMPT + 1 + _MARK
    whole, room = clean(row.name), max(0, width - taken)
    note = _note(clean(row.note), room - 1 - min(_NAME, width_of(whole)))
    name = fit(whole, room - width_of(note) - 1 if note else room)
    pad = max(0, width - taken - width_of(name) - width_of(note))
    return (sign, (name + " " * pad, name_style), (note, small), *tail)


@lru_cache(maxsize=256)
def _row_lines(row: QueueRow, signs: str, width: int, palette: Palette, *, chosen: bool) -> tuple[Line, Line]:
    """Return one person in two lines: the second says where they work and why they are due."""
    sign, name_style, small, tail = _parts(row, signs, palette, chosen=chosen)
    room = max(0, width - _SIGNS - _ATTEMPT - 1 - _MARK)
    first = (sign, *fill(((clean(row.name), name_style),), room, name_style), *tail)
    note = clean(row.note)
    where = fit(clean(row.organisation), width - _SIGNS - (width_of(note) + 3 if note else 0))
    words = " · ".join(part for part in (where, note) if part)
    below = small if chosen else palette.muted
    return first, fill(((" " * _SIGNS + words, below),), width, below)


def _signs(sight: QueueSight, row: QueueRow, number: int, *, chosen: bool) -> str:
    """Return two cells: the letter, or ▶ for the current person and › under the cursor; then whether it is marked."""
    if sight.letters and number < len(LETTERS):
        first = LETTERS[number]
    else:
        first = "▶" if row.current else "›" if chosen else " "
    if row.person_id not in sight.marked:
        return f"{first} "
    return f"{MARKED} " if first == " " else first + MARKED


def _parts(row: QueueRow, signs: str, palette: Palette, *, chosen: bool) -> tuple[Span, Style, Style, Line]:
    """Return the signs, the styles of name and small text, and the end of a row."""
    mark = fit(clean(row.mark), _MARK)
    name_style = palette.chosen if chosen else palette.strong if row.current else palette.base
    small = palette.chosen if chosen else palette.muted
    tail: tuple[Span, ...] = (
        (f"{row.attempt:>{_ATTEMPT}} ", small),
        (mark + " " * (_MARK - width_of(mark)), palette.warn if row.mark == "!" and not chosen else small),
    )
    return (signs, palette.chosen if chosen else palette.key), name_style, small, tail


def _note(note: str, room: int) -> str:
    """Return the note, or its last word (the time of `promised 10:30`), or nothing, as there is room."""
    last = note.rpartition(" ")[2]
    return next((form for form in (note, last) if width_of(form) <= room), "")


def _scope(sight: QueueSight, width: int, palette: Palette) -> list[Line]:
    """Return what the queue is narrowed to, and how many rows are marked: both change what a key will do."""
    lines: list[Line] = []
    if sight.scope:
        lines += wrap((("only ", palette.label), (clean(sight.scope), palette.strong)), width)[:2]
    if sight.marked:
        lines.append(((f"{MARKED} ", palette.key), (f"{len(sight.marked)} marked", palette.base)))
    return lines


def _foot(sight: QueueSight, width: int, palette: Palette) -> list[Line]:
    return [line for text in sight.foot for line in wrap(((clean(text), palette.muted),), width)]


def queue_line(sight: QueueSight, width: int, palette: Palette, *, loud: bool = False) -> Line:
    """Return the queue as one line, for small screens: the current person, the next two, and the counts.

    Where the cursor is elsewhere, whoever is under it stands in place of the next two.

    The name is `loud` where it stands nowhere else.
    """
    current = next((row for row in sight.rows if row.current), None)
    head: list[Span] = [(" ", palette.base)]
    if current is not None:
        mark = MARKED if current.person_id in sight.marked else " "
        name_style = palette.name if loud else palette.strong
        head += [("▶" + mark, palette.key), (clean(current.name), name_style), (f" {current.attempt}", palette.muted)]
    tail: list[Span] = [(f"  ·  {clean(sight.title).removeprefix('Queue · ')}", palette.muted)]
    if sight.scope:
        tail.append((f" · only {clean(sight.scope)}", palette.label))
    if sight.marked:
        tail.append((f" · {MARKED} {len(sight.marked)}", palette.key))
    under = sight.rows[sight.cursor] if sight.cursor < len(sight.rows) else None
    if under is not None and under is not current:
        chosen = _chosen(sight, under, width - line_width((*head, *tail)), palette)
        return fill((*head, *chosen, *tail), width, palette.base)
    after = [row for row in sight.rows if row is not current][:2]
    line = (*head, *_after(after, palette), *tail)
    while after and line_width(line) > width:
        after = after[:-1]
        line = (*head, *_after(after, palette), *tail)
    return fill(line, width, palette.base)


def _chosen(sight: QueueSight, row: QueueRow, room: int, palette: Palette) -> list[Span]:
    """Return the person under the cursor in at most `room` cells, and whether they are marked."""
    mark = MARKED if row.person_id in sight.marked else " "
    return [("  ", palette.base), (fit(f" {mark}{clean(row.name)} {row.attempt} ", room - 2), palette.chosen)]


def _after(rows: list[QueueRow], palette: Palette) -> list[Span]:
    """Return who comes next, by name."""
    spans: list[Span] = []
    for row in rows:
        spans += [(", " if spans else "  then ", palette.faint), (clean(row.name), palette.base)]
    return spans
