"""What became of a meeting: held, no-show or moved, asked at its time and answered without a dial (method: stages)."""

from __future__ import annotations

from typing import assert_never

from dialdeck.method.case import Context, due, due_at_instant
from dialdeck.method.days import Ask
from dialdeck.method.endings import DEFAULT_DAYS, FOLLOW_UP, restart
from dialdeck.method.instants import why_refused
from dialdeck.method.transitions import begin, begin_at
from dialdeck.method.wording import attempt_words, slot_words, time_words
from dialdeck.model.codes import Bucket, Met, Stage
from dialdeck.model.facts import Decision, PersonFacts
from dialdeck.model.state import State


def is_over(state: State, now: int) -> bool:
    """Return whether the time of a meeting has come at `now` (ms UTC), so that it is asked what became of it."""
    return state.stage is Stage.MEETING and state.due_at is not None and state.due_at <= now


def met(ctx: Context, facts: PersonFacts, what: Met, now: int, when: int | None = None) -> Decision:
    """Return what an answer does at `now`; `when` (ms UTC) is the agreed next step, or the time it was moved to.

    Held without an agreed time: step 1 in three callable days, as after a conversation. No-show: step 1 at once.
    Raises ValueError for a meeting that was moved to no time.
    """
    ctx = ctx.about(facts.person_id)
    match what:
        case Met.HELD:
            return _held(ctx, facts, now) if when is None else meeting_over(ctx, facts, now, when)
        case Met.NO_SHOW:
            return meeting_over(ctx, facts, now, when)
        case Met.MOVED:
            return _moved(ctx, facts, now, when)
        case _:
            assert_never(what)


def meeting_over(ctx: Context, facts: PersonFacts, now: int, when: int | None = None) -> Decision:
    """Return the follow-up after a meeting that was held or missed: step 1 at once, or from the agreed instant.

    What hours, a lock or a cap forbid is put off to the first time that they allow.
    """
    ctx = ctx.about(facts.person_id)
    state = restart(ctx, facts.state, FOLLOW_UP, facts.role, made=facts.state.attempt)
    if when is None and not why_refused(ctx.calendar, facts, now, exempt=False):
        return begin(ctx, facts, state, now, "meeting.over")
    return begin_at(ctx, facts, state, now, now if when is None else when, "meeting.over")


def _held(ctx: Context, facts: PersonFacts, now: int) -> Decision:
    state = restart(ctx, facts.state, FOLLOW_UP, facts.role, made=facts.state.attempt)
    today = ctx.calendar.local_day(facts.place, now)
    day = ctx.callable_after(facts.place, today, DEFAULT_DAYS)
    slot = ctx.choose(facts, Ask(today, (DEFAULT_DAYS, DEFAULT_DAYS), days=() if day is None else (day,)))
    state = due(state, slot, Bucket.DUE)
    return _decision(ctx, state, f"follow-up: {slot_words(slot)} · {attempt_words(state)}", "meeting.over")


def _moved(ctx: Context, facts: PersonFacts, now: int, when: int | None) -> Decision:
    """A meeting is not bound by calling hours, wherever it is moved to."""
    if when is None:
        raise ValueError("a meeting is moved to a time")
    state = due_at_instant(ctx, facts.place, facts.state, max(when, now), Bucket.CALLBACK)
    return _decision(ctx, state, f"meeting {_time(ctx, facts, when, now)}, then follow-up", "meeting.moved")


def _time(ctx: Context, facts: PersonFacts, when: int, now: int) -> str:
    calendar, place = ctx.calendar, facts.place
    return time_words(calendar.local(place, when), calendar.zone(place), calendar.local_day(place, now))


def _decision(ctx: Context, state: State, why: str, rule: str) -> Decision:
    cadence_hash = ctx.cadence(state.cadence).hash
    return Decision(state=state, counts=False, off_plan=False, why=why, rules=(rule,), cadence_hash=cadence_hash)
