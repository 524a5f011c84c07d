"""The use cases of a dial: start it, record how it ended, amend that later, or say that it was never placed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.errors import BusyError, DataError, MissingError, RefusedError
from dialdeck.method.parts import part_at
from dialdeck.model.codes import DEFAULT_DETAIL, DETAILS, Detail, DialStatus, EventKind, Outcome
from dialdeck.model.facts import Decision, Result
from dialdeck.model.replacing import replace
from dialdeck.session.amending import derive, moves_after
from dialdeck.session.applying import add_note, take_back_consequences
from dialdeck.session.dialable import check_dialable, number_to_dial
from dialdeck.session.numbers import keep_heard
from dialdeck.session.past import facts_before, followers, state_before
from dialdeck.storage.rows import DialRow, EventRow

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.people import NumberDraft


class Recorded(NamedTuple):
    """What recording an outcome did: the operation, the dial, and the decision that was applied."""

    operation: int
    dial_id: int
    decision: Decision


def start_dial(desk: Desk, person_id: int, *, on_screen: bool = True) -> int:
    """Commit that a number is being dialed, before it is handed over; return the dial's id.

    Raises RefusedError when the person must not be dialed (with `on_screen` also outside hours and over a cap),
    BusyError when somebody has a dial open with them in another window.
    """
    store = desk.store
    with store.operation("start", person_id=person_id) as tx:
        held = store.holder_of(person_id)
        if held is not None and not held.mine and store.open_dial_of(person_id) is not None:
            message = f"a dial with this person is open in another window (process {held.pid}); finish it there"
            raise BusyError(message)
        if store.open_dial_of(person_id) is not None:
            message = "an earlier dial with this person still wants its outcome"
            raise RefusedError(message)
        facts = desk.facts(person_id)
        check_dialable(desk, facts, on_screen=on_screen)
        now = desk.clock.now()
        state = facts.state
        local = desk.calendar.local(facts.place, now)
        dial_id = tx.new_dial_id()
        tx.event(
            EventKind.STARTED,
            at=now,
            person_id=person_id,
            dial_id=dial_id,
            dial={
                "number_id": number_to_dial(facts),
                "status": DialStatus.OPEN,
                "started_at": now,
                "attempt": state.attempt,
                "plan": state.plan,
                "step": state.step,
                "cadence": state.cadence,
                "script": state.script,
                "part": part_at(desk.calendar, facts.place, now),
                "weekday": local.weekday(),
            },
        )
    return dial_id


def record_outcome(
    desk: Desk,
    dial_id: int,
    result: Result,
    *,
    words: str | None = None,
    note: str | None = None,
    heard: NumberDraft | None = None,
    unfinished: bool = False,
) -> Recorded:
    """Record how a dial ended, or correct it; apply the decision, derive again what came after, and return both.

    `words` are those typed for an agreed time, `note` is kept with the dial, `heard` is a number that the greeting
    told: it is dialed next. With `unfinished` the dial must still
    want its outcome or disposition. Raises MissingError for an unknown dial, DataError for a detail that does not
    belong to the outcome, RefusedError for a dial that was never placed and for one that ended in do not call.
    """
    check_detail(result)
    with desk.load.kept(), desk.store.operation("record", dial_id=dial_id) as tx:  # all is read under the same lock
        dial = placed_dial(desk, dial_id)
        if unfinished and dial.status == DialStatus.DONE:
            message = "this dial got its outcome meanwhile, in another window; amend it instead"
            raise RefusedError(message)
        tx.kind = "amend" if desk.store.has_outcome(dial_id) else "record"
        decision = derive(desk, tx, dial, result, words)
        if note is not None and note.strip():
            add_note(desk, tx, dial.person_id, note.strip(), dial_id)
        if heard is not None:
            keep_heard(desk, tx, dial.person_id, heard)
    if decision.blocks:
        desk.load.forget()  # others may bear the same number
    return Recorded(tx.seq, dial_id, decision)


def void_dial(desk: Desk, dial_id: int) -> None:
    """Say that no call happened: the dial touches no cap and no attempt; the event stays.

    What it brought with it is taken back. Only the newest dial of a person can be voided: RefusedError else.
    """
    with desk.store.operation("void", dial_id=dial_id) as tx:
        dial = placed_dial(desk, dial_id)
        later = list(followers(desk, dial))
        moves = [one for one in later if isinstance(one, EventRow)]
        if len(moves) < len(later):
            message = "others followed this dial; amend its outcome instead of taking it out"
            raise RefusedError(message)
        take_back_consequences(desk, tx, dial)
        facts = replace(facts_before(desk, dial), state=state_before(desk, dial))
        tx.event(
            EventKind.VOIDED,
            at=desk.clock.now(),
            person_id=dial.person_id,
            dial_id=dial_id,
            state=moves_after(desk, facts, moves),
            dial={"status": DialStatus.VOID, "ended_at": desk.clock.now(), "counts": 0},
        )
    desk.load.forget()


def placed_dial(desk: Desk, dial_id: int) -> DialRow:
    """Return a dial whose outcome may be given or corrected.

    Raises MissingError for an unknown one, RefusedError for one that was not placed or ended in do not call.
    """
    dial = desk.store.dial(dial_id)
    if dial is None:
        message = f"there is no dial {dial_id}"
        raise MissingError(message)
    if dial.status == DialStatus.VOID:
        message = "this dial was not placed: it has no outcome; only undo brings it back"
        raise RefusedError(message)
    if dial.detail == Detail.DO_NOT_CALL:
        message = "do not call is final; only undo takes it back"
        raise RefusedError(message)
    return dial


def hang_up(desk: Desk, dial_id: int) -> None:
    """Note that the line is down and the outcome still wanted."""
    with desk.store.operation("start", dial_id=dial_id) as tx:
        dial = desk.store.dial(dial_id)
        if dial is None or dial.status != DialStatus.OPEN:
            return
        now = desk.clock.now()
        tx.event(
            EventKind.STARTED,
            at=now,
            person_id=dial.person_id,
            dial_id=dial_id,
            dial={"status": DialStatus.OVER, "ended_at": now},
        )


def check_detail(result: Result) -> None:
    """Raise DataError when the detail does not belong to the outcome, naming those that do."""
    allowed = DETAILS[result.outcome]
    if result.detail is not None and result.detail not in allowed:
        names = ", ".join(allowed)
        message = f"{result.detail} is no detail of {result.outcome}; it can be: {names}"
        raise DataError(message)


def default_result(outcome: Outcome, detail: Detail | None, when: int | None) -> Result:
    """Return the result an outcome key means, with its usual detail when none was given."""
    return Result(outcome, detail or DEFAULT_DETAIL[outcome], when)
