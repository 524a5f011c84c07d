"""A dial without an answer: what each of its further keys would do, decided as recording decides it, in few words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dialdeck.method.parts import parts_of
from dialdeck.method.wording import attempt_words, part_words
from dialdeck.model.codes import Detail, Outcome
from dialdeck.model.facts import Result
from dialdeck.model.replacing import replace
from dialdeck.model.views import Ending
from dialdeck.session.panels import spaced
from dialdeck.session.picking import TASK_WORDS
from dialdeck.session.times import local_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialdeck.model.facts import Decision, PersonFacts, Place
    from dialdeck.model.state import State
    from dialdeck.session.desk import Desk
    from dialdeck.session.dossier import Dossier

UNANSWERED = (
    Detail.RANG_OUT,
    Detail.BUSY,
    Detail.MAILBOX_FULL,
    Detail.MENU,
    Detail.NUMBER_DEAD,
    Detail.OTHER_NAME,
    Detail.ROLE_CHANGED,
    Detail.LIVE_DROP,
)
"""What a dial can have come to beside the three outcomes, without a date that is typed."""


def decided(desk: Desk, facts: PersonFacts, at: int) -> dict[Detail, Decision]:
    """Return what each of the keys would do to a dial started at `at` (ms UTC)."""
    silent = Outcome.SILENT_HANGUP
    return {detail: desk.decisions.of(facts, Result(silent, detail), at) for detail in UNANSWERED}


def endings(desk: Desk, known: Dossier, silent: Decision, decisions: Mapping[Detail, Decision]) -> tuple[Ending, ...]:
    """Return what each of the keys would do, as it was decided; `silent` is the decision of hanging up."""
    return tuple(
        Ending(detail, decision.why, "" if _same(decision, silent) else _short(desk, known, decision))
        for detail, decision in decisions.items()
    )


def _same(one: Decision, other: Decision) -> bool:
    """Say whether two decisions lead to the same; why they do, and what is said then, may differ."""
    return _bare(one) == _bare(other)


def _bare(decision: Decision) -> Decision:
    return replace(decision, why="", rules=(), off_plan=False, warning=None)


def _short(desk: Desk, known: Dossier, decision: Decision) -> str:
    state, before = decision.state, known.facts.state
    if state.bucket is None or state.due_at is None:
        task = decision.task
        return f"out of the queue: {TASK_WORDS[task.kind]}" if task is not None else "out of the queue"
    if decision.dead_number is not None:
        number = next((row.e164 for row in known.numbers if row.id == state.number_id), "")
        then = f"next {spaced(number)}"
    elif state.busy_retried:
        then = f"again {_clock(desk, known.facts.place, state.due_at)}"
    else:
        then = _part(desk, known.facts.place, state)
    return f"{then}, same attempt" if _attempt(state) == _attempt(before) else f"{then} · {attempt_words(state)}"


def _attempt(state: State) -> tuple[object, ...]:
    return state.attempt, state.cadence, state.step, state.plan, state.script


def _clock(desk: Desk, place: Place, at: int) -> str:
    """Return a time of today on the caller's own clock, told apart where theirs shows another; "now" once it came."""
    if at <= desk.clock.now():
        return "now"
    mine = local_in(desk.policy.caller.zone, at)
    here = "" if mine.utcoffset() == desk.calendar.local(place, at).utcoffset() else " here"
    return f"{mine.hour}:{mine.minute:02d}{here}"


def _part(desk: Desk, place: Place, state: State) -> str:
    day = date.fromisoformat(state.due_day or "")
    parts = parts_of(desk.calendar, place, day)
    return part_words(day, next((part.label for part in parts if part.id == state.part), ""))
