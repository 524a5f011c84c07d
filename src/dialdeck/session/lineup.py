"""The queue in its order at this moment: the stretches of the index that the open places make of it.

Caps, colleagues and claims are not asked here (`serving.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialdeck.method.queueing import Rank
from dialdeck.model.codes import Unresearched
from dialdeck.session.openings import Openings
from dialdeck.storage.queue import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialdeck.session.desk import Desk
    from dialdeck.session.openings import Closed
    from dialdeck.storage.queue import QueueKey

_STEPS = 8
"""People looked at one by one before the stretches of all places are merged."""


class Lineup:
    """Everybody who is due in an open place, in serving order."""

    def __init__(self, desk: Desk) -> None:
        """Read through the desk's store; nothing is read yet."""
        self._desk = desk
        self._openings = Openings(desk)

    def forget(self) -> None:
        """Look at every place anew: hours, places or holidays changed."""
        self._openings.forget()

    def closed_places(self) -> tuple[Closed, ...]:
        """Return the places that are closed now."""
        return self._known().closed

    def ranges(self, rank: Rank) -> list[Range]:
        """Return the stretches of the index that hold the people of one rank at this moment."""
        later = rank is Rank.UNRESEARCHED
        if later and self._desk.policy.unresearched is Unresearched.PREPARE:
            return []
        bounds = tuple(self._known().bounds(rank))
        return [Range(rank, *bound, reach, later) for reach in self._desk.store.present_reach() for bound in bounds]

    def ordered(self, limit: int, after: QueueKey | None = None) -> list[QueueKey]:
        """Return the keys of the next `limit` people in serving order, those behind `after` when given."""
        return self._desk.store.merged(self.all_ranges(), limit, after)

    def all_ranges(self) -> list[Range]:
        """Return the stretches of the index of every rank, in serving order."""
        return [one for rank in Rank for one in self.ranges(rank)]

    def callable_count(self, most: int) -> int:
        """Return how many people could be dialed now, counted up to `most`."""
        return self._desk.store.count(self.all_ranges(), most)

    def boundary_passed(self) -> None:
        """Learn that places opened or closed, or that another part of the day began."""

    def _known(self) -> Openings:
        """Return which places are open, looked at anew when a boundary has passed."""
        if self._openings.refresh():
            self.boundary_passed()
        return self._openings

    def _walk(self, ranges: list[Range], after: QueueKey | None) -> Iterator[QueueKey]:
        """Yield the people of a rank behind `after`, the first few by one seek a place: mostly one is enough."""
        for _ in range(_STEPS):
            after = self._desk.store.head(ranges, after)
            if after is None:
                return
            yield after
        yield from self._desk.store.merged_lazily(ranges, after)
