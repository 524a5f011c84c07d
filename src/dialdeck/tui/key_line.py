"""The last line and the line above the bar: which keys there are, and the one thing that must be said now."""

from __future__ import annotations

from dialdeck.model.views import CallScreen, Mode
from dialdeck.tui.cells import Line, Span, fill, line_width
from dialdeck.tui.clean import clean
from dialdeck.tui.keymap import actions_in, read_as
from dialdeck.tui.outcome_bar import WIDE, dial_line
from dialdeck.tui.palette import Palette
from dialdeck.tui.prompt import Field, Kind
from dialdeck.tui.state import State, Tone

_SILENT = ("rang_out", "busy", "mailbox_full", "menu", "number_dead", "greeting")
_SHOWN: dict[Mode, tuple[str, ...]] = {
    Mode.IDLE: ("note", "callback", "snooze", "retire", "undo", "redo", "why", "quit"),
    Mode.DIALING: (*_SILENT, "line_over", "not_placed", "note"),
    Mode.OVER: (*_SILENT, "not_placed", "note"),
    Mode.TALKING: ("note", "end_talk"),
    Mode.DISPOSITION: (),
}
"""Actions in the key line, by state and importance; the rest is in the help."""


def key_line(view: CallScreen, width: int, palette: Palette) -> Line:
    """Return the keys of the present state that the bar does not show, as many as fit, the help always."""
    actions = {action.id: action for action in actions_in(view.mode)}
    parts: list[Line] = []
    for name in _SHOWN[view.mode]:
        action = actions.get(name)
        if action is None:
            continue
        detail = _reversed(name, view)
        if detail is None:
            continue
        parts.append(
            ((read_as(action.keys[0]), palette.key), (f" {action.label}", palette.muted), (detail, palette.base))
        )
    return _fitted(parts, (("?", palette.key), (" help", palette.muted)), width, palette)


def message_line(state: State, width: int, now: int, palette: Palette) -> Line:
    """Return the one thing to say: why a key did nothing, saving, a message, a question, or the open dial."""
    said: Span
    if state.flash:
        return fill(((" ✗ ", palette.chosen), (f"{state.flash} ", palette.chosen)), width, palette.base)
    if state.saving:
        return fill(((" … saving", palette.label),), width, palette.base)
    if state.said:
        style = {Tone.FAILED: palette.bad, Tone.WARN: palette.warn}.get(state.tone, palette.label)
        said = (f" {state.tone.value} {clean(state.said)}", style)
        return fill((said,), width, palette.base)
    view = state.view
    if view.question:
        name = f" · {clean(view.person.name)}" if view.person is not None else ""
        return fill(((" ? ", palette.warn), (f"{clean(view.question)}{name}", palette.strong)), width, palette.base)
    if width < WIDE and view.dial is not None:
        return fill(dial_line(view, now, palette), width, palette.base)
    return fill((), width, palette.base)


def field_lines(field: Field, width: int, palette: Palette) -> list[Line]:
    """Return an open text field: its title and keys, the text with its cursor, and what a date means."""
    title = ((f" {clean(field.title)}", palette.strong), (f"   {field.hint}", palette.faint))
    before, under, after = field.editor.window(max(1, width - 4))
    text: list[Span] = [(" › ", palette.key), (before, palette.base), (under, palette.cursor), (after, palette.base)]
    if not field.editor.text and field.default:
        text.append((f" {clean(field.default)} (enter)", palette.faint))
    lines = [fill(title, width, palette.base), fill(text, width, palette.base)]
    if field.kind is Kind.DATE:
        lines.append(fill(((f"   {clean(field.echo)}", palette.label),), width, palette.base))
    return lines


def _reversed(name: str, view: CallScreen) -> str | None:
    """Return what undo and redo would touch, None when there is nothing; an empty text for other actions."""
    what = {"undo": view.undo, "redo": view.redo}.get(name)
    if what is None:
        return ""
    return f" “{clean(what, 40)}”" if what else None


def _fitted(parts: list[Line], last: Line, width: int, palette: Palette) -> Line:
    """Return as many parts as there is room for in front of the last one, which is always there."""
    spans: list[Span] = [(" ", palette.base)]
    used = 1 + line_width(last)
    for part in parts:
        cells = line_width(part) + 2
        if used + cells <= width:
            spans += [*part, ("  ", palette.base)]
            used += cells
    return fill([*spans, *last], width, palette.base)
