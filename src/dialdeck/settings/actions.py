"""Every key of the call screen as plain data: what it is called, where it works, and what it says it will do.

Help, bindings and the key table are made from this one list, so that none of them can say something else. Keys are
written as the terminal library names them (`question_mark`, `ctrl+l`); `key_label` is how a person reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class KeyState(StrEnum):
    """What the keys belong to at the moment; a field, a long list and the plan ahead stand above the others."""

    IDLE = "idle"
    DIALING = "dialing"
    OVER = "over"
    TALKING = "talking"
    DISPOSITION = "disposition"
    LOOKING = "looking"
    PAUSED = "paused"
    TEXT = "text"
    PICKER = "picker"
    PLAN = "plan_ahead"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a key does."""

    id: str
    keys: tuple[str, ...]
    """Empty for what the palette alone offers."""
    states: tuple[KeyState, ...]
    label: str
    """Two or three words for a bar."""
    description: str
    """One sentence for help and tooltips."""
    text_keys: tuple[str, ...] = ()
    """The keys that do the same while a text field is open in one of `states`."""
    confirm: bool = False
    """It asks before it is done."""


_IDLE = (KeyState.IDLE,)
_CALM = (KeyState.IDLE, KeyState.LOOKING)
"""No line is open, and somebody is on the screen to think about."""
_LOOKING = (KeyState.LOOKING,)
_PAUSED = (KeyState.PAUSED,)
_PICKER = (KeyState.PICKER,)
_PLAN = (KeyState.PLAN,)
_OUTCOME = (KeyState.DIALING, KeyState.OVER)
_TALK = (KeyState.TALKING,)
_DISPOSITION = (KeyState.DISPOSITION,)
_STOPPED = (KeyState.IDLE, KeyState.OVER, KeyState.DISPOSITION)
"""No line is open: what was done can be taken back, and the session can end."""
_PERSON = (*_CALM, *_OUTCOME, *_TALK, *_DISPOSITION)
_EVERY = (*_PERSON, *_PAUSED)

