"""Results that end the numbering: a conversation, a meeting, a rest, a retirement, and the end of a cadence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from dialdeck.method.cadence import first_step
from dialdeck.method.case import Case, Context, due, due_at_instant, out_of_queue
from dialdeck.method.days import Ask
from dialdeck.method.hours import day_bounds
from dialdeck.method.instants import allowed_from
from dialdeck.method.jurisdiction import rules_for
from dialdeck.method.results import rung
from dialdeck.method.wording import attempt_words, count_words, day_words, retired_words, slot_words
from dialdeck.model.codes import Bucket, Detail, Outcome, Role, Stage, TaskKind
from dialdeck.model.facts import Decision, DialFact, TaskDraft
from dialdeck.model.replacing import replace
from dialdeck.model.state import State

FOLLOW_UP: Final = "follow-up"
WIN_BACK: Final = "win-back"
MEETING: Final = "meeting"
"""The script of the call to a meeting."""
DEFAULT_DAYS = 3
"""Callable days to the next step when no date was agreed."""
NEW_FACT = "win-back: one new dated fact, one advantage for them"
SHORT_MAIL = "win-back: a short e-mail ahead of the call"
"""What is done before the first dial of a win-back, as the reasons of two tasks (method: win-back, W0 and W1)."""
_CONTACT = frozenset({Detail.CONVERSATION, Detail.MEETING, Detail.NOT_INTERESTED, Detail.NOT_A_FIT})


def follow_up(case: Case) -> Decision:
    """Return follow-up step 1 on the agreed date, or in three callable days; numbering restarts."""
    state = replace(restart(case.ctx, case.state, FOLLOW_UP, case.facts.role, made=case.attempted), reason=None)
    when = case.result.when
    warning = None
    if when is not None and not _is_midnight(case, when):
        when, warning, capped = allowed_from(case.ctx, case.facts, max(when, case.at), exempt=False)
        state = due_at_instant(case.ctx, case.place, state, when, Bucket.DUE)
        words = case.time_words(when)
        rules: tuple[str, ...] = ("agreed", *capped)
    else:
        day = _agreed_day(case, when)
        slot = case.slot(Ask(case.today, (DEFAULT_DAYS, DEFAULT_DAYS), days=() if day is None else (day,)))
        state = due(state, slot, Bucket.DUE)
        words, rules = slot_words(slot), slot.rules
    decision = case.decision(state, f"next step: {words} · follow-up, {attempt_words(state)}", *rules)
    return replace(decision, withdraws_promises=True, warning=warning)


def meeting(case: Case) -> Decision:
    """Return the stage meeting until its time, ranked as an agreed one; a meeting is not bound by calling hours."""
    when = case.result.when
    if when is None:
        day = case.ctx.callable_after(case.place, case.today, DEFAULT_DAYS)
        when = case.slot(Ask(case.today, (DEFAULT_DAYS,) * 2, days=() if day is None else (day,))).due_at
    state = restart(case.ctx, case.state, FOLLOW_UP, case.facts.role, made=case.attempted)
    state = replace(state, stage=Stage.MEETING, reason=None, script=MEETING)
    state = due_at_instant(case.ctx, case.place, state, max(when, case.at), Bucket.CALLBACK)
    words = case.time_words(when)
    decision = case.decision(state, f"meeting {words}, then follow-up", "agreed")
    return replace(decision, withdraws_promises=True)


def rest(case: Case) -> Decision:
    """Return the rest after a refusal, until the agreed date or the default, and then the win-back.

    A calling rule that bars calls for some days after a refusal makes it longer, and is named.
    """
    barred = _barred_after_refusal(case)
    return replace(_resting(case, Detail.NOT_INTERESTED.value, "", barred), withdraws_promises=True)


def retire(case: Case) -> Decision:
    """Return the retirement with its reason; except for a misfit, with a task to find the right one."""
    assert case.detail is not None  # noqa: S101 - only details lead here
    decision = retired(case, case.detail.value, retired_words(case.detail.value))
    if case.detail is Detail.NOT_A_FIT:
        return decision
    return replace(decision, task=_task(case, TaskKind.FIND_CONTACT, case.detail.value))


def do_not_call(case: Case) -> Decision:
    """Return the final end: out of the queue, every number blocked."""
    state = out_of_queue(replace(case.state, stage=Stage.DO_NOT_CALL, attempt=case.attempted, reason="do_not_call"))
    decision = case.decision(state, "do not call: final, every number of theirs is blocked", "do_not_call")
    return replace(decision, withdraws_promises=True, blocks=True)


def cadence_over(case: Case, *, unsaid: bool) -> Decision:
    """Return what follows the last step for this role; `unsaid` when its message could not be left."""
    end = case.cadence.end_other if case.facts.role is Role.OTHER else case.cadence.end_owner
    words = verdict(case.facts.dials, case.state.attempt)
    if end == "rest":
        decision = _resting(case, "no_contact", f" ({words})")
    else:
        reason = "no_contact" if end == "find_contact" else "cadence_over"
        decision = retired(case, reason, words)
        if end == "find_contact":
            why = f"{decision.why}; task: find another contact"
            decision = replace(decision, why=why, task=_task(case, TaskKind.FIND_CONTACT, "no_contact"))
    warning = "the last message could not be left: an e-mail may carry it" if unsaid else None
    return replace(decision, withdraws_promises=True, warning=warning)


def retired(case: Case, reason: str, words: str) -> Decision:
    """Return a retirement with a code and the words for it."""
    state = out_of_queue(replace(case.state, stage=Stage.RETIRED, attempt=case.attempted, reason=reason))
    return replace(case.decision(state, f"retired: {words}", f"retired.{reason}"), withdraws_promises=True)


def homework(back: date) -> tuple[TaskDraft, ...]:
    """Return what is to be found and sent by the day on which somebody who rests comes back."""
    due_day = back.isoformat()
    return TaskDraft(TaskKind.PREPARE, due_day, NEW_FACT), TaskDraft(TaskKind.SEND, due_day, SHORT_MAIL)


def verdict(dials: Sequence[DialFact], attempts: int) -> str:
    """Return the evidence on which a person is let go: "12 attempts, 5 parts of the day, 3 messages, no contact"."""
    counted = [dial for dial in dials if dial.counts][-attempts:]
    parts = {dial.part for dial in rung(counted) if dial.part is not None}
    left = sum(1 for d in counted if d.outcome is Outcome.VOICEMAIL_LEFT or d.detail is Detail.MESSAGE_TAKEN)
    talks = sum(1 for dial in counted if dial.detail in _CONTACT)
    contact = count_words(talks, "conversation") if talks else "no contact"
    parts_words = count_words(len(parts), "part of the day")
    return f"{count_words(attempts, 'attempt')}, {parts_words}, {count_words(left, 'message')}, {contact}"


def restart(ctx: Context, state: State, cadence_id: str, role: Role, *, made: int) -> State:
    """Return the state at attempt 1 of a cadence; `made` is the number that the next attempt would have had."""
    cadence = ctx.cadence(cadence_id)
    planned = first_step(cadence, role)
    if planned is None:
        raise LookupError(f"cadence {cadence_id!r} has no step for role {role}")
    earlier = state.earlier_attempts + made - 1
    state = replace(state, stage=cadence.stage, cadence=cadence_id, attempt=1, earlier_attempts=earlier)
    return planned.onto(replace(state, busy_retried=False))


def _resting(case: Case, reason: str, evidence: str, barred: tuple[int, str] = (0, "")) -> Decision:
    state = restart(case.ctx, case.state, WIN_BACK, case.facts.role, made=case.attempted)
    state = replace(state, stage=Stage.RESTING, reason=reason)
    days = case.ctx.calendar.policy.rest_days
    ask = Ask(case.today, (days, days))
    if case.result.when is not None:
        after = max(case.ctx.calendar.local_day(case.place, case.result.when), case.today + timedelta(days=1))
        ask = Ask(after, (0, 0))
    least, area = barred
    law: tuple[str, ...] = ()
    if ask.after_day + timedelta(days=ask.gap[0]) < case.today + timedelta(days=least):
        ask, law = Ask(case.today, (least, least)), ("law.refusal",)
        evidence = f"; {area}: no call for {count_words(least, 'day')} after a refusal"
    slot = case.slot(ask)
    why = f"rests until {day_words(slot.day, case.today)}, then win-back{evidence}"
    decision = case.decision(due(state, slot, Bucket.DUE), why, "rest", *law, *slot.rules)
    return replace(decision, homework=homework(slot.day))


def _barred_after_refusal(case: Case) -> tuple[int, str]:
    """Return for how many days a rule that is on bars calls after a refusal, and which; (0, "") when none does."""
    rules = rules_for(case.ctx.calendar.policy, case.place)
    return max(((rule.refusal_days or 0, rule.area) for rule in rules), default=(0, ""))


def _agreed_day(case: Case, when: int | None) -> date | None:
    """Return the first callable day from the agreed one on; without one, three callable days ahead."""
    if when is None:
        return case.ctx.callable_after(case.place, case.today, DEFAULT_DAYS)
    day = max(case.ctx.calendar.local_day(case.place, when), case.today)
    return case.ctx.calendar.next_callable_day(case.place, day - timedelta(days=1))


def _is_midnight(case: Case, at: int) -> bool:
    """An agreed date without a time arrives as the midnight that begins it."""
    zone = case.ctx.calendar.zone(case.place)
    return day_bounds(zone, case.ctx.calendar.local_day(case.place, at))[0] == at


def _task(case: Case, kind: TaskKind, reason: str) -> TaskDraft:
    return TaskDraft(kind, case.today.isoformat(), reason)
