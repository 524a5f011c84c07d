"""Results after which the same step is tried again: busy, a dead number, a line that broke, somebody away."""

from __future__ import annotations

from datetime import timedelta

from dialdeck.method.caps import earliest
from dialdeck.method.case import Case, due, due_at_instant
from dialdeck.method.endings import retired
from dialdeck.method.hours import MINUTE
from dialdeck.method.parts import part_at
from dialdeck.method.wording import attempt_words, day_words, part_words, retired_words, slot_words
from dialdeck.model.codes import Bucket, TaskKind
from dialdeck.model.facts import Decision, PersonFacts, TaskDraft
from dialdeck.model.replacing import replace
from dialdeck.model.state import State

WHOSE_NAME = "greeting names somebody else: wrong number or role changed"
"""What is asked until it is known: the one or the other then has a result of its own."""
AWAY_DAYS = 7
"""How long an absence lasts when the greeting named no date."""


def retry_busy(case: Case) -> Decision:
    """Return one more try after 30 minutes when hours and law allow it, else the same step on the next callable day."""
    calendar = case.ctx.calendar
    again = case.at + calendar.policy.busy_retry_minutes * MINUTE
    same_day = calendar.local_day(case.place, again) == case.today and calendar.is_open(case.place, again)
    if not case.retried and same_day and earliest(calendar, case.facts, again, exempt=True) == again:
        state = _now(case, case.state, again)
        state = replace(state, busy_retried=True, number_id=_dialed(case))
        local = calendar.local(case.place, again)
        words = f"busy: once more at {local.hour}:{local.minute:02d} · {attempt_words(state)}"
        return case.decision(state, words, "busy.retry")
    return _next_day(case, "busy.next_day")


def next_number(case: Case) -> Decision:
    """Return the next living number at once, same step; without one, a task to find a number."""
    dead = _dialed(case)
    following = _after(case.facts, dead)
    if following is not None:
        state = replace(_now(case, case.state, case.at), number_id=following)
        decision = case.decision(state, f"the next number now · {attempt_words(state)}", "number.next")
        return replace(decision, dead_number=dead)
    decision = retired(case, "no_number", f"{retired_words('no_number')}; task: find a number")
    task = TaskDraft(TaskKind.FIND_NUMBER, case.today.isoformat(), "no_number")
    return replace(decision, dead_number=dead, task=task)


def ask_name(case: Case) -> Decision:
    """Return the same step on the next callable day, and a question: wrong number, or has the role changed?"""
    task = TaskDraft(TaskKind.PREPARE, case.today.isoformat(), WHOSE_NAME)
    return replace(_next_day(case, "name.ask"), task=task, warning=WHOSE_NAME)


def away(case: Case) -> Decision:
    """Return a rest to the first callable day after the absence, same step and stage; promises within it are over."""
    calendar = case.ctx.calendar
    back = case.today + timedelta(days=AWAY_DAYS)
    if case.result.when is not None:
        back = max(calendar.local_day(case.place, case.result.when), case.today)
    slot = case.slot_on_next_day(back)
    state = due(case.state, slot, Bucket.DUE)
    withdraws = any(promise.day <= back.isoformat() for promise in case.facts.promises)
    rests = part_words(slot.day, slot.label)
    why = f"away until {day_words(back, case.today)}: rests until {rests} · {attempt_words(state)}"
    return replace(case.decision(state, why, "away", *slot.rules), withdraws_promises=withdraws)


def redial(case: Case) -> Decision:
    """Return the same step now, on the same number: the line broke."""
    state = replace(_now(case, case.state, case.at), number_id=_dialed(case))
    return case.decision(state, f"the line broke: dial again now · {attempt_words(state)}", "redial")


def _next_day(case: Case, rule: str) -> Decision:
    slot = case.slot_on_next_day()
    state = due(case.state, slot, Bucket.DUE)
    return case.decision(state, f"{slot_words(slot)} · {attempt_words(state)}", rule, *slot.rules)


def _now(case: Case, state: State, at: int) -> State:
    """Return the state due at an instant of today, keeping the rank of a promise."""
    state = due_at_instant(case.ctx, case.place, state, at, case.queued(state))
    return replace(state, part=part_at(case.ctx.calendar, case.place, at))


def _dialed(case: Case) -> int | None:
    """Return the number that was dialed: the chosen one, else the first living one."""
    chosen = case.facts.dials[-1].number_id
    if chosen is not None:
        return chosen
    return next(iter(case.facts.usable()), None)


def _after(facts: PersonFacts, dead: int | None) -> int | None:
    """Return the next number worth a dial after the dead one, in dialing order and then from the beginning."""
    ids = [number.id for number in facts.numbers]
    cut = ids.index(dead) + 1 if dead in ids else 0
    left = {*facts.usable()} - {dead}
    return next((number_id for number_id in (*ids[cut:], *ids[:cut]) if number_id in left), None)
