"""The use cases of a dial: start it, record how it ended, amend that later, or say that it was never placed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialdeck.errors import BusyError, DataError, MissingError, RefusedError
from dialdeck.method.caps import refusal
from dialdeck.method.decide import decide
from dialdeck.method.parts import part_at
from dialdeck.model.codes import DETAILS, Detail, DialStatus, EventKind, Outcome, Stage
from dialdeck.model.facts import Decision, PersonFacts, Result
from dialdeck.session.applying import (
    decision_record,
    settle_promises,
    take_back_consequences,
    write_consequences,
)

if TYPE_CHECKING:
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import DialRow


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording an outcome did: the operation, the dial, and the decision that was applied."""

    operation: int
    dial_id: int
    decision: Decision


def check_dialable(desk: Desk, facts: PersonFacts, *, on_screen: bool) -> None:
    """Raise RefusedError when this person must not be dialed; with `on_screen` also for hours and caps now."""
    if facts.state.stage is Stage.DO_NOT_CALL:
        message = "do not call: this person asked not to be called, or every number is blocked"
        raise RefusedError(message)
    if not any(not number.dead and not number.blocked for number in facts.numbers):
        message = "no number left that may be dialed; add one with: dialdeck edit PROSPECT phone=…"
        raise RefusedError(message)
    if on_screen:
        reason = refusal_now(desk, facts)
        if reason is not None:
            raise RefusedError(reason)


def refusal_now(desk: Desk, facts: PersonFacts) -> str | None:
    """Return why this person may not be dialed at this moment, or None."""
    now = desk.clock.now()
    if not desk.calendar.is_open(facts.place, now):
        return desk.calendar.why_closed(facts.place, now)
    capped = refusal(desk.calendar, facts, now)
    return capped.reason if capped is not None else None


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
        facts = store.facts(person_id)
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


def number_to_dial(facts: PersonFacts) -> int | None:
    """Return the id of the number to dial next: the chosen one while it may be dialed, else the first that may."""
    usable = [number.id for number in facts.numbers if not number.dead and not number.blocked]
    if facts.state.number_id in usable:
        return facts.state.number_id
    return usable[0] if usable else None


def record_outcome(desk: Desk, dial_id: int, result: Result, *, words: str | None = None) -> Recorded:
    """Record how a dial ended, apply the decision, and return both; a dial that has its outcome is amended.

    Raises MissingError for an unknown dial, DataError for a detail that does not belong to the outcome.
    """
    check_detail(result)
    store = desk.store
    dial = store.dial(dial_id)
    if dial is None:
        message = f"there is no dial {dial_id}"
        raise MissingError(message)
    if dial.detail == Detail.DO_NOT_CALL:
        message = "do not call is final; only undo takes it back"
        raise RefusedError(message)
    first = not store.has_outcome(dial_id)
    with store.operation("record" if first else "amend", person_id=dial.person_id, dial_id=dial_id) as tx:
        if dial.outcome is not None:
            take_back_consequences(desk, tx, dial)
        facts = facts_before(desk, dial)
        decision = decide(desk.context, facts, result, dial.started_at)
        if first:
            settle_promises(desk, tx, facts, dial_id, dial.started_at)
        tx.event(
            EventKind.OUTCOME if first else EventKind.AMENDED,
            at=desk.clock.now(),
            person_id=dial.person_id,
            dial_id=dial_id,
            outcome=result.outcome,
            detail=result.detail,
            state=decision.state,
            dial=dial_patch(desk, dial, result, decision),
            decision=decision_record(decision, result),
        )
        write_consequences(desk, tx, facts, decision, dial_id, words)
    desk.load.forget()
    return Recorded(tx.seq, dial_id, decision)


def dial_patch(desk: Desk, dial: DialRow, result: Result, decision: Decision) -> dict[str, object]:
    """Return what an outcome changes in the row of its dial."""
    return {
        "status": DialStatus.TALKED if decision.talk else DialStatus.DONE,
        "ended_at": dial.ended_at or desk.clock.now(),
        "outcome": result.outcome,
        "detail": result.detail,
        "counts": int(decision.counts),
        "off_plan": int(decision.off_plan),
    }


def facts_before(desk: Desk, dial: DialRow) -> PersonFacts:
    """Return what was known of the person before this dial had an outcome: its own trace and later dials left out."""
    facts = desk.store.facts(dial.person_id)
    return replace(
        facts,
        state=desk.store.state_before_dial(dial.id),
        dials=tuple(other for other in facts.dials if other.dial_id < dial.id),
    )


def void_dial(desk: Desk, dial_id: int) -> None:
    """Say that no call happened: the dial touches no cap and no attempt; the event stays."""
    dial = desk.store.dial(dial_id)
    if dial is None:
        message = f"there is no dial {dial_id}"
        raise MissingError(message)
    with desk.store.operation("void", person_id=dial.person_id, dial_id=dial_id) as tx:
        tx.event(
            EventKind.VOIDED,
            at=desk.clock.now(),
            person_id=dial.person_id,
            dial_id=dial_id,
            state=desk.store.state_before_dial(dial_id),
            dial={"status": DialStatus.VOID, "ended_at": desk.clock.now(), "counts": 0},
        )


def hang_up(desk: Desk, dial_id: int) -> None:
    """Note that the line is down and the outcome still wanted."""
    dial = desk.store.dial(dial_id)
    if dial is None or dial.status != DialStatus.OPEN:
        return
    with desk.store.operation("start", person_id=dial.person_id, dial_id=dial_id) as tx:
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
    from dialdeck.model.codes import DEFAULT_DETAIL

    return Result(outcome, detail or DEFAULT_DETAIL[outcome], when)
