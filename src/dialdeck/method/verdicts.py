"""Letting go on evidence: what was tried, the warning before the end, and the way back (method: letting go).

The end itself is decided in `endings`; this says it beforehand and afterwards, so that nobody is lost by surprise.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dialdeck.method.cadence import total_attempts
from dialdeck.method.case import Context
from dialdeck.method.endings import WIN_BACK, verdict
from dialdeck.method.results import rung
from dialdeck.method.transitions import revive
from dialdeck.method.wording import count_words, day_words, retired_words
from dialdeck.model.codes import Outcome, Role, Stage
from dialdeck.model.facts import PersonFacts
from dialdeck.model.state import State

WARNED_BEFORE = 3
"""Attempts left from which the end is announced."""
_ENDS = {
    "rest": "rests and comes back as a win-back",
    "find_contact": "retired, another contact to be found",
    "retire": "retired",
}
_REASON = "a new reason"
_WIN_BACK_REASON = "a new reason (one new dated fact, one advantage for them)"


class EarlyWarning(NamedTuple):
    """The end of a cadence is near."""

    left: int
    """Attempts still to be made, the next one included."""
    end: str
    """What follows: `rest`, `find_contact` or `retire`."""
    signs: tuple[str, ...]
    """What speaks for a look at this person before the attempts are spent."""
    line: str


class WayBack(NamedTuple):
    """How somebody who rests or is retired comes back."""

    stage: Stage
    cadence: str
    day: str | None
    """The ISO day of the first attempt: of the rest's end, or if they were brought back now."""
    needs: tuple[str, ...]
    """What must be there for it."""
    line: str


def evidence(facts: PersonFacts) -> str:
    """Return what was tried: "12 attempts, 5 parts of the day, 3 messages, no contact"; empty before any attempt."""
    made = facts.state.earlier_attempts + facts.state.attempt - 1
    return verdict(facts.dials, made) if made > 0 else ""


def early_warning(
    ctx: Context, facts: PersonFacts, *, researched: bool | None = None, before: int = WARNED_BEFORE
) -> EarlyWarning | None:
    """Return the warning from `before` attempts before the end of the person's cadence on; None earlier.

    `researched` tells whether their fit is known (None: nobody asked). Who is out of the queue has no end to warn of.
    """
    state, cadence = facts.state, ctx.about(facts.person_id).cadence(facts.state.cadence)
    left = total_attempts(cadence, state, facts.role) - state.attempt + 1
    if state.bucket is None or left > before:
        return None
    end = cadence.end_other if facts.role is Role.OTHER else cadence.end_owner
    signs = ["fit not researched"] if researched is False else []
    tried = rung(facts.dials)
    if tried and all(dial.outcome is not Outcome.ANSWERED for dial in tried):
        parts = len({dial.part for dial in tried if dial.part is not None})
        signs.append(f"never answered in {count_words(parts, 'part of the day')}" if parts else "never answered")
    count = "the last attempt" if left == 1 else f"{left} attempts left"
    line = " · ".join([f"{count}: then {_ENDS[end]}, unless they answer or call back", *signs])
    return EarlyWarning(left, end, tuple(signs), line)


def way_back(ctx: Context, facts: PersonFacts, now: int) -> WayBack | None:
    """Return how a resting or retired person comes back if nothing (resting) or a revival now (retired) is done.

    None for everybody else: who is in play needs no way back, do not call has none.
    """
    if facts.state.stage is Stage.RESTING:
        state = facts.state
    elif facts.state.stage is Stage.RETIRED:
        state = revive(ctx, facts, now).state
    else:
        return None
    stage = ctx.cadence(state.cadence).stage
    needs = _needs(facts, state)
    when = "" if state.due_day is None else f" from {day_words(date.fromisoformat(state.due_day))}"
    why = f" ({retired_words(facts.state.reason)})" if facts.state.reason else ""
    line = f"{facts.state.stage}{why}: back as {stage}{when}; needs {', '.join(needs)}"
    return WayBack(stage, state.cadence, state.due_day, needs, line)


def _needs(facts: PersonFacts, state: State) -> tuple[str, ...]:
    needs = [_WIN_BACK_REASON if state.cadence == WIN_BACK else _REASON]
    if not facts.usable():
        needs.append("a number that may be dialed")
    if not facts.place.zones:
        needs.append("a time zone")
    return tuple(needs)
