"""The page of a window too small for panels: name, number, verdict and the outcome keys, nothing else."""

from __future__ import annotations

from dialdeck.model.views import CallScreen, Mode
from dialdeck.tui.cells import Line, Span, line_width, wrap
from dialdeck.tui.clean import clean
from dialdeck.tui.dial_side import dial_lines
from dialdeck.tui.digits import span_of
from dialdeck.tui.key_line import field_lines, told_line
from dialdeck.tui.middle import overlay, resume_key
from dialdeck.tui.outcome_bar import KEYS, Frame, looking_lines, outcome_bar, recorded_lines
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.research import number_spans
from dialdeck.tui.state import State

_DIALS = frozenset({Mode.IDLE, Mode.DIALING, Mode.OVER})
"""Modes in which the three outcome keys are what matters."""
_OPEN = frozenset({Mode.DIALING, Mode.OVER, Mode.TALKING})
"""Modes in which a dial is open, or what came of it is wanted."""
_LOW = 10
"""Height below which a message has no line of its own beside the time of a dial."""
_NARROW = 45
"""Width below which the verdict stands without the number of the attempt."""


def small_page(state: State, width: int, height: int, now: int, palette: Palette) -> list[Line]:
    """Return at most what matters of the state, for a window of `width` and `height` cells at `now` (ms UTC)."""
    view = state.view
    if state.overlay is not None:
        return overlay(state, state.overlay, width, height, palette)
    if view.mode is Mode.PAUSED:
        paused = ((f" Paused {span_of(view.bar.paused_ms // 1000)} ", palette.verdict),)
        return [paused, ((f" {resume_key()}", palette.key), (" goes on", palette.muted))]
    lines = _head(state, width, height, now, palette)
    if state.recorded:
        lines += recorded_lines(state.recorded, palette)
    room = max(0, height - len(lines))
    if state.field is not None:
        return [*lines, *field_lines(state.field, width, palette)]
    if state.choice is not None:
        options = [(option.key, clean(option.label)) for option in state.choice.options]
        return [*lines, *_listed(state, options, room, palette)]
    if view.mode is Mode.DISPOSITION:
        options = [(clean(item.key), clean(item.label)) for item in state.dispositions]
        return [*lines, *_listed(state, options, room, palette)]
    return [*lines, *_outcomes(view, width, room, now, palette)]


def _head(state: State, width: int, height: int, now: int, palette: Palette) -> list[Line]:
    """Return who it is, the number, what to do, and the one thing to say."""
    view = state.view
    number, running = dial_lines(view, now, width, palette) if view.mode in _OPEN else ((), ())
    lines: list[Line] = looking_lines(view, width, palette) if view.mode is Mode.LOOKING else []
    if view.person is None:
        lines.append((("Nobody can be called now.", palette.strong),))
        lines += [((clean(opens), palette.base),) for opens in view.queue_foot[:1]]
    else:
        lines.append(((clean(view.person.name), palette.name),))
        current = [number_spans(one, palette) for one in view.person.numbers if one.current]
        lines += [number] if number else current
    if view.script is not None and view.mode in _DIALS:
        heading = clean(view.script.heading)
        lines.append(((heading.rpartition(" · ")[2] if width < _NARROW else heading, palette.verdict),))
    return [*lines, *_said(state, running, width, height, palette)]


def _said(state: State, running: Line, width: int, height: int, palette: Palette) -> list[Line]:
    """Return how long a dial has been `running` and the one thing to say, in one line if need be."""
    told = told_line(state, palette)
    if state.view.mode is Mode.OVER and told:
        return [told]
    together = height < _LOW or line_width((*running, *told)) <= width
    lines = [(*running, *told)] if together else [running, told]
    return [line for line in lines if line]


def _listed(state: State, options: list[tuple[str, str]], room: int, palette: Palette) -> list[Line]:
    """Return a page of keys and their words, and how to turn it."""
    lines: list[Line] = [((f"{key} ", palette.key), (words, palette.base)) for key, words in options]
    if len(lines) <= room:
        return lines
    space = max(1, room - 1)
    state.deepest, state.leap = (len(lines) - 1) // space, 1
    at = min(state.scroll, state.deepest)
    turn = ((f"{at + 1}/{state.deepest + 1} pgdn pgup", palette.faint),)
    return [*lines[at * space : (at + 1) * space], turn]


def _outcomes(view: CallScreen, width: int, room: int, now: int, palette: Palette) -> list[Line]:
    """Return the outcome keys with all they will do, or with their words, or bare, as there are lines for it."""
    if view.mode not in _DIALS:
        return outcome_bar(view, Frame(width, least=0), now, palette) if view.mode is not Mode.LOOKING else []
    dial: list[Line] = [((" space ", palette.key), ("Dial", palette.strong))] if view.mode is Mode.IDLE else []
    full = [*dial, *outcome_bar(view, Frame(width, least=0), now, palette)]
    words: list[Span] = [span for line in dial for span in (*line, ("  ", palette.base))]
    for one in view.consequences:
        key, _, label = KEYS[one.outcome]
        sign = "◀" if one.planned else ""
        words += [(key, palette.key), (f"\u00a0{label}{sign} ".replace(" ", "\u00a0", label.count(" ")), palette.base)]
    worded = wrap(words, max(1, width))
    if len(full) <= room or not view.consequences:
        return full
    if len(worded) <= room:
        return worded
    bare = "  ".join(KEYS[one.outcome][0] + ("◀" if one.planned else "") for one in view.consequences)
    return [(*(span for line in dial for span in line[:1]), (bare, palette.key))]
