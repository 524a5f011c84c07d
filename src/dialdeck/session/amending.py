"""Giving a dial its outcome, now or again: what came after it is derived anew, in order, and appended.

The newest dial is the common case, with nothing after it. After an earlier one come other dials, and moves that
somebody made by hand: a snooze, an agreed time, a retirement stay what they are, on top of the corrected past.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.method import meetings, transitions
from dialdeck.method.planning_people import by_cadence
from dialdeck.method.replay import after_dial
from dialdeck.model.codes import DEFAULT_DETAIL, Bucket, Detail, DialStatus, EventKind, Met, Outcome, Stage
from dialdeck.model.facts import Result
from dialdeck.model.replacing import replace
from dialdeck.session.applying import (
    decision_record,
    settle_promises,
    take_back_consequences,
    withdraw_promises,
    write_consequences,
)
from dialdeck.session.past import SETTLED, agreed, facts_at, facts_before, followers
from dialdeck.storage.rows import DialRow

if TYPE_CHECKING:
    from dialdeck.model.facts import Decision, PersonFacts
    from dialdeck.model.state import State
    from dialdeck.session.desk import Desk
    from dialdeck.storage.operations import Transaction
    from dialdeck.storage.rows import EventRow


_ENDING = frozenset({EventKind.CALLBACK, EventKind.RETIRED, EventKind.DO_NOT_CALL})
"""Moves by hand that withdraw the promises made before them."""


class Chapter(NamedTuple):
    """A dial to decide again: its result, the words typed for an agreed time, and the moves by hand before the next."""

    dial: DialRow
    result: Result
    words: str | None
    moves: list[EventRow]


def derive(desk: Desk, tx: Transaction, dial: DialRow, result: Result, words: str | None) -> Decision:
    """Decide a dial by `result`, and again what came after it; return its decision, with the state it all led to."""
    kind = EventKind.AMENDED if desk.store.has_outcome(dial.id) else EventKind.OUTCOME
    story = _chapters(desk, dial, result, words)
    for chapter in story:
        if chapter.dial.outcome is not None:
            take_back_consequences(desk, tx, chapter.dial)
    facts = facts_before(desk, dial)
    first: Decision | None = None
    for chapter in story:
        if first is not None:
            facts = facts_at(desk, chapter.dial, facts.state, chapter.dial.started_at)
        decision, state = _decided(desk, tx, chapter, facts, kind)
        first, kind = first or decision, EventKind.AMENDED
        facts = replace(facts, state=state)
    if facts.state.bucket is None:
        withdraw_promises(desk, tx, dial.person_id, dial.id)
    assert first is not None  # noqa: S101 - a story begins with its dial
    return replace(first, state=facts.state)


def moves_after(desk: Desk, facts: PersonFacts, moves: list[EventRow]) -> State:
    """Return the state that moves made by hand lead to, from the state of `facts`."""
    for event in moves:
        facts = replace(facts, state=_moved(desk, facts, event))
    return facts.state


def _chapters(desk: Desk, dial: DialRow, result: Result, words: str | None) -> list[Chapter]:
    if dial.status not in SETTLED:
        return [Chapter(dial, result, words, [])]
    said = {promise.dial_id: promise.words for promise in desk.store.promises(dial.person_id)}
    if words is None and result.when == agreed(desk, dial):
        words = said.get(dial.id)
    story = [Chapter(dial, result, words, [])]
    for one in followers(desk, dial):
        if isinstance(one, DialRow):
            story.append(Chapter(one, _present_result(desk, one), said.get(one.id), []))
        else:
            story[-1].moves.append(one)
    return story


def _decided(
    desk: Desk, tx: Transaction, chapter: Chapter, facts: PersonFacts, kind: EventKind
) -> tuple[Decision, State]:
    dial, result = chapter.dial, chapter.result
    decision = desk.decisions.of(facts, result, dial.started_at)
    after = after_dial(desk.context, facts, result, decision, dial.started_at, dial.id)
    state = moves_after(desk, after, chapter.moves)
    settle_promises(desk, tx, dial, facts.place)
    tx.event(
        kind,
        at=desk.clock.now(),
        person_id=dial.person_id,
        dial_id=dial.id,
        outcome=result.outcome,
        detail=result.detail,
        state=state,
        dial=_patch(desk, dial, result, decision) | _numbering(facts),
        decision=decision_record(decision, result),
    )
    desk.load.moved(facts.counted_day, state.counted_day)
    made_by = dial.started_at if dial.outcome is not None else None
    write_consequences(desk, tx, dial.person_id, decision, dial, words=chapter.words, made_by=made_by)
    for event in chapter.moves:
        if event.kind in _ENDING:
            # What the move withdrew then is over now too; the promise it made itself was made after it.
            withdraw_promises(desk, tx, dial.person_id, None, event.at - 1)
    return decision, state


def _patch(desk: Desk, dial: DialRow, result: Result, decision: Decision) -> dict[str, object]:
    """Return what an outcome changes in the row of its dial."""
    return {
        "status": DialStatus.TALKED if decision.talk else DialStatus.DONE,
        "ended_at": dial.ended_at or desk.clock.now(),
        "outcome": result.outcome,
        "detail": result.detail,
        "counts": int(decision.counts),
        "off_plan": int(decision.off_plan),
    }


def _numbering(facts: PersonFacts) -> dict[str, object]:
    """Return which attempt the dial was, from the state it was decided from; nobody out of play has attempts."""
    state = facts.state
    if state.stage in (Stage.RETIRED, Stage.DO_NOT_CALL):
        return {}
    return {
        "attempt": state.attempt,
        "plan": state.plan,
        "step": state.step,
        "cadence": state.cadence,
        "script": state.script,
    }


def _present_result(desk: Desk, dial: DialRow) -> Result:
    outcome = Outcome(dial.outcome or Outcome.SILENT_HANGUP)
    detail = DEFAULT_DETAIL[outcome] if dial.detail is None else Detail(dial.detail)
    return Result(outcome, detail, agreed(desk, dial))


def _moved(desk: Desk, facts: PersonFacts, event: EventRow) -> State:
    """Return where one move by hand leads now. Who is out of the queue is only brought back by a revival."""
    ctx, state = desk.context, facts.state
    if event.kind == EventKind.DO_NOT_CALL or state.stage is Stage.DO_NOT_CALL:
        return transitions.do_not_call(ctx, facts).state
    if event.kind == EventKind.RETIRED:
        return transitions.retire(ctx, facts, event.data["state"]["reason"]).state
    if event.kind == EventKind.REVIVED:
        return transitions.revive(ctx, facts, event.at, (event.data.get("decision") or {}).get("when")).state
    if state.bucket is None:
        return state
    if event.kind == EventKind.PLANNED:
        return _planned(desk, facts, event)
    return _timed(desk, facts, event)


def _timed(desk: Desk, facts: PersonFacts, event: EventRow) -> State:
    """Return where a move leads that may have a time: what became of a meeting, a snooze, an agreed time."""
    ctx, state = desk.context, facts.state
    if event.kind == EventKind.STAGE:
        return _after_meeting(desk, facts, event)
    when = event.data["decision"]["when"]
    if event.kind == EventKind.SNOOZED:
        return transitions.snooze(ctx, facts, when, event.at)
    try:
        return transitions.agree_callback(ctx, facts, when, event.at).state
    except transitions.ClosedError:
        # Hours were narrowed since, or a lock came before it: the promise stands all the same.
        kept = event.data["state"]
        return replace(state, bucket=Bucket(kept["bucket"]), due_at=when, due_day=kept["due_day"], part=None)


def _planned(desk: Desk, facts: PersonFacts, event: EventRow) -> State:
    """Return what a plan made by hand leads to: another number, a cadence of their own, or the step planned anew."""
    inputs = event.data.get("decision") or {}
    if "cadence" in inputs:
        return (by_cadence(desk.context, facts, inputs["cadence"]) or facts).state
    chosen = inputs.get("number")
    if chosen is not None:
        return replace(facts.state, number_id=chosen)
    return transitions.replan(desk.context, facts, event.at).state


def _after_meeting(desk: Desk, facts: PersonFacts, event: EventRow) -> State:
    """Return where an answer about a meeting leads; none does where the corrected past has no meeting any more."""
    if facts.state.stage is not Stage.MEETING:
        return facts.state
    said = event.data["decision"]
    return meetings.met(desk.context, facts, Met(said["met"]), event.at, said.get("when")).state
