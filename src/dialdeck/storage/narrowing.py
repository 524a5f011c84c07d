"""Narrowing the queue to a list, a stage, a niche, a zone or the promises, for this window alone.

Whoever is in the scope stands in a temporary table with the columns and the index of `states`, so that the reads of the
queue are the same seeks over fewer people. It is filled once; temporary triggers keep it true for what this window
writes, and what another window did is looked up in the log. It lies in a temporary file, not in memory, since it may
hold a million people; it holds ids and instants, no words.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from dialdeck.storage.connection import translated
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.machine import steady
from dialdeck.storage.queue_statements import NARROWED, STATEMENTS
from dialdeck.storage.scopes import Scope, ScopeRow, Scopes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dialdeck.storage.queue_statements import Statements

__all__ = ["Narrowing", "Scope", "ScopeRow"]

MOST_FOLLOWED = 500
"""When more people than this moved in other windows, everybody is read anew."""
PATIENCE = 5.0
"""Seconds between two such reads while another process lets an import in."""
_COLUMNS = (
    "s.person_id, s.place_id, s.rev, s.bucket, s.reach, s.later, s.due_at, s.fit_gap, "
    "s.part, s.busy_retried, s.holder_id"
)
_IN_PLAY = "s.bucket IS NOT NULL AND s.bucket IS NOT 9"

_EVERYBODY = {
    "list": "FROM people p CROSS JOIN states s ON s.person_id = p.id WHERE p.list_id = {value}",
    "niche": "FROM people p CROSS JOIN states s ON s.person_id = p.id WHERE p.niche = {value}",
    "stage": "FROM states s INDEXED BY states_stage WHERE {stage} AND s.bucket IS NOT 9",
    "zone": "FROM places p CROSS JOIN states s ON s.place_id = p.id WHERE {zone} = {value}",
    "promises": (
        "FROM (SELECT DISTINCT person_id FROM promises INDEXED BY promises_open WHERE settled IS NULL) m "
        "CROSS JOIN states s ON s.person_id = m.person_id WHERE 1"
    ),
}
"""From where everybody in a scope comes, by kind; each is found by an index of its own."""
_ONE = {
    "list": "EXISTS (SELECT 1 FROM people p WHERE p.id = s.person_id AND p.list_id = {value})",
    "niche": "EXISTS (SELECT 1 FROM people p WHERE p.id = s.person_id AND p.niche = {value})",
    "stage": "{stage}",
    "zone": "EXISTS (SELECT 1 FROM places p WHERE p.id = s.place_id AND {zone} = {value})",
    "promises": "EXISTS (SELECT 1 FROM promises m WHERE m.person_id = s.person_id AND m.settled IS NULL)",
}
"""Whether one person is in a scope, by kind."""
_NAMES = {
    "value": "(SELECT value FROM narrowed_by)",
    # Who rests belongs to the win-back as well: nobody has to be moved when the rest is over and they are due.
    "stage": (
        "s.stage IN (SELECT value FROM narrowed_by "
        "UNION ALL SELECT 'resting' FROM narrowed_by WHERE value = 'win-back')"
    ),
    "zone": "substr(p.zones || ' ', 1, instr(p.zones || ' ', ' ') - 1)",
}
"""What stands for the scope's value, for being at the stage that it is, and for the zone that days are counted in."""
_TABLES = """
CREATE TEMP TABLE narrowed_by (value);
CREATE TEMP TABLE narrowed (
    person_id INTEGER PRIMARY KEY, place_id INTEGER, rev INTEGER, bucket INTEGER, reach INTEGER, later INTEGER,
    due_at INTEGER, fit_gap INTEGER, part TEXT, busy_retried INTEGER, holder_id INTEGER
);
"""
_INDEXES = """
CREATE INDEX narrowed_queue ON narrowed (place_id, bucket, reach, later, due_at, fit_gap, person_id);
CREATE INDEX narrowed_unreached ON narrowed (reach, bucket, place_id) WHERE reach <> 1 AND bucket IS NOT NULL;
CREATE INDEX narrowed_held ON narrowed (holder_id) WHERE holder_id IS NOT NULL;
"""
_STATES = ("INSERT ON main.states", "UPDATE ON main.states")
_WATCHED: dict[str, tuple[str, ...]] = {
    "list": ("UPDATE OF list_id ON main.people",),
    "niche": ("UPDATE OF niche ON main.people",),
    "promises": ("INSERT ON main.promises", "UPDATE ON main.promises"),
}
"""What else can bring somebody into a scope or out of it."""
_HOLDERS_MOVED = """
    SELECT person_id FROM states WHERE holder_id IS NOT NULL
    UNION SELECT person_id FROM narrowed WHERE holder_id IS NOT NULL"""
_BLOCKS_MOVED = """
    SELECT DISTINCT json_extract(image.value, '$[1]') FROM operations o, json_each(o.images, '$.rows') image
    WHERE o.seq > ? AND json_extract(image.value, '$[0]') = 'do_not_call'"""
"""Numbers that went on the do-not-call list or came off it: their bearers are reached by others, or by none, now."""
_UNDER_WAY = "SELECT 1 FROM imports WHERE status IN ('landing', 'reverting')"


