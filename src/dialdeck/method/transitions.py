"""What moves a person besides the outcome of a dial: start, snooze, callback, retire, revive, edits.

Each is a pure function like `decide`, so that its consequence can be shown before it is done.
"""

from __future__ import annotations

from datetime import date

from dialdeck.method.cadence import CALLBACK, Planned, present_step
from dialdeck.method.case import Context, ask_for, due, due_at_instant, out_of_queue
from dialdeck.method.days import Ask
from dialdeck.method.endings import WIN_BACK, homework, restart
from dialdeck.method.hours import day_bounds
from dialdeck.method.instants import allowed_from, clock_promise, nearest_allowed, open_from, why_refused
from dialdeck.method.parts import parts_of
from dialdeck.method.wording import attempt_words, day_words, retired_words, slot_words, time_words
from dialdeck.model.codes import Bucket, Detail, Plan, Stage
from dialdeck.model.facts import Decision, PersonFacts, Place
from dialdeck.model.replacing import replace
from dialdeck.model.state import State

PERSISTENCE = "persistence"
_TALKED = frozenset({Detail.CONVERSATION, Detail.MEETING, Detail.NOT_INTERESTED})


class ClosedError(ValueError):
    """An agreed time cannot be: it is past or not allowed. `before` and `after` are the nearest allowed instants."""

    def __init__(self, message: str, before: int | None, after: int | None) -> None:
        """Keep the nearest allowed instants (ms UTC) beside the one clear line."""
        super().__init__(message)
        self.before = before
        self.after = after


def snooze(ctx: Context, facts: PersonFacts, until: int, now: int) -> State:
    """Return the state that waits until an instant; a midnight means that day, else the next open time counts.

    Caps and locks hold beyond it: the queue tells until when. On the same day a promise keeps its rank; on a later one
    it has been given up.
    """
    calendar = ctx.calendar
    until = max(until, now)
    day = calendar.local_day(facts.place, until)
    bucket = facts.state.bucket
    if bucket not in {Bucket.CALLBACK, Bucket.PROMISE} or day != calendar.local_day(facts.place, now):
        bucket = Bucket.DUE
    if day_bounds(calendar.zone(facts.place), day)[0] == until and calendar.callable_day(facts.place, day):
        slot = ctx.choose(facts, Ask(day, (0, 0), days=(day,)))
        return due(facts.state, slot, bucket)
    return due_at_instant(ctx, facts.place, facts.state, open_from(calendar, facts.place, until), bucket)


def agree_callback(ctx: Context, facts: PersonFacts, when: int, now: int) -> Decision:
    """Return the promise of a dial at an instant agreed without one (an e-mail, a call of theirs).

    Raises ClosedError, naming the nearest allowed times, when the instant is past or outside what is allowed: hours, a
    lock, and the law's caps on the dials made so far.
    """
    calendar, place = ctx.calendar, facts.place
    if when < now:
        raise ClosedError("that time is past: name one that lies ahead", None, None)
    reason = why_refused(calendar, facts, when)
    if reason:
        before, after = nearest_allowed(calendar, facts, when)
        before = None if before is None or before < now else before
        raise ClosedError(_closed_line(ctx, place, when, reason, (before, after)), before, after)
    stage = ctx.cadence(facts.state.cadence).stage
    state = replace(facts.state, stage=stage, step=CALLBACK, plan=Plan.VOICEMAIL, script=CALLBACK, reason=None)
    state = due_at_instant(ctx, place, state, when, Bucket.CALLBACK)
    local = time_words(calendar.local(place, when), calendar.zone(place), calendar.local_day(place, now))
    decision = _decision(ctx, state, f"promise: call {local} · {attempt_words(state)}", "promise.clock")
    return replace(decision, promise=clock_promise(ctx, place, when), withdraws_promises=True)


def retire(ctx: Context, facts: PersonFacts, reason: str) -> Decision:
    """Return the retirement of a person for a reason: out of the queue, promises withdrawn, can be revived."""
    state = out_of_queue(replace(facts.state, stage=Stage.RETIRED, reason=reason))
    return replace(_decision(ctx, state, f"retired: {retired_words(reason)}", "retired"), withdraws_promises=True)


def do_not_call(ctx: Context, facts: PersonFacts) -> Decision:
    """Return the final end: out of the queue, every number of theirs blocked."""
    state = out_of_queue(replace(facts.state, stage=Stage.DO_NOT_CALL, reason="do_not_call"))
    decision = _decision(ctx, state, "do not call: final, every number of theirs is blocked", "do_not_call")
    return replace(decision, withdraws_promises=True, blocks=True)


def revive(ctx: Context, facts: PersonFacts, now: int, when: int | None = None) -> Decision:
    """Return a retired or resting person to attempt 1: as the cadence has it, or at a date (ms UTC) from `now` on.

    Who rests, and who was talked to, begins the win-back; everybody else persistence.
    """
    ctx = ctx.about(facts.person_id)
    talked = any(dial.detail in _TALKED for dial in facts.dials)
    cadence = WIN_BACK if talked or facts.state.stage is Stage.RESTING else PERSISTENCE
    state = replace(restart(ctx, facts.state, cadence, facts.role, made=facts.state.attempt), reason=None)
    if when is None:
        decision = begin(ctx, facts, state, now, "revived")
    else:
        decision = begin_at(ctx, facts, state, now, when, "revived")
    day = decision.state.due_day
    return (
        decision
        if cadence != WIN_BACK or day is None
        else replace(decision, homework=homework(date.fromisoformat(day)))
    )


