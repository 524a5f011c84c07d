"""People for a plan who are not in the queue as they stand: called by another cadence, or beginning one."""

from __future__ import annotations

from dialdeck.method.cadence import CALLBACK, present_step
from dialdeck.method.case import Context, due_at_instant
from dialdeck.method.endings import restart
from dialdeck.model.codes import Bucket, Stage
from dialdeck.model.facts import PersonFacts
from dialdeck.model.replacing import replace
from dialdeck.model.state import State


def by_cadence(ctx: Context, facts: PersonFacts, cadence_id: str) -> PersonFacts | None:
    """Return somebody as if their first conversation were sought by this cadence; None when its steps are over.

    They go on at the attempt they have come to. Follow-ups, win-backs and agreed times stay as they are. Raises
    LookupError for a cadence that is not known.
    """
    ctx = ctx.about(facts.person_id)
    cadence = ctx.cadence(cadence_id)
    state = facts.state
    if state.cadence == cadence_id or ctx.cadence(state.cadence).stage is not Stage.PERSISTENCE:
        return facts
    moved = replace(state, cadence=cadence_id, position=state.attempt - 1, tries=0)
    planned = present_step(cadence, moved, facts.role)
    if planned is None:
        return None
    moved = planned.onto(moved)
    if state.step == CALLBACK:
        moved = replace(moved, step=state.step, plan=state.plan, script=state.script)
    return replace(facts, state=moved)


def beginner(ctx: Context, like: PersonFacts, person_id: int, cadence_id: str, now: int) -> PersonFacts:
    """Return a fresh person of the same place and role, at attempt 1 of a cadence and due since `now` (ms UTC)."""
    ctx = ctx.about(person_id)
    state = replace(restart(ctx, State(), cadence_id, like.role, made=1), stage=Stage.NEW)
    state = due_at_instant(ctx, like.place, state, now, Bucket.FRESH)
    return PersonFacts(person_id, like.role, like.place, state)
