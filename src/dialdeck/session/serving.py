"""Who is next: the heads of the open places, judged by the rules, then claimed for this window alone.

Serving is claiming, also for a single user, so that two windows never get the same person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialdeck.method.caps import refusal
from dialdeck.method.hours import day_bounds
from dialdeck.method.parts import parts_of
from dialdeck.method.queueing import Rank
from dialdeck.model.codes import Bucket
from dialdeck.session.desk import DAY_MS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.method.calendar import Opening
    from dialdeck.model.facts import Place
    from dialdeck.session.desk import Desk
    from dialdeck.storage.queue import QueueKey, Spec

Range = tuple[Bucket, int, int]
"""(bucket, due from, due to), both instants inclusive: the people of one rank in one place."""
LONG_AGO = 0
FRESH_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place where people may be dialed now: since when its part of the day runs, and when its local day ends."""

    place: Place
    part_start: int
    day_end: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A place that is closed now, and when it opens (None: not in the next weeks)."""

    place: Place
    opens_at: int | None


class Serving:
    """Finds and claims the next person. Openings are remembered until the next boundary of any place."""

    def __init__(self, desk: Desk) -> None:
        """Serve from the desk's store; nothing is read yet."""
        self._desk = desk
        self._valid_until = 0
        self._known = -1
        self._open: tuple[OpenPlace, ...] = ()
        self._closed: tuple[Closed, ...] = ()
        self.passed_over: set[int] = set()
        """People that a cap refused; tried again after the next boundary."""

    def forget(self) -> None:
        """Look at every place anew: hours, places or holidays changed."""
        self._valid_until = 0
        self.passed_over.clear()

    def open_places(self) -> tuple[OpenPlace, ...]:
        """Return the places where the rules allow a dial at this moment."""
        self._refresh()
        return self._open

    def closed_places(self) -> tuple[Closed, ...]:
        """Return the places that are closed now."""
        self._refresh()
        return self._closed

    def specs(self, rank: Rank) -> list[Spec]:
        """Return the index ranges that hold the people of one rank at this moment, one for each open place."""
        now = self._desk.clock.now()
        early = now + self._desk.policy.callback_early_minutes * 60_000
        found: list[Spec] = []
        for open_place in self.open_places():
            for bucket, due_from, due_to in _ranges(rank, open_place, now, early):
                found.append((open_place.place.id, int(bucket), due_from, due_to, int(rank)))
        return found

    def ordered(self, limit: int, after: QueueKey | None = None) -> list[QueueKey]:
        """Return the keys of the next `limit` people in serving order, those behind `after` when given."""
        return self._desk.store.merged(self.all_specs(), limit, after)

    def all_specs(self) -> list[Spec]:
        """Return the index ranges of every rank, in serving order."""
        return [spec for rank in Rank for spec in self.specs(rank)]

    def next_person(self) -> int | None:
        """Claim the first person in serving order who may be dialed, and return their id; None when nobody is left."""
        for key in self._candidates():
            if key.person_id in self.passed_over:
                continue
            facts = self._desk.facts(key.person_id)
            if refusal(self._desk.calendar, facts, self._desk.clock.now()) is not None:
                self.passed_over.add(key.person_id)
                continue
            if self._desk.store.claim(key.person_id, key.rev):
                return key.person_id
        return None

    def callable_count(self, most: int) -> int:
        """Return how many people could be dialed now, counted up to `most`."""
        return self._desk.store.count(self.all_specs(), most)

    def _candidates(self) -> Iterator[QueueKey]:
        for rank in Rank:
            yield from self._desk.store.merged_lazily(self.specs(rank))

    def _refresh(self) -> None:
        now = self._desk.clock.now()
        places = self._desk.store.places()
        if now < self._valid_until and len(places) == self._known:
            return
        opened: list[OpenPlace] = []
        closed: list[Closed] = []
        until = now + DAY_MS
        for place in places:
            opening = self._desk.calendar.opening(place, now)
            until = min(until, _boundary(opening, until))
            if opening.open:
                here = self._open_place(place, now)
                opened.append(here)
                until = min(until, self._part_end(place, now))
            else:
                closed.append(Closed(place, opening.opens_at))
        self._open, self._closed = tuple(opened), tuple(closed)
        self._valid_until, self._known = until, len(places)
        self.passed_over.clear()

    def _open_place(self, place: Place, now: int) -> OpenPlace:
        calendar = self._desk.calendar
        day = calendar.local_day(place, now)
        start = max((part.start for part in parts_of(calendar, place, day) if part.start <= now), default=now)
        return OpenPlace(place, start, day_bounds(calendar.zone(place), day)[1] - 1)

    def _part_end(self, place: Place, now: int) -> int:
        calendar = self._desk.calendar
        day = calendar.local_day(place, now)
        return min((part.end for part in parts_of(calendar, place, day) if part.end > now), default=now + FRESH_MINUTE)


def _boundary(opening: Opening, otherwise: int) -> int:
    edge = opening.until if opening.open else opening.opens_at
    return otherwise if edge is None else edge


def _ranges(rank: Rank, here: OpenPlace, now: int, early: int) -> tuple[Range, ...]:
    return {
        Rank.CALLBACK: ((Bucket.CALLBACK, LONG_AGO, early),),
        Rank.RETURNED: ((Bucket.RETURNED, LONG_AGO, now),),
        Rank.PROMISE: ((Bucket.PROMISE, LONG_AGO, now),),
        Rank.IN_PART: ((Bucket.DUE, here.part_start, now),),
        Rank.PART_PASSED: ((Bucket.DUE, LONG_AGO, here.part_start - 1),),
        Rank.FRESH: ((Bucket.FRESH, LONG_AGO, now),),
        Rank.PART_LATER: ((Bucket.PROMISE, now + 1, here.day_end), (Bucket.DUE, now + 1, here.day_end)),
        Rank.NOT_DUE: (),
    }[rank]
