"""The help of this moment, made from the action registry: what it does not say, no key does."""

from __future__ import annotations

from dialdeck.model.views import Disposition, Mode
from dialdeck.settings.actions import KeyState, actions_for, keys_of
from dialdeck.tui.keymap import OWN_HELP, actions_in, read_as
from dialdeck.tui.prompt import Overlay

_TITLES = {
    Mode.IDLE: "before a dial",
    Mode.DIALING: "while a dial is open",
    Mode.OVER: "the outcome is wanted",
    Mode.TALKING: "while you talk",
    Mode.DISPOSITION: "after a talk",
}


def help_overlay(mode: Mode, dispositions: tuple[Disposition, ...] = ()) -> Overlay:
    """Return the keys of a state with a sentence each; after a talk those of the list that is offered."""
    meanings = {key: action.description for action in actions_in(mode) for key in action.keys}
    lines: list[tuple[str, str]] = []
    for item in dispositions:
        told = " · ".join(part for part in (item.text, item.default_date) if part)
        meaning = f"{item.label}: {meanings.get(item.key, '')}".rstrip(": ")
        lines.append((item.key, f"{meaning} → {told}" if told else meaning))
    listed = {item.key for item in dispositions}
    for action in actions_in(mode):
        if listed.issuperset(action.keys):
            continue
        asks = " Asks first." if action.confirm else ""
        lines.append((" ".join(read_as(key) for key in action.keys), action.description + asks))
    lines += OWN_HELP
    lines += [("", ""), ("While a text is typed", "")]
    for action in actions_for(KeyState(mode), typing=True):
        keys = keys_of(action, typing=True)
        lines.append((" ".join(read_as(key) for key in keys), action.description))
    return Overlay(f"Keys · {_TITLES[mode]}", tuple(lines))
