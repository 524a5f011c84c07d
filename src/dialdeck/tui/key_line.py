"""The last line and the line above the bar: which keys there are, and the one thing that must be said now."""

from __future__ import annotations

from typing import NamedTuple

from dialdeck.model.views import CallScreen, Mode
from dialdeck.tui.cells import Line, Span, clip, fill, fit, line_width, paragraph, width_of
from dialdeck.tui.clean import clean
from dialdeck.tui.columns import NARROW
from dialdeck.tui.dial_side import dial_lines
from dialdeck.tui.ending_keys import Key, ending_key_lines
from dialdeck.tui.keymap import actions_in, read_as
from dialdeck.tui.palette import Palette
from dialdeck.tui.prompt import Field, Kind
from dialdeck.tui.state import State, Tone

_SILENT = ("rang_out", "busy", "mailbox_full", "menu", "number_dead", "greeting")
_SHOWN: dict[Mode, tuple[str, ...]] = {
    Mode.IDLE: (
        *("meeting_over", "note", "callback", "snooze", "retire", "undo", "redo", "look_back"),
        *("why", "find", "narrow", "tasks", "quit", "palette"),
    ),
    Mode.DIALING: (*_SILENT, "line_over", "not_placed", "note"),
    Mode.OVER: (*_SILENT, "not_placed", "note", "undo", "quit"),
    Mode.TALKING: ("note", "send", "end_talk"),
    Mode.DISPOSITION: ("note", "amend_voicemail", "amend_silent", "undo", "quit"),
    Mode.LOOKING: (
        *("look_return", "bring_up", "meeting_over", "note", "callback", "snooze", "retire"),
        *("undo", "find", "palette"),
    ),
    Mode.PAUSED: ("resume", "quit"),
}
"""Actions in the key line, by state and importance; the rest is in the help."""
_SPARED = ("tasks", "narrow", "why", "palette", "find", "redo", "look_back")
"""Actions that are left out first, in this order, where words do not fit: the help has all of them."""
_FOR_BACK = 4
"""So many of them are left out to name whom `back` leads to."""
_NAMED = 26
"""Cells that are at most kept on a wide line to name what undo takes back, or whom `back` leads to."""
_SHORT = {
    "mailbox_full": "full",
    "number_dead": "dead",
    "greeting": "greeting",
    "line_over": "over",
    "callback": "call back",
    "look_back": "back",
    "amend_voicemail": "machine: left",
    "amend_silent": "silent",
}
"""Words for a line too short for those of the registry."""
_NOBODY = frozenset({"note", "callback", "snooze", "retire", "why"})
"""Actions that need somebody on the screen."""
_MOST = 3
"""Lines of the one thing to say."""
_LEAST = 10
"""Cells of what undo would take back, below which it is not named."""


class _Part(NamedTuple):
    name: str
    key: str
    words: str
    short: str
    detail: str
    """What stands behind the words where there is room."""


def key_lines(view: CallScreen, width: int, palette: Palette, *, typing: bool = False, most: int = 99) -> list[Line]:
    """Return the keys of the present state that the bar does not show: words go before keys do.

    One line, or where even the bare keys do not fit, as many as they need; where each says what it would do, `most`.
    While `typing`, the field says its keys.
    """
    if typing:
        return [fill((), width, palette.base)]
    parts = [*_parts(view), _Part("help", "?", "help", "help", "")]
    if view.endings:
        keys = [Key(part.name, part.key, part.words + _detail(part, _NAMED), part.short) for part in parts]
        return ending_key_lines(keys, view.endings, _key_of("silent_hangup", view.mode), width, palette, most)
    bare = [(part.key, part.words) for part in parts]
    undo, back = _kept(view) if width >= NARROW else (0, 0)
    if _length(bare) + undo + back > width:
        parts = _spared(parts, _SPARED[:_FOR_BACK], width - undo - back, short=width < NARROW)
        parts = _spared(parts, _SPARED, width - undo, short=width < NARROW)
        bare = [(part.key, part.words) for part in parts]
    if _length(bare) > width:
        bare = [(part.key, part.short) for part in parts]
    at = len(bare) - 1
    while _length(bare) > width and at >= 0:
        bare[at] = (bare[at][0], "")
        at -= 1
    room = width - _length(bare)
    lines: list[Line] = []
    spans: list[Span] = [(" ", palette.base)]
    for (key, words), part in zip(bare, parts, strict=True):
        detail = _detail(part, room) if words else ""
        room -= width_of(detail)
        piece = ((key, palette.key), (f" {words}" if words else "", palette.muted), (detail, palette.base))
        if len(spans) > 1 and line_width(spans) + line_width(piece) > width:
            lines.append(fill(spans, width, palette.base))
            spans = [(" ", palette.base)]
        spans += [*piece, ("  ", palette.base)]
    return [*lines, fill(spans[:-1], width, palette.base)]


