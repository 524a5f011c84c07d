"""Importing beside the dialing: short batches that nobody sees until the last one, so that a cancel leaves nothing.

People arrive in bucket ARRIVING, which queue, search and export leave out; changes to people who were here before wait
in `import_rows`. `land` commits the decision first and then lets everybody in, batch by batch; a crash before that
decision is rolled back at the next start, one after it rolled forward.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialdeck.storage.arriving import Arrivals, Within
from dialdeck.storage.ids import new_uid
from dialdeck.storage.keys import name_key
from dialdeck.storage.matching import Matcher
from dialdeck.storage.people import PersonDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialdeck.storage.driver import sqlite3
    from dialdeck.storage.images import Values
    from dialdeck.storage.rows import ImportRecord
    from dialdeck.storage.store import Store

BATCH = 500
"""Rows of one write transaction: below 20 ms, so that a dial beside it does not feel it."""


@dataclass(slots=True)
class ImportRow:
    """A row of a file as it was read: the person it holds, or why it holds none. `raw` is its original text."""

    line: int
    line_end: int
    raw: str
    person: PersonDraft | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a row: `added`, `updated`, `duplicate` or `rejected`; `person_id` is whom it is about."""

    line: int
    verdict: str
    reason: str | None
    person_id: int | None
    do_not_call: bool = False


class ImportBatcher:
    """One import on its way in. Call `add` as often as there are batches, then `land` or `cancel`.

    Use it from the thread of the store, with a pause of some 3 ms between batches while somebody is dialing.
    """

    def __init__(self, store: Store, *, file: str, source: str, mapping: Values, list_name: str | None = None) -> None:
        """Begin an import: a row of status `arriving` is committed at once. Raises as any write."""
        self._store = store
        self._at = store.clock.now()
        self._mapping = mapping
        self._organisations: dict[str, int] = {}
        holder = store.identity().holder_id
        with store.write() as conn:
            self._list_id = _list(conn, list_name, self._at)
            self.import_id = (
                conn.execute(
                    "INSERT INTO imports (uid, at, file, source, list_id, mapping, holder_id, status) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, 'arriving')",
                    (
                        new_uid(self._at),
                        self._at,
                        file,
                        source,
                        self._list_id,
                        json.dumps(mapping, ensure_ascii=False),
                        holder,
                    ),
                ).lastrowid
                or 0
            )
        self._matcher = Matcher(store, self.import_id)
        self._next_person = 0
        self._do_not_call = 0

    def add(self, rows: Sequence[ImportRow]) -> list[Verdict]:
        """Write rows in batches, each one transaction, and return what became of each. Raises as any write.

        Nobody who was here before is changed yet; what a row adds to them waits for `land`.
        """
        verdicts: list[Verdict] = []
        for start in range(0, len(rows), BATCH):
            with self._store.write() as conn:
                verdicts += self._batch(conn, rows[start : start + BATCH])
        self._do_not_call += sum(verdict.do_not_call for verdict in verdicts)
        return verdicts

    def land(self) -> ImportRecord:
        """Let everybody in and return the import with its counts; from the first moment on it cannot be cancelled."""
        from dialdeck.storage.landing import land

        return land(self._store, self.import_id, self._do_not_call)

    def cancel(self) -> None:
        """Take everything back that was added so far, the row of the import too."""
        from dialdeck.storage.landing import cancel

        cancel(self._store, self.import_id)

    def _batch(self, conn: sqlite3.Connection, rows: Sequence[ImportRow]) -> list[Verdict]:
        # Ids are counted here, so that people and all that belongs to them go in by one statement a table.
        row = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'people'").fetchone()
        self._next_person = (row[0] if row else 0) + 1
        writer = Arrivals(self._at, self.import_id)
        self._matcher.begin_batch()
        verdicts = [self._judge(conn, writer, row) for row in rows]
        writer.write(conn, zip(rows, verdicts, strict=True))
        return verdicts

    def _judge(self, conn: sqlite3.Connection, writer: Arrivals, row: ImportRow) -> Verdict:
        draft = row.person
        if draft is None:
            return Verdict(row.line, "rejected", row.reason or "no person in this row", None)
        blocked = self._matcher.blocked(draft)
        key = name_key(draft.name)
        match = self._matcher.find(draft, key)
        if match is None:
            person_id = self._next_person
            self._next_person += 1
            self._matcher.remember(draft, key, person_id)
            writer.add(person_id, draft, self._within(conn, draft))
            return Verdict(row.line, "added", row.reason, person_id, blocked)
        person_id, why = match
        changes = self._matcher.additions(person_id, draft)
        if not changes:
            return Verdict(row.line, "duplicate", row.reason or why, person_id, blocked)
        writer.changes[row.line] = changes
        return Verdict(row.line, "updated", row.reason or why, person_id, blocked)

    def _within(self, conn: sqlite3.Connection, draft: PersonDraft) -> Within:
        place_id = self._store.place_for(draft.zones, draft.country, draft.region, draft.wish)
        list_id = self._list_id if self._list_id is not None else _list(conn, draft.list_name, self._at)
        return Within(self._organisation(conn, draft.organisation), list_id, place_id)

    def _organisation(self, conn: sqlite3.Connection, name: str | None) -> int | None:
        if not name or not name.strip():
            return None
        key = name_key(name)
        found = self._organisations.get(key)
        if found is None:
            row = conn.execute("SELECT id FROM organisations WHERE name_key = ?", (key,)).fetchone()
            if row is None:
                row = conn.execute(
                    "INSERT INTO organisations (uid, name, name_key, created_at, import_id) VALUES (?, ?, ?, ?, ?) "
                    "RETURNING id",
                    (new_uid(self._at), name.strip(), key, self._at, self.import_id),
                ).fetchone()
            found = row[0]
            if len(self._organisations) > 50_000:
                self._organisations.clear()
            self._organisations[key] = found
        return found


def _list(conn: sqlite3.Connection, name: str | None, at: int) -> int | None:
    """Return the id of the list of this name, made if it is new; None without a name."""
    if not name or not name.strip():
        return None
    conn.execute("INSERT OR IGNORE INTO lists (uid, name) VALUES (?, ?)", (new_uid(at), name.strip()))
    found: int = conn.execute("SELECT id FROM lists WHERE name = ?", (name.strip(),)).fetchone()[0]
    return found
