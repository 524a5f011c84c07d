"""Writing a decision down: the event that carries it, and the promise, task, dead number or block that it brings."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from dialdeck.method.hours import local_date
from dialdeck.method.parts import part_at
from dialdeck.method.promises import promise_standing, promise_words
from dialdeck.method.transitions import do_not_call
from dialdeck.model.codes import Detail, EventKind, Stage

if TYPE_CHECKING:
    from dialdeck.model.facts import Decision, PersonFacts, PromiseDraft, Result
    from dialdeck.model.state import State
    from dialdeck.session.desk import Desk
    from dialdeck.storage.operations import Transaction
    from dialdeck.storage.rows import DialRow

ASKED = "asked not to be called"
DEAD = (Detail.NUMBER_DEAD, Detail.WRONG_NUMBER)


def decision_record(decision: Decision, result: Result | None) -> dict[str, Any]:
    """Return what an event keeps of a decision beside the state: codes and instants, no words."""
    record: dict[str, Any] = {
        "rules": list(decision.rules),
        "cadence": decision.cadence_hash,
        "message_left": decision.message_left,
    }
    if result is not None and result.when is not None:
        record["when"] = result.when
    return record


def write_consequences(
    desk: Desk, tx: Transaction, facts: PersonFacts, decision: Decision, dial_id: int | None, words: str | None
) -> None:
    """Write the promise, task, dead number and blocks of a decision; `words` are those typed for an agreed time."""
    if decision.withdraws_promises:
        withdraw_promises(tx, facts, dial_id)
    if decision.promise is not None:
        _write_promise(desk, tx, facts.person_id, decision.promise, dial_id, words)
    if decision.task is not None:
        task = decision.task
        tx.insert(
            "tasks",
            {
                "person_id": facts.person_id,
                "dial_id": dial_id,
                "kind": task.kind,
                "due_day": task.due_day,
                "reason": task.reason,
                "made_at": desk.clock.now(),
            },
        )
    if decision.dead_number is not None:
        tx.update("numbers", decision.dead_number, {"dead": 1})
    if decision.blocks:
        for number in desk.store.numbers(facts.person_id):
            block_number(desk, tx, number.e164, ASKED, facts.person_id)


def withdraw_promises(tx: Transaction, facts: PersonFacts, dial_id: int | None) -> None:
    """Mark the open promises to a person as over: another took their place, or there is nobody to call."""
    for promise in facts.promises:
        tx.update("promises", promise.id, {"settled": "withdrawn", "settled_by": dial_id})


def take_back_consequences(desk: Desk, tx: Transaction, dial: DialRow) -> None:
    """Take back what the present outcome of a dial brought with it, before another takes its place.

    Promises and tasks it made are dropped, promises it withdrew are open again, a number it called dead lives.
    """
    for promise in desk.store.promises(dial.person_id):
        if promise.dial_id == dial.id and promise.settled is None:
            tx.delete("promises", promise.id)
        elif promise.settled == "withdrawn" and promise.settled_by == dial.id:
            tx.update("promises", promise.id, {"settled": None, "settled_by": None})
    for task in desk.store.tasks(open_only=True, person_id=dial.person_id):
        if task.dial_id == dial.id:
            tx.delete("tasks", task.id)
    if dial.detail in DEAD and dial.number_id is not None:
        tx.update("numbers", dial.number_id, {"dead": 0})


def settle_promises(desk: Desk, tx: Transaction, facts: PersonFacts, dial_id: int, dialed_at: int) -> None:
    """Mark the open promises that a dial started at `dialed_at` kept, or kept late, or found broken."""
    zone = desk.calendar.zone(facts.place)
    part = part_at(desk.calendar, facts.place, dialed_at)
    for promise in facts.promises:
        standing = promise_standing(promise, zone, dialed_at, desk.clock.now(), part)
        if standing != "open":
            tx.update("promises", promise.id, {"settled": standing, "settled_by": dial_id})


def block_number(desk: Desk, tx: Transaction, e164: str, reason: str, person_id: int | None) -> int:
    """Put a number on the do-not-call list and take everybody out of the queue whom nothing else reaches.

    Returns how many people were taken out, the person themself included.
    """
    if desk.store.do_not_call_reason(e164) is None:
        tx.insert("do_not_call", {"e164": e164, "at": desk.clock.now(), "reason": reason, "person_id": person_id})
    out = 0
    for bearer in desk.store.find_by_number(e164):
        facts = desk.store.facts(bearer)
        usable = any(not number.dead and not number.blocked for number in facts.numbers)
        if usable or facts.state.stage is Stage.DO_NOT_CALL or bearer == person_id:
            continue
        decision = do_not_call(desk.context, facts)
        move(desk, tx, EventKind.DO_NOT_CALL, bearer, decision.state)
        withdraw_promises(tx, facts, None)
        out += 1
    return out


def move(desk: Desk, tx: Transaction, kind: EventKind, person_id: int, state: State, **inputs: Any) -> None:
    """Append an event that moves a person without a dial; `inputs` are the codes and instants it rests on."""
    tx.event(kind, at=desk.clock.now(), person_id=person_id, state=state, decision=inputs or None)


def _write_promise(
    desk: Desk, tx: Transaction, person_id: int, draft: PromiseDraft, dial_id: int | None, words: str | None
) -> None:
    made_at = desk.clock.now()
    zone_day = local_date(draft.zone, made_at)
    tx.insert(
        "promises",
        asdict(draft)
        | {
            "person_id": person_id,
            "dial_id": dial_id,
            "words": words or promise_words(zone_day, date.fromisoformat(draft.day)),
            "made_at": made_at,
        },
    )
