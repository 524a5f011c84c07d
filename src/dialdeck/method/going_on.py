"""Results after which the cadence goes on: the next step, a promise, a time agreed, an apology."""

from __future__ import annotations

from datetime import date, timedelta

from dialdeck.method.cadence import CALLBACK, Planned, message_of, next_step
from dialdeck.method.case import Case, ask_for, due, due_at_instant
from dialdeck.method.days import Ask
from dialdeck.method.endings import cadence_over, restart
from dialdeck.method.hours import DAY, HOUR, MINUTE
from dialdeck.method.instants import allowed_from, clock_promise
from dialdeck.method.promises import is_ahead
from dialdeck.method.wording import attempt_words, day_words, slot_words
from dialdeck.model.cadence import Step
from dialdeck.model.codes import Bucket, Detail, Plan, PromiseKind, Stage
from dialdeck.model.facts import Decision, PromiseDraft, PromiseFact
from dialdeck.model.replacing import replace
from dialdeck.model.state import State

_HEARD_A_TIME = frozenset({Detail.GATEKEEPER, Detail.NO_TALK})


def go_on(case: Case) -> Decision:
    """Return the next step of the cadence, or its end; at a meeting, that it stands or was missed."""
    if case.state.stage is Stage.MEETING:
        return _at_meeting(case)
    left = case.row.message_left
    message = message_of(case.cadence, case.state)
    planned = next_step(case.cadence, case.state, case.facts.role, left=left)
    if planned is None:
        decision = cadence_over(case, unsaid=message is not None and not left)
    else:
        decision = _onto(case, planned, message if left else None)
    if case.detail is Detail.MAILBOX_FULL and _full_before(case):
        decision = _warned(decision, "mailbox full again: try another number or write an e-mail")
    return decision


def apologise(case: Case) -> Decision:
    """Return the next step after a person was answered with silence: locked, and the next script apologises."""
    hours = case.ctx.calendar.policy.live_drop_hours
    guarded = replace(case.state, locked_until=case.at + hours * HOUR, apology=True)
    case = case._replace(state=guarded, facts=replace(case.facts, state=guarded))
    return _warned(go_on(case), f"a person was hung up on: locked for {hours} hours")


def call_back(case: Case) -> Decision:
    """Return the promise of a dial at the time they asked for: the attempt after this one, then the cadence goes on."""
    wanted = case.result.when if case.result.when is not None else case.at + DAY
    when, moved, rules = allowed_from(case.ctx, case.facts, max(wanted, case.at))
    planned = next_step(case.cadence, case.state, case.facts.role, left=False)
    over = replace(case.state, position=len(case.cadence.expanded()), tries=0, owed=None, owed_left=0)
    state = over if planned is None else planned.onto(case.state)
    state = replace(state, stage=case.cadence.stage, attempt=case.attempted, reason=None)
    state = replace(state, step=CALLBACK, plan=Plan.VOICEMAIL, script=CALLBACK)
    state = due_at_instant(case.ctx, case.place, state, when, Bucket.CALLBACK)
    local = case.time_words(when)
    decision = case.decision(state, f"promise: call {local} · {attempt_words(state)}", "promise.clock", *rules)
    promise = clock_promise(case.ctx, case.place, when)
    told = moved if case.result.when is not None or rules else None
    return replace(decision, promise=promise, withdraws_promises=True, warning=told)


def beside_meeting(case: Case, decision: Decision) -> Decision:
    """Return the decision with the meeting where it was agreed: what the line did ahead of it moves no meeting."""
    ahead = _meeting_ahead(case)
    before, state = case.state, decision.state
    if ahead is None or case.detail is Detail.MEETING or state.stage is not Stage.MEETING:
        return decision
    kept = replace(
        state, bucket=before.bucket, due_at=ahead, due_day=before.due_day, part=before.part, busy_retried=False
    )
    if kept == state:
        return decision
    why = f"meeting stands: {case.time_words(ahead)}"
    return replace(decision, state=kept, why=why, rules=(*decision.rules, "meeting.stands"))


def _meeting_ahead(case: Case) -> int | None:
    """Return when the meeting is that this dial came too early for (ms UTC); None without one."""
    due_at = case.state.due_at
    early = case.ctx.calendar.policy.callback_early_minutes * MINUTE
    if case.state.stage is not Stage.MEETING or due_at is None or case.at >= due_at - early:
        return None
    return due_at


def _at_meeting(case: Case) -> Decision:
    """Ahead of its time a meeting stands; at its time nobody came, and no step of the follow-up is used up by that."""
    ahead = _meeting_ahead(case)
    if ahead is not None:
        return case.decision(case.state, f"meeting stands: {case.time_words(ahead)}", "meeting.stands")
    state = restart(case.ctx, case.state, case.state.cadence, case.facts.role, made=case.attempted)
    if case.detail in _HEARD_A_TIME and case.result.when is not None:
        return _at_heard_time(case, state, case.result.when)
    slot = case.slot(Ask(case.today, (1, 2)))
    state = due(state, slot, Bucket.DUE)
    words = f"no-show: {slot_words(slot)} · follow-up, {attempt_words(state)}"
    return case.decision(state, words, "meeting.missed", *slot.rules)


