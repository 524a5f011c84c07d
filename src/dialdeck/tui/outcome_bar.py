"""The bar that says what each outcome key will do before it is pressed, and while a dial is open how long it rings."""

from __future__ import annotations

from typing import assert_never

from dialdeck.model.codes import Outcome
from dialdeck.model.views import CallScreen, Consequence, Mode
from dialdeck.tui.cells import Line, Span, fill, line_width, paragraph
from dialdeck.tui.clean import clean
from dialdeck.tui.digits import large, span_of
from dialdeck.tui.palette import Palette

RING_LONG = 15
"""Seconds after which a machine is near; the timer changes its look (calling rules: hours)."""
RING_OUT = 30
"""Seconds after which it is ringing out."""
WIDE, SMALL = 100, 60
_WIDE_LEFT, _NARROW_LEFT = 30, 14
_LABEL = 10

_KEYS = {
    Outcome.ANSWERED: ("a", "F2", "Answered"),
    Outcome.VOICEMAIL_LEFT: ("v", "F3", "Voicemail"),
    Outcome.SILENT_HANGUP: ("h", "F4", "Hang up"),
}


def outcome_bar(
    view: CallScreen,
    width: int,
    now: int,
    palette: Palette,
    *,
    typing: bool = False,
    recorded: str = "",
    least: int = 3,
) -> list[Line]:
    """Return the bar, `least` lines or as many as the consequences need in full; `now` in ms UTC runs the timer.

    With `typing` the keys are those that work inside a text field; `recorded` is an outcome whose note is still open.
    """
    left_width = _WIDE_LEFT if width >= WIDE else _NARROW_LEFT if width >= SMALL else 0
    if recorded:
        left: list[Line] = []
        right = recorded_lines(recorded, palette)
    else:
        left = _left(view, now, palette, wide=width >= WIDE, typing=typing)
        right = _right(view, width - left_width - 1, palette, typing=typing)
    height = max(least, len(right))
    lines = []
    for number in range(height):
        beside = left[number] if number < len(left) else ()
        text = right[number] if number < len(right) else ()
        lines.append((*fill(beside, left_width, palette.base), *fill(text, width - left_width, palette.base)))
    return lines


def recorded_lines(recorded: str, palette: Palette) -> list[Line]:
    """Return that an outcome is saved while its note is still being written, and what is next."""
    return [
        (("✓ ", palette.good), (recorded, palette.strong), (" · saved; the note is still open", palette.base)),
        (("esc ", palette.key), ("saves the note and brings up the next person", palette.muted)),
    ]


def ring_words(seconds: int) -> tuple[str, str]:
    """Return a sign and words for how long it has been ringing: under 15 s, under 30 s, longer."""
    if seconds < RING_LONG:
        return "●○○", "ringing"
    if seconds < RING_OUT:
        return "●●○", "a machine soon"
    return "●●●", "rings out"


def dial_line(view: CallScreen, now: int, palette: Palette) -> Line:
    """Return the open dial in one line: what is going on, the number, the time."""
    if view.dial is None:
        return ()
    spans: list[Span] = [(" ", palette.base), (clean(view.dial.number), palette.strong)]
    if view.mode is Mode.DIALING:
        sign, words = ring_words(_seconds(view, now))
        spans.append((f"  {span_of(_seconds(view, now))} {sign} {words}", palette.muted))
    else:
        spans.append((f"  {_state_words(view.mode)}", palette.muted))
    return tuple(spans)


def _left(view: CallScreen, now: int, palette: Palette, *, wide: bool, typing: bool) -> list[Line]:
    if view.dial is None or view.mode is Mode.IDLE:
        return _ready(view, palette, wide=wide, typing=typing)
    if view.mode in {Mode.OVER, Mode.DISPOSITION}:
        return _stopped(view, palette, wide=wide)
    figures = large(span_of(_seconds(view, now)))
    style, sign = palette.strong, ""
    words = _state_words(view.mode)
    if view.mode is Mode.DIALING:
        seconds = _seconds(view, now)
        sign, words = ring_words(seconds)
        style = palette.strong if seconds < RING_LONG else palette.key if seconds < RING_OUT else palette.warn
    lines: list[Line] = [((f" {row} ", style),) for row in figures]
    if wide:
        beside = ((clean(view.dial.number), palette.strong),), ((f"{sign} {words}".strip(), style),)
        lines = [(*lines[0], *beside[0]), (*lines[1], *beside[1]), lines[2]]
    return lines


