"""The queue as the index has it: seeks into `(place, bucket, due)`, never a scan, whatever the number of people.

Which ranges are open now is decided by the rules; here they are only read, in the order of rank, due and id.
"""

from __future__ import annotations

import heapq
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from dialdeck.model.facts import Place
from dialdeck.storage.keys import place_key
from dialdeck.storage.undo import Undo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dialdeck.storage.connection import Row

Spec = tuple[int, int, int, int, int]
"""(place_id, bucket, due from, due to, rank): one range of the index, both ends inclusive, ms UTC."""

_FIRST_PAGE = 4
_LAST_PAGE = 512
_HEAD = "SELECT person_id, rev, due_at, bucket, holder_id FROM states WHERE place_id = ? AND bucket = ? "
_AMONG_TIES = f"{_HEAD} AND due_at = ? AND person_id > ? ORDER BY person_id LIMIT ?"
_FROM = f"{_HEAD} AND due_at BETWEEN ? AND ? ORDER BY due_at, person_id LIMIT ?"


class QueueKey(NamedTuple):
    """Where a person stands in the serving order, and what a claim needs. Ordered by its first three fields."""

    rank: int
    due_at: int
    person_id: int
    rev: int
    bucket: int
    holder_id: int | None
    place_id: int


class QueueEntry(NamedTuple):
    """What a line of the queue shows."""

    person_id: int
    uid: str
    name: str
    organisation: str | None
    number: str | None
    """The first living number, E.164."""
    stage: str
    attempt: int
    cadence: str
    plan: str
    script: str
    step: str
    bucket: int | None
    due_at: int | None
    due_day: str | None
    part: str | None
    zone: str | None
    zones: str | None
    zone_source: str | None
    place_id: int | None
    list_id: int | None
    rev: int
    holder_id: int | None


