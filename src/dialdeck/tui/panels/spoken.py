"""What is said, as lines: paragraphs with their gaps marked, questions, and the line on how long a message is."""

from __future__ import annotations

from collections.abc import Iterable

from dialdeck.model.views import ScriptView, Words
from dialdeck.tui.cells import Line, Span, paragraph, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.palette import Palette

_WORDS_CAP = 4_000


def answer_lines(script: ScriptView, width: int, palette: Palette, *, air: bool = False) -> list[Line]:
    """Return what is said to a person, then the questions; with `air`, a blank line before each of them."""
    lines = spoken_lines(script.if_answered, width, palette)
    for ask in script.asks:
        lines += [()] if air and lines else []
        lines += paragraph((("ask ", palette.label),), word_spans(ask, palette), width)
    return lines


def spoken_lines(words: Iterable[Words], width: int, palette: Palette) -> list[Line]:
    """Wrap words paragraph by paragraph."""
    lines: list[Line] = []
    current: list[Span] = []
    for word in words:
        for number, part in enumerate(word.text.split("\n")):
            if number:
                lines += wrap(current, width) or [()]
                current = []
            current += word_spans((Words(part, word.gap),), palette)
    lines += wrap(current, width)
    return lines


def word_spans(words: Iterable[Words], palette: Palette) -> list[Span]:
    """Return words as spans; a gap stands in brackets, so that it is seen without colours too."""
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


def foot_lines(script: ScriptView, width: int, palette: Palette, *, talking: bool) -> list[Line]:
    """Return how long the message is to say (or that none is left), what the check of the script found, and gaps."""
    parts: list[Line] = []
    leaves = script.seconds > 0 and bool(script.if_voicemail)
    if not talking and not leaves:
        parts.append((("no message this time", palette.muted),))
    elif not talking:
        parts.append(((f"message ~{script.seconds} s", palette.muted),))
    if script.warnings:
        parts.append(((f"check: {len(script.warnings)} to look at", palette.muted),))
    elif leaves and not talking:
        parts.append((("check: ok", palette.muted),))
    if script.missing:
        names = ", ".join(clean(name) for name in script.missing)
        parts.append((("missing: ", palette.muted), (names, palette.warn)))
    spans = [span for part in parts for span in ((" · ", palette.muted), *part)][1:]
    lines = wrap(spans, width)[:3]
    for warning in script.warnings[:2]:
        lines += paragraph((("! ", palette.warn),), ((clean(warning), palette.muted),), width)[:2]
    return [(), *lines] if lines else []
