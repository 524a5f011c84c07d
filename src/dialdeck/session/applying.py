"""Writing a decision down: the event that carries it, and the promise, task, dead number or block that it brings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dialdeck.method.endings import NEW_FACT, SHORT_MAIL
from dialdeck.method.hours import local_date
from dialdeck.method.promises import promise_standing, promise_words
from dialdeck.method.same_step import WHOSE_NAME
from dialdeck.method.transitions import do_not_call
from dialdeck.model.codes import Detail, EventKind, PromiseKind, Stage
from dialdeck.model.facts import PromiseFact
from dialdeck.session.past import open_promises

if TYPE_CHECKING:
    from dialdeck.model.facts import Decision, Place, PromiseDraft, Result, TaskDraft
    from dialdeck.model.state import State
    from dialdeck.session.desk import Desk
    from dialdeck.storage.operations import Transaction
    from dialdeck.storage.rows import DialRow

ASKED = "asked not to be called"
WAITING = (Stage.RESTING, Stage.WIN_BACK)
"""Stages in which the homework of a win-back is still to be done."""
HOMEWORK = frozenset({NEW_FACT, SHORT_MAIL})
ANSWERING = frozenset({Stage.FOLLOW_UP, Stage.MEETING, Stage.RETIRED, Stage.DO_NOT_CALL})
"""Stages that are only reached by whoever talked to us, or is out of the queue."""
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
    desk: Desk,
    tx: Transaction,
    person_id: int,
    decision: Decision,
    dial: DialRow | None = None,
    *,
    words: str | None = None,
    made_by: int | None = None,
) -> None:
    """Write the promise, task, dead number and blocks of a decision; `words` are those typed for an agreed time.

    Open promises made up to `made_by` (ms UTC; None: all) are those that the decision may withdraw.
    """
    dial_id = None if dial is None else dial.id
    at = desk.clock.now() if dial is None else dial.started_at
    if decision.withdraws_promises:
        withdraw_promises(desk, tx, person_id, dial_id, made_by)
    if decision.promise is not None:
        _write_promise(tx, person_id, decision.promise, dial_id, words, at)
    _write_tasks(desk, tx, person_id, decision, dial_id)
    if decision.dead_number is not None:
        tx.update("numbers", decision.dead_number, {"dead": 1})
    if decision.blocks:
        for number in desk.store.numbers(person_id):
            block_number(desk, tx, number.e164, ASKED, person_id)


def add_note(desk: Desk, tx: Transaction, person_id: int, text: str, dial_id: int | None) -> None:
    """Insert a note inside an operation."""
    tx.insert("notes", {"person_id": person_id, "dial_id": dial_id, "at": desk.clock.now(), "text": text})


def withdraw_promises(
    desk: Desk, tx: Transaction, person_id: int, dial_id: int | None, made_by: int | None = None
) -> None:
    """Mark the open promises to a person as over: another took their place, or there is nobody to call."""
    for promise in open_promises(desk, person_id, made_by):
        tx.update("promises", promise.id, {"settled": "withdrawn", "settled_by": dial_id})


def take_back_consequences(desk: Desk, tx: Transaction, dial: DialRow) -> None:
    """Take back what the present outcome of a dial brought with it, before another takes its place.

    Promises and open tasks it made are dropped, promises it settled are open again, a number it called dead lives.
    """
    for promise in desk.store.promises(dial.person_id):
        if promise.dial_id == dial.id:
            tx.delete("promises", promise.id)
        elif promise.settled_by == dial.id:
            tx.update("promises", promise.id, {"settled": None, "settled_by": None})
    for task in desk.store.tasks(open_only=True, person_id=dial.person_id):
        if task.dial_id == dial.id:
            tx.delete("tasks", task.id)
    if dial.detail in DEAD and dial.number_id is not None:
        tx.update("numbers", dial.number_id, {"dead": 0})


def settle_promises(desk: Desk, tx: Transaction, dial: DialRow, place: Place) -> None:
    """Mark the open promises made before a dial that it kept, or kept late, or found broken, in the person's hours."""
    zone = desk.calendar.zone(place)
    for row in open_promises(desk, dial.person_id, dial.started_at):
        fact = PromiseFact(row.id, PromiseKind(row.kind), row.at, row.day, row.part)
        standing = promise_standing(fact, zone, dial.started_at, dial.started_at)
        if standing != "open":
            tx.update("promises", row.id, {"settled": standing, "settled_by": dial.id})


