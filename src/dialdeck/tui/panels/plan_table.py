"""The table of the plan ahead: which columns there is room for, and a bar for each day where there is room for one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dialdeck.model.plans import PlanRow, PlanView
from dialdeck.tui.cells import Line, Span, width_of
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette

_NAME = 12
_GAP = 2
_LEAST_BAR, _MOST_BAR = 8, 60
_LEGEND = 16
"""Cells of a bar below which only what is left is explained above it."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_BASE = ("due", "dialed", "left")
_COUNTS = ("promises", "messages", "answered", "fresh")


class Table(NamedTuple):
    """How the rows of one plan are set: `parts` names the columns of the parts of the day, none when they lack room."""

    parts: tuple[str, ...]
    counts: tuple[str, ...]
    bar: int
    """Cells of a bar; 0 for none."""
    widths: tuple[int, ...]
    most: int
    """Dials that fill a bar."""
    palette: Palette

    def header(self) -> Line:
        """Return the names of the columns."""
        bar = "" if not self.bar else "  █ dialed  ░ left" if self.bar >= _LEGEND else "  ░ left"
        names = (*_BASE, *self.parts, *self.counts)
        return ((" " * _NAME + self._set(map(clean, names)) + bar, self.palette.faint),)

    def week(self, row: PlanRow, *, opened: bool) -> Line:
        """Return the sum of a week; its sign says whether its days stand below."""
        name = f"{'▾' if opened else '▸'} {clean(row.name)}"
        return (
            (f"{name:{_NAME}}", self.palette.key),
            (self._set(map(str, self._numbers(row))), self.palette.strong),
        )

    def day(self, row: PlanRow) -> Line:
        """Return a day, with its bar: what is dialed of what is due."""
        numbers = [str(number) if number else "·" for number in self._numbers(row)]
        return (
            (f"{'':2}{clean(row.name):{_NAME - 2}}", self.palette.muted),
            (self._set(numbers), self.palette.base),
            *self._bar(row),
        )

    def _bar(self, row: PlanRow) -> list[Span]:
        if not self.bar or not self.most:
            return []
        eighths = -(-row.dialed * self.bar * 8 // self.most)
        full = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        left = max(0, -(-(row.dialed + row.left) * self.bar // self.most) - len(full)) if row.left else 0
        return [(" " * _GAP, self.palette.base), (full, self.palette.key), ("░" * left, self.palette.faint)]

    def _numbers(self, row: PlanRow) -> list[int]:
        numbers = [row.due, row.dialed, row.left, *(row.by_part if self.parts else ())]
        return numbers + [getattr(row, name) for name in self.counts]

    def _set(self, cells: Iterable[str]) -> str:
        return "".join(
            " " * max(0, wide - width_of(cell)) + cell for cell, wide in zip(cells, self.widths, strict=True)
        )


def table_for(view: PlanView, width: int, palette: Palette) -> Table:
    """Return the table of a plan in `width` cells: the parts of the day first, then a bar, then the other counts."""
    rows = [row for week in view.weeks for row in (week.total, *week.days)]
    longest = max((len(str(max(row[1:8]))) for row in rows), default=1)

    def wide(names: Iterable[str]) -> int:
        return sum(max(width_of(name), longest) + _GAP for name in names)

    left = width - _NAME - wide(_BASE)
    whole, short = (tuple(clean(part[at]) for part in view.parts) for at in (0, 1))
    bar = _GAP + _LEAST_BAR
    fits = (names for names in (whole, short) if wide(names) + (wide(_COUNTS) + bar if names is whole else 0) <= left)
    parts = next(fits, ())
    left -= wide(parts)
    counts: tuple[str, ...] = ()
    for name in _COUNTS:
        if wide((*counts, name)) + bar <= left:
            counts = (*counts, name)
    left -= wide(counts)
    names = (*_BASE, *parts, *counts)
    return Table(
        parts=parts,
        counts=counts,
        bar=min(_MOST_BAR, left - _GAP) if left >= bar else 0,
        widths=tuple(max(width_of(name), longest) + _GAP for name in names),
        most=max((row.dialed + row.left for week in view.weeks for row in week.days), default=0),
        palette=palette,
    )
