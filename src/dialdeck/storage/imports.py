"""Importing beside the dialing: short batches that nobody sees until the last one, so that a cancel leaves nothing.

People arrive in bucket ARRIVING, which queue, search and export leave out; what a row adds to people who were here
before waits in `import_rows`. Landing commits the decision first and then lets everybody in, batch by batch; a crash
before that decision is rolled back at the next start, one after it rolled forward.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dialdeck.storage.arriving import ArrivalWriter, plainly
from dialdeck.storage.connection import CACHE
from dialdeck.storage.ids import new_uid
from dialdeck.storage.keys import name_key
from dialdeck.storage.landing import cancel, land
from dialdeck.storage.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dialdeck.storage.arriving import Begin
    from dialdeck.storage.driver import sqlite3
    from dialdeck.storage.people import PersonDraft
    from dialdeck.storage.rows import ImportRecord
    from dialdeck.storage.store import Store

BATCH = 200
"""Rows of one write transaction: some 10 ms, so that a dial beside it does not feel it."""
PAUSE = 0.002
"""Seconds between two transactions of one `add`, in which a dial gets its turn."""
_CACHE = "PRAGMA cache_size = -65536"


@dataclass(slots=True)
class ImportRow:
    """A row of a file as it was read: the person it holds, or why it holds none. `raw` is its original text."""

    line: int
    line_end: int
    raw: str
    person: PersonDraft | None
    reason: str | None = None


class Verdict(NamedTuple):
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

    def __init__(
        self,
        store: Store,
        *,
        file: str,
        source: str,
        mapping: Mapping[str, str],
        list_name: str | None = None,
        begin: Begin = plainly,
    ) -> None:
        """Start an import: its row of status `arriving` is committed at once. Raises as any write.

        `begin` says where somebody stands whose row names a cadence; it is asked as rows are added, not at the landing.
        """
        self._store = store
        self._at = store.clock.now()
        holder = store.identity().holder_id
        with store.write() as conn:
            self.import_id: int = (
                conn.execute(
                    "INSERT INTO imports (uid, at, file, source, mapping, holder_id, status) "
                    "VALUES (?, ?, ?, ?, ?, ?, 'arriving')",
                    (new_uid(self._at), self._at, file, source, json.dumps(mapping, ensure_ascii=False), holder),
                ).lastrowid
                or 0
            )
            self._writer = ArrivalWriter(store, self.import_id, self._at, list_name, begin)
            conn.execute("UPDATE imports SET list_id = ? WHERE id = ?", (self._writer.list_id, self.import_id))
        self._matcher = Matcher(store, self.import_id)
        # Every row touches a dozen indexes at random places; with the cache of a screen their pages go to and fro.
        store.conn.execute(_CACHE)

    def add(self, rows: Sequence[ImportRow]) -> list[Verdict]:
        """Write rows in batches, each one transaction, and return what became of each. Raises as any write.

        Nobody who was here before is changed yet; what a row adds to them waits for `land`.
        """
        verdicts: list[Verdict] = []
        for start in range(0, len(rows), BATCH):
            if start:
                time.sleep(PAUSE)
            try:
                with self._store.write() as conn:
                    verdicts += self._batch(conn, rows[start : start + BATCH])
            except BaseException:
                self._writer.forget()
                raise
        return verdicts

    def land(self) -> ImportRecord:
        """Let everybody in and return the import with its counts; from the first moment on it cannot be cancelled."""
        try:
            return land(self._store, self.import_id)
        finally:
            self._store.conn.execute(CACHE)

    def cancel(self) -> None:
        """Take everything back that was added so far, the row of the import too."""
        try:
            cancel(self._store, self.import_id)
        finally:
            self._store.conn.execute(CACHE)

    def _batch(self, conn: sqlite3.Connection, rows: Sequence[ImportRow]) -> list[Verdict]:
        self._writer.begin(conn)
        self._matcher.begin_batch()
        verdicts = [self._judge(conn, row) for row in rows]
        self._writer.write(conn)
        counts = Counter(verdict.verdict for verdict in verdicts)
        blocked = sum(verdict.do_not_call for verdict in verdicts)
        conn.execute(
            "UPDATE imports SET read = read + ?, added = added + ?, updated = updated + ?, duplicate = duplicate + ?, "
            "rejected = rejected + ?, do_not_call = do_not_call + ? WHERE id = ?",
            (len(rows), *(counts[name] for name in _VERDICTS), blocked, self.import_id),
        )
        return verdicts

    def _judge(self, conn: sqlite3.Connection, row: ImportRow) -> Verdict:
        verdict, changes = self._verdict(conn, row)
        line = (row.line, row.line_end, verdict.verdict, verdict.reason, verdict.person_id, row.raw, changes)
        self._writer.note(line)
        return verdict

    def _verdict(self, conn: sqlite3.Connection, row: ImportRow) -> tuple[Verdict, str | None]:
        draft = row.person
        if draft is None:
            return Verdict(row.line, "rejected", row.reason or "no person in this row", None), None
        key = name_key(draft.name)
        blocked = self._matcher.blocked(draft)
        match = self._matcher.find(draft, key)
        if match is None:
            person_id = self._writer.add(conn, draft, blocked=blocked)
            self._matcher.remember(draft, key, person_id)
            return Verdict(row.line, "added", row.reason, person_id, blocked), None
        person_id, why = match
        additions = self._matcher.additions(person_id, draft)
        remarks = (why, self._matcher.kept(person_id, draft), self._matcher.out(person_id, additions), row.reason)
        reason = "; ".join(filter(None, remarks))
        if not additions and not draft.do_not_call:
            return Verdict(row.line, "duplicate", reason, person_id, blocked), None
        changes = json.dumps(additions, ensure_ascii=False)
        return Verdict(row.line, "updated", reason, person_id, blocked), changes


_VERDICTS = ("added", "updated", "duplicate", "rejected")
