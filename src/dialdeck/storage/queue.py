"""The queue as the index has it: seeks into `(place, bucket, due)`, never a scan, whatever the number of people.

Which ranges are open now is decided by the rules; here they are only read, in the order of rank, due, fit and id.
"""

from __future__ import annotations

import heapq
import json
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from dialdeck.method.hours import is_zone
from dialdeck.model.codes import Bucket
from dialdeck.model.facts import Place
from dialdeck.storage.keys import place_key
from dialdeck.storage.queue_statements import EARLIEST_HOT, PRESENT, STATEMENTS
from dialdeck.storage.reach import ORDINARY, reaches
from dialdeck.storage.undo import Undo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dialdeck.storage.connection import Moment, Row
    from dialdeck.storage.queue_statements import Statements

_FIRST_PAGE = 4
_LAST_PAGE = 512


class Places(NamedTuple):
    """Places that are read together: their ids, and the same as JSON for one statement over all of them."""

    ids: tuple[int, ...]
    json: str


class Range(NamedTuple):
    """A stretch of the index in several places: one bucket, due from and to (ms UTC, both included), and its rank."""

    rank: int
    places: Places
    bucket: int
    due_from: int
    due_to: int
    wished: bool = False
    """Only people for whom a part of the day is wished: an instant that somebody named is no wish."""
    reach: int = ORDINARY
    """Only people who can be reached by these kinds of number."""
    later: bool = False
    """Only the fresh who were not researched; else everybody but them."""

    def bounds(self) -> tuple[str, int, int, int, bool, int, bool]:
        """Return places, bucket, from, to, `wished`, `reach` and `later` as a statement takes them."""
        return (self.places.json, self.bucket, self.due_from, self.due_to, self.wished, self.reach, self.later)

    def holds(self, row: Row) -> bool:
        """Say whether somebody who stands so (`Statements.standing`) is in it."""
        place_id, bucket, due_at, wished, reach, later = row
        here = (bucket, reach, later) == (self.bucket, self.reach, self.later) and place_id in self.places.ids
        return here and self.due_from <= due_at <= self.due_to and bool(wished or not self.wished)


