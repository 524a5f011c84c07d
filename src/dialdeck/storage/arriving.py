"""Writing the rows of people who arrive with an import: one statement a table and batch, ids counted beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from dialdeck.model.codes import Bucket, Stage
from dialdeck.storage.ids import uids_in_order
from dialdeck.storage.keys import name_key
from dialdeck.storage.people import fact_values, number_values, person_values
from dialdeck.storage.projection import initial_state, state_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialdeck.model.state import State
    from dialdeck.storage.driver import sqlite3
    from dialdeck.storage.images import Values
    from dialdeck.storage.people import PersonDraft
    from dialdeck.storage.store import Store

Begin: TypeAlias = "Callable[[int, PersonDraft, State], State]"
"""Where a person of this id begins who would else stand where everybody fresh does."""
Line = tuple[int, int, str, str | None, int | None, str, str | None]
"""(line, line_end, verdict, reason, person_id, raw, changes) of `import_rows`."""

_MOST_KNOWN = 50_000


def plainly(_: int, __: PersonDraft, fresh: State) -> State:
    """Return where everybody fresh begins, whatever cadence their row names."""
    return fresh


class ArrivalWriter:
    """Collects a batch of arriving people and writes it."""

    def __init__(self, store: Store, import_id: int, at: int, list_name: str | None, begin: Begin) -> None:
        """Write for one import that began at `at` (ms UTC); its list is made inside the present transaction."""
        self._store = store
        self._import_id = import_id
        self._at = at
        self._list_name = list_name
        self._begin = begin
        self._organisations: dict[str, int] = {}
        self._lists: dict[str, int] = {}
        self._places: dict[tuple[Any, ...], int] = {}
        self._uids = uids_in_order(at)
        self._next_id = 0
        self._rows: dict[str, list[Values]] = {}
        self.list_id = None if list_name is None else self._list(store.conn, list_name)
        """The list of the whole import, or None."""

    def forget(self) -> None:
        """Forget what was made in a transaction that is not kept."""
        self._organisations.clear()
        self._lists.clear()
        self._places.clear()

    def begin(self, conn: sqlite3.Connection) -> None:
        """Begin a batch inside a write transaction."""
        row = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'people'").fetchone()
        self._next_id = (row[0] if row else 0) + 1
        self._rows = {"people": [], "numbers": [], "research": [], "notes": [], "states": [], "import_rows": []}

    def add(self, conn: sqlite3.Connection, draft: PersonDraft, *, blocked: bool) -> int:
        """Collect a new person and return the id they will have."""
        person_id = self._next_id
        self._next_id += 1
        at = self._at
        self._rows["people"].append(
            person_values(draft)
            | {
                "id": person_id,
                "uid": next(self._uids),
                "organisation_id": self._organisation(conn, draft.organisation),
                "list_id": self._list(conn, draft.list_name) if draft.list_name else self.list_id,
                "import_id": self._import_id,
                "created_at": at,
            }
        )
        for rank, number in enumerate(draft.numbers):
            self._rows["numbers"].append(number_values(number, person_id, rank))
        for fact in draft.facts:
            about = {"uid": next(self._uids), "person_id": person_id, "noted_at": at}
            self._rows["research"].append(fact_values(fact) | about)
        if draft.note:
            self._rows["notes"].append({"uid": next(self._uids), "person_id": person_id, "at": at, "text": draft.note})
        where = {"person_id": person_id, "place_id": self._place(draft), "due_at": at}
        self._rows["states"].append((_BLOCKED if blocked else self._begun(person_id, draft)) | where)
        return person_id

    def note(self, line: Line) -> None:
        """Collect what became of a row of the file."""
        self._rows["import_rows"].append(dict(zip(_LINE, (self._import_id, *line), strict=True)))

    def _begun(self, person_id: int, draft: PersonDraft) -> Values:
        if draft.cadence is None:
            return _FREE
        return state_values(self._begin(person_id, draft, initial_state(self._at))) | _ARRIVING

    def write(self, conn: sqlite3.Connection) -> None:
        """Write everything collected since `begin`."""
        for table, rows in self._rows.items():
            if rows:
                names = tuple(rows[0])
                sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
                conn.executemany(sql, [tuple(row.values()) for row in rows])

    def _organisation(self, conn: sqlite3.Connection, name: str | None) -> int | None:
        if not name or not name.strip():
            return None
        found = self._organisations.get(name)
        if found is None:
            key = name_key(name)
            row = conn.execute("SELECT id FROM organisations WHERE name_key = ?", (key,)).fetchone()
            if row is None:
                row = conn.execute(
                    "INSERT INTO organisations (uid, name, name_key, created_at, import_id) VALUES (?, ?, ?, ?, ?) "
                    "RETURNING id",
                    (next(self._uids), name.strip(), key, self._at, self._import_id),
                ).fetchone()
            if len(self._organisations) > _MOST_KNOWN:
                self._organisations.clear()
            found = self._organisations[name] = row[0]
        return found

    def _list(self, conn: sqlite3.Connection, name: str) -> int:
        found = self._lists.get(name)
        if found is None:
            row = conn.execute("SELECT id FROM lists WHERE name = ?", (name.strip(),)).fetchone()
            if row is None:
                sql = "INSERT INTO lists (uid, name) VALUES (?, ?) RETURNING id"
                row = conn.execute(sql, (next(self._uids), name.strip())).fetchone()
            found = self._lists[name] = row[0]
        return found

    def _place(self, draft: PersonDraft) -> int:
        where = (draft.zones, draft.country, draft.region, draft.wish)
        found = self._places.get(where)
        if found is None:
            found = self._places[where] = self._store.place_for(*where)
        return found


_LINE = ("import_id", "line", "line_end", "verdict", "reason", "person_id", "raw", "changes")
_ARRIVING = {"bucket": int(Bucket.ARRIVING)}
_FREE = state_values(initial_state(0)) | _ARRIVING
_BLOCKED = _FREE | {"stage": str(Stage.DO_NOT_CALL)}
