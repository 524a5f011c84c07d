"""One organisation, one person a day: two calls to the same firm in one morning look like a list being worked off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.method.hours import DAY, day_bounds
from dialdeck.method.queueing import HOT
from dialdeck.storage.colleague_reads import Rang

if TYPE_CHECKING:
    from dialdeck.model.facts import Place
    from dialdeck.session.desk import Desk


_LOOKED_AT = 5_000
"""People looked at who work where somebody was dialed."""


class Wait(NamedTuple):
    """Until when (ms UTC) the queue leaves somebody be, and whether that is settled: a dial at hand may change it."""

    until: int
    settled: bool


def everybody_waiting(desk: Desk) -> frozenset[int]:
    """Return the due and the fresh whom the queue leaves be today for a colleague; a very large office in part."""
    if desk.policy.colleagues_same_day:
        return frozenset()
    now = desk.clock.now()
    there = desk.store.where_somebody_was_dialed(now - DAY, _LOOKED_AT)
    today = {place_id: _day(desk, desk.store.place(place_id), now)[0] for place_id in {one[1] for one in there}}
    return frozenset(person_id for person_id, place_id, newest in there if newest >= today[place_id])


def waits_for_colleague(desk: Desk, person_id: int, bucket: int | None, place: Place) -> Wait | None:
    """Return until when, the end of their day, the queue leaves somebody be because a colleague was dialed.

    None when nothing holds them back: nobody else there was dialed today, a word was given, or the settings allow it.
    Whoever asks for the person by name dials them all the same.
    """
    if desk.policy.colleagues_same_day or bucket in HOT:
        return None
    start, end = _day(desk, place, desk.clock.now())
    rang = desk.store.colleague_dialed(person_id, start)
    return None if rang is Rang.NEVER else Wait(end, settled=rang is Rang.SURELY)


def _day(desk: Desk, place: Place, now: int) -> tuple[int, int]:
    """Return where the local day of a place begins and ends (ms UTC)."""
    return day_bounds(desk.calendar.zone(place), desk.calendar.local_day(place, now))
