"""The closed lists of the method: the words that are stored, exported and switched on.

They are text, so that a row in the file can be read by a person; nothing outside these lists is ever stored.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Final, Literal, get_args

RefusedKind = Literal["premium", "shared_cost", "personal"]
"""A kind of number that costs the caller money or reaches nobody at work: dialed only if the settings allow it."""
REFUSED_KINDS: Final[frozenset[str]] = frozenset(get_args(RefusedKind))


class Outcome(StrEnum):
    """The three ways in which a dial can end; whatever else is known about it is a `Detail`."""

    ANSWERED = "answered"
    VOICEMAIL_LEFT = "voicemail_left"
    SILENT_HANGUP = "silent_hangup"


class Detail(StrEnum):
    """What is known about a dial beyond its outcome; each belongs to exactly one outcome (`DETAILS`)."""

    # silent_hangup
    VOICEMAIL = "voicemail"
    RANG_OUT = "rang_out"
    MENU = "menu"
    MAILBOX_FULL = "mailbox_full"
    BUSY = "busy"
    NUMBER_DEAD = "number_dead"
    OTHER_NAME = "other_name"
    ROLE_CHANGED = "role_changed"
    AWAY_UNTIL = "away_until"
    LIVE_DROP = "live_drop"
    # voicemail_left
    MESSAGE = "message"
    VIA_GATEKEEPER = "via_gatekeeper"
    # answered
    GATEKEEPER = "gatekeeper"
    NO_TALK = "no_talk"
    MESSAGE_TAKEN = "message_taken"
    CALLBACK = "callback"
    CONVERSATION = "conversation"
    MEETING = "meeting"
    NOT_INTERESTED = "not_interested"
    NOT_A_FIT = "not_a_fit"
    LEFT_COMPANY = "left_company"
    WRONG_PERSON = "wrong_person"
    WRONG_NUMBER = "wrong_number"
    DO_NOT_CALL = "do_not_call"
    DROPPED = "dropped"


DETAILS: dict[Outcome, tuple[Detail, ...]] = {
    Outcome.SILENT_HANGUP: (
        Detail.VOICEMAIL,
        Detail.RANG_OUT,
        Detail.MENU,
        Detail.MAILBOX_FULL,
        Detail.BUSY,
        Detail.NUMBER_DEAD,
        Detail.OTHER_NAME,
        Detail.ROLE_CHANGED,
        Detail.AWAY_UNTIL,
        Detail.LIVE_DROP,
    ),
    Outcome.VOICEMAIL_LEFT: (Detail.MESSAGE, Detail.VIA_GATEKEEPER),
    Outcome.ANSWERED: (
        Detail.CONVERSATION,
        Detail.MEETING,
        Detail.CALLBACK,
        Detail.GATEKEEPER,
        Detail.NO_TALK,
        Detail.MESSAGE_TAKEN,
        Detail.NOT_INTERESTED,
        Detail.NOT_A_FIT,
        Detail.LEFT_COMPANY,
        Detail.WRONG_PERSON,
        Detail.WRONG_NUMBER,
        Detail.DO_NOT_CALL,
        Detail.DROPPED,
    ),
}
"""Details by outcome, in the order in which they are offered. `answered` without one still wants its disposition."""

DEFAULT_DETAIL: dict[Outcome, Detail | None] = {
    Outcome.SILENT_HANGUP: Detail.VOICEMAIL,
    Outcome.VOICEMAIL_LEFT: Detail.MESSAGE,
    Outcome.ANSWERED: None,
}


class Met(StrEnum):
    """What became of a meeting: the answers to the question that is asked at its time."""

    HELD = "held"
    NO_SHOW = "no-show"
    MOVED = "moved"


class Plan(StrEnum):
    """What an attempt leaves when nobody answers: a message, or the missed call alone."""

    VOICEMAIL = "voicemail"
    SILENT = "silent"


class Stage(StrEnum):
    """Where a person stands in the method; everybody has exactly one (method: stages)."""

    NEW = "new"
    PERSISTENCE = "persistence"
    FOLLOW_UP = "follow-up"
    MEETING = "meeting"
    RESTING = "resting"
    WIN_BACK = "win-back"
    RETIRED = "retired"
    DO_NOT_CALL = "do not call"


class Bucket(IntEnum):
    """The order of the hot: a lower bucket is served first. Nobody without a bucket is in the queue."""

    CALLBACK = 0
    RETURNED = 1
    PROMISE = 2
    DUE = 3
    FRESH = 4
    ARRIVING = 9


class Unresearched(StrEnum):
    """What is done with fresh people whose fit was not researched (method: worthy)."""

    SERVE = "serve"
    """They are served after the researched."""
    BRIEF = "brief"
    """The same, by the cadence `brief`: fewer attempts."""
    PREPARE = "prepare"
    """They are not served; they wait in the tasks to be prepared."""


class Role(StrEnum):
    """Whether a title says owner or chief executive; unknown counts as owner until confirmed."""

    OWNER = "owner"
    OTHER = "other"
    UNKNOWN = "unknown"


class EventKind(StrEnum):
    """What can happen to a person; the log of these is the truth from which the state is folded."""

    STARTED = "started"
    OUTCOME = "outcome"
    AMENDED = "amended"
    VOIDED = "voided"
    SNOOZED = "snoozed"
    CALLBACK = "callback"
    RETIRED = "retired"
    REVIVED = "revived"
    STAGE = "stage"
    DO_NOT_CALL = "do_not_call"
    RETURNED = "returned"
    PLANNED = "planned"
    TAKEN_BACK = "taken_back"
    RESTORED = "restored"


class DialStatus(StrEnum):
    """How far a dial has come: `over` wants its outcome, `talked` its disposition; `void` never rang."""

    OPEN = "open"
    OVER = "over"
    TALKED = "talked"
    DONE = "done"
    VOID = "void"


class PromiseKind(StrEnum):
    """A promise for a day ("tomorrow") or for a clock time ("call me at three")."""

    DAY = "day"
    CLOCK = "clock"


class TaskKind(StrEnum):
    """Work that is not a dial."""

    FIND_CONTACT = "find_contact"
    FIND_NUMBER = "find_number"
    SEND = "send"
    PREPARE = "prepare"
