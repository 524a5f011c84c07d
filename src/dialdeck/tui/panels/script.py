"""The words for this attempt: what to do as the title, what to say below, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable

from dialdeck.model.views import ScriptView, Words
from dialdeck.tui.cells import Line, Span, paragraph, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed, rule

_WORDS_CAP = 4_000
_ENOUGH = 6
"""Lines that the words need before there is room for the check below them."""


def script_panel(
    script: ScriptView | None, width: int, height: int, palette: Palette, *, talking: bool = False, scroll: int = 0
) -> list[Line]:
    """Return the script as `height` lines of `width` cells; while talking without the message.

    When not everything fits, the message keeps its place and the rest is shown from line `scroll`: a machine does not
    wait until somebody has found the words.
    """
    if script is None:
        return framed(((" Script ", palette.muted),), [], width, height, palette)
    inner, room = max(1, width - 4), max(0, height - 2)
    title, lines = _headed(clean(script.heading), width, palette)
    lines += wrap((("why: ", palette.muted), (clean(script.why), palette.muted)), inner)[:2] if script.why else []
    foot = _foot(script, inner, palette)
    if room < len(foot) + _ENOUGH:
        foot = []
    answer = _answer(script, inner, palette)
    message = [] if talking else _message(script, inner, palette)
    left = max(0, room - len(lines) - len(foot))
    for_message = min(len(message), left if not answer else max(left // 2, left - len(answer)))
    lines += _window(answer, left - for_message, scroll, palette) + _window(message, for_message, scroll, palette)
    lines += [()] * (room - len(foot) - len(lines)) + foot
    return framed(title, lines, width, height, palette)


def _answer(script: ScriptView, width: int, palette: Palette) -> list[Line]:
    if not script.if_answered and not script.asks:
        return []
    lines = [rule("if they answer", width, palette), *_spoken(script.if_answered, width, palette)]
    for ask in script.asks:
        lines += paragraph((("ask ", palette.label),), _spans(ask, palette), width)
    return lines


def _message(script: ScriptView, width: int, palette: Palette) -> list[Line]:
    if not script.if_voicemail:
        return []
    return [rule("if it goes to voicemail", width, palette), *_spoken(script.if_voicemail, width, palette)]


def _window(lines: list[Line], height: int, scroll: int, palette: Palette) -> list[Line]:
    """Return `height` lines below the first (a rule, which stays), from line `scroll`, with signs where more is."""
    if len(lines) <= height or height <= 0:
        return lines[: max(0, height)]
    body = lines[1:]
    room = height - 1
    start = min(scroll, len(body) - room)
    shown = body[start : start + room]
    if shown and start + room < len(body):
        shown[-1] = (("▼ more: pgdn", palette.faint),)
    if shown and start > 0:
        shown[0] = (("▲ pgup", palette.faint),)
    return [lines[0], *shown]


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
