"""The words for this attempt: what to do as the title, what to say below, and what is still missing.

What does not fit is shown in pages. The words that are planned come first and have most of the panel: a machine does
not wait until somebody has found them.
"""

from __future__ import annotations

from typing import NamedTuple

from dialdeck.model.views import ScriptView
from dialdeck.tui.cells import Line, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import Leaf, inner_width, leaves, rule
from dialdeck.tui.panels.spoken import answer_lines, foot_lines, spoken_lines

_COLLAPSED = 2
"""Lines of the box that is not read now: its heading and how it begins."""
_FOR_BOTH = 8
"""Lines below which only one box is shown at a time."""


class ScriptSight(NamedTuple):
    """What the panel shows: the script, whether a message is planned, and whether somebody is being talked to."""

    script: ScriptView | None
    leaves_message: bool
    talking: bool
    absent: str = ""
    """What is said in place of a script that is not there."""


class _Box(NamedTuple):
    heading: str
    short: str
    lines: list[Line]


def script_pages(sight: ScriptSight, width: int, height: int, palette: Palette, *, joined: bool = True) -> list[Leaf]:
    """Return the pages of the script, each `height` lines of `width` cells; one page when everything fits.

    The message is left out while talking. Pages of a box overlap by one line, so that no line is skipped.
    """
    script, inner = sight.script, inner_width(width, joined=joined)
    if script is None:
        absent = wrap(((sight.absent, palette.muted),), inner)
        return leaves(((" Script ", palette.muted),), [[(), *absent]], width, height, palette, joined=joined)
    heading = clean(script.heading)
    title, head = _headed(_talk_heading(heading) if sight.talking else heading, inner, palette)
    contents = _contents(sight, script, (inner, max(0, height - 2 - len(head))), palette)
    return leaves(title, [[*head, *content] for content in contents], width, height, palette, joined=joined)


def _contents(sight: ScriptSight, script: ScriptView, size: tuple[int, int], palette: Palette) -> list[list[Line]]:
    """Return what stands on each page below the verdict: everything, with blank lines if there is room, or pages."""
    inner, room = size
    why = wrap((("why: ", palette.muted), (clean(script.why), palette.muted)), inner) if script.why else []
    foot = foot_lines(script, inner, palette, talking=sight.talking)
    answer = _Box("if they answer", "answered", answer_lines(script, inner, palette))
    words = [] if sight.talking else spoken_lines(script.if_voicemail, inner, palette)
    message = _Box("if it goes to voicemail", "voicemail", words)
    boxes = [box for box in (answer, message) if box.lines]
    if not boxes:
        return [[*why, *foot][:room]]
    airy = answer._replace(lines=answer_lines(script, inner, palette, air=True))
    apart: list[Line] = [
        line for box in (airy, message) if box.lines for line in ((), rule(box.heading, inner, palette), (), *box.lines)
    ]
    body = [line for box in boxes for line in (rule(box.heading, inner, palette), *box.lines)]
    for above, middle, below in (
        (why, apart, foot),
        (why, body, foot),
        (why[:2], body, foot),
        ([], body, foot),
        ([], body, []),
    ):
        left = room - len(above) - len(below)
        if len(middle) <= left:
            return [[*above, *middle, *below]]
    planned = message if sight.leaves_message and message.lines else boxes[0]
    return _paged(boxes, planned, [*foot, *why], size, palette)


def _paged(
    boxes: list[_Box], planned: _Box, tail: list[Line], size: tuple[int, int], palette: Palette
) -> list[list[Line]]:
    """Return the pages of all boxes, the planned one first; `tail` is what stands after the last."""
    inner, room = size
    order = [planned, *(box for box in boxes if box is not planned)]
    both = len(boxes) > 1 and room >= _FOR_BOTH
    space = max(1, room - 1 - (_COLLAPSED if both else 0))
    pages: list[list[Line]] = []
    for box in order:
        lines = [*box.lines, *tail] if box is order[-1] else box.lines
        starts = _starts(len(lines), space)
        for number, start in enumerate(starts, 1):
            last = box is order[-1] and number == len(starts)
            signs = (f" · {number}/{len(starts)}" if len(starts) > 1 else "") + ("" if last else " ▼ pgdn")
            heading = box.heading if width_of(box.heading + signs) + 4 <= inner else box.short
            shown = [rule(heading + signs, inner, palette), *lines[start : start + space]]
            beside = room - len(shown) - 1
            other: list[Line] = []
            for one in boxes if both else ():
                if one is not box:
                    other = [rule(one.heading, inner, palette), *_begun(one.lines, beside, palette)]
            blank: list[Line] = [()] * (room - len(shown) - len(other))
            pages.append([*shown, *blank, *other] if box is boxes[0] else [*other, *shown, *blank])
    return pages


def _starts(count: int, space: int) -> list[int]:
    """Return the first lines of the pages of `count` lines, `space` on each, one line again on the next."""
    step = max(1, space - 1)
    return [0, *range(step, step + max(0, count - space), step)] if count > space else [0]


def _begun(lines: list[Line], count: int, palette: Palette) -> list[Line]:
    """Return the first `count` lines, with a sign when there are more."""
    if len(lines) <= count:
        return lines
    return [*lines[: count - 1], (*lines[count - 1], (" …", palette.faint))]


def _talk_heading(heading: str) -> str:
    """Return the title of a talk: what was to be done with a machine is no longer of use."""
    start, _, _ = heading.rpartition(" · ")
    return f"{start or heading} · TALK"


def _headed(heading: str, inner: int, palette: Palette) -> tuple[Line, list[Line]]:
    """Return the title and the lines below it: a verdict too long for the frame stands inside, in full."""
    if width_of(heading) <= inner - 1:
        return ((f" {heading} ", palette.verdict),), []
    shorter = heading.removeprefix("Attempt ")
    if width_of(shorter) <= inner - 1:
        return ((f" {shorter} ", palette.verdict),), []
    start, _, verdict = heading.rpartition(" · ")
    return ((f" {start or 'Script'} ", palette.verdict),), wrap(((verdict, palette.verdict),), inner)