ACTIONS: tuple[Action, ...] = (
    Action("dial", ("space",), _IDLE, "Dial", "Dial the person on the screen.", ("f5",)),
    Action("move_down", ("j", "down"), _IDLE, "down", "Move down in the queue."),
    Action("move_up", ("k", "up"), _IDLE, "up", "Move up in the queue."),
    Action("bring_up", ("enter",), _CALM, "bring up", "Bring up the person under the cursor, or the one looked at."),
    Action("choose_number", ("number_sign",), _IDLE, "number", "Choose which of their numbers is dialed."),
    Action("note", ("n",), _PERSON, "note", "Write a note about this person."),
    Action("note_previous", ("N",), _IDLE, "note on previous", "Write a note about the person before this one."),
    Action("look_back", ("b",), _IDLE, "look back", "Look at the person before this one; nothing changes."),
    Action("look_return", ("b", "escape"), _LOOKING, "return", "Return to where you were."),
    Action("callback", ("c",), _CALM, "call back at…", "Agree a time at which this person is called back."),
    Action(
        "send",
        ("y",),
        (*_CALM, *_TALK, *_DISPOSITION),
        "to send…",
        "Note what this person asked you to send, and by when: a task, kept or broken like a promise.",
    ),
    Action("snooze", ("z",), _CALM, "snooze", "Put this person, or all marked, aside until later today or a date."),
    Action("retire", ("x",), _CALM, "retire", "Take out of the queue with a reason, or bring a retired person back."),
    Action("meeting_over", ("o",), _CALM, "meeting…", "Say what became of a meeting: held, no-show, or moved."),
    Action("find", ("slash",), _CALM, "find", "Find people by name, company, note, or a number's last digits."),
    Action("narrow", ("l",), _IDLE, "narrow", "Narrow the queue to a list, stage, niche, zone or to promises."),
    Action("tasks", ("T",), _IDLE, "tasks", "Show the open tasks: tick one off, or bring its person up."),
    Action(
        "plan_ahead",
        ("P",),
        _IDLE,
        "plan ahead",
        "Look ahead: what the coming four weeks bring, and what a day can do.",
    ),
    Action("jump", ("f",), _IDLE, "jump", "Put letters beside the queue; a letter brings that person up."),
    Action("mark", ("m",), _IDLE, "mark", "Mark the row under the cursor: z and x then work on all marked."),
    Action("clear_marks", ("escape",), _IDLE, "no marks", "Take all marks away."),
    Action("add_person", ("plus",), _IDLE, "add", "Add a person by name and phone, and bring them up."),
    Action("qr", ("Q",), (*_IDLE, KeyState.DIALING), "QR", "Show the number as a QR code for a telephone's camera."),
    Action(
        "undo",
        ("u",),
        (*_STOPPED, *_LOOKING),
        "undo",
        "Take back the last thing that was done, also from before a restart.",
    ),
    Action("redo", ("U",), _STOPPED, "redo", "Do again what was just taken back."),
    Action("why", ("w",), (*_CALM, *_OUTCOME), "why", "Say why this person, this day and this message."),
    Action("pause", ("p",), _IDLE, "pause", "Take a break: the clock of the session stands."),
    Action("resume", ("space", "p", "enter"), _PAUSED, "go on", "End the break: the clock of the session goes on."),
    Action("palette", ("ctrl+p",), _CALM, "all commands", "Find any command by typing a part of its words."),
    Action("sessions", (), _IDLE, "sessions", "Show this session and those before it."),
    Action("help", ("question_mark",), _EVERY, "help", "Show every key."),
    Action(
        "quit",
        ("q",),
        (*_STOPPED, *_PAUSED),
        "end",
        "End the session and show what was done; what is wanted is asked again.",
    ),
    Action(
        "end_now", ("ctrl+c",), _EVERY, "end now", "End the session at once, in order; a note is saved.", ("ctrl+c",)
    ),
    Action("answered", ("a",), _OUTCOME, "Answered", "A person answered: start the talk.", ("f2",)),
    Action("voicemail_left", ("v",), _OUTCOME, "Voicemail", "The message was left.", ("f3",)),
    Action("silent_hangup", ("h",), _OUTCOME, "Hang up", "It went to voicemail: hang up without a message.", ("f4",)),
    Action("rang_out", ("1",), _OUTCOME, "rang out", "It rang out: no machine, no person."),
    Action("busy", ("2",), _OUTCOME, "busy", "The line was busy: once more in 30 minutes, after that on another day."),
    Action("mailbox_full", ("3",), _OUTCOME, "mailbox full", "The mailbox takes no messages."),
    Action("menu", ("4",), _OUTCOME, "menu", "A phone menu answered; the way through it can be kept."),
    Action(
        "number_dead",
        ("5",),
        _OUTCOME,
        "number dead",
        "The number is out of service: the next one at once, or one must be found.",
    ),
    Action(
        "greeting", ("6",), _OUTCOME, "greeting said…", "The greeting told something: away, another name or number."
    ),
    Action(
        "live_drop", ("ctrl+l",), _OUTCOME, "dropped a person", "A person answered and was hung up on.", confirm=True
    ),
    Action("not_placed", ("backspace",), _OUTCOME, "no call", "No call happened: nothing is counted.", confirm=True),
    Action(
        "line_over", ("space",), (KeyState.DIALING,), "line is down", "The line is down; say how it ended.", ("f5",)
    ),
    Action("next_step", ("s",), _TALK, "next step", "Agree the next step, with its date."),
    Action("end_talk", ("space",), _TALK, "end the talk", "The talk is over; say what came of it.", ("f5",)),
    Action(
        "amend_voicemail",
        ("v",),
        (*_TALK, *_DISPOSITION),
        "a machine: left",
        "It was a machine after all; I left it.",
        ("f3",),
    ),
    Action(
        "amend_silent",
        ("h",),
        (*_TALK, *_DISPOSITION),
        "a machine: silent",
        "It was a machine after all; I hung up.",
        ("f4",),
    ),
    Action("conversation", ("1",), _DISPOSITION, "next step", "We talked and agreed a next step."),
    Action("meeting", ("2",), _DISPOSITION, "meeting", "We agreed a meeting."),
    Action("call_back", ("3",), _DISPOSITION, "call back at…", "They asked to be called at another time."),
    Action("gatekeeper", ("4",), _DISPOSITION, "gatekeeper", "Somebody answered for them."),
    Action("no_talk", ("5",), _DISPOSITION, "no talk", "They were busy or rushed, or hung up."),
    Action("not_interested", ("6",), _DISPOSITION, "not interested", "They declined: rest, then a new reason."),
    Action("not_a_fit", ("7",), _DISPOSITION, "not a fit", "It does not fit: retired, with the reason."),
    Action("wrong_person", ("8",), _DISPOSITION, "wrong person, left", "It is somebody else's, or they have left."),
    Action("line_dropped", ("9",), _DISPOSITION, "line dropped", "The line broke: dial again at once."),
    Action("do_not_call", ("0",), _DISPOSITION, "do not call", "They want no more calls: final.", confirm=True),
    Action("wrong_number", ("w",), _DISPOSITION, "wrong number", "The number is not theirs: the next one at once."),
    Action("message_taken", ("t",), _DISPOSITION, "took a message", "Somebody took a message for them."),
    Action("via_gatekeeper", ("m",), _DISPOSITION, "left with somebody", "I left the message with somebody."),
    Action("leave_text", ("escape",), (KeyState.TEXT,), "save", "Save a note, or leave a date or reason as it was."),
    Action("row_down", ("down", "ctrl+n"), _PICKER, "down", "Move down in the list; letters narrow it."),
    Action("row_up", ("up",), _PICKER, "up", "Move up in the list."),
    Action("page_down", ("pagedown",), _PICKER, "page down", "Move down a page."),
    Action("page_up", ("pageup",), _PICKER, "page up", "Move up a page."),
    Action("pick", ("enter",), _PICKER, "pick", "Take the line under the cursor."),
    Action("task_done", ("ctrl+d",), _PICKER, "done", "Tick the task under the cursor off; undo takes it back."),
    Action("leave_list", ("escape",), _PICKER, "leave", "Leave the list; nothing changes."),
    Action("week_down", ("j", "down"), _PLAN, "week down", "Open the days of the next week."),
    Action("week_up", ("k", "up"), _PLAN, "week up", "Open the days of the week before."),
    Action("weeks_down", ("pagedown",), _PLAN, "page down", "Open as many further weeks as there is room for."),
    Action("weeks_up", ("pageup",), _PLAN, "page up", "Open as many weeks before."),
    Action("plan_more", ("plus",), _PLAN, "more", "Plan five dials a day more."),
    Action("plan_fewer", ("minus",), _PLAN, "fewer", "Plan five dials a day less; at first those of a session."),
    Action("plan_unlimited", ("0",), _PLAN, "all due", "Plan as many dials a day as are due."),
    Action("plan_cadence", ("c",), _PLAN, "cadence", "Plan as if first conversations were sought by another cadence."),
    Action("plan_dice", ("s",), _PLAN, "other dice", "Plan with other dice for who answers."),
    Action("leave_plan", ("escape",), _PLAN, "leave", "Stop what is being worked out, and leave; nothing changes."),
)
"""All actions, in the order in which help shows them. An id never changes: remapped keys refer to it."""

