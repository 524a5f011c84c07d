"""One organisation, one person a day: two calls to the same firm in one morning look like a list being worked off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.method.hours import day_bounds
from dialdeck.method.queueing import HOT
from dialdeck.storage.colleague_reads import Rang

if TYPE_CHECKING:
    from dialdeck.model.facts import Place
    from dialdeck.session.desk import Desk


class Wait(NamedTuple):
    """Until when (ms UTC) the queue leaves somebody be, and whether that is settled: a dial at hand may change it."""

    until: int
    settled: bool


def waits_for_colleague(desk: Desk, person_id: int, bucket: int | None, place: Place) -> Wait | None:
    """Return until when, the end of their day, the queue leaves somebody be because a colleague was dialed.

    None when nothing holds them back: nobody else there was dialed today, a word was given, or the settings allow it.
    Whoever asks for the person by name dials them all the same.
    """
    if desk.policy.colleagues_same_day or bucket in HOT:
        return None
    calendar = desk.calendar
    start, end = day_bounds(calendar.zone(place), calendar.local_day(place, desk.clock.now()))
    rang = desk.store.colleague_dialed(person_id, start)
    return None if rang is Rang.NEVER else Wait(end, settled=rang is Rang.SURELY)