class Queue(Undo):
    """The part of the store that says who is where in the queue."""

    _places: tuple[Place, ...] | None = None
    _places_version = -1

    def places(self) -> tuple[Place, ...]:
        """Return everything that people's hours can depend on; remembered until somebody else writes."""
        version = self._data_version()
        if self._places is None or version != self._places_version:
            self._places = tuple(_place(row) for row in self.rows(f"{_PLACES} ORDER BY id"))
            self._places_version = version
        return self._places

    def rolled_back(self) -> None:
        """Forget the places: one that was made may be gone again."""
        self._places = None

    def place(self, place_id: int) -> Place:
        """Return one place by its id."""
        return next(place for place in self.places() if place.id == place_id)

    def place_for(self, zones: Sequence[str], country: str | None, region: str | None, wish: str | None) -> int:
        """Return the id of the place with these zones (the first counts days), jurisdiction and wish, made if new."""
        key = place_key(tuple(zones), country, region, wish)
        found: int | None = self.value("SELECT id FROM places WHERE key = ?", (key,))
        if found is None:
            with self.write() as conn:
                sql = "INSERT INTO places (zones, country, region, wish, key) VALUES (?, ?, ?, ?, ?) RETURNING id"
                found = conn.execute(sql, (" ".join(zones), country, region, wish, key)).fetchone()[0]
            self._places = None
        return found

    def heads(
        self,
        place_id: int,
        bucket: int,
        due_from: int,
        due_to: int,
        after: tuple[int, int] | None = None,
        rank: int = 0,
    ) -> Iterator[QueueKey]:
        """Yield the people of one range by (due_at, person_id), those behind `after`, a page at a time.

        Nothing stays open between two pages, so that writing goes on beside it.
        """
        if after is not None and after[0] > due_to:
            return
        if after is not None and after[0] < due_from:
            after = None
        size = _FIRST_PAGE
        while True:
            rows: list[Row] = []
            if after is not None:
                rows = self.rows(_AMONG_TIES, (place_id, bucket, *after, size))
                due_from = max(due_from, after[0] + 1)
            if len(rows) < size:
                rows += self.rows(_FROM, (place_id, bucket, due_from, due_to, size - len(rows)))
            for person_id, rev, due_at, found, holder_id in rows:
                yield QueueKey(rank, due_at, person_id, rev, found, holder_id, place_id)
            if len(rows) < size:
                return
            after = (rows[-1][2], rows[-1][0])
            size = min(size * 4, _LAST_PAGE)

    def merged_lazily(self, specs: Iterable[Spec], after: QueueKey | None = None) -> Iterator[QueueKey]:
        """Yield the people of many ranges in the order (rank, due_at, person_id), those behind `after`."""
        for rank, group in groupby(sorted(specs, key=_rank), key=_rank):
            if after is not None and rank < after.rank:
                continue
            start = after if after is not None and rank == after.rank else None
            ranges = []
            for place_id, bucket, due_from, due_to, _ in group:
                behind = None if start is None else (start.due_at, start.person_id)
                ranges.append(self.heads(place_id, bucket, due_from, due_to, behind, rank))
            yield from heapq.merge(*ranges)

    def merged(self, specs: Iterable[Spec], limit: int, after: QueueKey | None = None) -> list[QueueKey]:
        """Return the first `limit` people of many ranges in serving order, those behind `after`."""
        return list(islice(self.merged_lazily(specs, after), limit))

    def head(self, specs: Iterable[Spec]) -> QueueKey | None:
        """Return the first person in serving order, held or not; None when the ranges are empty."""
        for _, group in groupby(sorted(specs, key=_rank), key=_rank):
            found = [
                (row[2], row[0], row, spec)
                for spec in group
                if (row := self.row(_FROM, (spec[0], spec[1], spec[2], spec[3], 1))) is not None
            ]
            if found:
                due_at, person_id, row, spec = min(found)
                return QueueKey(spec[4], due_at, person_id, row[1], row[3], row[4], spec[0])
        return None

    def count(self, specs: Iterable[Spec], most: int = 1000) -> int:
        """Return how many people are in the ranges, counted up to `most`."""
        sql = (
            "SELECT count(*) FROM (SELECT 1 FROM states "
            "WHERE place_id = ? AND bucket = ? AND due_at BETWEEN ? AND ? LIMIT ?)"
        )
        count = 0
        for place_id, bucket, due_from, due_to, _ in specs:
            if count >= most:
                break
            count += int(self.value(sql, (place_id, bucket, due_from, due_to, most - count)))
        return count

    def due_counts(self, days: Iterable[str], most: int = 10_000) -> dict[str, int]:
        """Return how many dials are due on each ISO day, counted up to `most` a day."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM states WHERE due_day = ? AND bucket = 3 LIMIT ?)"
        return {day: self.value(sql, (day, most)) for day in days}

    def queue_rows(self, person_ids: Sequence[int]) -> list[QueueEntry]:
        """Return what the queue shows of these people, in their order; those who are gone are left out."""
        found: dict[int, QueueEntry] = {}
        for start in range(0, len(person_ids), _LAST_PAGE):
            page = person_ids[start : start + _LAST_PAGE]
            # A few lengths only, so that the driver keeps the prepared statements.
            padded = next(size for size in (1, 8, 64, _LAST_PAGE) if size >= len(page))
            sql = f"{_ENTRIES} WHERE p.id IN ({', '.join('?' * padded)})"
            for row in self.rows(sql, (*page, *(None,) * (padded - len(page)))):
                found[row[0]] = QueueEntry(*row)
        return [found[person] for person in person_ids if person in found]


_PLACES = "SELECT id, zones, country, region, wish FROM places"
_ENTRIES = """
    SELECT p.id, p.uid, p.name, o.name, (
        SELECT e164 FROM numbers n WHERE n.person_id = p.id AND n.dead = 0 ORDER BY n.rank, n.id LIMIT 1
    ), s.stage, s.attempt, s.cadence, s.plan, s.script, s.step, s.bucket, s.due_at, s.due_day, s.part, p.zone, p.zones,
    p.zone_source, s.place_id, p.list_id, s.rev, s.holder_id
    FROM people p JOIN states s ON s.person_id = p.id LEFT JOIN organisations o ON o.id = p.organisation_id"""


def _rank(spec: Spec) -> int:
    return spec[4]


def _place(row: Row) -> Place:
    return Place(row[0], tuple(row[1].split()), row[2], row[3], row[4])
