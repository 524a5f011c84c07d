"""Why somebody is next, what an outcome does, and what is next for a person, in one line each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialdeck.method.cadence import total_attempts
from dialdeck.method.same_step import WHOSE_NAME
from dialdeck.method.wording import attempt_words, retired_words, time_words
from dialdeck.model.codes import Detail, Outcome, Plan
from dialdeck.model.views import Consequence
from dialdeck.session.order import standing
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialdeck.model.facts import Decision, PersonFacts
    from dialdeck.session.desk import Desk


_WHY_THEN = re.compile(r" \([^()]*\)")


def reasons(
    desk: Desk, person_id: int | None, shown: Mapping[Outcome, Decision], details: Mapping[Detail, Decision]
) -> tuple[str, ...]:
    """Return why this person is next, why each key does what it does, and what the rules see, a line each."""
    from dialdeck.session.judging import judged

    if person_id is None:
        return ()
    facts = desk.facts(person_id)
    lines = [standing(desk, facts, desk.clock.now())]
    if facts.dials and facts.dials[-1].detail is Detail.OTHER_NAME:
        lines.append(f"asked since the last dial: {WHOSE_NAME}? 6, then 2, answers; dialdeck amend too")
    lines += [f"{outcome.replace('_', ' ')}: {consequence(decision)}" for outcome, decision in shown.items()]
    same = {decision.why for decision in shown.values()}
    lines += [_named(detail.replace("_", " "), one.why) for detail, one in details.items() if one.why not in same]
    return (*lines, *judged(desk, facts))


def _named(name: str, why: str) -> str:
    return why if why.startswith(f"{name}:") else f"{name}: {why}"


def consequence(decision: Decision) -> str:
    """Return what an outcome does, in one line; after an answer the talk decides."""
    return "talk, then the next step" if decision.talk else decision.why


def consequences(shown: Mapping[Outcome, Decision], plan: Plan | None) -> tuple[Consequence, ...]:
    """Return what each outcome does, the planned one marked."""
    planned = Outcome.VOICEMAIL_LEFT if plan is Plan.VOICEMAIL else Outcome.SILENT_HANGUP
    return tuple(Consequence(outcome, consequence(decision), outcome is planned) for outcome, decision in shown.items())


def brief(decision: Decision) -> str:
    """Return what a decision does, without the reason for its part of the day: for a line among many."""
    return _WHY_THEN.sub("", decision.why)


def short_why(desk: Desk, facts: PersonFacts) -> str:
    """Return the one line above a script that says why this attempt comes now."""
    return standing(desk, facts, desk.clock.now())


def differs(shown: Decision, applied: Decision) -> bool:
    """Say whether an applied decision is another than the one shown: day, plan, step or stage."""
    before, after = shown.state, applied.state
    return (before.due_day, before.plan, before.step, before.stage) != (
        after.due_day,
        after.plan,
        after.step,
        after.stage,
    )


def told(shown: Decision | None, decision: Decision) -> str:
    """Return the line for a decision that warns, or that differs from the one that was shown; else nothing."""
    if decision.warning:
        return decision.warning
    if shown is not None and differs(shown, decision):
        return f"changed since it was shown: {decision.why}"
    return ""


def next_words(desk: Desk, person_id: int) -> str:
    """Return what is next for a person: `Dana Whitfield: Wed 18 Nov 16:00 in Chicago · attempt 6, silent`."""
    person, facts = desk.store.person(person_id), desk.facts(person_id)
    name = person.name if person is not None else ""
    state = facts.state
    if state.due_at is None:
        reason = f": {retired_words(state.reason)}" if state.reason else ""
        return f"{name}: {state.stage}{reason}"
    zone = desk.calendar.zone(facts.place)
    today = local_in(zone, desk.clock.now()).date()
    return f"{name}: {time_words(local_in(zone, state.due_at), zone, today)} · {attempt_words(state)}"


def attempts_words(desk: Desk, facts: PersonFacts) -> str:
    """Return `5 of 12` for the person's next attempt."""
    total = total_attempts(desk.context.cadences[facts.state.cadence], facts.state, facts.role)
    return f"{facts.state.attempt} of {total}"