def _stopped(view: CallScreen, palette: Palette, *, wide: bool) -> list[Line]:
    """After the line is down no time runs: what is wanted, and on which number."""
    words = _state_words(view.mode)
    if not wide or view.dial is None:
        return [((f" {word}", palette.warn),) for word in words.rsplit(" ", 1)]
    return [((f" {clean(view.dial.number)}", palette.strong),), ((f" {words}", palette.warn),)]


def _ready(view: CallScreen, palette: Palette, *, wide: bool, typing: bool) -> list[Line]:
    """Before a dial: the key that dials, and the number it dials."""
    if view.person is None:
        return []
    number = next((number for number in view.person.numbers if number.current), None)
    space = "F5" if typing else "space"
    if view.person.refusal is not None or number is None:
        head: Line = ((f" {space} ", palette.faint), ("Dial: not now", palette.muted))
    else:
        head = ((f" {space} ", palette.key), ("Dial", palette.strong))
    lines = [head]
    if number is not None:
        shown = clean(number.shown) if wide else ""
        lines.append(((f" {shown}", palette.strong),))
        if wide:
            lines.append(((f" {clean(number.label)}", palette.muted),))
    return lines


def _right(view: CallScreen, width: int, palette: Palette, *, typing: bool) -> list[Line]:
    match view.mode:
        case Mode.IDLE | Mode.DIALING | Mode.OVER:
            live = view.mode is not Mode.IDLE
            lines: list[Line] = []
            for consequence in view.consequences:
                lines += _consequence(consequence, width, palette, live=live, typing=typing)
            return lines
        case Mode.TALKING:
            return _talking(view, width, palette, typing=typing)
        case Mode.DISPOSITION:
            return [
                (("The talk is saved; what came of it decides what is next.", palette.base),),
                (("1", palette.key), (" to ", palette.muted), ("0", palette.key), (" choose", palette.muted)),
            ]
        case _:
            assert_never(view.mode)


def _talking(view: CallScreen, width: int, palette: Palette, *, typing: bool) -> list[Line]:
    keys = ("", "F5") if typing else ("s", "space")
    lines: list[Line] = []
    if keys[0]:
        lines += _row(keys[0], "Next step", (("agree on it, with its date", palette.base),), width, palette)
    lines += _row(keys[1], "Talk over", (("what came of it?", palette.base),), width, palette)
    for consequence in view.consequences:
        if consequence.outcome is not Outcome.ANSWERED:
            lines += _consequence(consequence, width, palette, live=True, typing=typing)
    return lines


def _consequence(consequence: Consequence, width: int, palette: Palette, *, live: bool, typing: bool) -> list[Line]:
    plain, function, label = _KEYS[consequence.outcome]
    text: list[Span] = [(clean(consequence.text), palette.base)]
    if consequence.planned:
        text.append((" ◀ planned", palette.key))
    return _row(function if typing else plain, label, text, width, palette, live=live)


def _row(
    key: str, label: str, text: tuple[Span, ...] | list[Span], width: int, palette: Palette, *, live: bool = True
) -> list[Line]:
    head = (
        (f"{key:>2} " if len(key) < 3 else f"{key} ", palette.key if live else palette.label),
        (f"{label:<{_LABEL}}", palette.strong if live else palette.muted),
        ("▸ ", palette.faint),
    )
    return paragraph(head, text, max(line_width(head) + 8, width))


def _seconds(view: CallScreen, now: int) -> int:
    if view.dial is None:
        return 0
    talked = view.dial.talked_at
    since = talked if talked is not None and view.mode is Mode.TALKING else view.dial.started_at
    return max(0, now - since) // 1000


def _state_words(mode: Mode) -> str:
    return {
        Mode.OVER: "outcome wanted",
        Mode.TALKING: "talking",
        Mode.DISPOSITION: "talk is over",
    }.get(mode, "")
