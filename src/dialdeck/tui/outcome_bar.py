"""The bar that says what each outcome key will do before it is pressed, beside the number and the time of the dial."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from dialdeck.model.codes import Outcome
from dialdeck.model.views import CallScreen, Consequence, Mode
from dialdeck.tui.cells import Line, Span, fill, line_width, paragraph
from dialdeck.tui.clean import clean
from dialdeck.tui.dial_side import LARGE, dial_side, side_width
from dialdeck.tui.keymap import actions_in, read_as
from dialdeck.tui.palette import Palette
from dialdeck.tui.prompt import MENU

_LABEL = 10
_CLOSE = 76
"""Width of the window below which the words stand closer to their keys."""

KEYS = {
    Outcome.ANSWERED: ("a", "F2", "Answered"),
    Outcome.VOICEMAIL_LEFT: ("v", "F3", "Voicemail"),
    Outcome.SILENT_HANGUP: ("h", "F4", "Hang up"),
}
"""The three outcomes: the key, the key inside a text field, the word."""


class Frame(NamedTuple):
    """What the bar is made for: the width of the window, its least height, and whether its rows stand apart."""

    width: int
    least: int = 3
    air: bool = False
    keys: int = 2
    """Cells of the longest key, so that the words behind them are aligned."""
    typing: bool = False
    """The keys are those that work inside a text field."""
    recorded: str = ""
    """An outcome that is saved while its note is still open."""


def outcome_bar(view: CallScreen, frame: Frame, now: int, palette: Palette) -> list[Line]:
    """Return the bar, `least` lines or as many as the consequences need in full; `now` in ms UTC runs the timer."""
    width = frame.width
    if view.mode is Mode.LOOKING:
        return _padded(looking_lines(view, width, palette), frame, palette)
    if frame.recorded:
        said = recorded_lines(frame.recorded, palette)
        return _padded([fill(line, width, palette.base) for line in said], frame, palette)
    if view.mode is Mode.DISPOSITION and width < LARGE:
        return _padded([fill(_over(view, palette), width, palette.base)], frame, palette)
    left_width = side_width(width)
    left = dial_side(view, now, width, palette, typing=frame.typing)
    right = _right(view, width - left_width - 1, palette, frame)
    height = max(frame.least, len(left), len(right))
    lines = []
    for number in range(height):
        beside = left[number] if number < len(left) else ()
        text = right[number] if number < len(right) else ()
        lines.append((*fill(beside, left_width, palette.base), *fill(text, width - left_width, palette.base)))
    return lines


def words_from(frame: Frame) -> int:
    """Return the cells before what a key will do, in a window without a side."""
    return frame.keys + 1 + _LABEL + (0 if frame.width < _CLOSE else 2)


def recorded_lines(recorded: str, palette: Palette) -> list[Line]:
    """Return that an outcome is saved while its note is still being written, and what is next."""
    key, what = (" enter ", "the way through it") if recorded == MENU else (" esc ", "the note")
    return [
        ((" ✓ ", palette.good), (recorded, palette.strong), (f" · saved; {what} is still open", palette.base)),
        ((key, palette.key), (f"saves {what} and brings up the next person", palette.muted)),
    ]


def looking_lines(view: CallScreen, width: int, palette: Palette) -> list[Line]:
    """Return the band that says that somebody is only looked at, and what keys still concern them."""
    keys = {action.id: read_as(action.keys[0]) for action in actions_in(Mode.LOOKING) if action.keys}
    name = clean(view.person.name, 80) if view.person is not None else "somebody"
    back, up = keys.get("look_return", "b"), keys.get("bring_up", "enter")
    tail = f" · changes nothing · {back} returns, {up} brings them up "
    head = " looking at "
    room = width - len(head) - line_width(((tail, palette.verdict),))
    if room < min(len(name), 8):
        band = fill(((f"{head}{name} ", palette.verdict),), width, palette.verdict)
        return [band, fill(((tail[2:], palette.strong),), width, palette.base)]
    words = (
        fill(((name, palette.verdict),), room, palette.verdict)
        if line_width(((name, palette.base),)) > room
        else ((name, palette.verdict),)
    )
    band = fill(((head, palette.verdict), *words, (tail, palette.verdict)), width, palette.verdict)
    told = " note, callback, snooze and retire concern them; nobody is dialed"
    return [band, fill(((told, palette.muted),), width, palette.base)]


def _over(view: CallScreen, palette: Palette) -> Line:
    """Return in one line that the talk is over, where the list of what came of it needs every other."""
    number = f" {clean(view.dial.number)}" if view.dial is not None else ""
    return (
        (" talk is over", palette.warn),
        (number, palette.strong),
        (" · saved; what came of it decides what is next", palette.muted),
    )


def _padded(lines: list[Line], frame: Frame, palette: Palette) -> list[Line]:
    return [*lines, *[fill((), frame.width, palette.base)] * (frame.least - len(lines))]


def _right(view: CallScreen, width: int, palette: Palette, frame: Frame) -> list[Line]:
    match view.mode:
        case Mode.IDLE | Mode.DIALING | Mode.OVER:
            rows = [
                _consequence(one, width, palette, frame, live=view.mode is not Mode.IDLE) for one in view.consequences
            ]
            return _rows(rows, frame)
        case Mode.TALKING:
            return _rows(_talking(view, width, palette, frame), frame)
        case Mode.DISPOSITION:
            return [(("The talk is saved; what came of it decides what is next.", palette.base),)]
        case Mode.LOOKING | Mode.PAUSED:
            return []
        case _:
            assert_never(view.mode)


def _rows(rows: list[list[Line]], frame: Frame) -> list[Line]:
    """Return the rows one below the other, apart from each other where there is room for it."""
    gap: list[Line] = [()] if frame.air else []
    return [line for number, row in enumerate(rows) for line in ((*gap, *row) if number else row)]


def _talking(view: CallScreen, width: int, palette: Palette, frame: Frame) -> list[list[Line]]:
    keys = ("", "F5") if frame.typing else ("s", "space")
    frame = frame._replace(keys=max(frame.keys, len(keys[1])))
    rows: list[list[Line]] = []
    if keys[0]:
        rows.append(_row(keys[0], "Next step", [("agree on it, with its date", palette.base)], width, palette, frame))
    rows.append(_row(keys[1], "Talk over", [("what came of it?", palette.base)], width, palette, frame))
    rows += [
        _consequence(one, width, palette, frame, live=True)
        for one in view.consequences
        if one.outcome is not Outcome.ANSWERED
    ]
    return rows


def _consequence(consequence: Consequence, width: int, palette: Palette, frame: Frame, *, live: bool) -> list[Line]:
    plain, function, label = KEYS[consequence.outcome]
    text: list[Span] = [(clean(consequence.text), palette.base)]
    if consequence.planned:
        text.append((" ◀\u00a0planned", palette.key))
    strong = live or consequence.planned
    return _row(function if frame.typing else plain, label, text, width, palette, frame, live=strong)


def _row(
    key: str, label: str, text: list[Span], width: int, palette: Palette, frame: Frame, *, live: bool = True
) -> list[Line]:
    close = frame.width < _CLOSE
    head = (
        (f"{key:>{frame.keys}} ", palette.key if live else palette.label),
        (f"{label:<{_LABEL}}", palette.strong if live else palette.muted),
        ("" if close else "▸ ", palette.faint),
    )
    return paragraph(head, text, max(line_width(head) + 8, width))
