"""Which places are open now, and since when: looked at once, and again only when the next of them opens or closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dialdeck.method.hours import MINUTE, day_bounds
from dialdeck.method.parts import parts_of
from dialdeck.method.queueing import Rank
from dialdeck.model.codes import Bucket
from dialdeck.session.desk import DAY_MS
from dialdeck.storage.queue import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dialdeck.method.calendar import Opening
    from dialdeck.model.facts import Place
    from dialdeck.session.desk import Desk

LONG_AGO = 0
FAR = 1 << 62
Bounds = tuple[Places, int, int, int, bool]
"""Places, bucket, due from, due to (ms UTC), only with a wished part."""


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


class Openings:
    """The open and the closed places of a moment, until `until` (ms UTC)."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is looked at yet."""
        self._desk = desk
        self._since = self.until = 0
        self._known = -1
        self._everywhere = _together([])
        self._alike: tuple[Alike, ...] = ()
        self.closed: tuple[Closed, ...] = ()

    def forget(self) -> None:
        """Look at every place anew when next asked."""
        self.until = 0

    def hold(self) -> bool:
        """Say whether what is known still holds: the clock has passed no boundary, and was not put back."""
        return self._since <= self._desk.clock.now() < self.until

    def bounds(self, rank: Rank) -> Iterator[Bounds]:
        """Yield the stretches of the queue that hold the people of one rank at this moment."""
        now = self._desk.clock.now()
        early = now + self._desk.policy.callback_early_minutes * MINUTE
        return _bounds(rank, self._everywhere, self._alike, now, early)

    def refresh(self) -> bool:
        """Look at every place anew when a boundary has passed or places were added; say whether that was done."""
        now = self._desk.clock.now()
        places = self._desk.store.places()
        if self.hold() and len(places) == self._known:
            return False
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
        self.closed = tuple(closed)
        self._everywhere = _together(opened)
        self._alike = _alike(opened)
        self._since, self.until, self._known = now, until, len(places)
        return True

    def _open_place(self, place: Place, now: int) -> OpenPlace:
        calendar = self._desk.calendar
        day = calendar.local_day(place, now)
        start = max((part.start for part in parts_of(calendar, place, day) if part.start <= now), default=now)
        return OpenPlace(place, start, day_bounds(calendar.zone(place), day)[1] - 1)

    def _part_end(self, place: Place, now: int) -> int:
        calendar = self._desk.calendar
        day = calendar.local_day(place, now)
        return min((part.end for part in parts_of(calendar, place, day) if part.end > now), default=now + MINUTE)


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


def _bounds(rank: Rank, everywhere: Places, alike: Iterable[Alike], now: int, early: int) -> Iterator[Bounds]:
    """Yield (places, bucket, due from, due to, only with a wished part) of one rank.

    Ahead of their part people are called, so that the caller does not run dry; ahead of a time that somebody named, a
    snooze or a busy line they are not. Who is fresh or called us waits since then, whatever a clock said that was put
    right.
    """
    common = {
        Rank.CALLBACK: (Bucket.CALLBACK, early),
        Rank.RETURNED: (Bucket.RETURNED, FAR),
        Rank.PROMISE: (Bucket.PROMISE, now),
        Rank.FRESH: (Bucket.FRESH, FAR),
        Rank.UNRESEARCHED: (Bucket.FRESH, FAR),
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
