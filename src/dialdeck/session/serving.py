"""Who is next: the heads of the open places, judged by the rules, then claimed for this window alone.

Serving is claiming, also for a single user, so that two windows never get the same person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.method.caps import refusal
from dialdeck.method.queueing import Rank, serving_order
from dialdeck.session.colleagues import waits_for_colleague
from dialdeck.session.dialable import number_to_dial
from dialdeck.session.openings import Openings
from dialdeck.storage.queue import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.model.facts import PersonFacts
    from dialdeck.session.desk import Desk
    from dialdeck.session.openings import Closed
    from dialdeck.storage.queue import QueueKey


class Serving:
    """Finds and claims the next person."""

    def __init__(self, desk: Desk) -> None:
        """Serve from the desk's store; nothing is read yet."""
        self._desk = desk
        self._openings = Openings(desk)
        self._passed_over: dict[int, tuple[int, int]] = {}
        """Held back by a cap or for a colleague: at which revision, until when; then, or at a boundary, tried again."""
        self._ahead: QueueKey | None = None
        self._due_served = 0
        """Due people served since the last fresh one."""

    def forget(self) -> None:
        """Look at every place anew: hours, places or holidays changed."""
        self._openings.forget()

    def closed_places(self) -> tuple[Closed, ...]:
        """Return the places that are closed now."""
        return self._known().closed

    def ranges(self, rank: Rank) -> list[Range]:
        """Return the stretches of the index that hold the people of one rank at this moment."""
        bounds = tuple(self._known().bounds(rank))
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

    def _known(self) -> Openings:
        """Return which places are open, looked at anew at a boundary: then nobody is held back any more."""
        if self._openings.refresh():
            self._passed_over.clear()
        return self._openings

    def _still_first(self, ahead: QueueKey) -> bool:
        """Say whether somebody who was first a dial ago still is: a promise or a snooze may have run out meanwhile."""
        if not self._openings.hold():
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
            self._passed_over[key.person_id] = (key.rev, waits or self._openings.until)
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