_LABELS = {"question_mark": "?", "escape": "esc", "number_sign": "#", "slash": "/", "plus": "+", "minus": "-"}


@cache
def actions_for(state: KeyState, *, typing: bool = False) -> tuple[Action, ...]:
    """Return what the keys do in `state`, in the order of help; with `typing`, in a text field above it."""
    if typing and state is not KeyState.TEXT:
        above = tuple(action for action in ACTIONS if state in action.states and action.text_keys)
        return (*above, *actions_for(KeyState.TEXT))
    return tuple(action for action in ACTIONS if state in action.states)


def action_for(key: str, state: KeyState, *, typing: bool = False) -> Action | None:
    """Return what `key` does in `state`, or None if it does nothing there."""
    for action in actions_for(state, typing=typing):
        if key in keys_of(action, typing=typing):
            return action
    return None


def keys_of(action: Action, *, typing: bool = False) -> tuple[str, ...]:
    """Return the keys of an action; with `typing`, those that work inside a text field."""
    return action.text_keys if typing and KeyState.TEXT not in action.states else action.keys


def key_label(key: str) -> str:
    """Return a key as a person reads it: `?`, `esc`, `F2`."""
    return _LABELS.get(key) or (key.upper() if key[:1] == "f" and key[1:].isdigit() else key)
