"""Deriving later states anew: after a correction, what happened since is decided again from the corrected past."""

from __future__ import annotations

from dialdeck.method.case import Context
from dialdeck.method.parts import part_at
from dialdeck.method.promises import is_ahead
from dialdeck.model.codes import DEFAULT_DETAIL
from dialdeck.model.facts import Decision, DialFact, NumberFact, PersonFacts, PromiseDraft, PromiseFact, Result
from dialdeck.model.replacing import replace


def after_dial(
    ctx: Context, facts: PersonFacts, result: Result, decision: Decision, at: int, dial_id: int = 0
) -> PersonFacts:
    """Return the facts once a decision is applied: the dial is among the dials, numbers and promises follow."""
    before = facts.state
    dial = DialFact(
        dial_id=dial_id,
        at=at,
        outcome=result.outcome,
        detail=result.detail or DEFAULT_DETAIL[result.outcome],
        counts=decision.counts,
        attempt=before.attempt,
        plan=before.plan,
        step=before.step,
        part=part_at(ctx.calendar, facts.place, at),
        number_id=before.number_id,
    )
    zone = ctx.calendar.zone(facts.place)
    if decision.counts:
        # The dial was the promised one, or the last chance of it: settling kept and late is another rule's work.
        facts = replace(facts, promises=tuple(p for p in facts.promises if is_ahead(p, zone, at)))
    return _applied(replace(facts, dials=(*facts.dials, dial)), decision)


def _applied(facts: PersonFacts, decision: Decision) -> PersonFacts:
    promises = () if decision.withdraws_promises else facts.promises
    if decision.promise is not None:
        promises = tuple(sorted((*promises, _as_fact(decision.promise)), key=lambda promise: promise.at))
    numbers = tuple(_number(number, decision) for number in facts.numbers)
    return replace(facts, state=decision.state, promises=promises, numbers=numbers)


def _as_fact(draft: PromiseDraft) -> PromiseFact:
    return PromiseFact(0, draft.kind, draft.at, draft.day, draft.part)


def _number(number: NumberFact, decision: Decision) -> NumberFact:
    dead = number.dead or number.id == decision.dead_number
    return replace(number, dead=dead, blocked=number.blocked or decision.blocks)