def replan(ctx: Context, facts: PersonFacts, now: int) -> Decision:
    """Return the next attempt anew after zone, hours or role were edited; an agreed instant stays as agreed.

    Steps that are not for the new role are skipped; when none is left the person rests and comes back as a win-back.
    """
    ctx = ctx.about(facts.person_id)
    state, bucket, due_at, due_day = facts.state, facts.state.bucket, facts.state.due_at, facts.state.due_day
    if bucket is None or due_at is None or due_day is None:
        return _decision(ctx, state, "nothing to plan", "replan.none")
    cadence = ctx.cadence(state.cadence)
    if state.step != CALLBACK:
        planned = present_step(cadence, state, facts.role)
        if planned is None:
            return _rest_instead(ctx, facts, now)
        state = planned.onto(state)
    if _is_agreed(ctx, facts, state, bucket, due_at):
        state = due_at_instant(ctx, facts.place, state, due_at, bucket)
    else:
        state = _same_day(ctx, facts, state, date.fromisoformat(due_day), bucket)
    return _decision(ctx, state, f"planned anew · {attempt_words(state)}", "replan")


def _is_agreed(ctx: Context, facts: PersonFacts, state: State, bucket: Bucket, due_at: int) -> bool:
    """An instant that somebody named (or at which a fresh person came in) is not chosen anew."""
    if bucket not in {Bucket.DUE, Bucket.PROMISE} or state.stage is Stage.MEETING:
        return True
    return state.part is None and ctx.calendar.is_open(facts.place, due_at)


def _same_day(ctx: Context, facts: PersonFacts, state: State, day: date, bucket: Bucket) -> State:
    """Keep day and part where the new hours have them, else choose again from that day on."""
    for part in parts_of(ctx.calendar, facts.place, day):
        if part.id == state.part:
            return replace(state, due_at=part.start)
    slot = ctx.choose(facts, Ask(day, (0, 0), exempt=bucket is Bucket.PROMISE))
    return due(state, slot, bucket)


def _rest_instead(ctx: Context, facts: PersonFacts, now: int) -> Decision:
    state = restart(ctx, facts.state, WIN_BACK, facts.role, made=facts.state.attempt)
    days = ctx.calendar.policy.rest_days
    slot = ctx.choose(facts, Ask(ctx.calendar.local_day(facts.place, now), (days, days)))
    state = due(replace(state, stage=Stage.RESTING, reason="no_contact"), slot, Bucket.DUE)
    decision = _decision(ctx, state, f"rests until {day_words(slot.day)}, then win-back", "replan.over")
    return replace(decision, withdraws_promises=True, homework=homework(slot.day))


def begin(ctx: Context, facts: PersonFacts, state: State, now: int, rule: str) -> Decision:
    """Return the first step of the state's cadence: at once when its gap allows, else after the gap."""
    cadence = ctx.cadence(state.cadence)
    planned = present_step(cadence, state, facts.role)
    today = ctx.calendar.local_day(facts.place, now)
    if planned is None or _at_once(planned):
        state = due_at_instant(ctx, facts.place, state, now, Bucket.DUE)
        words = "now"
    else:
        slot = ctx.choose(facts, ask_for(cadence, planned, facts, today))
        state, words = due(state, slot, Bucket.DUE), slot_words(slot)
    return _decision(ctx, state, f"{state.stage}: {words} · {attempt_words(state)}", rule)


def begin_at(ctx: Context, facts: PersonFacts, state: State, now: int, when: int, rule: str) -> Decision:
    """Return the first step of the state's cadence at an agreed instant, or the next that hours and caps allow."""
    at, warning, capped = allowed_from(ctx, facts, max(when, now), exempt=False)
    state = due_at_instant(ctx, facts.place, state, at, Bucket.DUE)
    calendar, place = ctx.calendar, facts.place
    words = time_words(calendar.local(place, at), calendar.zone(place), calendar.local_day(place, now))
    decision = _decision(ctx, state, f"{state.stage}: {words} · {attempt_words(state)}", rule)
    return replace(decision, rules=(*decision.rules, *capped), warning=warning)


def _at_once(planned: Planned) -> bool:
    return planned.step.gap[0] == 0


def _closed_line(ctx: Context, place: Place, when: int, reason: str, nearest: tuple[int | None, int | None]) -> str:
    zone = ctx.calendar.zone(place)
    near = [time_words(ctx.calendar.local(place, at), zone) for at in nearest if at is not None]
    words = f"nearest: {' or '.join(near)}" if near else "no time within 30 days is allowed"
    local = time_words(ctx.calendar.local(place, when), zone)
    return f"{local} is not allowed ({reason}); {words}"


def _decision(ctx: Context, state: State, why: str, rule: str) -> Decision:
    cadence_hash = ctx.cadence(state.cadence).hash
    return Decision(state=state, counts=False, off_plan=False, why=why, rules=(rule,), cadence_hash=cadence_hash)
