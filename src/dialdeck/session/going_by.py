"""A cadence of one person's own: by which their first conversation is sought, named in an edit or a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DataError, RefusedError
from dialdeck.method.planning_people import by_cadence
from dialdeck.method.worthiness import BRIEF, entered
from dialdeck.model.codes import EventKind, Role, Stage
from dialdeck.model.facts import PersonFacts, Place
from dialdeck.session.applying import move
from dialdeck.session.cadences import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialdeck.model.state import State
    from dialdeck.session.desk import Desk
    from dialdeck.storage.operations import Transaction
    from dialdeck.storage.people import PersonDraft


def choices(desk: Desk) -> tuple[str, ...]:
    """Return the ids of the cadences that seek a first conversation, in order."""
    cadences = desk.context.cadences
    return tuple(sorted(name for name in cadences if cadences[name].stage is Stage.PERSISTENCE))


def problem_with(desk: Desk, cadence_id: str) -> str | None:
    """Return why nobody can be called by a cadence, with those that can be chosen; None when they can."""
    known = choices(desk)
    if cadence_id in known:
        return None
    wrong = "seeks no first conversation" if cadence_id in desk.context.cadences else "is not known"
    return f"cadence {cadence_id!r} {wrong}; choose from {', '.join(known)}"


def required(desk: Desk, cadence_id: str | None) -> str:
    """Return the cadence that was named, `persistence` for none; raise DataError for one that cannot be chosen."""
    problem = problem_with(desk, cadence_id) if cadence_id else None
    if problem is not None:
        raise DataError(problem)
    return cadence_id or FALLBACK


def check_entry(desk: Desk, person_id: int, named: str) -> None:
    """Raise RefusedError when somebody who was not researched would begin by another cadence than the one named."""
    if named != FALLBACK:
        return
    facts = desk.store.facts(person_id)
    plain = by_cadence(desk.context, facts, FALLBACK) or facts
    if entered(desk.context, plain, desk.policy.unresearched).state.cadence != FALLBACK:
        message = f"nobody researched them, so they begin by {BRIEF!r}: niche, fit and a sourced issue change that"
        raise RefusedError(message)


def go_by(desk: Desk, tx: Transaction, person_id: int, cadence_id: str) -> bool:
    """Let somebody go on by a cadence at the attempt they have come to, inside an operation; say whether that is new.

    What was dialed stays, and so does the day of the next dial. Raises RefusedError when their first conversation is
    not sought any more, or when the cadence has no step left for them.
    """
    facts = desk.store.facts(person_id)
    state = facts.state
    if state.cadence == cadence_id:
        return False
    if state.bucket is None or desk.context.cadence(state.cadence).stage is not Stage.PERSISTENCE:
        message = f"no first conversation is sought ({state.stage}): a cadence of their own would change nothing"
        raise RefusedError(message)
    moved = by_cadence(desk.context, facts, cadence_id)
    if moved is None:
        message = f"they have come to attempt {state.attempt}, and {cadence_id!r} has no step for it"
        raise RefusedError(message)
    move(desk, tx, EventKind.PLANNED, person_id, moved.state, cadence=cadence_id)
    return True


def beginning(desk: Desk) -> Callable[[int, PersonDraft, State], State]:
    """Return how somebody who arrives begins by the cadence that their row names."""

    def begun(person_id: int, draft: PersonDraft, fresh: State) -> State:
        facts = PersonFacts(person_id, Role(draft.role), Place(0, (), None, None), fresh)
        moved = by_cadence(desk.context, facts, draft.cadence or FALLBACK)
        return fresh if moved is None else moved.state

    return begun
