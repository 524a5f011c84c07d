"""Who waits to be dialed on a planned day, in the order of the queue, at a cost that does not grow with the waiting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from dialdeck.method.planning_turns import Situation
from dialdeck.method.queueing import Rank
from dialdeck.model.codes import Bucket
from dialdeck.model.facts import NOT_RESEARCHED

_RANKS = {
    Bucket.CALLBACK: Rank.CALLBACK,
    Bucket.RETURNED: Rank.RETURNED,
    Bucket.PROMISE: Rank.PROMISE,
    Bucket.DUE: Rank.IN_PART,
    Bucket.FRESH: Rank.FRESH,
}
SERVED = tuple(rank for rank in Rank if rank < Rank.PART_LATER)
"""The ranks that are due, in order; ahead of its part nobody is planned."""


class Prospect:
    """Somebody in the plan: where they stand, when they are due, and how many planned dials they had."""

    __slots__ = ("bucket", "dials", "due_at", "due_day", "fit_gap", "person_id", "ready_at", "situation")

    def __init__(
        self, person_id: int, situation: Situation, bucket: Bucket, due_at: int, due_day: str | None, fit_gap: int = 0
    ) -> None:
        """Due at `due_at` (ms UTC), with no planned dial yet."""
        self.person_id = person_id
        self.situation = situation
        self.bucket = bucket
        self.due_at = due_at
        self.due_day = due_day
        self.fit_gap = fit_gap
        self.ready_at = due_at
        """The first instant at which they may be dialed; a cap can hold them back beyond `due_at`."""
        self.dials = 0


_Entry = tuple[int, int, int, Prospect]
"""(due_at, fit_gap, person_id, prospect): ids differ, so that prospects are never compared."""


class Line:
    """Everybody of one place in the order of the queue: those who wait for their time, and those who are due."""

    def __init__(self) -> None:
        """Nobody is in it."""
        self._waiting: list[tuple[int, int, Prospect]] = []
        self._due: dict[Rank, list[_Entry]] = {rank: [] for rank in SERVED}
        self._part_start = 0

    def add(self, prospect: Prospect) -> None:
        """Let somebody wait until they are ready."""
        heappush(self._waiting, (prospect.ready_at, prospect.person_id, prospect))

    def advance(self, until: int, part_start: int) -> None:
        """Make everybody due who is ready before `until`, the present part having begun at `part_start`."""
        if part_start != self._part_start:
            self._part_start = part_start
            self._pass()
        while self._waiting and self._waiting[0][0] < until:
            prospect = heappop(self._waiting)[2]
            rank = _RANKS[prospect.bucket]
            if rank is Rank.IN_PART and prospect.due_at < part_start:
                rank = Rank.PART_PASSED
            elif rank is Rank.FRESH and prospect.fit_gap >= NOT_RESEARCHED:
                rank = Rank.UNRESEARCHED
            heappush(self._due[rank], (prospect.due_at, prospect.fit_gap, prospect.person_id, prospect))

    def due(self, rank: Rank) -> list[_Entry]:
        """Return the heap of those who are due with one rank."""
        return self._due[rank]

    def count_due(self) -> int:
        """Return how many are due."""
        return sum(map(len, self._due.values()))

    def everybody_due(self) -> Iterator[Prospect]:
        """Yield everybody who is due, in no order."""
        for entries in self._due.values():
            for entry in entries:
                yield entry[3]

    def _pass(self) -> None:
        """Another part began: who was due in the one before has waited through it."""
        kept: list[_Entry] = []
        passed = self._due[Rank.PART_PASSED]
        for entry in self._due[Rank.IN_PART]:
            (kept if entry[0] >= self._part_start else passed).append(entry)
        self._due[Rank.IN_PART] = kept
        heapify(kept)
        heapify(passed)


def serve(lines: Sequence[Line], most: int | None) -> Iterator[Prospect]:
    """Take out and yield those who are due in any of the lines, first by rank, then by due time, fit and id.

    At most so many; None: all of them.
    """
    left = most
    for rank in SERVED:
        heaps = [heap for line in lines if (heap := line.due(rank))]
        if left is None or sum(map(len, heaps)) <= left:
            entries = sorted(entry for heap in heaps for entry in heap)
            for heap in heaps:
                heap.clear()
        else:
            entries = [_pop_first(heaps) for _ in range(left)]
        if left is not None:
            left -= len(entries)
        yield from (entry[3] for entry in entries)


def _pop_first(heaps: list[list[_Entry]]) -> _Entry:
    return heappop(min((heap for heap in heaps if heap), key=lambda heap: heap[0][:3]))