def block_number(desk: Desk, tx: Transaction, e164: str, reason: str, person_id: int | None) -> int:
    """Put a number on the do-not-call list and take everybody out of the queue all of whose living numbers are on it.

    Whoever has one left that the settings alone refuse stays: settings change, and a do not call does not.
    Returns how many people were taken out, the person themself included.
    """
    if desk.store.do_not_call_reason(e164) is None:
        tx.insert("do_not_call", {"e164": e164, "at": desk.clock.now(), "reason": reason, "person_id": person_id})
    out = 0
    for bearer in desk.store.find_by_number(e164):
        facts = desk.store.facts(bearer)
        left = any(not number.dead and not number.blocked for number in facts.numbers)
        if left or facts.state.stage is Stage.DO_NOT_CALL or bearer == person_id:
            continue
        decision = do_not_call(desk.context, facts)
        move(desk, tx, EventKind.DO_NOT_CALL, bearer, decision.state)
        withdraw_promises(desk, tx, bearer, None)
        _drop_tasks(desk, tx, bearer, _settled_by(decision))
        out += 1
    return out


def move(desk: Desk, tx: Transaction, kind: EventKind, person_id: int, state: State, **inputs: Any) -> None:
    """Append an event that moves a person without a dial; `inputs` are the codes and instants it rests on."""
    tx.event(kind, at=desk.clock.now(), person_id=person_id, state=state, decision=inputs or None)


def _write_promise(
    tx: Transaction, person_id: int, draft: PromiseDraft, dial_id: int | None, words: str | None, made_at: int
) -> None:
    said = words or promise_words(local_date(draft.zone, made_at), date.fromisoformat(draft.day))
    promise = draft._asdict() | {"person_id": person_id, "dial_id": dial_id, "words": said, "made_at": made_at}
    tx.insert("promises", promise)


def _write_tasks(desk: Desk, tx: Transaction, person_id: int, decision: Decision, dial_id: int | None) -> None:
    if not decision.talk:
        _drop_tasks(desk, tx, person_id, _settled_by(decision))
    tasks = decision.homework if decision.task is None else (decision.task, *decision.homework)
    _drop_tasks(desk, tx, person_id, frozenset(task.reason for task in decision.homework))  # for an earlier day
    for task in tasks:
        if not _there_already(desk, person_id, task, dial_id):
            row = task._asdict() | {"person_id": person_id, "dial_id": dial_id, "made_at": desk.clock.now()}
            tx.insert("tasks", row)


def _settled_by(decision: Decision) -> frozenset[str]:
    """Return the reasons of tasks that there is nothing to do about any more once a decision holds.

    The homework of a win-back that does not come; and whose name the greeting told, once the number proved wrong, they
    talked to us, or they are out of the queue.
    """
    stage = decision.state.stage
    homework = frozenset() if stage in WAITING else HOMEWORK
    asked = decision.task is not None and decision.task.reason == WHOSE_NAME
    answered = not asked and (decision.dead_number is not None or stage in ANSWERING)
    return homework | {WHOSE_NAME} if answered else homework


def _drop_tasks(desk: Desk, tx: Transaction, person_id: int, reasons: frozenset[str]) -> None:
    for task in desk.store.tasks(open_only=True, person_id=person_id):
        if task.reason in reasons:
            tx.delete("tasks", task.id)


def _there_already(desk: Desk, person_id: int, task: TaskDraft, dial_id: int | None) -> bool:
    """Say whether this very task is open, or was made by the dial before and done: nothing is asked for twice."""
    rows = desk.store.tasks(open_only=False, person_id=person_id)
    alike = [row for row in rows if row.kind == task.kind]
    if any(row.done_at is None and row.reason == task.reason for row in alike):
        return True
    if task.reason in HOMEWORK:
        alike = [row for row in alike if row.reason == task.reason]
    return dial_id is not None and any(row.dial_id == dial_id for row in alike)
