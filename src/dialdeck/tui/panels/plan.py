"""The plan ahead over the whole page: what was asked, weeks of which as many are opened as there is room for, and why.

A week is one line; opened, its days stand below it. What the plan rests on stands below them, or on a page of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dialdeck.model.plans import Asked, PlanView, WeekRows
from dialdeck.settings.actions import KeyState, actions_for
from dialdeck.tui.cells import Line, clip, line_width, paragraph, spread, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.keymap import read_as
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed, inner_width, rule
from dialdeck.tui.panels.plan_table import Table, table_for
from dialdeck.tui.plan_sheet import PlanSheet

_GAUGE, _SHORT_GAUGE = 20, 60
"""Cells of the gauge, and the width below which the share stands without it."""
_WORDS = "what it comes to, and what it rests on"
_KEYS = (
    (("week_down", "week_up"), "weeks", "weeks"),
    (("plan_more", "plan_fewer"), "dials a day", "dials"),
    (("plan_unlimited",), "all that is due", "all"),
    (("plan_cadence",), "other cadence", "cadence"),
    (("plan_dice",), "other dice", "dice"),
    (("leave_plan",), "leaves", "leaves"),
)
"""Actions, their words, and words for a line too short for those."""


class _Shown(NamedTuple):
    """What stands on the page: the weeks from `first` on, `opened` of them, and whether the words are below them."""

    first: int
    opened: int
    words: bool
    table: bool = True
    ruled: bool = True
    """Whether a rule is between weeks and words, or to the page with the words."""
    air: int = 0
    """Empty lines below the head and above the keys."""


def plan_panel(sheet: PlanSheet, width: int, height: int, palette: Palette) -> list[Line]:
    """Return the plan ahead as `height` lines of `width` cells, and remember in it how far it can be turned."""
    inner, room = inner_width(width), max(0, height - 4)
    view, title = sheet.view, [(" Plan ahead ", palette.verdict)]
    if view is None:
        body = [(), *_first_time(sheet, inner, palette)]
    else:
        title += [(f" {clean(view.span)} ", palette.strong)] if view.span else []
        body = _body(sheet, view, inner, room, palette if sheet.job is None else _muted(palette))
    body = clip(body, room, palette.faint)
    lines = [_head(sheet, inner, palette), *body, *[()] * (room - len(body)), _foot(inner, palette)]
    return framed(tuple(title), lines, width, height, palette)


def asked_words(asked: Asked) -> str:
    """Return what a plan was asked for."""
    how = f"as if by the cadence {asked.cadence}" if asked.cadence else "as things stand"
    most = f"{asked.dials_per_day} dials a day" if asked.dials_per_day else "everything due is dialed"
    return f"{how} · {most} · dice {asked.seed}"


def _head(sheet: PlanSheet, width: int, palette: Palette) -> Line:
    """Return what is asked, and how far it is worked out."""
    asked: Line = ((clean(asked_words(sheet.asked)), palette.strong),)
    if sheet.job is None or sheet.view is None:
        return asked
    return spread(asked, ((" ", palette.base), *_progress(sheet.job.share, width, palette)), width, palette.base)


def _progress(share: float, width: int, palette: Palette) -> Line:
    per_cent = (f" {share:4.0%}", palette.label)
    if width < _SHORT_GAUGE:
        return (per_cent,)
    full = int(share * _GAUGE)
    return (("▓" * full, palette.key), ("░" * (_GAUGE - full), palette.faint), per_cent)


def _first_time(sheet: PlanSheet, width: int, palette: Palette) -> list[Line]:
    share = sheet.job.share if sheet.job is not None else 0.0
    words = f"The coming {sheet.asked.weeks} weeks are worked out from the queue as it is; nothing is changed by it."
    return [(), *wrap(((words, palette.muted),), width), (), _progress(share, _SHORT_GAUGE, palette)]


def _body(sheet: PlanSheet, view: PlanView, width: int, room: int, palette: Palette) -> list[Line]:
    dot: Line = (("· ", palette.faint),)
    words = [line for text in view.sentences for line in paragraph(dot, ((clean(text), palette.base),), width)]
    if not view.weeks:
        return [(), *words]
    shown = _shown(sheet, view.weeks, len(words), room)
    lines: list[Line] = [()] * shown.air
    if shown.table:
        below = (len(words) if shown.words else 0) + shown.ruled + 2 * shown.air
        lines += _rows(table_for(view, width, palette), view.weeks, shown, room - below)
        lines += [rule(_WORDS if shown.words else f"further down: {_WORDS}", width, palette)] if shown.ruled else []
    return lines + words if shown.words else lines


def _shown(sheet: PlanSheet, weeks: Sequence[WeekRows], words: int, room: int) -> _Shown:
    """Return what fits, and remember how far it can be turned: as many open weeks as possible, the words below them."""
    days = sorted((len(week.days) for week in weeks), reverse=True)
    heads = 1 + len(weeks)

    def most(lines: int) -> int:
        return max((many for many in range(len(weeks) + 1) if heads + sum(days[:many]) <= lines), default=0)

    for air, ruled in ((1, True), (0, True), (0, False)):
        opened = most(room - words - ruled - 2 * air)
        if opened:
            sheet.deepest, sheet.leap = len(weeks) - opened, opened
            return _Shown(min(sheet.at, sheet.deepest), opened, words=True, ruled=ruled, air=air)
    opened = max(1, most(room - 1))
    sheet.deepest, sheet.leap = len(weeks) - opened + 1, opened
    if sheet.at < sheet.deepest:
        return _Shown(sheet.at, opened, words=False)
    return _Shown(len(weeks), 0, words=True, table=heads + 1 + words <= room)


def _rows(table: Table, weeks: Sequence[WeekRows], shown: _Shown, room: int) -> list[Line]:
    lines = [table.header()]
    every = 1 + len(weeks) + sum(len(week.days) for week in weeks)
    apart = shown.opened == len(weeks) and room - every >= len(weeks)
    for number, week in enumerate(weeks):
        opened = shown.first <= number < shown.first + shown.opened
        lines.append(table.week(week.total, opened=opened))
        lines += [table.day(day) for day in week.days] if opened else []
        if apart:
            lines.append(())
    return lines


def _muted(palette: Palette) -> Palette:
    """Return the styles of what is not asked any more: quiet until the answer is there."""
    names = ("base", "muted", "strong", "key", "label")
    return palette._replace(**dict.fromkeys(names, palette.faint))


def _foot(width: int, palette: Palette) -> Line:
    keys = {action.id: read_as(action.keys[0]) for action in actions_for(KeyState.PLAN)}
    whole, short = ([(ids, words[at]) for ids, *words in _KEYS] for at in (0, 1))
    line: Line = ()
    for parts in (whole, short):
        line = ()
        for ids, words in parts:
            gap: Line = (("  ", palette.base),) if line else ()
            line = (*line, *gap, (" ".join(keys[name] for name in ids), palette.key), (f" {words}", palette.muted))
        if line_width(line) <= width:
            break
    return line
