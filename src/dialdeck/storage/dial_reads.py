"""Reads about dials and the log: what was placed, what is unfinished, and how it came to be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dialdeck.storage.people_reads import PeopleReads
from dialdeck.storage.rows import DialRow, EventRow, HistoryRow, Tally, columns

if TYPE_CHECKING:
    from collections.abc import Iterable


_DIAL = f"SELECT {columns(DialRow)} FROM dials"  # noqa: S608
_EVENT = "SELECT seq, at, kind, person_id, dial_id, operation, outcome, detail, data FROM events"


class DialReads(PeopleReads):
    """The part of the store that reads dials and events."""

    def dial(self, dial_id: int) -> DialRow | None:
        """Return a dial, or None."""
        row = self.row(f"{_DIAL} WHERE id = ?", (dial_id,))
        return None if row is None else DialRow(*row)

    def dial_rows(self, person_id: int, newest: int = -1) -> list[DialRow]:
        """Return all dials to a person, or the `newest` so many, voided ones too, the oldest first."""
        rows = self.rows(f"{_DIAL} WHERE person_id = ? ORDER BY id DESC LIMIT ?", (person_id, newest))
        return [DialRow(*row) for row in reversed(rows)]

    def open_dial_of(self, person_id: int) -> DialRow | None:
        """Return the dial with this person that still wants its outcome or disposition, or None."""
        sql = f"{_DIAL} WHERE person_id = ? AND status IN ('open', 'over', 'talked') ORDER BY id DESC LIMIT 1"
        row = self.row(sql, (person_id,))
        return None if row is None else DialRow(*row)

    def unfinished_dials(self) -> list[DialRow]:
        """Return the dials that want an outcome or disposition and are no other living window's, oldest first."""
        rows = self.rows(f"{_DIAL} WHERE status IN ('open', 'over', 'talked') ORDER BY id")
        dials = [DialRow(*row) for row in rows]
        if not dials:
            return []
        others = self.living_others()
        return [
            dial
            for dial in dials
            if self.value("SELECT holder_id FROM states WHERE person_id = ?", (dial.person_id,)) not in others
        ]

    def has_outcome(self, dial_id: int) -> bool:
        """Say whether a dial ever had its one `outcome` event, taken back or not: what follows is an amendment."""
        return self.row("SELECT 1 FROM events WHERE dial_id = ? AND kind = 'outcome'", (dial_id,)) is not None

    def events(self, person_id: int) -> list[EventRow]:
        """Return the log of a person in the order in which it was written."""
        rows = self.rows(f"{_EVENT} WHERE person_id = ? ORDER BY seq", (person_id,))
        return [EventRow(*(*row[:8], json.loads(row[8]))) for row in rows]

    def history(self, person_id: int) -> list[HistoryRow]:
        """Return everything that happened to a person, the oldest first."""
        found: list[HistoryRow] = []
        person = self.row("SELECT created_at, import_id FROM people WHERE id = ?", (person_id,))
        if person is not None and person[1] is not None:
            found.append(HistoryRow(person[0], 0, "import", None))
        found += [HistoryRow(dial.started_at, dial.id, "dial", dial) for dial in self.dial_rows(person_id)]
        found += [HistoryRow(note.at, note.id, "note", note) for note in self.notes(person_id)]
        found += [HistoryRow(fact.noted_at, fact.id, "research", fact) for fact in self.research(person_id)]
        found += [HistoryRow(made.made_at, made.id, "promise", made) for made in self.promises(person_id)]
        moved = filter(_apart, self.events(person_id))
        found += [HistoryRow(event.at, event.seq, event.kind, event) for event in moved]
        edits = self.rows("SELECT at, seq FROM operations WHERE person_id = ? AND kind = 'edit'", (person_id,))
        found += [HistoryRow(at, seq, "edit", None) for at, seq in edits]
        return sorted(found, key=lambda entry: (entry.at, entry.seq))

    def session_tally(self, session_id: int, since: int = 0) -> Tally:
        """Return what was dialed in a session from `since` (ms UTC) on; voided dials are left out."""
        return _tally(
            self.rows(
                "SELECT outcome, detail, count(*) FROM dials "
                "WHERE session_id = ? AND started_at >= ? AND status <> 'void' GROUP BY outcome, detail",
                (session_id, since),
            )
        )

    def answer_rates(self, since: int) -> dict[str, tuple[int, int]]:
        """Return for each part of the day (answers, dials that rang) among the dials since `since` (ms UTC)."""
        rows = self.rows(
            "SELECT part, sum(outcome = 'answered'), count(*) FROM dials INDEXED BY dials_started "
            "WHERE started_at >= ? AND outcome IS NOT NULL AND part IS NOT NULL "
            "AND coalesce(detail, '') NOT IN ('busy', 'number_dead', 'wrong_number') GROUP BY part",
            (since,),
        )
        return {part: (answers, dials) for part, answers, dials in rows}


def _tally(rows: Iterable[tuple[str | None, str | None, int]]) -> Tally:
    outcomes: dict[str | None, int] = {}
    details: dict[str, int] = {}
    for outcome, detail, count in rows:
        outcomes[outcome] = outcomes.get(outcome, 0) + count
        if detail is not None:
            details[detail] = details.get(detail, 0) + count
    return Tally(
        dials=sum(outcomes.values()),
        answered=outcomes.get("answered", 0),
        voicemail_left=outcomes.get("voicemail_left", 0),
        silent_hangup=outcomes.get("silent_hangup", 0),
        details=details,
    )


def _apart(event: EventRow) -> bool:
    """An event that no dial tells of already; taking back and putting back show in what they left."""
    return event.dial_id is None and event.kind not in {"taken_back", "restored"}
