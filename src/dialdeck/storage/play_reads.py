"""Who is in play, in numbers that stop at a cap, and the newest of the log: what lists and the screen's edges show."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dialdeck.storage.reach import out_of_reach
from dialdeck.storage.rows import DialRow, columns
from dialdeck.storage.world_reads import UID_END, WorldReads

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = 500
_IN_PLAY = "bucket IS NOT NULL AND bucket <> 9 AND place_id IS NOT NULL"
_SOME_ZONE = "place_id NOT IN (SELECT value FROM json_each(?))"


class PlayReads(WorldReads):
    """The part of the store that knows who is in play."""

    _seen: int | None = None
    """The newest operation that was there when changes were last asked for."""

    def foreign_change(self) -> bool:
        """Say whether another window or command did something since this was last asked; a claim is nothing."""
        if self._seen is not None and not super().foreign_change():
            return False
        before, self._seen = self._seen, self.last_operation()
        if before is None:
            return False
        me = self.identity().holder_id
        sql = "SELECT 1 FROM operations WHERE seq > ? AND holder_id <> ? LIMIT 1"
        return self.row(sql, (before, me)) is not None

    def ids_in_play(self) -> Iterator[int]:
        """Yield the ids of everybody in the queue who has a time zone, in pages."""
        where = f"person_id > ? AND {_IN_PLAY} AND {_SOME_ZONE}"
        sql = f"SELECT person_id FROM states WHERE {where} ORDER BY person_id LIMIT ?"  # noqa: S608
        last = 0
        while page := self.rows(sql, (last, self._without_zone(), _PAGE)):
            yield from (row[0] for row in page)
            last = page[-1][0]

    def count_in_play(self) -> int:
        """Return how many people are in the queue and have a time zone."""
        sql = f"SELECT count(*) FROM states WHERE {_IN_PLAY} AND {_SOME_ZONE}"  # noqa: S608
        return int(self.value(sql, (self._without_zone(),)))

    def count_in_place(self, place_id: int, until: int, most: int, *, later: bool = True) -> int:
        """Return how many people of one place who can be reached are due by `until` (ms UTC), counted up to `most`.

        Without `later` the fresh who were not researched are left out.
        """
        within, served = json.dumps(self.within_reach), json.dumps([0, 1] if later else [0])
        return int(self.value(self.queue_statements().in_place, (place_id, within, served, until, most)))

    def count_later(self, most: int) -> int:
        """Return how many of the fresh with a time zone and a number were not researched, counted up to `most`."""
        places = json.dumps([place.id for place in self.places() if place.zones])
        return int(self.value(self.queue_statements().later, (places, json.dumps(self.within_reach), most)))

    def count_out_of_reach(self, most: int) -> int:
        """Return how many people in the queue have a time zone but no number to dial, counted up to `most`."""
        without = json.dumps(out_of_reach(self.within_reach))
        return int(self.value(self.queue_statements().out_of_reach, (without, most)))

    def count_without_zone(self, most: int) -> int:
        """Return how many people wait for a time zone, counted up to `most`."""
        return int(self.value(self.queue_statements().without_zone, (self._without_zone(), most)))

    def ids_without_zone(self, most: int) -> list[int]:
        """Return who waits for a time zone, at most `most`: in the order of the queue, whatever it is narrowed to."""
        where = "place_id IN (SELECT value FROM json_each(?)) AND bucket IN (0, 1, 2, 3, 4)"
        sql = f"SELECT person_id FROM states WHERE {where} ORDER BY bucket, due_at, person_id LIMIT ?"  # noqa: S608
        return [row[0] for row in self.rows(sql, (self._without_zone(), most))]

    def uid_of(self, person_id: int) -> str | None:
        """Return the uid of a person, or None when there is none of that id."""
        uid: str | None = self.value("SELECT uid FROM people WHERE id = ?", (person_id,))
        return uid

    def open_dials(self) -> list[DialRow]:
        """Return every dial that still wants an outcome or disposition, in whichever window, oldest first."""
        sql = f"SELECT {columns(DialRow)} FROM dials WHERE status IN ('open', 'over', 'talked') ORDER BY id"  # noqa: S608
        return [DialRow(*row) for row in self.rows(sql)]

    def find_dials(self, text: str, limit: int = 5) -> list[DialRow]:
        """Return the dials whose uid is `text` or ends with it; none for fewer than 6 characters."""
        wanted = text.lower()
        if len(wanted) < UID_END:
            return []
        sql = f"SELECT {columns(DialRow)} FROM dials WHERE substr(uid, -length(?)) = ? LIMIT ?"  # noqa: S608
        return [DialRow(*row) for row in self.rows(sql, (wanted, wanted, limit))]

    def last_operation(self) -> int:
        """Return the number of the newest operation, 0 before the first."""
        return int(self.value("SELECT coalesce(max(seq), 0) FROM operations"))

    def newest_event_at(self) -> int | None:
        """Return when the newest event says it happened (ms UTC), or None before the first."""
        at: int | None = self.value("SELECT at FROM events ORDER BY seq DESC LIMIT 1")
        return at

    def _without_zone(self) -> str:
        """Return the places in which nobody is called before their zone is confirmed, as a JSON list of ids."""
        return str([place.id for place in self.places() if not place.zones])
