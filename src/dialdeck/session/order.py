"""Where one person stands in the order of the queue, for the words that explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.method.caps import ahead_of_the_clock
from dialdeck.method.hours import day_bounds
from dialdeck.method.meetings import is_over
from dialdeck.method.parts import parts_of
from dialdeck.method.queueing import COLLEAGUE, TO_PREPARE, Rank, explain, rank
from dialdeck.method.worthiness import waits_for_preparation
from dialdeck.session.colleagues import waits_for_colleague

if TYPE_CHECKING:
    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk


def rank_of(desk: Desk, facts: PersonFacts, now: int) -> Rank:
    """Return the rank of a person at `now` (ms UTC), hours and caps apart."""
    calendar = desk.calendar
    day = calendar.local_day(facts.place, now)
    begun = (part.start for part in parts_of(calendar, facts.place, day) if part.start <= now < part.end)
    day_end = day_bounds(calendar.zone(facts.place), day)[1]
    early = desk.policy.callback_early_minutes
    return rank(facts.state, now, max(begun, default=None), day_end, early, researched=facts.researched)


def standing(desk: Desk, facts: PersonFacts, now: int) -> str:
    """Return in one line why a person stands where they stand; at the time of a meeting, what became of it is asked."""
    ahead = ahead_of_the_clock(desk.calendar, facts, now)
    if ahead:
        return ahead
    if is_over(facts.state, now):
        return "the meeting's time is here: held, no-show or moved? o answers, without a dial"
    order = rank_of(desk, facts, now)
    if order is not Rank.NOT_DUE and waits_for_colleague(desk, facts.person_id, facts.state.bucket, facts.place):
        return COLLEAGUE
    if order is not Rank.NOT_DUE and waits_for_preparation(facts, desk.policy.unresearched):
        return TO_PREPARE
    return explain(facts.state, order, desk.calendar.local_day(facts.place, now).isoformat())
