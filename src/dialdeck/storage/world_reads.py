"""Finding people, and what holds for everybody: do-not-call numbers, holidays, sessions, lists, pages for exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialdeck.storage.dial_reads import DialReads
from dialdeck.storage.ids import new_uid
from dialdeck.storage.rows import DialRow, ImportLine, ImportRecord, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dialdeck.storage.connection import Moment

UID_END = 6
UID_LENGTH = 36
NUMBER_END = 4
_PAGE = 500
_SHOWN = "AND EXISTS (SELECT 1 FROM states s WHERE s.person_id = p.id AND s.bucket IS NOT 9)"
"""People of an import that has not landed are not there yet."""
_BY_UID = f"""
    SELECT p.id FROM people p WHERE p.uid LIKE ? ESCAPE '!' {_SHOWN} LIMIT ?"""  # noqa: S608
_BY_WHOLE_UID = f"SELECT p.id FROM people p WHERE p.uid = ? {_SHOWN} LIMIT ?"  # noqa: S608
_BY_NUMBER = f"""
    SELECT DISTINCT p.id FROM numbers n JOIN people p ON p.id = n.person_id WHERE n.backwards = ? {_SHOWN} LIMIT ?"""  # noqa: S608
_BY_DIGITS = f"""
    SELECT DISTINCT p.id FROM numbers n JOIN people p ON p.id = n.person_id
    WHERE n.backwards >= ? AND n.backwards < ? {_SHOWN} LIMIT ?"""  # noqa: S608


class WorldReads(DialReads):
    """The part of the store that finds people and knows what holds for all of them."""

    _lists: dict[int, str]
    _lists_at: Moment | None = None

    def find_by_uid(self, text: str, limit: int = 20) -> list[int]:
        """Return the ids of people whose uid is `text`, or ends with it if that has 6 characters or more."""
        if len(text) < UID_END:
            return []
        if len(text) == UID_LENGTH:
            return [row[0] for row in self.rows(_BY_WHOLE_UID, (text.lower(), limit))]
        end = "%" + "".join(f"!{letter}" if letter in "!%_" else letter for letter in text.lower())
        return [row[0] for row in self.rows(_BY_UID, (end, limit))]

    def find_by_number(self, text: str, limit: int = 100_000) -> list[int]:
        """Return the ids of people with this number: E.164 (`+…`) exactly, else its last digits, 4 or more."""
        if text.startswith("+"):
            return [row[0] for row in self.rows(_BY_NUMBER, (text[::-1], limit))]
        digits = "".join(letter for letter in text if letter in "0123456789")
        if len(digits) < NUMBER_END:
            return []
        backwards = digits[::-1]
        return [row[0] for row in self.rows(_BY_DIGITS, (backwards, backwards + ":", limit))]

    def do_not_call_reason(self, e164: str) -> str | None:
        """Return why a number must not be dialed, or None when it may."""
        reason: str | None = self.value("SELECT reason FROM do_not_call WHERE e164 = ?", (e164,))
        return reason

    def holidays(self, area: str) -> frozenset[str]:
        """Return the public holidays kept for an area ("DE", "US-IL"), as ISO days."""
        return frozenset(row[0] for row in self.rows("SELECT day FROM holidays WHERE area = ?", (area,)))

    def holiday_years(self, area: str) -> frozenset[int]:
        """Return the years that were filled in for an area."""
        return frozenset(row[0] for row in self.rows("SELECT year FROM holiday_years WHERE area = ?", (area,)))

    def add_holidays(self, area: str, year: int, days: Mapping[str, str]) -> None:
        """Keep the public holidays of a year, as {ISO day: name}; an empty one is remembered as well."""
        with self.write() as conn:
            rows = [(area, day, name) for day, name in days.items()]
            conn.executemany("INSERT OR REPLACE INTO holidays (area, day, name) VALUES (?, ?, ?)", rows)
            conn.execute("INSERT OR REPLACE INTO holiday_years (area, year) VALUES (?, ?)", (area, year))

    def start_session(self, goal: int | None = None) -> int:
        """Begin a session and return its id; what is recorded from here on counts in it."""
        me = self.identity()
        now = self.clock.now()
        with self.write() as conn:
            sql = "INSERT INTO sessions (uid, rep_id, device_id, started_at, goal) VALUES (?, ?, ?, ?, ?)"
            found = conn.execute(sql, (new_uid(now), me.rep_id, me.device_id, now, goal)).lastrowid or 0
        self.session_id = found
        return found

    def end_session(self) -> None:
        """End the session that was begun, if one was."""
        if self.session_id is None:
            return
        with self.write() as conn:
            conn.execute("UPDATE sessions SET ended_at = ? WHERE id = ?", (self.clock.now(), self.session_id))
        self.session_id = None

    def lists(self) -> dict[int, str]:
        """Return all lists by id, ordered by name; remembered until anybody writes."""
        now = self.moment()
        if now != self._lists_at:
            self._lists, self._lists_at = dict(self.rows("SELECT id, name FROM lists ORDER BY name")), now
        return dict(self._lists)

    def areas(self) -> frozenset[tuple[str, str | None]]:
        """Return the (country, region) pairs that anybody lives in, for filling in holidays."""
        return frozenset((place.country, place.region) for place in self.places() if place.country)

    def import_list(self) -> list[ImportRecord]:
        """Return all imports, the newest first."""
        sql = f"SELECT {columns(ImportRecord)} FROM imports ORDER BY id DESC"  # noqa: S608
        return [ImportRecord(*row) for row in self.rows(sql)]

    def import_row(self, import_id: int) -> ImportRecord | None:
        """Return one import, or None."""
        row = self.row(f"SELECT {columns(ImportRecord)} FROM imports WHERE id = ?", (import_id,))  # noqa: S608
        return None if row is None else ImportRecord(*row)

    def import_lines(self, import_id: int, *, not_plainly_added: bool = False) -> Iterator[ImportLine]:
        """Yield what became of each row of an import, in the order of the file."""
        only = "AND (verdict <> 'added' OR reason IS NOT NULL)" if not_plainly_added else ""
        sql = f"""
            SELECT {columns(ImportLine)} FROM import_rows
            WHERE import_id = ? AND line > ? {only} ORDER BY line LIMIT ?"""  # noqa: S608
        last = -1
        while page := self.rows(sql, (import_id, last, _PAGE)):
            yield from (ImportLine(*row) for row in page)
            last = page[-1][0]

    def person_ids(self, list_id: int | None = None) -> Iterator[int]:
        """Yield the ids of all people (of one list), in pages, so that writing goes on beside it."""
        only = "" if list_id is None else "AND p.list_id = ?"
        sql = f"SELECT p.id FROM people p WHERE p.id > ? {only} {_SHOWN} ORDER BY p.id LIMIT ?"  # noqa: S608
        last = 0
        values: tuple[Any, ...] = () if list_id is None else (list_id,)
        while page := self.rows(sql, (last, *values, _PAGE)):
            yield from (row[0] for row in page)
            last = page[-1][0]

    def all_dials(self) -> Iterator[DialRow]:
        """Yield every dial in the order in which they were placed, in pages."""
        sql = f"SELECT {columns(DialRow)} FROM dials WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608
        last = 0
        while page := self.rows(sql, (last, _PAGE)):
            yield from (DialRow(*row) for row in page)
            last = page[-1][0]
