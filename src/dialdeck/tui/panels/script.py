"""The words for this attempt: what to do as the title, what to say below, and what is still missing.

What does not fit is shown in pages. The words that are planned come first and have most of the panel: a machine does
not wait until somebody has found them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dialdeck.model.views import ScriptView, Words
from dialdeck.tui.cells import Line, Span, paragraph, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed, rule

_WORDS_CAP = 4_000
_COLLAPSED = 2
"""Lines of the box that is not read now: its heading and how it begins."""
_FOR_BOTH = 8
"""Lines below which only one box is shown at a time."""


class ScriptSight(NamedTuple):
    """What the panel shows: the script, whether a message is planned, and whether somebody is being talked to."""

    script: ScriptView | None
    leaves_message: bool
    talking: bool


class _Box(NamedTuple):
    heading: str
    short: str
    lines: list[Line]


def script_pages(sight: ScriptSight, width: int, height: int, palette: Palette) -> list[list[Line]]:
    """Return the pages of the script, each `height` lines of `width` cells; one page when everything fits.

    The message is left out while talking. Pages of a box overlap by one line, so that no line is skipped.
    """
    script = sight.script
    if script is None:
        return [framed(((" Script ", palette.muted),), [], width, height, palette)]
    inner, room = max(1, width - 4), max(0, height - 2)
    title, head = _headed(clean(script.heading), width, palette)
    why = wrap((("why: ", palette.muted), (clean(script.why), palette.muted)), inner) if script.why else []
    foot = _foot(script, inner, palette)
    answer = _Box("if they answer", "answered", _answer(script, inner, palette))
    words = [] if sight.talking else _spoken(script.if_voicemail, inner, palette)
    message = _Box("if it goes to voicemail", "voicemail", words)
    boxes = [box for box in (answer, message) if box.lines]
    body = [line for box in boxes for line in (rule(box.heading, inner, palette), *box.lines)]
    for above, below in ((why, foot), (why[:2], foot), ([], foot), ([], [])):
        left = room - len(head) - len(above) - len(below)
        if len(body) <= left:
            blank: list[Line] = [()] * (left - len(body))
            return [framed(title, [*head, *above, *body, *blank, *below], width, height, palette)]
    if not boxes:
        return [framed(title, head, width, height, palette)]
    planned = message if sight.leaves_message and message.lines else boxes[0]
    contents = _paged(boxes, planned, [*foot, *why], (inner, room - len(head)), palette)
    return [framed(title, [*head, *content], width, height, palette) for content in contents]


def _paged(
    boxes: list[_Box], planned: _Box, tail: list[Line], size: tuple[int, int], palette: Palette
) -> list[list[Line]]:
    """Return the pages of all boxes, the planned one first; `tail` is what stands after the last."""
    inner, room = size
    others = [box for box in boxes if box is not planned]
    order = [planned, *others]
    both = bool(others) and room >= _FOR_BOTH
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


def _answer(script: ScriptView, width: int, palette: Palette) -> list[Line]:
    lines = _spoken(script.if_answered, width, palette)
    for ask in script.asks:
        lines += paragraph((("ask ", palette.label),), _spans(ask, palette), width)
    return lines


def _headed(heading: str, width: int, palette: Palette) -> tuple[Line, list[Line]]:
    """Return the title and the lines below it: a verdict too long for the frame stands inside, in full."""
    if width_of(heading) <= width - 6:
        return ((f" {heading} ", palette.verdict),), []
    start, _, verdict = heading.rpartition(" · ")
    return ((f" {start or 'Script'} ", palette.verdict),), wrap(((verdict, palette.verdict),), width - 4)


def _spoken(words: Iterable[Words], width: int, palette: Palette) -> list[Line]:
    """Wrap words paragraph by paragraph."""
    lines: list[Line] = []
    current: list[Span] = []
    for word in words:
        for number, part in enumerate(word.text.split("\n")):
            if number:
                lines += wrap(current, width) or [()]
                current = []
            current += _spans((Words(part, word.gap),), palette)
    lines += wrap(current, width)
    return lines


def _spans(words: Iterable[Words], palette: Palette) -> list[Span]:
    spans: list[Span] = []
    for word in words:
        text = clean(word.text, _WORDS_CAP)
        if not text:
            continue
        if word.gap:
            text = text if text.startswith("[") else f"[{text}]"
            spans.append((text, palette.gap))
        else:
            spans.append((text, palette.base))
    return spans


def _foot(script: ScriptView, width: int, palette: Palette) -> list[Line]:
    checked = "check: ok" if not script.warnings else f"check: {len(script.warnings)} to look at"
    spans: list[Span] = [(f"~{script.seconds} s", palette.muted), (f" · {checked}", palette.muted)]
    if script.missing:
        spans += [(" · missing: ", palette.muted), (", ".join(clean(name) for name in script.missing), palette.warn)]
    lines = wrap(spans, width)[:3]
    for warning in script.warnings[:2]:
        lines += paragraph((("! ", palette.warn),), ((clean(warning), palette.muted),), width)[:2]
    return [(), *lines]