def _kept(view: CallScreen) -> tuple[int, int]:
    """Return the cells for the details of undo and of back, before which other keys are left out."""
    undo = min(_NAMED, width_of(view.undo) + 3) if view.undo else 0
    back = min(_NAMED, width_of(view.previous) + 6) if view.previous and view.mode is Mode.IDLE else 0
    return undo, back


def _spared(parts: list[_Part], names: tuple[str, ...], width: int, *, short: bool) -> list[_Part]:
    """Return the parts without those of `names`, as far as the (`short`) words of all others need it."""

    def fits(absent: list[str]) -> bool:
        shown = (part for part in parts if part.name not in absent)
        return _length([(part.key, part.short if short else part.words) for part in shown]) <= width

    absent: list[str] = []
    for name in names:
        if fits(absent):
            break
        absent.append(name)
    for name in reversed(absent):
        fewer = [one for one in absent if one != name]
        absent = fewer if fits(fewer) else absent
    return [part for part in parts if part.name not in absent]


def _detail(part: _Part, room: int) -> str:
    if not part.detail or room < _LEAST:
        return ""
    before = " to " if part.name == "look_back" else " "
    if part.name == "look_back" and width_of(part.detail) + len(before) + 2 > room:
        return ""
    return f"{before}“{fit(part.detail, room - len(before) - 2)}”"


def told_line(state: State, palette: Palette) -> Line:
    """Return the one thing to say: why a key did nothing, saving, a message, a question; else nothing."""
    view = state.view
    if state.flash:
        return ((" ✗ ", palette.chosen), (f"{state.flash} ", palette.chosen))
    if state.saving:
        return ((" … saving", palette.label),)
    if state.said:
        style = {Tone.FAILED: palette.bad, Tone.WARN: palette.warn}.get(state.tone, palette.label)
        return ((f" {state.tone.value} {clean(state.said)}", style),)
    if view.question and not state.recorded:
        name = f" · {clean(view.person.name)}" if view.person is not None else ""
        return ((" ? ", palette.warn), (f"{clean(view.question)}{name}", palette.strong))
    return ()


def wrapped_lines(told: Line, width: int, palette: Palette) -> list[Line]:
    """Return the one thing to say in one line, or up to three when it is long: what to do next stands at its end."""
    if line_width(told) <= width:
        return [fill(told, width, palette.base)] if told else []
    wrapped = paragraph(((" ", palette.base),), told, width - 1)
    return [fill(line, width, palette.base) for line in clip(wrapped, _MOST, palette.faint)]


def message_lines(state: State, width: int, now: int, palette: Palette) -> list[Line]:
    """Return the one thing to say on a page without a bar, where an open dial stands before it."""
    told = told_line(state, palette)
    number, running = dial_lines(state.view, now, width, palette)
    lines = [(*number, *running)] if line_width((*number, *running)) <= width else [number, running]
    if line_width((*lines[-1], *told)) <= width:
        lines[-1] = (*lines[-1], *told)
        told = ()
    return [*(fill(line, width, palette.base) for line in lines if line), *wrapped_lines(told, width, palette)]


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


def _parts(view: CallScreen) -> list[_Part]:
    """Return what the state offers now: nothing that has nothing to work on."""
    actions = {action.id: action for action in actions_in(view.mode)}
    absent = _NOBODY if view.person is None else frozenset()
    if view.person is None or not view.person.meeting:
        absent |= {"meeting_over"}
    details = {"undo": view.undo, "redo": view.redo, "look_back": view.previous}
    if view.bar.tasks_due == 0:
        absent |= {"tasks"}
    parts: list[_Part] = []
    for name in _SHOWN[view.mode]:
        action = actions.get(name)
        if action is None or not action.keys or name in absent or details.get(name) == "":
            continue
        words = _SHORT[name] if name == "look_back" else action.label
        detail = clean(details.get(name, ""))
        parts.append(_Part(name, read_as(action.keys[0]), words, _SHORT.get(name, action.label), detail))
    return parts


def _key_of(name: str, mode: Mode) -> str:
    return next((read_as(key) for action in actions_in(mode) if action.id == name for key in action.keys), name)


def _length(parts: list[tuple[str, str]]) -> int:
    """Return the cells of keys and words with two cells between them and one in front."""
    return sum(width_of(key) + (width_of(words) + 1 if words else 0) + 2 for key, words in parts) - 1
