"""The use cases that move a person without a dial: snooze, agree a callback, retire, revive; and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import BusyError, DataError, RefusedError
from dialdeck.method import transitions
from dialdeck.method.case import rested
from dialdeck.method.hours import day_bounds
from dialdeck.method.parts import parts_of
from dialdeck.model.codes import Bucket, Detail, EventKind, Stage
from dialdeck.model.replacing import replace
from dialdeck.session.applying import add_note, move, withdraw_promises, write_consequences
from dialdeck.session.dialable import out_of_reach
from dialdeck.session.naming import is_final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dialdeck.model.facts import PersonFacts
    from dialdeck.model.state import State
    from dialdeck.session.desk import Desk
    from dialdeck.storage.operations import Transaction
    from dialdeck.storage.undo import Undone
    from dialdeck.words.dates import When

ANY_DAY = frozenset({Detail.AWAY_UNTIL, Detail.NOT_INTERESTED})
"""Results whose date is a day to wait for, not one to call on."""


def check_free(desk: Desk, person_id: int) -> None:
    """Raise BusyError when somebody has a dial open with this person in another window."""
    held = desk.store.holder_of(person_id)
    if held is not None and not held.mine and desk.store.open_dial_of(person_id) is not None:
        message = f"a dial with this person is open in another window (process {held.pid}); nothing changed"
        raise BusyError(message)


def instant_of(desk: Desk, facts: PersonFacts, when: When, detail: Detail | None = None) -> int:
    """Return the instant a typed date means for this person: a day without a time opens with their hours that day.

    Raises RefusedError, naming the nearest day, when nothing is open on that day; an absence or a rest may end on any
    day, which is then the midnight that begins it.
    """
    if when.at is not None:
        return when.at
    if detail in ANY_DAY:
        return day_bounds(desk.calendar.zone(facts.place), when.day)[0]
    windows = desk.calendar.windows(facts.place, when.day)
    if not windows:
        nearest = desk.calendar.next_callable_day(facts.place, when.day)
        hint = f"; the next day that can be called is {nearest:%a %d %b}" if nearest else ""
        message = f"{when.day:%a %d %b} cannot be called{hint}"
        raise RefusedError(message)
    parts = parts_of(desk.calendar, facts.place, when.day)
    return next((part.start for part in parts if part.id == when.part), windows[0][0])


def ahead(desk: Desk, facts: PersonFacts, when: When) -> int:
    """Return the instant a typed date means for this person; raise DataError when it is past, else as `instant_of`."""
    at = instant_of(desk, facts, when)
    if at <= desk.clock.now():
        message = f"{when.text!r} is in the past"
        raise DataError(message)
    return at


def snooze(desk: Desk, person_id: int, when: When) -> None:
    """Let a person rest until a time; the step they stand at stays."""
    snooze_all(desk, {person_id: when})


def snooze_all(desk: Desk, until: Mapping[int, When]) -> None:
    """Let people rest, each until a time of their own, as one operation: all of them, or nobody."""
    with desk.store.operation("snooze", person_id=_lone(until)) as tx:
        for person_id, when in until.items():
            _snooze(desk, tx, person_id, when)
    desk.load.forget()


def snoozed(desk: Desk, facts: PersonFacts, when: When) -> tuple[int, State]:
    """Return the instant (ms UTC) that a snooze names, and where it leads: to the next open time from there on.

    Raises RefusedError for somebody out of the queue, at a meeting, or a day that cannot be called, DataError for a
    time gone by.
    """
    _keep_meeting(facts)
    until = ahead(desk, in_play(facts, "snoozed"), when)
    return until, transitions.snooze(desk.context, facts, until, desk.clock.now())


def _keep_meeting(facts: PersonFacts) -> None:
    """Raise RefusedError where an agreed meeting would be lost: that it was moved is said in so many words."""
    if facts.state.stage is Stage.MEETING:
        message = "a meeting is agreed: say that it was moved instead (o, or dialdeck meeting PROSPECT moved --next …)"
        raise RefusedError(message)


def _snooze(desk: Desk, tx: Transaction, person_id: int, when: When) -> None:
    check_free(desk, person_id)
    facts = desk.store.facts(person_id)
    facts = replace(facts, state=rested(facts.state, desk.clock.now()))
    until, state = snoozed(desk, facts, when)
    move(desk, tx, EventKind.SNOOZED, person_id, state, when=until)
    if facts.state.bucket in (Bucket.CALLBACK, Bucket.PROMISE) and state.bucket is Bucket.DUE:
        withdraw_promises(desk, tx, person_id, None)


def agree_callback(desk: Desk, person_id: int, when: When) -> None:
    """Promise a person a call at a time they named; it outranks everything when due.

    Raises RefusedError, naming the nearest allowed times, when hours, a lock or a cap of the law forbid that time.
    """
    with desk.store.operation("callback", person_id=person_id) as tx:
        check_free(desk, person_id)
        facts = in_play(desk.facts(person_id), "called back")
        _keep_meeting(facts)
        at = ahead(desk, facts, when)
        try:
            decision = transitions.agree_callback(desk.context, facts, at, desk.clock.now())
        except transitions.ClosedError as closed:
            raise RefusedError(str(closed)) from closed
        move(desk, tx, EventKind.CALLBACK, person_id, decision.state, when=at)
        write_consequences(desk, tx, person_id, decision, words=when.text)
    desk.load.forget()


def retire(desk: Desk, person_id: int, reason: str) -> None:
    """Let a prospect go, with a reason; nothing is deleted and they can be revived."""
    retire_all(desk, (person_id,), reason)


def retire_all(desk: Desk, person_ids: Sequence[int], reason: str) -> None:
    """Let prospects go for one reason, as one operation: all of them, or nobody."""
    text = required_reason(reason)
    with desk.store.operation("retire", person_id=_lone(person_ids)) as tx:
        for person_id in person_ids:
            check_free(desk, person_id)
            facts = in_play(desk.store.facts(person_id), "retired")
            decision = transitions.retire(desk.context, facts, "by_hand")
            move(desk, tx, EventKind.RETIRED, person_id, decision.state)
            write_consequences(desk, tx, person_id, decision)
            add_note(desk, tx, person_id, f"retired: {text}", None)
    desk.load.forget()


def revive(desk: Desk, person_id: int, reason: str, when: When | None = None) -> None:
    """Bring a retired or resting prospect back, with a new reason: as their cadence has it, or on a date."""
    text = required_reason(reason)
    with desk.store.operation("revive", person_id=person_id) as tx:
        check_free(desk, person_id)
        facts = desk.facts(person_id)
        _check_reviving(desk, facts)
        at = None if when is None else ahead(desk, facts, when)
        decision = transitions.revive(desk.context, facts, desk.clock.now(), at)
        move(desk, tx, EventKind.REVIVED, person_id, decision.state, **({} if at is None else {"when": at}))
        write_consequences(desk, tx, person_id, decision)
        add_note(desk, tx, person_id, f"revived: {text}", None)
    desk.load.forget()


def reviving(desk: Desk, person_id: int) -> str:
    """Return when a retired or resting person comes back without a date; raise RefusedError as `revive` does."""
    facts = desk.facts(person_id)
    _check_reviving(desk, facts)
    return transitions.revive(desk.context, facts, desk.clock.now()).why


def undo(desk: Desk, reason: str = "") -> Undone:
    """Take back the newest operation; a do not call only for a reason, which is kept as a note on the person.

    Raises RefusedError when there is nothing to take back, when it moved on since, or without a reason that is wanted.
    """
    target = desk.store.next_undo()
    final = is_final(desk, target)
    if final and not reason.strip():
        message = "do not call is final; say why it was a mistake, and it is taken back"
        raise RefusedError(message)
    undone = desk.store.undo()
    if final and undone.person_id is not None:
        write_note(desk, undone.person_id, f"do not call taken back: {reason.strip()}", undone.dial_id)
    return undone


def write_note(desk: Desk, person_id: int, text: str, dial_id: int | None) -> None:
    """Keep a note on a person, beside the dial it belongs to if there is one."""
    words = text.strip()
    if not words:
        return
    with desk.store.operation("note", person_id=person_id, dial_id=dial_id) as tx:
        add_note(desk, tx, person_id, words, dial_id)


def _check_reviving(desk: Desk, facts: PersonFacts) -> None:
    """Raise RefusedError for somebody who is neither retired nor resting, or whom no number reaches."""
    if facts.state.stage not in (Stage.RETIRED, Stage.RESTING):
        message = f"this person is not retired or resting but {facts.state.stage}; nothing changed"
        raise RefusedError(message)
    unreached = out_of_reach(desk, facts)
    if unreached is not None:
        raise RefusedError(unreached)


def _lone(person_ids: Collection[int]) -> int | None:
    """Return the one person an operation is about, None when it is about several."""
    return next(iter(person_ids)) if len(person_ids) == 1 else None


def required_reason(reason: str) -> str:
    """Return the reason without surrounding space; raise DataError when nothing is left."""
    text = reason.strip()
    if not text:
        message = "a reason is needed; say it in a few words"
        raise DataError(message)
    return text


def in_play(facts: PersonFacts, verb: str) -> PersonFacts:
    """Return the facts of a person who is in the queue; raise RefusedError for the retired and do-not-call."""
    if facts.state.bucket is None:
        message = f"this person is {facts.state.stage} and cannot be {verb}; revive them first"
        raise RefusedError(message)
    return facts
