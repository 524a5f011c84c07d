"""Which key does what in which state, taken from the action registry, and what the screen adds to it.

A key that is not in the table of the present state does nothing and is said to do nothing.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.views import Mode
from dialdeck.settings.actions import Action, KeyState, actions_for, key_label


class Act(StrEnum):
    """What a key can do on the call screen: the ids of the registry, and below them the screen's own."""

    DIAL = "dial"
    MOVE_DOWN = "move_down"
    MOVE_UP = "move_up"
    BRING_UP = "bring_up"
    CHOOSE_NUMBER = "choose_number"
    NOTE = "note"
    NOTE_PREVIOUS = "note_previous"
    LOOK_BACK = "look_back"
    LOOK_RETURN = "look_return"
    CALLBACK = "callback"
    SEND = "send"
    SNOOZE = "snooze"
    RETIRE = "retire"
    MEETING_OVER = "meeting_over"
    FIND = "find"
    NARROW = "narrow"
    TASKS = "tasks"
    PLAN_AHEAD = "plan_ahead"
    JUMP = "jump"
    MARK = "mark"
    CLEAR_MARKS = "clear_marks"
    ADD_PERSON = "add_person"
    QR = "qr"
    UNDO = "undo"
    REDO = "redo"
    WHY = "why"
    PAUSE = "pause"
    RESUME = "resume"
    PALETTE = "palette"
    SESSIONS = "sessions"
    HELP = "help"
    QUIT = "quit"
    END_NOW = "end_now"
    ANSWERED = "answered"
    VOICEMAIL_LEFT = "voicemail_left"
    SILENT_HANGUP = "silent_hangup"
    RANG_OUT = "rang_out"
    BUSY = "busy"
    MAILBOX_FULL = "mailbox_full"
    MENU = "menu"
    NUMBER_DEAD = "number_dead"
    GREETING = "greeting"
    LIVE_DROP = "live_drop"
    NOT_PLACED = "not_placed"
    LINE_OVER = "line_over"
    NEXT_STEP = "next_step"
    END_TALK = "end_talk"
    AMEND_VOICEMAIL = "amend_voicemail"
    AMEND_SILENT = "amend_silent"
    # the screen's own: they touch nobody
    SCROLL_DOWN = "scroll_down"
    SCROLL_UP = "scroll_up"
    SUSPEND = "suspend"


OWN_KEYS: dict[str, Act] = {
    "question_mark": Act.HELP,
    "pagedown": Act.SCROLL_DOWN,
    "pageup": Act.SCROLL_UP,
    "ctrl+z": Act.SUSPEND,
}
"""Keys that work in every state."""

OWN_HELP: tuple[tuple[str, str], ...] = (
    ("pgdn pgup", "Show more of the script, or go back in it."),
    ("^z", "Leave to the shell; fg comes back."),
)

LATER = frozenset("reitHRS")
"""Keys kept for what comes in later versions."""

OUTCOMES: dict[Act, tuple[Outcome, Detail | None]] = {
    Act.ANSWERED: (Outcome.ANSWERED, None),
    Act.VOICEMAIL_LEFT: (Outcome.VOICEMAIL_LEFT, None),
    Act.AMEND_VOICEMAIL: (Outcome.VOICEMAIL_LEFT, None),
    Act.SILENT_HANGUP: (Outcome.SILENT_HANGUP, None),
    Act.AMEND_SILENT: (Outcome.SILENT_HANGUP, None),
    Act.RANG_OUT: (Outcome.SILENT_HANGUP, Detail.RANG_OUT),
    Act.BUSY: (Outcome.SILENT_HANGUP, Detail.BUSY),
    Act.MAILBOX_FULL: (Outcome.SILENT_HANGUP, Detail.MAILBOX_FULL),
    Act.MENU: (Outcome.SILENT_HANGUP, Detail.MENU),
    Act.NUMBER_DEAD: (Outcome.SILENT_HANGUP, Detail.NUMBER_DEAD),
}
"""What the outcome keys record."""

ENDS_A_DIAL = frozenset({*OUTCOMES, Act.GREETING, Act.LIVE_DROP, Act.NOT_PLACED})
"""Acts that say how a dial ended."""

MOVEMENT = frozenset({Act.MOVE_DOWN, Act.MOVE_UP, Act.SCROLL_DOWN, Act.SCROLL_UP})
"""Acts that may be repeated by holding a key: they record nothing."""

TOGGLES = frozenset({Act.DIAL, Act.BRING_UP, Act.PAUSE, Act.RESUME, Act.CLEAR_MARKS})
"""Acts on keys that also lead to where they work: held a moment too long, the key must not go on to the next thing."""

NOT_LISTED = MOVEMENT | {Act.PALETTE, Act.CLEAR_MARKS}
"""Acts that make no sense as a line of the palette."""

HARMLESS = MOVEMENT | {Act.HELP, Act.WHY, Act.QUIT, Act.END_NOW, Act.SUSPEND}
"""Acts that mean the same whoever is on the screen."""

_KNOWN = frozenset(Act)
_LABELS = {
    "replacement_character": "an unreadable key",
    "up": "↑",
    "down": "↓",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "ctrl+n": "^n",
    "ctrl+p": "^p",
    "ctrl+d": "^d",
    "backspace": "⌫",
    "ctrl+l": "^l",
    "ctrl+c": "^c",
}


@cache
def keys_in(mode: Mode, *, typing: bool = False) -> dict[str, Act]:
    """Return the acts by key in a state; with `typing`, those that keep working while a text is typed."""
    table = {} if typing else dict(OWN_KEYS)
    for action in actions_for(KeyState(mode)):
        if action.id in _KNOWN:
            table.update(dict.fromkeys(action.text_keys if typing else action.keys, Act(action.id)))
    return table


def actions_in(mode: Mode) -> tuple[Action, ...]:
    """Return the registry's actions of a state, in the order of help."""
    return actions_for(KeyState(mode))


class ListKey(StrEnum):
    """What a key does in a long list that is searched by typing: ids of the registry."""

    DOWN = "row_down"
    UP = "row_up"
    PAGE_DOWN = "page_down"
    PAGE_UP = "page_up"
    PICK = "pick"
    DONE = "task_done"
    LEAVE = "leave_list"


@cache
def keys_in_list() -> dict[str, ListKey]:
    """Return what the keys do in a long list; every other key is text."""
    return {key: ListKey(action.id) for action in actions_for(KeyState.PICKER) for key in action.keys}


class PlanKey(StrEnum):
    """What a key does on the page of the plan ahead: ids of the registry."""

    DOWN = "week_down"
    UP = "week_up"
    PAGE_DOWN = "weeks_down"
    PAGE_UP = "weeks_up"
    MORE = "plan_more"
    FEWER = "plan_fewer"
    UNLIMITED = "plan_unlimited"
    CADENCE = "plan_cadence"
    DICE = "plan_dice"
    LEAVE = "leave_plan"


@cache
def keys_in_plan() -> dict[str, PlanKey]:
    """Return what the keys do on the page of the plan ahead; every other key does nothing."""
    return {key: PlanKey(action.id) for action in actions_for(KeyState.PLAN) for key in action.keys}


def read_as(key: str) -> str:
    """Return a key as a person reads it."""
    return _LABELS.get(key) or key_label(key)
