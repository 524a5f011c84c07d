"""What each result does, as data: one row for every outcome and detail, so that nothing can be half decided.

Source: the table "What each result does" of the method.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from dialdeck.model.codes import DEFAULT_DETAIL, DETAILS, Detail, Outcome
from dialdeck.model.facts import DialFact


class Then(StrEnum):
    """What follows a result; each has exactly one function in `decide`."""

    NEXT_STEP = "next_step"
    RETRY_BUSY = "retry_busy"
    NEXT_NUMBER = "next_number"
    ASK = "ask"
    AWAY = "away"
    REDIAL = "redial"
    APOLOGISE = "apologise"
    CALLBACK = "callback"
    FOLLOW_UP = "follow_up"
    MEETING = "meeting"
    REST = "rest"
    RETIRE = "retire"
    DO_NOT_CALL = "do_not_call"


class Row(NamedTuple):
    """One result: does it use up an attempt, did a message get through, what follows."""

    counts: bool
    message_left: bool
    then: Then


_NEXT = Row(counts=True, message_left=False, then=Then.NEXT_STEP)
_LEFT = Row(counts=True, message_left=True, then=Then.NEXT_STEP)


def _counted(then: Then) -> Row:
    return Row(counts=True, message_left=False, then=then)


def _free(then: Then) -> Row:
    return Row(counts=False, message_left=False, then=then)


# Results that end the numbering (a conversation, a refusal) have no "counts" in the method's table; the dial was
# an attempt all the same, and the old count that stays visible includes it.
ROWS: dict[tuple[Outcome, Detail | None], Row] = {
    (Outcome.SILENT_HANGUP, Detail.VOICEMAIL): _NEXT,
    (Outcome.SILENT_HANGUP, Detail.RANG_OUT): _NEXT,
    (Outcome.SILENT_HANGUP, Detail.MENU): _NEXT,
    (Outcome.SILENT_HANGUP, Detail.MAILBOX_FULL): _NEXT,
    (Outcome.SILENT_HANGUP, Detail.BUSY): _free(Then.RETRY_BUSY),
    (Outcome.SILENT_HANGUP, Detail.NUMBER_DEAD): _free(Then.NEXT_NUMBER),
    (Outcome.SILENT_HANGUP, Detail.OTHER_NAME): _free(Then.ASK),
    (Outcome.SILENT_HANGUP, Detail.ROLE_CHANGED): _free(Then.RETIRE),
    (Outcome.SILENT_HANGUP, Detail.AWAY_UNTIL): _free(Then.AWAY),
    (Outcome.SILENT_HANGUP, Detail.LIVE_DROP): _counted(Then.APOLOGISE),
    (Outcome.VOICEMAIL_LEFT, Detail.MESSAGE): _LEFT,
    (Outcome.VOICEMAIL_LEFT, Detail.VIA_GATEKEEPER): _LEFT,
    (Outcome.ANSWERED, None): _NEXT,
    (Outcome.ANSWERED, Detail.GATEKEEPER): _NEXT,
    (Outcome.ANSWERED, Detail.NO_TALK): _NEXT,
    (Outcome.ANSWERED, Detail.MESSAGE_TAKEN): _LEFT,
    (Outcome.ANSWERED, Detail.CALLBACK): _counted(Then.CALLBACK),
    (Outcome.ANSWERED, Detail.CONVERSATION): _counted(Then.FOLLOW_UP),
    (Outcome.ANSWERED, Detail.MEETING): _counted(Then.MEETING),
    (Outcome.ANSWERED, Detail.NOT_INTERESTED): _counted(Then.REST),
    (Outcome.ANSWERED, Detail.NOT_A_FIT): _counted(Then.RETIRE),
    (Outcome.ANSWERED, Detail.LEFT_COMPANY): _counted(Then.RETIRE),
    (Outcome.ANSWERED, Detail.WRONG_PERSON): _counted(Then.RETIRE),
    (Outcome.ANSWERED, Detail.WRONG_NUMBER): _free(Then.NEXT_NUMBER),
    (Outcome.ANSWERED, Detail.DO_NOT_CALL): _counted(Then.DO_NOT_CALL),
    (Outcome.ANSWERED, Detail.DROPPED): _free(Then.REDIAL),
}

_SILENCE_ON_THE_LINE = frozenset({Detail.BUSY, Detail.NUMBER_DEAD, Detail.WRONG_NUMBER})


def row_of(outcome: Outcome, detail: Detail | None) -> Row:
    """Return the row of a result; ValueError when the detail does not belong to the outcome."""
    found = ROWS.get((outcome, detail or DEFAULT_DETAIL[outcome]))
    if found is None:
        allowed = ", ".join(DETAILS[outcome])
        raise ValueError(f"{detail} is not a detail of {outcome}; it can be {allowed}")
    return found


def rang(outcome: Outcome | None, detail: Detail | None) -> bool:
    """Return whether the person's own telephone rang, so that the part of the day was tried (calling: parts)."""
    return outcome is not None and detail not in _SILENCE_ON_THE_LINE


def rung(dials: Iterable[DialFact]) -> list[DialFact]:
    """Return the dials in which the person's own telephone rang, in their order."""
    # Written out rather than asking `rang` each time: a decision goes through all the past of a person several times.
    return [dial for dial in dials if dial.outcome is not None and dial.detail not in _SILENCE_ON_THE_LINE]
