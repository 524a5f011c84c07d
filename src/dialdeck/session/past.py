"""A person's past as it stands now: what was taken back left out, and the effect of each dial where it happened.

A correction is decided from the facts before its dial, and what followed is derived again in this order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.method.case import rested
from dialdeck.method.planning_people import by_cadence
from dialdeck.model.codes import DialStatus, EventKind, Stage
from dialdeck.model.replacing import replace
from dialdeck.session.cadences import FALLBACK
from dialdeck.storage.projection import STATE_COLUMNS, initial_state, state_from
from dialdeck.storage.rows import DialRow, EventRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.model.facts import PersonFacts
    from dialdeck.model.state import State
    from dialdeck.session.desk import Desk
    from dialdeck.storage.rows import PromiseRow

SETTLED = frozenset({DialStatus.TALKED, DialStatus.DONE})
"""Statuses of a dial that has had its effect on the person."""
_REVERSALS = frozenset({EventKind.TAKEN_BACK, EventKind.RESTORED})
_OUTCOMES = frozenset({EventKind.OUTCOME, EventKind.AMENDED})


def standing_events(desk: Desk, person_id: int) -> list[EventRow]:
    """Return the log of a person without what was taken back, and without the taking back itself."""
    events = desk.store.events(person_id)
    gone: set[int] = set()
    for event in reversed(events):
        if event.kind in _REVERSALS and event.seq not in gone:
            gone.update(event.data["decision"]["of"])
    return [event for event in events if event.seq not in gone and event.kind not in _REVERSALS]


def facts_before(desk: Desk, dial: DialRow) -> PersonFacts:
    """Return what was known of the person before this dial had an outcome: its own trace and what came later left out.

    For a dial that still wants its outcome these are the facts of now: its effect comes now.
    """
    if dial.status not in SETTLED:
        facts = desk.store.facts(dial.person_id, without_dial=dial.id)
        facts = replace(facts, state=replace(rested(facts.state, dial.started_at), number_id=dial.number_id))
        return _as_begun(desk, facts, dial)
    return facts_at(desk, dial, state_before(desk, dial), dial.started_at)


def facts_at(desk: Desk, dial: DialRow, state: State, promised_by: int) -> PersonFacts:
    """Return the facts for deciding a dial from `state`, with the promises made up to `promised_by` (ms UTC)."""
    facts = desk.store.facts(dial.person_id)
    known = {promise.id for promise in open_promises(desk, dial.person_id, promised_by)}
    facts = replace(
        facts,
        state=replace(state, number_id=dial.number_id),
        dials=tuple(other for other in facts.dials if other.dial_id < dial.id),
        promises=tuple(promise for promise in facts.promises if promise.id in known),
    )
    return _as_begun(desk, facts, dial)


def _as_begun(desk: Desk, facts: PersonFacts, dial: DialRow) -> PersonFacts:
    """Return the facts with the cadence by which the dial was made, whatever is set for the unresearched today."""
    state = facts.state
    if state.stage is not Stage.NEW or state.cadence != FALLBACK or dial.cadence == FALLBACK:
        return facts
    return by_cadence(desk.context, facts, dial.cadence) or facts


def open_promises(desk: Desk, person_id: int, made_by: int | None) -> list[PromiseRow]:
    """Return the open promises to a person that were made up to an instant (ms UTC; None: all)."""
    rows = desk.store.promises(person_id, open_only=True)
    return [row for row in rows if made_by is None or row.made_at <= made_by]


def state_before(desk: Desk, dial: DialRow) -> State:
    """Return where the person stood before this dial had the effect that it has now (where they stand, without one)."""
    if dial.status not in SETTLED:
        return desk.store.state(dial.person_id).state
    person = desk.store.person(dial.person_id)
    state = before = initial_state(person.created_at if person is not None else 0)
    settled, moved_by = False, 0
    for event in standing_events(desk, dial.person_id):
        if _settles(event, dial.id):
            # A correction of an earlier dial derived this one again, in the same operation: it starts from there.
            if not settled or event.operation == moved_by:
                before = state
            settled = True
        if "state" in event.data:
            state = state_from(tuple(event.data["state"][name] for name in STATE_COLUMNS))
            moved_by = event.operation
    return before


def followers(desk: Desk, dial: DialRow) -> Iterator[DialRow | EventRow]:
    """Yield what moved the person after this dial had its effect, in order: later dials, and moves made by hand."""
    if dial.status not in SETTLED:
        return
    rows = {row.id: row for row in desk.store.dial_rows(dial.person_id) if row.status in SETTLED}
    seen: set[int] = set()
    for event in standing_events(desk, dial.person_id):
        if event.dial_id is None:
            if dial.id in seen and "state" in event.data:
                yield event
        elif event.kind in _OUTCOMES and event.dial_id in rows and event.dial_id not in seen:
            seen.add(event.dial_id)
            if dial.id in seen and event.dial_id != dial.id:
                yield rows[event.dial_id]


def agreed(desk: Desk, dial: DialRow) -> int | None:
    """Return the instant (ms UTC) that was agreed in a dial, as its present outcome has it, or None."""
    if dial.status not in SETTLED:
        return None
    when: int | None = None
    for event in standing_events(desk, dial.person_id):
        if event.dial_id == dial.id and event.kind in _OUTCOMES:
            when = event.data["decision"].get("when")
    return when


def _settles(event: EventRow, dial_id: int) -> bool:
    return event.dial_id == dial_id and event.kind in _OUTCOMES
