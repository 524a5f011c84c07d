"""The words for this attempt: what to do as the title, what to say below, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable

from dialdeck.model.views import ScriptView, Words
from dialdeck.tui.cells import Line, Span, paragraph, width_of, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.frame import framed, rule

_WORDS_CAP = 4_000


def script_panel(
    script: ScriptView | None, width: int, height: int, palette: Palette, *, talking: bool = False, scroll: int = 0
) -> list[Line]:
    """Return the script as `height` lines of `width` cells, from line `scroll`; while talking without the message."""
    if script is None:
        return framed(((" Script ", palette.muted),), [], width, height, palette)
    inner, room = max(1, width - 4), max(0, height - 2)
    title, verdict = _headed(clean(script.heading), width, palette)
    lines = [*verdict, *script_lines(script, inner, palette, talking=talking)]
    foot = _foot(script, inner, palette)
    room_for_words = max(1, room - len(foot)) if room > len(foot) + 2 else room
    start = min(scroll, max(0, len(lines) - room_for_words))
    shown = list(lines[start : start + room_for_words])
    if start + room_for_words < len(lines) and shown:
        shown[-1] = (("▼ more: pgdn", palette.faint),)
    if start > 0:
        shown[0] = (("▲ pgup", palette.faint),)
    if room_for_words < room:
        shown += [()] * (room_for_words - len(shown)) + foot
    return framed(title, shown, width, height, palette)


def script_lines(script: ScriptView, width: int, palette: Palette, *, talking: bool) -> list[Line]:
    """Return why, the words if they answer with the questions, and the message."""
    lines = wrap((("why: ", palette.muted), (clean(script.why), palette.muted)), width) if script.why else []
    if script.if_answered or script.asks:
        lines += [rule("if they answer", width, palette), *_spoken(script.if_answered, width, palette)]
        for ask in script.asks:
            lines += paragraph((("ask ", palette.label),), _spans(ask, palette), width)
    if script.if_voicemail and not talking:
        lines += [(), rule("if it goes to voicemail", width, palette), *_spoken(script.if_voicemail, width, palette)]
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
