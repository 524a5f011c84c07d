"""One connection to the file, how it is set up, and how a write takes its turn and fails.

Everything else in this room builds on `Database`: reads are single statements, writes are one immediate transaction
under the lock of `locks.py`.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from dialdeck.errors import BusyError, DataError, DialdeckError, StorageError
from dialdeck.storage.driver import sqlite3

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dialdeck.clock import Clock
    from dialdeck.storage.locks import Locks

Row = tuple[Any, ...]
Moment = tuple[int, int, int]

WAL_LIMIT = 4 * 1024 * 1024
"""Bytes of WAL after which the writer checkpoints; automatic checkpoints cost a key press 6-7 ms at random."""

CACHE = "PRAGMA cache_size = -8192"
"""Kilobytes of pages that a screen keeps; an import takes more for its time."""
_PRAGMAS = f"""
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA trusted_schema = OFF;
PRAGMA secure_delete = ON;
PRAGMA wal_autocheckpoint = 0;
PRAGMA journal_size_limit = {WAL_LIMIT};
PRAGMA temp_store = MEMORY;
{CACHE};
"""

_BUSY = {5, 6, 15}
"""SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL."""
_DAMAGED = {11, 26}
_REASONS = {
    8: "the file is read-only",
    10: "reading or writing the disk failed",
    13: "the disk is full",
    14: "a file beside it cannot be opened",
}


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open an existing database file; `mode` is `rw`, `ro`, or `immutable` (reads without leaving a trace)."""
    query = "immutable=1" if mode == "immutable" else f"mode={mode}"
    # The three characters that mean something in such an address; urllib knows more and costs 2 ms at start.
    name = str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    uri = f"file:{name}?{query}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, cached_statements=512, check_same_thread=False)


def prepare(conn: sqlite3.Connection, wait: float) -> None:
    """Set what every writing connection needs; automatic checkpoints are off from here on.

    `wait` is how many seconds it waits for a program that knows nothing of our locks.
    """
    conn.execute(f"PRAGMA busy_timeout = {round(wait * 1000)}")
    for line in _PRAGMAS.strip().splitlines():
        conn.execute(line)
    if conn.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        conn.execute("PRAGMA journal_mode = WAL")


def translated(error: sqlite3.Error, path: Path, *, writing: bool) -> DialdeckError | None:
    """Return what a person is told about a failure of SQLite, or None when it is a fault of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    start = "NOT SAVED: " if writing else ""
    if code in _BUSY:
        return BusyError(f"{start}{path} is locked by another program; nothing changed; try again")
    if code in _DAMAGED:
        return StorageError(f"{start}{path} is damaged; close dialdeck, then run: dialdeck doctor")
    if code in _REASONS:
        return StorageError(f"{start}{path}: {_REASONS[code]}; make room or put it right, then try again")
    return None


class Database:
    """An open file: reads, and writes that take their turn. Confined to one thread at a time."""

    def __init__(self, path: Path, conn: sqlite3.Connection, locks: Locks, clock: Clock) -> None:
        """Take over an open and prepared connection and its locks."""
        self.path = path
        self.conn = conn
        self.clock = clock
        self.locks = locks
        self._wal = path.with_name(path.name + "-wal")
        self._columns: dict[str, tuple[str, ...]] = {}
        self._version = self._data_version()
        self._rolled_back = 0
        self._closed = False

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a reading statement; raise StorageError when the disk or the file fails."""
        try:
            return self.conn.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise translated(error, self.path, writing=self.conn.in_transaction) or error from error

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """Return the first row of a reading statement, or None; fails as `rows` does."""
        try:
            cursor = self.conn.execute(sql, values)
            found: Row | None = cursor.fetchone()
            cursor.close()
        except sqlite3.Error as error:
            raise translated(error, self.path, writing=self.conn.in_transaction) or error from error
        return found

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None; fails as `rows` does."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns; `table` is a name out of this program, never out of data."""
        found = self._columns.get(table)
        if found is None:
            found = tuple(row[1] for row in self.conn.execute(f"PRAGMA table_info({table})"))
            self._columns[table] = found
        return found

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """Run a block as one write transaction; inside another one it is part of that.

        What is not `durable` survives the end of the process but is not waited for until it is on the disk: claims,
        which mean nothing after a power cut. Raises BusyError when the turn is not had in time and StorageError
        ("NOT SAVED: …") when it cannot be kept; whatever is raised, nothing of it is in the file.
        """
        if self.in_write():
            yield self.conn
            return
        with self.locks.writing():
            with self._saving(), self._waiting_for_disk(durable):
                self.conn.execute("BEGIN IMMEDIATE")
                try:
                    yield self.conn
                    if durable:
                        self.before_commit()
                    self.conn.execute("COMMIT")
                except BaseException:
                    if self.in_write():
                        self.conn.execute("ROLLBACK")
                    self.rolled_back()
                    raise
            self.checkpoint(WAL_LIMIT)

    @contextmanager
    def _waiting_for_disk(self, wait: bool) -> Iterator[None]:
        if wait:
            yield
            return
        self.conn.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self.conn.execute("PRAGMA synchronous = FULL")

    def in_write(self) -> bool:
        """Say whether a write transaction is open."""
        return self.conn.in_transaction

    def moment(self) -> Moment:
        """Return what stays the same as long as nobody writes to the file: here, elsewhere, or by taking back."""
        return self._data_version(), self.conn.total_changes, self._rolled_back

    def others_wrote(self) -> int:
        """Return what stays the same as long as nobody else writes to the file."""
        return self._data_version()

    def before_commit(self) -> None:
        """Write what follows from what was written; part of every durable transaction."""

    def rolled_back(self) -> None:
        """Forget what was remembered of a write that is not kept; called after each of them."""
        self._rolled_back += 1

    def checkpoint(self, beyond: int = 0) -> None:
        """Move what was committed into the main file if the WAL is larger than `beyond` bytes; never fails."""
        try:
            size = os.stat(self._wal).st_size  # noqa: PTH116 - on the way of every commit
        except OSError:
            return
        if size > beyond and not self.conn.in_transaction:
            with suppress(sqlite3.Error, BusyError), self.locks.writing():
                self.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def foreign_change(self) -> bool:
        """Say whether another window or command has committed since this was last asked."""
        version = self._data_version()
        changed = version != self._version
        self._version = version
        return changed

    def close(self) -> None:
        """Fold the WAL into the file if nobody else has it open, and let go of it."""
        if self._closed:
            return
        self._closed = True
        # The last connection checkpoints while closing, so closing is a write and takes its turn.
        with suppress(BusyError), self.locks.writing():
            with suppress(sqlite3.Error):
                self.conn.execute("PRAGMA busy_timeout = 0")
                self.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self.conn.close()
        self.conn.close()
        self.locks.close()

    @contextmanager
    def _saving(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise translated(error, self.path, writing=True) or error from error
        except UnicodeEncodeError as error:
            message = "NOT SAVED: what was typed holds bytes that are no text; type it anew"
            raise DataError(message) from error

    def _data_version(self) -> int:
        found: int = self.conn.execute("PRAGMA data_version").fetchone()[0]
        return found
