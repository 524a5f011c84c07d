"""A batch of an import on its way into the file: rows are gathered and written by one statement a table.

People come in bucket ARRIVING, which nothing shows; what a row adds to somebody known waits beside the row.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from dialdeck.model.codes import Bucket
from dialdeck.storage.ids import new_uid
from dialdeck.storage.people import number_values, person_values
from dialdeck.storage.projection import initial_state, state_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialdeck.storage.driver import sqlite3
    from dialdeck.storage.images import Values
    from dialdeck.storage.imports import ImportRow, Verdict
    from dialdeck.storage.people import PersonDraft


class Within(NamedTuple):
    """What a new person belongs to, by id."""

    organisation_id: int | None
    list_id: int | None
    place_id: int


class Arrivals:
    """What one batch writes. `at` is the instant (ms UTC) from which its people are due."""

    def __init__(self, at: int, import_id: int) -> None:
        """Start an empty batch of an import."""
        self._at = at
        self._import_id = import_id
        self._rows: dict[str, list[Values]] = {
            name: [] for name in ("people", "numbers", "states", "research", "notes")
        }
        self._arriving = state_values(initial_state(at)) | {"bucket": Bucket.ARRIVING}
        self.changes: dict[int, Values] = {}
        """What a row, by line, adds to somebody who was known before."""

    def add(self, person_id: int, draft: PersonDraft, within: Within) -> None:
        """Gather a new person with all that belongs to them."""
        self._rows["people"].append(
            person_values(draft)
            | {
                "id": person_id,
                "uid": new_uid(self._at),
                "organisation_id": within.organisation_id,
                "list_id": within.list_id,
                "import_id": self._import_id,
                "created_at": self._at,
            }
        )
        self._rows["numbers"] += [number_values(number, person_id, rank) for rank, number in enumerate(draft.numbers)]
        self._rows["states"].append(self._arriving | {"person_id": person_id, "place_id": within.place_id})
        self._rows["research"] += [fact_values(fact, person_id, self._at) for fact in draft.facts]
        if draft.note:
            self._rows["notes"].append(note_values(draft.note, person_id, self._at))

    def write(self, conn: sqlite3.Connection, judged: Iterable[tuple[ImportRow, Verdict]]) -> None:
        """Write everything gathered, and the verdicts."""
        for table, rows in self._rows.items():
            if rows:
                names = list(rows[0])
                marks = ", ".join("?" * len(names))
                sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - columns of this room
                conn.executemany(sql, [tuple(row[name] for name in names) for row in rows])
        conn.executemany(
            "INSERT INTO import_rows (import_id, line, line_end, verdict, reason, person_id, raw, changes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [self._judged(row, verdict) for row, verdict in judged],
        )

    def _judged(self, row: ImportRow, verdict: Verdict) -> tuple[object, ...]:
        changes = self.changes.get(row.line)
        said = json.dumps(changes, ensure_ascii=False) if changes is not None else None
        judged = (verdict.verdict, verdict.reason, verdict.person_id)
        return (self._import_id, row.line, row.line_end, *judged, row.raw, said)


def fact_values(fact: Values, person_id: int, at: int) -> Values:
    """Return the columns of `research` for a fact of an import."""
    names = ("kind", "issue", "text", "source", "url", "dated")
    return {name: fact.get(name) for name in names} | {"uid": new_uid(at), "person_id": person_id, "noted_at": at}


def note_values(text: str, person_id: int, at: int) -> Values:
    """Return the columns of `notes` for a note of an import."""
    return {"uid": new_uid(at), "person_id": person_id, "at": at, "text": text}
