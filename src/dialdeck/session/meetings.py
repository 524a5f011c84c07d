"""The question at the time of a meeting: held, no-show or moved; what each would do, and the answer written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.errors import DataError, DialdeckError, RefusedError
from dialdeck.method import meetings
from dialdeck.method.wording import time_words
from dialdeck.model.codes import EventKind, Met, Stage
from dialdeck.model.views import Offer
from dialdeck.session import typed_dates
from dialdeck.session.applying import move, write_consequences
from dialdeck.session.explaining import brief
from dialdeck.session.moving import ahead, check_free

if TYPE_CHECKING:
    from dialdeck.model.facts import Decision, PersonFacts
    from dialdeck.session.desk import Desk

QUESTION = "The meeting's time is here: o says held, no-show or moved"
_LABELS = {Met.HELD: "held", Met.NO_SHOW: "no-show", Met.MOVED: "moved"}


def asked(desk: Desk, facts: PersonFacts) -> bool:
    """Say whether the time of this person's meeting has come, so that it is asked what became of it."""
    return meetings.is_over(facts.state, desk.clock.now())


def answer(desk: Desk, person_id: int, what: Met, when: str | None = None) -> Decision:
    """Say what became of a meeting, as one operation; `when` is the next step, or the time it was moved to.

    Raises RefusedError without a meeting, or before its time unless it was moved; DataError for a past or missing time.
    """
    with desk.store.operation("meeting", person_id=person_id) as tx:
        check_free(desk, person_id)
        facts = desk.store.facts(person_id)
        at = _instant(desk, facts, what, when)
        decision = _decided(desk, facts, what, at)
        inputs = {"met": str(what)} | ({} if at is None else {"when": at})
        move(desk, tx, EventKind.STAGE, person_id, decision.state, **inputs)
        write_consequences(desk, tx, person_id, decision)
    desk.load.forget()
    return decision


def offers(desk: Desk, person_id: int) -> tuple[Offer, ...]:
    """Return the answers that can be given now, with what each would do; raise RefusedError without a meeting."""
    facts = _with_meeting(desk.facts(person_id))
    given = tuple(Met) if asked(desk, facts) else (Met.MOVED,)
    return tuple(Offer(one, _LABELS[one], _offered(desk, facts, one)) for one in given)


def echo(desk: Desk, person_id: int, what: Met, text: str) -> str:
    """Return what an answer with a typed date would do, or why it cannot be given."""
    if not text.strip():
        return ""
    try:
        facts = _with_meeting(desk.facts(person_id))
        decision = _decided(desk, facts, what, _instant(desk, facts, what, text))
    except DialdeckError as error:
        return str(error)
    due = decision.state.due_at
    told = typed_dates.both_clocks(desk, facts, due) if due is not None else brief(decision)
    return f"{told} ({decision.warning})" if decision.warning else told


def _decided(desk: Desk, facts: PersonFacts, what: Met, at: int | None) -> Decision:
    return meetings.met(desk.context, facts, what, desk.clock.now(), at)


def _instant(desk: Desk, facts: PersonFacts, what: Met, when: str | None) -> int | None:
    """Return the instant (ms UTC) that belongs to an answer, None when it needs none and has none."""
    _with_meeting(facts)
    if what is not Met.MOVED and not asked(desk, facts):
        message = f"the meeting is on {_time(desk, facts)}: until then it can only be moved"
        raise RefusedError(message)
    if when is None or not when.strip():
        if what is Met.MOVED:
            message = "say when the meeting is now"
            raise DataError(message)
        return None
    return ahead(desk, facts, typed_dates.when(desk, facts.person_id, when))


def _with_meeting(facts: PersonFacts) -> PersonFacts:
    if facts.state.stage is not Stage.MEETING:
        message = f"no meeting is agreed with this person: the stage is {facts.state.stage}"
        raise RefusedError(message)
    return facts


def _offered(desk: Desk, facts: PersonFacts, what: Met) -> str:
    return "to another time" if what is Met.MOVED else brief(_decided(desk, facts, what, None))


def _time(desk: Desk, facts: PersonFacts) -> str:
    calendar, place, due = desk.calendar, facts.place, facts.state.due_at
    today = calendar.local_day(place, desk.clock.now())
    return "another day" if due is None else time_words(calendar.local(place, due), calendar.zone(place), today)
