"""The page of a window too small for panels: name, number, verdict and the outcome keys, nothing else."""

from __future__ import annotations

from dialdeck.model.views import Mode
from dialdeck.tui.cells import Line
from dialdeck.tui.clean import clean
from dialdeck.tui.digits import span_of
from dialdeck.tui.key_line import field_lines, message_line
from dialdeck.tui.middle import overlay, resume_key
from dialdeck.tui.outcome_bar import Frame, looking_lines, outcome_bar, recorded_lines
from dialdeck.tui.palette import Palette
from dialdeck.tui.panels.research import number_spans
from dialdeck.tui.state import State


def small_page(state: State, width: int, height: int, now: int, palette: Palette) -> list[Line]:
    """Return at most what matters of the state, for a window of `width` and `height` cells at `now` (ms UTC)."""
    view = state.view
    if state.overlay is not None:
        return overlay(state, state.overlay, width, height, palette)
    if view.mode is Mode.PAUSED:
        paused = ((f" Paused {span_of(view.bar.paused_ms // 1000)} ", palette.verdict),)
        return [paused, ((f" {resume_key()}", palette.key), (" goes on", palette.muted))]
    head = _head(state, width, palette)
    if state.choice is not None:
        head += [((f"{option.key} ", palette.key), (option.label, palette.base)) for option in state.choice.options]
    elif view.mode is Mode.DISPOSITION:
        head += [((f"{item.key} ", palette.key), (clean(item.label), palette.base)) for item in state.dispositions]
    if state.recorded:
        head += recorded_lines(state.recorded, palette)
    said = message_line(state, width, now, palette)
    head += [said] if said else []
    if state.field is not None:
        return [*head, *field_lines(state.field, width, palette)]
    if view.mode is Mode.LOOKING:
        return head
    return [*head, *outcome_bar(view, Frame(width, least=0), now, palette)]


def _head(state: State, width: int, palette: Palette) -> list[Line]:
    view = state.view
    lines: list[Line] = looking_lines(view, width, palette) if view.mode is Mode.LOOKING else []
    if view.person is not None:
        lines.append(((clean(view.person.name), palette.name),))
        lines += [number_spans(number, palette) for number in view.person.numbers if number.current]
    else:
        lines.append((("Nobody can be called now.", palette.strong),))
        lines += [((clean(opens), palette.base),) for opens in view.queue_foot[:1]]
    if view.script is not None and view.mode is not Mode.LOOKING:
        lines.append(((clean(view.script.heading), palette.verdict),))
    return lines