def _onto(case: Case, planned: Planned, left: Step | None) -> Decision:
    """Return the decision that plans the step; `left` is the step whose message got through."""
    state = replace(planned.onto(case.state), stage=case.cadence.stage, attempt=case.attempted, reason=None)
    if case.detail in _HEARD_A_TIME and case.result.when is not None:
        return _at_heard_time(case, state, case.result.when)
    kept = _promise_ahead(case)
    if kept is not None:
        return _keep_promise(case, state, kept)
    if left is not None and left.promise_next_day:
        after = case.today + timedelta(days=(planned.step.gap_after_promise or (1, 1))[0] - 1)
        day = case.ctx.calendar.next_callable_day(case.place, after)
        if day is not None:
            return _promise(case, state, day)
    slot = case.slot(ask_for(case.cadence, planned, case.facts, case.today))
    state = due(state, slot, Bucket.DUE)
    return case.decision(state, f"{slot_words(slot)} · {attempt_words(state)}", *slot.rules)


def _promise(case: Case, state: State, day: date) -> Decision:
    """Plan the promised dial on the next day that is callable for both sides (method: tomorrow is true)."""
    slot = case.slot(Ask(case.today, (1, 1), days=(day,), exempt=True))
    state = replace(due(state, slot, Bucket.PROMISE), script=_kept_words(case, state))
    zone = case.ctx.calendar.zone(case.place)
    promise = PromiseDraft(PromiseKind.DAY, slot.due_at, slot.day.isoformat(), slot.part, zone)
    why = f"promise: call {slot_words(slot)} · {attempt_words(state)}"
    decision = case.decision(state, why, "promise.next_day", *slot.rules)
    return replace(decision, promise=promise)


def _kept_words(case: Case, state: State) -> str:
    """Return the script of a kept promise: that of the step which follows one, whenever the message was left.

    A step that leaves a message keeps its own words: nothing would be said by those of a silent one.
    """
    if state.plan is Plan.VOICEMAIL:
        return state.script
    keeping = (step for step in case.cadence.steps if step.gap_after_promise is not None)
    following = (step.script_after_promise or step.script for step in keeping)
    return next(following, state.script)


def _at_heard_time(case: Case, state: State, wanted: int) -> Decision:
    when, moved, rules = allowed_from(case.ctx, case.facts, max(wanted, case.at))
    state = due_at_instant(case.ctx, case.place, state, when, Bucket.CALLBACK)
    local = case.time_words(when)
    decision = case.decision(state, f"promise: call {local} · {attempt_words(state)}", "promise.clock", *rules)
    promise = clock_promise(case.ctx, case.place, when)
    return replace(decision, promise=promise, withdraws_promises=True, warning=moved)


def _promise_ahead(case: Case) -> PromiseFact | None:
    """Return the nearest open promise that this dial came too early for."""
    zone = case.ctx.calendar.zone(case.place)
    return next((promise for promise in case.facts.promises if is_ahead(promise, zone, case.at)), None)


def _keep_promise(case: Case, state: State, promise: PromiseFact) -> Decision:
    """A dial before the promised time does not stand in for it: the promise stays what is next.

    Where that time is not allowed any more they are called at the next one that is; the word given stays what it was.
    """
    bucket = Bucket.CALLBACK if promise.kind is PromiseKind.CLOCK else Bucket.PROMISE
    state = replace(state, bucket=bucket, due_at=promise.at, due_day=promise.day, part=promise.part)
    when, moved, rules = allowed_from(case.ctx, case.facts, promise.at)
    if when != promise.at:
        state = due_at_instant(case.ctx, case.place, state, when, bucket)
    if promise.kind is PromiseKind.CLOCK and case.state.step == CALLBACK:
        state = replace(state, step=CALLBACK, plan=Plan.VOICEMAIL, script=CALLBACK)
    local = case.ctx.calendar.local(case.place, promise.at)
    words = day_words(local.date(), case.today)
    if promise.kind is PromiseKind.CLOCK:
        words = case.time_words(promise.at)
    why = f"promise stands: call {words} · {attempt_words(state)}"
    decision = case.decision(state, why, "promise.stands", *rules)
    return decision if moved is None else replace(decision, warning=f"the promised call is {moved}")


def _warned(decision: Decision, words: str) -> Decision:
    """Return the decision with one more warning, before those it has."""
    return replace(decision, warning=words if decision.warning is None else f"{words}; {decision.warning}")


def _full_before(case: Case) -> bool:
    return any(dial.detail is Detail.MAILBOX_FULL for dial in case.facts.dials[:-1])