class QueueKey(NamedTuple):
    """Where a person stands in the serving order, and what a claim needs. Ordered by its first four fields."""

    rank: int
    due_at: int
    fit_gap: int
    """Percent of what is known of their fit that is not met, 101 for those not researched."""
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

    within_reach: tuple[int, ...] = reaches()
    """The values of `reach` of those who may be dialed."""
    _present: tuple[int, ...] = ()
    _present_at: Moment | None = None
    _places: tuple[Place, ...] | None = None
    _places_version = -1
    _hot: Row = ()
    _hot_at: Moment | None = None

    def queue_statements(self) -> Statements:
        """Return the statements that read the queue: of everybody, or of those it is narrowed to."""
        return STATEMENTS["states"]

    def somebody_due(self, bucket: int, due_to: int) -> bool:
        """Say whether a bucket has anybody due by `due_to` (ms UTC); only what is hot is really looked at.

        The hot are few and rarely due, so one look until the next write saves going through all places for them.
        """
        if bucket > Bucket.PROMISE:
            return True
        now = self.moment()
        if now != self._hot_at:
            self._hot, self._hot_at = self.row(EARLIEST_HOT) or (None, None, None), now
        earliest = self._hot[bucket]
        return earliest is not None and earliest <= due_to

    def present_reach(self) -> tuple[int, ...]:
        """Return those of `within_reach` that anybody in the queue has; remembered until the next write."""
        if len(self.within_reach) == 1:
            return self.within_reach
        now = self.moment()
        if now != self._present_at:
            found = self.rows(PRESENT, (json.dumps(self.within_reach),))
            self._present, self._present_at = tuple(row[0] for row in found), now
        return self._present

    def places(self) -> tuple[Place, ...]:
        """Return everything that people's hours can depend on; remembered until somebody else writes."""
        version = self._data_version()
        if self._places is None or version != self._places_version:
            self._places = tuple(_place(row) for row in self.rows(f"{_PLACES} ORDER BY id"))
            self._places_version = version
        return self._places

    def rolled_back(self) -> None:
        """Forget the places: one that was made may be gone again."""
        super().rolled_back()
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

    def heads(self, one: Range, place_id: int, after: tuple[int, int, int] | None = None) -> Iterator[QueueKey]:
        """Yield the people of one place of a range by (due, fit, id), those behind `after`, a page at a time.

        Nothing stays open between two pages, so that writing goes on beside it.
        """
        where, due_from, due_to = (place_id, one.bucket, one.reach, one.later), one.due_from, one.due_to
        if after is not None and after[0] > due_to:
            return
        if after is not None and after[0] < due_from:
            after = None
        size = _FIRST_PAGE
        while True:
            sql = self.queue_statements()
            rows: list[Row] = []
            if after is not None:
                rows = self.rows(sql.among_ties, (*where, *after, one.wished, size))
                due_from = max(due_from, after[0] + 1)
            if len(rows) < size:
                rows += self.rows(sql.onwards, (*where, due_from, due_to, one.wished, size - len(rows)))
            for person_id, rev, due_at, fit_gap, bucket, holder_id in rows:
                yield QueueKey(one.rank, due_at, fit_gap, person_id, rev, bucket, holder_id, place_id)
            if len(rows) < size:
                return
            after = (rows[-1][2], rows[-1][3], rows[-1][0])
            size = min(size * 4, _LAST_PAGE)

    def merged_lazily(self, ranges: Iterable[Range], after: QueueKey | None = None) -> Iterator[QueueKey]:
        """Yield the people of many ranges in the order (rank, due, fit, id), those behind `after`."""
        for rank, group in groupby(sorted(ranges, key=_rank), key=_rank):
            if after is not None and rank < after.rank:
                continue
            behind = after[1:4] if after is not None and rank == after.rank else None
            parts = [one for one in group if self._first(one) is not None]
            yield from heapq.merge(*(self.heads(one, place, behind) for one in parts for place in one.places.ids))

    def merged(self, ranges: Iterable[Range], limit: int, after: QueueKey | None = None) -> list[QueueKey]:
        """Return the first `limit` people of many ranges in serving order, those behind `after`."""
        return list(islice(self.merged_lazily(ranges, after), limit))

    def head(self, ranges: Iterable[Range], after: QueueKey | None = None) -> QueueKey | None:
        """Return the first person of ranges of one rank, held or not, behind `after`; None when nobody is there."""
        best: QueueKey | None = None
        for one in ranges:
            row = self._first(one, after)
            if row is not None:
                place_id, person_id, rev, due_at, fit_gap, bucket, holder_id = row
                key = QueueKey(one.rank, due_at, fit_gap, person_id, rev, bucket, holder_id, place_id)
                best = key if best is None else min(best, key)
        return best

    def _first(self, one: Range, after: QueueKey | None = None) -> Row | None:
        if not self.somebody_due(one.bucket, one.due_to):
            return None
        if after is None:
            return self.row(self.queue_statements().heads, one.bounds())
        return self.row(self.queue_statements().heads_behind, (*one.bounds(), *after[1:4]))

    def meetings_over(self, rank: int, until: int) -> list[QueueKey]:
        """Return everybody whose meeting's time had come by `until` (ms UTC), as keys of a rank, the earliest first."""
        if not self.somebody_due(Bucket.CALLBACK, until):
            return []
        rows = self.rows(self.queue_statements().meetings, (until,))
        return [QueueKey(rank, due, fit, person, rev, *more) for person, rev, due, fit, *more in rows]

    def count(self, ranges: Iterable[Range], most: int = 1000) -> int:
        """Return how many people are in the ranges, counted up to `most`."""
        count = 0
        for one in ranges:
            if count < most and self.somebody_due(one.bucket, one.due_to):
                count += int(self.value(self.queue_statements().how_many, (*one.bounds(), most - count)))
        return count

    def count_of(self, people: Iterable[int], ranges: Sequence[Range]) -> int:
        """Return how many of these people are in the ranges."""
        rows = self.rows(self.queue_statements().standing, (json.dumps(list(people)),))
        return sum(any(one.holds(row) for one in ranges) for row in rows)

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


def _rank(one: Range) -> int:
    return one.rank


def _place(row: Row) -> Place:
    zones = tuple(row[1].split())
    unknown = next((zone for zone in zones if not is_zone(zone)), None)
    return Place(row[0], zones if unknown is None else (), row[2], row[3], row[4], unknown)
