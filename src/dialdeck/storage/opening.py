"""Opening the file: look, refuse or lock, migrate if needed, and only then hand out a store.

A new file is completed under another name and linked into place, so that nobody ever sees half of one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dialdeck.errors import DialdeckError, StorageError
from dialdeck.paths import make_private, sync_directory
from dialdeck.storage import gate
from dialdeck.storage.connection import connect, prepare
from dialdeck.storage.driver import sqlite3
from dialdeck.storage.locks import WAIT_SECONDS, Locks
from dialdeck.storage.migrations import copy_before, current_version, migrate
from dialdeck.storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from dialdeck.clock import Clock


def open_store(
    path: Path,
    clock: Clock,
    *,
    create: bool = True,
    rep: str = "me",
    device: str | None = None,
    wait: float = WAIT_SECONDS,
) -> Store:
    """Open the database file at `path`, making it when it is missing and `create` is set.

    `rep` names who dials, `device` is a stable id of this machine (its own by default), `wait` is how many seconds a
    write waits for its turn. Raises MissingError, DataError or StorageError as `gate.inspect` does, leaving the file
    as it was, and BusyError while another process needs it alone, or has it open when it has to be migrated.
    """
    path = _resolved(path)
    if create and _is_missing(path):
        create_file(path)
    version = gate.inspect(path)
    locks = Locks(path, wait=wait)
    try:
        if version == current_version():
            locks.share()
            conn = _connect(path, wait)
        else:
            locks.alone()
            conn = _connect(path, wait)
            _bring_up_to_date(conn, path)
            locks.share()
    except BaseException:
        locks.close()
        raise
    store = Store(path, conn, locks, clock, rep=rep, device=device)
    try:
        store.recover_imports()
    except BaseException:
        store.close()
        raise
    return store


def create_file(path: Path) -> None:
    """Make a complete, empty dialdeck file (0600; its directory 0700 if that is new too); keep one that is there.

    Raises StorageError when the directory or the file cannot be made.
    """
    try:
        make_private(path.parent)
        unfinished = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
        try:
            _complete(unfinished)
            _link(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
        sync_directory(path.parent)
    except (OSError, sqlite3.Error) as error:
        message = f"{path} cannot be made ({error}); choose another place with --db"
        raise StorageError(message) from error


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:  # what Python raises for it up to 3.12; from 3.13 on the gate sees it
        message = f"{path} cannot be read (its symbolic links go in a circle); name another file with --db"
        raise StorageError(message) from None


def _is_missing(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:
        return False


def _complete(path: Path) -> None:
    conn = connect(path)
    try:
        migrate(conn)
        conn.execute("PRAGMA journal_mode = WAL")
    finally:
        conn.close()


def _link(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return
    except OSError:
        # File systems without hard links: nothing may be there, though for a moment somebody could come first.
        if not path.exists():
            unfinished.rename(path)


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    conn = None
    try:
        conn = connect(path)
        prepare(conn, wait)
        gate.check_version(path, conn.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        if conn is not None:
            conn.close()
        raise _unusable(path, error) from error
    except DialdeckError:
        if conn is not None:
            conn.close()
        raise
    return conn


def _unusable(path: Path, error: sqlite3.Error) -> DialdeckError:
    text = str(error)
    if "malformed" in text or "not a database" in text:
        return gate.damaged(path)
    return StorageError(f"{path} cannot be opened ({text}); check who owns it and its directory")


def _bring_up_to_date(conn: sqlite3.Connection, path: Path) -> None:
    version: int = conn.execute("PRAGMA user_version").fetchone()[0]
    if version == current_version():
        return
    if conn.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        conn.close()
        raise gate.damaged(path)
    try:
        copy_before(conn, path, current_version())
        conn.execute("PRAGMA foreign_keys = OFF")
        migrate(conn)
        conn.execute("PRAGMA foreign_keys = ON")
        # The next to look at the file reads its version without the WAL.
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error as error:
        conn.close()
        message = f"{path} could not be brought up to date ({error}); nothing changed; make room, then try again"
        raise StorageError(message) from error
    except BaseException:
        conn.close()
        raise
