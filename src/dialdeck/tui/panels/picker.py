"""A long list over the page: the line that is typed, and as many lines below it as fit."""

from __future__ import annotations

from dialdeck.model.views import PickRow
from dialdeck.tui.cells import Line, Span, fill, fit, width_of
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed
from dialdeck.tui.panels.queue import window_start
from dialdeck.tui.picking import Picker

_SIDES = 4
_LABEL_SHARE = 2 / 5
_LEAST_LABEL = 16
_AROUND = 3
"""Lines beside those of the list: what is typed, an empty one, the keys."""


def picker_panel(picker: Picker, width: int, height: int, palette: Palette) -> list[Line]:
    """Return a long list as `height` lines of `width` cells, and remember in it how far a page is.

    The line under the cursor is always among those shown.
    """
    inner = max(1, width - _SIDES)
    before, under, after = picker.editor.window(max(1, inner - 2))
    typed: list[Span] = [("› ", palette.key), (before, palette.base), (under, palette.cursor), (after, palette.base)]
    shown = picker.shown
    counted = f"{picker.index + 1} of {len(shown)}" if shown else ""
    used = 2 + width_of(before) + width_of(under) + width_of(after)
    if counted and inner - used >= len(counted) + 2:
        typed.append((" " * (inner - used - len(counted)) + counted, palette.faint))
    visible = max(1, height - 2 - _AROUND)
    picker.leap = max(1, visible - 1)
    start = window_start(picker.index, len(shown), visible)
    label = _label_width([row.label for row in shown[start : start + visible]], inner)
    lines: list[Line] = [tuple(typed), ()]
    for at, row in enumerate(shown[start : start + visible], start):
        lines.append(_row_line(row, label, inner, palette, chosen=at == picker.index))
    if not shown:
        lines.append(((_nothing(picker), palette.muted),))
    lines += [()] * (height - 2 - 1 - len(lines)) + [((picker.hint, palette.muted),)]
    return framed(((f" {clean(picker.title)} ", palette.verdict),), lines, width, height, palette)


def _row_line(row: PickRow, label_width: int, width: int, palette: Palette, *, chosen: bool) -> Line:
    """Return one line: › under the cursor, ● for what holds now, label and note in columns."""
    label, note = clean(row.label), clean(row.note)
    signs = ("›" if chosen else " ") + ("●" if row.current else " ") + " "
    label = fit(label, label_width)
    pad = " " * (label_width - width_of(label) + 2)
    first, second = (palette.chosen, palette.chosen) if chosen else (palette.strong, palette.muted)
    spans = ((signs, palette.chosen if chosen else palette.key), (label + pad, first), (note, second))
    return fill(spans, width, palette.chosen if chosen else palette.base)


def _label_width(labels: list[str], width: int) -> int:
    widest = max((width_of(clean(label)) for label in labels), default=0)
    return min(widest, max(_LEAST_LABEL, int(width * _LABEL_SHARE)), max(1, width - 6))


def _nothing(picker: Picker) -> str:
    if picker.search is not None and not picker.editor.text.strip():
        return "type a part of it"
    if picker.search is not None and picker.asked != picker.editor.text:
        return "…"
    return picker.empty
