"""The transition: what the outcome of a dial does to a person. The preview on a key is this very value.

One pure function from the facts before a dial and its result to one complete next state.
"""

from __future__ import annotations

from collections.abc import Callable

from dialdeck.method.case import Case, Context, open_case
from dialdeck.method.endings import do_not_call, follow_up, meeting, rest, retire
from dialdeck.method.going_on import apologise, beside_meeting, call_back, go_on
from dialdeck.method.results import Then
from dialdeck.method.same_step import ask_name, away, next_number, redial, retry_busy
from dialdeck.model.codes import DEFAULT_DETAIL, DETAILS, Detail, Outcome, Stage
from dialdeck.model.facts import Decision, PersonFacts, Result

__all__ = ["Context", "decide", "dispositions", "previews"]

HANDLERS: dict[Then, Callable[[Case], Decision]] = {
    Then.NEXT_STEP: go_on,
    Then.RETRY_BUSY: retry_busy,
    Then.NEXT_NUMBER: next_number,
    Then.ASK: ask_name,
    Then.AWAY: away,
    Then.REDIAL: redial,
    Then.APOLOGISE: apologise,
    Then.CALLBACK: call_back,
    Then.FOLLOW_UP: follow_up,
    Then.MEETING: meeting,
    Then.REST: rest,
    Then.RETIRE: retire,
    Then.DO_NOT_CALL: do_not_call,
}
_REVIVING = frozenset({Then.CALLBACK, Then.FOLLOW_UP, Then.MEETING, Then.DO_NOT_CALL})
"""What a retired person can still do by calling us."""


def decide(ctx: Context, facts: PersonFacts, result: Result, at: int) -> Decision:
    """Return what a result does when the dial was started at `at` (ms UTC); `facts.dials` must not hold that dial.

    Every result leaves exactly one complete state (method: what each result does). Raises ValueError when the detail
    does not belong to the outcome, LookupError when the person's cadence is not known.
    """
    case = open_case(ctx, facts, result, at)
    if _is_over(case):
        return case.decision(facts.state, f"{facts.state.stage}: stays so", f"stage.{facts.state.stage.name.lower()}")
    return beside_meeting(case, HANDLERS[case.row.then](case))


KEYS = {outcome: Result(outcome, DEFAULT_DETAIL[outcome]) for outcome in Outcome}
"""What each outcome key records when nothing more is said."""


def previews(ctx: Context, facts: PersonFacts, at: int) -> dict[Outcome, Decision]:
    """Return what each outcome key would do to a dial started at `at`; `answered` is provisional (`talk`)."""
    return {outcome: decide(ctx, facts, result, at) for outcome, result in KEYS.items()}


def dispositions(ctx: Context, facts: PersonFacts, at: int) -> dict[Detail, Decision]:
    """Return what each disposition of an answered dial would do, with its default date."""
    return {detail: decide(ctx, facts, Result(Outcome.ANSWERED, detail), at) for detail in DETAILS[Outcome.ANSWERED]}


def _is_over(case: Case) -> bool:
    stage = case.state.stage
    if stage is Stage.DO_NOT_CALL:
        return True
    return stage is Stage.RETIRED and case.row.then not in _REVIVING
