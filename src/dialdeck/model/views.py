"""What the screen reads: finished values, in the words that are shown, made by `session` and only painted by `tui`.

All text here may come from data and is hostile to a terminal; `tui` cleans it on the way to the screen.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from dialdeck.model.codes import Detail, Outcome


class Mode(StrEnum):
    """In which state the call screen is: it decides which keys mean something."""

    IDLE = "idle"
    DIALING = "dialing"
    """A dial is open: the phone is ringing or a machine is talking."""
    OVER = "over"
    """The line is down (or the outcome was taken back); the outcome is still wanted."""
    TALKING = "talking"
    DISPOSITION = "disposition"
    """The talk is over; what came of it is still wanted."""
    LOOKING = "looking"
    """Somebody is looked at who is not claimed: to be called, they are brought up."""
    PAUSED = "paused"
    """The caller takes a break: the clock of the session stands."""


class QueueRow(NamedTuple):
    """One line of the queue."""

    person_id: int
    name: str
    organisation: str
    attempt: int
    mark: str
    """`!` a promise or callback, a message sign or a dot for silent: what the attempt leaves."""
    note: str
    """Short: `promised 10:30`, `due since Fri`, empty."""
    current: bool


class PickRow(NamedTuple):
    """One line of a list that somebody picks from: people found, scopes of the queue, tasks, sessions."""

    id: str
    """What the session is told when this line is picked; opaque to the screen."""
    label: str
    note: str
    """The rest of the line: organisation and stage, a count, a due day."""
    current: bool = False
    """This is what holds now (the scope in force, the session of this window)."""


class Handed(NamedTuple):
    """What became of handing a number over to a dialer, in one line for the person at the keys."""

    words: str
    clipboard: str = ""
    """Text that the terminal is asked to put on the clipboard; empty for none."""
    failed: bool = False


class NumberView(NamedTuple):
    """A number as it is shown; `blocked` says why it cannot be dialed, or None."""

    number_id: int
    e164: str
    shown: str
    label: str
    extension: str | None
    current: bool
    blocked: str | None
    menu: str = ""
    """The way through the phone menu behind it, as far as it is known."""


class FactView(NamedTuple):
    """One line of research: its label (ISSUE, OFFER, …), the words, and where they are from."""

    label: str
    text: str
    source: str


class HistoryLine(NamedTuple):
    """One thing that happened, newest first in `PersonView.history`."""

    when: str
    text: str


class PersonView(NamedTuple):
    """The current prospect: everything the middle panel shows."""

    person_id: int
    uid: str
    name: str
    title: str
    organisation: str
    numbers: tuple[NumberView, ...]
    place: str
    """`Chicago 09:05, until 18:00`, with every candidate zone and the source when it is a guess."""
    niche: str
    role: str
    stage: str
    facts: tuple[FactView, ...]
    notes: tuple[HistoryLine, ...]
    history: tuple[HistoryLine, ...]
    refusal: str | None
    """Why this person must not be dialed now, or None."""
    can_be_revived: bool = False
    """They are retired or rest: `x` brings them back instead of letting them go."""
    meeting: bool = False
    """A meeting is agreed: `o` says what became of it, or that it was moved."""


class Words(NamedTuple):
    """A run of script text; a gap is a fact that is missing."""

    text: str
    gap: bool = False


class ScriptView(NamedTuple):
    """The script of the current attempt."""

    heading: str
    why: str
    if_answered: tuple[Words, ...]
    asks: tuple[tuple[Words, ...], ...]
    if_voicemail: tuple[Words, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: int


class Consequence(NamedTuple):
    """What one outcome key would do now, said before it is pressed."""

    outcome: Outcome
    text: str
    planned: bool


class Ending(NamedTuple):
    """What one of the keys for a dial without an answer would do now, said before it is pressed."""

    detail: Detail
    text: str
    """In full, as the outcomes say it."""
    short: str
    """In the few words of a key line; empty when it does what hanging up does."""


class Offer(NamedTuple):
    """One usual date: how it is typed, what it is called, and the instant it sets or why it cannot be used."""

    when: str
    label: str
    text: str


class Disposition(NamedTuple):
    """One line of the list after a talk: key, words, what it does, and the default date `enter` takes (or empty)."""

    key: str
    detail: Detail
    label: str
    text: str
    wants_date: bool
    default_date: str


class SessionBar(NamedTuple):
    """The line on top: counts of this session, and the nearest promise with a clock time."""

    title: str
    dials: int
    answered: int
    messages: int
    silent: int
    booked: int
    goal: int
    started_at: int
    """ms UTC; the pace is dials since then."""
    promise_name: str
    promise_at: int | None
    clock_is_set: bool
    zone: str
    """The caller's zone, for the clock in the bar."""
    promise_id: int | None = None
    """Which promise that is: two may be for the same time, or to people of the same name."""
    promise_person_id: int | None = None
    """To whom it was made."""
    paused_ms: int = 0
    """For how long the session stood still; the pace leaves it out."""
    tasks_due: int = 0
    """Open tasks that are due today or before."""
    scope: str = ""
    """What the queue is narrowed to, in words; empty for everybody."""


class OpenDial(NamedTuple):
    """The dial that is on: `started_at` in ms UTC for the timer, `talked_at` once it was answered."""

    dial_id: int
    number: str
    started_at: int
    talked_at: int | None
    e164: str = ""
    """The number as it may leave the program, or empty when it is no longer on file."""


class Coming(NamedTuple):
    """Who will probably be on the screen when the dial at hand has ended, as far as that can be known now.

    Fields are those of `CallScreen`.
    """

    person: PersonView
    script: ScriptView | None
    consequences: tuple[Consequence, ...]
    queue: tuple[QueueRow, ...]
    queue_title: str


class CallScreen(NamedTuple):
    """Everything the call screen shows; `script` is None only until the words were rendered."""

    mode: Mode
    person: PersonView | None
    script: ScriptView | None
    consequences: tuple[Consequence, ...]
    queue: tuple[QueueRow, ...]
    queue_title: str
    """`Queue · 212 callable now`."""
    queue_foot: tuple[str, ...]
    """`opens 11:00  34 in Denver`, people without a zone."""
    bar: SessionBar
    dial: OpenDial | None
    undo: str
    """What `u` would take back, or empty."""
    redo: str
    message: str
    """One line that the person must see now, or empty."""
    question: str
    """`Outcome wanted` and the like: the title of a question about a dial left unfinished, or empty."""
    previous: str = ""
    """The name of the person before this one, whom `b` looks back at and `N` writes a note on; empty for nobody."""
    undo_wants_reason: bool = False
    """What `u` would take back is final: it is only reversed for a typed reason."""
    nobody_on_file: bool = False
    """The file has no people at all: it wants a list first."""
    endings: tuple[Ending, ...] = ()
    """While a dial wants its outcome: what each further key for a dial without an answer would do."""
