"""The help of this moment, made from the action registry: what it does not say, no key does."""

from __future__ import annotations

from dialdeck.model.views import Disposition, Mode
from dialdeck.settings.actions import Action, KeyState, actions_for, keys_of
from dialdeck.tui.keymap import OWN_HELP, Act, actions_in, read_as
from dialdeck.tui.prompt import Overlay

_TITLES = {
    Mode.IDLE: "before a dial",
    Mode.DIALING: "while a dial is open",
    Mode.OVER: "the outcome is wanted",
    Mode.TALKING: "while you talk",
    Mode.DISPOSITION: "after a talk",
    Mode.LOOKING: "while somebody is looked at",
    Mode.PAUSED: "in a break",
}
_WITH_LISTS = frozenset({Mode.IDLE, Mode.LOOKING})
"""Where long lists can be opened."""
_ACTS = frozenset(Act)


def help_overlay(mode: Mode, dispositions: tuple[Disposition, ...] = ()) -> Overlay:
    """Return the keys of a state with a sentence each; after a talk those of the list that is offered."""
    meanings = {key: action.description for action in actions_in(mode) for key in action.keys}
    lines: list[tuple[str, str]] = []
    for item in dispositions:
        told = " · ".join(part for part in (item.text, item.default_date) if part)
        meaning = f"{item.label}: {meanings.get(item.key, '')}".rstrip(": ")
        lines.append((item.key, f"{meaning} → {told}" if told else meaning))
    for action in actions_in(mode):
        if mode is Mode.DISPOSITION and action.id not in _ACTS:
            continue  # a line of the list after a talk: said above, when it is offered
        asks = " Asks first." if action.confirm else ""
        lines.append((_keys(action) or "^p", action.description + asks))
    lines += OWN_HELP
    lines += [("", ""), ("While a text is typed", "")]
    lines += [(_keys(action, typing=True), action.description) for action in actions_for(KeyState(mode), typing=True)]
    if mode in _WITH_LISTS:
        lines += [("", ""), ("In a long list (find, narrow, tasks, all commands)", "")]
        lines += [(_keys(action), action.description) for action in actions_for(KeyState.PICKER)]
    if mode is Mode.IDLE:
        lines += [("", ""), ("In the plan ahead", "")]
        lines += [(_keys(action), action.description) for action in actions_for(KeyState.PLAN)]
    return Overlay(f"Keys · {_TITLES[mode]}", tuple(lines))


def _keys(action: Action, *, typing: bool = False) -> str:
    return " ".join(read_as(key) for key in keys_of(action, typing=typing))