class Narrowing(Scopes):
    """The part of the store that narrows the queue."""

    _scope: Scope | None = None
    _followed = (0, 0)
    """The newest operation and event that the table knows of."""
    _followed_at = -1
    _unsettled = False
    _filled = 0.0

    @property
    def scope(self) -> Scope | None:
        """What the queue is narrowed to; None for everybody."""
        return self._scope

    def narrow(self, scope: Scope | None) -> None:
        """Let the reads of the queue see only people in a scope, or everybody again.

        It lasts until the store is closed. Raises StorageError when there is no room for it; the queue is wide then.
        """
        self._widen()
        if scope is None:
            return
        # Fails without harm inside a transaction, and nobody narrows there.
        self.conn.execute("PRAGMA temp_store = FILE")
        try:
            with self._beside():
                self._make(scope)
                self._fill(scope)
        except BaseException:
            self._widen()
            raise
        self._scope = scope

    def queue_statements(self) -> Statements:
        """Return the statements that read the queue as it is narrowed, having caught up with other windows."""
        if self._scope is None:
            return super().queue_statements()
        version = self._data_version()
        if version != self._followed_at and not self.in_write():
            self._catch_up(self._scope)
            self._followed_at = version
        return STATEMENTS[NARROWED]

    def _widen(self) -> None:
        self._scope = None
        # Whatever is temporary goes when its place changes.
        self.conn.execute("PRAGMA temp_store = FILE")
        self.conn.execute("PRAGMA temp_store = MEMORY")

    def _make(self, scope: Scope) -> None:
        for statement in filter(str.strip, _TABLES.split(";")):
            self.conn.execute(statement)
        value = int(scope.value) if scope.kind == "list" and scope.value.isdecimal() else scope.value
        self.conn.execute("INSERT INTO narrowed_by (value) VALUES (?)", (value,))
        for number, event in enumerate((*_STATES, *_WATCHED.get(scope.kind, ()))):
            key = "new.id" if "people" in event else "new.person_id"
            body = f"DELETE FROM narrowed WHERE person_id = {key}; {_again(scope, key)};"  # noqa: S608
            self.conn.execute(f"CREATE TEMP TRIGGER narrowed_{number} AFTER {event} BEGIN {body} END")
        gone = "DELETE FROM narrowed WHERE person_id = old.person_id;"
        self.conn.execute(f"CREATE TEMP TRIGGER narrowed_out AFTER DELETE ON main.states BEGIN {gone} END")
        if scope.kind == "promises":
            body = f"DELETE FROM narrowed WHERE person_id = old.person_id; {_again(scope, 'old.person_id')};"  # noqa: S608
            self.conn.execute(f"CREATE TEMP TRIGGER narrowed_taken AFTER DELETE ON main.promises BEGIN {body} END")

    def _fill(self, scope: Scope) -> None:
        for index in ("narrowed_queue", "narrowed_unreached", "narrowed_held"):
            self.conn.execute(f"DROP INDEX IF EXISTS temp.{index}")
        self.conn.execute("DELETE FROM narrowed")
        source = f"SELECT {_COLUMNS} {_EVERYBODY[scope.kind].format(**_NAMES)} AND {_IN_PLAY} ORDER BY s.person_id"
        self.conn.execute(f"INSERT INTO narrowed {source}")
        for statement in filter(str.strip, _INDEXES.split(";")):
            self.conn.execute(statement.replace("CREATE INDEX ", "CREATE INDEX temp."))
        self._followed = self._newest()
        self._followed_at = self._data_version()
        self._unsettled = self.row(_UNDER_WAY) is not None
        self._filled = steady()

    def _catch_up(self, scope: Scope) -> None:
        """Follow what other windows did; a claim moves its person alone, an import everybody."""
        operation, event = self._followed
        done = self.rows("SELECT person_id, import_id FROM operations WHERE seq > ?", (operation,))
        moved = {row[0] for row in self.rows("SELECT DISTINCT person_id FROM events WHERE seq > ?", (event,))}
        moved |= {person for person, _ in done if person is not None}
        for (e164,) in self.rows(_BLOCKS_MOVED, (operation,)):
            moved.update(self.find_by_number(e164, MOST_FOLLOWED + 1))
        if self._unsettled or any(import_id is not None for _, import_id in done) or len(moved) > MOST_FOLLOWED:
            self._unsettled = True
            if self.row(_UNDER_WAY) is None or steady() - self._filled > PATIENCE:
                with self._beside():
                    self._fill(scope)
            return
        moved |= {row[0] for row in self.rows(_HOLDERS_MOVED)}
        with self._beside():
            self._read_again(scope, moved)
        self._followed = self._newest()

    def _read_again(self, scope: Scope, people: Iterable[int]) -> None:
        keys = [(person,) for person in people]
        self.conn.executemany("DELETE FROM narrowed WHERE person_id = ?", keys)
        self.conn.executemany(_again(scope, "?"), keys)

    def _newest(self) -> tuple[int, int]:
        return self.last_operation(), int(self.value("SELECT coalesce(max(seq), 0) FROM events"))

    @contextmanager
    def _beside(self) -> Iterator[None]:
        """Write what is temporary as one transaction that takes no turn: the file itself is only read."""
        try:
            self.conn.execute("BEGIN")
            try:
                yield
                self.conn.execute("COMMIT")
            except BaseException:
                if self.in_write():
                    self.conn.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise translated(error, self.path, writing=False) or error from error


def _again(scope: Scope, key: str) -> str:
    """Return the statement that puts one person in, if they are in the scope."""
    return (
        f"INSERT INTO narrowed SELECT {_COLUMNS} FROM states s "  # noqa: S608
        f"WHERE s.person_id = {key} AND {_IN_PLAY} AND {_ONE[scope.kind].format(**_NAMES)}"
    )
