"""Who is next: the heads of the open places, judged by the rules, then claimed for this window alone.

Serving is claiming, also for a single user, so that two windows never get the same person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.method.caps import refusal
from dialdeck.method.hours import day_bounds
from dialdeck.method.parts import parts_of
from dialdeck.method.queueing import Rank, serving_order
from dialdeck.model.codes import Bucket
from dialdeck.session.colleagues import waits_for_colleague
from dialdeck.session.desk import DAY_MS
from dialdeck.session.dialable import number_to_dial
from dialdeck.storage.queue import Places, Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dialdeck.method.calendar import Opening
    from dialdeck.model.facts import PersonFacts, Place
    from dialdeck.session.desk import Desk
    from dialdeck.storage.queue import QueueKey

LONG_AGO = 0
FRESH_MINUTE = 60_000


class OpenPlace(NamedTuple):
    """A place where people may be dialed now: since when its part of the day runs, and when its local day ends."""

    place: Place
    part_start: int
    day_end: int


class Closed(NamedTuple):
    """A place that is closed now, and when it opens (None: not in the next weeks)."""

    place: Place
    opens_at: int | None


class Alike(NamedTuple):
    """Open places whose part of the day and whose day have the same bounds."""

    places: Places
    part_start: int
    day_end: int


class Serving:
    """Finds and claims the next person. Openings are remembered until the next boundary of any place."""

    def __init__(self, desk: Desk) -> None:
        """Serve from the desk's store; nothing is read yet."""
        self._desk = desk
        self._valid_from = self._valid_until = 0
        self._known = -1
        self._everywhere = _together([])
        self._alike: tuple[Alike, ...] = ()
        self._closed: tuple[Closed, ...] = ()
        self._passed_over: dict[int, tuple[int, int]] = {}
        """Held back by a cap or for a colleague: at which revision, until when; then, or at a boundary, tried again."""
        self._ahead: QueueKey | None = None
        self._due_served = 0
        """Due people served since the last fresh one."""

    def forget(self) -> None:
        """Look at every place anew: hours, places or holidays changed."""
        self._valid_until = 0

    def closed_places(self) -> tuple[Closed, ...]:
        """Return the places that are closed now."""
        self._refresh()
        return self._closed

    def ranges(self, rank: Rank) -> list[Range]:
        """Return the stretches of the index that hold the people of one rank at this moment."""
        self._refresh()
        now = self._desk.clock.now()
        early = now + self._desk.policy.callback_early_minutes * 60_000
        bounds = tuple(_bounds(rank, self._everywhere, self._alike, now, early))
        return [Range(rank, *bound, reach) for reach in self._desk.store.present_reach() for bound in bounds]

    def ordered(self, limit: int, after: QueueKey | None = None) -> list[QueueKey]:
        """Return the keys of the next `limit` people in serving order, those behind `after` when given."""
        return self._desk.store.merged(self.all_ranges(), limit, after)

    def all_ranges(self) -> list[Range]:
        """Return the stretches of the index of every rank, in serving order."""
        return [one for rank in Rank for one in self.ranges(rank)]

    def head(self) -> QueueKey | None:
        """Return where the first in serving order stands, caps and claims not asked; None when nobody is left."""
        return next(self._candidates(), None)

    def look_ahead(self, besides: int) -> PersonFacts | None:
        """Return the facts of whoever would be served now if `besides` were gone; `next_person` tries them first."""
        for key in self._candidates():
            if key.person_id != besides and (facts := self._dialable(key)) is not None:
                self._ahead = key
                return facts
        return None

    def forget_ahead(self) -> None:
        """Let the order decide anew who is next."""
        self._ahead = None

    def next_person(self) -> int | None:
        """Claim the first person in serving order who may be dialed, and return their id; None when nobody is left."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and self._still_first(ahead) and self._claimed(ahead):
            return ahead.person_id
        for key in self._candidates():
            if self._dialable(key) is not None and self._claimed(key):
                return key.person_id
        return None

    def callable_count(self, most: int) -> int:
        """Return how many people could be dialed now, counted up to `most`."""
        return self._desk.store.count(self.all_ranges(), most)

    def _order(self) -> tuple[Rank, ...]:
        return serving_order(self._due_served, self._desk.policy.fresh_every)

    def _claimed(self, key: QueueKey) -> bool:
        if not self._desk.store.claim(key.person_id, key.rev):
            return False
        if key.rank == Rank.FRESH:
            self._due_served = 0
        elif key.rank > Rank.PROMISE:
            self._due_served += 1
        return True

    def _still_first(self, ahead: QueueKey) -> bool:
        """Say whether somebody who was first a dial ago still is: a promise or a snooze may have run out meanwhile."""
        if not self._valid_from <= self._desk.clock.now() < self._valid_until:
            return False
        order = self._order()
        heads = (self._desk.store.head(self.ranges(rank)) for rank in order[: order.index(Rank(ahead.rank)) + 1])
        first = next((head for head in heads if head is not None), None)
        return first is not None and first.person_id == ahead.person_id

    def _dialable(self, key: QueueKey) -> PersonFacts | None:
        """Return the facts of a person who may be dialed as far as caps and numbers go, else None."""
        now = self._desk.clock.now()
        rev, until = self._passed_over.get(key.person_id, (-1, 0))
        if rev == key.rev and now < until:
            return None
        day_end = waits_for_colleague(self._desk, key.person_id, key.bucket, self._desk.store.place(key.place_id))
        if day_end is not None:
            self._passed_over[key.person_id] = (key.rev, day_end)
            return None
        facts = self._desk.facts(key.person_id)
        refused = refusal(self._desk.calendar, facts, now)
        if refused is not None or number_to_dial(facts) is None:
            waits = refused.until if refused is not None else None
            self._passed_over[key.person_id] = (key.rev, waits or self._valid_until)
            return None
        return facts

    def _candidates(self) -> Iterator[QueueKey]:
        """Yield everybody in serving order: mostly the very first is taken, and costs one seek a place."""
        for rank in self._order():
            ranges = self.ranges(rank)
            first = self._desk.store.head(ranges)
            if first is not None:
                yield first
                yield from self._desk.store.merged_lazily(ranges, first)

    def _refresh(self) -> None:
        now = self._desk.clock.now()
        places = self._desk.store.places()
        if self._valid_from <= now < self._valid_until and len(places) == self._known:
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
        self._closed = tuple(closed)
        self._everywhere = _together(opened)
        self._alike = _alike(opened)
        self._valid_from, self._valid_until, self._known = now, until, len(places)
        self._passed_over.clear()

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


def _together(places: Iterable[OpenPlace]) -> Places:
    ids = tuple(one.place.id for one in places)
    return Places(ids, f"[{','.join(map(str, ids))}]")


def _alike(places: Iterable[OpenPlace]) -> tuple[Alike, ...]:
    found: dict[tuple[int, int], list[OpenPlace]] = {}
    for one in places:
        found.setdefault((one.part_start, one.day_end), []).append(one)
    return tuple(Alike(_together(same), *bounds) for bounds, same in found.items())


def _bounds(
    rank: Rank, everywhere: Places, alike: Iterable[Alike], now: int, early: int
) -> Iterator[tuple[Places, int, int, int, bool]]:
    """Yield (places, bucket, due from, due to, only with a wished part) of one rank.

    Ahead of their part people are called, so that the caller does not run dry; ahead of a time that somebody named, a
    snooze or a busy line they are not.
    """
    common = {
        Rank.CALLBACK: (Bucket.CALLBACK, early),
        Rank.RETURNED: (Bucket.RETURNED, now),
        Rank.PROMISE: (Bucket.PROMISE, now),
        Rank.FRESH: (Bucket.FRESH, now),
    }
    if rank in common:
        bucket, until = common[rank]
        yield everywhere, bucket, LONG_AGO, until, False
    for one in alike:
        if rank is Rank.IN_PART:
            yield one.places, Bucket.DUE, one.part_start, now, False
        elif rank is Rank.PART_PASSED:
            yield one.places, Bucket.DUE, LONG_AGO, one.part_start - 1, False
        elif rank is Rank.PART_LATER:
            yield one.places, Bucket.PROMISE, now + 1, one.day_end, True
            yield one.places, Bucket.DUE, now + 1, one.day_end, True
